"""The steps of a session: buttons that say what they do, and pages for those that need a word."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import selectors, services
from councils.enums import ItemOutcome, SessionState
from councils.forms import AttendanceForm, OpenVotingForm
from councils.models import AgendaItem, Session
from councils.views.step_pages import PAGES, StepPage
from portal.core.forms import apply
from portal.core.permissions import allowed, require


def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Say what a step does, ask for what it needs, and take it."""
    user: Any = request.user
    page = PAGES[name]
    session = selectors.get_session(pk, actor=user)
    require(user, page.permission or "", session)
    if request.method != "POST" and session.state not in page.sources:
        messages.info(request, _("Phiên họp đang ở trạng thái “%(state)s”.") % {"state": session.get_state_display()})
        return redirect("councils:session", pk)
    form = page.form(request.POST if request.method == "POST" else None, initial={"version": session.version})
    if form.is_valid() and apply(form, lambda: page.job(form, session, user, timezone.now())):
        messages.success(request, page.done)
        return redirect("councils:results" if name == "count" else "councils:session", pk)
    return render(request, "confirm.html", _page(page, session, form), status=422 if form.errors else 200)


def _page(page: StepPage, session: Session, form: Any) -> dict[str, Any]:
    return {
        "title": page.label,
        "text": page.text,
        "items": [session.title, *_awaited(page, session)],
        "form": form,
        "kind": page.kind,
        "icon": page.icon,
        "confirm": page.label,
        "back_url": reverse("councils:session", args=[session.pk]),
        "back_label": session.title,
    }


def _awaited(page: StepPage, session: Session) -> list[str]:
    names = selectors.awaited_in(session) if session.state == SessionState.VOTING else []
    return [_("Chưa bỏ phiếu: %(names)s") % {"names": ", ".join(names)}] if names else []


def list_actions(session: Session, *, actor: Any) -> list[dict[str, Any]]:
    """Return the steps ``actor`` may take now, the main one first; only one is blue."""
    waits = session.items.filter(outcome=ItemOutcome.WAITING).exists()
    actions: list[dict[str, Any]] = []
    for name, page in PAGES.items():
        fits = session.state in page.sources and (name != "next" or waits)
        if fits and allowed(actor, page.permission or "", session):
            url = reverse(f"councils:{name}", args=[session.pk])
            kind = page.kind if page.kind != "primary" or not actions else "quiet"
            actions.append({"url": url, "label": page.label, "kind": kind, "icon": page.icon, "asks": page.asks})
    return actions


def mark_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the roll; who presides may open the session with the same press."""
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.mark_attendance", session)
    form = AttendanceForm(request.POST if request.method == "POST" else None, session=session)
    opens = session.state == SessionState.INVITED and allowed(user, "councils.preside_session", session)
    if form.is_valid():
        here, at = form.cleaned_data["present"], timezone.now()
        if "open" in request.POST:
            done = apply(form, lambda: services.open_session(session, actor=user, at=at, present=here))
        else:
            done = apply(form, lambda: services.mark_attendance(session, actor=user, at=at, present=here))
        if done:
            said = _("Đã khai mạc, %(n)d người có mặt.") if "open" in request.POST else _("Đã ghi %(n)d người có mặt.")
            messages.success(request, said % {"n": len(here)})
            return redirect("councils:session", pk)
    context = {"session": session, "form": form, "opens": opens}
    return render(request, "councils/attendance.html", context, status=422 if form.errors else 200)


def open_voting(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the dossiers to vote on now, and open the vote."""
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.preside_session", session)
    waiting = [
        line.item
        for line in selectors.agenda_of(session, actor=user)
        if line.item is not None and line.item.outcome == ItemOutcome.WAITING
    ]
    form = OpenVotingForm(
        request.POST if request.method == "POST" else None,
        ids=[item.pk for item in waiting],
        initial={"version": session.version},
    )
    if form.is_valid():
        data = form.cleaned_data
        if apply(
            form,
            lambda: services.open_voting(
                session, actor=user, at=timezone.now(), items=data["items"], seen_version=data["version"]
            ),
        ):
            messages.success(request, _("Đã mở phiếu cho %(n)d hồ sơ.") % {"n": len(data["items"])})
            return redirect("councils:session", pk)
    context = {"session": session, "form": form, "rows": _voting_rows(request, session, waiting)}
    return render(request, "councils/open_voting.html", context, status=422 if form.errors else 200)


def _voting_rows(request: HttpRequest, session: Session, waiting: list[AgendaItem]) -> list[dict[str, Any]]:
    """Return the dossiers to choose from; ticked at first are those whose vote could be opened."""
    board = {row.item.pk: row for row in selectors.board_of(session).items}
    chosen = request.POST.getlist("items")
    rows = []
    for item in waiting:
        row = board[item.pk]
        ready = row.voters > 0 and (row.done > 0 or not row.expected)
        rows.append({"item": item, "row": row, "ticked": str(item.pk) in chosen if request.POST else ready})
    return rows


def remind(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    told = services.remind_late(session, actor=user, at=timezone.now())
    if told:
        messages.success(request, _("Đã nhắc %(n)d người.") % {"n": told})
    else:
        messages.info(request, _("Hôm nay đã nhắc rồi; mỗi người được nhắc một lần mỗi ngày."))
    return redirect("councils:board", pk)
