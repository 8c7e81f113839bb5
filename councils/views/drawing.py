"""A session in the shapes the components draw."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from councils.enums import ItemOutcome, SessionState
from councils.models import AgendaItem, Session
from councils.selectors import AgendaLine
from portal.core.templatetags.vi import moment

STAGES = (
    (SessionState.PLANNED, _l("Chuẩn bị")),
    (SessionState.INVITED, _l("Đọc hồ sơ, chấm")),
    (SessionState.OPEN, _l("Họp")),
    (SessionState.VOTING, _l("Bỏ phiếu")),
    (SessionState.COUNTED, _l("Kiểm phiếu, biên bản")),
    (SessionState.CLOSED, _l("Kết thúc")),
)
SCORES_APART = 20  # DOMAIN 5.4: a scorer further off than this is worth a word in the room


def draw_steps(session: Session) -> list[dict[str, Any]]:
    """Return the stepper; an adjourned session stands where it will be invited again."""
    if session.state == SessionState.CANCELLED:
        return []
    order = [state for state, _label in STAGES]
    now = order.index(SessionState.PLANNED if session.state == SessionState.ADJOURNED else SessionState(session.state))
    states = ["done"] * now + ["now"] + ["todo"] * (len(order) - now - 1)
    return [{"label": label, "state": state} for (_state, label), state in zip(STAGES, states, strict=True)]


def draw_turn(session: Session, agenda: Sequence[AgendaLine], *, leads: bool) -> dict[str, Any]:
    """Return the card that says whose turn it is: the reader's own first; ways on are for who leads the session."""
    to_vote = sum(line.next == "vote" for line in agenda)
    to_score = sum(line.next in {"declare", "score", "draft"} for line in agenda)
    if to_vote:
        url = reverse("councils:ballot", args=[session.pk])
        return _yours(_("%(n)d phiếu chờ bạn bỏ") % {"n": to_vote}, url, _("Bỏ %(n)d phiếu") % {"n": to_vote})
    if to_score and session.rubric_snapshot:
        url = reverse("councils:score_next", args=[session.pk])
        due = _("hạn %(due)s") % {"due": moment(session.scores_due_at)} if session.scores_due_at else ""
        return _yours(_("%(n)d hồ sơ chờ bạn chấm") % {"n": to_score}, url, _("Chấm tiếp"), note=due)
    card = WORDS[SessionState(session.state)](session)
    return card if leads else card | {"url": ""}


def _yours(body: str, url: str, action: str, *, note: str = "") -> dict[str, Any]:
    return {"title": _("Việc của bạn"), "body": body, "note": note, "url": url, "action": action, "yours": True}


def _card(title: str, body: str, note: str = "", *, over: bool = False) -> dict[str, Any]:
    return {"title": title, "body": body, "note": note, "over": over}


def _counted(session: Session) -> dict[str, Any]:
    if session.items.filter(outcome=ItemOutcome.WAITING).exists():
        return _card(_("Đang chờ"), _("Người chủ trì chuyển sang hồ sơ tiếp theo"))
    card = _card(_("Đang chờ"), _("Thư ký lập biên bản, người chủ trì và Thư ký ký"), _("Kết quả kiểm phiếu đã khóa."))
    return card | {"url": reverse("councils:minutes", args=[session.pk]), "action": _("Đến biên bản")}


def _planned(session: Session) -> dict[str, Any]:
    return _card(_("Đang chờ"), _("Thư ký chuẩn bị hồ sơ và mời họp"), moment(session.held_at))


def _invited(session: Session) -> dict[str, Any]:
    return _card(_("Đang chờ"), _("Người chủ trì khai mạc"), moment(session.held_at))


def _open(session: Session) -> dict[str, Any]:
    return _card(_("Đang họp"), _("Người chủ trì mở phiếu"))


def _voting(session: Session) -> dict[str, Any]:
    return _card(_("Đang bỏ phiếu"), _("Chờ kiểm phiếu"), _("Kết quả hiện sau khi kiểm phiếu."))


def _closed(session: Session) -> dict[str, Any]:
    return _card(_("Đã kết thúc"), _("Biên bản đã ký"), moment(session.closed_at), over=True)


def _adjourned(session: Session) -> dict[str, Any]:
    return _card(_("Tạm hoãn"), _("Thư ký mời lại"), session.reason)


def _cancelled(session: Session) -> dict[str, Any]:
    return _card(_("Đã hủy"), session.reason or _("Phiên họp không diễn ra"), over=True)


WORDS: dict[str, Callable[[Session], dict[str, Any]]] = {
    SessionState.PLANNED: _planned,
    SessionState.INVITED: _invited,
    SessionState.OPEN: _open,
    SessionState.VOTING: _voting,
    SessionState.COUNTED: _counted,
    SessionState.CLOSED: _closed,
    SessionState.ADJOURNED: _adjourned,
    SessionState.CANCELLED: _cancelled,
}


def draw_results(items: Iterable[AgendaItem], *, receipts: Mapping[int, list[str]]) -> list[dict[str, Any]]:
    """Return counted dossiers with their figures in words, best mean first where there are points."""
    ranked = sorted(items, key=lambda item: (-(item.mean_points or 0), item.position))
    return [
        {
            "item": item,
            "passed": item.outcome == ItemOutcome.PASSED,
            "apart": item.spread_points is not None and item.spread_points > SCORES_APART,
            "receipts": receipts.get(item.pk, []),
        }
        for item in ranked
    ]
