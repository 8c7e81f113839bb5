"""Activation slips: made one by one or for a whole unit, printed, revoked."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import tasks
from accounts.derived import new_salt, slip_code_of, slip_hash
from accounts.documents import slips_pdf
from accounts.enums import SlipState
from accounts.models import Slip
from accounts.selectors import members_stranded, members_without_slip, open_slips, phone_of
from accounts.states import REVOKE
from portal.core import audit, jobs, notices
from portal.core.errors import DomainError
from portal.core.files import store_bytes
from portal.core.models import Job
from portal.core.periods import VIETNAM, day_of
from portal.core.permissions import require
from portal.core.workflow import advance
from units.models import Member, Unit, User

RENEWED = "%(name)s vừa làm phiếu kích hoạt mới cho tài khoản của bạn"
ADVICE = (
    "Người cầm phiếu và biết ngày sinh của bạn đặt được mật khẩu mới. Nếu bạn không nhờ, hãy báo công đoàn cấp trên."
)
AT_ONCE = 500
CHUNK = 100
KIND = "accounts.slips"


@transaction.atomic
def make_slips(unit: Unit, members: Iterable[Member] | None = None, *, actor: Any, at: datetime) -> int:
    """
    Make a slip for each of ``members``, or for all of the branch who have neither account nor slip; return how many.

    :raises DomainError: if there is nobody to make one for
    """
    require(actor, "accounts.make_slips", unit)
    asked = members_without_slip(unit, at=at)
    if members is not None:
        asked = asked.filter(pk__in=[member.pk for member in members])
    waiting = list(asked[: AT_ONCE + 1])
    if not waiting:
        raise DomainError(_("Không còn ai cần phiếu mới: mọi đoàn viên ở đây đã có tài khoản hoặc đang có phiếu."))
    if len(waiting) > AT_ONCE:
        raise DomainError(_("Quá %(most)d người: hãy làm phiếu cho cả đơn vị ở phía sau.") % {"most": AT_ONCE})
    return _make(waiting, actor=actor, at=at)


def _make(members: list[Member], *, actor: Any, at: datetime) -> int:
    # A slip that ran out unused makes way; the row stays, as the trail does.
    for old in Slip.objects.filter(member__in=members, state=SlipState.ISSUED).select_related("unit"):
        advance(old, REVOKE, actor=actor, at=at, note=_("Hết hạn, thay bằng phiếu mới."))
    last_day = day_of(at) + timedelta(days=settings.SLIP_DAYS)  # printed as a day, so good to its end
    for member in members:
        salt = new_salt()
        slip = Slip.objects.create(
            member=member,
            unit=member.unit,
            made_by=actor,
            salt=salt,
            code_hash=slip_hash(slip_code_of(salt)),
            created_at=at,
            expires_at=datetime.combine(last_day, time.max, VIETNAM),
        )
        audit.record("slip.make", slip, actor=actor, at=at, after={"member": member})
    return len(members)


@transaction.atomic
def renew_slip(unit: Unit, code: str, *, actor: Any, at: datetime) -> Slip:
    """
    Return a slip for a member who has an account, but forgot the password and has neither phone nor e-mail.

    They are told in their inbox: who is still signed in somewhere learns that someone asks in their name.

    :raises DomainError: if ``code`` names nobody in the branch who is left without another way
    """
    require(actor, "accounts.make_slips", unit)
    member = members_stranded(unit, at=at).filter(code__iexact=code.strip()).first()
    if member is None:
        raise DomainError(_why_not(unit, code.strip()), field="code")
    _make([member], actor=actor, at=at)
    slip = Slip.objects.get(member=member, state=SlipState.ISSUED)
    words = {"name": actor.full_name}
    owner = User.objects.filter(member=member)
    notices.enqueue(f"slip.renew:{slip.pk}", recipients=owner, subject=RENEWED % words, body=ADVICE, at=at)
    return slip


def _why_not(unit: Unit, code: str) -> str:
    """Return why the member with this code gets no second slip, and what helps instead."""
    member = Member.objects.filter(unit__path__startswith=unit.path, code__iexact=code).select_related("user").first()
    if member is None:
        return _("Không có đoàn viên mang mã này ở đơn vị. Hãy xem mã trên thẻ đoàn viên.")
    if Slip.objects.filter(member=member, state=SlipState.ISSUED).exists():
        return _("%(name)s đang có phiếu. Hãy in phiếu đó, hoặc hủy rồi làm lại.") % {"name": member.full_name}
    user = getattr(member, "user", None)
    if user is None:
        return _("%(name)s chưa có tài khoản. Hãy làm phiếu ở danh sách.") % {"name": member.full_name}
    if user.email or phone_of(user):
        return _("Tài khoản của %(name)s có điện thoại hoặc e-mail: người này tự bấm “Quên mật khẩu?” được.") % {
            "name": member.full_name
        }
    return _("%(name)s giữ vai trò, có lớp bảo vệ thứ hai hoặc đã bị khóa tài khoản. Hãy nhờ người quản trị.") % {
        "name": member.full_name
    }


@transaction.atomic
def revoke_slip(slip: Slip, *, actor: Any, at: datetime) -> None:
    """Make a slip useless: lost, or given to the wrong hand."""
    advance(slip, REVOKE, actor=actor, at=at)


@transaction.atomic
def print_slips(unit: Unit, *, actor: Any, at: datetime) -> bytes:
    """
    Return the slips of a branch that are in force as pages to print and cut.

    :raises DomainError: if there are none, or too many for one answer
    """
    require(actor, "accounts.make_slips", unit)
    slips = list(open_slips(unit, at=at)[: AT_ONCE + 1])
    if not slips:
        raise DomainError(_("Chưa có phiếu nào còn hạn để in. Hãy làm phiếu trước."))
    if len(slips) > AT_ONCE:
        raise DomainError(_("Quá %(most)d phiếu: hãy in cho từng đơn vị, hoặc làm ở phía sau.") % {"most": AT_ONCE})
    audit.record("slip.print", unit, actor=actor, at=at, after={"slips": len(slips)})
    return slips_pdf(slips)


@transaction.atomic
def start_slips(unit: Unit, *, actor: Any, at: datetime) -> Job:
    """Return the job that makes the slips of a whole branch and the file to print."""
    require(actor, "accounts.make_slips", unit)
    total = members_without_slip(unit, at=at).count()
    job = jobs.start_job(
        KIND,
        label=_("Phiếu kích hoạt: %(unit)s") % {"unit": unit.short_name},
        owner=actor,
        at=at,
        total=total,
        arguments={"unit": unit.pk},
    )
    audit.record("slip.make_all", unit, actor=actor, at=at, after={"members": total, "job": job.pk})
    tasks.make_slips.delay_on_commit(job_id=job.pk)  # type: ignore[attr-defined]
    return job


def resend_slips(*, at: datetime) -> int:
    """Send the jobs again that nobody has taken up, or whose worker has been silent; return how many."""
    stuck = Q(state=Job.State.WAITING, created_at__lt=at - timedelta(minutes=1)) | Q(
        state=Job.State.RUNNING, started_at__lt=at - timedelta(minutes=15)
    )
    ids = list(Job.objects.filter(stuck, kind=KIND).order_by("pk").values_list("pk", flat=True)[:CHUNK])
    for job_id in ids:
        tasks.make_slips.delay_on_commit(job_id=job_id)  # type: ignore[attr-defined]
    return len(ids)


def run_slips(job_id: int, *, at: datetime) -> None:
    """Do the job, a hundred people at a time; safe to run twice: who has a slip gets no other."""
    job = jobs.claim(job_id, at=at)
    if job is None:
        return
    unit = Unit.objects.get(pk=job.arguments["unit"])
    while members := list(members_without_slip(unit, at=at)[:CHUNK]):
        with transaction.atomic():
            made = _make(members, actor=job.owner, at=at)
        jobs.progress(job, made)
    slips = list(open_slips(unit, at=at))
    if not slips:
        jobs.fail(job, _("Không còn ai cần phiếu mới."), at=at)
        return
    name = f"phieu-kich-hoat-{unit.code}.pdf"
    file = store_bytes(slips_pdf(slips), name=name, content_type="application/pdf", owner=None, at=at)
    jobs.finish(job, at=at, result={"slips": len(slips)}, file=file)
