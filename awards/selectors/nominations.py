"""Nominations to read: one, lists, what has happened to it and whose turn it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from awards.enums import DecisionState, NominationState
from awards.models import Nomination, NominationPaper
from awards.models.nominations import MAY_HANDLE, deciding_for
from initiatives.models import Initiative
from portal.core import search
from portal.core.paging import Page, page_by_key
from units.models import Member, Unit

KEYS = ("-pk",)
MOST_CHOICES = 50
# After the council has voted, a nominee learns the result when the decision is published, not before.
HIDDEN_UNTIL_PUBLISHED = frozenset(
    {
        NominationState.COUNCIL_PASSED,
        NominationState.COUNCIL_FAILED,
        NominationState.SIGNED_OFF,
        NominationState.DECIDED,
        NominationState.REJECTED,
    }
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of nominations is narrowed to."""

    state: str = ""
    year: int | None = None
    text: str = ""
    to_decide: bool = False


def get_nomination(pk: int, *, actor: Any) -> Nomination:
    """Return a nomination ``actor`` may open, with all its page shows; 404 otherwise."""
    rows = Nomination.objects.visible_to(actor).select_related(
        "award_type",
        "member__unit",
        "member__grassroots",
        "subject_unit",
        "unit",
        "deciding_unit",
        "campaign",
        "batch__decision",
        "proposed_by",
        "appraised_by",
        "confirmed_by",
        "over_quota_by",
    )
    papers = NominationPaper.objects.select_related("file", "added_by").order_by("pk")
    rows = rows.prefetch_related(Prefetch("papers", papers), Prefetch("initiatives", Initiative.objects.order_by("pk")))
    found: Nomination = get_object_or_404(rows, pk=pk)
    return found


def list_nominations(actor: Any, *, filters: Filters, after: str = "") -> Page[Nomination]:
    """Return nominations of the actor's branches and units, newest first."""
    rows = Nomination.objects.visible_to(actor).select_related(
        "award_type", "member", "subject_unit", "unit", "batch__decision"
    )
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.year:
        rows = rows.filter(year=filters.year)
    if filters.to_decide:
        rows = rows.filter(deciding_unit__in=deciding_for(actor))
    if filters.text:
        rows = rows.filter(_named(filters.text))
    return page_by_key(rows, keys=KEYS, after=after)


def _named(text: str) -> Q:
    members = search.matching(Member.objects.all(), text).values("pk")
    units = search.matching(Unit.objects.all(), text).values("pk")
    return Q(member__in=members) | Q(subject_unit__in=units) | Q(unit__in=units)


def is_official_of(nomination: Nomination, actor: Any) -> bool:
    """Return whether ``actor`` works on this dossier, rather than being its nominee or a council member."""
    return bool(actor.acts_for(nomination.deciding_unit, *MAY_HANDLE) or actor.oversees(nomination.unit))


def shown_state(nomination: Nomination, actor: Any) -> str:
    """Return the state in words, as far as ``actor`` may know it."""
    decision = getattr(nomination.batch, "decision", None) if nomination.batch_id else None
    published = decision is not None and decision.state in {DecisionState.PUBLISHED, DecisionState.REVOKED}
    if nomination.state in HIDDEN_UNTIL_PUBLISHED and not published and not is_official_of(nomination, actor):
        return _("Đang xét")
    return str(nomination.get_state_display())


BADGES = {
    NominationState.DRAFT: "draft",
    NominationState.UNIT_REVIEWED: "draft",
    NominationState.SUBMITTED: "wait",
    NominationState.APPRAISING: "run",
    NominationState.RETURNED: "bad",
    NominationState.PUBLIC_NOTICE: "run",
    NominationState.COUNCIL_READY: "wait",
    NominationState.COUNCIL_PASSED: "ok",
    NominationState.COUNCIL_FAILED: "closed",
    NominationState.SIGNED_OFF: "wait",
    NominationState.DECIDED: "seal",
    NominationState.REJECTED: "closed",
    NominationState.WITHDRAWN: "closed",
}


def badge_of(nomination: Nomination, actor: Any) -> tuple[str, str]:
    """Return the word and the look of a nomination's badge for ``actor``."""
    word = shown_state(nomination, actor)
    hidden = word != str(nomination.get_state_display())
    return word, "run" if hidden else BADGES[NominationState(nomination.state)]


def initiatives_for(nomination_member: Any, *, unit: Unit | None = None) -> QuerySet[Initiative]:
    """Return the recognised initiatives that may back a nomination of a member (or of a collective)."""
    rows = Initiative.objects.recognised()
    if nomination_member is not None:
        rows = rows.filter(authors__member=nomination_member)
    else:
        rows = rows.filter(unit__path__startswith=unit.path if unit else "-")
    latest = list(rows.order_by("-recognised_on", "-pk").values_list("pk", flat=True)[:MOST_CHOICES])
    # A form asks its choices again for the chosen ones, which a sliced list cannot answer.
    return Initiative.objects.filter(pk__in=latest).order_by("-recognised_on", "-pk")


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, until when, and what comes of waiting."""

    body: str
    note: str = ""
    until: date | None = None


def whose_turn(nomination: Nomination, *, day: date) -> Turn | None:
    """Return who has the next step; None when it is over."""
    unit, above = nomination.unit.short_name, nomination.deciding_unit.short_name
    turns = {
        NominationState.DRAFT: Turn(unit, _("Đơn vị họp bình xét rồi ghi số phiếu.")),
        NominationState.UNIT_REVIEWED: Turn(unit, _("Đơn vị trình lên cấp quyết định khen.")),
        NominationState.SUBMITTED: Turn(above, _("Chờ tiếp nhận; ngày tiếp nhận quyết định luật áp dụng.")),
        NominationState.APPRAISING: Turn(above, _("Đã thẩm định, chờ vào đợt khen."))
        if nomination.appraised_at
        else Turn(above, _("Đang thẩm định."), nomination.due_on),
        NominationState.RETURNED: Turn(unit, nomination.return_reason, nomination.return_due_on),
        NominationState.PUBLIC_NOTICE: Turn(
            _("Mọi đoàn viên"),
            _("Danh sách đang công khai lấy ý kiến."),
            nomination.batch.notice_until if nomination.batch else None,
        ),
        NominationState.COUNCIL_READY: Turn(_("Hội đồng Thi đua - Khen thưởng"), above),
        NominationState.COUNCIL_PASSED: Turn(above, _("Lập tờ trình và dự thảo quyết định.")),
        NominationState.SIGNED_OFF: Turn(_("Lãnh đạo %(unit)s") % {"unit": above}, _("Xem và ký quyết định.")),
    }
    return turns.get(NominationState(nomination.state))
