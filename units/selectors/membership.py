"""Where a member belonged and what they were, on any day; who may be one and the same person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.errors import DomainError
from portal.core.models import Folded
from portal.core.search import fold
from units.models import Member, MemberFact, Unit

FEW = 5


def past_facts_of(member_ids: Iterable[int]) -> Mapping[int, Sequence[MemberFact]]:
    """Return the facts that hold no more, by member, the oldest first; one query."""
    found: dict[int, list[MemberFact]] = defaultdict(list)
    for row in MemberFact.objects.filter(member__in=list(member_ids)).order_by("member", "valid_to"):
        found[row.member_id].append(row)
    return found


def facts_on(member: Member, day: date, past: Sequence[MemberFact] | None = None) -> Member | MemberFact:
    """Return what holds the member's dated facts as they stood on ``day``: the row of the past, or the member."""
    rows = member.past_facts.order_by("valid_to") if past is None else past
    return next((row for row in rows if row.valid_to > day), member)


@dataclass(frozen=True, slots=True)
class Stay:
    """That a member belonged to ``unit`` from one day up to, not including, another (None: not known, or still)."""

    unit: Unit
    since: date | None
    until: date | None
    reason: str = ""


def list_stays(member: Member) -> list[Stay]:
    """Return where a member belonged, the latest first."""
    moves = list(member.moves.select_related("from_unit", "to_unit").order_by("on", "pk"))
    if not moves:
        return [Stay(member.unit, member.joined_on, member.left_on)]
    stays = [Stay(moves[0].from_unit, member.joined_on, moves[0].on)]
    ends = [*(move.on for move in moves[1:]), member.left_on]
    stays += [Stay(move.to_unit, move.on, end, move.reason) for move, end in zip(moves, ends, strict=True)]
    return stays[::-1]


def unit_on(member: Member, day: date) -> Unit:
    """Return the unit a member belonged to on ``day``."""
    move = member.moves.filter(on__gt=day).select_related("from_unit").order_by("on").first()
    return move.from_unit if move else member.unit


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be of the same person, and why."""

    member: Member
    why: Any


def find_same_person(
    *,
    code: str = "",
    full_name: str = "",
    birth_date: date | None = None,
    unit: Unit | None = None,
    phone: str = "",
    but: Member | None = None,
) -> list[Alike]:
    """
    Return the records that may be of the person described, the surest first: a human decides.

    By the union code; by name, birth date and union; by the phone number.
    """
    rows = Member.objects.filter(merged_into__isnull=True).exclude(pk=but.pk if but else 0)
    kinds: list[tuple[Any, QuerySet[Member]]] = []
    if code:
        kinds.append((_("cùng mã đoàn viên"), rows.filter(code__iexact=code)))
    if full_name and birth_date and unit is not None:
        here = Q(grassroots=unit.grassroots_id) if unit.grassroots_id else Q(unit=unit)
        named = rows.filter(here, birth_date=birth_date).annotate(folded=Folded("full_name"))
        kinds.append((_("cùng họ tên, ngày sinh và đơn vị"), named.filter(folded=fold(full_name))))
    if phone:
        kinds.append((_("cùng số điện thoại"), rows.filter(phone=phone)))
    found: dict[int, Alike] = {}
    for why, alike in kinds:
        for member in alike.select_related("unit", "grassroots").order_by("pk")[:FEW]:
            found.setdefault(member.pk, Alike(member, why))
    return list(found.values())


def list_alike(member: Member) -> list[Alike]:
    """Return the other records that may be of the same person."""
    return find_same_person(
        full_name=member.full_name, birth_date=member.birth_date, unit=member.unit, phone=member.phone, but=member
    )


def find_by_code(code: str) -> Member:
    """
    Return the member with this union code.

    :raises DomainError: if there is none
    """
    found = Member.objects.filter(code__iexact=code.strip()).select_related("unit").first()
    if found is None:
        raise DomainError(_now("Không có đoàn viên nào mang mã “%(code)s”.") % {"code": code}, field="other")
    return found
