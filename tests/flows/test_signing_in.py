"""Getting in by hand: a slip and a phone, a second factor, a passkey, a provider; asked again before signing."""

import json
import re
import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from accounts.derived import slip_code_of
from accounts.models import Slip
from accounts.services import make_slips
from accounts.services.profile import give_phone
from tests.flows.someone import ANYONE, Someone
from tests.oidc.running import provider, use
from units.enums import WorkGroup
from units.models import Member, Unit, User
from units.services import enrol_member

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone_of_hers(settings, tmp_path):
    """Return the code in the last message that reached a phone."""
    settings.MESSAGE_GATEWAY, settings.MESSAGE_FILE = "file", tmp_path / "messages.jsonl"

    def read() -> str:
        for _ in range(100):
            if settings.MESSAGE_FILE.exists():
                return str(json.loads(settings.MESSAGE_FILE.read_text().splitlines()[-1])["code"])
            time.sleep(0.2)
        raise AssertionError("no message came")

    return read


@pytest.fixture
def newcomer(demo) -> Member:
    """A worker of the garment factory who has no account."""
    unit = Unit.objects.get(code=User.objects.get(username="NV-001").member.unit.code)
    facts = {"full_name": "Vũ Thị An", "group": WorkGroup.DIRECT, "birth_date": date(1995, 3, 8)}
    return enrol_member(unit, actor=None, at=timezone.now(), code="NV-901", **facts)


def test_official_makes_a_slip_and_a_worker_activates_by_it_on_a_phone(someone, worker, newcomer, phone_of_hers):
    official = someone("NV-041")
    official.go(f"/don-vi/{newcomer.grassroots_id}/")
    official.press("Phiếu kích hoạt")
    official.reads("Vũ Thị An")
    official.shoot("slips")
    official.press(re.compile("Làm phiếu.*Vũ Thị An"))
    official.reads("Đã làm 1 phiếu")
    assert official.takes(re.compile("In 1 phiếu")).startswith(b"%PDF")
    official.press("Phiếu đã làm")
    official.shoot("slips-made")

    an = someone(ANYONE, "phone")
    an.go(f"/kich-hoat/{slip_code_of(Slip.objects.get(member=newcomer).salt)}/")
    an.reads("Vũ Thị An")
    an.shoot("activate-who")
    an.type("Ngày sinh của bạn", "08/03/1995")
    an.type("Số điện thoại của bạn", "0912 000 111")
    an.press("Gửi mã cho tôi")
    an.reads("Mã đã gửi đến số 09•••••111")
    an.shoot("activate-finish")
    an.type("Mã 6 chữ số", phone_of_hers())
    an.type("Mật khẩu", "tre già măng non 84")
    an.press("Mở tài khoản")
    an.page.wait_for_url(f"{an.base}/")
    an.reads("Tài khoản của bạn đã mở.")
    an.go("/tai-khoan/")
    an.reads("0912000111")
    an.shoot("account")


def test_slip_works_by_keyboard_without_scripts(someone, worker, newcomer, phone_of_hers):
    make_slips(newcomer.unit, [newcomer], actor=User.objects.get(username="NV-041"), at=timezone.now())
    an = someone(ANYONE, "phone", java_script_enabled=False)
    an.go("/kich-hoat/")
    an.type("Mã in trên phiếu", slip_code_of(Slip.objects.get().salt).lower())
    an.page.keyboard.press("Enter")
    an.reads("Vũ Thị An")
    an.type("Ngày sinh của bạn", "8/3/1995")
    an.type("Số điện thoại của bạn", "+84912000111")
    an.page.keyboard.press("Enter")
    an.reads("Mã đã gửi đến số")
    an.type("Mã 6 chữ số", phone_of_hers())
    an.page.keyboard.press("Enter")
    an.page.wait_for_url(f"{an.base}/")
    assert not User.objects.get(username="NV-901").has_usable_password()


