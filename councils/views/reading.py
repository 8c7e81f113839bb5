"""Sessions, their boards and results; councils and who sits in them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import selectors
from councils.enums import ItemOutcome, SeatRole, SessionState
from councils.rules import counts, prepares, presides
from councils.views.drawing import draw_results, draw_steps, draw_turn
from councils.views.steps import list_actions
from portal.core.permissions import allowed, require

ORDER = list(SeatRole.values)
PLAY = (SessionState.OPEN, SessionState.VOTING, SessionState.COUNTED)


def list_sessions(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    over = request.GET.get("muc") == "da-xong"
    page = selectors.list_sessions(user, over=over, after=request.GET.get("sau", ""))
    base = reverse("councils:list")
    tabs = [
        {"url": base, "label": _("Đang diễn ra"), "current": not over},
        {"url": f"{base}?muc=da-xong", "label": _("Đã xong"), "current": over},
        {"url": reverse("councils:councils"), "label": _("Các Hội đồng")},
    ]
    more = f"{base}?muc={'da-xong' if over else ''}&sau={page.next}" if page.next else ""
    return render(request, "councils/list.html", {"page": page, "tabs": tabs, "over": over, "next_url": more})


def show_session(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    leads = counts(user, session) or prepares(user, session)
    agenda = selectors.agenda_of(session, actor=user)
    place = session.seat_of(user)
    context = {
        "session": session,
        "place": place,
        "agenda": agenda,
        "steps": draw_steps(session),
        "turn": draw_turn(session, agenda, leads=leads),
        "actions": list_actions(session, actor=user),
        "leads": leads,
        "board": selectors.board_of(session) if leads else None,
        "may_open_voting": session.state == SessionState.OPEN and allowed(user, "councils.preside_session", session),
        "minutes": selectors.get_minutes(session, actor=user),
        "in_play": session.state in PLAY,
        "has_results": any(line.shows_result for line in agenda),
        "silent": sum(line.next == "declare" for line in agenda),
        "awaited": selectors.awaited_in(session) if leads else [],
    }
    return render(request, "councils/session.html", context)


def show_board(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.read_board", session)
    board = selectors.board_of(session)
    mine = {line.item.pk for line in selectors.agenda_of(session, actor=user) if line.item is not None}
    rows = [row for row in board.items if row.item.pk in mine]
    overdue = session.scores_due_at is not None and session.scores_due_at < timezone.now()
    return render(
        request,
        "councils/board.html",
        {
            "session": session,
            "board": board,
            "items": rows,
            "overdue": overdue,
            "conflicts": [row for row in selectors.conflicts_in(session) if row.item_id in mine],
            "presides": presides(user, session),
        },
    )


def show_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was counted: to the council (not to who has no part in a dossier), to others once it is closed."""
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    lines = [line for line in selectors.agenda_of(session, actor=user) if line.shows_result and line.item is not None]
    decided = [line.item for line in lines if line.item and line.item.outcome != ItemOutcome.WAITING]
    seated = session.seat_of(user) is not None
    context = {
        "session": session,
        "results": draw_results(decided, receipts=selectors.receipts_of(decided) if seated else {}),
        "actions": list_actions(session, actor=user),
    }
    return render(request, "councils/results.html", context)


def list_councils(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    may_found = selectors.units_to_found_for(user).exists()
    return render(
        request, "councils/councils.html", {"councils": selectors.list_councils(user), "may_found": may_found}
    )


def show_council(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    council = selectors.get_council(pk, actor=user)
    seats = council.seats.select_related("member__unit").order_by("valid_to", "pk")
    ranked = sorted(seats, key=lambda seat: (seat.valid_to is not None, ORDER.index(seat.role), seat.member.sort_key))
    context = {
        "council": council,
        "seats": [seat for seat in ranked if seat.valid_to is None],
        "former": [seat for seat in ranked if seat.valid_to is not None],
        "may_manage": allowed(user, "councils.manage_council", council),
        "may_plan": allowed(user, "councils.plan_session", council),
        "sessions": selectors.latest_sessions(council, actor=user),
    }
    return render(request, "councils/council.html", context)
