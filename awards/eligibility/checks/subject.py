"""Who or what is nominated."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from awards.eligibility.checks.answer import Answer, Params
from awards.eligibility.facts import Facts, schooling_rank
from units.enums import UnitStatus


def person_group(facts: Facts, params: Params) -> Answer:
    """Whether a ``manager``, a ``direct_worker``, and between ``min_education`` and ``max_education``."""
    answers = [_position(facts, params), _schooling(facts, params)]
    failed = next((answer for answer in answers if answer and answer.passed is False), None)
    unknown = next((answer for answer in answers if answer and answer.passed is None), None)
    found = " ".join(answer.found for answer in answers if answer)
    return failed or unknown or Answer(True, found)


def _position(facts: Facts, params: Params) -> Answer | None:
    if "direct_worker" in params:
        words = {True: _("Là lao động trực tiếp."), False: _("Không phải lao động trực tiếp.")}
        return _compare(
            facts.direct_worker, params["direct_worker"], words, _("Hồ sơ chưa ghi là lao động trực tiếp hay không.")
        )
    if "manager" in params:
        words = {True: _("Giữ chức vụ lãnh đạo, quản lý."), False: _("Không giữ chức vụ lãnh đạo, quản lý.")}
        return _compare(facts.manager, params["manager"], words, _("Hồ sơ chưa ghi có giữ chức vụ quản lý hay không."))
    return None


def _compare(known: bool | None, wanted: bool, words: Mapping[bool, str], missing: str) -> Answer:
    return Answer(None, missing) if known is None else Answer(known == wanted, words[known])


def _schooling(facts: Facts, params: Params) -> Answer | None:
    top, bottom = schooling_rank(params.get("max_education")), schooling_rank(params.get("min_education"))
    if top is None and bottom is None:
        return None
    rank = schooling_rank(facts.education)
    if rank is None:
        return Answer(None, _("Hồ sơ chưa ghi trình độ học vấn."))
    found = _("Trình độ %(education)s.") % {"education": facts.education}
    return Answer((top is None or rank <= top) and (bottom is None or rank >= bottom), found)


def unit_works(facts: Facts, params: Params) -> Answer:
    """The collective still exists; a person is nominated by the unit they are in now."""
    if facts.unit_status in {"", UnitStatus.ACTIVE}:
        return Answer(True, _("Đơn vị đang hoạt động."))
    return Answer(False, _("%(name)s đã giải thể hoặc kết thúc hoạt động sau sắp xếp.") % {"name": facts.name})


def share_of(facts: Facts, params: Params) -> Answer:
    """At least ``percent`` of a collective hold ``count_of``."""
    whole, part = facts.counts.get("headcount"), facts.counts.get(params["count_of"])
    if not whole or part is None:
        return Answer(None, _("Hồ sơ chưa có số người và số người đạt danh hiệu."))
    found = _("%(part)d trên %(whole)d người, cần %(percent)s%%.") % {
        "part": part,
        "whole": whole,
        "percent": params["percent"],
    }
    return Answer(part * 100 >= params["percent"] * whole, found)


def number_of(facts: Facts, params: Params) -> Answer:
    """At least ``min`` of ``count_of``."""
    have = facts.counts.get(params["count_of"])
    if have is None:
        return Answer(None, _("Hồ sơ chưa có số liệu này."))
    return Answer(have >= params["min"], _("Có %(have)d, cần %(need)d.") % {"have": have, "need": params["min"]})


def service(facts: Facts, params: Params) -> Answer:
    """At least ``years`` years of service."""
    if facts.service_years is None:
        return Answer(None, _("Hồ sơ chưa ghi số năm công tác."))
    found = _("%(have)d năm công tác, cần %(need)d năm.") % {"have": facts.service_years, "need": params["years"]}
    return Answer(facts.service_years >= params["years"], found)


def flag(facts: Facts, params: Params) -> Answer:
    """A plain yes or no that someone has written down; ``wanted`` is the good answer."""
    known = facts.flags.get(params["flag"])
    if known is None:
        return Answer(None, _("Chưa ghi trong hồ sơ; người thẩm định kiểm tra."))
    return Answer(known == params.get("wanted", True), _("Hồ sơ ghi: có.") if known else _("Hồ sơ ghi: không."))


def by_hand(facts: Facts, params: Params) -> Answer:
    """What no register says; the appraiser reads the papers."""
    return Answer(None, _("Người thẩm định đọc hồ sơ để kết luận."))
