"""Initiatives and what they are worth."""

from django.utils.translation import gettext as _

from awards.eligibility.checks.answer import Answer, Params
from awards.eligibility.facts import SCOPES, Facts, Solution
from portal.core.templatetags.vi import vnd


def solutions(facts: Facts, params: Params) -> Answer:
    """``count`` recognised initiatives of at least ``min_scope``, of the last ``years`` years, of one of ``kinds``."""
    if facts.solutions is None:
        return Answer(None, _("Hồ sơ chưa ghi sáng kiến nào."))
    floor = SCOPES.index(params.get("min_scope", SCOPES[0]))
    years, kinds = params.get("years"), params.get("kinds")
    fit = [
        row
        for row in facts.solutions
        if SCOPES.index(row.scope) >= floor
        and (not years or row.year is None or row.year > facts.year - years)
        and (not kinds or row.kind in kinds)
    ]
    enough = len(fit) >= params.get("count", 1)
    if not facts.solutions:
        return Answer(False, _("Không có sáng kiến nào được công nhận."))
    shown = ", ".join(_shown(row) for row in (fit if enough else facts.solutions)[:3])
    if enough:
        return Answer(True, _("Có sáng kiến phù hợp: %(shown)s.") % {"shown": shown})
    return Answer(
        False,
        _("Đúng phạm vi và thời gian: %(have)d, cần %(need)d. Đã có: %(shown)s.")
        % {"have": len(fit), "need": params.get("count", 1), "shown": shown},
    )


def _shown(row: Solution) -> str:
    scopes = {"co_so": _("phạm vi cơ sở"), "tinh_nganh": _("phạm vi tỉnh, ngành"), "toan_quoc": _("phạm vi toàn quốc")}
    return " ".join(part for part in (row.code, scopes[row.scope], str(row.year or "")) if part)


def benefit(facts: Facts, params: Params) -> Answer:
    """``min_vnd`` in all, or ``three_years_min_vnd`` over three years in a row that each had some."""
    total, yearly = facts.benefit_vnd, facts.yearly_benefits_vnd
    if total is None and yearly is None:
        return Answer(None, _("Hồ sơ chưa có giá trị làm lợi được xác nhận."))
    strict = params.get("more_than", False)
    floor = params["min_vnd"]
    if total is not None and (total > floor if strict else total >= floor):
        return Answer(True, _("Tổng giá trị làm lợi %(value)s.") % {"value": vnd(total)})
    series_floor = params.get("three_years_min_vnd")
    row = [(yearly or {}).get(facts.year - back, 0) for back in range(2, -1, -1)]
    if series_floor is not None and all(row) and sum(row) >= series_floor:
        return Answer(True, _("Ba năm liên tục tổng %(value)s.") % {"value": vnd(sum(row))})
    found = _("Tổng giá trị làm lợi %(value)s, cần %(floor)s.") % {"value": vnd(total or 0), "floor": vnd(floor)}
    if series_floor is not None and yearly is not None:
        found += " " + _("Ba năm gần nhất: %(row)s, cần cả ba năm đều có và tổng %(floor)s.") % {
            "row": ", ".join(vnd(value) for value in row),
            "floor": vnd(series_floor),
        }
    return Answer(False, found)


def one_achievement(facts: Facts, params: Params) -> Answer:
    """No other form, and no other award of the level, rests on the same achievement; ``judge`` sorted the uses."""
    if not facts.uses:
        return Answer(True, _("Thành tích này chưa dùng để xét hình thức khen nào khác."))
    use = facts.uses[0]
    return Answer(
        False,
        _("%(achievement)s đã dùng cho “%(label)s”.")
        % {"achievement": use.achievement or _("Thành tích này"), "label": use.label},
    )
