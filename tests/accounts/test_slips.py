"""Slips: who makes them, for whom, what is printed, how they end."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.derived import code_of, slip_code_of, spaced
from accounts.enums import SlipState
from accounts.models import Slip
from accounts.selectors import members_without_slip, open_slips
from accounts.services import make_slips, print_slips, renew_slip, revoke_slip, run_slips, start_slips
from accounts.services.profile import give_phone
from portal.core.errors import DomainError
from portal.core.models import AuditLine, Job, Notice
from tests.accounts.conftest import PASSWORD, last_code
from tests.accounts.test_second_factor import give_app
from tests.documents.reading import pages
from tests.moments import NOW
from tests.people import make_member
from units.enums import Role
from units.models import User
from units.services import assign_role, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers(people, world):
    """Three members of Hùng's union without an account, one of another union."""
    User.objects.update(last_login=NOW)  # the others have signed in before
    born = {"birth_date": date(1995, 3, 8)}
    ours = [
        make_member(f"NV-10{n}", name, world.group, **born)
        for n, name in enumerate(("Vũ Thị An", "Đỗ Văn Bảy", "Ngô Thị Cúc"))
    ]
    return [*ours, make_member("NV-200", "Tô Văn Dần", world.mill, **born)]


def slip_of(member) -> Slip:
    return Slip.objects.get(member=member, state=SlipState.ISSUED)


def test_official_makes_slips_for_all_who_lack_an_account_and_no_second_ones(people, world, workers):
    now = timezone.now()
    assert make_slips(world.factory, actor=people.hung, at=now) == 3
    with pytest.raises(DomainError, match="Không còn ai cần phiếu"):
        make_slips(world.factory, actor=people.hung, at=now)
    assert not Slip.objects.filter(member=workers[3]).exists()
    assert not Slip.objects.filter(member=people.lan.member).exists()
    assert AuditLine.objects.filter(action="slip.make").count() == 3


@pytest.mark.parametrize("who", ["lan", "binh", "yen", "tuan"])
def test_others_make_none(people, world, workers, who):
    with pytest.raises(PermissionDenied, match="phiếu kích hoạt"):
        make_slips(world.factory, actor=getattr(people, who), at=timezone.now())
    assert not Slip.objects.exists()


def test_administrator_of_the_branch_may(people, world, workers):
    assign_role(people.yen, "administrator", world.province, actor=None, at=timezone.now(), valid_from=date(2020, 1, 1))
    people.yen.__dict__.pop("assignments", None)
    assert make_slips(world.upper, actor=people.yen, at=timezone.now()) == 4


def test_sheet_names_each_with_union_code_and_day(people, world, workers, settings):
    settings.BASE_URL = "https://thidua.example.vn"
    now = timezone.now()
    make_slips(world.factory, actor=people.hung, at=now)
    (sheet,) = pages(print_slips(world.factory, actor=people.hung, at=now))
    for member in workers[:3]:
        assert member.full_name in sheet.replace("\u00a0", " ")
        assert spaced(slip_code_of(slip_of(member).salt)) in sheet
    assert "thidua.example.vn/kich-hoat/" in sheet
    assert AuditLine.objects.filter(action="slip.print").count() == 1


def test_nine_slips_take_two_pages(people, world):
    for number in range(9):
        make_member(f"NV-3{number:02d}", f"Lê Văn Số {number}", world.group)
    now = timezone.now()
    make_slips(world.factory, actor=people.hung, at=now)
    assert len(pages(print_slips(world.factory, actor=people.hung, at=now))) == 2


def test_code_is_in_no_column_of_its_row(people, world, workers):
    make_slips(world.factory, actor=people.hung, at=timezone.now())
    row = Slip.objects.filter(member=workers[0]).values().get()
    assert slip_code_of(row["salt"]) not in " ".join(map(str, row.values()))


def test_lost_slip_is_revoked_and_another_made(people, world, workers):
    now = timezone.now()
    make_slips(world.factory, workers[:1], actor=people.hung, at=now)
    revoke_slip(slip_of(workers[0]), actor=people.hung, at=now)
    assert not open_slips(world.factory, at=now).exists()
    assert make_slips(world.factory, workers[:1], actor=people.hung, at=now) == 1


def test_slip_that_ran_out_makes_way(people, world, workers):
    then = timezone.now() - timedelta(days=40)
    make_slips(world.factory, workers[:1], actor=people.hung, at=then)
    old = slip_of(workers[0])
    assert make_slips(world.factory, workers[:1], actor=people.hung, at=timezone.now()) == 1
    old.refresh_from_db()
    assert old.state == SlipState.REVOKED


