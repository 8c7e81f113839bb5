"""Who is told what about an initiative."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Author, Initiative
from portal.core.language import in_vietnamese
from portal.core.notices import enqueue
from portal.core.periods import day_of
from portal.core.templatetags.vi import day as as_day
from units.enums import Role
from units.models import Assignment, User

OFFICERS = (Role.GRASSROOTS_OFFICER, Role.EMULATION_OFFICER)


def page_of(initiative: Initiative) -> str:
    return reverse("initiatives:detail", args=[initiative.pk])


def _people(condition: Q) -> list[User]:
    return list(User.objects.filter(condition, is_active=True).order_by("pk"))


def _of_authors(initiative: Initiative) -> Q:
    return Q(member__in=initiative.author_ids) | Q(pk=initiative.drafted_by_id)


def _with_role(unit_id: int, roles: tuple[str, ...], day: date) -> Q:
    return Q(pk__in=Assignment.objects.in_force(day).filter(unit=unit_id, role__in=roles).values("user"))


@in_vietnamese
def tell_submitted(initiative: Initiative, *, number: int, members: Iterable[int], at: datetime) -> None:
    """Tell the authors that it arrived, and the union's officials that it waits for them."""
    people = _people(
        Q(member__in=members) | Q(pk=initiative.drafted_by_id) | _with_role(initiative.owner_id, OFFICERS, day_of(at))
    )
    body = (
        _("Phải trả lời trước ngày %(day)s.") % {"day": as_day(initiative.answer_due_on)}
        if initiative.answer_due_on
        else ""
    )
    enqueue(
        f"initiative.submit:{initiative.pk}:{number}",
        recipients=people,
        subject=_("Đã nhận sáng kiến %(code)s “%(title)s”") % {"code": initiative.code, "title": initiative.title},
        body=body,
        url=page_of(initiative),
        at=at,
    )


def tell_authors(initiative: Initiative, event: str, *, subject: str, body: str = "", at: datetime) -> None:
    """Tell every author, and who entered it for them, what happened to their initiative."""
    enqueue(
        event, recipients=_people(_of_authors(initiative)), subject=subject, body=body, url=page_of(initiative), at=at
    )


@in_vietnamese
def ask_to_confirm(author: Author, *, at: datetime) -> None:
    """Ask a co-author to confirm the share written down for them; asked again when it changes."""
    initiative = author.initiative
    enqueue(
        f"initiative.share:{author.pk}:{author.share}:{initiative.version}",
        recipients=_people(Q(member=author.member_id)),
        subject=_("%(name)s mời bạn làm đồng tác giả sáng kiến “%(title)s”")
        % {"name": initiative.lead, "title": initiative.title or _("chưa đặt tên")},
        body=_("Tỷ lệ ghi cho bạn là %(share)d%%. Hãy xem và xác nhận.") % {"share": author.share},
        url=page_of(initiative),
        at=at,
    )


def tell_author(author: Author, event: str, *, subject: str, at: datetime) -> None:
    """Tell the lead author what a co-author did."""
    initiative: Any = author.initiative
    enqueue(
        event,
        recipients=_people(Q(member=initiative.lead_id) | Q(pk=initiative.drafted_by_id)),
        subject=subject,
        url=page_of(initiative),
        at=at,
    )
