"""No page tells what it should not: every address, every kind of person, every state."""

import pytest
from django.urls import reverse

from councils import urls
from councils.models import ConflictOfInterest
from councils.selectors import list_work
from councils.services import count_ballots, declare_conflict, draft_minutes, invite, open_voting, sign_minutes
from tests.councils.room import SECRET_80, SESSION_DAY, declare_all, meet, put, score, vote
from tests.moments import NOW, TODAY

TITLE, INSIDE, REMARK = "TIÊU ĐỀ RIÊNG", "NỘI DUNG RIÊNG", "NHẬN XÉT RIÊNG"
OTHER = "HỒ SƠ KIA"
GET_ONLY = {"draft_minutes", "edit_minutes", "sign_minutes", "remind", "declare", "score", "waive", "remove_item"}


def addresses(room, item):
    """Every address of the app that answers a GET, for this session, dossier and council."""
    seat = room.council.seats.first()
    found = []
    for pattern in urls.urlpatterns:
        name, route = pattern.name, str(pattern.pattern)
        if name in GET_ONLY:
            continue
        kwargs = {}
        if "<int:pk>" in route:
            kwargs["pk"] = item.pk if "ho-so" in route else room.council.pk if "to-chuc" in route else room.session.pk
        if "seat_pk" in route:
            kwargs["seat_pk"] = seat.pk
        if "suffix" in route:
            kwargs["suffix"] = "docx"
        found.append(reverse(f"councils:{name}", kwargs=kwargs))
    return found


def read_everything(client, user, room, item):
    client.force_login(user)
    texts = []
    for address in addresses(room, item):
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        elif answer.status_code in {200, 422} and "text/html" in answer["Content-Type"]:
            texts.append(answer.text)
    return "\n".join(texts)


@pytest.fixture
def full(world, people, scoring_room):
    """Two dossiers; the first belongs to Ủy viên 1, Ủy viên 2 is of the author's group, Ủy viên 3 stepped aside."""
    room = scoring_room
    author, mate, aside = room.members[:3]
    mate.member.unit = world.group
    mate.member.save(update_fields=["unit"])
    item = put(
        room, world.factory, title=TITLE, rule=SECRET_80, summary=[("Bản chất", INSIDE)],
        member_ids=[author.member_id], group_ids=[world.group.pk],
    )  # fmt: skip
    other = put(room, world.mill, title=OTHER, rule=SECRET_80)
    invite(room.session, actor=room.secretary, at=NOW)
    declare_conflict(item, actor=aside, at=NOW, conflicted=True, reason="Em họ")
    room.items = [item, other]
    return room


def to_counted(room):
    declare_all(room, *room.items)
    for item in room.items:
        score(item, room.vice, novelty=9, comments={"N": REMARK}, comment=REMARK)
    meet(room, *room.items)
    vote(room, room.items[0], yes=6)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY)


@pytest.mark.parametrize("place", [0, 1, 2], ids=["author", "same group", "stepped aside"])
def test_who_stands_aside_reads_nothing_of_the_dossier(client, full, place):
    reader = full.members[place]
    assert client.get(reverse("councils:item", args=[full.items[0].pk])).status_code == 302
    seen = read_everything(client, reader, full, full.items[0])
    # One who stepped aside may speak again: the gate names the dossier, and only the gate.
    assert (TITLE in seen) is (place == 2)
    assert INSIDE not in seen
    assert OTHER in seen
    to_counted(full)
    seen = read_everything(client, reader, full, full.items[0])
    assert [text for text in (TITLE, INSIDE, REMARK) if text in seen] == []
    client.force_login(reader)
    assert client.get(reverse("councils:item", args=[full.items[0].pk])).status_code == 404


def test_who_has_not_declared_reads_the_title_only(client, full):
    seen = read_everything(client, full.members[3], full, full.items[0])
    assert [text for text in (TITLE, INSIDE) if text in seen] == [TITLE]


