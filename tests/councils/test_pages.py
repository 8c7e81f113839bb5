"""The pages: a session from the first click to the signed minutes, without scripts."""

import pytest
from django.urls import reverse

from councils.models import AgendaItem, Ballot, Council, ScoreSheet, Session
from councils.selectors import list_work
from councils.services import adjourn_session, count_ballots, draft_minutes, invite, open_voting, sign_minutes
from portal.core.models import IssuedDocument, Notice
from tests.councils.room import SECRET_80, SESSION_DAY, declare_all, meet, put, score, vote
from tests.moments import NOW, TODAY
from units.enums import Role
from units.models import User
from units.services import assign_role


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"councils:{name}", args=args), query)


def press(client, user, name, *args, **data):
    client.force_login(user)
    return client.post(reverse(f"councils:{name}", args=args), data)


@pytest.fixture
def invited(world, scoring_room):
    item = put(scoring_room, world.factory, rule=SECRET_80, credit="Nguyễn Thị Lan")
    other = put(scoring_room, world.mill, title="Khay rửa nhiều tầng", rule=SECRET_80)
    invite(scoring_room.session, actor=scoring_room.secretary, at=NOW)
    scoring_room.items = [item, other]
    return scoring_room


def test_gate_comes_before_the_dossier(client, invited):
    item, reader = invited.items[0], invited.members[0]
    gate = page(client, reader, "item", item.pk)
    assert "Trước khi mở hồ sơ" in gate.text
    assert "9 phút" not in gate.text
    answer = press(client, reader, "declare", item.pk, conflict="no")
    assert answer.url == reverse("councils:item", args=[item.pk])
    assert "9 phút" in page(client, reader, "item", item.pk).text


def test_stepping_aside_asks_for_the_reason_and_goes_on(client, invited):
    item, other = invited.items
    reader = invited.members[0]
    refused = press(client, reader, "declare", item.pk, conflict="yes")
    assert (refused.status_code, "lý do" in refused.text) == (422, True)
    answer = press(client, reader, "declare", item.pk, conflict="yes", reason="Em họ")
    assert answer.url == reverse("councils:item", args=[other.pk])
    assert page(client, reader, "item", item.pk).status_code == 404
    assert "Bạn đã xin không tham gia" in page(client, reader, "declare_again", item.pk).text
    press(client, reader, "declare", item.pk, again="1", conflict="no")
    assert page(client, reader, "item", item.pk).status_code == 200


def test_all_dossiers_are_declared_on_from_one_page(client, invited):
    reader = invited.members[0]
    assert "Khay rửa nhiều tầng" in page(client, reader, "declare_all", invited.session.pk).text
    refused = press(client, reader, "declare_all", invited.session.pk, conflicted=[invited.items[1].pk])
    assert refused.status_code == 422
    press(client, reader, "declare_all", invited.session.pk, conflicted=[invited.items[1].pk], reason="Em họ")
    assert list(AgendaItem.objects.open_to(reader)) == [invited.items[0]]


def test_sheet_is_kept_and_leads_to_the_next_dossier(client, invited):
    item, other = invited.items
    reader = invited.members[0]
    declare_all(invited, *invited.items)
    sent = {"version": "0", "points_N": "25", "points_E": "30", "comment_E": "Rõ", "submit": "1"}
    answer = press(client, reader, "score", item.pk, **sent)
    assert answer.url == reverse("councils:item", args=[other.pk])
    sheet = ScoreSheet.objects.get()
    assert (sheet.total, sheet.is_submitted, sheet.seat.member) == (55, True, reader.member)
    answer = press(client, reader, "score", other.pk, **sent)
    assert answer.url == reverse("councils:session", args=[invited.session.pk])


def test_later_keeps_a_draft_and_goes_on(client, invited):
    item, other = invited.items
    declare_all(invited, *invited.items)
    answer = press(client, invited.members[0], "score", item.pk, version="0", points_N="25", later="1")
    assert answer.url == reverse("councils:item", args=[other.pk])
    assert (ScoreSheet.objects.get().total, ScoreSheet.objects.get().is_submitted) == (25, False)


