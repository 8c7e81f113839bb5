"""Clusters and blocs: who is in them, who leads, what is pledged, who signs."""

from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, close_old_connections, transaction
from django.urls import reverse
from django.utils import timezone

from portal.core import audit
from portal.core.errors import DomainError, StaleError
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.awards.test_races import together
from tests.costs import costs
from tests.moments import NOW, TODAY
from tests.people import make_user
from tests.waiting import wait_until, waits_for_another
from tests.world import make_unit
from units.enums import ClusterKind, Level, PledgeState, Role, UnitKind, WorkGroup
from units.models import ClusterMember, ClusterYear, Pledge
from units.selectors import get_cluster_year, list_cluster_members, list_cluster_years, list_clusters_of
from units.services import (
    Lineup,
    change_lineup,
    close_pledge,
    found_cluster,
    open_pledge,
    open_year,
    sign_pledge,
    write_pledge,
)

YEAR = TODAY.year


def make_upper(world, number, kind=UnitKind.COMMUNE):
    return make_unit(f"CD-{number}", f"Công đoàn xã số {number}", kind, Level.UPPER, world.province)


def make_head(unit):
    return make_user(f"NV-{unit.code}", f"Chủ tịch {unit.short_name}", unit, Role.LEADER, group=WorkGroup.UNION_OFFICER)


@pytest.fixture
def uppers(world):
    return [world.upper, make_upper(world, 1), make_upper(world, 2)]


def make_bloc(people, owner, members, *, name="Khối số 1", year=YEAR) -> ClusterYear:
    lineup = Lineup(members[0], members[1] if len(members) > 1 else None, members)
    return found_cluster(owner, actor=people.yen, at=NOW, kind=ClusterKind.BLOC, name=name, year=year, lineup=lineup)


def make_open(people, owner, members, **facts) -> ClusterYear:
    year = make_bloc(people, owner, members, **facts)
    write_pledge(year.pledge, actor=people.yen, at=NOW, text="Cùng thi đua.", goals="100% CĐCS phát động")
    open_pledge(year.pledge, actor=people.yen, at=NOW)
    return year


def test_pledge_is_written_opened_signed_by_all_and_closed(people, world, uppers):
    year = make_bloc(people, world.province, uppers)
    pledge = year.pledge
    with pytest.raises(DomainError, match="Ghi nội dung và chỉ tiêu"):
        open_pledge(pledge, actor=people.yen, at=NOW)
    heads = [make_head(unit) for unit in uppers]
    # The lead's own people write as well as the owner's.
    write_pledge(pledge, actor=heads[0], at=NOW, text="Cùng thi đua.", goals="100% CĐCS phát động", seen_version=1)
    open_pledge(pledge, actor=people.yen, at=NOW)
    told = Notice.objects.filter(event__startswith="pledge.open").values_list("recipient", flat=True)
    assert set(told) == {head.pk for head in heads}
    for unit, head in zip(uppers, heads, strict=True):
        assert pledge.state == PledgeState.OPEN
        sign_pledge(pledge, unit, actor=head, at=NOW)
    assert pledge.state == PledgeState.SIGNED
    close_pledge(pledge, actor=people.yen, at=NOW)
    assert Pledge.objects.get().state == PledgeState.CLOSED
    actions = [line.action for line in audit.history(pledge)]
    assert actions == ["pledge.save", "pledge.open", *["pledge.sign_for"] * 3, "pledge.sign", "pledge.close"]