def test_stranger_revokes_none(people, world, workers):
    make_slips(world.factory, workers[:1], actor=people.hung, at=timezone.now())
    client = Client()
    client.force_login(people.binh)
    answer = client.post(reverse("accounts:revoke_slip", args=[slip_of(workers[0]).pk]))
    assert answer.status_code == 404
    assert slip_of(workers[0]).state == SlipState.ISSUED


def test_large_unit_is_done_by_a_job_that_may_run_twice(people, world, workers):
    job = start_slips(world.factory, actor=people.hung, at=timezone.now())
    run_slips(job.pk, at=timezone.now())
    run_slips(job.pk, at=timezone.now())
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.file.content_type) == ("done", 3, 3, "application/pdf")
    assert Slip.objects.count() == 3
    assert not members_without_slip(world.factory, at=timezone.now()).exists()


def test_more_than_one_answer_can_hold_goes_to_the_job_behind(people, world, workers, monkeypatch):
    monkeypatch.setattr("accounts.services.slips.AT_ONCE", 2)
    now = timezone.now()
    with pytest.raises(DomainError, match="Quá 2 người: hãy làm phiếu cho cả đơn vị ở phía sau"):
        make_slips(world.factory, actor=people.hung, at=now)
    assert not Slip.objects.exists()
    for some in (workers[:2], workers[2:3]):
        make_slips(world.factory, some, actor=people.hung, at=now)
    with pytest.raises(DomainError, match="Quá 2 phiếu: hãy in cho từng đơn vị"):
        print_slips(world.factory, actor=people.hung, at=now)
    assert not AuditLine.objects.filter(action="slip.print").exists()


def test_nothing_is_printed_where_no_slip_is_in_force(people, world, workers):
    now = timezone.now()
    with pytest.raises(DomainError, match="Chưa có phiếu nào còn hạn để in"):
        print_slips(world.factory, actor=people.hung, at=now)
    make_slips(world.factory, actor=people.hung, at=now)
    with pytest.raises(DomainError, match="Chưa có phiếu nào còn hạn để in"):
        print_slips(world.factory, actor=people.hung, at=now + timedelta(days=60))
    with pytest.raises(PermissionDenied, match="phiếu kích hoạt"):
        print_slips(world.factory, actor=people.binh, at=now)
    assert not AuditLine.objects.filter(action="slip.print").exists()


def test_job_of_a_unit_where_all_have_an_account_says_so(people, world):
    User.objects.update(last_login=NOW)
    job = start_slips(world.factory, actor=people.hung, at=timezone.now())
    run_slips(job.pk, at=timezone.now())
    job.refresh_from_db()
    assert (job.state, job.problem, job.file) == ("failed", "Không còn ai cần phiếu mới.", None)


def test_official_of_a_large_unit_waits_for_the_file_on_a_page(people, world, workers, monkeypatch):
    for module in ("accounts.services.slips", "accounts.views.slips"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 2)
    client, other = Client(), Client()
    client.force_login(people.hung)
    other.force_login(people.binh)
    answer = client.post(reverse("accounts:make_slips", args=[world.factory.pk]))
    job = Job.objects.get(kind="accounts.slips")
    there, file = (reverse(f"accounts:{name}", args=[job.pk]) for name in ("slips_job", "slips_job_file"))
    assert (answer.url, client.get(there).status_code, client.get(file).status_code) == (there, 200, 404)
    run_slips(job.pk, at=timezone.now())
    assert file in client.get(there).content.decode()
    assert client.get(there, headers={"HX-Request": "true"}).content.decode().count("<html") == 0
    given = client.get(file)
    assert (given["Content-Type"], b"".join(given.streaming_content)[:4]) == ("application/pdf", b"%PDF")
    assert [other.get(address).status_code for address in (there, file)] == [404, 404]


