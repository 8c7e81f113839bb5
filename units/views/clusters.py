"""Pages of clusters and blocs, and of what their members pledge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.forms import VersionedForm, apply
from portal.core.paging import page_by_key
from portal.core.permissions import allowed, require
from units import selectors, services
from units.enums import PledgeState, Role
from units.forms import ClusterForm, LineupForm, PledgeForm, SignForm, YearForm, lineup_values
from units.models import ClusterYear
from units.selectors.clusters import CLUSTER_KEYS, MEMBER_KEYS

EARLIEST, LATEST = 2000, 2100


def find(request: HttpRequest, pk: int) -> HttpResponse:
    """List the clusters and blocs a union keeps in a year."""
    user: Any = request.user
    owner = selectors.get_unit(pk, actor=user)
    year = _year(request)
    found = selectors.list_cluster_years(owner, year=year)
    context = {
        "unit": owner,
        "year": year,
        "this_year": f"?nam={year}",
        "before": year - 1,
        "after": year + 1,
        "page": page_by_key(found, keys=CLUSTER_KEYS, after=request.GET.get("sau", "")),
        "keeps": allowed(user, "units.keep_clusters", owner),
    }
    return render(request, "units/clusters.html", context)


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0  # noqa: PLR2004
    return year if EARLIEST < year < LATEST else timezone.localdate().year


def found(request: HttpRequest, pk: int) -> HttpResponse:
    """Found a cluster or a bloc, with its first year."""
    user: Any = request.user
    owner = selectors.get_unit(pk, actor=user)
    require(user, "units.keep_clusters", owner)
    form = ClusterForm(request.POST or None, initial={"year": timezone.localdate().year})
    made: list[ClusterYear] = []

    def job() -> None:
        facts = {name: form.cleaned_data[name] for name in ("kind", "name", "year")}
        made.append(services.found_cluster(owner, actor=user, at=timezone.now(), lineup=form.lineup(), **facts))

    if form.is_valid() and apply(form, job):
        return redirect("units:cluster", made[0].pk)
    return _form(request, form, _("Lập cụm, khối"), owner.name, back=reverse("units:clusters", args=[pk]))


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a cluster's year: who leads, what is pledged, who has signed, what can be done now."""
    user: Any = request.user
    year = selectors.get_cluster_year(pk)
    pledge, owner = year.pledge, year.cluster.owner
    writes = allowed(user, "units.write_pledge", pledge)
    keeps = allowed(user, "units.keep_clusters", owner)
    drafting = pledge.state == PledgeState.DRAFT
    context = {
        "cluster_year": year,
        "pledge": pledge,
        "goals": pledge.goals.splitlines(),
        "page": page_by_key(selectors.list_cluster_members(year), keys=MEMBER_KEYS, after=request.GET.get("sau", "")),
        "years": selectors.list_years_of(year.cluster),
        "keeps": keeps,
        "changes_lineup": keeps and drafting,
        "writes": writes and drafting,
        "opens": writes and drafting and bool(pledge.text and pledge.goals),
        "signs": pledge.state == PledgeState.OPEN
        and bool(selectors.units_to_sign(year, actor=user, roles=(Role.LEADER,))),
        "closes": keeps and pledge.state == PledgeState.SIGNED,
    }
    return render(request, "units/cluster.html", context)


