"""What the nominee was given before."""

from itertools import pairwise

from django.utils.translation import gettext as _

from awards.eligibility.checks.answer import Answer, Params, listed, with_papers
from awards.eligibility.facts import Facts
from awards.enums import Merit


def title_in_years(facts: Facts, params: Params) -> Answer:
    """One of ``families`` held ``back`` years before (0: in the year itself)."""
    wanted = facts.year - params.get("back", 0)
    held = facts.years_of(*params["families"])
    if wanted in held:
        return Answer(True, _("Đã được tặng năm %(years)s.") % {"years": with_papers(held, [wanted])})
    if held:
        return Answer(
            False,
            _("Chỉ có của năm %(years)s, không có năm %(wanted)d.")
            % {"years": with_papers(held, list(held)), "wanted": wanted},
        )
    return Answer(False, _("Sổ khen thưởng không ghi lần nào; cần có của năm %(wanted)d.") % {"wanted": wanted})


def held_long_enough(facts: Facts, params: Params) -> Answer:
    """One of ``families`` held at least ``years`` years ago."""
    held = facts.years_of(*params["families"])
    old = [year for year in held if facts.year - year >= params["years"]]
    if old:
        return Answer(True, _("Đã được tặng năm %(years)s.") % {"years": with_papers(held, old)})
    if held:
        return Answer(
            False,
            _("Mới được tặng năm %(years)s, chưa đủ %(needed)d năm.")
            % {"years": with_papers(held, list(held)), "needed": params["years"]},
        )
    return Answer(False, _("Sổ khen thưởng không ghi lần nào."))


def once_in_life(facts: Facts, params: Params) -> Answer:
    """None of ``families`` held ever before."""
    held = facts.holds_any(*params["families"])
    if held is None:
        return Answer(True, _("Sổ khen thưởng chưa ghi lần nào."))
    when = f"{held.year} ({held.label})" if held.year and held.label else str(held.year or held.label)
    return Answer(False, _("Đã được tặng trước đây: %(when)s.") % {"when": when or _("có ghi nhận")})


def one_merit_per_level(facts: Facts, params: Params) -> Answer:
    """At one level and in one year, a comprehensive award excludes a thematic one and the other way round."""
    pair = {Merit.YEARLY, Merit.THEMATIC}
    other = next(
        (
            title
            for title in facts.titles
            if title.year == facts.year
            and title.level == params["level"]
            and facts.merit in pair
            and title.merit in pair - {facts.merit}
        ),
        None,
    )
    if other is None:
        return Answer(True, _("Chưa khen loại khác trong năm ở cấp này."))
    return Answer(
        False,
        _("Trong năm đã khen %(merit)s ở cấp này: %(label)s.")
        % {"merit": Merit(other.merit).label.lower(), "label": other.label},
    )


def few_at_levels(facts: Facts, params: Params) -> Answer:
    """At most ``max`` awards of ``levels`` in the year."""
    held = [title for title in facts.titles if title.year == facts.year and title.level in params["levels"]]
    if params["level"] not in params["levels"] or facts.merit in params.get("except_merits", []):
        return Answer(True, _("Không thuộc cấp bị giới hạn."))
    if len(held) < params["max"]:
        return Answer(True, _("Chưa có hình thức khen nào ở cấp này trong năm."))
    return Answer(
        False, _("Trong năm đã có: %(labels)s.") % {"labels": ", ".join(title.label or title.family for title in held)}
    )


def in_a_row(facts: Facts, params: Params) -> Answer:
    """``times`` awards of ``families`` without a gap, the last in the year of the nomination."""
    held = facts.years_of(*params["families"])
    wanted = [facts.year - back for back in range(params["times"])]
    missing = [year for year in wanted if year not in held]
    if not missing:
        return Answer(True, _("Đủ các năm liên tục: %(years)s.") % {"years": with_papers(held, wanted)})
    had = with_papers(held, [year for year in held if year <= facts.year])
    return Answer(
        False,
        _("Thiếu năm %(missing)s. Đã có: %(had)s.") % {"missing": listed(missing), "had": had or _("chưa có năm nào")},
    )


def in_a_row_on_base(facts: Facts, params: Params) -> Answer:
    """
    ``times`` awards of ``families`` in a row, each of which itself rests on ``base_years`` years of ``base_families``.

    Two such awards follow each other when ``base_years`` years lie between them. Nearer ones share
    base years, and base years that nobody has entered may exist on paper: both are for a person to judge.
    """
    held = facts.years_of(*params["families"])
    years = sorted(year for year in held if year <= facts.year)
    if len(years) < params["times"]:
        found = _("Mới có %(have)d lần, cần %(need)d. %(had)s") % _counted(held, years, params)
        return Answer(False, found.strip())
    last = years[-params["times"] :]
    if last[-1] < facts.year - params.get("within", 0):
        return Answer(False, _("Lần gần nhất là năm %(year)d, phải đề nghị ngay sau đó.") % {"year": last[-1]})
    gaps = [after - before for before, after in pairwise(last)]
    shown = with_papers(held, last)
    if max(gaps) > params["base_years"]:
        return Answer(False, _("Hai lần không liên tục: %(years)s.") % {"years": shown})
    if min(gaps) < params["base_years"]:
        return Answer(None, _("Các lần %(years)s dùng chung năm cơ sở; cần người kiểm tra.") % {"years": shown})
    return _base_chain(facts, params, last, shown)


def _counted(held: dict[int, str], years: list[int], params: Params) -> dict[str, object]:
    had = _("Đã có: %(years)s.") % {"years": with_papers(held, years)} if years else ""
    return {"have": len(years), "need": params["times"], "had": had}


def _base_chain(facts: Facts, params: Params, last: list[int], shown: str) -> Answer:
    chain = range(last[0] - params["base_years"] + 1, last[-1] + 1)
    base = facts.years_of(*params["base_families"])
    missing = [year for year in chain if year not in base]
    numbers = {"years": shown, "first": chain[0], "last": chain[-1], "missing": listed(missing)}
    if not missing:
        return Answer(True, _("Liên tục: %(years)s, đủ chuỗi cơ sở %(first)d–%(last)d.") % numbers)
    if facts.whole_record.issuperset(params["base_families"]):
        return Answer(False, _("Có %(years)s nhưng chuỗi cơ sở đứt ở năm %(missing)s.") % numbers)
    return Answer(
        None,
        _("Có %(years)s. Sổ chưa ghi danh hiệu cơ sở năm %(missing)s; cần người kiểm tra chuỗi %(first)d–%(last)d.")
        % numbers,
    )
