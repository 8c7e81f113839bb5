"""How many of an award there may be: shares of a count, plain ceilings, and make-ups of a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from awards.eligibility.judge import Finding
from awards.eligibility.law import Law
from awards.enums import Verdict
from awards.models import QuotaRule

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Room:
    """What a quota leaves: ``limit`` in all (None: it is not a number), and whether ``proposed`` fit."""

    limit: int | None
    fits: bool | None
    found: str


def judge_quota(law: Law, family: str, *, on: date, proposed: int, counts: Counts, scope: str = "") -> list[Finding]:
    """
    Return a finding for each quota of ``family`` in force on ``on``.

    :param counts: what shares are taken of: ``ldtt_count``, or the number per level for a make-up
    :param scope: judge ceilings of this scope only; all of them when empty
    """
    rows = (row for row in law.quotas if row.family == family and row.holds_on(on))
    return [_find(row, proposed, counts) for row in rows if not scope or row.params.get("scope", scope) == scope]


def _find(row: QuotaRule, proposed: int, counts: Counts) -> Finding:
    room = KINDS[row.kind](row.params, proposed, counts)
    effect = {True: "", False: Verdict.QUOTA_EXCEEDED, None: Verdict.NEEDS_REVIEW}[room.fits]
    return Finding(row.code, row.text, room.fits, room.found, row.legal_basis, row.certainty, str(effect))


def share_limit(params: Mapping[str, Any], counts: Counts) -> int | None:
    """Return how many a share allows: whole persons, the rest dropped; None if the count is not known."""
    whole = counts.get(f"{params['of'].lower()}_count")
    return None if whole is None else int(Fraction(str(params["percent"])) * whole / 100)


def _share(params: Mapping[str, Any], proposed: int, counts: Counts) -> Room:
    limit = share_limit(params, counts)
    if limit is None:
        return Room(None, None, _("Chưa có số người đạt danh hiệu làm căn cứ tính."))
    whole = counts[f"{params['of'].lower()}_count"]
    numbers = {
        "percent": params["percent"],
        "whole": whole,
        "limit": limit,
        "proposed": proposed,
        "over": proposed - limit,
    }
    if proposed <= limit:
        return Room(limit, True, _("%(percent)s%% của %(whole)d người là %(limit)d; đề nghị %(proposed)d.") % numbers)
    found = _("%(percent)s%% của %(whole)d người là %(limit)d; đề nghị %(proposed)d, vượt %(over)d.") % numbers
    if limit == 0:
        found += " " + _("Muốn đề nghị cần lãnh đạo cấp quyết định khen cho phép bằng văn bản, nêu lý do.")
    return Room(limit, False, found)


def _ceiling(params: Mapping[str, Any], proposed: int, counts: Counts) -> Room:
    limit = int(params["max"])
    numbers = {"limit": limit, "proposed": proposed, "over": proposed - limit}
    if proposed <= limit:
        return Room(limit, True, _("Đề nghị %(proposed)d, tối đa %(limit)d.") % numbers)
    return Room(limit, False, _("Đề nghị %(proposed)d, tối đa %(limit)d, vượt %(over)d.") % numbers)


def _make_up(params: Mapping[str, Any], proposed: int, counts: Counts) -> Room:
    known = {*params["min_percent"], *params["max_percent"]}
    parts = {name: counts[name] for name in known if name in counts}
    total = proposed or sum(parts.values())
    wrong = (
        []
        if total <= params["max_total"]
        else [_("tổng %(total)d, tối đa %(max)d") % {"total": total, "max": params["max_total"]}]
    )
    wrong += [
        _("%(name)s có %(have)d trên %(total)d, ít nhất %(percent)s%%")
        % {"name": name, "have": parts.get(name, 0), "total": total, "percent": least}
        for name, least in params["min_percent"].items()
        if parts and parts.get(name, 0) * 100 < least * total
    ]
    wrong += [
        _("%(name)s có %(have)d trên %(total)d, tối đa %(percent)s%%")
        % {"name": name, "have": parts.get(name, 0), "total": total, "percent": most}
        for name, most in params["max_percent"].items()
        if parts.get(name, 0) * 100 > most * total
    ]
    if wrong:
        return Room(params["max_total"], False, "; ".join(wrong).capitalize() + ".")
    return Room(params["max_total"], True, _("Tổng %(total)d, đúng cơ cấu.") % {"total": total})


KINDS: dict[str, Callable[[Mapping[str, Any], int, Counts], Room]] = {
    "share_of": _share,
    "max_count": _ceiling,
    "composition": _make_up,
}
