"""What waits for one person in councils."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from councils.enums import ItemOutcome, SeatRole, SessionState
from councils.models import AgendaItem, Attendance, BallotCast, Minutes, ScoreSheet, Session
from councils.rules import PRESIDERS
from portal.core.periods import day_of
from portal.core.work import Work

LIMIT = 50
SCORED_IN = {SessionState.INVITED, SessionState.OPEN, SessionState.VOTING, SessionState.COUNTED}
LED_IN = {SessionState.PLANNED, SessionState.ADJOURNED, SessionState.INVITED, SessionState.OPEN, SessionState.VOTING}


def list_work(actor: Any, *, day: date) -> list[Work]:
    """Return what waits for ``actor``: sheets, ballots, sessions to lead, minutes; at most five queries."""
    # Most people sit in no session that goes on: one small question spares them up to four large ones.
    states = _states_of_sessions(actor)
    work = [
        *(_to_vote(actor) if SessionState.VOTING in states else ()),
        *(_to_score(actor) if states & SCORED_IN else ()),
        *(_to_lead(actor, day) if states & LED_IN else ()),
        *(_to_sign(actor) if SessionState.COUNTED in states else ()),
    ]
    return sorted(work, key=lambda one: (one.due_on or date.max, one.title))[:LIMIT]


def _states_of_sessions(actor: Any) -> set[str]:
    """The states of the sessions that a person was put down for and that are not over."""
    if actor.member is None:
        return set()
    mine = Attendance.objects.filter(seat__member=actor.member, session__state__in=SCORED_IN | LED_IN)
    return set(mine.order_by().values_list("session__state", flat=True).distinct())


def _to_score(actor: Any) -> list[Work]:
    done = ScoreSheet.objects.filter(item=OuterRef("pk"), seat__member=actor.member, submitted_at__isnull=False)
    votes = Attendance.objects.filter(session=OuterRef("session"), seat__member=actor.member, votes=True)
    items = (
        AgendaItem.objects.seated(actor)
        .filter(~Q(session__rubric_snapshot={}), session__state__in=SCORED_IN)
        .filter(Exists(votes), outcome=ItemOutcome.WAITING, voting_opened_at__isnull=True)
        .exclude(Exists(done))
    )
    rows = (
        items.values(
            "session",
            subject=F("session__title"),
            due=F("session__scores_due_at"),
            held=F("session__held_at"),
            name=F("session__council__name"),
        )
        .annotate(left=Count("pk"))
        .order_by("held")[:LIMIT]
    )
    return [
        Work(
            title=_("Chấm %(left)d hồ sơ: %(subject)s") % row,
            detail=row["name"],
            url=reverse("councils:score_next", args=[row["session"]]),
            verb=_("Chấm tiếp"),
            due_on=day_of(row["due"] or row["held"]),
        )
        for row in rows
    ]


def _to_vote(actor: Any) -> list[Work]:
    cast = BallotCast.objects.filter(item=OuterRef("pk"), seat__member=actor.member)
    here = Attendance.objects.filter(session=OuterRef("session"), seat__member=actor.member, votes=True, present=True)
    items = (
        AgendaItem.objects.seated(actor)
        .filter(
            Exists(here), session__state=SessionState.VOTING, voting_opened_at__isnull=False, counted_at__isnull=True
        )
        .exclude(Exists(cast))
    )
    rows = (
        items.values(
            "session", subject=F("session__title"), held=F("session__held_at"), name=F("session__council__name")
        )
        .annotate(left=Count("pk"))
        .order_by("held")[:LIMIT]
    )
    return [
        Work(
            title=_("Bỏ %(left)d phiếu: %(subject)s") % row,
            detail=row["name"],
            url=reverse("councils:ballot", args=[row["session"]]),
            verb=_("Bỏ phiếu"),
            due_on=day_of(row["held"]),
        )
        for row in rows
    ]


def _to_lead(actor: Any, day: date) -> list[Work]:
    """Sessions to invite to (secretary) and to open, go on with or count (who presides)."""
    mine = Attendance.objects.filter(session=OuterRef("pk"), seat__member=actor.member)
    secretary = Q(Exists(mine.filter(role=SeatRole.SECRETARY))) & Q(
        state__in=(SessionState.PLANNED, SessionState.ADJOURNED)
    )
    presiding = Q(Exists(mine.filter(role__in=PRESIDERS))) & (
        Q(state=SessionState.INVITED, held_at__date__lte=day) | Q(state__in=(SessionState.OPEN, SessionState.VOTING))
    )
    sessions = Session.objects.filter(secretary | presiding).select_related("council").order_by("held_at", "pk")[:LIMIT]
    return [
        Work(
            title=session.title,
            detail=f"{session.council.name} · {session.get_state_display()}",
            url=reverse("councils:session", args=[session.pk]),
            verb=_lead_verb(session),
            due_on=day_of(session.held_at),
        )
        for session in sessions
    ]


def _lead_verb(session: Session) -> str:
    if session.state in (SessionState.PLANNED, SessionState.ADJOURNED):
        return _("Mời họp")
    return _("Khai mạc") if session.state == SessionState.INVITED else _("Điều hành")


def _to_sign(actor: Any) -> list[Work]:
    """Minutes to draft (secretary, counted and nothing waits) and to sign (secretary, who presided)."""
    waiting = AgendaItem.objects.filter(session=OuterRef("pk"), outcome=ItemOutcome.WAITING)
    mine = Attendance.objects.filter(session=OuterRef("pk"), seat__member=actor.member)
    unsigned = Minutes.objects.filter(session=OuterRef("pk"))
    secretary = Q(Exists(mine.filter(role=SeatRole.SECRETARY))) & ~Q(
        Exists(unsigned.filter(secretary_signed_at__isnull=False))
    )
    chair = Q(presided_by__member=actor.member) & Q(Exists(unsigned.filter(chair_signed_at__isnull=True)))
    sessions = (
        Session.objects.filter(secretary | chair, ~Exists(waiting), state=SessionState.COUNTED)
        .select_related("council")
        .order_by("held_at", "pk")[:LIMIT]
    )
    return [
        Work(
            title=_("Biên bản: %(title)s") % {"title": session.title},
            detail=session.council.name,
            url=reverse("councils:minutes", args=[session.pk]),
            verb=_("Lập và ký biên bản"),
            due_on=day_of(session.held_at),
            legal=True,
        )
        for session in sessions
    ]
