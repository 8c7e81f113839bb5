"""What officials write about members: moves, facts, mistakes, leaving, two records of one person, corrections."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.errors import DomainError
from portal.core.forms import apply
from portal.core.paging import page_by_key
from portal.core.permissions import require
from units import selectors, services
from units.enums import Correctable, RequestState
from units.forms.members import AnswerForm, FactsForm, LeaveForm, MemberMoveForm, MistakeForm, SamePersonForm
from units.models import DATED, Member
from units.personal import LABELS

Job = Callable[[Member, Any, datetime, dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Writing:
    """One thing an official writes about a member, as a page."""

    title: str | Promise
    text: str | Promise
    done: str | Promise
    form: type[Any]
    job: Job
    first: tuple[str, ...] = ()


def _move(member: Member, actor: Any, at: datetime, data: dict[str, Any]) -> object:
    return services.move_member(member, data.pop("to_unit"), actor=actor, at=at, **data)


def _change(member: Member, actor: Any, at: datetime, data: dict[str, Any]) -> object:
    return services.change_facts(member, actor=actor, at=at, **data)


def _correct(member: Member, actor: Any, at: datetime, data: dict[str, Any]) -> object:
    # Personal data are not shown in the form: what was left empty stays as it is.
    kept = {name: value for name, value in data.items() if value or name not in LABELS}
    return services.correct_member(member, actor=actor, at=at, **kept)


def _leave(member: Member, actor: Any, at: datetime, data: dict[str, Any]) -> object:
    return services.end_membership(member, actor=actor, at=at, **data)


WRITINGS = {
    "chuyen": Writing(
        _("Chuyển đơn vị"),
        _("Nơi sinh hoạt trước đây còn trong lịch sử. Hồ sơ, sáng kiến và khen thưởng đi theo người."),
        _("Đã chuyển đơn vị."),
        MemberMoveForm,
        _move,
    ),
    "doi": Writing(
        _("Đổi nhóm, chức vụ, trình độ"),
        _("Điều kiện khen thưởng xét theo thông tin của ngày nhận hồ sơ, nên ghi đúng ngày có hiệu lực."),
        _("Đã ghi thông tin mới."),
        FactsForm,
        _change,
        DATED,
    ),
    "sua": Writing(
        _("Sửa chỗ ghi sai"),
        _("Chỉ dùng khi đã ghi nhầm. Chỗ sửa được ghi vào nhật ký."),
        _("Đã sửa hồ sơ."),
        MistakeForm,
        _correct,
        ("full_name", "code", "gender", "joined_on"),
    ),
    "thoi": Writing(
        _("Thôi là đoàn viên"),
        _("Hồ sơ, sáng kiến và khen thưởng của người này được giữ nguyên."),
        _("Đã ghi thôi là đoàn viên."),
        LeaveForm,
        _leave,
    ),
}


def write(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Write down a move, new facts, a mistake put right, or that a member left."""
    user: Any = request.user
    member = selectors.get_person_for(pk, actor=user)
    require(user, "units.manage_member", member)
    writing = WRITINGS.get(what)
    if writing is None:
        raise Http404
    first = {name: getattr(member, name) for name in writing.first}
    form = writing.form(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid() and apply(form, lambda: writing.job(member, user, timezone.now(), dict(form.cleaned_data))):
        messages.success(request, str(writing.done))
        return redirect("member", pk)
    context = {"member": member, "form": form, "writing": writing, "back": reverse("member", args=[pk])}
    return render(request, "units/member_form.html", context, status=422 if form.errors else 200)


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Join a second record of the same person into this one: who may be the same, the two side by side, the reason."""
    user: Any = request.user
    member = selectors.get_person_for(pk, actor=user)
    require(user, "units.merge_members", member)
    code = request.POST.get("other") or request.GET.get("ma", "")
    form = SamePersonForm(request.POST if request.method == "POST" else None, initial={"other": code})
    if form.is_valid() and apply(form, lambda: _merge(member, user, form.cleaned_data)):
        messages.success(request, _now("Đã gộp hai hồ sơ."))
        return redirect("member", pk)
    context = {"member": member, "form": form, "code": code, "back": reverse("member", args=[pk])}
    context |= _side_by_side(member, code, user)
    wrong = form.errors or context["problem"]
    return render(request, "units/member_merge.html", context, status=422 if wrong else 200)


def _side_by_side(member: Member, code: str, user: Any) -> dict[str, Any]:
    """Return the other record and what stands in the way, or who may be the same as long as none is named."""
    if not code:
        return {"alike": selectors.list_alike(member), "problem": ""}
    try:
        other = selectors.find_by_code(code)
    except DomainError as refusal:
        return {"alike": selectors.list_alike(member), "problem": refusal.message}
    require(user, "units.merge_members", other)
    against = services.obstacles_between(member, other, day=timezone.localdate())
    return {"other": other, "against": against, "problem": ""}


def _merge(member: Member, user: Any, data: dict[str, Any]) -> None:
    gone = selectors.find_by_code(data["other"])
    services.merge_members(member, gone, actor=user, at=timezone.now(), reason=data["reason"])


def corrections(request: HttpRequest) -> HttpResponse:
    """List what members ask to have put right and what waits for the reader's answer."""
    user: Any = request.user
    page = page_by_key(selectors.list_corrections(user), keys=("pk",), after=request.GET.get("sau", ""))
    return render(request, "units/corrections.html", {"page": page})


def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one correction that is asked for, and answer it."""
    user: Any = request.user
    asked = selectors.get_correction(pk, actor=user)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = services.accept_correction if "accept" in request.POST else services.refuse_correction
        if apply(form, lambda: answer(asked, actor=user, at=timezone.now(), **form.cleaned_data)):
            messages.success(request, _now("Đã trả lời đề nghị."))
            return redirect("units:corrections")
        asked.refresh_from_db()  # what was refused is as it was
    context = {
        "asked": asked,
        "form": form,
        "open": asked.state == RequestState.OPEN,
        # What is personal is opened on the person's page, for a purpose and on record.
        "hidden": asked.field in LABELS,
        "by_hand": asked.field == Correctable.DISCIPLINES,
        "now": "" if asked.field in LABELS else getattr(asked.member, asked.field),
        "wanted": services.wanted_value(asked),
    }
    return render(request, "units/correction.html", context, status=422 if form.errors else 200)
