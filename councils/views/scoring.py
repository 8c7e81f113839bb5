"""The gate, the dossier and the score sheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils import selectors, services
from councils.forms import DeclarationForm, DeclareAllForm, ScoreForm
from councils.models import AgendaItem, Session
from portal.core.errors import DomainError
from portal.core.forms import apply
from portal.core.permissions import require


def show_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the gate, or past it the dossier with one's own sheet."""
    user: Any = request.user
    item = selectors.get_item(pk, actor=user)
    if "khai-lai" in request.GET or not selectors.is_past_gate(item, actor=user):
        return _gate(request, item)
    return _dossier(request, item, _form(item, user))


def _gate(request: HttpRequest, item: AgendaItem, *, problem: str = "", reason: str = "") -> HttpResponse:
    context = {"item": item, "session": item.session, "problem": problem, "reason": reason}
    return render(request, "councils/gate.html", context, status=422 if problem else 200)


def _form(item: AgendaItem, user: Any, data: Any = None) -> ScoreForm | None:
    session = item.session
    place = session.seat_of(user)
    if not session.rubric_snapshot or item.voting_opened_at is not None or place is None or not place.votes:
        return None
    sheet, scores = selectors.my_sheet(item, actor=user)
    return ScoreForm(data, rubric=session.rubric_snapshot, sheet=sheet, scores=scores)


def _dossier(request: HttpRequest, item: AgendaItem, form: ScoreForm | None) -> HttpResponse:
    user: Any = request.user
    sheet, _scores = selectors.my_sheet(item, actor=user)
    done, expected = selectors.my_progress(item.session, actor=user)
    following = selectors.next_unscored(item.session, actor=user, after=item.position)
    context = {
        "item": item,
        "session": item.session,
        "form": form,
        "sheet": sheet,
        "said": selectors.my_declaration(item, actor=user),
        "again": f"{reverse('councils:item', args=[item.pk])}?khai-lai",
        "done": done,
        "expected": expected,
        "following": following if following != item else None,
        "sheets": selectors.locked_sheets(item),
        "rubric": item.session.rubric_snapshot,
    }
    return render(request, "councils/dossier.html", context, status=422 if form is not None and form.errors else 200)


@require_POST
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    if "again" in request.POST:
        item = selectors.get_declared_item(pk, actor=user)
    else:
        item = selectors.get_item(pk, actor=user)
    form = DeclarationForm(request.POST)
    if not form.is_valid():
        return _gate(request, item, problem=_("Hãy chọn một trong hai."))
    data = form.cleaned_data
    conflicted = data["conflict"] == "yes"
    try:
        services.declare_conflict(item, actor=user, at=timezone.now(), conflicted=conflicted, reason=data["reason"])
    except DomainError as refusal:
        return _gate(request, item, problem=refusal.message, reason=data["reason"])
    if not conflicted:
        return redirect("councils:item", pk)
    messages.info(request, _("Đã ghi vào biên bản: bạn không tham gia xét hồ sơ này."))
    return _go_on(item.session, user, after=item.position)


def declare_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare on all dossiers one has not spoken on yet, on one page."""
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.take_part", session)
    items = [line.item for line in selectors.agenda_of(session, actor=user) if line.item and line.next == "declare"]
    form = DeclareAllForm(request.POST if request.method == "POST" else None, ids=[item.pk for item in items])
    if items and form.is_valid():
        data = form.cleaned_data
        if apply(
            form,
            lambda: services.declare_conflicts(
                session,
                actor=user,
                at=timezone.now(),
                items=[item.pk for item in items],
                conflicted=data["conflicted"],
                reason=data["reason"],
            ),
        ):
            messages.success(request, _("Đã khai cho %(n)d hồ sơ.") % {"n": len(items)})
            return redirect("councils:session", pk)
    chosen = {int(pk) for pk in request.POST.getlist("conflicted") if pk.isdecimal()}
    context = {"session": session, "items": items, "form": form, "chosen": chosen}
    return render(request, "councils/declare_all.html", context, status=422 if form.errors else 200)


def declare_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The gate once more, for who stepped aside and thinks again."""
    user: Any = request.user
    item = selectors.get_declared_item(pk, actor=user)
    return render(request, "councils/gate.html", {"item": item, "session": item.session, "again": True})


@require_POST
def score(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the sheet: as a draft (later, or saved by itself) or handed in; then on to the next."""
    user: Any = request.user
    item = selectors.get_item(pk, actor=user)
    require(user, "councils.take_part", item.session)
    form = _form(item, user, request.POST)
    if form is None:
        messages.info(request, _("Phiếu chấm của hồ sơ này đã khóa."))
        return redirect("councils:item", pk)
    submit, by_itself = "submit" in request.POST, bool(request.htmx)  # type: ignore[attr-defined]
    if form.is_valid() and apply(form, lambda: _record(item, user, form, submit=submit, by_itself=by_itself)):
        if by_itself:
            sheet, _scores = selectors.my_sheet(item, actor=user)
            return render(request, "councils/_autosaved.html", {"sheet": sheet})
        return _go_on(item.session, user, after=item.position)
    if by_itself:
        words = _("Chưa lưu: %(why)s") % {"why": _first(form)}
        return render(request, "councils/_not_saved.html", {"words": words})
    return _dossier(request, item, form)


def _record(item: AgendaItem, user: Any, form: ScoreForm, *, submit: bool, by_itself: bool) -> None:
    services.record_scores(
        item,
        actor=user,
        at=timezone.now(),
        points=form.points,
        comments=form.comments,
        comment=form.cleaned_data["comment"],
        submit=submit,
        seen_version=form.cleaned_data["version"],
        page=form.cleaned_data["page"],
        by_itself=by_itself,
    )


def _first(form: ScoreForm) -> str:
    return next((str(sentence) for sentences in form.errors.values() for sentence in sentences), "")


def _go_on(session: Session, user: Any, *, after: int) -> HttpResponse:
    following = selectors.next_unscored(session, actor=user, after=after) if session.rubric_snapshot else None
    if following is None:
        return redirect("councils:session", session.pk)
    return redirect("councils:item", following.pk)


def score_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the next dossier without one's sheet."""
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    return _go_on(session, user, after=0)


@require_POST
def waive(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    user: Any = request.user
    item = selectors.get_item_to_manage(pk, actor=user)
    place = next((place for place in item.session.seats if place.seat_id == seat_pk), None)
    if place is None:
        raise DomainError(_("Người này không có trong phiên họp."))
    reason = request.POST.get("reason", "")
    services.waive_conflict(item, place.seat, actor=user, at=timezone.now(), reason=reason)
    messages.success(request, _("%(name)s được tham gia xét; lý do ghi vào biên bản.") % {"name": place.seat.member})
    return redirect("councils:board", item.session_id)


@require_POST
def remove_item(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    item = selectors.get_item_to_manage(pk, actor=user)
    services.remove_item(item, actor=user, at=timezone.now(), reason=request.POST.get("reason", ""))
    messages.success(request, _("Hồ sơ đã rút khỏi phiên, có thể đưa sang phiên khác."))
    return redirect("councils:session", item.session_id)
