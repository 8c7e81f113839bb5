"""Writing a campaign down until it goes to the leader."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns.enums import CampaignKind, CampaignState
from campaigns.models import Campaign, CampaignAwardForm, Criterion, Target
from campaigns.selectors import missing_parts
from campaigns.states import SUBMIT
from portal.core import audit, notices
from portal.core.errors import DomainError, PartsMissing
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock, refuse_stale
from units.enums import Level, Role
from units.models import Member, Unit
from units.selectors import holders


@dataclass(frozen=True, slots=True)
class CriterionRow:
    text: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    name: str
    value: Decimal
    unit_of_measure: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class AwardFormRow:
    name: str
    award_code: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole text of a campaign as its writer has it; what is missing is asked for when it is submitted."""

    name: str = ""
    short_name: str = ""
    kind: str = CampaignKind.REGULAR
    goal: str = ""
    audience: str = ""
    audience_groups: Sequence[str] = ()
    sector: str = ""
    scope: str = ""
    takes_initiatives: bool = True
    start_on: date | None = None
    end_on: date | None = None
    interim_on: date | None = None
    phases: str = ""
    theme: str = ""
    occasion: str = ""
    partners: str = ""
    legal_basis: str = ""
    accountable_head: Member | None = None
    criteria: Sequence[CriterionRow] = ()
    targets: Sequence[TargetRow] = ()
    award_forms: Sequence[AwardFormRow] = field(default=())


ROWS = {"criteria", "targets", "award_forms"}
COLUMNS = [name for name in Draft.__dataclass_fields__ if name not in ROWS]


@transaction.atomic
def start_campaign(
    unit: Unit, *, actor: Any, at: datetime, draft: Draft, parent: Campaign | None = None, code: str = ""
) -> Campaign:
    """
    Return a new draft of ``unit``; derived from ``parent``, it starts with the parent's criteria, which stay.

    :raises DomainError: if the parent is not launched by this unit or one above it, or the days are not in order
    """
    require(actor, "campaigns.draft_campaign", unit)
    if parent is not None and not (parent.is_open and unit.is_under(parent.launch_unit)):
        raise DomainError(
            _("Chỉ cụ thể hóa được phong trào đang diễn ra của đơn vị mình hoặc cấp trên."), field="parent"
        )
    campaign = Campaign.objects.create(
        code=code or _next_code(at),
        launch_unit=unit,
        province=unit if unit.level == Level.PROVINCE else unit.province,
        parent=parent,
        drafted_by=actor,
        created_at=at,
    )
    if parent is not None:
        Criterion.objects.bulk_create(
            Criterion(campaign=campaign, text=row.text, points=row.points, inherited=True, position=position)
            for position, row in enumerate(parent.criteria.order_by("position"))
        )
    _write(campaign, draft, actor=actor)
    audit.record("campaign.start", campaign, actor=actor, at=at, after={"name": campaign.name, "parent": parent})
    return campaign


def _next_code(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('campaigns_code_seq')")
        return f"PT-{day_of(at).year}-{cursor.fetchone()[0]:05d}"


@transaction.atomic
def save_draft(campaign: Campaign, *, actor: Any, at: datetime, draft: Draft, seen_version: int | None = None) -> None:
    """
    Put the text of ``draft`` in the place of the present one.

    :raises WrongStateError: if the campaign is no longer a draft
    :raises StaleError: if someone saved it since ``seen_version``
    :raises DomainError: if the days are not in order
    """
    lock(campaign)
    if campaign.state != CampaignState.DRAFT:
        raise WrongStateError(_("Phong trào đã được trình, không sửa được nữa."))
    refuse_stale(campaign, seen_version)
    require(actor, "campaigns.edit_campaign", campaign)
    before = {name: getattr(campaign, name) for name in COLUMNS}
    _write(campaign, draft, actor=actor)
    after = {name: getattr(campaign, name) for name in COLUMNS if getattr(campaign, name) != before[name]}
    audit.record(
        "campaign.save", campaign, actor=actor, at=at, before={name: before[name] for name in after}, after=after
    )


def _write(campaign: Campaign, draft: Draft, *, actor: Any) -> None:
    if draft.start_on and draft.end_on and draft.end_on < draft.start_on:
        raise DomainError(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), field="end_on")
    for name in COLUMNS:
        value = getattr(draft, name)
        setattr(campaign, name, list(value) if name == "audience_groups" else value)
    if actor.pk not in campaign.writer_ids:
        campaign.writer_ids = [*campaign.writer_ids, actor.pk]
    campaign.version += 1
    campaign.save(update_fields=[*COLUMNS, "writer_ids", "version"])
    _write_rows(campaign, draft)


def _write_rows(campaign: Campaign, draft: Draft) -> None:
    campaign.criteria.filter(inherited=False).delete()
    campaign.targets.all().delete()
    campaign.award_forms.all().delete()
    after = campaign.criteria.count()
    Criterion.objects.bulk_create(
        Criterion(campaign=campaign, text=row.text, points=row.points, position=position)
        for position, row in enumerate(draft.criteria, start=after)
    )
    Target.objects.bulk_create(
        Target(
            campaign=campaign,
            indicator=row.indicator,
            name=row.name,
            unit_of_measure=row.unit_of_measure,
            value=row.value,
            position=position,
        )
        for position, row in enumerate(draft.targets)
    )
    CampaignAwardForm.objects.bulk_create(
        CampaignAwardForm(
            campaign=campaign, award_code=row.award_code, name=row.name, number=row.number, position=position
        )
        for position, row in enumerate(draft.award_forms)
    )


@transaction.atomic
def submit_campaign(campaign: Campaign, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Hand a draft to the unit's leaders.

    :raises PartsMissing: naming each part of the plan that is not there
    """
    lock(campaign)
    refuse_missing(campaign)
    advance(campaign, SUBMIT, actor=actor, at=at, seen_version=seen_version)
    leaders = holders(campaign.launch_unit, Role.LEADER, day=day_of(at)).exclude(pk__in=campaign.writer_ids)
    notices.enqueue(
        f"campaign.submit:{campaign.pk}:{campaign.version}",
        recipients=leaders,
        subject=gettext_noop("Chờ bạn duyệt: %(name)s") % {"name": campaign.name},
        body=gettext_noop("%(who)s đã trình phong trào này.") % {"who": actor},
        url=f"/phong-trao/{campaign.pk}/",
        at=at,
    )


def refuse_missing(campaign: Campaign) -> None:
    """
    Pass if the plan is whole.

    :raises PartsMissing: naming each part that is not there
    """
    parts = missing_parts(campaign)
    if parts:
        raise PartsMissing(parts)
