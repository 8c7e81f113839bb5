"""Lists shown to everyone, and opinions about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.enums import BatchState
from awards.forms import AnswerForm, ObjectionForm
from awards.selectors.batches import get_notice, get_objection, list_notices, my_objections, nominations_in
from awards.services.disclosure import answer_objection, object_to
from portal.core.forms import apply
from portal.core.permissions import allowed, require


def notices(request: HttpRequest) -> HttpResponse:
    """List what is shown to everyone now."""
    page = list_notices(after=request.GET.get("sau", ""))
    return render(request, "awards/notices.html", {"page": page, "tab": "notices"})


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a published list and take an opinion on it."""
    user: Any = request.user
    record = get_notice(pk, actor=user)
    open_now = record.state == BatchState.PUBLIC_NOTICE
    form = ObjectionForm(request.POST or None, nominations=record.nominations.select_related("member").order_by("pk"))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if apply(form, lambda: object_to(record, actor=user, at=timezone.now(), **data)):
            messages.success(request, _("Đã gửi ý kiến. Bạn nhận trả lời ở mục Thông báo."))
            return redirect("awards:notice", pk)
    context = {
        "batch": record,
        "rows": nominations_in(record),
        "form": form if open_now and allowed(user, "awards.object", record) else None,
        "mine": list(my_objections(record, actor=user)),
        "open_now": open_now,
    }
    return render(request, "awards/notice.html", context, status=422 if form.errors else 200)


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an opinion."""
    user: Any = request.user
    objection = get_objection(pk, actor=user)
    require(user, "awards.answer_objection", objection)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        if apply(form, lambda: answer_objection(objection, actor=user, at=timezone.now(), **data)):
            messages.success(request, _("Đã trả lời người gửi ý kiến."))
            return redirect("awards:batch", objection.batch_id)
    context = {"objection": objection, "form": form}
    return render(request, "awards/answer.html", context, status=422 if form.errors else 200)
