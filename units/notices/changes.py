"""Who is told what about a change of the tree, and about a pledge."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.core import notices
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from units.enums import Correctable, PartRole, Role
from units.models import Assignment, CorrectionRequest, Discipline, Pledge, UnitChange, UnitChangePart, User
from units.selectors import holders

TOLD = (Role.ADMINISTRATOR, Role.LEADER, Role.EMULATION_OFFICER, Role.GRASSROOTS_OFFICER, Role.CLERK)


@in_vietnamese
def tell_held(change: UnitChange, against: Sequence[str], *, at: datetime) -> int:
    """Tell who prepared and who confirmed a change that it could not take effect, and why."""
    return notices.enqueue(
        f"unitchange.held:{change.pk}:{change.version}",
        recipients=User.objects.filter(pk__in=filter(None, [change.made_by_id, change.confirmed_by_id])),
        subject=_("Chưa thực hiện được thay đổi theo quyết định %(no)s") % {"no": change.decision_no},
        body="\n".join(against),
        url=_url(change),
        at=at,
    )


@in_vietnamese
def tell_applied(change: UnitChange, *, at: datetime) -> int:
    """Tell the officials of the units that took part, on the eve or since, that a change has taken effect."""
    units = [part.unit for part in _parts(change) if part.unit]
    eve = change.effective_on - timedelta(days=1)
    held = [holders(unit, *TOLD, day=day) for unit in [*units, change.unit] for day in (eve, day_of(at))]
    return notices.enqueue(
        f"unitchange.applied:{change.pk}",
        recipients=User.objects.none().union(*held),
        subject=_("%(kind)s theo quyết định %(no)s đã có hiệu lực")
        % {"kind": change.get_kind_display(), "no": change.decision_no},
        body=", ".join(str(part) for part in _parts(change)),
        url=_url(change),
        at=at,
    )


@in_vietnamese
def tell_pledge_open(pledge: Pledge, *, at: datetime) -> int:
    """Tell the leaders of every member that the pledge waits for their signature."""
    members = pledge.cluster_year.members.values("unit")
    held = Assignment.objects.in_force(day_of(at)).filter(unit__in=members, role=Role.LEADER)
    return notices.enqueue(
        f"pledge.open:{pledge.pk}",
        recipients=User.objects.filter(pk__in=held.values("user")),
        subject=_("%(cluster)s: giao ước thi đua chờ đơn vị của bạn ký") % {"cluster": pledge.cluster_year},
        body=pledge.goals,
        url=f"/don-vi/cum-khoi/{pledge.cluster_year_id}/",
        at=at,
    )


@in_vietnamese
def tell_discipline(measure: Discipline, what: str, *, at: datetime) -> int:
    """Tell a person that their record of discipline has changed; what stands in it they read in their own data."""
    return notices.enqueue(
        f"discipline.{what}:{measure.pk}",
        recipients=User.objects.filter(member=measure.member_id, is_active=True),
        subject=_("Hồ sơ đoàn viên của bạn vừa có thay đổi"),
        body=_("Mở “Dữ liệu của tôi” để xem hồ sơ hiện nay. Thấy chưa đúng, bạn gửi đề nghị sửa ngay tại đó."),
        url="/du-lieu-cua-toi/",
        at=at,
    )


def _parts(change: UnitChange) -> list[UnitChangePart]:
    parts = change.parts.filter(role__in=(PartRole.SOURCE, PartRole.TARGET))
    return list(parts.select_related("unit").order_by("pk"))


def _url(change: UnitChange) -> str:
    return f"/don-vi/thay-doi/{change.pk}/"


@in_vietnamese
def tell_correction_asked(request: CorrectionRequest, *, at: datetime) -> int:
    """Tell the officials of the member's union that a record is to be put right; of discipline not what."""
    unit = request.member.grassroots or request.member.unit
    return notices.enqueue(
        f"correction.asked:{request.pk}",
        recipients=holders(unit, Role.GRASSROOTS_OFFICER, day=day_of(at)).exclude(pk=request.made_by_id),
        subject=_("%(name)s đề nghị sửa hồ sơ đoàn viên") % {"name": request.member.full_name},
        body="" if request.field == Correctable.DISCIPLINES else request.get_field_display(),
        url=f"/don-vi/de-nghi-sua/{request.pk}/",
        at=at,
    )


@in_vietnamese
def tell_correction_answered(request: CorrectionRequest, *, at: datetime) -> int:
    """Tell who asked what became of it; of discipline they read the answer in their own data."""
    quiet = request.field == Correctable.DISCIPLINES
    words = {"field": request.get_field_display(), "answer": request.get_state_display()}
    return notices.enqueue(
        f"correction.answered:{request.pk}",
        recipients=[request.made_by],
        subject=(_("Đề nghị sửa hồ sơ: %(answer)s") if quiet else _("Đề nghị sửa hồ sơ (%(field)s): %(answer)s"))
        % words,
        body="" if quiet else request.answer,
        url="/du-lieu-cua-toi/",
        at=at,
    )
