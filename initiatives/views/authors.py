"""A co-author's answer: confirm one's own share, decline, or confirmed on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives import selectors, services
from initiatives.forms import PaperForm
from portal.core.forms import apply
from portal.core.permissions import require


@require_POST
def answer(request: HttpRequest, pk: int, author: int) -> HttpResponse:
    """Confirm the share that was read, or leave the list of authors."""
    actor: Any = request.user
    initiative = selectors.get_initiative(pk, actor=actor)
    one = selectors.get_author(author, initiative=initiative)
    require(actor, "initiatives.confirm_share", one)
    if request.POST.get("do") == "decline":
        services.decline_share(one, actor=actor, at=timezone.now())
        messages.success(request, _("Bạn không còn trong danh sách tác giả."))
        return redirect("initiatives:mine")
    seen = request.POST.get("share", "")
    services.confirm_share(one, actor=actor, at=timezone.now(), seen_share=int(seen) if seen.isdecimal() else -1)
    messages.success(request, _("Bạn đã xác nhận tỷ lệ %(share)d%%.") % {"share": one.share})
    return redirect("initiatives:detail", pk)


def on_paper(request: HttpRequest, pk: int, author: int) -> HttpResponse:
    """Record that a worker without an account signed the print-out."""
    actor: Any = request.user
    initiative = selectors.get_written(pk, actor=actor)
    one = selectors.get_author(author, initiative=initiative)
    require(actor, "initiatives.confirm_on_paper", one)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(
        form,
        lambda: services.confirm_on_paper(
            one, actor=actor, at=timezone.now(), seen_share=one.share, note=form.cleaned_data["note"]
        ),
    ):
        messages.success(request, _("Đã ghi xác nhận của %(name)s.") % {"name": one.member})
        return redirect("initiatives:edit", pk)
    context = {
        "title": _("Ghi xác nhận trên giấy của %(name)s") % {"name": one.member},
        "text": _("In bản nháp, đưa người đó đọc và ký tỷ lệ %(share)d%%, rồi ghi bản giấy lưu ở đâu.")
        % {"share": one.share},
        "form": form,
        "confirm": _("Ghi xác nhận"),
        "back_url": reverse("initiatives:edit", args=[pk]),
        "back_label": _("Bản nháp"),
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)
