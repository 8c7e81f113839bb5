"""Second factors: a passkey taken off one's own account, all of them off the account of somebody who lost them."""

from typing import Any

from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import selectors, services
from accounts.adapters import MFAAdapter
from accounts.forms import ResetFactorsForm
from accounts.rules import must_have_second_factor
from accounts.views.drawing import factor_names
from portal.core.forms import apply
from portal.core.permissions import require
from units.selectors import get_account_of, get_person


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask, and remove; the last second factor of someone who signs stays."""
    user: Any = request.user
    if not MFAAdapter().can_delete_authenticator(selectors.get_passkey(pk, actor=user)):
        messages.error(request, _("Vai của bạn cần ít nhất một lớp bảo vệ. Hãy thêm cách khác trước khi gỡ khóa này."))
        return redirect("accounts:me")
    answer: HttpResponseBase = remove_webauthn(request, pk=pk)
    return answer


def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take all second factors off the account of a member who lost them, for a written reason."""
    user: Any = request.user
    member = get_person(pk)
    require(user, "units.manage_account", member)
    person = get_account_of(member)
    require(user, "accounts.reset_factors", person)
    names = factor_names(selectors.factors_of(person))
    if request.method != "POST" and not names:
        messages.info(request, _("Tài khoản này không có lớp bảo vệ thứ hai nào để gỡ."))
        return redirect("units:account", member.pk)
    form = ResetFactorsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(form, lambda: _reset(person, user, form.cleaned_data["reason"])):
        messages.success(request, _("Đã gỡ lớp bảo vệ thứ hai của %(name)s.") % {"name": person.full_name})
        return redirect("units:account", member.pk)
    context = _words(person) | {"form": form, "items": names, "back_url": reverse("units:account", args=[pk])}
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def _reset(person: Any, actor: Any, reason: str) -> None:
    services.reset_factors(person, actor=actor, at=timezone.now(), reason=reason)


def _words(person: Any) -> dict[str, Any]:
    next_time = (
        _("Lần đăng nhập tới, người này phải thêm lớp bảo vệ mới rồi mới làm việc được.")
        if must_have_second_factor(person)
        else _("Lần đăng nhập tới, người này vào bằng mật khẩu hoặc mã một lần.")
    )
    return {
        "title": _("Gỡ lớp bảo vệ thứ hai của %(name)s?") % {"name": person.full_name},
        "text": " ".join(
            [
                _("Người này bị đăng xuất ở mọi nơi và được báo ngay, kèm lý do bạn ghi."),
                next_time,
                _("Nếu mất điện thoại, SIM phải khóa hoặc cấp lại rồi hãy gỡ: mã một lần vẫn đến số đó."),
            ]
        ),
        "confirm": _("Gỡ lớp bảo vệ"),
        "kind": "back",
        "back_label": person.full_name,
    }
