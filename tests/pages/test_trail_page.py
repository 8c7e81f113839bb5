"""Searching the trail: by person, record, step, branch and period; in words; page by page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.core import audit
from portal.core.models import AuditLine
from tests.moments import NOW, later
from tests.people import make_user
from units.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspector(world, people):
    return make_user("NV-KT", "Đặng Thị Kiểm", world.province, Role.INSPECTOR)


@pytest.fixture
def page(client, inspector):
    client.force_login(inspector)
    return lambda **query: client.get(reverse("trail"), query)


@pytest.fixture
def renaming(world, people):
    """Hùng renames his union."""
    return audit.record(
        "campaign.save",
        world.factory,
        actor=people.hung,
        at=NOW,
        before={"full_name": "A cũ"},
        after={"full_name": "B mới"},
    )


def text(answer) -> str:
    return answer.content.decode()


def test_line_says_who_did_what_and_what_changed(page, renaming):
    found = text(page(viec="campaign.save"))
    assert "Trần Văn Hùng" in found
    assert "Sửa bản thảo" in found
    assert re.search(r"<del>A cũ</del> → <ins[^>]*>B mới</ins>", found)
    assert "{" not in found.split("<tbody>")[1].split("</tbody>")[0]


@pytest.mark.parametrize("typed", ["Trần Văn Hùng", "tran van hung", "NV-HUNG", "nv-hung"])
def test_person_is_found_by_name_with_or_without_accents_or_code(page, renaming, typed):
    assert f"/nhat-ky/{renaming.pk}/" in text(page(nguoi=typed))


def test_another_person_has_not_done_it(page, renaming):
    assert f"/nhat-ky/{renaming.pk}/" not in text(page(nguoi="NV-YEN"))


def test_person_who_was_acted_for_is_found_too(page, world, people):
    with audit.acting_for(people.tuan):
        line = audit.record("unit.found", world.province, actor=people.mai, at=NOW)
    found = text(page(nguoi="NV-TUAN"))
    assert f"/nhat-ky/{line.pk}/" in found
    assert "thay mặt Ngô Đình Tuấn" in found


@pytest.mark.parametrize("typed", ["CS-002", "cs-002", "by number"])
def test_record_is_found_by_code_or_number(page, world, renaming, typed):
    found = text(page(loai="units.unit", ho_so=world.factory.pk if typed == "by number" else typed))
    assert f"/nhat-ky/{renaming.pk}/" in found
    assert "Nhật ký của hồ sơ này" in found
    assert f"/nhat-ky/{renaming.pk}/" not in text(page(loai="units.unit", ho_so="CS-003"))


def test_branch_is_found_by_code(page, renaming):
    assert f"/nhat-ky/{renaming.pk}/" in text(page(don_vi="CD-KCN"))
    assert f"/nhat-ky/{renaming.pk}/" not in text(page(don_vi="CS-003"))


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"tu": "15/06/2026", "den": "15/06/2026"}, True),
        ({"tu": "16/06/2026"}, False),
        ({"den": "14/06/2026"}, False),
    ],
)
def test_period_holds_both_its_days(page, renaming, query, seen):
    assert (f"/nhat-ky/{renaming.pk}/" in text(page(**query))) is seen


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"nguoi": "Không Có Ai"}, "Không có tài khoản nào"),
        ({"don_vi": "LD-HUE"}, "trong địa bàn của bạn"),
        ({"don_vi": "cong ty"}, "hãy gõ mã: CS-002"),
        ({"ho_so": "CS-002"}, "Chọn loại hồ sơ"),
        ({"loai": "units.unit", "ho_so": "CS-999"}, "Không có hồ sơ nào loại này"),
        ({"tu": "16/06/2026", "den": "15/06/2026"}, "đứng trước ngày đầu"),
        ({"tu": "32/13/2026"}, "ngày"),
        ({"loai": "units.unit", "ho_so": "9" * 40}, "Không có hồ sơ nào loại này"),
    ],
)
def test_what_cannot_be_searched_for_is_said_at_its_field(page, renaming, query, sentence):
    answer = page(**query)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_list_goes_on_by_key_and_shows_each_line_once(page, world, people):
    for minutes in range(60):
        audit.record("unit.found", world.mill, actor=people.hung, at=later(minutes=minutes // 3))
    first = page(don_vi="CS-003")
    second = page(don_vi="CS-003", sau=first.context["page"].next)
    shown = [row.line.pk for answer in (first, second) for row in answer.context["rows"]]
    assert len(shown) == len(set(shown)) == AuditLine.objects.filter(unit_id=world.mill.pk).count()
    assert shown == sorted(shown, reverse=True)


def test_queries_do_not_grow_with_the_lines(page, world, people, django_assert_num_queries):
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(viec="unit.link", don_vi="CD-KCN", nguoi="NV-HUNG")
        return len(seen)

    for unit in (world.factory,):
        audit.record(
            "unit.link", unit, actor=people.hung, at=NOW, after={"unit": world.top, "member": people.lan.member}
        )
    one = queries()
    for unit in (world.mill, world.upper):
        audit.record("unit.link", unit, actor=people.hung, at=NOW, after={"unit": unit, "member": people.hung.member})
    assert queries() == one
    assert one <= 16


def test_line_page_tells_from_where(client, inspector, world, people, settings):
    settings.BEHIND_PROXY = True
    client.force_login(inspector)
    client.post(
        reverse("trail_export"),
        {"suffix": "csv", "viec": "unit.found"},
        headers={"x-forwarded-for": "6.6.6.6, 203.0.113.9"},
    )
    line = AuditLine.objects.get(action="trail.export")
    assert (line.address, len(line.request_id)) == ("203.0.113.9", 16)
    assert "203.0.113.9" in text(client.get(reverse("trail_line", args=[line.pk])))


def test_line_out_of_reach_is_not_there(client, inspector, world):
    client.force_login(inspector)
    other = AuditLine.objects.filter(unit_id=world.other_factory.pk).first()
    assert client.get(reverse("trail_line", args=[other.pk])).status_code == 404


def test_broken_chain_is_said_on_the_page(page, world):
    from tests.core.behind import behind_the_portals_back

    audit.seal(at=NOW)
    behind_the_portals_back("DELETE FROM core_auditline WHERE id = (SELECT min(id) FROM core_auditline)")
    audit.check(at=NOW + timedelta(hours=1))
    assert "Nhật ký không còn nguyên vẹn" in text(page())
