"""Councils, seats and sessions made and changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import selectors, services
from councils.enums import CouncilKind
from councils.forms import CouncilForm, SeatForm, SessionForm
from councils.models import Council
from portal.core.forms import ReasonForm, apply
from portal.core.permissions import require

FIELDS = ("title", "held_at", "place", "rubric", "scores_due_at")


def found_council(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = CouncilForm(request.POST if request.method == "POST" else None, units=selectors.units_to_found_for(user))
    made: list[Council] = []
    if form.is_valid():
        data = dict(form.cleaned_data)
        unit = data.pop("unit")
        if apply(form, lambda: made.append(services.found_council(unit, actor=user, at=timezone.now(), **data))):
            messages.success(request, _("Đã ghi Hội đồng. Việc tiếp theo là thêm thành viên theo quyết định."))
            return redirect("councils:council", made[0].pk)
    words = {
        "title": _("Ghi Hội đồng mới"),
        "button": _("Ghi Hội đồng"),
        "back": reverse("councils:councils"),
    }
    return _form_page(request, form, words)


def _form_page(request: HttpRequest, form: Any, words: dict[str, Any]) -> HttpResponse:
    return render(request, "councils/form.html", {"form": form, **words}, status=422 if form.errors else 200)


def seat_member(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    council = selectors.get_council(pk, actor=user)
    require(user, "councils.manage_council", council)
    form = SeatForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        member = selectors.find_member(data["member_code"])
        if member is None:
            form.add_error("member_code", _("Không có đoàn viên nào mang mã này. Xem mã trên thẻ đoàn viên."))
        elif apply(
            form,
            lambda: services.seat_member(
                council, member, actor=user, at=timezone.now(), role=data["role"], votes=data["votes"]
            ),
        ):
            messages.success(request, _("Đã thêm %(name)s vào Hội đồng.") % {"name": member.full_name})
            return redirect("councils:council", pk)
    words = {
        "title": _("Thêm thành viên Hội đồng"),
        "subtitle": council.name,
        "button": _("Thêm vào Hội đồng"),
        "back": reverse("councils:council", args=[pk]),
    }
    return _form_page(request, form, words)


def vacate_seat(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    user: Any = request.user
    council = selectors.get_council(pk, actor=user)
    require(user, "councils.manage_council", council)
    seat = get_object_or_404(council.seats.select_related("member", "council"), pk=seat_pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(
        form,
        lambda: services.vacate_seat(seat, actor=user, at=timezone.now(), reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("%(name)s thôi tham gia Hội đồng.") % {"name": seat.member.full_name})
        return redirect("councils:council", pk)
    context = {
        "title": _("Cho thôi thành viên Hội đồng"),
        "text": _("Các phiên đã mời vẫn giữ thành phần cũ."),
        "items": [seat.member.full_name],
        "form": form,
        "kind": "back",
        "confirm": _("Cho thôi"),
        "back_url": reverse("councils:council", args=[pk]),
        "back_label": council.name,
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def plan_session(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    council = selectors.get_council(pk, actor=user)
    require(user, "councils.plan_session", council)
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        rubrics=_rubrics(council),
        initial={"rubric": _default_rubric(council)},
    )
    made: list[Any] = []
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
        if apply(form, lambda: made.append(services.plan_session(council, actor=user, at=timezone.now(), **facts))):
            messages.success(request, _("Đã lập phiên họp. Đưa hồ sơ vào phiên rồi mời họp."))
            return redirect("councils:session", made[0].pk)
    words = {"title": _("Lập phiên họp"), "subtitle": council.name, "button": _("Lập phiên họp")}
    words["back"] = reverse("councils:council", args=[pk])
    return _form_page(request, form, words)


def _default_rubric(council: Council) -> Any:
    return selectors.rubric_on("RB-DEFAULT", timezone.localdate()) if council.kind == CouncilKind.INITIATIVE else None


def _rubrics(council: Council) -> Any:
    return selectors.rubrics_on(timezone.localdate()) if council.kind == CouncilKind.INITIATIVE else None


def change_session(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = selectors.get_session(pk, actor=user)
    require(user, "councils.prepare_session", session)
    initial = {name: getattr(session, name) for name in (*FIELDS, "version")}
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        rubrics=_rubrics(session.council),
        initial=initial,
    )
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
        seen = form.cleaned_data["version"]
        if apply(
            form,
            lambda: services.change_session(session, actor=user, at=timezone.now(), seen_version=seen, **facts),
        ):
            messages.success(request, _("Đã sửa phiên họp."))
            return redirect("councils:session", pk)
    words = {
        "title": _("Sửa phiên họp"),
        "subtitle": session.council.name,
        "button": _("Lưu phiên họp"),
        "back": reverse("councils:session", args=[pk]),
    }
    return _form_page(request, form, words)