def test_sheet_with_gaps_comes_back_with_what_was_typed(client, invited):
    item, reader = invited.items[0], invited.members[0]
    declare_all(invited, item)
    refused = press(client, reader, "score", item.pk, version="0", points_N="9", comment="Cần xem thêm", submit="1")
    assert refused.status_code == 422
    assert "N: dưới 10 điểm thì phải nhận xét." in refused.text
    assert "E: chưa cho điểm." in refused.text
    assert "Cần xem thêm" in refused.text
    assert not ScoreSheet.objects.exists()
    wrong = press(client, reader, "score", item.pk, version="0", points_N="nhiều", submit="1")
    assert "Ghi điểm bằng số nguyên." in wrong.text


def test_sheet_saves_itself_as_a_part_of_the_page(client, invited):
    item, reader = invited.items[0], invited.members[0]
    declare_all(invited, item)
    client.force_login(reader)
    url, headers = reverse("councils:score", args=[item.pk]), {"HX-Request": "true"}
    saved = client.post(url, {"version": "0", "points_N": "25"}, headers=headers)
    assert 'name="version" id="id_version" value="1" hx-swap-oob="true"' in saved.text
    refused = client.post(url, {"version": "1", "points_N": "99"}, headers=headers)
    assert "Chưa lưu: N: cho từ 0 đến 30 điểm" in refused.text
    assert client.post(url, {"version": "0", "points_N": "20"}).status_code == 409


def test_next_button_goes_round_the_unscored(client, invited):
    declare_all(invited, *invited.items)
    score(invited.items[0], invited.members[0])
    answer = page(client, invited.members[0], "score_next", invited.session.pk)
    assert answer.url == reverse("councils:item", args=[invited.items[1].pk])


def test_session_is_run_from_the_buttons(client, invited):
    session, chair, secretary = invited.session, invited.chair, invited.secretary
    declare_all(invited, *invited.items)
    for item in invited.items:
        score(item, invited.members[0])
    seats = [place.seat_id for place in session.seats]
    assert "Lưu và khai mạc" in page(client, chair, "attendance", session.pk).text
    press(client, chair, "attendance", session.pk, present=seats, open="1")
    assert invited.again().state == "open"
    assert "Khay rửa nhiều tầng" in page(client, chair, "open_voting", session.pk).text
    press(client, chair, "open_voting", session.pk, items=[item.pk for item in invited.items], version="3")
    assert invited.again().state == "voting"
    for user in invited.everyone:
        press(client, user, "ballot", session.pk, **{f"choice_{item.pk}": "yes" for item in invited.items})
    assert Ballot.objects.count() == 18
    answer = press(client, secretary, "count", session.pk, version=str(invited.again().version))
    assert answer.url == reverse("councils:results", args=[session.pk])
    assert "9/9 đồng ý (100,00%)" in page(client, invited.members[0], "results", session.pk).text
    press(client, secretary, "draft_minutes", session.pk)
    minutes = invited.again().minutes
    press(client, secretary, "edit_minutes", session.pk, body="Nhân rộng.", version=str(minutes.version))
    minutes.refresh_from_db()
    press(client, secretary, "sign_minutes", session.pk, version=str(minutes.version))
    press(client, chair, "sign_minutes", session.pk, version=str(minutes.version))
    assert invited.again().state == "closed"
    assert "Nhân rộng." in page(client, invited.members[0], "minutes", session.pk).text
    paper = page(client, invited.members[0], "minutes_paper", session.pk, "pdf")
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")
    assert IssuedDocument.objects.get().suffix == "pdf"


def test_receipts_are_shown_once_and_kept_in_no_session(client, world, room):
    item = put(room, world.factory, rule=SECRET_80)
    meet(room, item)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    voter = room.members[0]
    assert "Không lưu tên người bỏ phiếu" in page(client, voter, "ballot", room.session.pk).text
    answer = press(client, voter, "ballot", room.session.pk, **{f"choice_{item.pk}": "no"})
    code = item.receipts.get().code
    assert (answer.status_code, code in answer.text, "no-store" in answer["Cache-Control"]) == (200, True, True)
    assert code not in str(dict(client.session.items()))
    again = page(client, voter, "ballot", room.session.pk)
    assert (code in again.text, "Bạn đã bỏ phiếu xong" in again.text) == (False, True)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY, accept_missing=True)
    assert code in page(client, room.members[1], "results", room.session.pk).text


