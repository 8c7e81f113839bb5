"""Figures and history of a campaign in the words and shapes the components draw."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.enums import Measure
from campaigns.models import Campaign
from campaigns.selectors import Progress, Rate, is_wide, tile_name
from campaigns.states import STEPS
from portal.core.models import AuditLine
from portal.core.templatetags.vi import NBSP, moment, number, percent, short_vnd

# How far below the floor a unit still is “near”, and still “below”; further down it is “far”.
NEAR, BELOW = 15, 35
MOST_LINES = 40


def draw_tiles(campaign: Campaign, rates: list[Rate], *, floor: Decimal) -> list[dict[str, Any]]:
    """Return the tiles of the units below; none where there is only one part to show."""
    if len(rates) < 2:  # noqa: PLR2004
        return []
    return [_tile(campaign, rate, float(floor)) for rate in rates]


def _tile(campaign: Campaign, rate: Rate, floor: float) -> dict[str, Any]:
    below = rate.unit or campaign.launch_unit
    url = reverse("campaigns:answers", args=[campaign.pk])
    return {
        "label": tile_name(rate.unit, campaign.launch_unit) if rate.unit else _("CĐCS trực thuộc"),
        "shown": f"{rate.percent:.0f}%" if rate.responded else _("chưa"),
        "value": rate.percent if rate.responded else None,
        "band": _band(rate, floor),
        "url": f"{url}?don_vi={below.pk}" if rate.unit else url,
        "wide": rate.unit is not None and is_wide(rate.unit),
    }


def _band(rate: Rate, floor: float) -> str:
    if not rate.responded:
        return "none"
    if rate.percent >= floor:
        return "met"
    if rate.percent >= floor - NEAR:
        return "near"
    return "below" if rate.percent >= floor - BELOW else "far"


def draw_tile_keys(floor: Decimal) -> list[tuple[str, str]]:
    """Return the legend of the tiles for a floor of so many percent."""
    whole = int(floor)
    return [
        ("met", _("Từ %(floor)d%%, đạt") % {"floor": whole}),
        ("near", _("%(low)d–%(high)d%%") % {"low": whole - NEAR, "high": whole - 1}),
        ("below", _("%(low)d–%(high)d%%") % {"low": whole - BELOW, "high": whole - NEAR - 1}),
        ("far", _("Dưới %(low)d%%") % {"low": whole - BELOW}),
        ("none", _("Chưa hưởng ứng")),
    ]


def draw_tile_words(rates: list[Rate], *, floor: Decimal) -> str:
    """Return the finding under the figure: how many units are below the floor, how many have not begun."""
    low = sum(1 for rate in rates if 0 < rate.percent < float(floor))
    none = sum(1 for rate in rates if not rate.responded)
    words = _("Mục tiêu %(floor)s.") % {"floor": percent(floor)}
    if low and none:
        return words + " " + _("Còn %(low)d nơi chưa đạt và %(none)d nơi chưa bắt đầu.") % {"low": low, "none": none}
    if low:
        return words + " " + _("Còn %(low)d nơi chưa đạt.") % {"low": low}
    return words + " " + (_("%(none)d nơi chưa bắt đầu.") % {"none": none} if none else _("Nơi nào cũng đạt."))


def draw_targets(progress: Iterable[Progress]) -> list[dict[str, Any]]:
    """Return the targets with their bars, in words for each kind of figure."""
    return [_target(one) for one in progress]


def _target(one: Progress) -> dict[str, Any]:
    target = one.target
    name, shown = target.name, _amount(one.target.indicator, target.value)
    if one.value is None:
        unit = "" if target.indicator in {Measure.VALUE, Measure.RESPONSE_RATE} else target.unit_of_measure
        return {"label": name, "shown": f"{shown} {unit}".strip(), "measured": False}
    return {
        "label": name,
        "shown": _pair(_amount(target.indicator, one.value), shown),
        "measured": True,
        "value": float(one.value),
        "whole": float(target.value),
        "tick": None if one.tick is None else float(one.tick),
        "kind": "warn" if one.is_behind and target.indicator == Measure.RESPONSE_RATE else "",
        "note": _note(one),
    }


def _pair(reached: str, asked: str) -> str:
    """``68,4 tỷ đồng`` of ``120 tỷ đồng`` reads as ``68,4 / 120 tỷ đồng``."""
    unit = asked.partition(NBSP)[2]
    return f"{reached.removesuffix(NBSP + unit) if unit else reached} / {asked}"


def _amount(indicator: str, value: Decimal) -> str:
    if indicator == Measure.VALUE:
        return short_vnd(int(value))
    if indicator == Measure.RESPONSE_RATE:
        return percent(value)
    return number(value)


def _note(one: Progress) -> str:
    reached = _("Đạt %(percent)s.") % {"percent": percent(one.percent)}
    if one.target.indicator == Measure.RESPONSE_RATE:
        missing = one.target.value - (one.value or 0)
        return _("Thiếu %(points)s điểm phần trăm.") % {"points": number(missing)} if missing > 0 else _("Đã đạt.")
    if one.target.indicator == Measure.VALUE:
        return reached + " " + _("Chỉ tính phần đã công nhận. Vạch đen: mức cần có đến hôm nay.")
    return reached + " " + _("Vạch đen: mức cần có đến hôm nay.") if one.tick is not None else reached


UNSHOWN = {"campaign.save", "campaign.respond"}
WORDS = {step.name: step.label for step in STEPS}


def draw_history(lines: Iterable[AuditLine]) -> list[dict[str, Any]]:
    """Return the steps of a campaign as a timeline, newest first; answers and saves have their own places."""
    shown = [line for line in lines if line.action not in UNSHOWN][-MOST_LINES:]
    return [_line(line) for line in reversed(shown)]


def _line(line: AuditLine) -> dict[str, Any]:
    other = {
        "campaign.start": _("Bắt đầu soạn"),
        "campaign.amend": _("Sửa đổi, bổ sung"),
        "campaign.review": _("Ghi sơ kết, tổng kết"),
        "campaign.import": _("Nhập từ sổ cũ"),
        "campaign.hand_over": _("Đơn vị kế thừa tiếp tục"),
        "difficulty.raise": _("Nêu khó khăn"),
        "difficulty.hand_over": _("Đơn vị kế thừa tiếp tục"),
    }
    returned = line.action in {"campaign.return", "campaign.cancel", "campaign.cancel_draft", "difficulty.reopen"}
    return {
        "title": WORDS.get(line.action) or other.get(line.action, line.action),
        "when": moment(timezone.localtime(line.at)),
        "who": line.actor.full_name if line.actor else "",
        "quote": line.note,
        "state": "back" if returned else "seal" if line.action == "campaign.launch" else "done",
    }
