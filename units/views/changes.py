"""Pages of what decisions do to the tree: prepared, shared out, previewed, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.forms import VersionedForm, apply
from portal.core.paging import page_by_key
from portal.core.permissions import allowed, require
from units import selectors, services
from units.enums import Change, ChangeState, PartRole
from units.forms import FORMS, MoreTargetForm, first_values
from units.models import Unit, UnitChange
from units.selectors.changes import KEYS
from units.views.change_steps import KINDS, PAGES, list_steps


def find(request: HttpRequest) -> HttpResponse:
    """List the changes of the tree, the latest first."""
    user: Any = request.user
    page = page_by_key(selectors.list_changes(user), keys=KEYS, after=request.GET.get("sau", ""))
    return render(request, "units/changes.html", {"page": page})


def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a decision may do with a unit, each with what it means."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.manage_unit", unit)
    page = page_by_key(selectors.list_changes(user, unit=unit), keys=KEYS, after=request.GET.get("sau", ""))
    return render(request, "units/choose_change.html", {"unit": unit, "kinds": KINDS, "page": page})


def draft(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write down what a decision says of a unit."""
    user: Any = request.user
    unit = selectors.get_unit(pk, actor=user)
    require(user, "units.manage_unit", unit)
    if kind not in FORMS:
        raise Http404
    names = {name: getattr(unit, name) for name in ("name", "short_name", "area", "doc_suffix", "place")}
    first = names if kind == Change.RENAME else {"place": unit.place, "doc_suffix": unit.doc_suffix}
    form = FORMS[kind](request.POST if request.method == "POST" else None, unit=unit, initial=first)
    made: list[UnitChange] = []
    if form.is_valid() and apply(
        form, lambda: made.append(services.draft_change(form.plan(), actor=user, at=timezone.now()))
    ):
        return redirect("units:change", made[0].pk)
    return _form_page(request, form, unit, Change(kind).label, back=reverse("units:choose_change", args=[pk]))


def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a change that is not confirmed."""
    user: Any = request.user
    change = selectors.get_change(pk, actor=user)
    require(user, "units.edit_change", change)
    unit = _subject(change)
    form = FORMS[change.kind](
        request.POST if request.method == "POST" else None, unit=unit, change=change, initial=first_values(change)
    )
    if form.is_valid() and apply(
        form,
        lambda: services.revise_change(
            change, form.plan(), actor=user, at=timezone.now(), seen_version=form.cleaned_data["version"]
        ),
    ):
        messages.success(request, _("Đã lưu thay đổi."))
        return redirect("units:change", pk)
    return _form_page(request, form, unit, change.get_kind_display(), back=reverse("units:change", args=[pk]))


def _subject(change: UnitChange) -> Unit:
    """Return the unit the form is about: the first that changes, or the one a new unit hangs under."""
    part = change.parts.exclude(role=PartRole.ALONG).select_related("unit", "parent").order_by("role", "pk").first()
    subject = part and (part.unit if part.role == PartRole.SOURCE else part.parent)
    return subject or change.unit


def _form_page(request: HttpRequest, form: Any, unit: Unit, title: object, *, back: str) -> HttpResponse:
    context = {"form": form, "unit": unit, "title": title, "back": back, "button": _("Lưu và xem trước")}
    return render(request, "units/change_form.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a change: what it does, what hangs on it, what stands in its way, what can be done now."""
    user: Any = request.user
    change = selectors.get_change(pk, actor=user)
    edits = change.state == ChangeState.DRAFT and allowed(user, "units.edit_change", change)
    context = {
        "change": change,
        "preview": services.preview_change(change),
        "edits": edits,
        "steps": list_steps(change, actor=user),
        "is_split": change.kind == Change.SPLIT,
        "settled": change.state in {ChangeState.APPLIED, ChangeState.CANCELLED},
    }
    return render(request, "units/change.html", context)


def add_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Name one more unit that comes of a split."""
    user: Any = request.user
    change = selectors.get_change(pk, actor=user)
    require(user, "units.edit_change", change)
    form = MoreTargetForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(
        form, lambda: services.add_target(change, form.names(), actor=user, at=timezone.now())
    ):
        return redirect("units:change", pk)
    title = _("Thêm đơn vị hình thành")
    return _form_page(request, form, _subject(change), title, back=reverse("units:change", args=[pk]))


def drop_target(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Take a unit off what comes of a split."""
    user: Any = request.user
    change = selectors.get_change(pk, actor=user)
    require(user, "units.edit_change", change)
    part = get_object_or_404(change.parts.filter(role=PartRole.TARGET), pk=part_pk)
    form = VersionedForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and apply(form, lambda: services.drop_target(change, part, actor=user, at=timezone.now())):
        return redirect("units:change", pk)
    context = {
        "title": _("Bỏ đơn vị này khỏi thay đổi?"),
        "items": [part.name],
        "text": _("Đơn vị đã xếp đi theo sẽ trở về chưa có nơi đến."),
        "form": form,
        "kind": "back",
        "confirm": _("Bỏ đơn vị"),
        "back_url": reverse("units:change", args=[pk]),
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def share_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Say for each unit below which of the new ones it goes along with."""
    user: Any = request.user
    change = selectors.get_change(pk, actor=user)
    require(user, "units.edit_change", change)
    preview = services.preview_change(change)
    children = list(selectors.list_children(_subject(change)))
    targets = {str(part.pk): part for part in preview.targets}
    if request.method == "POST":
        places = {child: targets.get(request.POST.get(f"unit-{child.pk}", "")) for child in children}
        services.share_out(change, places, actor=user, at=timezone.now())
        messages.success(request, _("Đã lưu nơi chuyển đến của các đơn vị."))
        return redirect("units:change", pk)
    goes = {part.unit_id: part.goes_to_id for part in preview.along}
    rows = [{"unit": child, "goes_to": goes.get(child.pk)} for child in children]
    return render(request, "units/share_out.html", {"change": change, "rows": rows, "targets": preview.targets})


def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who keeps their role at the heir."""
    user: Any = request.user
    change = selectors.get_change(pk, actor=user)
    require(user, "units.edit_change", change)
    if request.method == "POST":
        chosen = [int(value) for value in request.POST.getlist("role") if value.isdecimal()]
        services.carry_over(change, chosen, actor=user, at=timezone.now())
        messages.success(request, _("Đã lưu cán bộ giữ vai trò."))
        return redirect("units:change", pk)
    return render(request, "units/carry_over.html", {"change": change, "preview": services.preview_change(change)})


def take_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Say what a step does, ask for what it needs, and take it."""
    user: Any = request.user
    if step not in PAGES:
        raise Http404
    page = PAGES[step]
    change = selectors.get_change(pk, actor=user)
    require(user, page.permission, change)
    form = page.form(request.POST if request.method == "POST" else None, initial={"version": change.version})
    if form.is_valid() and apply(form, lambda: page.job(form, change, user, timezone.now())):
        messages.success(request, str(page.done))
        return redirect("units:changes") if step == "bo" else redirect("units:change", pk)
    context = {
        "title": page.label,
        "text": page.text,
        "items": [str(part) for part in change.parts.exclude(role=PartRole.ALONG).select_related("unit")],
        "form": form,
        "kind": page.kind,
        "confirm": page.label,
        "back_url": reverse("units:change", args=[pk]),
        "back_label": change.decision_no,
    }
    return render(request, "confirm.html", context, status=422 if form.errors else 200)
