"""Who looks after which grassroots union: decided, handed over, ended, counted."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, close_old_connections, transaction
from django.urls import reverse
from django.utils import timezone

from portal.core import audit
from portal.core.errors import DomainError
from tests.costs import costs
from tests.moments import LONG_AGO, NOW, TODAY
from tests.units.changes import make_keepers, plan, take_effect
from tests.units.charges import give, make_official
from tests.world import make_unit
from units.enums import Change, Level, UnitKind
from units.models import Charge, ChargeLimit
from units.selectors import (
    charge_limit,
    coverage,
    get_charge,
    list_coverage,
    list_in_charge,
    list_unions,
    list_workloads,
)
from units.services import charge_official, hand_over_charges, load_catalogue

TOMORROW = TODAY + timedelta(days=1)


def make_unions(world, count):
    return [
        make_unit(f"CS-9{number}", f"CĐCS số {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
        for number in range(count)
    ]


def test_union_has_one_official_at_a_time_each_for_their_days(people, world):
    luong, hoa = make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")
    first = give(world.factory, luong, people)
    give(world.factory, hoa, people, valid_from=TODAY)
    first.refresh_from_db()
    assert first.valid_to == TODAY
    assert get_charge(world.factory, day=TODAY - timedelta(days=1)).official == luong
    assert get_charge(world.factory, day=TODAY).official == hoa
    assert get_charge(world.mill, day=TODAY) is None
    assert [line.action for line in audit.history(first)] == ["charge.give", "charge.end"]


def test_what_cannot_be_decided_is_refused_with_a_sentence(people, world):
    luong, hoa = make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")
    stranger = make_official(world, "NV-XA", "Lê Văn Xa", unit=world.other_province)
    give(world.factory, luong, people, valid_from=TODAY)
    for unit, official, day, words in (
        (world.upper, hoa, TODAY, "Chỉ công đoàn cơ sở đang hoạt động"),
        (world.mill, stranger, TODAY, "không giữ vai trò cán bộ phụ trách"),
        (world.mill, people.yen, TODAY, "không giữ vai trò cán bộ phụ trách"),
        (world.factory, luong, TOMORROW, "đang phụ trách đơn vị này rồi"),
        (world.factory, hoa, TODAY, "Đã có phân công từ ngày 15/06/2026"),
    ):
        with pytest.raises(DomainError, match=words):
            charge_official(unit, official, actor=people.tuan, at=NOW, valid_from=day)
    for actor in (people.hung, people.binh, people.lan, luong):
        with pytest.raises(PermissionDenied):
            charge_official(world.mill, luong, actor=actor, at=NOW, valid_from=TODAY)
    assert Charge.objects.count() == 1


def test_database_itself_refuses_two_at_a_time(people, world):
    luong, hoa = make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")
    give(world.factory, luong, people)
    with pytest.raises(IntegrityError, match="charge_one_at_a_time"), transaction.atomic():
        Charge.objects.create(official=hoa, unit=world.factory, valid_from=TODAY, decided_at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_both_are_heard_in_turn(people, world):
    officials = [make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")]
    refused = []

    def decide(official):
        try:
            give(world.factory, official, people, valid_from=TODAY)
        except DomainError as refusal:
            refused.append(refusal.message)
        finally:
            close_old_connections()

    threads = [Thread(target=decide, args=[official]) for official in officials]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Charge.objects.filter(unit=world.factory).count() == 1
    assert refused == ["Đã có phân công từ ngày 15/06/2026. Chọn ngày sau đó."]


def test_whole_list_is_handed_over_at_once(people, world):
    luong, hoa = make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")
    facts = {"actor": people.tuan, "at": NOW}
    assert hand_over_charges(world.upper, luong, valid_from=LONG_AGO, **facts) == 2
    with pytest.raises(DomainError, match="Không có công đoàn cơ sở nào"):
        hand_over_charges(world.upper, hoa, valid_from=TODAY, **facts)
    with pytest.raises(DomainError, match="phải khác"):
        hand_over_charges(world.upper, luong, valid_from=TODAY, taken_from=luong, **facts)
    with pytest.raises(PermissionDenied):
        hand_over_charges(world.upper, hoa, valid_from=TODAY, taken_from=luong, actor=people.hung, at=NOW)
    assert hand_over_charges(world.upper, hoa, valid_from=TODAY, taken_from=luong, **facts) == 2
    held = {charge.unit: charge.official for charge in Charge.objects.in_force(TODAY).select_related("unit")}
    assert held == {world.factory: hoa, world.mill: hoa}
    line = audit.history(world.upper).last()
    assert (line.action, line.after["unions"]) == ("charge.hand_over", sorted([world.factory.pk, world.mill.pk]))


def test_charge_ends_with_its_unit_and_what_never_began_is_dropped(people, world):
    keepers = make_keepers(world.top)
    luong, hoa = make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")
    give(world.mill, luong, people)
    give(world.mill, hoa, people, valid_from=TODAY)
    change = take_effect(plan(Change.MERGE, sources=[world.mill], targets=[world.factory]), keepers)
    assert change.result["charges"] == 2
    charge = Charge.objects.get()
    assert (charge.official, charge.valid_to) == (luong, change.effective_on)


def test_coverage_workload_and_missing_ones_add_up(people, world):
    luong = make_official(world)
    give(world.factory, luong, people)
    whole = coverage(world.province, day=TODAY)
    assert (whole.unions, whole.charged, whole.missing, whole.percent) == (2, 1, 1, 50)
    assert coverage(world.province, day=TODAY, direct=True).unions == 0
    assert coverage(world.upper, day=TODAY, direct=True).unions == 2
    part = list_coverage(world.province, day=TODAY).get()
    assert (part, part.unions, part.charged) == (world.upper, 2, 1)
    assert {unit.code: unit.charged for unit in list_coverage(world.top, day=TODAY)} == {"LD-BNI": 1, "LD-HUE": 0}
    assert [unit.code for unit in list_unions(world.province, day=TODAY, missing=True)] == ["CS-003"]
    assert [(one.in_charge, one.here) for one in list_workloads(world.upper, day=TODAY)] == [(1, 1)]
    assert list(list_workloads(world.other_province, day=TODAY)) == []
    assert coverage(world.mill, day=TODAY).percent == 0


def test_limit_is_that_of_the_day(db):
    assert charge_limit(TODAY) is None
    assert load_catalogue(at=NOW) == load_catalogue(at=NOW) == ChargeLimit.objects.count()
    assert (charge_limit(date(2025, 6, 30)), charge_limit(TODAY)) == (None, 200)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_the_number_of_rows(people, world, django_assert_num_queries, count):
    luong = make_official(world)
    for unit in make_unions(world, count):
        give(unit, luong, people)
    with django_assert_num_queries(1):
        assert len({unit.parent.short_name for unit in list_unions(world.province, day=TODAY)}) == 1
    with django_assert_num_queries(1):
        assert len([charge.unit.parent.pk for charge in list_in_charge(luong, actor=luong, day=TODAY)]) == count
    with django_assert_num_queries(1):
        assert list_workloads(world.province, day=TODAY).get().in_charge == count
    with django_assert_num_queries(1):
        assert list_coverage(world.province, day=TODAY).get().charged == count


def test_pages_say_who_looks_after_whom(client, people, world):
    luong = make_official(world)
    load_catalogue(at=NOW)
    give(world.factory, luong, people)
    client.force_login(people.tuan)
    page = client.get(reverse("units:charges", args=[world.province.pk])).text
    assert "50%" in page
    assert luong.full_name in page
    assert "Quá tải" not in page
    ChargeLimit.objects.update(value=0)
    assert client.get(reverse("units:charges", args=[world.upper.pk])).status_code == 200
    ChargeLimit.objects.update(value=1)
    give(world.mill, luong, people)
    assert "Quá tải" in client.get(reverse("units:charges", args=[world.province.pk])).text
    assert "Quá tải" in client.get(reverse("units:official", args=[luong.pk])).text
    assert luong.full_name in client.get(reverse("units:detail", args=[world.factory.pk])).text
    listed = client.get(reverse("units:charged_unions", args=[world.upper.pk])).text
    assert (listed.count(luong.full_name), "Phân công" in listed) == (2, True)


def test_union_is_given_and_handed_over_on_pages(client, people, world):
    luong, hoa = make_official(world), make_official(world, "NV-HOA", "Chu Thị Thanh Hòa")
    client.force_login(people.tuan)
    today = f"{timezone.localdate():%d/%m/%Y}"
    address = reverse("units:charge", args=[world.factory.pk])
    answer = client.post(address, {"official": luong.pk, "valid_from": "31/02/2026", "decision_no": "86/QĐ"})
    assert (answer.status_code, "86/QĐ" in answer.text) == (422, True)
    assert client.post(address, {"official": luong.pk, "valid_from": today}).status_code == 302
    answer = client.post(address, {"official": luong.pk, "valid_from": today})
    assert (answer.status_code, "Đã có phân công từ ngày" in answer.text) == (422, True)
    over = reverse("units:hand_over_charges", args=[world.upper.pk])
    assert client.post(over, {"official": hoa.pk, "valid_from": today}).status_code == 302
    assert Charge.objects.get(unit=world.mill).official == hoa


def test_what_is_wrong_with_a_charge_is_said_on_the_page(client, people, world):
    luong = make_official(world)
    give(world.factory, luong, people)
    client.force_login(people.tuan)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert client.get(reverse("units:charge", args=[world.upper.pk])).status_code == 404
    over = reverse("units:hand_over_charges", args=[world.upper.pk])
    assert luong.full_name in client.get(over).text
    facts = {"official": luong.pk, "taken_from": luong.pk, "valid_from": today, "decision_no": "86/QĐ"}
    for wrong, words in (
        ({}, "Người nhận phải khác người bàn giao"),
        ({"official": people.yen.pk}, "86/QĐ"),
        ({"valid_from": "31/02/2026"}, "31/02/2026"),
    ):
        answer = client.post(over, facts | wrong)
        assert (answer.status_code, words in answer.text, "86/QĐ" in answer.text) == (422, True, True), words
    assert Charge.objects.get().official == luong
    client.force_login(people.hung)
    assert client.post(over, facts).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_the_number_of_rows(client, people, world, count):
    luong = make_official(world)
    for unit in make_unions(world, count):
        give(unit, luong, people)
    for number in range(count):
        make_official(world, f"NV-P{number}", f"Cán bộ {number}")
        make_unit(f"CD-{number}", f"CĐ xã {number}", UnitKind.COMMUNE, Level.UPPER, world.province)
    client.force_login(people.tuan)
    addresses = [
        reverse("units:charges", args=[world.province.pk]),
        reverse("units:charged_unions", args=[world.province.pk]),
        reverse("units:official", args=[luong.pk]),
    ]
    assert costs(client, *addresses, f"{addresses[1]}?loc=chua") == [11, 7, 9, 7]


def test_pages_are_closed_to_those_they_are_not_for(client, people, world):
    luong = make_official(world)
    give(world.factory, luong, people)
    seen = {}
    for name in ("lan", "hung", "binh", "yen"):
        client.force_login(getattr(people, name))
        seen[name] = [
            client.get(reverse(f"units:{page}", args=[pk])).status_code
            for page, pk in (
                ("charges", world.factory.pk),
                ("charges", world.province.pk),
                ("charge", world.factory.pk),
                ("official", luong.pk),
            )
        ]
    assert seen == {
        "lan": [403, 403, 403, 404],
        "hung": [200, 403, 403, 200],
        "binh": [403, 403, 403, 404],
        "yen": [200, 200, 200, 200],
    }
    client.force_login(luong)
    assert world.factory.short_name in client.get(reverse("units:my_charges"), follow=True).text