def test_what_cannot_be_is_refused_with_a_sentence(people, world, uppers):
    year = make_bloc(people, world.province, uppers)
    alone = make_upper(world, 9)

    def lines(*members, lead=None, deputy=None):
        return Lineup(lead or members[0], deputy, members)

    for job, words in (
        (lambda: make_bloc(people, world.province, [alone], name="KHỐI SỐ 1"), "Đã có cụm, khối mang tên này"),
        (
            lambda: make_bloc(people, world.province, [uppers[0]], name="Khối số 2"),
            "đã thuộc “Khối số 1” trong năm này",
        ),
        (
            lambda: make_bloc(people, world.province, [world.other_province], name="Khối 3"),
            "không phải đơn vị cấp dưới",
        ),
        (lambda: make_bloc(people, world.province, [world.province], name="Khối 3"), "không phải đơn vị cấp dưới"),
        (lambda: open_year(year.cluster, actor=people.yen, at=NOW, year=YEAR, lineup=lines(alone)), "đã có"),
        (
            lambda: open_year(
                year.cluster, actor=people.yen, at=NOW, year=YEAR + 1, lineup=lines(alone, lead=uppers[0])
            ),
            "không có trong danh sách thành viên",
        ),
        (
            lambda: open_year(year.cluster, actor=people.yen, at=NOW, year=YEAR + 1, lineup=lines(alone, deputy=alone)),
            "hai đơn vị khác nhau",
        ),
    ):
        with pytest.raises(DomainError, match=words):
            job()
    with pytest.raises(StaleError):
        write_pledge(year.pledge, actor=people.yen, at=NOW, text="x", goals="y", seen_version=7)
    assert ClusterYear.objects.count() == 1
    assert (
        open_year(year.cluster, actor=people.yen, at=NOW, year=YEAR + 1, lineup=lines(*uppers, lead=uppers[1])).lead
        == uppers[1]
    )


def test_signing_is_for_leaders_of_members_once_and_only_while_it_is_open(people, world, uppers):
    year = make_open(people, world.province, uppers[:2])
    pledge, head = year.pledge, make_head(uppers[0])
    outside = make_head(uppers[2])
    with pytest.raises(PermissionDenied):
        sign_pledge(pledge, uppers[0], actor=people.yen, at=NOW)
    with pytest.raises(DomainError, match="không phải thành viên"):
        sign_pledge(pledge, uppers[2], actor=outside, at=NOW)
    sign_pledge(pledge, uppers[0], actor=head, at=NOW)
    with pytest.raises(DomainError, match="đã ký rồi"):
        sign_pledge(pledge, uppers[0], actor=head, at=NOW)
    with pytest.raises(WrongStateError):
        write_pledge(pledge, actor=people.yen, at=NOW, text="Khác.", goals="Khác")
    with pytest.raises(WrongStateError):
        change_lineup(year, actor=people.yen, at=NOW, lineup=Lineup(uppers[0], None, uppers))
    with pytest.raises(WrongStateError):
        close_pledge(pledge, actor=people.yen, at=NOW)
    for actor in (people.hung, people.binh, people.lan, outside):
        with pytest.raises(PermissionDenied):
            change_lineup(year, actor=actor, at=NOW, lineup=Lineup(uppers[0], None, uppers))


def test_nothing_is_signed_before_it_is_open_or_after_all_have_signed(people, world, uppers):
    year, head = make_bloc(people, world.province, uppers[:1]), make_head(uppers[0])
    with pytest.raises(WrongStateError, match="không ở bước ký"):
        sign_pledge(year.pledge, uppers[0], actor=head, at=NOW)
    write_pledge(year.pledge, actor=people.yen, at=NOW, text="Cùng thi đua.", goals="100% CĐCS phát động")
    open_pledge(year.pledge, actor=people.yen, at=NOW)
    sign_pledge(year.pledge, uppers[0], actor=head, at=NOW)
    with pytest.raises(WrongStateError, match="không ở bước ký"):
        sign_pledge(year.pledge, uppers[0], actor=head, at=NOW)
    assert year.pledge.signatures.count() == 1


def test_lineup_changes_until_signing_begins(people, world, uppers):
    year = make_bloc(people, world.province, uppers[:2])
    change_lineup(year, actor=people.tuan, at=NOW, lineup=Lineup(uppers[2], uppers[0], [uppers[2], uppers[0]]))
    year.refresh_from_db()
    assert (year.lead, year.deputy) == (uppers[2], uppers[0])
    assert {member.unit for member in year.members.all()} == {uppers[0], uppers[2]}