def test_worker_who_forgot_the_password_sets_a_new_one_by_a_code_to_the_phone(someone, worker, phone_of_hers):
    hanh = User.objects.get(username="NV-001")
    give_phone(hanh, "0912000222", actor=hanh, at=timezone.now())
    lan = someone(ANYONE, "phone")
    lan.go("/tai-khoan/login/")
    lan.press("Quên mật khẩu?")
    lan.shoot("forgotten")
    lan.type("Mã đoàn viên, số điện thoại hoặc e-mail", "0912 000 222")
    lan.press("Tiếp tục")
    # Who has an account, and where a code goes, is told to nobody.
    lan.reads("Nếu 0912 000 222 có tài khoản")
    assert "•" not in lan.text
    code = phone_of_hers()
    lan.type("Mã 6 chữ số", "000000" if code != "000000" else "000001")
    lan.type("Mật khẩu mới", "tre già măng non 84")
    lan.press("Lưu mật khẩu mới")
    lan.reads("Mã không đúng")
    lan.shoot("forgotten-wrong-code")
    lan.type("Mã 6 chữ số", code)
    lan.type("Mật khẩu mới", "tre già măng non 84")
    lan.press("Lưu mật khẩu mới")
    lan.page.wait_for_url(re.compile("/tai-khoan/login/"))
    lan.page.fill("[name=login]", "NV-001")
    lan.page.fill("[name=password]", "tre già măng non 84")
    lan.page.click("main button[type=submit]")
    lan.page.wait_for_url(f"{lan.base}/")


