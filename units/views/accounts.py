"""The account of a member: opened, closed, opened again; never deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.forms import BaseForm, apply
from portal.core.permissions import allowed, refusal, require
from units import selectors, services
from units.forms import CloseForm


def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whether a member has an account, what roles it holds, and what can be done about it."""
    user: Any = request.user
    member = selectors.get_person(pk)
    require(user, "units.manage_account", member)
    found = selectors.has_account(member)
    context = {
        "member": member,
        "account": found,
        "roles": selectors.list_roles_of(found) if found else [],
        "may_close": found is not None and allowed(user, "units.close_account", found),
        "why_no_reset": refusal(user, "accounts.reset_factors", found) if found else "",
    }
    return render(request, "units/account.html", context)


def open_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the account of a member, or open a closed one again."""
    user: Any = request.user
    member = selectors.get_person(pk)
    require(user, "units.manage_account", member)
    found = selectors.has_account(member)
    words = {
        "title": _("Mở tài khoản"),
        "text": _("Người này đăng nhập bằng mã đoàn viên và tự đặt mật khẩu qua mục Quên mật khẩu."),
        "confirm": _("Mở tài khoản"),
    }
    form = CloseForm(_posted(request)) if found is not None else BaseForm(_posted(request))
    if found is None:
        return _do(request, member, form, lambda: services.open_account(member, actor=user, at=timezone.now()), words)
    require(user, "units.close_account", found)
    return _do(request, member, form, lambda: _reopen(found, user, form), words)


def _reopen(found: Any, actor: Any, form: BaseForm) -> None:
    services.reopen_account(found, actor=actor, at=timezone.now(), reason=form.cleaned_data["reason"])


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account of a member."""
    user: Any = request.user
    member = selectors.get_person(pk)
    require(user, "units.manage_account", member)
    found = selectors.get_account_of(member)
    require(user, "units.close_account", found)
    form = CloseForm(_posted(request))
    words = {
        "title": _("Khóa tài khoản"),
        "text": _("Người này không đăng nhập được nữa. Hồ sơ, chữ ký và nhật ký của họ còn nguyên; mở lại được."),
        "confirm": _("Khóa tài khoản"),
        "kind": "back",
    }

    def job() -> None:
        services.close_account(found, actor=user, at=timezone.now(), reason=form.cleaned_data["reason"])

    return _do(request, member, form, job, words)


def _do(request: HttpRequest, member: Any, form: BaseForm, job: Callable[[], Any], words: Any) -> HttpResponse:
    if form.is_valid() and apply(form, job):
        messages.success(request, _("Đã ghi."))
        return redirect("units:account", member.pk)
    back = {"back_url": reverse("units:account", args=[member.pk]), "back_label": member.full_name}
    context = words | back | {"form": form, "items": [f"{member.full_name}, {member.code}"]}
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