def lineup(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who is in a cluster this year, and who leads it."""
    user: Any = request.user
    year = selectors.get_cluster_year(pk)
    require(user, "units.keep_clusters", year.cluster.owner)
    form = LineupForm(request.POST or None, initial=lineup_values(year, selectors.member_units(year)))
    if form.is_valid() and apply(
        form, lambda: services.change_lineup(year, actor=user, at=timezone.now(), lineup=form.lineup())
    ):
        messages.success(request, _("Đã lưu thành viên."))
        return redirect("units:cluster", pk)
    return _form(request, form, _("Thành viên và trưởng, phó"), str(year), back=_back(pk))


def next_year(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the next year, with the same members; lead and deputy rotate."""
    user: Any = request.user
    year = selectors.get_cluster_year(pk)
    require(user, "units.keep_clusters", year.cluster.owner)
    members = selectors.member_units(year)
    first = {"year": year.year + 1, "members": members, "lead": year.deputy, "deputy": None}
    form = YearForm(request.POST or None, initial=first)
    made: list[ClusterYear] = []

    def job() -> None:
        facts = {"year": form.cleaned_data["year"], "lineup": form.lineup()}
        made.append(services.open_year(year.cluster, actor=user, at=timezone.now(), **facts))

    if form.is_valid() and apply(form, job):
        return redirect("units:cluster", made[0].pk)
    return _form(request, form, _("Mở năm mới"), year.cluster.name, back=_back(pk))


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the pledge of a cluster's year."""
    user: Any = request.user
    year = selectors.get_cluster_year(pk)
    pledge = year.pledge
    require(user, "units.write_pledge", pledge)
    first = {"text": pledge.text, "goals": pledge.goals, "version": pledge.version}
    form = PledgeForm(request.POST or None, initial=first)

    def job() -> None:
        facts = dict(form.cleaned_data)
        services.write_pledge(pledge, actor=user, at=timezone.now(), seen_version=facts.pop("version"), **facts)

    if form.is_valid() and apply(form, job):
        messages.success(request, _("Đã lưu giao ước."))
        return redirect("units:cluster", pk)
    return _form(request, form, _("Giao ước thi đua"), str(year), back=_back(pk))


def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the pledge for a member unit."""
    user: Any = request.user
    year = selectors.get_cluster_year(pk)
    waiting = selectors.units_to_sign(year, actor=user, roles=(Role.LEADER,))
    if not waiting:
        messages.info(request, _("Bạn không có đơn vị nào còn phải ký giao ước này."))
        return redirect("units:cluster", pk)
    units = selectors.units_among(unit.pk for unit in waiting)
    form = SignForm(request.POST or None, units=units)
    if form.is_valid() and apply(
        form, lambda: services.sign_pledge(year.pledge, form.cleaned_data["unit"], actor=user, at=timezone.now())
    ):
        messages.success(request, _("Đã ký giao ước."))
        return redirect("units:cluster", pk)
    text = _("Chữ ký ghi tên bạn và thời điểm ký, không rút lại được.")
    return _confirm(request, year, form, title=_("Ký giao ước thi đua"), text=text, kind="seal")


STEPS = {
    "mo-ky": ("units.write_pledge", services.open_pledge),
    "ket-thuc": ("units.close_pledge", services.close_pledge),
}


def take_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Open a pledge for signing, or close it at the end of its year."""
    user: Any = request.user
    if step not in STEPS:
        raise Http404
    permission, service = STEPS[step]
    year = selectors.get_cluster_year(pk)
    require(user, permission, year.pledge)
    form = VersionedForm(request.POST or None, initial={"version": year.pledge.version})
    if form.is_valid() and apply(
        form,
        lambda: service(year.pledge, actor=user, at=timezone.now(), seen_version=form.cleaned_data["version"]),
    ):
        return redirect("units:cluster", pk)
    opening = step == "mo-ky"
    title = _("Mở ký giao ước") if opening else _("Kết thúc năm giao ước")
    text = (
        _("Các đơn vị thành viên ký từ bây giờ. Nội dung, chỉ tiêu và thành viên không sửa được nữa.")
        if opening
        else _("Giao ước và chữ ký được giữ nguyên trong hồ sơ của cụm, khối.")
    )
    return _confirm(request, year, form, title=title, text=text)


def _confirm(
    request: HttpRequest, year: ClusterYear, form: Any, *, title: str, text: str, kind: str = "primary"
) -> HttpResponse:
    context = {"title": title, "text": text, "items": [str(year)], "form": form, "kind": kind, "confirm": title}
    context |= {"back_url": _back(year.pk), "back_label": str(year)}
    return render(request, "confirm.html", context, status=422 if form.errors else 200)


def _back(pk: int) -> str:
    return reverse("units:cluster", args=[pk])


def _form(request: HttpRequest, form: Any, title: str, about: str, *, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "about": about, "back": back, "button": _("Lưu")}
    return render(request, "units/cluster_form.html", context, status=422 if form.errors else 200)
