"""What other apps ask about their own records: what a council said, how far it is, who may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import QuerySet

from councils.enums import ItemOutcome, SessionState
from councils.models import AgendaItem, Attendance, ScoreSheet
from councils.selectors.conflicts import excluded_seats
from portal.core.periods import day_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a council said of a dossier, from the day its minutes were signed."""

    passed: bool
    yes: int
    no: int
    blank: int
    denominator: int
    needed: int
    percent: Decimal
    secret: bool
    mean: Decimal | None
    reasons: list[str]
    minutes_no: str
    council: str
    session_id: int
    item_id: int
    held_on: date

    @property
    def share(self) -> Decimal:
        """The share of "yes" in percent, to show."""
        return (
            (Decimal(self.yes) * 100 / self.denominator).quantize(Decimal("0.01")) if self.denominator else Decimal(0)
        )


def outcome_of(subject: models.Model) -> Outcome | None:
    """Return what the last closed session said of ``subject``; None while nothing is decided."""
    return outcomes_of(subject._meta.label_lower, [subject.pk]).get(subject.pk)


def outcomes_of(model_label: str, ids: Iterable[int]) -> dict[int, Outcome]:
    """Return the outcome of each of the records that has one; one query."""
    rows = (
        AgendaItem.objects.filter(
            subject_type=model_label.lower(),
            subject_id__in=list(ids),
            outcome__in=(ItemOutcome.PASSED, ItemOutcome.FAILED),
            session__state=SessionState.CLOSED,
        )
        .select_related("session__council", "session__minutes__council")
        .order_by("session__closed_at", "pk")
    )
    return {item.subject_id: _outcome(item) for item in rows}


def _outcome(item: AgendaItem) -> Outcome:
    session = item.session
    return Outcome(
        passed=item.outcome == ItemOutcome.PASSED,
        yes=item.yes_count or 0,
        no=item.no_count or 0,
        blank=item.blank_count or 0,
        denominator=item.denominator_count or 0,
        needed=item.needed_count or 0,
        percent=item.pass_percent,
        secret=item.secret,
        mean=item.mean_points,
        reasons=item.reasons,
        minutes_no=session.minutes.symbol,
        council=session.council.name,
        session_id=session.pk,
        item_id=item.pk,
        held_on=day_of(session.held_at),
    )


def subjects_open_to(actor: Any, model_label: str) -> QuerySet[Any, int]:
    """
    Return the ids of the records of a model whose dossiers ``actor`` may read as a council member.

    Only after they declared themselves free of conflict; never their own dossier or their group's.
    """
    items = AgendaItem.objects.open_to(actor).filter(subject_type=model_label.lower())
    return items.order_by().values_list("subject_id", flat=True)


def progress_of(subject: models.Model) -> tuple[int, int] | None:
    """Return (score sheets handed in, sheets expected) where ``subject`` waits for a council; None if nowhere."""
    item = (
        AgendaItem.objects.filter(
            subject_type=subject._meta.label_lower, subject_id=subject.pk, outcome=ItemOutcome.WAITING
        )
        .exclude(session__state=SessionState.PLANNED)
        .first()
    )
    if item is None:
        return None
    out = excluded_seats([item])[item.pk]
    voters = Attendance.objects.filter(session_id=item.session_id, votes=True).exclude(seat__in=out)
    done = ScoreSheet.objects.filter(item=item, submitted_at__isnull=False).exclude(seat__in=out)
    return done.count(), voters.count()