def test_ballot_says_what_keeps_one_from_voting(client, world, room):
    item = put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    absent, silent = room.members[-1], room.members[0]
    declare_all(room, item)
    item.conflicts.filter(seat=room.seat(silent)).delete()
    meet_without(room, absent)
    assert "Bạn được ghi là vắng mặt" in page(client, absent, "ballot", room.session.pk).text
    assert "Khai xung đột lợi ích trước khi bỏ phiếu" in page(client, silent, "ballot", room.session.pk).text
    assert "Biểu quyết công khai" in page(client, room.chair, "ballot", room.session.pk).text
    empty = press(client, room.chair, "ballot", room.session.pk)
    assert (empty.status_code, "Bạn chưa chọn phiếu nào" in empty.text) == (422, True)


def meet_without(room, absent):
    from councils.services import open_session

    here = [room.seat(user).pk for user in room.everyone if user != absent]
    open_session(room.session, actor=room.chair, at=SESSION_DAY, present=here)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)


def test_count_names_who_has_not_voted_before_it_closes(client, world, room):
    item = put(room, world.factory)
    meet(room, item, absent=1)
    vote(room, item, yes=7)
    assert "Chưa bỏ phiếu: Ủy viên 5, Ủy viên 6 (vắng)" in page(client, room.secretary, "count", room.session.pk).text
    refused = press(client, room.secretary, "count", room.session.pk)
    assert (refused.status_code, room.again().state) == (422, "voting")
    press(client, room.secretary, "count", room.session.pk, accept_missing="on")
    assert room.again().state == "counted"


def test_paper_ballots_are_entered_by_numbers_when_secret(client, world, room):
    item = put(room, world.factory, rule=SECRET_80)
    meet(room, item, absent=2)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    seats = [room.seat(user).pk for user in room.members[-2:]]
    wrong = press(client, room.secretary, "paper_ballots", item.pk, seats=seats, yes="1", no="0", blank="0")
    assert "bằng số người gửi" in wrong.text
    press(client, room.secretary, "paper_ballots", item.pk, seats=seats, yes="1", no="1", blank="0")
    assert sorted(Ballot.objects.values_list("choice", flat=True)) == ["no", "yes"]
    assert "Không còn ai vắng mặt" in page(client, room.secretary, "paper_ballots", item.pk).text


def test_paper_ballots_are_entered_by_name_when_open(client, world, room):
    item = put(room, world.factory)
    meet(room, item, absent=1)
    open_voting(room.session, actor=room.chair, at=SESSION_DAY)
    seat = room.seat(room.members[-1]).pk
    press(client, room.secretary, "paper_ballots", item.pk, **{f"seat_{seat}": "no"})
    assert Ballot.objects.get().seat_id == seat
    assert page(client, room.chair, "paper_ballots", item.pk).status_code == 403


def test_secretary_reminds_from_the_board(client, invited):
    board = page(client, invited.secretary, "board", invited.session.pk)
    assert "đã nộp 0/18 phiếu chấm" in board.text
    answer = press(client, invited.secretary, "remind", invited.session.pk)
    assert answer.url == reverse("councils:board", args=[invited.session.pk])
    assert page(client, invited.members[0], "board", invited.session.pk).status_code == 403


def test_chair_lets_in_puts_off_and_adjourns(client, invited):
    item, other = invited.items
    press(client, invited.members[0], "declare", item.pk, conflict="yes", reason="Em họ")
    seat = invited.seat(invited.members[0])
    assert "Cho Ủy viên 1 tham gia xét?" in page(client, invited.chair, "board", invited.session.pk).text
    assert "tham gia xét?" not in page(client, invited.secretary, "board", invited.session.pk).text
    press(client, invited.chair, "waive", item.pk, seat.pk, reason="Họ xa")
    assert item.conflicts.get(seat=seat).kind == "waived"
    press(client, invited.chair, "remove_item", other.pk, reason="Thiếu số liệu")
    other.refresh_from_db()
    assert other.outcome == "removed"
    assert press(client, invited.chair, "adjourn", invited.session.pk, version="2").status_code == 422
    press(client, invited.chair, "adjourn", invited.session.pk, version="2", reason="Chưa đủ người")
    assert invited.again().state == "adjourned"
    press(client, invited.secretary, "invite", invited.session.pk)
    assert invited.again().state == "invited"


