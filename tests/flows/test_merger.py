"""Two provinces become one by clicking; an old award is read under the new unit, with the name it was given under."""

from datetime import timedelta

import pytest
from django.utils import timezone

from awards.models import AwardType
from awards.services import enter_record
from tests.flows.someone import Someone
from units.demo import PASSWORD
from units.enums import Role, WorkGroup
from units.models import Unit, User
from units.services import assign_role, enrol_member, open_account

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
OLD = "Liên đoàn Lao động tỉnh Lạng Sơn"
NEW = "Liên đoàn Lao động tỉnh Cao Lạng"


def settle(code: str, name: str, unit: Unit, *roles: str) -> User:
    """A person with an account at a unit of which the demo has none."""
    now = timezone.now()
    facts = {"group": WorkGroup.UNION_OFFICER, "is_direct_worker": False}
    member = enrol_member(unit, actor=None, at=now, code=code, full_name=name, **facts)
    user = open_account(member, actor=None, at=now, password=PASSWORD)
    since = timezone.localdate() - timedelta(days=400)
    for role in roles:
        assign_role(user, role, unit, actor=None, at=now, valid_from=since, title="Chủ tịch")
    return user


def award_of_last_year(user: User) -> None:
    enter_record(
        user.member,
        actor=user,
        at=timezone.now(),
        award_type=AwardType.objects.get(code="BK-LDLD-CN"),
        year=timezone.localdate().year - 1,
        decision_no="77/QĐ-LĐLĐ",
        decided_on=timezone.localdate() - timedelta(days=300),
        issued_by=f"Ban Chấp hành {OLD}",
    )


def test_merger_of_two_provinces(someone, worker):
    today = timezone.localdate()
    hoa = settle("LS-001", "Hoàng Thị Hoa", Unit.objects.get(code="LD-LSO"), Role.LEADER, Role.EMULATION_OFFICER)
    award_of_last_year(hoa)

    dao: Someone = someone("NV-086")
    dao.go("/don-vi/danh-sach/?q=lang son")
    dao.follow("Liên đoàn Lao động tỉnh Lạng Sơn")
    dao.press("Thay đổi tổ chức")
    dao.shoot("change-choose")
    dao.follow("Sáp nhập, hợp nhất")
    dao.type("Cùng các đơn vị", "Lang Son")
    dao.type("Số quyết định", "45/QĐ-TLĐ")
    dao.type("Ngày quyết định", f"{today:%d/%m/%Y}")
    dao.type("Ngày hiệu lực", f"{today - timedelta(days=1):%d/%m/%Y}")
    dao.press("Lưu và xem trước")
    dao.reads("Ghi mục này, hoặc chọn đơn vị đang có để sáp nhập vào.")
    dao.type("Cùng các đơn vị", "LĐLĐ tỉnh Cao Bằng")
    dao.type("Mã đơn vị mới", "LD-CLA")
    dao.type("Tên đầy đủ", NEW)
    dao.type("Tên gọi tắt", "LĐLĐ tỉnh Cao Lạng")
    dao.type("Ký hiệu trên văn bản", "LĐLĐ")
    dao.type("Địa danh ghi trên văn bản", "Lạng Sơn")
    dao.press("Lưu và xem trước")
    dao.reads("Ngày hiệu lực không được trước ngày quyết định.")
    dao.shoot("change-form")
    dao.type("Ngày hiệu lực", f"{today:%d/%m/%Y}")
    dao.press("Lưu và xem trước")
    dao.reads("Đoàn viên sinh hoạt trực tiếp")
    change = dao.path
    dao.press("Chọn người giữ vai trò")
    dao.tick("Hoàng Thị Hoa, Lãnh đạo")
    dao.tick("Hoàng Thị Hoa, Chuyên viên")
    dao.press("Lưu")
    dao.reads("giữ vai trò tại đơn vị kế thừa")
    dao.reads("Bạn đã lập thay đổi này. Người chốt phải là người khác.")
    dao.reads("Bỏ bản chuẩn bị")
    dao.shoot("change")

    thang = someone("NV-054", "phone")
    thang.go(change)
    thang.press("Chốt thay đổi")
    thang.press("Chốt thay đổi")
    thang.reads("Đã chốt.")
    thang.page.wait_for_timeout(500)
    for _try in range(40):
        thang.go(change)
        if "Đã thực hiện" in thang.text:
            break
        thang.page.wait_for_timeout(250)
    thang.reads("Vai trò kết thúc")
    thang.shoot("change-applied")

    # What was given is read under the new unit, with the name and the number it was given under.
    hoa_at = someone("LS-001", "phone")
    hoa_at.go("/thong-bao/")
    hoa_at.reads("Sáp nhập, hợp nhất theo quyết định 45/QĐ-TLĐ đã có hiệu lực")
    hoa_at.go("/khen-thuong/so-khen-thuong/")
    for words in ("Hoàng Thị Hoa", "77/QĐ-LĐLĐ", OLD):
        hoa_at.reads(words)
    hoa_at.shoot("register-after-merger")
    new = Unit.objects.get(code="LD-CLA")
    hoa_at.go(f"/don-vi/{new.pk}/")
    for words in (NEW, "Hoàng Thị Hoa", "LĐLĐ tỉnh Lạng Sơn", "LĐLĐ tỉnh Cao Bằng"):
        hoa_at.reads(words)
    old = Unit.objects.get(code="LD-LSO")
    hoa_at.go(f"/don-vi/{old.pk}/")
    hoa_at.reads("Nay thuộc LĐLĐ tỉnh Cao Lạng")
    hoa_at.press("Xem đơn vị vào một ngày khác")
    hoa_at.type("Xem vào ngày", f"{today - timedelta(days=1):%d/%m/%Y}")
    hoa_at.press("Xem")
    hoa_at.reads("Đang hoạt động")
    hoa_at.shoot("unit-history")
    assert (old.heir, old.status, new.parent.code) == (new, "merged", "TLD")


def test_seed_unions_lead_to_those_of_today(someone):
    """The five unions of the documents the portal was asked for from."""
    anyone: Someone = someone("NV-018")
    for words, heir in (
        ("Thừa Thiên Huế", "LĐLĐ TP Huế"),
        ("Hải Dương", "LĐLĐ TP Hải Phòng"),
        ("Bắc Kạn", "LĐLĐ tỉnh Thái Nguyên"),
        ("Tuyên Quang", "LĐLĐ tỉnh Tuyên Quang"),
        ("Bắc Ninh", "LĐLĐ tỉnh Bắc Ninh"),
    ):
        old = Unit.objects.get(short_name=f"LĐLĐ tỉnh {words}", status__in=("merged", "renamed"))
        anyone.go(f"/don-vi/{old.pk}/")
        anyone.reads(f"Nay thuộc {heir}")
        anyone.page.locator(".td-note").get_by_role("link", name=heir).click()
        anyone.reads("Đang hoạt động")
        anyone.reads(f"LĐLĐ tỉnh {words}")
        assert anyone.path == f"/don-vi/{old.heir_id}/"
