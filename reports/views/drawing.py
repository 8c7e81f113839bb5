"""Reports as the components draw them: steps, figures, tables with links to their records."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from portal.core.models import AuditLine
from portal.core.templatetags.vi import day, moment, number, percent, short_vnd, vnd
from reports import selectors
from reports.enums import NarrativePart
from reports.enums import ReportState as S
from reports.models import Indicator, Report
from reports.selectors import Line
from reports.states import STEPS
from reports.views.records import AWARDS, indicator_url, record_url

BADGES = {
    S.COLLECTING: "run",
    S.SUBMITTED: "wait",
    S.RETURNED: "bad",
    S.ACCEPTED: "ok",
    S.LOCKED: "seal",
    S.CORRECTED: "wait",
}
WORDS = {step.name: step.label for step in STEPS} | {
    "report.present": gettext_lazy("Trình ký"),
    "report.hand_back": gettext_lazy("Trả lại để sửa"),
    "report.supersede": gettext_lazy("Bản đính chính thay thế"),
}
BACK = frozenset({"report.return", "report.hand_back"})
BILLION = 10**9
BINDING = frozenset({"report.sign", "report.sign_correction", "report.lock", "report.relock"})
MOST_LINES = 30
NAMED = 3  # missing units named before “and n others”


def draw_badge(report: Report) -> dict[str, str]:
    """Return the word and look of where a report stands; presented for signature is a stop of its own."""
    if report.presented_at is not None and report.signed_at is None:
        return {"label": pgettext("state", "Trình ký"), "kind": "wait"}
    return {"label": report.get_state_display(), "kind": BADGES[S(report.state)]}


def draw_steps(report: Report, counts: tuple[int, int] | None) -> list[dict[str, str]]:
    """Return the way of a report with the stop it stands at."""
    sent = _("%(sent)d/%(total)d đơn vị") % {"sent": counts[0], "total": counts[1]} if counts else ""
    due = _("hạn %(day)s") % {"day": day(report.due_on)}
    at = _position(report)
    steps = [
        (_("Đang tổng hợp"), sent),
        (_("Trình ký"), due if at <= 1 else ""),
        (_("Đã gửi"), day(report.signed_at) if report.signed_at else ""),
        (_("Đã tiếp nhận"), day(report.accepted_at) if report.accepted_at else ""),
        (_("Đã khóa số liệu"), ""),
    ]
    states = ["done" if place < at else "now" if place == at else "todo" for place in range(len(steps))]
    return [{"label": label, "note": note, "state": state} for (label, note), state in zip(steps, states, strict=True)]


def _position(report: Report) -> int:
    if report.state in {S.COLLECTING, S.RETURNED}:
        return 1 if report.presented_at else 0
    if report.state == S.CORRECTED:
        return 2 if report.signed_at else 1 if report.presented_at else 0
    return {S.SUBMITTED: 2, S.ACCEPTED: 3, S.LOCKED: 4}[S(report.state)]


def draw_missing(report: Report, missing: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the units that have not sent, the first few by name, and what share of the members they are."""
    if not missing:
        return None
    members = report.figures.get("A01") or 0
    theirs = sum(unit.get("members") or 0 for unit in missing)
    return {
        "count": len(missing),
        "share": percent(theirs * 100 / members) if members and theirs else "",
        "names": ", ".join(unit["name"] for unit in missing[:NAMED]),
        "more": len(missing) - NAMED if len(missing) > NAMED else 0,
    }


def draw_summary(report: Report) -> list[str]:
    """Return, in a few lines, what a step is about to be taken on."""
    lines = selectors.list_lines(report, selectors.list_indicators(report))
    missing = report.missing if report.signed_at else selectors.missing_children([report.pk]).get(report.pk, [])
    summary = [f"{report.title}, {report.unit.short_name}"]
    for code in ("C01", "C02", "C07"):
        if code in lines:
            summary.append(f"{lines[code].indicator.label}: {shown(lines[code].indicator, lines[code].value)}")
    if missing:
        words = ngettext("Thiếu %(count)d đơn vị: %(names)s", "Thiếu %(count)d đơn vị: %(names)s", len(missing))
        names = ", ".join(unit["name"] for unit in missing[:10])
        summary.append(words % {"count": len(missing), "names": names + ("…" if len(missing) > 10 else "")})  # noqa: PLR2004
    return summary


def shown(indicator: Indicator, value: Any) -> str:
    """Return a figure in its unit, as text."""
    if value is None:
        return "–"
    if indicator.is_money:
        return vnd(value)
    return percent(value) if indicator.is_percent else number(value)


def draw_figures(report: Report, lines: Mapping[str, Line]) -> list[dict[str, Any]]:
    """Return the strip of main figures."""
    awards = sum(int(lines[code].value or 0) for code in AWARDS if code in lines)
    awards_before = sum(int(lines[code].before or 0) for code in AWARDS if code in lines)
    strip = [_figure(report, lines[code], label) for code, label in _main() if code in lines]
    direct = lines["E12"].value if "E12" in lines else None
    change = round((awards - awards_before) * 100 / awards_before, 1) if awards_before else None
    note = _("%(share)s là lao động trực tiếp") % {"share": percent(direct)} if direct is not None else ""
    strip.append({"label": _("Lượt khen thưởng"), "value": number(awards), "note": note, **_changed(change, good=None)})
    return strip


