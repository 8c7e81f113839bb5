"""How each year was rated."""

from django.utils.translation import gettext as _

from awards.eligibility.checks.answer import Answer, Params, listed, with_papers
from awards.eligibility.facts import RATINGS, Facts
from awards.enums import Rating


def rating(facts: Facts, params: Params) -> Answer:
    """``at_least`` in each of the last ``years`` years, that of the nomination included."""
    wanted = [facts.year - back for back in range(params.get("years", 1))]
    enough = RATINGS[: RATINGS.index(params["at_least"]) + 1]
    poor = {year: facts.ratings[year] for year in wanted if year in facts.ratings and facts.ratings[year] not in enough}
    if poor:
        shown = ", ".join(f"{year}: {Rating(poor[year]).label.lower()}" for year in sorted(poor))
        return Answer(False, _("Xếp loại thấp hơn mức cần: %(years)s.") % {"years": shown})
    unknown = [year for year in wanted if year not in facts.ratings]
    if unknown and facts.flags.get("ratings_complete"):
        return Answer(False, _("Không đạt mức này năm %(years)s.") % {"years": listed(unknown)})
    if unknown:
        return Answer(None, _("Chưa có xếp loại năm %(years)s trong hồ sơ.") % {"years": listed(unknown)})
    shown = ", ".join(f"{year}: {Rating(facts.ratings[year]).label.lower()}" for year in sorted(wanted))
    return Answer(True, _("Xếp loại %(years)s.") % {"years": shown})


def standard_of(facts: Facts, params: Params) -> Answer:
    """The title ``family`` in the year, or the rating its standard asks for."""
    held = facts.years_of(params["family"])
    if facts.year in held:
        return Answer(True, _("Đã đạt danh hiệu năm %(years)s.") % {"years": with_papers(held, [facts.year])})
    if params["family"] in facts.whole_record:
        return Answer(False, _("Không đạt danh hiệu này năm %(year)d.") % {"year": facts.year})
    return rating(facts, {"at_least": params["or_rating"]})
