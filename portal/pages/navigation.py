"""The frame of every page: the menu of the hat that is on, the other hats, unread notices."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.models import Notice
from portal.pages.hats import Hat, current_hat, hats_of
from units.demo import LOGINS, PASSWORD
from units.enums import Role


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    label: Any
    icon: str
    short: Any = ""
    pages: tuple[str, ...] = ()  # pages that belong to it though their address does not begin with its own


HOME = Item("home", _("Việc của tôi"), "inbox", _("Việc"))
CAMPAIGNS = Item("campaigns:list", _("Phong trào"), "flag")
INITIATIVES = Item("initiatives:list", _("Sáng kiến"), "lightbulb")
MY_INITIATIVES = Item("initiatives:mine", _("Sáng kiến của tôi"), "lightbulb", _("Sáng kiến"))
SUBMIT = Item("initiatives:start", _("Nộp sáng kiến"), "plus-lg", _("Nộp mới"))
ENTER_FOR = Item("initiatives:start_for", _("Nhập sáng kiến hộ"), "person-plus", _("Nhập hộ"))
AWARDS = Item("awards:list", _("Khen thưởng"), "folder2-open")
APPROVALS = Item("awards:approvals", _("Chờ tôi duyệt"), "pen", _("Duyệt"), pages=("awards:approve",))
MY_AWARDS = Item("awards:mine", _("Thành tích của tôi"), "award", pgettext_lazy("short", "Thành tích"))
COUNCILS = Item("councils:list", _("Hội đồng"), "people")
REPORTS = Item("reports:list", _("Báo cáo"), "bar-chart")
DECISIONS = Item("awards:decisions", _("Sổ quyết định"), "journal-text", _("Sổ QĐ"), pages=("awards:decision",))
CERTIFICATES = Item("awards:certificates", _("In và trao"), "printer")
UNITS = Item("units:mine", _("Đơn vị và cán bộ"), "diagram-3", pgettext_lazy("many", "Đơn vị"))
SHEETS = Item("sheets", _("Nhập và xuất"), "file-earmark-spreadsheet", pgettext_lazy("short", "Nhập, xuất"))
TRAIL = Item("trail", _("Nhật ký"), "clock-history")
NOTICES = Item("notices", _("Thông báo"), "bell")

OFFICIAL = ((HOME, CAMPAIGNS, INITIATIVES, AWARDS, COUNCILS, REPORTS), (UNITS, DECISIONS, SHEETS))
MENUS: dict[str, tuple[tuple[Item, ...], tuple[Item, ...]]] = {
    "member": ((HOME, MY_INITIATIVES, SUBMIT, CAMPAIGNS, MY_AWARDS), (UNITS, NOTICES)),
    "council": ((HOME, COUNCILS, CAMPAIGNS, INITIATIVES), (NOTICES,)),
    Role.EMULATION_OFFICER: OFFICIAL,
    Role.ASSIGNED_OFFICER: OFFICIAL,
    Role.GRASSROOTS_OFFICER: ((HOME, INITIATIVES, ENTER_FOR, AWARDS, REPORTS), (CAMPAIGNS, COUNCILS, UNITS, SHEETS)),
    Role.LEADER: ((HOME, APPROVALS, CAMPAIGNS, INITIATIVES, REPORTS), (AWARDS, COUNCILS, DECISIONS, UNITS)),
    Role.CLERK: ((HOME, DECISIONS, CERTIFICATES, AWARDS), (CAMPAIGNS, UNITS)),
    Role.INSPECTOR: ((HOME, AWARDS, INITIATIVES, CAMPAIGNS, REPORTS), (TRAIL, COUNCILS, UNITS)),
    Role.ADMINISTRATOR: ((HOME, UNITS, SHEETS, TRAIL), (NOTICES,)),
}
TABS = 5


@dataclass(slots=True)
class Entry:
    url: str
    label: Any
    icon: str
    current: bool = False
    count: int = 0


@dataclass(slots=True)
class Frame:
    """What base.html draws around a page."""

    who: str
    hat: Hat | None
    hats: list[Hat]
    items: list[Entry] = field(default_factory=list)
    secondary: list[Entry] = field(default_factory=list)
    tabs: list[Entry] = field(default_factory=list)
    unread: int = 0

    @property
    def hat_label(self) -> str:
        return self.hat.label if self.hat else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``nav`` (None for a stranger) and ``DEMO``; queried only where it is drawn."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    found: dict[str, Any] = {
        "nav": SimpleLazyObject(lambda: _frame(request)) if signed_in else None,
        "DEMO": settings.DEMO,
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    if settings.DEMO and not signed_in:
        found |= {"demo_logins": LOGINS.items(), "demo_password": PASSWORD}
    return found


def _frame(request: HttpRequest) -> Frame:
    user: Any = request.user
    hats = hats_of(request)
    hat = current_hat(request, hats)
    items, secondary = MENUS.get(hat.kind if hat else "member", MENUS["member"])
    here = _here(request, (*items, *secondary))
    return Frame(
        who=user.full_name,
        hat=hat,
        hats=[replace(one, current=one is hat) for one in hats],
        items=[_entry(item, here) for item in items],
        secondary=[_entry(item, here) for item in secondary],
        tabs=[_entry(item, here, short=True) for item in items[:TABS]],
        unread=Notice.objects.filter(recipient=user, read_at__isnull=True)[:100].count(),
    )


def _here(request: HttpRequest, items: Sequence[Item]) -> Item | None:
    """Return the one item a page belongs to: by its name, else the longest address that its own begins with."""
    match = request.resolver_match
    named = next((item for item in items if match and match.view_name in item.pages), None)
    if named is not None:
        return named
    above = [item for item in items if _is_above(reverse(item.name), item, request.path)]
    return max(above, key=lambda item: len(reverse(item.name)), default=None)


def _is_above(url: str, item: Item, path: str) -> bool:
    return path == url if url == "/" or item in (SUBMIT, ENTER_FOR) else path.startswith(url)


def _entry(item: Item, here: Item | None, *, short: bool = False) -> Entry:
    label = (item.short or item.label) if short else item.label
    return Entry(reverse(item.name), label, item.icon, current=item is here)
