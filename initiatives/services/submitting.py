"""Handing an initiative in, again after completion, and taking it back."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from initiatives import notices
from initiatives.content import content_of
from initiatives.enums import LimitName
from initiatives.models import Initiative, InitiativeVersion
from initiatives.selectors import Similar, due_on, keys_of, limits_on, missing_parts, similar_to
from initiatives.services.counting import count_in
from initiatives.states import RESUBMIT, SUBMIT, WITHDRAW
from portal.core.errors import PartsMissing
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import Step, advance


@transaction.atomic
def submit_initiative(
    initiative: Initiative, *, actor: Any, at: datetime, seen_version: int | None = None
) -> InitiativeVersion:
    """
    Hand a draft to its campaign; return the version that is frozen, on which the receipt is written.

    Gives it its code and the day by which the union answers, counts it, tells the authors and the
    officials, and notes which similar ones were known.

    :raises PartsMissing: naming each part that is missing
    :raises StaleError: if it changed after it was read, or after ``seen_version``
    :raises WrongStateError: if it was handed in already
    """
    version = _hand_in(initiative, SUBMIT, actor=actor, at=at, seen_version=seen_version)
    count_in(initiative, "C01", on=day_of(at))
    return version


@transaction.atomic
def resubmit_initiative(
    initiative: Initiative, *, actor: Any, at: datetime, seen_version: int | None = None
) -> InitiativeVersion:
    """
    Hand in again what was returned for completion; return the new version. The code stays.

    :raises PartsMissing: naming each part that is missing
    """
    return _hand_in(initiative, RESUBMIT, actor=actor, at=at, seen_version=seen_version)


def _hand_in(
    initiative: Initiative, step: Step, *, actor: Any, at: datetime, seen_version: int | None
) -> InitiativeVersion:
    require(actor, "initiatives.submit_initiative", initiative)
    day = day_of(at)
    limits = limits_on(day)
    if initiative.state in step.sources and (missing := missing_parts(initiative, day=day, limits=limits)):
        raise PartsMissing(missing)
    keys = keys_of(initiative)
    similar = similar_to(initiative, keys=keys)
    answer_due = due_on(LimitName.ANSWER_DAYS, day=day, limits=limits)
    content = frozen(initiative) | _noted(similar, answer_due)
    # What was looked at above was read without a lock: the version says whether it still holds.
    advance(
        initiative,
        step,
        actor=actor,
        at=at,
        seen_version=initiative.version if seen_version is None else seen_version,
        code=initiative.code or _next_code(at),
        submitted_at=initiative.submitted_at or at,
        answer_due_on=answer_due,
        return_due_on=None,
        sketch=keys,
    )
    version = InitiativeVersion.objects.create(
        initiative=initiative, number=initiative.return_count + 1, content=content, made_by=actor, made_at=at
    )
    notices.tell_submitted(initiative, number=version.number, members=_members(content), at=at)
    return version


def _noted(similar: list[Similar], answer_due: date | None) -> dict[str, Any]:
    """What the portal adds to a frozen version: what it was known to resemble, and the day that was promised."""
    shown = [{"id": one.initiative.pk, "code": one.initiative.code, "percent": one.percent} for one in similar]
    return {"similar": shown, "answer_due_on": answer_due}


def _members(content: dict[str, Any]) -> list[int]:
    return [author["member"] for author in content["authors"]]


def _next_code(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('initiatives_code_number')")
        return f"SK-{day_of(at).year}-{cursor.fetchone()[0]:05d}"


def frozen(initiative: Initiative) -> dict[str, Any]:
    """Return all that is handed in: text, authors with their shares, names of the files."""
    return content_of(initiative) | {
        "authors": [
            {
                "member": author.member_id,
                "name": author.member.full_name,
                "post": author.member.position,
                "unit": author.member.unit.short_name,
                "share": author.share,
                "is_lead": author.is_lead,
            }
            for author in initiative.authors.all()
        ],
        "files": [
            {"id": one.pk, "name": one.file.name, "sha256": one.file.sha256} for one in initiative.attachments.all()
        ],
    }


@transaction.atomic
def withdraw_initiative(
    initiative: Initiative, *, actor: Any, at: datetime, reason: str = "", seen_version: int | None = None
) -> None:
    """Take back what the union has not begun to check; it is counted no more."""
    advance(initiative, WITHDRAW, actor=actor, at=at, note=reason, seen_version=seen_version)
    assert initiative.submitted_at is not None  # noqa: S101 - the step starts from what was handed in
    count_in(initiative, "C01", on=day_of(initiative.submitted_at), amount=-1)
