"""Where a dossier is, how it came there, and whose turn it is."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from councils.enums import ItemOutcome, SessionState
from councils.models import AgendaItem
from councils.selectors import Outcome, outcome_of, progress_of
from initiatives.enums import InitiativeState as S
from initiatives.models import Initiative
from portal.core import audit
from portal.core.models import AuditLine
from portal.core.periods import VIETNAM, day_of
from portal.core.templatetags.vi import day as as_day
from portal.core.templatetags.vi import moment
from portal.core.templatetags.vi import number as as_number


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of the way; ``state`` is done, now, todo, back or seal."""

    title: str
    state: str
    when: str = ""
    who: str = ""
    quote: str = ""
    text: str = ""
    icon: str = ""
    number: int = 0  # of the version handed in at this step
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: who, since when, until when, what the reader has to do."""

    body: str
    note: str = ""
    since: str = ""
    until: str = ""
    turn: str = ""
    title: str = ""
    yours: bool = False
    over: bool = False


# action: (words for an author, words for others, mark, whether the note is quoted)
MARKS = {
    "initiative.submit": (gettext_lazy("Bạn đã nộp"), gettext_lazy("Tác giả nộp"), "done", False),
    "initiative.resubmit": (gettext_lazy("Bạn đã bổ sung"), gettext_lazy("Tác giả bổ sung"), "done", False),
    "initiative.take_receipt": (gettext_lazy("CĐCS tiếp nhận"), gettext_lazy("Tiếp nhận"), "done", False),
    "initiative.return": (gettext_lazy("Trả lại, cần bổ sung"), gettext_lazy("Trả lại bổ sung"), "back", True),
    "initiative.accept": (gettext_lazy("Hợp lệ, chờ Hội đồng"), gettext_lazy("Hợp lệ, chờ Hội đồng"), "done", False),
    "initiative.reject": (gettext_lazy("Không hợp lệ"), gettext_lazy("Không hợp lệ"), "back", True),
    "initiative.send_to_council": (gettext_lazy("Đưa ra Hội đồng"), gettext_lazy("Đưa ra Hội đồng"), "done", False),
    "initiative.verify_value": (gettext_lazy("Đã thẩm định giá trị"), gettext_lazy("Thẩm định giá trị"), "done", False),
    "initiative.recognise": (
        gettext_lazy("Công nhận cấp cơ sở"), gettext_lazy("Công nhận cấp cơ sở"), "seal", False,
    ),
    "initiative.not_recognise": (gettext_lazy("Không công nhận"), gettext_lazy("Không công nhận"), "back", True),
    "initiative.recognise_upper": (
        gettext_lazy("Công nhận phạm vi cao hơn"), gettext_lazy("Công nhận phạm vi cao hơn"), "seal", False,
    ),
    "initiative.widen": (gettext_lazy("Công nhận toàn quốc"), gettext_lazy("Công nhận toàn quốc"), "seal", False),
    "initiative.revoke": (gettext_lazy("Thu hồi công nhận"), gettext_lazy("Thu hồi công nhận"), "back", True),
    "initiative.discard": (gettext_lazy("Bạn đã hủy bản nháp"), gettext_lazy("Hủy bản nháp"), "back", False),
    "initiative.withdraw": (gettext_lazy("Bạn đã rút hồ sơ"), gettext_lazy("Tác giả rút hồ sơ"), "back", True),
}  # fmt: skip
DECISIONS = frozenset({"initiative.recognise", "initiative.recognise_upper", "initiative.widen"})
SENT = "initiative.send_to_council"
HANDED_IN = frozenset({"initiative.submit", "initiative.resubmit"})
AHEAD = {
    S.DRAFT: ("submit", "check", "council", "decision"),
    S.RETURNED: ("check", "council", "decision"),
    S.SUBMITTED: ("council", "decision"),
    S.RECEIPT_CHECK: ("council", "decision"),
    S.ACCEPTED: ("council", "decision", "upper"),
    S.UNDER_REVIEW: ("decision", "upper"),
    S.RECOGNIZED_BASE: ("upper",),
}
WORDS = {
    "submit": (gettext_lazy("Nộp"), "send"),
    "check": (gettext_lazy("Kiểm tra hồ sơ"), "clipboard-check"),
    "council": (gettext_lazy("Hội đồng chấm điểm, bỏ phiếu"), "people"),
    "decision": (gettext_lazy("Quyết định công nhận cấp cơ sở"), "award"),
    "upper": (gettext_lazy("Xét phạm vi cao hơn, nếu được đề nghị"), "arrow-up"),
}
NOW = {
    S.DRAFT: gettext_lazy("Đang viết"),
    S.SUBMITTED: gettext_lazy("Chờ tiếp nhận"),
    S.RECEIPT_CHECK: gettext_lazy("Đang kiểm tra hồ sơ"),
    S.RETURNED: gettext_lazy("Chờ bổ sung"),
    S.ACCEPTED: gettext_lazy("Chờ đưa ra Hội đồng"),
    S.UNDER_REVIEW: gettext_lazy("Hội đồng đang xét"),
}


def list_steps(initiative: Initiative, *, for_author: bool) -> list[Mark]:
    """Return the way of the dossier: what was done, what goes on, what is still ahead. Two queries."""
    lines = list(audit.history(initiative).filter(action__in=MARKS))
    outcome = outcome_of(initiative) if any(line.action == SENT for line in lines) else None
    marks, number, place = [], 0, 0
    for line in lines:
        number += line.action in HANDED_IN
        marks.append(_mark(line, number, for_author=for_author))
        place = len(marks) if _before_the_vote(line, outcome) else place
    if outcome is not None:
        marks.insert(place, _ruling(outcome))
    state = S(initiative.state)
    if state in NOW:
        since = moment(initiative.saved_at) if state == S.DRAFT else ""
        now = _("Chờ lãnh đạo kết luận") if outcome and state == S.UNDER_REVIEW else str(NOW[state])
        marks.append(Mark(now, "now", when=since))
    return marks + [Mark(str(WORDS[name][0]), "todo", icon=WORDS[name][1]) for name in AHEAD.get(state, ())]


def _before_the_vote(line: AuditLine, outcome: Outcome | None) -> bool:
    """Sent to the council, or a value verified by the day it met."""
    if outcome is None or line.action != "initiative.verify_value":
        return line.action == SENT
    return day_of(line.at) <= outcome.held_on


def _mark(line: AuditLine, number: int, *, for_author: bool) -> Mark:
    author_words, other_words, kind, quoted = MARKS[line.action]
    title = str(author_words if for_author else other_words)
    if line.action == "initiative.resubmit":
        title += _(", bản %(number)d") % {"number": number}
    text = _("Quyết định số %(number)s.") % {"number": line.note} if line.action in DECISIONS and line.note else ""
    if not quoted and not text:
        text = line.note
    return Mark(
        title,
        kind,
        when=moment(line.at),
        who=str(line.actor or ""),
        quote=line.note if quoted else "",
        text=text,
        number=number if line.action in HANDED_IN else 0,
        at=line.at,
    )


def _ruling(outcome: Outcome) -> Mark:
    """What the council said; read by all who read the way, from the day the minutes were signed."""
    said = _("%(yes)d/%(all)d phiếu đồng ý, biên bản %(number)s.") % {
        "yes": outcome.yes,
        "all": outcome.denominator,
        "number": outcome.minutes_no,
    }
    if outcome.mean is not None:
        said = _("Điểm bình quân %(mean)s.") % {"mean": as_number(outcome.mean)} + " " + said
    title = _("Hội đồng thông qua") if outcome.passed else _("Hội đồng không thông qua")
    return Mark(
        title,
        "done" if outcome.passed else "back",
        when=as_day(outcome.held_on),
        who=outcome.council,
        text=said,
        at=datetime.combine(outcome.held_on, time.min, VIETNAM),
    )


def place_of(initiative: Initiative) -> AgendaItem | None:
    """Return its place on the agenda of the session it waits in; None if it waits in none."""
    items = AgendaItem.objects.filter(
        subject_type=initiative._meta.label_lower, subject_id=initiative.pk, outcome=ItemOutcome.WAITING
    )
    return items.exclude(session__state=SessionState.CANCELLED).select_related("session__council").first()


def whose_turn(
    initiative: Initiative,
    *,
    day: date,
    for_author: bool,
    since: datetime | None = None,
    missing: dict[str, str] | None = None,
) -> Turn:
    """Return who the dossier waits for on ``day``; ``since`` is when the last step was taken."""
    state = S(initiative.state)
    if state in (S.DRAFT, S.RETURNED):
        return _authors_turn(initiative, state, for_author=for_author, missing=missing or {})
    waited = _waited((day - day_of(since)).days) if since else ""
    if state == S.UNDER_REVIEW:
        return replace(_councils_turn(initiative, for_author=for_author), since=waited)
    if state in NOW:
        return replace(_unions_turn(initiative, state, for_author=for_author), since=waited)
    return Turn(body=str(initiative.get_state_display()), title=_("Kết quả"), note=_ending(initiative), over=True)


def _waited(days: int) -> str:
    return ngettext("Chờ %(days)d ngày", "Chờ %(days)d ngày", days) % {"days": days} if days else _("Từ hôm nay")


def _rest(for_author: bool) -> str:
    return _("Bạn chưa phải làm gì") if for_author else ""


def _authors_turn(initiative: Initiative, state: str, *, for_author: bool, missing: dict[str, str]) -> Turn:
    note = " ".join(missing.values()) if state == S.DRAFT else f"“{initiative.return_reason}”"
    until = _("bổ sung trước %(day)s") % {"day": as_day(initiative.return_due_on)} if initiative.return_due_on else ""
    body = _("Bạn") if for_author else initiative.author_names.partition(",")[0]
    turn = _("Việc của bạn") if for_author else ""
    if state == S.DRAFT and not missing:
        note = _("Bản nháp đã đủ, có thể nộp.")
    return Turn(body=body, note=note, until=until, turn=turn, yours=for_author)


def _unions_turn(initiative: Initiative, state: str, *, for_author: bool) -> Turn:
    notes = {
        S.SUBMITTED: _("Cán bộ công đoàn tiếp nhận hồ sơ."),
        S.RECEIPT_CHECK: _("Cán bộ công đoàn đang kiểm tra hồ sơ."),
        S.ACCEPTED: _("Hồ sơ hợp lệ. Thư ký Hội đồng đưa vào phiên họp tới."),
    }
    due = initiative.answer_due_on
    until = _("hẹn trả lời trước %(day)s") % {"day": as_day(due)} if due else ""
    return Turn(body=initiative.owner.short_name, note=notes[S(state)], until=until, turn=_rest(for_author))


def _councils_turn(initiative: Initiative, *, for_author: bool) -> Turn:
    item = place_of(initiative)
    outcome = outcome_of(initiative) if item is None else None
    if outcome is not None:
        return _leaders_turn(initiative, outcome, for_author=for_author)
    if item is None:
        note = _("Phiên họp trước không xét được. Thư ký Hội đồng sẽ đưa vào phiên khác.")
        return Turn(body=_("Thư ký Hội đồng"), note=note, turn=_rest(for_author))
    progress = progress_of(initiative)
    said = _("%(done)d/%(all)d ủy viên đã chấm.") % {"done": progress[0], "all": progress[1]} if progress else ""
    held = _("Họp ngày %(day)s.") % {"day": as_day(item.session.held_at)}
    return Turn(body=str(item.session.council), note=f"{said} {held}".strip(), turn=_rest(for_author))


def _leaders_turn(initiative: Initiative, outcome: Outcome, *, for_author: bool) -> Turn:
    result = _("Hội đồng thông qua") if outcome.passed else _("Hội đồng không thông qua")
    note = _("%(result)s (%(yes)d/%(all)d phiếu), biên bản %(number)s. Chờ kết luận.") % {
        "result": result,
        "yes": outcome.yes,
        "all": outcome.denominator,
        "number": outcome.minutes_no,
    }
    return Turn(body=_("Lãnh đạo %(unit)s") % {"unit": initiative.owner.short_name}, note=note, turn=_rest(for_author))


def _ending(initiative: Initiative) -> str:
    if initiative.state in (S.RECOGNIZED_BASE, S.RECOGNIZED_UPPER):
        return _("Phạm vi: %(scope)s, từ ngày %(day)s.") % {
            "scope": initiative.get_scope_display().lower(),
            "day": as_day(initiative.recognised_on),
        }
    return f"“{initiative.return_reason}”" if initiative.return_reason else ""
