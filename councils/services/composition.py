"""Councils and who sits in them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from councils.enums import CouncilKind, SeatRole
from councils.models import Council, Seat
from councils.selectors.regulations import rule_on
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import lock
from units.models import Member, Unit


@transaction.atomic
def found_council(
    unit: Unit,
    *,
    actor: Any,
    at: datetime,
    kind: str,
    name: str,
    decision_no: str,
    decided_on: date,
    valid_from: date | None = None,
    valid_to: date | None = None,
    quorum_percent: Decimal | None = None,
    quorum_basis: str = "",
) -> Council:
    """
    Return a council of ``unit`` as its establishing decision made it.

    Without a quorum of its own it takes the rule's of the day of the decision.

    :raises DomainError: if the decision is recorded already
    """
    require(actor, "councils.found_council", unit)
    if Council.objects.filter(unit=unit, kind=kind, decision_no=decision_no).exists():
        raise DomainError(
            _("Quyết định %(number)s đã được ghi cho Hội đồng này.") % {"number": decision_no}, field="decision_no"
        )
    if quorum_percent is None:
        rule = rule_on("quorum", decided_on)
        quorum_percent, quorum_basis = rule.value, rule.basis or rule.text
    council = Council.objects.create(
        unit=unit,
        kind=kind,
        name=name,
        decision_no=decision_no,
        decided_on=decided_on,
        valid_from=valid_from or decided_on,
        valid_to=valid_to,
        quorum_percent=quorum_percent,
        quorum_basis=quorum_basis,
        created_at=at,
    )
    audit.record(
        "council.found", council, actor=actor, at=at, after={"name": name, "decision_no": decision_no, "kind": kind}
    )
    return council


@transaction.atomic
def seat_member(
    council: Council,
    member: Member,
    *,
    actor: Any,
    at: datetime,
    role: str = SeatRole.MEMBER,
    votes: bool = True,
    valid_from: date | None = None,
) -> Seat:
    """
    Return the seat of ``member``; sessions that were invited already keep the seats they had.

    :raises DomainError: if they sit there already, the council has a chair, or it is full
    """
    lock(council)
    require(actor, "councils.manage_council", council)
    day = valid_from or council.valid_from
    _refuse_seat(council, member, role, day)
    seat = Seat.objects.create(council=council, member=member, role=role, votes=votes, valid_from=day)
    audit.record("seat.take", council, actor=actor, at=at, after={"member": member, "role": role, "votes": votes})
    return seat


def _refuse_seat(council: Council, member: Member, role: str, day: date) -> None:
    seats = council.seats.filter(valid_to__isnull=True)
    if seats.filter(member=member).exists():
        raise DomainError(
            _("%(name)s đã là thành viên Hội đồng này.") % {"name": member.full_name}, field="member_code"
        )
    if role == SeatRole.CHAIR and seats.filter(role=SeatRole.CHAIR).exists():
        raise DomainError(_("Hội đồng đã có Chủ tịch. Hãy cho thôi người cũ trước."), field="role")
    if council.kind == CouncilKind.AWARD:
        limit = rule_on("award_council_size", day)
        if seats.count() >= limit.value:
            raise DomainError(
                _("Hội đồng Thi đua - Khen thưởng có tối đa %(limit)d thành viên (%(basis)s).")
                % {"limit": limit.value, "basis": limit.basis}
            )


@transaction.atomic
def vacate_seat(seat: Seat, *, actor: Any, at: datetime, reason: str, valid_to: date | None = None) -> None:
    """End a seat; the sessions it took part in keep it."""
    lock(seat)
    require(actor, "councils.manage_council", seat.council)
    if seat.valid_to is not None:
        raise DomainError(_("Người này đã thôi tham gia Hội đồng."))
    seat.valid_to = valid_to or day_of(at)
    seat.save(update_fields=["valid_to"])
    audit.record(
        "seat.leave",
        seat.council,
        actor=actor,
        at=at,
        note=reason,
        before={"member": seat.member_id},
        after={"valid_to": seat.valid_to},
    )