def test_stale_page_is_told_so(client, invited):
    answer = press(client, invited.chair, "open", invited.session.pk, version="1")
    assert (answer.status_code, invited.again().state) == (409, "invited")


def test_officer_founds_a_council_seats_members_and_plans(client, world, people, room):
    client.force_login(people.yen)
    facts = {
        "unit": world.province.pk,
        "kind": "award",
        "name": "Hội đồng mới",
        "decision_no": "99/QĐ",
        "decided_on": "01/02/2026",
    }
    client.post(reverse("councils:found"), facts)
    council = Council.objects.get(decision_no="99/QĐ")
    unknown = press(client, people.yen, "seat", council.pk, member_code="NV-KHÔNG", role="member", votes="on")
    assert "Không có đoàn viên nào mang mã này" in unknown.text
    press(client, people.yen, "seat", council.pk, member_code="nv-mai", role="chair", votes="on")
    assert council.seats.get().member == people.mai.member
    press(client, people.yen, "plan", council.pk, title="Phiên 1", held_at="14:00 05/06/2026")
    session = Session.objects.get(council=council)
    assert f"{session.held_at.astimezone(NOW.tzinfo):%H:%M %d/%m/%Y}" == "14:00 05/06/2026"
    press(client, people.yen, "change", session.pk, title="Phiên một", held_at="15:00 05/06/2026", version="1")
    session.refresh_from_db()
    assert session.title == "Phiên một"
    press(client, people.yen, "vacate", council.pk, council.seats.get().pk, reason="Nghỉ hưu")
    assert council.seats.get().valid_to is not None
    assert "Đã thôi tham gia" in page(client, people.yen, "council", council.pk).text
    assert page(client, people.lan, "plan", council.pk).status_code == 404


def test_seat_is_given_up_after_a_page_that_asks_why(client, people, room):
    seat = room.council.seats.get(member=room.members[0].member)
    asked = page(client, people.yen, "vacate", room.council.pk, seat.pk)
    assert "Ủy viên 1" in asked.text
    assert "Các phiên đã mời vẫn giữ thành phần cũ." in asked.text
    assert press(client, people.yen, "vacate", room.council.pk, seat.pk, reason=" ").status_code == 422
    seat.refresh_from_db()
    assert seat.valid_to is None
    press(client, people.yen, "vacate", room.council.pk, seat.pk, reason="Chuyển công tác")
    again = press(client, people.yen, "vacate", room.council.pk, seat.pk, reason="Lần nữa")
    assert (again.status_code, "đã thôi tham gia" in again.text) == (422, True)
    assert page(client, people.dung, "vacate", room.council.pk, seat.pk).status_code == 200
    assert page(client, people.huy, "vacate", room.council.pk, seat.pk).status_code in (403, 404)


def test_lists_show_what_is_running_and_what_is_over(client, invited):
    assert "Phiên đợt 1" in page(client, invited.members[0], "list").text
    assert "Chưa có phiên họp nào kết thúc" in page(client, invited.members[0], "list", muc="da-xong").text
    assert "Hội đồng LĐLĐ tỉnh Bắc Ninh" in page(client, invited.members[0], "councils").text


def test_draft_minutes_are_for_who_writes_them(client, world, room):
    item = put(room, world.factory)
    meet(room, item)
    vote(room, item, yes=9)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY)
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    assert "Chưa có biên bản" in page(client, room.members[0], "minutes", room.session.pk).text
    assert page(client, room.members[0], "minutes_paper", room.session.pk, "pdf").status_code == 404
    draft = page(client, room.secretary, "minutes_paper", room.session.pk, "docx")
    assert (draft["Cache-Control"], draft.content[:2]) == ("private, no-store", b"PK")


def test_account_without_a_member_has_nothing_to_do_here(client, world, room, people):
    item = put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    guest = User.objects.create_user("KHACH", full_name="Khách")
    for name, args in (("list", []), ("councils", []), ("session", [room.session.pk]), ("item", [item.pk])):
        assert page(client, guest, name, *args).status_code == (200 if not args else 404)
    assert list_work(guest, day=TODAY) == []
    assign_role(guest, Role.INSPECTOR, world.province, actor=None, at=NOW, valid_from=TODAY)
    guest = User.objects.get(pk=guest.pk)
    assert "Đồ gá sáu vị trí" in page(client, guest, "session", room.session.pk).text


