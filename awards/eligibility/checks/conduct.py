"""Whether anybody was disciplined; who and for what is opened on the person's page, never told here."""

from django.utils.translation import gettext as _

from awards.eligibility.checks.answer import Answer, Params
from awards.eligibility.checks.subject import flag
from awards.eligibility.facts import Facts, Measure


def discipline(facts: Facts, params: Params) -> Answer:
    """
    None of ``forms`` against the nominee (``of_people``: the people of a collective) begun in the year.

    With ``standing``: none that has effect on the day of judging. A ``flag`` that somebody wrote down goes before.
    Nothing on file is not known to be nothing: the portal holds what was entered, a union may not have entered it.
    """
    if params["flag"] in facts.flags:
        return flag(facts, {"flag": params["flag"], "wanted": False})
    measures = facts.people_measures if params.get("of_people") else facts.measures
    if measures is None:
        return Answer(None, _("Chưa ghi trong hồ sơ; người thẩm định kiểm tra."))
    counted = [one for one in measures if one.form in params["forms"]]
    if params.get("standing"):
        return _standing([one for one in counted if one.holds_on(facts.as_of)])
    begun = [one for one in counted if one.valid_from.year == facts.year]
    if begun:
        found = _("Hồ sơ đoàn viên ghi %(n)d trường hợp bị kỷ luật trong năm %(year)d.")
        return Answer(False, found % {"n": len(begun), "year": facts.year})
    if not params.get("of_people") and any(one.runs_into(facts.year) for one in counted):
        found = _("Bị kỷ luật từ trước năm %(year)d, trong năm này vẫn còn hiệu lực; cần người kiểm tra.")
        return Answer(None, found % {"year": facts.year}, review=True)
    found = _("Hồ sơ đoàn viên không ghi trường hợp nào trong năm %(year)d; người thẩm định kiểm tra.")
    return Answer(None, found % {"year": facts.year})


def _standing(found: list[Measure]) -> Answer:
    if found:
        return Answer(False, _("Hồ sơ đoàn viên ghi đang xem xét kỷ luật."))
    return Answer(None, _("Hồ sơ đoàn viên không ghi đang xem xét kỷ luật; người thẩm định kiểm tra."))
