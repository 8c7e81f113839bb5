"""The pages on which decisions about the tree are written down, shared out and confirmed, without scripts."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.moments import NOW
from tests.units.changes import make_keepers, merger, plan, take_effect
from tests.world import make_unit
from units.enums import Change, ChangeState, Level, UnitKind, UnitStatus
from units.models import Assignment, Unit, UnitChange
from units.services import NewUnit, apply_due_changes, draft_change

COMMUNE = NewUnit(code="CD-X1", name="Công đoàn xã Đại Đồng", short_name="CĐ xã Đại Đồng", kind=UnitKind.COMMUNE)


@pytest.fixture
def keepers(world):
    return make_keepers(world.top)


@pytest.fixture
def admin(client, keepers):
    client.force_login(keepers[0])
    return client


@pytest.fixture
def leader(client, keepers):
    def enter():
        client.force_login(keepers[1])
        return client

    return enter


def address(name, *args):
    return reverse(f"units:{name}", args=args)


def decision(**facts):
    today = timezone.localdate()
    return {
        "decision_no": "45/QĐ-TLĐ",
        "decided_on": f"{today:%d/%m/%Y}",
        "effective_on": f"{today:%d/%m/%Y}",
        "note": "",
    } | facts


def names(**facts):
    return {
        "code": "CD-X1",
        "name": "Công đoàn xã Đại Đồng",
        "short_name": "CĐ xã Đại Đồng",
        "area": "xã Đại Đồng; xã Liên Bão",
        "doc_suffix": "CĐX",
        "place": "Bắc Ninh",
    } | facts


def latest() -> UnitChange:
    return UnitChange.objects.latest("pk")


def test_every_kind_is_written_down_on_its_own_page(admin, world):
    written = {
        Change.RENAME: (world.upper, names(code="")),
        Change.MOVE: (world.mill, {"parent": "LD-HUE"}),
        Change.MERGE: (world.mill, {"into": world.factory.name, "others": ""}),
        Change.SPLIT: (world.upper, names(source_stays="on")),
        Change.DISSOLVE: (world.mill, {"heir": "cs-002"}),
        Change.FOUND: (world.province, names(unit_kind=UnitKind.COMMUNE)),
    }
    assert set(written) == set(Change)
    for kind, (unit, facts) in written.items():
        assert admin.get(address("draft_change", unit.pk, kind)).status_code == 200
        answer = admin.post(address("draft_change", unit.pk, kind), decision(**facts))
        assert answer.status_code == 302, answer.text
        change = latest()
        assert (answer.url, change.kind, change.state) == (address("change", change.pk), kind, ChangeState.DRAFT)
        assert admin.get(answer.url).status_code == 200
        # What was written comes back to be mended, and is taken again as it is.
        again = admin.get(address("revise_change", change.pk))
        assert "45/QĐ-TLĐ" in again.text
        answer = admin.post(
            address("revise_change", change.pk), decision(version=change.version, note="Đã rà soát", **facts)
        )
        assert answer.status_code == 302, answer.text
        change.refresh_from_db()
        assert change.note == "Đã rà soát"


def test_mistakes_are_named_at_their_fields_and_nothing_is_lost(admin, world):
    make_unit("CS-777", "CĐCS Cơ khí Quế Võ 2", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
    wrong = (
        ({"into": "Không đâu"}, "Không có đơn vị nào đang hoạt động mang mã hoặc tên “Không đâu”"),
        ({"into": "co khi que vo"}, "Có nhiều đơn vị như vậy, hãy ghi mã. CS-003"),
        ({"into": ""}, "Ghi mục này, hoặc chọn đơn vị đang có để sáp nhập vào."),
        ({"into": "CS-003"}, "không thể sáp nhập với chính mình"),
        ({"into": "CS-002", "effective_on": "31/02/2026"}, "31/02/2026"),
    )
    for facts, words in wrong:
        answer = admin.post(address("draft_change", world.mill.pk, Change.MERGE), decision(**facts))
        assert (answer.status_code, words in answer.text) == (422, True), words
        assert "45/QĐ-TLĐ" in answer.text
    assert not UnitChange.objects.exists()


def test_units_that_become_a_new_one_are_named_and_so_is_the_new_one(admin, world):
    new = names(code="CS-X1", name="CĐCS Nhà máy 1", short_name="CĐCS Nhà máy 1")
    address_of_mill = address("draft_change", world.mill.pk, Change.MERGE)
    for facts, words in (
        (new, "Ghi ít nhất một đơn vị cùng hợp nhất."),
        (new | {"others": "Không đâu"}, "mang mã hoặc tên “Không đâu”"),
        (new | {"others": "CS-002", "code": ""}, "Ghi mục này, hoặc chọn đơn vị đang có"),
    ):
        answer = admin.post(address_of_mill, decision(**facts))
        assert (answer.status_code, words in answer.text, "CĐCS Nhà máy 1" in answer.text) == (422, True, True), words
    assert not UnitChange.objects.exists()
    assert admin.post(address_of_mill, decision(**new, others="CS-002\n\nCS-003")).status_code == 302
    assert [str(part) for part in latest().parts.filter(role="source").order_by("pk")] == [
        world.mill.short_name,
        world.factory.short_name,
    ]


def test_union_is_dissolved_without_an_heir(admin, world):
    assert admin.post(address("draft_change", world.mill.pk, Change.DISSOLVE), decision(heir="")).status_code == 302
    assert [part.role for part in latest().parts.all()] == ["source"]
    assert admin.get(address("draft_change", world.mill.pk, "nuot")).status_code == 404


def test_target_without_a_name_is_not_added(admin, world):
    admin.post(address("draft_change", world.upper.pk, Change.SPLIT), decision(**names()))
    change = latest()
    assert "Thêm đơn vị hình thành" in admin.get(address("add_target", change.pk)).text
    answer = admin.post(address("add_target", change.pk), names(code="CD-X2", name=""))
    assert (answer.status_code, "CD-X2" in answer.text, change.parts.filter(role="target").count()) == (422, True, 1)


def test_split_is_shared_out_and_confirmed(admin, leader, world):
    admin.post(address("draft_change", world.upper.pk, Change.SPLIT), decision(**names()))
    change = latest()
    admin.post(
        address("add_target", change.pk),
        names(code="CD-X2", name="Công đoàn xã Tiên Du", short_name="CĐ xã Tiên Du"),
    )
    page = admin.get(address("change", change.pk)).text
    assert "chưa có nơi chuyển đến" in page
    first, second = change.parts.filter(role="target").order_by("pk")
    rows = {f"unit-{world.factory.pk}": first.pk, f"unit-{world.mill.pk}": second.pk}
    assert "CĐ xã Tiên Du" in admin.get(address("share_out", change.pk)).text
    admin.post(address("share_out", change.pk), rows)
    assert "chưa có nơi chuyển đến" not in admin.get(address("change", change.pk)).text
    # Mending the decision leaves the rest of the split as it is.
    change.refresh_from_db()
    admin.post(address("revise_change", change.pk), decision(version=change.version, **names(place="Tiên Du")))
    change.refresh_from_db()
    assert change.parts.count() == 5
    client = leader()
    assert "Chốt thay đổi" in client.get(address("change", change.pk)).text
    client.post(address("step_change", change.pk, "chot"), {"version": change.version})
    apply_due_changes(at=timezone.now())
    assert Unit.objects.get(pk=world.mill.pk).upper.code == "CD-X2"
    assert "Đã thực hiện" in client.get(address("change", change.pk)).text


def test_target_is_taken_off_but_never_the_heir(admin, world):
    admin.post(address("draft_change", world.upper.pk, Change.SPLIT), decision(**names()))
    change = latest()
    admin.post(address("add_target", change.pk), names(code="CD-X2"))
    first, second = change.parts.filter(role="target").order_by("pk")
    admin.post(address("share_out", change.pk), {f"unit-{world.mill.pk}": second.pk})
    refused = admin.post(address("drop_target", change.pk, first.pk))
    assert (refused.status_code, "đơn vị kế thừa" in refused.text) == (422, True)
    assert "Bỏ đơn vị này" in admin.get(address("drop_target", change.pk, second.pk)).text
    admin.post(address("drop_target", change.pk, second.pk))
    assert [part.role for part in change.parts.order_by("role")] == ["source", "target"]


def test_roles_are_carried_over_by_tick(admin, people, world, keepers):
    held = Assignment.objects.get(user=people.tuan)
    change = draft_change(merger(world.province, world.other_province), actor=keepers[0], at=NOW)
    assert people.tuan.full_name in admin.get(address("carry_over", change.pk)).text
    admin.post(address("carry_over", change.pk), {"role": [held.pk, 999_999, "x"]})
    assert list(change.carried.all()) == [held]


def test_what_stands_in_the_way_is_said_and_nothing_happens(admin, leader, world, keepers):
    change = draft_change(plan(Change.DISSOLVE, sources=[world.upper]), actor=keepers[0], at=NOW)
    client = leader()
    answer = client.post(address("step_change", change.pk, "chot"), {"version": change.version})
    assert (answer.status_code, "chưa có nơi chuyển đến" in answer.text) == (422, True)
    change.refresh_from_db()
    assert change.state == ChangeState.DRAFT
    stale = client.post(address("step_change", change.pk, "chot"), {"version": 99})
    assert stale.status_code == 409


def test_confirmed_is_reopened_cancelled_and_a_draft_dropped(leader, world, keepers):
    later = timezone.localdate() + timedelta(days=30)
    today = timezone.localdate()
    what = plan(Change.MERGE, sources=[world.mill], targets=[world.factory], effective_on=later)
    client = leader()
    for step, data, state in (
        ("mo-lai", {}, ChangeState.DRAFT),
        ("huy", {"reason": "Lùi lại"}, ChangeState.CANCELLED),
    ):
        change = draft_change(what, actor=keepers[0], at=timezone.now())
        client.post(address("step_change", change.pk, "chot"), {"version": 1})
        assert client.get(address("step_change", change.pk, step)).status_code == 200
        client.post(address("step_change", change.pk, step), data)
        change.refresh_from_db()
        assert change.state == state
    assert client.get(address("step_change", change.pk, "khong-co")).status_code == 404
    assert today < later


def test_only_those_above_prepare_and_everyone_reads_what_is_settled(client, people, world, keepers):
    waiting = draft_change(merger(world.mill, into=world.factory), actor=keepers[0], at=NOW)
    for person, seen in ((people.tuan, 200), (people.hung, 404), (people.binh, 404), (people.lan, 404)):
        client.force_login(person)
        assert client.get(address("change", waiting.pk)).status_code == seen
        assert client.get(address("choose_change", world.mill.pk)).status_code == 403
        assert (
            client.post(address("draft_change", world.mill.pk, "moved"), decision(parent="LD-HUE")).status_code == 403
        )
        assert "Thay đổi tổ chức" not in client.get(address("detail", world.mill.pk)).text
    client.force_login(people.tuan)
    assert client.get(address("revise_change", waiting.pk)).status_code == 403
    done = take_effect(plan(Change.MOVE, sources=[world.other_factory], parent=world.province), keepers)
    client.force_login(people.lan)
    assert client.get(address("change", done.pk)).status_code == 200
    assert "45/QĐ" not in client.get(address("changes")).text
    assert "Chuyển trực thuộc" in client.get(address("changes")).text


def test_ended_unit_leads_to_its_heir_and_takes_no_more_change(admin, world, keepers):
    take_effect(merger(world.mill, into=world.factory), keepers)
    world.mill.refresh_from_db()
    assert world.mill.status == UnitStatus.MERGED
    page = admin.get(address("detail", world.mill.pk)).text
    assert address("detail", world.factory.pk) in page
    assert "Nay thuộc" in page
    assert "Nay thuộc" in admin.get(address("choose_change", world.mill.pk)).text


def test_unit_on_another_day(admin, world, keepers):
    take_effect(merger(world.province, world.other_province), keepers)
    page = admin.get(address("history", world.province.pk), {"ngay": "31/05/2026"}).text
    assert "LĐLĐ tỉnh Bắc Ninh" in page
    assert world.upper.short_name in page
    assert "12/QĐ-TLĐ" in page
    new = Unit.objects.get(code="LD-MOI")
    assert "chưa thành lập" in admin.get(address("history", new.pk), {"ngay": "31/05/2026"}).text
    wrong = admin.get(address("history", new.pk), {"ngay": "45/13/2026"})
    assert (wrong.status_code, "LĐLĐ tỉnh Kinh Bắc" in wrong.text) == (200, True)


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_the_number_of_rows(admin, world, keepers, django_assert_num_queries, count):
    units = [
        make_unit(f"CS-9{number}", f"CĐCS {number}", UnitKind.GRASSROOTS, Level.GRASSROOTS, world.upper)
        for number in range(count)
    ]
    for number, unit in enumerate(units):
        day = date(2026, 5, 20) + timedelta(days=number)
        take_effect(plan(Change.MOVE, sources=[unit], parent=world.province, effective_on=day), keepers)
    waiting = draft_change(merger(*units, into=world.factory), actor=keepers[0], at=NOW)
    for name, args, queries in (
        ("changes", (), 7),
        ("change", (waiting.pk,), 25),
        ("history", (world.province.pk,), 15),
        ("choose_change", (world.province.pk,), 7),
    ):
        admin.get(address(name, *args))
        with django_assert_num_queries(queries):
            admin.get(address(name, *args))
