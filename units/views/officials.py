"""Who acts for a unit: seen, given, delegated, confirmed, ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.forms import BaseForm, apply
from portal.core.paging import page_by_key
from portal.core.permissions import require
from units import selectors, services
from units.forms import CloseForm, DelegationForm, EndForm, RoleForm
from units.models import Assignment
from units.views.drawing import draw_official


def officials(request: HttpRequest, pk: int) -> HttpResponse:
    """List who acts, acted and is to act for a unit, with what the reader may do about each."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.view_officials", unit)
    if request.GET.get("ma", "").strip():
        return redirect("units:account", selectors.get_member(request.GET["ma"].strip()).pk)
    over = request.GET.get("muc") == "da-thoi"
    day = timezone.localdate()
    found = selectors.list_assignments(unit, day=day, over=over)
    page = page_by_key(found, keys=selectors.ASSIGNMENT_KEYS, after=request.GET.get("sau", ""))
    context = {
        "unit": unit,
        "page": page,
        "rows": [draw_official(held, user, day=day) for held in page],
        "over": over,
        "may_give": selectors.may_give_roles(user, unit),
        "tabs": _tabs(pk, over),
        "next_url": f"?muc={'da-thoi' if over else ''}&sau={page.next}" if page.next else "",
    }
    return render(request, "units/officials.html", context)


def _tabs(pk: int, over: bool) -> list[dict[str, Any]]:
    base = reverse("units:officials", args=[pk])
    return [
        {"url": base, "label": _("Đang giữ và sắp giữ"), "current": not over},
        {"url": f"{base}?muc=da-thoi", "label": _("Đã thôi"), "current": over},
    ]


def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a role at a unit."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.give_role", unit)
    form = RoleForm(_posted(request), initial={"valid_from": timezone.localdate()})
    made: list[Assignment] = []

    def job() -> None:
        data = dict(form.cleaned_data)
        person = selectors.find_account(data.pop("person"))
        made.append(services.assign_role(person, data.pop("role"), unit, actor=user, at=timezone.now(), **data))

    if form.is_valid() and apply(form, job):
        messages.success(request, _said(made[0]))
        return redirect("units:officials", pk)
    words = {"title": _("Giao vai trò"), "confirm": _("Giao vai trò"), "subtitle": unit.name}
    return _page(request, form, words, unit.pk)


def _said(held: Assignment) -> str:
    if held.waits:
        return _("Đã ghi. Vai trò của %(name)s chờ người thứ hai xác nhận rồi mới có hiệu lực.") % {"name": held.user}
    return _("Đã giao vai trò cho %(name)s.") % {"name": held.user}


def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody act for the holder of a role, for a time."""
    user: Any = request.user
    source = selectors.get_assignment(pk, actor=user)
    require(user, "units.delegate_role", source)
    form = DelegationForm(_posted(request), initial={"valid_from": timezone.localdate()})
    if not source.whole_branch:
        form.fields.pop("whole_branch")
    made: list[Assignment] = []

    def job() -> None:
        data = dict(form.cleaned_data)
        person = selectors.find_account(data.pop("person"))
        made.append(services.delegate_role(source, person, actor=user, at=timezone.now(), **data))

    if form.is_valid() and apply(form, job):
        messages.success(request, _said(made[0]))
        return redirect("units:officials", source.unit_id)
    words = {"title": _("Ủy quyền"), "confirm": _("Ủy quyền"), "subtitle": f"{source.user}: {source}"}
    return _page(request, form, words, source.unit_id)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing to decide about a role: by which right, through which service, in which words."""

    permission: str
    job: Callable[..., None]
    form: type[BaseForm]
    title: Any
    text: Any
    confirm: Any
    done: Any
    kind: str = "primary"


END = Verdict(
    "units.end_role",
    services.end_role,
    EndForm,
    gettext_lazy("Thôi vai trò"),
    gettext_lazy("Từ ngày này người giữ vai trò không còn quyền nào của nó. Ủy quyền đã giao cũng thôi."),
    gettext_lazy("Thôi vai trò"),
    gettext_lazy("Đã ghi ngày thôi vai trò của %(name)s."),
    "back",
)
CONFIRM = Verdict(
    "units.confirm_role",
    services.confirm_role,
    BaseForm,
    gettext_lazy("Xác nhận vai trò"),
    gettext_lazy("Vai trò có hiệu lực ngay khi bạn xác nhận. Nhật ký ghi tên bạn."),
    gettext_lazy("Xác nhận"),
    gettext_lazy("Vai trò của %(name)s đã có hiệu lực."),
)
DECLINE = Verdict(
    "units.confirm_role",
    services.decline_role,
    CloseForm,
    gettext_lazy("Từ chối vai trò"),
    gettext_lazy("Vai trò này không có hiệu lực ngày nào."),
    gettext_lazy("Từ chối"),
    gettext_lazy("Đã từ chối vai trò của %(name)s."),
    "back",
)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role, from a day on."""
    return _decide(request, pk, END)


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, as the second person, a role that waits."""
    return _decide(request, pk, CONFIRM)


def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse, as the second person, a role that waits."""
    return _decide(request, pk, DECLINE)


def _decide(request: HttpRequest, pk: int, verdict: Verdict) -> HttpResponse:
    user: Any = request.user
    held = selectors.get_assignment(pk, actor=user)
    require(user, verdict.permission, held)
    form = verdict.form(_posted(request), initial={"on": timezone.localdate()})
    if form.is_valid() and apply(form, lambda: verdict.job(held, actor=user, at=timezone.now(), **form.cleaned_data)):
        messages.success(request, verdict.done % {"name": held.user})
        return redirect("units:officials", held.unit_id)
    words = {name: getattr(verdict, name) for name in ("title", "text", "confirm", "kind")}
    return _page(request, form, words | {"items": [f"{held.user}: {held}"]}, held.unit_id)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, form: BaseForm, words: dict[str, Any], unit_id: int) -> HttpResponse:
    back = {"back_url": reverse("units:officials", args=[unit_id]), "back_label": _("Cán bộ của đơn vị")}
    context = {"form": form, "text": words.get("subtitle", "")} | words | back
    return render(request, "confirm.html", context, status=422 if form.errors else 200)
