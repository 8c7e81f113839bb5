"""What the author writes, as one piece: to freeze, to show, to compare. No database."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from initiatives.enums import SolutionKind
from portal.core.templatetags.vi import day, vnd

LABELS: Mapping[str, Any] = {
    "title": gettext_lazy("Tên sáng kiến"),
    "campaign": pgettext_lazy("one", "Phong trào"),
    "kind": gettext_lazy("Loại giải pháp"),
    "field": gettext_lazy("Lĩnh vực áp dụng"),
    "known_situation": gettext_lazy("Trước đây làm thế nào"),
    "solution": gettext_lazy("Nay làm thế nào"),
    "novelty": gettext_lazy("Điểm mới so với cách đã có"),
    "first_applied_on": gettext_lazy("Ngày áp dụng lần đầu"),
    "has_value": gettext_lazy("Có giá trị làm lợi tính được bằng tiền"),
    "claimed_value_vnd": gettext_lazy("Giá trị làm lợi trong 12 tháng"),
    "value_basis": gettext_lazy("Cách tính"),
    "social_benefit": gettext_lazy("Lợi ích khác"),
    "confidential": gettext_lazy("Cần giữ bí mật nội dung"),
}
FIELDS = tuple(LABELS)
SHOWN: Mapping[str, Callable[[Any], str]] = {
    "kind": lambda value: str(dict(SolutionKind.choices).get(value, value)),
    "claimed_value_vnd": vnd,
    "first_applied_on": lambda value: day(date.fromisoformat(value) if isinstance(value, str) else value),
}
MONEY = frozenset({"claimed_value_vnd", "value_basis"})


def content_of(initiative: Any) -> dict[str, Any]:
    """Return what is written now; the campaign by its id and name."""
    values = {name: getattr(initiative, name) for name in FIELDS if name != "campaign"}
    return values | {"campaign": initiative.campaign_id, "campaign_name": str(initiative.campaign or "")}


def shown(content: Mapping[str, Any], name: str) -> str:
    """Return one value of ``content`` in the reader's words; it may come from the record or from a frozen version."""
    value = content.get(name)
    if name == "campaign":
        value = content.get("campaign_name") or value
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    return SHOWN.get(name, str)(value)


def lines_of(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (label, text) of everything that is filled in; amounts only where a value is claimed."""
    names = [name for name in FIELDS if name != "has_value" and (name not in MONEY or content.get("has_value"))]
    if not content.get("confidential"):
        names.remove("confidential")
    return [(str(LABELS[name]), text) for name in names if (text := shown(content, name))]


def differences(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return (label, mine, theirs) of every field in which the two differ."""
    pairs = ((name, shown(mine, name), shown(theirs, name)) for name in FIELDS)
    return [(str(LABELS[name]), left, right) for name, left, right in pairs if left != right]
