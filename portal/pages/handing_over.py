"""
An official leaves: their roles, and what carries their name, go over to others in one step.

Most work waits for a role at a unit, not for a person: with the role it goes over by itself. Each app knows
which of its records name a person, and re-points those.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.selectors.handing_over import list_proposed
from awards.services.handing_over import hand_over_nominations
from campaigns.selectors.handing_over import list_headed
from campaigns.services.handing_over import hand_over_campaigns
from councils.selectors.handing_over import list_staffed
from councils.services.handing_over import hand_over_seats
from initiatives.selectors.handing_over import list_entered
from initiatives.services.handing_over import hand_over_initiatives
from portal.core import audit, notices
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from portal.core.periods import day_of
from portal.core.work import Work
from portal.core.workflow import lock
from portal.pages.work import list_work
from units.models import Assignment, Charge, User
from units.selectors import list_charges_by, roles_to_hand_over
from units.services import assign_role, end_role, fit_charges, pass_on_charges


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of record that names a person: what it is called, which there are, how they go over."""

    label: Any
    find: Callable[[Assignment], Any]
    move: Callable[..., int]


def _in_charge(held: Assignment) -> QuerySet[Charge]:
    return list_charges_by(held, day=timezone.localdate())


PARTS = (
    Part(gettext_lazy("Phong trào do người này chịu trách nhiệm"), list_headed, hand_over_campaigns),
    Part(gettext_lazy("Sáng kiến nhập hộ chưa nộp"), list_entered, hand_over_initiatives),
    Part(gettext_lazy("Đề nghị khen đang lập"), list_proposed, hand_over_nominations),
    Part(gettext_lazy("Ghế thư ký Hội đồng"), list_staffed, hand_over_seats),
    Part(gettext_lazy("Công đoàn cơ sở đang phụ trách"), _in_charge, pass_on_charges),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go over: counts of what names the person, and what waits for the role."""

    named: list[tuple[Any, int]]
    waiting: list[Work]


def preview(person: User, held: Iterable[Assignment], *, day: date) -> Preview:
    """Return what the roles ``held`` of ``person`` would take along."""
    roles = list(held)
    named = [(part.label, _count(part, roles)) for part in PARTS]
    return Preview([row for row in named if row[1]], list_work(person.with_only(roles), day=day))


def _count(part: Part, held: Iterable[Assignment]) -> int:
    # Two roles at a unit reach the same record.
    return len({pk for one in held for pk in part.find(one).values_list("pk", flat=True)})


@transaction.atomic
def hand_over(
    person: User, *, actor: Any, at: datetime, successors: Mapping[int, User | None], reason: str
) -> dict[str, int]:
    """
    End the roles of ``person`` that ``actor`` administers and give them on; return how many records of a kind moved.

    :param successors: by id of the role, who gets it; None: the role just ends, what it named stays
    :raises DomainError: if the roles are no longer those of ``successors``: somebody was quicker
    """
    lock(person)
    held = roles_to_hand_over(person, actor=actor, day=day_of(at))
    if not held or {one.pk for one in held} != set(successors):
        raise DomainError(_("Vai trò của người này vừa thay đổi hoặc đã bàn giao. Hãy xem lại trước khi bàn giao."))
    if any(successor == person for successor in successors.values()):
        raise DomainError(_("Người nhận phải là người khác."))
    moved: dict[str, int] = {}
    for one in held:
        _pass_on(one, successors[one.pk], moved, actor=actor, at=at, reason=reason)
    audit.record("user.hand_over", person, actor=actor, at=at, note=reason, after=moved)
    _tell(person, {one for one in successors.values() if one is not None}, at=at)
    return moved


def _pass_on(
    held: Assignment, successor: User | None, moved: dict[str, int], *, actor: Any, at: datetime, reason: str
) -> None:
    if successor is not None:
        for part in PARTS:
            count = part.move(held, actor=actor, at=at, successor=successor)
            moved[str(part.label)] = moved.get(str(part.label), 0) + count
    last = held.valid_to  # as it was promised, before it ends today
    end_role(held, actor=actor, at=at, reason=reason)
    if successor is None or held.delegated_from_id is not None:
        return
    day = day_of(at)
    if not Assignment.objects.not_over(day).filter(user=successor, role=held.role, unit=held.unit).exists():
        assign_role(
            successor, held.role, held.unit, actor=actor, at=at, valid_from=day, valid_to=last, title=held.title,
            whole_branch=held.whole_branch, basis=reason,
        )  # fmt: skip
    # A role that waits for a second person bears no union yet.
    fit_charges([successor.pk], actor=actor, at=at, since=day)


@in_vietnamese
def _tell(person: User, successors: set[User], *, at: datetime) -> None:
    event = f"hand_over:{person.pk}:{at:%Y%m%d%H%M%S}"
    names = ", ".join(sorted(one.full_name for one in successors))
    given = _("Công việc của bạn đã được bàn giao cho %(names)s") % {"names": names or _("đơn vị")}
    notices.enqueue(event, recipients=[person], subject=given, url="/", at=at)
    taken = _("Bạn nhận bàn giao công việc của %(name)s") % {"name": person.full_name}
    body = _("Vai trò và việc đang chờ đã chuyển sang bạn. Xem ở mục Việc của tôi.")
    notices.enqueue(event, recipients=successors, subject=taken, body=body, url="/", at=at)
