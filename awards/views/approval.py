"""What a signer reads before signing, in a few lines."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from awards.documents import signature_of
from awards.enums import NominationState
from awards.models import Decision, Nomination
from awards.selectors.decisions import roll_of
from awards.selectors.law import holidays_between
from portal.core.documents.text import bind_heading
from portal.core.periods import working_days_between
from portal.core.templatetags.vi import day as shown_day


def council_facts(decision: Decision, rows: Sequence[Nomination]) -> list[tuple[str, str]]:
    """Return the session, the thinnest vote and the notice as label and text."""
    batch = decision.batch
    if batch is None:
        return []
    facts = _session_facts(batch, rows) if batch.session_id else [(_("Ban Thường vụ"), batch.opinion)]
    return [*facts, (_("Công khai"), _notice(batch))]


def _notice(batch: Any) -> str:
    start, end = batch.notice_from, batch.notice_until
    if start == end:
        return _("Không phải công khai trước")
    days = working_days_between(start, end, holidays_between(start, end))
    span = {"start": shown_day(start), "end": shown_day(end), "days": days}
    return _("%(start)s–%(end)s, đủ %(days)d ngày làm việc") % span


def _session_facts(batch: Any, rows: Sequence[Nomination]) -> list[tuple[str, str]]:
    session = batch.session
    places, people = roll_of(session)
    present = sum(place.present for place in places)
    facts = [
        (
            _("Họp %(day)s") % {"day": shown_day(session.held_at)},
            _("Dự %(present)d/%(all)d người, cần %(quorum)d")
            % {"present": present, "all": len(places), "quorum": session.quorum},
        )
    ]
    voted = [row for row in rows if row.council_base]
    if voted:
        low = min(voted, key=lambda row: (row.council_yes or 0) / (row.council_base or 1))
        facts.append((_("Phiếu thấp nhất"), f"{low.council_yes}/{low.council_base}"))
    failed = batch.nominations.filter(state=NominationState.COUNCIL_FAILED).count()
    if failed:
        facts.append((_("Không thông qua"), _("%(count)d hồ sơ") % {"count": failed}))
    if people:
        facts.append((_("Không tham gia xét"), _("%(people)d ủy viên, do xung đột lợi ích") % {"people": people}))
    return facts


def preview(decision: Decision) -> dict[str, Any]:
    """Return the heading and the articles of a decision as the page shows them; Vietnamese, as the paper is."""
    unit = decision.unit
    return {
        "above": bind_heading(unit.parent.name.upper()) if unit.parent else "",
        "issuer": bind_heading((decision.issuer_name or unit.name).upper()),
        "number": decision.symbol or f"…/QĐ-{unit.doc_suffix}",
        "place_date": _place_and_date(decision),
        "title": "QUYẾT ĐỊNH",
        "subject": bind_heading(decision.subject),
        "paragraphs": [
            format_html("<b>Điều {}.</b> {}", place, text)
            for place, text in enumerate(filter(None, decision.articles), start=1)
        ],
        "signer": decision.signer_name,
        "signer_title": format_html_join("", "{}<br>", ((line,) for line in signature_of(decision)["lines"])),
    }


def _place_and_date(decision: Decision) -> str:
    place, day = decision.unit.place or decision.unit.area, decision.decided_on
    if day is None:
        return f"{place}, ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)  # noqa: PLR2004 - Nghị định 30/2020
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def rule_words(rows: Sequence[Nomination]) -> str:
    """Return by which rule the list was judged, when it is one for all."""
    versions = {row.check_result.get("version", "") for row in rows}
    days = [row.received_on for row in rows if row.received_on]
    if not versions or not days:
        return ""
    words = {
        "versions": "; ".join(sorted(filter(None, versions))),
        "first": shown_day(min(days)),
        "last": shown_day(max(days)),
    }
    if words["first"] == words["last"]:
        return _("Xét theo %(versions)s; hồ sơ nhận ngày %(first)s.") % words
    return _("Xét theo %(versions)s; hồ sơ nhận từ %(first)s đến %(last)s.") % words
