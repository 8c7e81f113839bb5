"""The indicators of a report with what they say: value, a year before, change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.enums import Source
from reports.models import Indicator, Report

Number = int | float | None


@dataclass(frozen=True, slots=True)
class Line:
    """
    One figure of a report.

    ``change`` is in percent, for a share in points; ``good`` says whether its direction is welcome,
    None where nothing changed. ``parts`` is what a share was divided from.
    """

    indicator: Indicator
    value: Number
    before: Number
    change: float | None
    good: bool | None
    target: int | None = None
    achieved: float | None = None
    parts: tuple[int, int] | None = None

    @property
    def code(self) -> str:
        return self.indicator.code


@dataclass(frozen=True, slots=True)
class Group:
    letter: str
    title: str
    lines: list[Line]


TITLES = {
    "A": _("A. Cơ cấu"),
    "B": _("B. Phát động, đăng ký"),
    "C": _("C. Sáng kiến"),
    "D": _("D. Công trình, sản phẩm, hội thi"),
    "E": _("E. Danh hiệu, khen thưởng"),
    "F": _("F. Điển hình tiên tiến"),
    "G": _("G. Kiểm tra, Hội đồng, khiếu nại"),
    "H": _("H. Kinh phí"),
}


def list_indicators(report: Report) -> list[Indicator]:
    """Return the indicators as they were defined at the end of the report's period."""
    return list(Indicator.objects.in_force(report.period.last_day).order_by("position"))


def list_lines(report: Report, indicators: Iterable[Indicator]) -> dict[str, Line]:
    """Return the figures of a report by indicator code; no query."""
    return {row.code: _line(report, row) for row in indicators}


def group_lines(report: Report, lines: Mapping[str, Line], *, everything: bool = False) -> list[Group]:
    """
    Return the figures by group.

    Without ``everything`` only what the period asks for or has a figure for: a month does not
    ask for what is counted once a year.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines.values():
        if everything or is_shown(report, line):
            groups.setdefault(line.indicator.group[0], []).append(line)
    return [Group(letter, str(TITLES.get(letter, letter)), found) for letter, found in sorted(groups.items())]


def is_shown(report: Report, line: Line) -> bool:
    """Whether a figure belongs in a report of this period."""
    computed = line.indicator.source in {Source.TALLY, Source.RATIO, Source.TARGET}
    return line.indicator.is_asked_in(report.period_kind) or (computed and bool(line.value or line.before))


def _line(report: Report, indicator: Indicator) -> Line:
    value, before = _value(report.figures, indicator), _value(report.previous, indicator)
    aim = report.targets.get(indicator.code, {})
    achieved = round(aim["reached"] * 100 / aim["target"], 1) if aim else None
    if indicator.source == Source.TARGET:
        of = report.targets.get(indicator.formula.get("of", ""), {})
        value = round(of["reached"] * 100 / of["target"], 1) if of else None
        before = None
    if report.built_at is None:
        value = before = None
    change = _change(value, before, points=indicator.is_percent)
    good = None if not change else (change > 0) != indicator.lower_is_better
    parts = report.figures.get("parts", {}).get(indicator.code)
    return Line(indicator, value, before, change, good, aim.get("target"), achieved, tuple(parts) if parts else None)


def _value(figures: Mapping[str, Any], indicator: Indicator) -> Number:
    """What was never counted is nought; what a unit did not fill in, or cannot be divided, is unknown."""
    value: Number = figures.get(indicator.code)
    return 0 if value is None and indicator.source == Source.TALLY else value


def _change(value: Number, before: Number, *, points: bool) -> float | None:
    if value is None or before is None or (not points and not before):
        return None
    return round(value - before, 1) if points else round((value - before) * 100 / before, 1)
