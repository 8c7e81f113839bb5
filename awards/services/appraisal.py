"""At the deciding unit: receipt, which fixes the law; appraisal, return, refusal."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from awards import notices
from awards.enums import AwardLevel, NominationState, Rating, Verdict
from awards.models import Nomination, YearRating
from awards.selectors.checks import check_nomination
from awards.selectors.law import holidays_between, setting
from awards.services.nominations import refuse_verdict
from awards.states import RECEIVE, REJECT, RETURN
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from portal.core.periods import add_working_days, day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock, refuse_stale
from units.models import Member, Unit

APPRAISAL_DAYS = {
    AwardLevel.GRASSROOTS: "appraisal_days_grassroots",
    AwardLevel.UPPER: "appraisal_days_grassroots",
    AwardLevel.COMMUNE: "appraisal_days_grassroots",
    AwardLevel.PROVINCE: "appraisal_days_province",
    AwardLevel.CONFEDERATION: "appraisal_days_province",
    AwardLevel.GOVERNMENT: "appraisal_days_state",
    AwardLevel.STATE: "appraisal_days_state",
}
YEAR = timedelta(days=366)


def working_days_from(day: date, days: int) -> date:
    """Return the day ``days`` working days after ``day``, holidays left out."""
    return add_working_days(day, days, holidays_between(day, day + YEAR))


@transaction.atomic
def receive_nomination(nomination: Nomination, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Take a dossier in for appraisal. Its law is that of the day it was first received, whatever comes later.
    """
    lock(nomination)
    today = day_of(at)
    received_on = nomination.received_on or today
    days = setting(APPRAISAL_DAYS[AwardLevel(nomination.award_type.level)], on=today, unit=nomination.deciding_unit)
    nomination.received_on = received_on
    judgement = in_vietnamese(check_nomination)(nomination, as_of=today)
    advance(
        nomination,
        RECEIVE,
        actor=actor,
        at=at,
        seen_version=seen_version,
        received_on=received_on,
        due_on=working_days_from(today, days),
        check_result=judgement.as_json(),
        appraised_by=None,
        appraised_at=None,
    )
    notices.tell_proposer(
        nomination, gettext_noop("Hồ sơ khen %(name)s đã được tiếp nhận") % {"name": nomination.subject_name}, at=at
    )


@transaction.atomic
def appraise_nomination(
    nomination: Nomination, *, actor: Any, at: datetime, note: str = "", seen_version: int | None = None
) -> None:
    """
    Find a dossier good. What the law leaves to a person is confirmed by name, with the reason in ``note``.

    :raises WrongStateError: if it is not being appraised, or already on a list
    :raises DomainError: if the law does not allow it, or leaves something to confirm and ``note`` is empty
    """
    lock(nomination)
    require(actor, "awards.appraise_nomination", nomination)
    if nomination.state != NominationState.APPRAISING or nomination.batch_id is not None:
        raise WrongStateError(_("Hồ sơ không còn ở bước thẩm định."))
    refuse_stale(nomination, seen_version)
    judgement = in_vietnamese(check_nomination)(nomination, as_of=day_of(at))
    refuse_verdict(nomination, judgement)
    to_confirm = judgement.verdict == Verdict.NEEDS_REVIEW or judgement.check_text
    if to_confirm and not note.strip():
        raise DomainError(
            _("Có điều kiện cần người kiểm tra. Ghi bạn đã kiểm tra gì, ở văn bản nào, rồi xác nhận."), field="note"
        )
    nomination.check_result = judgement.as_json()
    nomination.appraised_by, nomination.appraised_at = actor, at
    nomination.appraisal_note = note.strip()
    nomination.confirmed_by = actor if to_confirm else None
    nomination.confirmed_reason = note.strip() if to_confirm else ""
    nomination.version += 1
    nomination.save(
        update_fields=[
            "check_result",
            "appraised_by",
            "appraised_at",
            "appraisal_note",
            "confirmed_by",
            "confirmed_reason",
            "version",
        ]
    )
    after = {"verdict": str(judgement.verdict), "version": judgement.version}
    audit.record("nomination.appraise", nomination, actor=actor, at=at, note=note.strip(), after=after)