def add_authenticator(person: Someone) -> None:
    """Give the browser a device that holds passkeys and says that its owner touched it."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def at_localhost(person: Someone) -> None:
    """Passkeys are tied to a name; an address of numbers has none."""
    person.base = person.base.replace("127.0.0.1", "localhost")


def sign_in(person: Someone, code: str) -> None:
    person.code = code
    person.go("/tai-khoan/login/")
    person.page.fill("[name=login]", code)
    person.enter_password()
    person.page.wait_for_load_state("load")


def app_code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())) + steps))


def test_signer_enrols_an_app_and_a_passkey_and_signs_in_with_each(someone, settings):
    settings.MFA_REQUIRED = True
    tuyen = someone(ANYONE)
    at_localhost(tuyen)
    add_authenticator(tuyen)
    tuyen.go("/tai-khoan/login/")
    tuyen.shoot("login")
    sign_in(tuyen, "NV-019")
    tuyen.reads("Thêm một lớp bảo vệ")
    tuyen.go("/khen-thuong/cho-duyet/")
    tuyen.reads("Vai của bạn duyệt, ký")
    tuyen.shoot("second-factor")
    tuyen.press("Bật ứng dụng tạo mã")
    tuyen.shoot("totp")
    secret = tuyen.page.locator("form b").inner_text().strip()
    tuyen.page.fill("[name=code]", app_code(secret))
    tuyen.press("Bật")
    tuyen.reads("Các mã này chỉ hiện một lần")
    tuyen.shoot("recovery-codes")
    tuyen.press("Tôi đã cất mã")
    tuyen.press("Vào làm việc")
    tuyen.page.wait_for_url(f"{tuyen.base}/")

    tuyen.go("/tai-khoan/2fa/webauthn/add/")
    tuyen.shoot("passkey")
    tuyen.press("Tạo khóa trên thiết bị này")
    tuyen.reads("Đã thêm khóa đăng nhập.")
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "webauthn", "recovery_codes"}
    tuyen.reads("Khóa 1")
    tuyen.shoot("account-protected")

    tuyen.page.locator("details.td-menu summary").first.click()
    tuyen.page.locator("details.td-menu").get_by_role("button", name="Đăng xuất").click()
    tuyen.page.wait_for_load_state("load")
    tuyen.go("/tai-khoan/login/")
    tuyen.press("Đăng nhập bằng vân tay, khuôn mặt hoặc khóa")
    tuyen.page.wait_for_url(f"{tuyen.base}/")

    elsewhere = someone(ANYONE, "phone")
    at_localhost(elsewhere)
    sign_in(elsewhere, "NV-019")
    elsewhere.reads("Lớp bảo vệ thứ hai")
    elsewhere.shoot("second-factor-asked")
    elsewhere.page.fill("[name=code]", app_code(secret, steps=1))
    elsewhere.press("Đăng nhập")
    elsewhere.page.wait_for_url(f"{elsewhere.base}/")


def test_someone_hammers_a_name_and_its_owner_still_gets_in(someone):
    owner = someone("NV-019")
    owner.context.clear_cookies(name="sessionid")
    stranger = someone(ANYONE)
    for number in range(7):
        stranger.go("/tai-khoan/login/")
        stranger.page.fill("[name=login]", "NV-019")
        stranger.page.fill("[name=password]", f"sai bét {number}")
        stranger.page.click("main button[type=submit]")
        stranger.page.wait_for_load_state("load")
    stranger.reads("Đã nhập sai quá nhiều lần. Hãy chờ")
    stranger.shoot("login-waiting")
    owner.sign_in()
    expect(owner.page.locator("body")).to_contain_text("Việc của tôi")


def test_phone_that_is_someone_elses_and_a_code_tried_ten_times_change_nothing(someone, worker, phone_of_hers):
    hanh = User.objects.get(username="NV-001")
    give_phone(hanh, "0912000111", actor=hanh, at=timezone.now())
    other = someone("NV-002", "phone")
    other.go("/tai-khoan/dien-thoai/")
    other.type("Số điện thoại mới", "0912 000 111")
    other.press("Gửi mã cho tôi")
    other.reads("Số điện thoại này đã có người khác dùng để đăng nhập")
    other.shoot("phone-taken")

    thief = someone(ANYONE, "phone")
    thief.go("/tai-khoan/login/")
    thief.page.fill("[name=login]", "0912 000 111")
    thief.press("Nhận mã một lần qua điện thoại hoặc e-mail")
    right = phone_of_hers()
    thief.reads("một mã 6 chữ số đang đến")
    thief.shoot("enter-code")
    for _ in range(10):
        thief.type("Mã 6 chữ số", "000000" if right != "000000" else "111111")
        thief.press("Đăng nhập")
    thief.reads("không dùng được nữa. Hãy lấy mã mới")
    thief.type("Mã 6 chữ số", right)
    thief.press("Đăng nhập")
    thief.reads("không dùng được nữa. Hãy lấy mã mới")
    thief.shoot("code-spent")
    hanh.refresh_from_db()
    assert hanh.phone.number == "0912000111"


def test_old_sign_in_is_asked_again_and_loses_nothing(someone, worker):
    head = someone("NV-019")
    for session in Session.objects.all():
        content = session.get_decoded()
        for record in content.get("account_authentication_methods", []):
            record["at"] -= 3600
        session.session_data = Session.get_session_store_class()().encode(content)
        session.save()
    head.go("/tai-khoan/dien-thoai/")
    head.reads("Xác nhận là bạn")
    head.shoot("confirm-identity")
    head.page.fill("[name=identity_password]", "sai bét")
    head.press("Xác nhận và làm tiếp")
    head.reads("Mật khẩu không đúng.")
    head.page.fill("[name=identity_password]", "thi-dua-2026")
    head.press("Xác nhận và làm tiếp")
    expect(head.field("Số điện thoại mới")).to_be_visible()


def test_provider_signs_in_under_the_strict_policy(someone, settings, live_server):
    with provider(live_server.url, {"hanh": {"member_code": "NV-001"}}) as issuer:
        use(settings, issuer)
        hanh = someone(ANYONE, "phone")
        hanh.go("/tai-khoan/login/")
        hanh.press("Đăng nhập bằng Tài khoản Công đoàn")
        hanh.page.get_by_label("Ai").fill("hanh")
        hanh.page.get_by_role("button", name="Vào").click()
        hanh.page.wait_for_url(f"{hanh.base}/")
        hanh.go("/tai-khoan/")
        expect(hanh.page.get_by_role("heading", name="Tài khoản liên kết")).to_be_visible()
        hanh.shoot("account-linked")
