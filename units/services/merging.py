"""Two records of one person become one: a human decides, the other record stays as a pointer."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from units.models import Assignment, Discipline, Member, User
from units.services.restructuring import parts_with

FILLED = ("gender", "birth_date", "phone", "address", "education", "joined_on")
"""What the record that stays takes over where it has nothing itself."""


def obstacles_between(kept: Member, gone: Member, *, day: date) -> list[str]:
    """Return why the two records cannot be joined as they are."""
    return [*_between_accounts(kept, gone, day), *_in_apps(kept, gone)]


@transaction.atomic
def merge_members(kept: Member, gone: Member, *, actor: Any, at: datetime, reason: str) -> dict[str, int]:
    """
    Let ``kept`` have all that hangs on ``gone``, a second record of the same person; return how much, by kind.

    ``gone`` is never deleted: it points to ``kept``, with its own past. The account goes along; if both have one,
    that of ``gone`` is closed.

    :raises PermissionDenied: if ``actor`` does not keep the members of both unions
    :raises DomainError: without a reason, if one of them was joined before, or if both hold what only one can
    """
    _lock_both(kept, gone)
    for member in (kept, gone):
        require(actor, "units.merge_members", member)
    words = _refuse_pair(kept, gone, reason)
    against = obstacles_between(kept, gone, day=day_of(at))
    if against:
        raise DomainError(" ".join(against))
    taken = {name: getattr(gone, name) for name in FILLED if getattr(gone, name) and not getattr(kept, name)}
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    # Who was joined into the one that goes now is one and the same person too.
    Member.objects.filter(merged_into=gone).update(merged_into=kept)
    for name, value in taken.items():
        setattr(kept, name, value)
    if taken:
        kept.save(update_fields=list(taken))
    counts = _accounts_follow(kept, gone, actor=actor, at=at)
    counts["disciplines"] = _disciplines_follow(kept, gone)
    for part in parts_with("follow_person"):
        counts |= part.follow_person(kept, gone, actor=actor, at=at)
    counts = {name: count for name, count in counts.items() if count}
    audit.record("member.merge", gone, actor=actor, at=at, note=words, after={"merged_into": kept} | counts)
    audit.record("member.take_over", kept, actor=actor, at=at, note=words, after={"from": gone} | taken | counts)
    return counts


def _lock_both(kept: Member, gone: Member) -> None:
    # In one order, whichever stays: two people who join the same two the other way round must not wait for each other.
    rows = Member.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    list(rows)
    kept.refresh_from_db()
    gone.refresh_from_db()


def _refuse_pair(kept: Member, gone: Member, reason: str) -> str:
    if kept.pk == gone.pk:
        raise DomainError(_("Đây là cùng một hồ sơ. Hãy chọn hồ sơ khác."), field="other")
    for member in (kept, gone):
        if member.merged_into is not None:
            words = {"code": member.code, "kept": member.merged_into.code}
            raise DomainError(_("Hồ sơ %(code)s đã gộp vào %(kept)s.") % words, field="other")
    if kept.left_on is not None and gone.left_on is None:
        raise DomainError(
            _("Hồ sơ %(code)s đã thôi là đoàn viên. Hãy giữ hồ sơ còn hoạt động.") % {"code": kept.code}, field="other"
        )
    if not reason.strip():
        raise DomainError(_("Ghi căn cứ để biết hai hồ sơ là của cùng một người."), field="reason")
    return reason.strip()


def _between_accounts(kept: Member, gone: Member, day: date) -> Iterator[str]:
    accounts = list(User.objects.filter(member__in=[kept, gone]))
    if len(accounts) > 1 and Assignment.objects.in_force(day).filter(user__member=gone).exists():
        yield _("Tài khoản của hồ sơ %(code)s còn giữ vai trò. Hãy kết thúc các vai trò đó, hoặc giữ lại hồ sơ ấy.") % {
            "code": gone.code
        }


def _accounts_follow(kept: Member, gone: Member, *, actor: Any, at: datetime) -> dict[str, int]:
    account = User.objects.filter(member=gone).first()
    if account is None:
        return {}
    if User.objects.filter(member=kept).exists():
        account.is_active = False
        account.save(update_fields=["is_active"])
        audit.record("user.close", account, actor=actor, at=at, before={"is_active": True}, after={"is_active": False})
    else:
        account.member, account.full_name = kept, kept.full_name
        account.save(update_fields=["member", "full_name"])
        audit.record("user.follow", account, actor=actor, at=at, before={"member": gone}, after={"member": kept})
    return {"accounts": 1}


def _disciplines_follow(kept: Member, gone: Member) -> int:
    # Written down on both records it is one case: it stays where it is, and counts once.
    known = {(row.form, row.decided_on, row.decision_no) for row in kept.disciplines.standing()}
    found = gone.disciplines.standing()
    new = [row.pk for row in found if (row.form, row.decided_on, row.decision_no) not in known]
    return Discipline.objects.filter(pk__in=new).update(member=kept)


def _in_apps(kept: Member, gone: Member) -> list[str]:
    return [str(sentence) for part in parts_with("between_persons") for sentence in part.between_persons(kept, gone)]