def test_every_state_says_whose_turn_it_is(client, world, room):
    item = put(room, world.factory)
    session, seen = room.session, {}

    def look():
        seen[room.again().state] = page(client, room.members[0], "session", session.pk).text
        assert page(client, room.secretary, "session", session.pk).status_code == 200

    invite(session, actor=room.secretary, at=NOW)
    look()
    adjourn_session(session, actor=room.chair, at=NOW, reason="Chưa đủ người")
    look()
    invite(session, actor=room.secretary, at=NOW)
    room.session = session
    meet(room, item)
    look()
    vote(room, item, yes=9)
    look()
    count_ballots(session, actor=room.chair, at=SESSION_DAY)
    look()
    draft_minutes(session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(session, actor=room.chair, at=SESSION_DAY)
    look()
    words = {
        "invited": "Người chủ trì khai mạc", "adjourned": "Thư ký mời lại", "open": "Người chủ trì mở phiếu",
        "voting": "Chờ kiểm phiếu", "counted": "Thư ký lập biên bản", "closed": "Biên bản đã ký",
    }  # fmt: skip
    assert {state: words[state] in text for state, text in seen.items()} == dict.fromkeys(words, True)


def test_cancelled_session_says_why(client, world, room):
    put(room, world.factory)
    assert "các hồ sơ được đưa sang phiên khác" in page(client, room.chair, "cancel", room.session.pk).text
    press(client, room.chair, "cancel", room.session.pk, reason="Gộp vào đợt 2", version="1")
    assert "Gộp vào đợt 2" in page(client, room.chair, "session", room.session.pk).text
    again = page(client, room.chair, "cancel", room.session.pk)
    assert again.url == reverse("councils:session", args=[room.session.pk])


def test_sheet_of_a_dossier_under_vote_is_locked_on_the_page(client, invited):
    item = invited.items[0]
    declare_all(invited, *invited.items)
    score(item, invited.chair)
    meet(invited, *invited.items)
    open_voting(invited.session, actor=invited.chair, at=SESSION_DAY, items=[item.pk])
    answer = press(client, invited.members[0], "score", item.pk, version="0", points_N="1")
    assert answer.url == reverse("councils:item", args=[item.pk])
    assert "1 phiếu chấm đã khóa" in page(client, invited.members[0], "item", item.pk).text
    assert press(client, invited.members[0], "declare", item.pk, conflict="maybe").status_code == 422


def test_roll_is_taken_without_opening_and_opening_asks_for_the_quorum(client, invited):
    session, seats = invited.session, [invited.seat(user).pk for user in invited.everyone]
    answer = press(client, invited.secretary, "attendance", session.pk, present=seats[:4])
    assert answer.url == reverse("councils:session", args=[session.pk])
    assert (invited.again().state, len(invited.session.present_voters)) == ("invited", 4)
    refused = press(client, invited.chair, "attendance", session.pk, present=seats[:4], open="1")
    assert (refused.status_code, "mới có 4/9 thành viên" in refused.text) == (422, True)
    assert "Đánh dấu ít nhất một người" in press(client, invited.chair, "attendance", session.pk, open="1").text
    assert (invited.again().state, len(invited.session.present_voters)) == ("invited", 4)
    press(client, invited.chair, "attendance", session.pk, present=seats[:6], open="1")
    assert (invited.again().state, len(invited.session.present_voters)) == ("open", 6)


def test_vote_that_cannot_be_opened_says_why_on_its_page(client, world, invited):
    """Nobody has scored the dossier yet."""
    meet(invited, *invited.items)
    refused = press(client, invited.chair, "open_voting", invited.session.pk, items=[invited.items[0].pk])
    assert (refused.status_code, "Chưa có phiếu chấm nào" in refused.text) == (422, True)
    nothing = press(client, invited.chair, "open_voting", invited.session.pk)
    assert (nothing.status_code, "Chọn ít nhất một hồ sơ." in nothing.text) == (422, True)
    assert invited.again().state == "open"


def test_second_reminder_of_the_day_tells_nobody(client, invited):
    for said in ("Đã nhắc 9 người.", "Hôm nay đã nhắc rồi"):
        press(client, invited.secretary, "remind", invited.session.pk)
        assert said in page(client, invited.secretary, "board", invited.session.pk).text


def test_minutes_too_long_come_back_with_the_words_and_are_not_saved(client, world, room):
    item = put(room, world.factory)
    meet(room, item)
    vote(room, item, yes=9)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY)
    minutes = draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    answer = press(client, room.secretary, "edit_minutes", room.session.pk, body="Nhân rộng. " * 2000)
    assert (answer.status_code, "Nhân rộng." in answer.text, "20000" in answer.text) == (422, True, True)
    minutes.refresh_from_db()
    assert minutes.body == ""


