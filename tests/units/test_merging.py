"""Two records of one person become one; what the apps above keep of the person follows."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import Slip
from accounts.services import make_slips, revoke_slip
from awards.models import AwardRecord, Nomination, YearRating
from awards.selectors.register import records_of
from awards.services import enter_record
from councils.models import Seat
from initiatives.models import Author
from initiatives.services import add_author
from portal.core.errors import DomainError
from portal.core.models import AuditLine
from tests.awards.story import appraised, gathered, make_eligible, make_initiative, make_story, rate
from tests.campaigns.campaigns import make_launched
from tests.councils.room import make_room, put
from tests.moments import NOW, TODAY
from tests.people import make_member, make_user
from units.enums import Role
from units.models import Member, User
from units.selectors import list_members, search_members
from units.services import assign_role, end_membership, merge_members, open_account


@pytest.fixture
def keeper(world) -> User:
    """An administrator above both unions."""
    return make_user("NV-QT", "Vũ Thị Quyên", world.province, Role.ADMINISTRATOR)


@pytest.fixture
def lan(people) -> Member:
    return people.lan.member


@pytest.fixture
def twin(world, people) -> Member:
    """A second record of Lan, at the mill where she worked before."""
    return make_member("NV-LAN2", "Nguyễn Thị Lan", world.mill, phone="0911222333", birth_date=date(1990, 2, 3))


@pytest.fixture
def twin_here(world, people) -> Member:
    """A second record of Lan in her own union."""
    return make_member("NV-LAN4", "Nguyễn Thị Lan", world.section)


def merged(lan, twin, keeper, **facts):
    return merge_members(lan, twin, **{"actor": keeper, "at": NOW, "reason": "Trùng CCCD, hai thẻ"} | facts)


def refused(lan, twin, keeper, **facts) -> str:
    with pytest.raises(DomainError) as refusal:
        merged(lan, twin, keeper, **facts)
    twin.refresh_from_db()
    assert twin.merged_into is None
    return str(refusal.value)


def lines(action) -> list[dict]:
    return [row.after for row in AuditLine.objects.filter(action=action).order_by("pk")]


def test_record_that_goes_points_to_the_one_that_stays(world, lan, twin, keeper):
    assert merged(lan, twin, keeper) == {}
    lan.refresh_from_db()
    twin.refresh_from_db()
    assert twin.merged_into == lan
    # What the record that stays did not know, it knows now; the number was never two people's.
    assert (lan.phone, lan.birth_date) == ("0911222333", date(1990, 2, 3))
    assert twin not in list_members(world.mill)
    assert list(search_members("nguyen thi lan")) == [lan]
    assert lines("member.merge") == [{"merged_into": lan.pk}]
    line = AuditLine.objects.get(action="member.take_over")
    assert (line.object_id, line.note, line.after["from"]) == (lan.pk, "Trùng CCCD, hai thẻ", twin.pk)


def test_pair_is_refused_in_words(world, lan, twin, keeper):
    assert "cùng một hồ sơ" in refused(twin, twin, keeper)
    assert "Ghi căn cứ" in refused(lan, twin, keeper, reason=" ")
    third = make_member("NV-LAN3", "Nguyễn Thị Lan", world.mill)
    merged(lan, third, keeper)
    assert "NV-LAN3 đã gộp vào NV-LAN" in refused(third, twin, keeper)
    end_membership(lan, actor=None, at=NOW, on=TODAY, reason="Nghỉ việc")
    assert "Hãy giữ hồ sơ còn hoạt động" in refused(lan, twin, keeper)


def test_nothing_more_is_written_into_the_record_that_went(world, lan, twin, keeper):
    merged(lan, twin, keeper)
    with pytest.raises(DomainError, match=r"Hồ sơ này đã gộp vào hồ sơ NV-LAN\. Hãy làm ở hồ sơ đó"):
        end_membership(twin, actor=None, at=NOW, on=TODAY, reason="Nghỉ việc")
    twin.refresh_from_db()
    assert twin.left_on is None


def test_only_who_keeps_both_unions_joins(people, lan, twin):
    with pytest.raises(PermissionDenied, match="phụ trách đoàn viên của cả hai đơn vị"):
        merged(lan, twin, people.hung)
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_who_was_joined_before_follows_along(world, lan, twin, keeper):
    third = make_member("NV-LAN3", "Nguyễn Thị Lan", world.mill)
    merged(twin, third, keeper)
    merged(lan, twin, keeper)
    third.refresh_from_db()
    assert third.merged_into == lan


def test_account_goes_along(world, twin, keeper):
    """The record that stays had no account: one signs in as before, and is the person that stays."""
    kept = make_member("NV-LAN9", "Nguyễn Thị Lan", world.factory)
    account = open_account(twin, actor=None, at=NOW)
    assert merged(kept, twin, keeper) == {"accounts": 1}
    account.refresh_from_db()
    assert (account.member, account.username, account.is_active) == (kept, "NV-LAN2", True)


def test_second_account_is_closed_unless_it_holds_roles(world, people, lan, twin, keeper):
    account = open_account(twin, actor=None, at=NOW)
    held = assign_role(account, Role.CLERK, world.mill, actor=None, at=NOW, valid_from=date(2026, 1, 1))
    assert "NV-LAN2 còn giữ vai trò" in refused(lan, twin, keeper)
    held.valid_to = TODAY
    held.save(update_fields=["valid_to"])
    merged(lan, twin, keeper)
    account.refresh_from_db()
    assert (account.is_active, people.lan.is_active) == (False, True)
    assert lines("user.close") == [{"is_active": False}]


def test_slip_that_would_open_an_account_for_the_record_that_goes_stands_in_the_way(world, people, lan, keeper):
    twin = make_member("NV-LAN5", "Nguyễn Thị Lan", world.section, birth_date=date(1990, 2, 3))
    make_slips(world.factory, [twin], actor=people.hung, at=NOW)
    assert "NV-LAN5 còn phiếu kích hoạt tài khoản chưa dùng. Hãy hủy phiếu đó trước" in refused(lan, twin, keeper)
    revoke_slip(Slip.objects.get(member=twin), actor=people.hung, at=NOW)
    merged(lan, twin, keeper)
    twin.refresh_from_db()
    assert twin.merged_into == lan


def test_awards_ratings_and_dossiers_follow(world, people, lan, twin_here, keeper):
    story = make_story(world, people)
    make_eligible(twin_here)
    nomination = appraised(story, twin_here)
    batch = gathered(story, nomination)
    enter_record(
        twin_here, actor=None, at=NOW, award_type=story.award, year=2024, decision_no="12/QĐ", decided_on=date(2025, 1, 9),
        issued_by="LĐLĐ tỉnh",
    )  # fmt: skip
    assert merged(lan, twin_here, keeper) == {"initiatives": 1, "nominations": 1, "awards": 1, "ratings": 1}
    assert [row.decision_no for row in records_of(lan)] == ["12/QĐ"]
    assert Nomination.objects.get().member == lan
    assert YearRating.objects.get().member == lan
    batch.refresh_from_db()
    assert batch.nominee_ids == [lan.pk]
    for action in ("nomination.follow", "record.follow", "rating.follow"):
        assert lines(action) == [{"member": lan.pk}]


def test_awards_that_both_have_stand_in_the_way(world, people, lan, twin_here, keeper):
    story = make_story(world, people)
    rate(lan, 2025)
    rate(twin_here, 2025, "hoan_thanh")
    for member in (lan, twin_here):
        make_eligible(member, f"SK-2026-{member.pk:05}")
        appraised(story, member)
        enter_record(
            member, actor=None, at=NOW, award_type=story.award, year=2024, decision_no="12/QĐ",
            decided_on=date(2025, 1, 9), issued_by="LĐLĐ tỉnh",
        )  # fmt: skip
    words = refused(lan, twin_here, keeper)
    assert "đều được đề nghị" in words
    assert "theo cùng quyết định" in words
    assert "Xếp loại năm 2025 của hai hồ sơ khác nhau" in words
    assert AwardRecord.objects.filter(member=twin_here).count() == 1


def test_same_rating_of_a_year_stands_in_nobodys_way(people, lan, twin, keeper):
    rate(lan, 2025)
    rate(twin, 2025)
    assert merged(lan, twin, keeper) == {}
    assert YearRating.objects.filter(member=lan).count() == 1


def test_initiatives_follow_and_shares_of_both_are_one(lan, twin, keeper):
    own = make_initiative(twin, "SK-2026-00001")
    both = make_initiative(lan, "SK-2026-00002", share=60)
    Author.objects.create(initiative=both, member=twin, share=40, confirmed_at=NOW)
    assert merged(lan, twin, keeper) == {"initiatives": 2}
    own.refresh_from_db()
    both.refresh_from_db()
    assert (own.lead, own.author_names) == (lan, "Nguyễn Thị Lan")
    author = both.authors.get()
    assert (author.member, author.share, author.is_lead) == (lan, 100, True)
    assert lines("initiative.follow") == [{"member": lan.pk}] * 2


def test_share_that_was_not_confirmed_stands_in_the_way(lan, twin, keeper):
    both = make_initiative(lan, "SK-2026-00002", share=60)
    Author.objects.create(initiative=both, member=twin, share=40)
    assert "sáng kiến SK-2026-00002, một bên chưa xác nhận" in refused(lan, twin, keeper)
    assert both.authors.count() == 2


def test_seats_follow_unless_both_sit_in_one_council(world, people, lan, twin, keeper):
    room = make_room(world, people)
    seat = Seat.objects.get(member=room.members[-1].member)
    seat.member = twin
    seat.save(update_fields=["member"])
    item = put(room, world.factory, member_ids=[twin.pk])
    assert merged(lan, twin, keeper) == {"seats": 1}
    seat.refresh_from_db()
    item.refresh_from_db()
    assert (seat.member, item.subject_member_ids) == (lan, sorted([lan.pk, twin.pk]))
    assert lines("seat.follow") == lines("item.follow") == [{"member": lan.pk}]
    assert f"đều có ghế trong {room.council}" in refused(lan, room.members[0].member, keeper)


def test_campaigns_name_the_one_that_stays(world, people, lan, twin, keeper):
    campaign = make_launched(people, world.province)
    campaign.accountable_head = twin
    campaign.save(update_fields=["accountable_head"])
    assert merged(lan, twin, keeper) == {"campaigns": 1}
    campaign.refresh_from_db()
    assert campaign.accountable_head == lan
    assert lines("campaign.follow") == [{"accountable_head": lan.pk}]


def test_code_on_the_old_card_still_finds_the_person(world, people, twin, keeper):
    hung = people.hung.member
    merged(hung, twin, keeper)
    draft = make_initiative(people.lan.member)
    draft.state, draft.submitted_at = "draft", None
    draft.save(update_fields=["state", "submitted_at"])
    assert add_author(draft, actor=people.lan, at=NOW, contact="NV-LAN2").member == hung


@pytest.mark.django_db(transaction=True)
def test_two_people_who_join_the_same_two_the_other_way_round():
    from tests.people import make_people
    from tests.world import make_world

    world = make_world()
    lan = make_people(world).lan.member
    twin = make_member("NV-LAN2", "Nguyễn Thị Lan", world.mill)
    keeper = make_user("NV-QT", "Vũ Thị Quyên", world.province, Role.ADMINISTRATOR)
    start, outcomes = Barrier(2), []

    def join(kept_pk, gone_pk):
        kept, gone = Member.objects.get(pk=kept_pk), Member.objects.get(pk=gone_pk)
        start.wait()
        try:
            merged(kept, gone, keeper)
            outcomes.append("joined")
        except DomainError as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=join, args=pair) for pair in ((lan.pk, twin.pk), (twin.pk, lan.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted("đã gộp" in outcome for outcome in outcomes) == [False, True]
    assert Member.objects.filter(merged_into__isnull=False).count() == 1