@transaction.atomic
def return_nomination(
    nomination: Nomination, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Send a dossier back to be completed, with the reason and a deadline.

    :raises DomainError: without a reason, or once it was returned as often as the rules allow
    """
    if not reason.strip():
        raise DomainError(_("Ghi rõ cần bổ sung gì."), field="reason")
    today = day_of(at)
    most = setting("max_returns", on=today, unit=nomination.deciding_unit)
    if most and nomination.returns >= most:
        raise DomainError(
            _("Hồ sơ đã trả lại %(most)d lần. Hãy quyết định: đạt hoặc loại.") % {"most": most}, field="reason"
        )
    _refuse_listed(nomination)
    advance(
        nomination,
        RETURN,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        return_reason=reason.strip(),
        return_due_on=working_days_from(today, setting("return_days", on=today, unit=nomination.deciding_unit)),
        returns=nomination.returns + 1,
        appraised_by=None,
        appraised_at=None,
    )
    notices.tell_proposer(
        nomination,
        gettext_noop("Hồ sơ khen %(name)s cần bổ sung") % {"name": nomination.subject_name},
        body=reason.strip(),
        at=at,
    )


@transaction.atomic
def reject_nomination(
    nomination: Nomination, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None
) -> None:
    """
    Refuse a dossier for good, with the reason in writing.

    :raises DomainError: without a reason
    """
    if not reason.strip():
        raise DomainError(_("Ghi rõ lý do loại; người đề nghị sẽ đọc đúng câu này."), field="reason")
    _refuse_listed(nomination)
    advance(
        nomination,
        REJECT,
        actor=actor,
        at=at,
        note=reason.strip(),
        seen_version=seen_version,
        closing_reason=reason.strip(),
    )
    notices.tell_proposer(
        nomination,
        gettext_noop("Hồ sơ khen %(name)s không được chọn") % {"name": nomination.subject_name},
        body=reason.strip(),
        at=at,
    )


def _refuse_listed(nomination: Nomination) -> None:
    if nomination.batch_id is not None:
        raise DomainError(_("Hồ sơ đang nằm trong đợt khen. Hãy rút khỏi đợt trước."))


@transaction.atomic
def allow_over_quota(nomination: Nomination, *, actor: Any, at: datetime, reason: str) -> None:
    """
    Let one nomination go beyond the number the law gives its unit, by name and in writing.

    :raises DomainError: without a reason
    """
    lock(nomination)
    require(actor, "awards.allow_over_quota", nomination)
    if not reason.strip():
        raise DomainError(_("Ghi lý do bằng văn bản cho phép vượt số lượng."), field="reason")
    nomination.over_quota_by, nomination.over_quota_reason = actor, reason.strip()
    nomination.version += 1
    nomination.save(update_fields=["over_quota_by", "over_quota_reason", "version"])
    audit.record("nomination.allow_over_quota", nomination, actor=actor, at=at, note=reason.strip())


@transaction.atomic
def rate_year(subject: Member | Unit, *, actor: Any, at: datetime, year: int, rating: str, basis: str) -> YearRating:
    """
    Put down how a member or unit was rated in a year, with the paper that says so; a correction keeps the trail.

    :raises DomainError: without the paper
    """
    unit = subject.unit if isinstance(subject, Member) else subject
    require(actor, "awards.propose_for_unit", unit)
    if rating not in Rating.values:
        raise DomainError(_("Chọn một mức xếp loại."), field="rating")
    if not basis.strip():
        raise DomainError(_("Ghi văn bản xếp loại: số, ngày, nơi ban hành."), field="basis")
    key = {"member": subject, "unit": None} if isinstance(subject, Member) else {"member": None, "unit": subject}
    known = YearRating.objects.select_for_update().filter(**key, year=year).first()
    before = {"rating": known.rating, "basis": known.basis} if known else {}
    row, _made = YearRating.objects.update_or_create(
        **key, year=year, defaults={"rating": rating, "basis": basis.strip()}
    )
    audit.record(
        "rating.set",
        row,
        actor=actor,
        at=at,
        before=before,
        after={"rating": rating, "basis": basis.strip(), "year": year},
        unit_id=unit.pk,
    )
    return row
