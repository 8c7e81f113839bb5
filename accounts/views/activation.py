"""A worker with a slip opens their own account: who they are, then the code that comes to their phone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import gateways, limits
from accounts.enums import Channel, Purpose
from accounts.forms import FinishForm, SlipCodeForm, WhoForm
from accounts.models import Slip
from accounts.phones import veiled
from accounts.selectors import get_code, slip_by_code, unborn_account
from accounts.services import activate, ask_code, prove_holder, refuse_phone, refuse_spent
from accounts.trying import long
from accounts.views.sign_in import let_in, log_hint
from portal.core.errors import DomainError
from portal.core.forms import apply

SLIP, CODE = "slip_code", "slip_code_id"


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Take the code of a slip by hand, for a phone that scans nothing."""
    form = SlipCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("accounts:activate_with", "".join(filter(str.isalnum, form.cleaned_data["code"])) or "-")
    return render(request, "accounts/activate_start.html", {"form": form}, status=422 if form.errors else 200)


def _find(request: HttpRequest, code: str) -> Slip:
    """
    Return the slip with this code, if it can be used.

    :raises DomainError: saying why not
    """
    address = request.META.get("REMOTE_ADDR", "")
    seconds = limits.wait_for(limits.SLIP, address)
    if seconds:
        raise DomainError(_("Đã nhập sai quá nhiều mã. Hãy chờ %(time)s rồi thử lại.") % {"time": long(seconds)})
    slip = slip_by_code(code)
    if slip is None:
        limits.count_failure(limits.SLIP, address)
        raise DomainError(_("Không có phiếu nào mang mã này. Hãy xem lại từng chữ trên phiếu rồi gõ lại."))
    refuse_spent(slip, at=timezone.now())
    return slip


@login_not_required
def who(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the holder of a slip for their day of birth and phone, and send a code there."""
    try:
        slip = _find(request, code)
    except DomainError as refusal:
        return render(request, "accounts/activate_refused.html", {"problem": refusal.message}, status=422)
    posted = request.POST if request.method == "POST" else None
    member = slip.member
    form = WhoForm(posted, knows_birth=member.birth_date is not None, sends=gateways.is_there())
    if form.is_valid() and apply(form, lambda: _prove(request, slip, form.cleaned_data)):
        request.session[SLIP] = code
        return redirect("accounts:activate_finish")
    context = {"form": form, "member": member, "union": member.grassroots or member.unit}
    return render(request, "accounts/activate_who.html", context, status=422 if form.errors else 200)


def _prove(request: HttpRequest, slip: Slip, data: dict[str, Any]) -> None:
    at, phone = timezone.now(), data.get("phone", "")
    prove_holder(slip, actor=None, at=at, birth_date=data.get("birth_date"), phone=phone)
    if not phone:
        request.session[CODE] = None
        return
    refuse_phone(phone)
    code = ask_code(
        Purpose.ACTIVATE,
        actor=None,
        at=at,
        asked_for=phone,
        channel=Channel.PHONE,
        address=phone,
        slip=slip,
        asked_from=request.META.get("REMOTE_ADDR"),
    )
    request.session[CODE] = code.pk


@login_not_required
def finish(request: HttpRequest) -> HttpResponseBase:
    """Take the code that came and a password, open the account and let its owner in."""
    sends = gateways.is_there()
    code = get_code(request.session.get(CODE), Purpose.ACTIVATE)
    if SLIP not in request.session or (sends and code is None):
        return redirect("accounts:activate")
    try:
        slip = _find(request, request.session[SLIP])
    except DomainError as refusal:
        return render(request, "accounts/activate_refused.html", {"problem": refusal.message}, status=422)
    posted = request.POST if request.method == "POST" else None
    form = FinishForm(posted, owner=unborn_account(slip.member), sends=sends)
    opened: list[Any] = []
    if form.is_valid() and apply(form, lambda: opened.append(_open(slip, code, form.cleaned_data))):
        for name in (SLIP, CODE):
            request.session.pop(name, None)
        messages.success(request, _("Tài khoản của bạn đã mở."))
        return let_in(request, opened[0])
    context = {
        "form": form,
        "back": request.session[SLIP],
        "phone": veiled(code.address) if code else "",
        "hint": log_hint(),
    }
    return render(request, "accounts/activate_finish.html", context, status=422 if form.errors else 200)


def _open(slip: Slip, code: Any, data: dict[str, Any]) -> Any:
    return activate(
        slip, actor=None, at=timezone.now(), code=code, typed=data.get("code", ""), password=data["password"]
    )
