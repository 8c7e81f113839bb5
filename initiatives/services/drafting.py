"""Beginning, writing and giving up a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from initiatives.content import LABELS, content_of, differences
from initiatives.models import Author, Initiative
from initiatives.rules import EDITABLE
from initiatives.services.authors import authors_to_change, write_shares
from initiatives.states import DISCARD
from portal.core import audit
from portal.core.errors import StaleError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance
from units.models import Member
from units.selectors import branch_keys

COPIED = (
    "title",
    "known_situation",
    "solution",
    "novelty",
    "kind",
    "field",
    "has_value",
    "social_benefit",
    "confidential",
)


@transaction.atomic
def start_draft(
    lead: Member, *, actor: Any, at: datetime, campaign: Any = None, like: Initiative | None = None
) -> Initiative:
    """
    Return a new draft of ``lead``, written by themselves or entered by an official of their branch.

    ``like``: an older initiative to take the text from; its value and dates are not copied.
    """
    require(actor, "initiatives.start_draft", lead)
    copied = {name: getattr(like, name) for name in COPIED} if like is not None else {}
    initiative = Initiative.objects.create(
        lead=lead,
        drafted_by=actor,
        campaign=campaign,
        author_names=lead.full_name,
        created_at=at,
        saved_at=at,
        **branch_keys(lead.unit),
        **copied,
    )
    own = actor.member_id == lead.pk
    Author.objects.create(
        initiative=initiative,
        member=lead,
        share=100,
        is_lead=True,
        confirmed_at=at if own else None,
        confirmed_by=actor if own else None,
    )
    audit.record("initiative.start", initiative, actor=actor, at=at, after={"lead": lead, "campaign": campaign})
    return initiative


@transaction.atomic
def save_draft(
    initiative: Initiative,
    *,
    actor: Any,
    at: datetime,
    seen_version: int,
    content: Mapping[str, Any],
    shares: Mapping[int, int] | None = None,
    page: str = "",
) -> None:
    """
    Keep what was typed, complete or not; ``shares`` maps ids of authors to their per cent.

    Safe to call every few seconds: nothing is written when nothing changed. ``page`` names the open
    page: whoever saved last may save again although the answer to that save has not arrived yet.

    :raises StaleError: if someone else saved after ``seen_version``, with both texts
    :raises WrongStateError: if it has been handed in meanwhile
    """
    require(actor, "initiatives.edit_draft", initiative)
    changed = {name: value for name, value in content.items() if _raw(initiative, name) != value}
    shifted = authors_to_change(initiative, shares or {})
    if not changed and not shifted:
        return
    present = Q(version=seen_version) | Q(saved_page=page) & ~Q(saved_page="")
    fresh = Initiative.objects.filter(present, pk=initiative.pk, state__in=EDITABLE)
    if not fresh.update(**changed, version=F("version") + 1, saved_at=at, saved_page=page):
        raise _stale(initiative, content)
    for name, value in changed.items():
        setattr(initiative, name, value)
    initiative.version, initiative.saved_at = initiative.version + 1, at
    written = write_shares(shifted, shares or {}, actor=actor, at=at)
    audit.record(
        "initiative.save", initiative, actor=actor, at=at, after={"fields": sorted(changed), "shares": written}
    )


def _raw(initiative: Initiative, name: str) -> Any:
    return initiative.campaign if name == "campaign" else getattr(initiative, name)


def _stale(initiative: Initiative, content: Mapping[str, Any]) -> Exception:
    """What to raise when the row is no longer the one the page was made from."""
    now = Initiative.objects.select_related("campaign").get(pk=initiative.pk)
    if now.state not in EDITABLE:
        return WrongStateError(_("Hồ sơ đã được nộp nên phần vừa nhập chưa lưu."))
    mine = {**content_of(initiative), **content}
    if "campaign" in content:
        campaign = content["campaign"]
        mine |= {"campaign": getattr(campaign, "pk", None), "campaign_name": str(campaign or "")}
    pairs = differences(mine, content_of(now))
    return StaleError(
        _("Người khác vừa sửa bản nháp này, nên phần bạn vừa nhập chưa lưu."),
        mine=[(label, text or "–") for label, text, _other in pairs] or [(str(LABELS["title"]), now.title)],
        theirs=[(label, text or "–") for label, _mine, text in pairs] or [(str(LABELS["title"]), now.title)],
    )


@transaction.atomic
def discard_draft(initiative: Initiative, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """Give up a draft; it stays on the author's list as withdrawn, and nobody else ever sees it."""
    advance(initiative, DISCARD, actor=actor, at=at, seen_version=seen_version)
