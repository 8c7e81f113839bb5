"""The first screen of everyone, and the hat they wear on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

import campaigns.selectors
from portal.core.templatetags.vi import number, short_vnd
from portal.pages.hats import SESSION_KEY, Hat, current_hat, hats_of
from portal.pages.selectors import Figures, branch_figures
from portal.pages.work import in_groups, list_work
from units.enums import Role


def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, until when, one verb per row."""
    user: Any = request.user
    day = timezone.localdate()
    hats = hats_of(request)
    hat = current_hat(request, hats)
    work = list_work(user, day=day)
    context = {
        "day": day,
        "groups": in_groups(work, day=day),
        "total": len(work),
        "hat": hat,
        "quick": quick_entries(hat),
        "figures": figure_strip(hat, day),
        "open_campaigns": campaigns.selectors.open_campaigns(user, day=day)[:4],
    }
    return render(request, "pages/home.html", context)


def quick_entries(hat: Hat | None) -> list[dict[str, Any]]:
    """Return what the wearer of ``hat`` starts most often, the main one first."""
    member = [
        ("initiatives:start", "plus-lg", _("Nộp sáng kiến")),
        ("initiatives:mine", "lightbulb", _("Sáng kiến của tôi")),
    ]
    by_kind: dict[str, list[tuple[str, str, str]]] = {
        Role.EMULATION_OFFICER: [
            ("campaigns:start", "flag", _("Soạn phong trào mới")),
            ("awards:nominate", "award", _("Đề nghị khen thưởng")),
            ("initiatives:start_for", "person-plus", _("Nhập sáng kiến hộ")),
        ],
        Role.GRASSROOTS_OFFICER: [
            ("initiatives:start_for", "person-plus", _("Nhập sáng kiến hộ")),
            ("awards:nominate", "award", _("Đề nghị khen thưởng")),
        ],
        Role.LEADER: [("awards:approvals", "pen", _("Xem danh sách chờ tôi duyệt"))],
        Role.CLERK: [("awards:decisions", "journal-text", _("Mở sổ quyết định"))],
        Role.ASSIGNED_OFFICER: [
            ("units:my_charges", "diagram-3", _("Đơn vị tôi phụ trách")),
            ("initiatives:start_for", "person-plus", _("Nhập sáng kiến hộ")),
        ],
        Role.INSPECTOR: [
            ("awards:list", "folder2-open", _("Xem hồ sơ khen thưởng")),
            ("trail", "clock-history", _("Xem nhật ký")),
        ],
        Role.ADMINISTRATOR: [
            ("units:mine", "diagram-3", _("Đơn vị và cán bộ")),
            ("sheets", "file-earmark-spreadsheet", _("Nhập và xuất")),
        ],
        "council": [("councils:list", "people", _("Hội đồng của tôi"))],
    }
    entries = by_kind.get(hat.kind if hat else "member", member)
    return [
        {"url": reverse(name), "icon": icon, "label": label, "main": position == 0}
        for position, (name, icon, label) in enumerate(entries)
    ]


def figure_strip(hat: Hat | None, day: Any) -> dict[str, Any] | None:
    """Return the half-year's main totals of the hat's branch, for officials only."""
    if hat is None or hat.unit is None or hat.kind in {"member", "council", Role.ADMINISTRATOR}:
        return None
    found = branch_figures(hat.unit, day)
    labels = {
        "C01": _("Sáng kiến đã nộp"),
        "C02": _("Sáng kiến được công nhận"),
        "C07": _("Giá trị làm lợi đã công nhận"),
        "E05": _("Bằng khen đã tặng"),
    }
    return {"period": found.period.label, "rows": [_figure(code, label, found) for code, label in labels.items()]}


def _figure(code: str, label: str, found: Figures) -> dict[str, Any]:
    now, before = found.now.get(code, 0), found.before.get(code, 0)
    # “39 triệu đồng” is drawn as a number and its unit.
    value, _nbsp, unit = short_vnd(now).partition("\u00a0") if code == "C07" else (number(now), "", "")
    row: dict[str, Any] = {"label": label, "value": value, "unit": unit}
    if before:
        change = (now - before) * 100 / before
        row |= {
            "change": f"{abs(change):.1f}%".replace(".", ","),
            "direction": "up" if change >= 0 else "down",
            "good": change >= 0,
        }
    return row


@require_POST
def switch_hat(request: HttpRequest) -> HttpResponse:
    """Put another hat on, for this session."""
    wanted = request.POST.get("hat")
    if wanted not in {hat.id for hat in hats_of(request)}:
        raise Http404
    request.session[SESSION_KEY] = wanted
    return redirect("home")
