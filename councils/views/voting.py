"""Ballots: cast in the room, sent on paper, and the codes that prove they were counted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from councils import selectors, services
from councils.enums import Choice
from councils.forms import BallotsForm, PaperBallotsForm
from portal.core.forms import apply
from portal.core.permissions import require


@never_cache
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Cast one's ballots and be given their codes.

    The answer to the POST is the page with the codes itself: a redirect would have to keep them
    somewhere, next to the name of who voted.
    """
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.take_part", session)
    lines = selectors.agenda_of(session, actor=user)
    pending = [line.item for line in lines if line.next == "vote" and line.item is not None]
    past = selectors.past_gate(pending, actor=user)
    ready = [item for item in pending if item.pk in past]
    form = BallotsForm(request.POST if request.method == "POST" else None, items=ready)
    codes: list[Any] = []
    if (
        ready
        and form.is_valid()
        and apply(
            form,
            lambda: codes.extend(services.cast_ballots(session, actor=user, at=timezone.now(), choices=form.chosen)),
        )
    ):
        secret = any(item.secret for item, _code in codes)
        context = {"session": session, "codes": codes, "left": len(pending) - len(codes), "secret": secret}
        return render(request, "councils/receipts.html", context)
    context = {
        "session": session,
        "form": form,
        "choices": Choice.choices,
        "gated": [item for item in pending if item.pk not in past],
        "cast": sum(line.next == "voted" for line in lines),
        "place": session.seat_of(user),
    }
    return render(request, "councils/ballot.html", context, status=422 if form.errors else 200)


def paper_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what absent members sent for one dossier."""
    user: Any = request.user
    item = selectors.get_item_to_manage(pk, actor=user)
    session = item.session
    require(user, "councils.enter_paper_ballots", session)
    absent = selectors.absent_voters(item)
    form = PaperBallotsForm(request.POST if request.method == "POST" else None, absent=absent, secret=item.secret)
    if form.is_valid() and apply(
        form,
        lambda: services.enter_paper_ballots(
            item, actor=user, at=timezone.now(), seats=form.seats, choices=form.choices
        ),
    ):
        messages.success(request, _("Đã nhập %(n)d phiếu giấy.") % {"n": len(form.seats)})
        return redirect("councils:session", session.pk)
    context = {"item": item, "session": session, "form": form, "absent": absent}
    return render(request, "councils/paper_ballots.html", context, status=422 if form.errors else 200)