def test_pages_of_an_official(people, world, workers):
    client = Client()
    client.force_login(people.hung)
    there = reverse("accounts:slips", args=[world.factory.pk])
    assert "Làm phiếu cho cả 3 người" in client.get(there).content.decode()
    client.post(reverse("accounts:make_slips", args=[world.factory.pk]), {"member": workers[0].pk})
    client.post(reverse("accounts:make_slips", args=[world.factory.pk]))
    page = client.get(there).content.decode()
    assert "In 3 phiếu" in page
    assert "Đang có phiếu" in page
    answer = client.get(reverse("accounts:slips_pdf", args=[world.factory.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Hủy phiếu" in client.get(reverse("accounts:slips_made", args=[world.factory.pk])).content.decode()
    unit_page = client.get(reverse("units:detail", args=[world.factory.pk])).content.decode()
    assert there in unit_page
    lost = slip_of(workers[0])
    answer = client.post(reverse("accounts:revoke_slip", args=[lost.pk]), follow=True)
    assert "Đã hủy phiếu của Vũ Thị An." in answer.content.decode()
    lost.refresh_from_db()
    assert lost.state == SlipState.REVOKED


@pytest.mark.parametrize("garbled", ["", "abc", "²", "-1"])
def test_a_garbled_member_makes_no_slip_for_all(people, world, workers, garbled):
    client = Client()
    client.force_login(people.hung)
    there = reverse("accounts:make_slips", args=[world.factory.pk])
    assert client.post(there, {"member": garbled}).status_code == 404
    assert not Slip.objects.exists()
    client.post(there, {"member": workers[0].pk})
    assert Slip.objects.get().member == workers[0]


@pytest.mark.parametrize("name", ["slips", "slips_made"])
def test_lists_cost_the_same_at_one_row_and_at_three(people, world, workers, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(people.hung)
    there = reverse(f"accounts:{name}", args=[world.factory.pk])
    counts = []
    for some in (workers[:1], workers[1:3]):
        make_slips(world.factory, some, actor=people.hung, at=timezone.now())
        client.get(there)
        with CaptureQueriesContext(connection) as queries:
            client.get(there)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- again, for who forgot the password and has neither phone nor e-mail


@pytest.fixture
def stranded(workers, world):
    """Vũ Thị An, who once chose a password, and nothing else to sign in with."""
    user = open_account(workers[0], actor=None, at=NOW)
    user.set_password(PASSWORD)
    user.last_login = NOW
    user.save(update_fields=["password", "last_login"])
    return user


def test_who_is_left_without_a_way_gets_another_slip_and_a_new_password(people, world, stranded):
    official, worker, now = Client(), Client(), timezone.now()
    official.force_login(people.hung)
    with pytest.raises(DomainError, match="Không còn ai cần phiếu"):
        make_slips(world.factory, [stranded.member], actor=people.hung, at=now)
    there = reverse("accounts:renew_slip", args=[world.factory.pk])
    assert there in official.get(reverse("accounts:slips", args=[world.factory.pk])).text
    assert official.post(there, {"code": "nv-100"}).url == reverse("accounts:slips_made", args=[world.factory.pk])
    assert "phiếu kích hoạt mới" in Notice.objects.get(recipient=stranded).subject
    code = slip_code_of(slip_of(stranded.member).salt)
    worker.post(reverse("accounts:activate_with", args=[code]), {"birth_date": "08/03/1995", "phone": "0912000111"})
    typed = {"code": code_of(last_code().salt), "password": "bon muoi lam cay cau"}
    worker.post(reverse("accounts:activate_finish"), typed)
    stranded.refresh_from_db()
    assert stranded.check_password("bon muoi lam cay cau")
    assert stranded.phone.number == "0912000111"


def has_phone(user, world):
    give_phone(user, "0912000222", actor=user, at=NOW)


def has_email(user, world):
    user.email = "an@example.vn"


def has_a_role(user, world):
    assign_role(user, Role.GRASSROOTS_OFFICER, world.factory, actor=None, at=NOW, valid_from=date(2020, 1, 1))


def has_a_second_factor(user, world):
    give_app(user)


def is_closed(user, world):
    user.is_active = False


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (has_phone, "tự bấm “Quên mật khẩu?” được"),
        (has_email, "tự bấm “Quên mật khẩu?” được"),
        (has_a_role, "Vũ Thị An giữ vai trò"),
        (has_a_second_factor, "Hãy nhờ người quản trị"),
        (is_closed, "Hãy nhờ người quản trị"),
    ],
)
def test_who_has_another_way_or_more_to_lose_gets_none(people, world, stranded, fact, said):
    fact(stranded, world)
    stranded.save(update_fields=["email", "is_active"])
    client = Client()
    client.force_login(people.hung)
    answer = client.post(reverse("accounts:renew_slip", args=[world.factory.pk]), {"code": "NV-100"})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert 'value="NV-100"' in answer.text
    assert not Slip.objects.exists()


def test_second_slip_of_another_union_or_by_another_hand_is_refused(people, world, stranded):
    now = timezone.now()
    with pytest.raises(PermissionDenied, match="phiếu kích hoạt"):
        renew_slip(world.factory, "NV-100", actor=people.binh, at=now)
    with pytest.raises(DomainError, match="Không có đoàn viên mang mã này"):
        renew_slip(world.factory, "NV-200", actor=people.hung, at=now)
    with pytest.raises(DomainError, match="Ngô Thị Cúc chưa có tài khoản"):
        renew_slip(world.factory, "NV-102", actor=people.hung, at=now)
    renew_slip(world.factory, "NV-100", actor=people.hung, at=now)
    with pytest.raises(DomainError, match="Vũ Thị An đang có phiếu"):
        renew_slip(world.factory, "NV-100", actor=people.hung, at=now)
    assert Slip.objects.count() == 1