def test_red_button_is_for_who_has_not_signed(client, world, room):
    item = put(room, world.factory)
    meet(room, item)
    vote(room, item, yes=9)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY)
    address = reverse("councils:sign_minutes", args=[room.session.pk])
    assert address not in page(client, room.secretary, "minutes", room.session.pk).text
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)

    def signers():
        everyone = {"chair": room.chair, "vice": room.vice, "secretary": room.secretary}
        return {
            name
            for name, user in everyone.items()
            if f'action="{address}"' in page(client, user, "minutes", room.session.pk).text
        }

    assert signers() == {"chair", "secretary"}
    sign_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    assert signers() == {"chair"}


def test_letting_in_someone_who_is_not_of_the_session_is_refused(client, world, invited):
    stranger = seat_of_another(world)
    press(client, invited.chair, "waive", invited.items[0].pk, stranger.pk, reason="Họ xa")
    assert "Người này không có trong phiên họp." in page(client, invited.chair, "board", invited.session.pk).text
    assert not invited.items[0].conflicts.filter(kind="waived").exists()


def seat_of_another(world):
    """A seat in the council of another unit."""
    from councils.models import Seat
    from tests.people import make_member

    council = Council.objects.get()
    council.pk, council.unit, council.decision_no = None, world.other_province, "7/QĐ"
    council.save(force_insert=True)
    return Seat.objects.create(
        council=council, member=make_member("NV-XA", "Người Xa", world.other_province), role="member", valid_from=TODAY
    )


def test_refused_council_seat_and_session_keep_what_was_typed(client, world, people, room):
    facts = {"unit": world.province.pk, "kind": "award", "name": "Hội đồng mới", "decided_on": "01/02/2026"}
    client.force_login(people.yen)
    again = client.post(reverse("councils:found"), facts | {"decision_no": "12/QĐ-LĐLĐ"})
    assert (again.status_code, "Hội đồng mới" in again.text) == (422, True)
    council = room.council
    seated = press(client, people.yen, "seat", council.pk, member_code="NV-MAI", role="member", votes="on")
    assert (seated.status_code, "đã là thành viên Hội đồng này" in seated.text) == (422, True)
    before = {"title": "Phiên sớm", "held_at": "14:00 05/06/2019"}
    planned = press(client, people.yen, "plan", council.pk, **before)
    changed = press(client, people.yen, "change", room.session.pk, version=room.session.version, **before)
    for answer in (planned, changed):
        assert (answer.status_code, "Phiên sớm" in answer.text) == (422, True)
        assert "nằm ngoài thời gian hoạt động của Hội đồng" in answer.text
    assert (Council.objects.count(), council.seats.count(), Session.objects.get().title) == (1, 9, "Phiên đợt 1")


def test_officer_who_is_the_subject_sees_that_something_is_there_and_not_what(client, world, people, room):
    put(room, people.yen.member, title="Khen chuyên viên", member_ids=[people.yen.member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    seen = page(client, people.yen, "session", room.session.pk).text
    assert ("bạn có tên trong hồ sơ này" in seen, "Khen chuyên viên" in seen) == (True, False)
    assert "Khen chuyên viên" in page(client, people.dung, "session", room.session.pk).text


def test_council_that_only_votes_has_no_sheets_to_remind_of(client, world, room):
    put(room, world.factory)
    invite(room.session, actor=room.secretary, at=NOW)
    press(client, room.secretary, "remind", room.session.pk)
    assert "không cần nhắc" in page(client, room.secretary, "board", room.session.pk).text
    assert not Notice.objects.filter(event__startswith="session.remind").exists()
