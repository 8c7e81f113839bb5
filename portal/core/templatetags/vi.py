"""Numbers, money and days the way Vietnamese officials write them; and {% allowed %}."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.permissions import refusal

register = template.Library()
NBSP = "\u00a0"


@register.filter
def number(value: Any) -> str:
    """1234567 → 1.234.567; decimals with a comma."""
    if value is None or value == "":
        return "–"
    if isinstance(value, int) or (isinstance(value, Decimal) and value == value.to_integral()):
        return f"{int(value):,}".replace(",", ".")
    return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")


@register.filter
def vnd(value: Any) -> str:
    """186000000 → 186.000.000 đ, in one piece."""
    return "–" if value is None or value == "" else f"{number(int(value))}{NBSP}đ"


@register.filter
def short_vnd(value: Any) -> str:
    """68400000000 → 68,4 tỷ đồng; 275400000 → 275,4 triệu đồng."""
    if value is None or value == "":
        return "–"
    for size, word in ((10**9, _("tỷ đồng")), (10**6, _("triệu đồng"))):
        if abs(value) >= size:
            text = f"{value / size:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".").removesuffix(",0")
            return f"{text}{NBSP}{word}"
    return vnd(value)


@register.filter
def percent(value: Any) -> str:
    """91.25 → 91,3%."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",").removesuffix(",0") + "%"


@register.filter
def day(value: Any) -> str:
    """A day or a moment as dd/mm/yyyy."""
    if not value:
        return "–"
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{local:%d/%m/%Y}"


@register.filter
def weekday(value: date) -> str:
    """Thứ Hai … Chủ Nhật."""
    names = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ Nhật"))
    return names[value.weekday()]


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as 14:32 03/07/2026."""
    return f"{timezone.localtime(value):%H:%M %d/%m/%Y}" if value else "–"


@register.filter
def days_left(value: date | None) -> str:
    """How far a deadline is, in words, counted from today."""
    if value is None:
        return ""
    left = (value - timezone.localdate()).days
    if left < 0:
        return ngettext("quá %(days)d ngày", "quá %(days)d ngày", -left) % {"days": -left}
    if left == 0:
        return _("hôm nay")
    return ngettext("còn %(days)d ngày", "còn %(days)d ngày", left) % {"days": left}


@register.filter
def file_size(size: int) -> str:
    """1500000 → 1,4 MB."""
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",") if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


@register.simple_tag
def allowed(actor: Any, permission: str, record: Any = None) -> dict[str, Any]:
    """
    Ask a permission for a button: ``{% allowed user "awards.approve_batch" batch as may %}``.

    ``may.yes`` says whether, ``may.why`` why not.
    """
    why = refusal(actor, permission, record)
    return {"yes": why is None, "why": why or ""}
