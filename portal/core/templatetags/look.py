"""Icons, badges, bars and charts: what templates draw without arithmetic of their own. See docs/look.md."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.templatetags.vi import number

register = template.Library()

# A badge is a word and a shape; the icon is part of the shape.
BADGE_ICONS = {
    "draft": "",
    "wait": "clock",
    "run": "",
    "ok": "check-lg",
    "bad": "arrow-return-left",
    "late": "",
    "seal": "star-fill",
    "closed": "",
}
NOTE_ICONS = {"": "info-circle", "warn": "exclamation-triangle", "bad": "x-octagon", "ok": "check-circle"}
BAR_KINDS = {"": "f", "run": "f", "before": "f2", "ok": "g", "warn": "w"}
FEW_COLUMNS = 7
# How far a unit is from its target, loudest last.
TILE_BANDS = {"met": "q4", "near": "q3", "below": "q2", "far": "q1", "none": "q0"}


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """Return an icon of static/icons.svg, hidden from screen readers: a word stands beside it."""
    return format_html(
        '<svg class="td-i{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {extra}" if extra else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def state_badge(label: Any, kind: str = "run", sign: str | None = None) -> SafeString:
    """Return a state as a badge; ``kind`` is one of draft wait run ok bad late seal closed, ``sign`` another icon."""
    name = BADGE_ICONS[kind] if sign is None else sign
    drawn = f"{icon(name)} " if name else ""
    # Every part is escaped or made here; a list of fifty draws fifty of these.
    return mark_safe(f'<span class="td-badge is-{kind}">{drawn}{conditional_escape(label)}</span>')  # noqa: S308


@register.simple_tag
def note_icon(kind: str = "", sign: str = "") -> SafeString:
    """Return the icon of a note: the one asked for, or the one of its kind."""
    return icon(sign or NOTE_ICONS[kind])


@register.simple_tag
def due(deadline: date | datetime | None) -> SafeString:
    """Return a deadline the way the inbox shows it: overdue and today as badges, later as the day and what is left."""
    if deadline is None:
        return SafeString("")
    day = timezone.localtime(deadline).date() if isinstance(deadline, datetime) else deadline
    today = timezone.localdate()
    left = (day - today).days
    if left < 0:
        return state_badge(ngettext("Quá %(days)d ngày", "Quá %(days)d ngày", -left) % {"days": -left}, "late")
    if left == 0:
        time = f"{timezone.localtime(deadline):%H:%M} " if isinstance(deadline, datetime) else ""
        return state_badge(_("%(time)shôm nay") % {"time": time} if time else _("Hôm nay"), "wait")
    shown = f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"
    words = ngettext("còn %(days)d ngày", "còn %(days)d ngày", left) % {"days": left}
    return format_html('<b>{}</b> <span class="td-sm td-mute">{}</span>', shown, words)


@register.filter
def first_wrong(field: BoundField) -> bool:
    """Return whether this is the first field with an error: the one the cursor goes to."""
    form = field.form
    wrong = next((name for name in form.fields if name in form.errors and not form[name].is_hidden), None)
    return wrong == field.name


@register.filter
def has_wrong_field(form: BaseForm) -> bool:
    """Return whether an error belongs to a field one can go to."""
    return any(not form[name].is_hidden for name in form.errors if name in form.fields)


@register.filter
def count_wrong(form: BaseForm) -> int:
    """Return how many things are wrong: one field, or the form as a whole, may have several."""
    return sum(len(problems) for problems in form.errors.values())


def _share(value: float | None, whole: float | None) -> float:
    """Return value of whole in percent, held between 0 and 100."""
    if not value or not whole:
        return 0.0
    return round(min(max(float(value) / float(whole) * 100, 0.0), 100.0), 1)


def _svg(shape: str, height: int, parts: Sequence[tuple[str, float, float]], label: object) -> SafeString:
    named = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    drawn = "".join(f'<rect class="{css}" x="{x:g}" width="{width:g}" height="{height}"/>' for css, x, width in parts)
    return mark_safe(  # noqa: S308 (numbers and names of ours; the label is escaped)
        f'<svg class="{shape}" viewBox="0 0 100 {height}" preserveAspectRatio="none" {named}>{drawn}</svg>'
    )


@register.simple_tag
def bar(
    value: float | None, whole: float | None, label: object = "", kind: str = "", tick: float | None = None
) -> SafeString:
    """Return a bar of value over whole; ``tick`` (in the same unit) is where it should stand, a floor or a ceiling."""
    parts = [("t", 0.0, 100.0), (BAR_KINDS[kind], 0.0, _share(value, whole))]
    if tick is not None:
        parts.append(("m", min(max(_share(tick, whole) - 0.4, 0.0), 99.2), 0.8))
    return _svg("td-bar", 12, parts, label)


@register.simple_tag
def thin_bar(done: float, total: float, label: object = "") -> SafeString:
    """Return the 6-pixel bar at the head of a page: how many are done."""
    return _svg("td-thin", 6, [("t", 0.0, 100.0), ("f", 0.0, _share(done, total))], label)


@register.inclusion_tag("components/_target.html")
def target(
    label: object,
    shown: object,
    value: float | None,
    whole: float | None,
    *,
    note: object = "",
    kind: str = "",
    tick: float | None = None,
    url: str = "",
) -> dict[str, Any]:
    """Draw one target: name, figure in words (``shown``), bar, note."""
    drawn = bar(value, whole, f"{label}: {shown}", kind, tick)
    return {"label": label, "shown": shown, "bar": drawn, "note": note, "url": url}


@register.inclusion_tag("components/_bar_chart.html")
def bar_chart(
    rows: Sequence[Mapping[str, Any]],
    *,
    now: object,
    before: object = "",
    sentence: object,
    head: object = "",
    unit: object = "",
) -> dict[str, Any]:
    """
    Draw columns with their numbers, and the same as a table.

    ``rows``: mappings with ``label``, ``value``, when ``before`` is named ``before``, at will ``url`` (what the value
    was counted from; the table links it). ``now`` and ``before`` name the two series; ``sentence`` is what the chart
    says, for those who cannot see it; ``head`` names the rows in the table.
    """
    rows = list(rows)
    top = max([float(row.get(key) or 0) for row in rows for key in ("value", "before")], default=0.0) or 1.0
    columns = [_column(position, row, top, paired=bool(before)) for position, row in enumerate(rows)]
    return {
        "columns": columns,
        "rows": rows,
        # Twelve columns leave no room for their numbers on a phone: there they become rows.
        "rows_on_phone": hbars(rows)["rows"] if len(rows) > FEW_COLUMNS else [],
        "width": str(max(len(rows) * 53 + 4, 110)),
        "now": now,
        "before": before,
        "sentence": sentence,
        "head": head or _("Kỳ"),
        "unit": unit,
    }


def _column(position: int, row: Mapping[str, Any], top: float, *, paired: bool) -> dict[str, str]:
    left = position * 53 + 6
    height = float(row["value"] or 0) / top * 130
    past = float(row.get("before") or 0) / top * 130
    x, width = (left + 16, 24) if paired else (left + 4, 34)
    return {
        "x": f"{x}",
        "w": f"{width}",
        "y": f"{170 - height:.1f}",
        "h": f"{height:.1f}",
        "value": number(row["value"]),
        "middle": f"{x + width / 2:g}",
        "above": f"{164 - height:.1f}",
        "past_x": f"{left}",
        "past_y": f"{170 - past:.1f}",
        "past_h": f"{past:.1f}",
        "label": str(row["label"]),
        "centre": f"{left + 20 if paired else x + width / 2:g}",
    }


@register.inclusion_tag("components/_hbars.html")
def hbars(rows: Sequence[Mapping[str, Any]], *, caption: object = "") -> dict[str, Any]:
    """Draw rows of text with a bar each; ``rows``: mappings with ``label``, ``value``, at will ``shown``, ``url``."""
    top = max([float(row["value"] or 0) for row in rows], default=0.0)
    drawn = [{**row, "bar": bar(row["value"], top), "shown": row.get("shown") or number(row["value"])} for row in rows]
    return {"rows": drawn, "caption": caption}


@register.inclusion_tag("components/_tiles.html")
def tile_map(
    tiles: Sequence[Mapping[str, Any]],
    *,
    keys: Sequence[tuple[str, object]],
    label: object,
    head: object,
    name: str = "o-don-vi",
) -> dict[str, Any]:
    """
    Draw units as tiles, and the same as a table with the lowest first.

    ``tiles``: mappings with ``label``, ``shown`` (“91%”, “chưa”), ``value`` (a number or None, for the order),
    ``band`` (met near below far none), and at will ``url`` and ``wide``. ``keys``: pairs (band, words). ``head``
    names the figure.
    """
    drawn = [{**tile, "css": TILE_BANDS[tile["band"]]} for tile in tiles]
    lowest = sorted(drawn, key=lambda tile: -1.0 if tile["value"] is None else float(tile["value"]))
    met = sum(tile["band"] == "met" for tile in drawn)
    legend = [(TILE_BANDS[band], words) for band, words in keys]
    return {"tiles": drawn, "lowest": lowest, "met": met, "keys": legend, "label": label, "head": head, "name": name}