def _main() -> list[tuple[str, str]]:
    return [
        ("C01", _("Sáng kiến đăng ký")),
        ("C02", _("Sáng kiến được công nhận")),
        ("C07", _("Giá trị làm lợi đã công nhận")),
    ]


def _figure(report: Report, line: Line, label: str) -> dict[str, Any]:
    value, unit = number(line.value), ""
    if line.indicator.is_money and line.value is not None:
        value, _space, unit = short_vnd(line.value).partition("\u00a0")
    note = _("%(share)s chỉ tiêu năm") % {"share": percent(line.achieved)} if line.achieved is not None else ""
    url = record_url(report, line.code) or indicator_url(report, line.code)
    return {"label": label, "value": value, "unit": unit, "url": url, "note": note, **_changed(line.change, line.good)}


def _changed(change: float | None, good: bool | None) -> dict[str, Any]:
    if not change:
        return {}
    words = _("%(change)s so cùng kỳ") % {"change": percent(abs(change))}
    return {"change": words, "direction": "up" if change > 0 else "down", "good": good}


def draw_groups(report: Report, groups: Sequence[selectors.Group]) -> list[dict[str, Any]]:
    """Return the indicator tables: each number with the link to what it was counted from."""
    return [
        {"letter": group.letter, "title": group.title, "lines": [_row(report, line) for line in group.lines]}
        for group in groups
    ]


def _row(report: Report, line: Line) -> dict[str, Any]:
    indicator = line.indicator
    change = "" if line.change is None else percent(abs(line.change))
    if line.change is not None and indicator.is_percent:
        change = _("%(points)s điểm") % {"points": number(abs(line.change)).removesuffix(",0")}
    return {
        "code": line.code,
        "name": indicator.label,
        "value": _cell(indicator, line.value),
        "before": _cell(indicator, line.before),
        "money": indicator.is_money,
        "change": change,
        "direction": "up" if line.change and line.change > 0 else "down" if line.change else "",
        "good": line.good,
        "parts": "/".join(number(part) for part in line.parts) if line.parts else "",
        "url": record_url(report, line.code) if line.value else "",
        "about": indicator_url(report, line.code),
    }


def _cell(indicator: Indicator, value: Any) -> str:
    """As :func:`shown`, with milliards in short: the full amount is one click away."""
    long = indicator.is_money and value is not None and abs(value) >= BILLION
    return short_vnd(value) if long else shown(indicator, value)


def draw_narrative(report: Report) -> list[dict[str, str]]:
    """Return the written parts that have text, in the order of the paper."""
    return [
        {"label": str(part.label), "text": report.narrative[part.value]}
        for part in NarrativePart
        if report.narrative.get(part.value)
    ]


def draw_comparison(old: Report, new: Report, indicators: Sequence[Indicator]) -> list[dict[str, Any]]:
    """Return two editions side by side: every figure and part in which they differ first, then the rest."""
    before, after = selectors.list_lines(old, indicators), selectors.list_lines(new, indicators)
    rows = [
        {
            "label": f"{row.label} ({row.code})",
            "left": shown(row, before[row.code].value),
            "right": shown(row, after[row.code].value),
            "other": before[row.code].value != after[row.code].value,
        }
        for row in indicators
        if before[row.code].value or after[row.code].value
    ]
    return sorted(rows, key=lambda row: not row["other"])


def draw_word_comparison(old: Report, new: Report) -> list[dict[str, Any]]:
    """Return the written parts of two editions side by side."""
    rows = [
        {"label": part.label, "left": old.narrative.get(part, ""), "right": new.narrative.get(part, "")}
        for part in NarrativePart
    ]
    return [{**row, "other": row["left"] != row["right"]} for row in rows if row["left"] or row["right"]]


def draw_times(report: Report) -> dict[str, str]:
    """Return the period and the moment of the figures as the head of the page says them."""
    first, last = report.start_on, report.period.last_day
    start = f"{first:%d/%m}" if first.year == last.year else f"{first:%d/%m/%Y}"
    return {"period": f"{start}–{last:%d/%m/%Y}", "built": moment(report.built_at) if report.built_at else ""}


def draw_history(lines: Iterable[AuditLine]) -> list[dict[str, Any]]:
    """Return the steps of a report as a timeline, newest first; saves and refreshes are not steps."""
    shown_lines = [line for line in lines if line.action in WORDS][-MOST_LINES:]
    return [
        {
            "title": WORDS[line.action],
            "when": moment(line.at),
            "who": line.actor.full_name if line.actor else _("Cổng Thi đua"),
            "quote": line.note,
            "state": "back" if line.action in BACK else "seal" if line.action in BINDING else "done",
        }
        for line in reversed(shown_lines)
    ]