def test_database_itself_holds_a_unit_to_one_cluster_of_a_kind(people, world, uppers):
    first = make_bloc(people, world.province, uppers[:1])
    second = make_bloc(people, world.province, uppers[1:], name="Khối số 2")
    same = {"owner": world.province, "kind": ClusterKind.BLOC, "year": YEAR}
    with pytest.raises(IntegrityError, match="unit_in_one_cluster_of_a_kind"), transaction.atomic():
        ClusterMember.objects.create(cluster_year=second, unit=uppers[0], **same)
    assert first.members.count() == 1


@pytest.mark.django_db(transaction=True)
def test_last_two_who_sign_at_once_complete_it_once(people, world, uppers):
    year = make_open(people, world.province, uppers[:2])
    heads = [make_head(unit) for unit in uppers[:2]]

    def sign(unit, head):
        try:
            sign_pledge(get_cluster_year(year.pk).pledge, unit, actor=head, at=NOW)
        finally:
            close_old_connections()

    threads = [Thread(target=sign, args=pair) for pair in zip(uppers[:2], heads, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pledge = Pledge.objects.get()
    assert (pledge.state, pledge.signatures.count()) == (PledgeState.SIGNED, 2)
    assert [line.action for line in audit.history(pledge)].count("pledge.sign") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_a_unit_into_their_cluster_at_once_the_second_is_told(people, world, uppers):
    north = make_bloc(people, world.province, uppers[:1], name="Khối Bắc")
    south = make_bloc(people, world.province, uppers[1:2], name="Khối Nam")
    refused = []

    def take_in(year, lead):
        lineup = Lineup(lead, None, [lead, uppers[2]])
        change_lineup(get_cluster_year(year.pk), actor=people.yen, at=NOW, lineup=lineup)

    def second():
        try:
            take_in(south, uppers[1])
        except DomainError as refusal:
            refused.append((refusal.field, refusal.message))
        finally:
            close_old_connections()

    thread = Thread(target=second)
    with transaction.atomic():
        take_in(north, uppers[0])
        thread.start()
        wait_until(waits_for_another, "the second never came to the unit that the first had taken")
    thread.join()
    assert refused == [
        ("members", "Có đơn vị vừa được đưa vào cụm, khối khác của năm này. Xem lại danh sách."),
    ]
    assert ClusterMember.objects.get(unit=uppers[2]).cluster_year == north
    assert [member.unit for member in south.members.all()] == [uppers[1]]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_found_a_cluster_of_one_name_at_once_the_second_is_told(people, world, uppers):
    ended = together(*(lambda unit=unit: make_bloc(people, world.province, [unit]) for unit in uppers[:2]))
    assert ended == ["DomainError", "done"]
    assert ClusterYear.objects.get().cluster.name == "Khối số 1"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_one_query_whatever_the_number_of_rows(people, world, uppers, django_assert_num_queries, count):
    for number in range(count):
        make_open(people, world.province, [uppers[number]], name=f"Khối số {number}")
    with django_assert_num_queries(1):
        found = list_cluster_years(world.province, year=YEAR)
        assert [(one.number, one.signed, one.lead.short_name != "", one.pledge.state) for one in found] == [
            (1, 0, True, "open")
        ] * count
    year = make_open(
        people, world.province, [make_upper(world, 70 + number) for number in range(count)], name="Khối khác"
    )
    with django_assert_num_queries(1):
        assert len([one.unit.short_name for one in list_cluster_members(year)]) == count
    with django_assert_num_queries(1):
        assert [one.cluster.owner for one in list_clusters_of(uppers[0], day=TODAY)] == [world.province]


def test_pages_lead_from_founding_to_the_last_signature(client, people, world, uppers):
    heads = [make_head(unit) for unit in uppers[:2]]
    client.force_login(people.yen)
    address = reverse("units:found_cluster", args=[world.province.pk])
    facts = {
        "kind": "khoi",
        "name": "Khối số 1",
        "year": YEAR,
        "members": "CD-KCN\nKhông đâu",
        "lead": "CD-KCN",
        "deputy": "",
    }
    answer = client.post(address, facts)
    assert (answer.status_code, "Khối số 1" in answer.text, "Không đâu" in answer.text) == (422, True, True)
    answer = client.post(address, facts | {"members": "CD-KCN\nCD-1"})
    assert answer.status_code == 302, answer.text
    year = ClusterYear.objects.get()
    page = {
        name: reverse(f"units:{name}", args=[year.pk])
        for name in ("cluster", "cluster_lineup", "next_cluster_year", "write_pledge", "sign_pledge")
    }
    assert (
        client.post(page["cluster_lineup"], {"members": "CD-KCN\nCD-1", "lead": "CD-KCN", "deputy": "CD-1"}).status_code
        == 302
    )
    written = {"text": "Cùng thi đua.", "goals": "100% CĐCS phát động\n70% lao động trực tiếp", "version": 1}
    assert client.post(page["write_pledge"], written).status_code == 302
    assert client.post(page["write_pledge"], written).status_code == 409
    assert "Mở ký giao ước" in client.get(page["cluster"]).text
    assert client.post(reverse("units:step_pledge", args=[year.pk, "mo-ky"]), {"version": 2}).status_code == 302
    assert client.get(page["sign_pledge"]).status_code == 302
    assert client.get(reverse("units:step_pledge", args=[year.pk, "khong-co"])).status_code == 404
    for unit, head in zip(uppers[:2], heads, strict=True):
        client.force_login(head)
        assert "Ký giao ước" in client.get(page["cluster"]).text
        assert client.get(reverse("units:step_pledge", args=[year.pk, "ket-thuc"])).status_code == 403
        assert client.post(page["sign_pledge"], {"unit": unit.pk}).status_code == 302
    client.force_login(people.yen)
    assert "Đã ký đủ" in client.get(page["cluster"]).text
    assert client.post(reverse("units:step_pledge", args=[year.pk, "ket-thuc"]), {"version": 4}).status_code == 302
    following = {"year": YEAR + 1, "members": "CD-KCN\nCD-1", "lead": "CD-1", "deputy": ""}
    assert client.post(page["next_cluster_year"], following).status_code == 302
    listed = client.get(reverse("units:clusters", args=[world.province.pk]), {"nam": YEAR + 1}).text
    assert "Khối số 1" in listed
    assert "Khối số 1" not in client.get(reverse("units:clusters", args=[world.province.pk]), {"nam": YEAR + 2}).text


def test_what_is_wrong_is_said_on_the_page_and_nothing_typed_is_lost(client, people, world, uppers):
    year = make_bloc(people, world.province, uppers[:2])
    taken = make_bloc(people, world.province, uppers[2:], name="Khối số 2")
    client.force_login(people.yen)
    members = {"members": "CD-KCN\nCD-1", "lead": "CD-KCN", "deputy": ""}
    for name, pk, facts, words in (
        ("found_cluster", world.province.pk, {"kind": "khoi", "name": "Khối số 1", "year": YEAR}, "Đã có cụm, khối"),
        ("cluster_lineup", year.pk, {"members": "CD-KCN\nCD-2"}, "đã thuộc “Khối số 2” trong năm này"),
        ("cluster_lineup", year.pk, {"lead": "CD-2"}, "không có trong danh sách thành viên"),
        ("next_cluster_year", year.pk, {"year": YEAR}, f"Năm {YEAR} đã có"),
        ("next_cluster_year", year.pk, {"year": 1999}, "CD-1"),
    ):
        answer = client.post(reverse(f"units:{name}", args=[pk]), members | facts)
        assert (answer.status_code, words in answer.text, "CD-KCN" in answer.text) == (422, True, True), words
    assert ClusterYear.objects.count() == 2
    assert [member.unit for member in taken.members.all()] == [uppers[2]]


def test_pledge_without_goals_is_not_opened_and_a_stale_page_is_told(client, people, world, uppers):
    year = make_bloc(people, world.province, uppers[:1])
    client.force_login(people.yen)
    step = reverse("units:step_pledge", args=[year.pk, "mo-ky"])
    assert "không sửa được nữa" in client.get(step).text
    bare = client.post(step, {"version": 1})
    assert (bare.status_code, "Ghi nội dung và chỉ tiêu" in bare.text) == (422, True)
    write_pledge(year.pledge, actor=people.yen, at=NOW, text="Cùng thi đua.", goals="100% CĐCS phát động")
    assert client.post(step, {"version": 1}).status_code == 409
    assert client.post(step, {"version": 2}).url == reverse("units:cluster", args=[year.pk])
    assert (
        client.post(
            reverse("units:cluster_lineup", args=[year.pk]), {"members": "CD-KCN", "lead": "CD-KCN"}
        ).status_code
        == 409
    )
    close = reverse("units:step_pledge", args=[year.pk, "ket-thuc"])
    assert "được giữ nguyên trong hồ sơ" in client.get(close).text
    assert client.post(close, {"version": 3}).status_code == 409


def test_leader_signs_once_on_the_page_and_nobody_without_a_unit_is_asked_to(client, people, world, uppers):
    year, head = make_open(people, world.province, uppers[:2]), make_head(uppers[0])
    there, sign = reverse("units:cluster", args=[year.pk]), reverse("units:sign_pledge", args=[year.pk])
    client.force_login(people.yen)
    assert "không có đơn vị nào còn phải ký" in client.post(sign, {"unit": uppers[0].pk}, follow=True).text
    client.force_login(head)
    assert "không rút lại được" in client.get(sign).text
    wrong = client.post(sign, {"unit": uppers[1].pk})
    assert (wrong.status_code, year.pledge.signatures.count()) == (422, 0)
    assert client.post(sign, {"unit": uppers[0].pk}).url == there
    assert client.post(sign, {"unit": uppers[0].pk}).url == there
    assert [signature.by for signature in year.pledge.signatures.all()] == [head]


@pytest.mark.parametrize("asked", ["", "20261", "²⁰²⁶", "0001", "abcd"])
def test_year_that_is_none_shows_the_present_one(client, people, world, asked):
    client.force_login(people.lan)
    answer = client.get(reverse("units:clusters", args=[world.province.pk]), {"nam": asked})
    assert (answer.status_code, answer.context["year"]) == (200, timezone.localdate().year)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_the_number_of_rows(client, people, world, uppers, count):
    for number in range(count):
        make_open(people, world.province, [uppers[number]], name=f"Khối số {number}")
    members = [make_upper(world, 70 + number) for number in range(count)]
    year = make_open(people, world.province, members, name="Khối khác")
    client.force_login(people.yen)
    listed = reverse("units:clusters", args=[world.province.pk])
    assert costs(client, f"{listed}?nam={YEAR}", reverse("units:cluster", args=[year.pk])) == [7, 8]


def test_pages_are_closed_to_those_they_are_not_for(client, people, world, uppers):
    year = make_open(people, world.province, uppers)
    seen = {}
    for name in ("lan", "hung", "tuan"):
        client.force_login(getattr(people, name))
        seen[name] = [
            client.get(reverse(f"units:{page}", args=[pk])).status_code
            for page, pk in (
                ("clusters", world.province.pk),
                ("cluster", year.pk),
                ("found_cluster", world.province.pk),
                ("cluster_lineup", year.pk),
                ("write_pledge", year.pk),
            )
        ]
    assert seen == {"lan": [200, 200, 403, 403, 403], "hung": [200, 200, 403, 403, 403], "tuan": [200] * 5}