def test_points_of_others_show_only_when_sheets_are_locked(client, full):
    declare_all(full, *full.items)
    for item in full.items:
        score(item, full.vice, novelty=9, comments={"N": REMARK}, comment=REMARK)
    for reader in (full.members[3], full.chair, full.secretary):
        seen = read_everything(client, reader, full, full.items[0])
        assert (INSIDE in seen, REMARK in seen, "39/70" in seen) == (True, False, False)
    meet(full, *full.items)
    open_voting(full.session, actor=full.chair, at=SESSION_DAY)
    assert REMARK in read_everything(client, full.members[3], full, full.items[0])


def test_nobody_sees_how_a_secret_vote_goes(client, full):
    declare_all(full, *full.items)
    for item in full.items:
        score(item, full.vice)
    meet(full, *full.items)
    vote(full, full.items[0], yes=2, no=1, blank=1)
    for reader in (full.chair, full.secretary, full.members[3]):
        seen = read_everything(client, reader, full, full.items[0])
        assert [text for text in ("2/6 đồng ý", "Đồng ý 2", "không đồng ý 1") if text in seen] == []


def test_strangers_find_no_page(client, people, full):
    to_counted(full)
    for stranger in (people.lan, people.binh, people.hung, people.huy):
        seen = read_everything(client, stranger, full, full.items[0])
        assert [text for text in (TITLE, INSIDE, REMARK, OTHER, "Phiên đợt 1") if text in seen] == []
        client.force_login(stranger)
        assert client.get(reverse("councils:session", args=[full.session.pk])).status_code == 404


def test_officials_without_a_seat_see_titles_and_results_only_when_closed(client, people, full):
    to_counted(full)
    seen = read_everything(client, people.tuan, full, full.items[0])
    assert [text for text in (TITLE, INSIDE, REMARK, "6/6 đồng ý") if text in seen] == [TITLE]
    from councils.services import remove_item

    remove_item(full.items[1], actor=full.chair, at=SESSION_DAY, reason="x")
    draft_minutes(full.session, actor=full.secretary, at=SESSION_DAY)
    sign_minutes(full.session, actor=full.secretary, at=SESSION_DAY)
    sign_minutes(full.session, actor=full.chair, at=SESSION_DAY)
    assert "6/6 đồng ý" in read_everything(client, people.tuan, full, full.items[0])


def test_planned_session_is_hidden_from_plain_members(client, world, room):
    put(room, world.factory, title=TITLE)
    for reader, seen in ((room.members[0], 404), (room.chair, 200), (room.secretary, 200), (room.officer, 200)):
        client.force_login(reader)
        assert client.get(reverse("councils:session", args=[room.session.pk])).status_code == seen


def test_pages_of_sessions_ask_the_same_number_of_queries_at_one_and_three(
    client, world, people, scoring_room, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    room = scoring_room
    units = [world.factory, world.mill, world.upper, world.section]
    put(room, units[0], title="Một")
    invite(room.session, actor=room.secretary, at=NOW)

    def counts():
        found = {}
        for user in (room.secretary, room.members[0]):
            client.force_login(user)
            for name in ("session", "board", "results", "open_voting", "declare_all"):
                with CaptureQueriesContext(connection) as queries:
                    client.get(reverse(f"councils:{name}", args=[room.session.pk]))
                found[user.username, name] = len(queries)
            with CaptureQueriesContext(connection) as queries:
                list_work(user, day=TODAY)
            found[user.username, "work"] = len(queries)
        return found

    counts()
    first = counts()
    for unit in units[1:]:
        put(room, unit, title=unit.code)
    assert counts() == first
    assert first[room.secretary.username, "work"] == 3


def test_gate_names_no_contents(client, full):
    client.force_login(full.members[4])
    gate = client.get(reverse("councils:item", args=[full.items[0].pk]))
    assert (TITLE in gate.text, INSIDE in gate.text) == (True, False)
    assert ConflictOfInterest.objects.filter(seat=full.seat(full.members[4])).count() == 0
