"""Looking back: interim reviews, the final review, the archive."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns.enums import CampaignState, ReviewKind
from campaigns.models import Campaign, Review
from campaigns.selectors.pending import count_pending
from campaigns.states import ARCHIVE, FINISH_INTERIM, START_INTERIM, SUMMARISE
from portal.core import audit, notices
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock
from units.enums import Role
from units.selectors import holders


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What a review says; causes and lessons may be left to the report."""

    held_on: date
    strengths: str
    shortcomings: str
    causes: str = ""
    lessons: str = ""


@transaction.atomic
def start_interim_review(
    campaign: Campaign, *, actor: Any, at: datetime, due_on: date, seen_version: int | None = None
) -> None:
    """
    Ask the branch to look back halfway, until ``due_on``; the campaign goes on taking results.

    :raises DomainError: before the day the plan sets for it, or if the last day is over
    """
    lock(campaign)
    day = day_of(at)
    if campaign.interim_on is not None and day < campaign.interim_on:
        raise DomainError(_("Chưa đến mốc sơ kết %(day)s.") % {"day": f"{campaign.interim_on:%d/%m/%Y}"})
    if due_on < day:
        raise DomainError(_("Hạn sơ kết phải từ hôm nay trở đi."), field="due_on")
    advance(campaign, START_INTERIM, actor=actor, at=at, seen_version=seen_version, interim_due_on=due_on)


@transaction.atomic
def finish_interim_review(
    campaign: Campaign, *, actor: Any, at: datetime, text: ReviewText, seen_version: int | None = None
) -> Review:
    """
    Return the interim review that ends the look back.

    :raises DomainError: if strengths or shortcomings are not written
    """
    _refuse_empty(text)
    advance(campaign, FINISH_INTERIM, actor=actor, at=at, seen_version=seen_version, interim_due_on=None)
    return _keep(campaign, ReviewKind.INTERIM, text, actor=actor, at=at)


@transaction.atomic
def record_final_review(
    campaign: Campaign, *, actor: Any, at: datetime, text: ReviewText, seen_version: int | None = None
) -> Review:
    """
    Return the final review of a closed campaign, for a leader to approve; writing again replaces it.

    :raises WrongStateError: if the campaign is not closed
    :raises DomainError: if strengths or shortcomings are not written
    """
    _refuse_empty(text)
    lock(campaign)
    if campaign.state != CampaignState.CLOSED:
        raise WrongStateError(_("Chỉ viết tổng kết khi phong trào đã kết thúc nhận kết quả."))
    require(actor, "campaigns.review_campaign", campaign)
    campaign.reviews.filter(kind=ReviewKind.FINAL).delete()
    review = _keep(campaign, ReviewKind.FINAL, text, actor=actor, at=at)
    notices.enqueue(
        f"campaign.final_review:{review.pk}",
        recipients=holders(campaign.launch_unit, Role.LEADER, day=day_of(at)).exclude(pk=actor.pk),
        subject=gettext_noop("Chờ bạn duyệt tổng kết: %(name)s") % {"name": campaign.name},
        url=f"/phong-trao/{campaign.pk}/",
        at=at,
    )
    return review


def _refuse_empty(text: ReviewText) -> None:
    if not text.strengths.strip():
        raise DomainError(_("Ghi ưu điểm, kết quả nổi bật."), field="strengths")
    if not text.shortcomings.strip():
        raise DomainError(_("Ghi hạn chế, tồn tại."), field="shortcomings")


def _keep(campaign: Campaign, kind: ReviewKind, text: ReviewText, *, actor: Any, at: datetime) -> Review:
    review = Review.objects.create(
        campaign=campaign,
        kind=kind,
        held_on=text.held_on,
        strengths=text.strengths.strip(),
        shortcomings=text.shortcomings.strip(),
        causes=text.causes.strip(),
        lessons=text.lessons.strip(),
        by=actor,
        at=at,
    )
    audit.record("campaign.review", campaign, actor=actor, at=at, after={"kind": kind, "held_on": text.held_on})
    return review


@transaction.atomic
def summarise_campaign(campaign: Campaign, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Approve the final review; nothing of the campaign changes after it.

    :raises DomainError: without a final review, if the actor wrote it, or while dossiers wait for an outcome
    """
    lock(campaign)
    review = campaign.reviews.filter(kind=ReviewKind.FINAL).first()
    if review is None:
        raise DomainError(_("Chưa có bản tổng kết. Đề nghị chuyên viên viết tổng kết trước."))
    if review.by_id in actor.hands(campaign):
        raise DomainError(_("Bạn đã viết bản tổng kết này. Người duyệt phải là người khác."))
    waiting = count_pending(campaign)
    if waiting:
        raise DomainError(
            _("Còn %(count)d hồ sơ của phong trào chưa có kết quả. Hãy giải quyết xong rồi tổng kết.")
            % {"count": waiting}
        )
    advance(campaign, SUMMARISE, actor=actor, at=at, seen_version=seen_version, summarised_at=at)


@transaction.atomic
def archive_campaign(campaign: Campaign, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Put a summarised campaign into the archive."""
    advance(campaign, ARCHIVE, actor=actor, at=at, seen_version=seen_version)
