"""Minutes: read, drafted, added to, signed, taken home as a file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils import selectors, services
from councils.enums import ItemOutcome, SessionState
from councils.forms import MinutesForm
from councils.models import Minutes, Session
from councils.rules import signs_as
from councils.services.papers import TYPES, draft_paper, issued_paper
from portal.core import files
from portal.core.forms import apply
from portal.core.permissions import allowed, require


def show_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    minutes = selectors.get_minutes(session, actor=user)
    form = MinutesForm(initial={"body": minutes.body, "version": minutes.version}) if minutes else None
    return _page(request, session, minutes, form)


def _page(request: HttpRequest, session: Session, minutes: Minutes | None, form: Any) -> HttpResponse:
    user: Any = request.user
    writes = allowed(user, "councils.draft_minutes", session) and session.state == SessionState.COUNTED
    waits = session.items.filter(outcome=ItemOutcome.WAITING).exists()
    context = {
        "session": session,
        "minutes": minutes,
        "form": form if writes else None,
        "may_draft": writes and not waits,
        "signs": _signs(session, minutes, user) if writes else False,
    }
    return render(request, "councils/minutes.html", context, status=422 if form is not None and form.errors else 200)


def _signs(session: Session, minutes: Minutes | None, user: Any) -> bool:
    """Whether the red button is this person's to press."""
    place = session.seat_of(user)
    side = signs_as(place) if place is not None else ""
    if minutes is None or not side or getattr(minutes, f"{side}_signed_at") is not None:
        return False
    return side == "secretary" or session.presided_by is None or session.presided_by.member_id == user.member_id


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    services.draft_minutes(session, actor=user, at=timezone.now())
    messages.success(request, _("Đã lập biên bản từ hồ sơ phiên họp. Bổ sung ý kiến rồi ký."))
    return redirect("councils:minutes", pk)


@require_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.draft_minutes", session)
    minutes = _minutes(session, user)
    form = MinutesForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        if apply(
            form,
            lambda: services.edit_minutes(
                minutes, actor=user, at=timezone.now(), body=data["body"], seen_version=data["version"]
            ),
        ):
            messages.success(request, _("Đã lưu biên bản."))
            return redirect("councils:minutes", pk)
    return _page(request, session, minutes, form)


def _minutes(session: Session, user: Any) -> Minutes:
    minutes = selectors.get_minutes(session, actor=user)
    if minutes is None:
        raise Http404
    return minutes


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    seen = request.POST.get("version", "")
    minutes = services.sign_minutes(
        session, actor=user, at=timezone.now(), seen_version=int(seen) if seen.isdecimal() else None
    )
    done = (
        _("Đã ký. Phiên họp kết thúc, biên bản có hiệu lực.")
        if minutes.is_signed
        else _("Đã ký. Còn chờ người kia ký.")
    )
    messages.success(request, done)
    return redirect("councils:minutes", pk)


def paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    """Hand out the minutes as a file: the issued one, or a draft marked as such."""
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    minutes = _minutes(session, user)
    if minutes.is_signed:
        return files.response(issued_paper(minutes, suffix, at=timezone.now()).file, inline=suffix == "pdf")
    answer = HttpResponse(draft_paper(minutes, suffix), content_type=TYPES[suffix])
    answer["Content-Disposition"] = f'inline; filename="bien-ban-du-thao.{suffix}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
