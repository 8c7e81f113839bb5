"""Every permission of councils."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from councils.enums import SeatRole
from portal.core.permissions import Condition, Rule
from units.enums import Role

PRESIDERS = (SeatRole.CHAIR, SeatRole.VICE)
OFFICERS = (Role.EMULATION_OFFICER, Role.GRASSROOTS_OFFICER)
WATCHERS = (*OFFICERS, Role.LEADER, Role.INSPECTOR)


def is_officer(actor: Any, record: Any) -> bool:
    """``record`` is a council or a session: who prepares them is an officer of their own unit."""
    return bool(actor.acts_for(record.unit, *OFFICERS))


def founds_councils(actor: Any, unit: Any) -> bool:
    return bool(actor.acts_for(unit, *OFFICERS, Role.LEADER))


def holds_seat(actor: Any, session: Any) -> bool:
    return session.seat_of(actor) is not None


def presides(actor: Any, session: Any) -> bool:
    seat = session.seat_of(actor)
    return seat is not None and seat.role in PRESIDERS


def is_secretary(actor: Any, session: Any) -> bool:
    seat = session.seat_of(actor)
    return seat is not None and seat.role == SeatRole.SECRETARY


def prepares(actor: Any, session: Any) -> bool:
    return is_secretary(actor, session) or is_officer(actor, session)


def counts(actor: Any, session: Any) -> bool:
    return presides(actor, session) or is_secretary(actor, session)


def signs_as(place: Any) -> str:
    """Return "chair", "secretary" or "" for what the holder of a seat signs minutes as."""
    if place.role in PRESIDERS:
        return "chair"
    return "secretary" if place.role == SeatRole.SECRETARY else ""


ONLY_OFFICERS = _("Chỉ chuyên viên thi đua, khen thưởng của đơn vị lập Hội đồng mới làm được việc này.")
ONLY_PREPARERS = _("Chỉ Thư ký Hội đồng hoặc chuyên viên của đơn vị lập Hội đồng mới chuẩn bị được phiên họp.")
ONLY_PRESIDERS = _("Chỉ Chủ tịch hoặc Phó Chủ tịch Hội đồng điều hành được phiên họp.")
ONLY_SECRETARY = _("Chỉ Thư ký Hội đồng làm được việc này.")
ONLY_COUNTERS = _("Chỉ Chủ tịch, Phó Chủ tịch hoặc Thư ký Hội đồng kiểm phiếu và ký biên bản được.")
ONLY_SEATS = _("Bạn không có tên trong Hội đồng của phiên họp này.")

PERMISSIONS: dict[str, Rule] = {
    "councils.found_council": (Condition(founds_councils, ONLY_OFFICERS),),
    "councils.manage_council": (Condition(is_officer, ONLY_OFFICERS),),
    "councils.plan_session": (Condition(lambda actor, council: council.prepared_by(actor), ONLY_PREPARERS),),
    "councils.prepare_session": (Condition(prepares, ONLY_PREPARERS),),
    "councils.invite_members": (Condition(prepares, ONLY_PREPARERS),),
    "councils.mark_attendance": (Condition(counts, ONLY_COUNTERS),),
    "councils.preside_session": (Condition(presides, ONLY_PRESIDERS),),
    "councils.cancel_session": (Condition(presides, ONLY_PRESIDERS),),
    "councils.take_part": (Condition(holds_seat, ONLY_SEATS),),
    "councils.enter_paper_ballots": (Condition(is_secretary, ONLY_SECRETARY),),
    "councils.count_ballots": (Condition(counts, ONLY_COUNTERS),),
    "councils.draft_minutes": (Condition(counts, ONLY_COUNTERS),),
    "councils.sign_minutes": (Condition(counts, ONLY_COUNTERS),),
    "councils.read_board": (
        Condition(lambda actor, session: counts(actor, session) or prepares(actor, session), ONLY_PREPARERS),
    ),
}
