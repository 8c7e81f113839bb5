"""Who is told what about commendation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from awards.models import Batch, Decision, Nomination, Objection
from portal.core import notices
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from portal.core.templatetags.vi import day as shown_day
from units.enums import Level, Role
from units.models import Unit, User
from units.selectors import holders


def _officers(unit: Unit, at: datetime) -> Any:
    roles = [Role.EMULATION_OFFICER] + ([Role.GRASSROOTS_OFFICER] if unit.level >= Level.GRASSROOTS else [])
    return holders(unit, *roles, day=day_of(at))


@in_vietnamese
def nomination_submitted(nomination: Nomination, *, at: datetime) -> None:
    notices.enqueue(
        f"nomination.submit:{nomination.pk}:{nomination.version}",
        recipients=_officers(nomination.deciding_unit, at),
        subject=_("%(unit)s trình đề nghị khen %(name)s")
        % {"unit": nomination.unit.short_name, "name": nomination.subject_name},
        body=nomination.award_type.name,
        url=reverse("awards:nomination", args=[nomination.pk]),
        at=at,
    )


def tell_proposer(nomination: Nomination, subject: str, *, at: datetime, body: str = "") -> None:
    """Tell whoever proposed what became of the dossier."""
    notices.enqueue(
        f"nomination.{nomination.state}:{nomination.pk}:{nomination.version}",
        recipients=[nomination.proposed_by],
        subject=subject,
        body=body,
        url=reverse("awards:nomination", args=[nomination.pk]),
        at=at,
    )


@in_vietnamese
def notice_opened(batch: Batch, *, at: datetime) -> None:
    """Tell those who proposed; the list itself is open to everyone who is signed in."""
    notices.enqueue(
        f"batch.notice:{batch.pk}:{batch.version}",
        recipients=User.objects.filter(pk__in=batch.proposer_ids),
        subject=_("Công khai danh sách “%(title)s” đến hết %(day)s")
        % {"title": batch.title, "day": shown_day(batch.notice_until)},
        body=_("Đoàn viên gửi ý kiến ngay trên trang danh sách, ghi rõ người gửi."),
        url=reverse("awards:notice", args=[batch.pk]),
        at=at,
    )


@in_vietnamese
def objection_made(objection: Objection, *, at: datetime) -> None:
    unit = objection.batch.deciding_unit
    notices.enqueue(
        f"objection:{objection.pk}",
        recipients=holders(unit, Role.INSPECTOR, Role.EMULATION_OFFICER, day=day_of(at)),
        subject=_("Có ý kiến về danh sách “%(title)s”") % {"title": objection.batch.title},
        body=objection.text,
        url=reverse("awards:batch", args=[objection.batch_id]),
        at=at,
    )


@in_vietnamese
def objection_answered(objection: Objection, *, at: datetime) -> None:
    notices.enqueue(
        f"objection.answer:{objection.pk}",
        recipients=[objection.made_by],
        subject=_("Ý kiến của bạn về “%(title)s” đã được trả lời") % {"title": objection.batch.title},
        body=objection.answer,
        url=reverse("awards:notice", args=[objection.batch_id]),
        at=at,
    )


def decision_waits(decision: Decision, *, at: datetime, role: str, subject: str) -> None:
    """Tell those who take the next step with a decision."""
    notices.enqueue(
        f"decision.{decision.state}:{decision.pk}:{decision.version}",
        recipients=holders(decision.unit, role, day=day_of(at)),
        subject=subject,
        body=decision.subject,
        url=reverse("awards:decision", args=[decision.pk]),
        at=at,
    )


@in_vietnamese
def decision_published(decision: Decision, nominations: Iterable[Nomination], *, at: datetime) -> None:
    """Tell the commended and those who proposed them."""
    rows = list(nominations)
    members = [row.member_id for row in rows if row.member_id]
    notices.enqueue(
        f"decision.publish:{decision.pk}",
        recipients=User.objects.filter(member__in=members),
        subject=_("Bạn được khen thưởng theo Quyết định %(symbol)s") % {"symbol": decision.symbol},
        body=decision.subject,
        url=reverse("awards:mine"),
        at=at,
    )
    notices.enqueue(
        f"decision.publish.proposer:{decision.pk}",
        recipients=User.objects.filter(pk__in={row.proposed_by_id for row in rows}),
        subject=_("Đã công bố Quyết định %(symbol)s") % {"symbol": decision.symbol},
        body=decision.subject,
        url=reverse("awards:decision", args=[decision.pk]),
        at=at,
    )
