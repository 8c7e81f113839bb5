"""A member from one unit to another, from one post to another, out of the union; mistakes in writing put right."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.templatetags.vi import day as shown
from portal.core.workflow import lock
from units.models import DATED, Member, MemberFact, MemberMove, Unit

WRITTEN = ("code", "full_name", "gender", "birth_date", "phone", "address", "joined_on", *DATED)
"""What may be put right when it was written down wrongly."""


@transaction.atomic
def move_member(member: Member, to_unit: Unit, *, actor: Any, at: datetime, on: date, reason: str) -> MemberMove:
    """
    Return the move of ``member`` to ``to_unit`` as of ``on``; where they belonged before stays readable.

    :raises DomainError: if they belong there, the unit does not stand on that day, or the day lies before their last
        move or in the future
    """
    _open(member)
    _refuse_day(on, at, field="on")
    _refuse_unit(member, to_unit, on)
    last = member.moves.order_by("-on").first()
    if last is not None and on <= last.on:
        raise DomainError(
            _("Lần chuyển gần nhất là ngày %(day)s. Ngày chuyển mới phải sau ngày đó.") % {"day": shown(last.on)},
            field="on",
        )
    left = member.unit
    move = MemberMove.objects.create(member=member, from_unit=left, to_unit=to_unit, on=on, reason=_reason(reason))
    member.unit, member.grassroots_id = to_unit, to_unit.grassroots_id
    member.save(update_fields=["unit", "grassroots"])
    before, after = {"unit": left}, {"unit": to_unit, "on": on}
    audit.record("member.move", member, actor=actor, at=at, note=move.reason, before=before, after=after)
    return move


@transaction.atomic
def change_facts(member: Member, *, actor: Any, at: datetime, on: date, reason: str = "", **facts: Any) -> bool:
    """
    Let other dated facts hold from ``on``, and keep those that held until then; return whether anything differs.

    :param facts: columns of :data:`units.models.DATED`
    :raises DomainError: if the day lies before the last change or in the future
    """
    _open(member)
    changed = {name: value for name, value in facts.items() if value != getattr(member, name)}
    if not changed:
        return False
    _refuse_day(on, at, field="on")
    last = member.past_facts.order_by("-valid_to").first()
    if last is not None and on < last.valid_to:
        raise DomainError(
            _("Thay đổi gần nhất có hiệu lực từ %(day)s. Ngày mới không được sớm hơn.") % {"day": shown(last.valid_to)},
            field="on",
        )
    before = {name: getattr(member, name) for name in DATED}
    # A second change on the same day takes the place of the first: a day has one state of things.
    if last is None or on > last.valid_to:
        MemberFact.objects.create(member=member, valid_to=on, reason=reason.strip(), **before)
    before = {name: before[name] for name in changed}
    _write(member, changed)
    audit.record(
        "member.change", member, actor=actor, at=at, note=reason.strip(), before=before, after=changed | {"on": on}
    )
    return True


@transaction.atomic
def correct_member(member: Member, *, actor: Any, at: datetime, reason: str = "", **facts: Any) -> bool:
    """
    Put right what was written down wrongly, as if it had always been so; return whether anything differs.

    :param facts: columns of :data:`WRITTEN`
    :raises DomainError: if the code or the phone number is someone else's, or a day is still to come
    """
    _open(member)
    changed = {name: value for name, value in facts.items() if name in WRITTEN and value != getattr(member, name)}
    if not changed:
        return False
    for name in ("birth_date", "joined_on"):
        refuse_day_to_come(changed.get(name), at, field=name)
    if "code" in changed and Member.objects.filter(code=changed["code"]).exists():
        raise DomainError(_("Mã đoàn viên %(code)s đã có người dùng.") % {"code": changed["code"]}, field="code")
    refuse_taken_phone(changed.get("phone", ""), but=member)
    before = {name: getattr(member, name) for name in changed}
    _write(member, changed)
    audit.record("member.correct", member, actor=actor, at=at, note=reason.strip(), before=before, after=changed)
    return True


@transaction.atomic
def end_membership(member: Member, *, actor: Any, at: datetime, on: date, reason: str) -> None:
    """
    Let ``member`` belong to the union no more from ``on``; what they were given and made stays theirs.

    :raises DomainError: without a reason, or if the day lies before their last move or in the future
    """
    _open(member)
    _refuse_day(on, at, field="on")
    last = member.moves.order_by("-on").first()
    if last is not None and on < last.on:
        raise DomainError(
            _("Lần chuyển gần nhất là ngày %(day)s. Ngày thôi không được sớm hơn.") % {"day": shown(last.on)},
            field="on",
        )
    words = _reason(reason)
    _write(member, {"left_on": on, "left_reason": words})
    audit.record("member.leave", member, actor=actor, at=at, note=words, after={"left_on": on})


def refuse_day_to_come(day: date | None, at: datetime, *, field: str) -> None:
    """
    Pass unless ``day`` lies after the day of ``at``.

    :raises DomainError: if it does; nobody is born or joined then
    """
    if day is not None and day > day_of(at):
        raise DomainError(_("Ngày này chưa tới. Hãy xem lại ngày."), field=field)


def refuse_taken_phone(phone: str, *, but: Member | None = None) -> None:
    """
    Pass if no member of today has the number.

    :raises DomainError: naming the union of who has it, and nothing else of them
    """
    if not phone:
        return
    taken = Member.objects.living().filter(phone=phone).exclude(pk=but.pk if but else 0)
    holder = taken.select_related("grassroots", "unit").first()
    if holder is not None:
        union = (holder.grassroots or holder.unit).short_name
        raise DomainError(
            _("Số điện thoại này đang là của một đoàn viên thuộc %(union)s. Hãy xem lại số.") % {"union": union},
            field="phone",
        )


def _open(member: Member) -> None:
    """Lock the record, and pass if it is one of today's."""
    lock(member)
    if member.merged_into is not None:
        raise DomainError(
            _("Hồ sơ này đã gộp vào hồ sơ %(code)s. Hãy làm ở hồ sơ đó.") % {"code": member.merged_into.code}
        )
    if member.left_on is not None:
        raise DomainError(_("Người này đã thôi là đoàn viên từ ngày %(day)s.") % {"day": shown(member.left_on)})


def _refuse_day(on: date, at: datetime, *, field: str) -> None:
    if on > day_of(at):
        raise DomainError(_("Ngày này chưa tới. Hãy ghi khi đã tới ngày."), field=field)


def _refuse_unit(member: Member, to_unit: Unit, on: date) -> None:
    words = {"unit": to_unit.short_name, "day": shown(to_unit.valid_from)}
    if to_unit.pk == member.unit_id:
        raise DomainError(_("%(unit)s là đơn vị hiện nay của người này.") % words, field="to_unit")
    if not to_unit.is_active:
        heir = to_unit.heir.short_name if to_unit.heir else ""
        sentence = _("%(unit)s đã kết thúc hoạt động.") % words
        if heir:
            sentence += " " + _("Hãy chọn đơn vị kế thừa: %(heir)s.") % {"heir": heir}
        raise DomainError(sentence, field="to_unit")
    if to_unit.valid_from > on:
        raise DomainError(_("%(unit)s chỉ có từ ngày %(day)s.") % words, field="to_unit")


def _reason(text: str) -> str:
    words = text.strip()
    if not words:
        raise DomainError(_("Ghi lý do."), field="reason")
    return words


def _write(member: Member, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(member, name, value)
    member.save(update_fields=list(changed))
