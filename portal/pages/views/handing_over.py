"""The work of an official who leaves: to whom it goes, what that is, and the one press that moves it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.forms import apply
from portal.core.permissions import require
from portal.pages import handing_over
from portal.pages.forms import HandOverForm
from units.selectors import get_official, roles_to_hand_over


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who takes over, see what would go over, and hand it over."""
    user: Any = request.user
    person = get_official(pk)
    day = timezone.localdate()
    held = roles_to_hand_over(person, actor=user, day=day)
    if not held:
        require(user, "units.close_account", person)
    form = HandOverForm(request.POST if request.method == "POST" else None, held=held)
    seen = request.POST.get("step") == "confirm"
    valid = form.is_valid()
    if valid and seen and apply(form, lambda: _hand_over(form, person, user)):
        messages.success(request, _("Đã bàn giao công việc của %(name)s.") % {"name": person.full_name})
        return redirect("hand_over", pk)
    context = {
        "person": person,
        "form": form,
        "held": held,
        "preview": handing_over.preview(person, held, day=day),
        "pairs": [(one, form.successors.get(one.pk)) for one in held] if valid else [],
    }
    page = "pages/hand_over_preview.html" if valid and not form.errors else "pages/hand_over.html"
    return render(request, page, context, status=422 if form.errors else 200)


def _hand_over(form: HandOverForm, person: Any, actor: Any) -> None:
    handing_over.hand_over(
        person, actor=actor, at=timezone.now(), successors=form.successors, reason=form.cleaned_data["reason"]
    )
