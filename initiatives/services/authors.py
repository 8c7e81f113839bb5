"""Authors and their shares: each one confirms their own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives import notices
from initiatives.models import Author, Initiative
from initiatives.rules import EDITABLE
from portal.core import audit
from portal.core.errors import DomainError, StaleError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, lock, refuse_stale
from units.models import Member

MOST_AUTHORS = 20
NAMES_MOST = 600


def names_of(initiative: Initiative) -> str:
    """Return the authors' names, the lead first."""
    rows = initiative.authors.order_by("-is_lead", "pk").values_list("member__full_name", flat=True)
    return ", ".join(rows)[:NAMES_MOST]


def find_member(contact: str) -> Member:
    """
    Return the one member with this union code or phone number.

    The code on an old card, of a record that was joined with another, leads to the one that stays.

    :raises DomainError: if there is none
    """
    contact = contact.strip()
    digits = contact.replace(" ", "").replace(".", "")
    people = list(Member.objects.filter(code__iexact=contact).select_related("merged_into")[:1]) if contact else []
    if not people and digits.isdecimal():
        people = list(Member.objects.living().filter(phone=digits).select_related("merged_into")[:1])
    if not people:
        raise DomainError(
            _("Không thấy đoàn viên nào có mã hoặc số điện thoại “%(contact)s”. Hãy xem lại thẻ đoàn viên.")
            % {"contact": contact},
            field="contact",
        )
    return people[0].merged_into or people[0]


@transaction.atomic
def add_author(initiative: Initiative, *, actor: Any, at: datetime, contact: str, share: int = 0) -> Author:
    """
    Return the new co-author with this union code or phone number, who is asked to confirm the share.

    :raises DomainError: if nobody has it, or the person is on the list already
    """
    _open_for(initiative, actor)
    member = find_member(contact)
    present = initiative.author_ids
    if member.pk in present:
        raise DomainError(_("%(name)s đã có trong danh sách tác giả.") % {"name": member}, field="contact")
    if len(present) >= MOST_AUTHORS:
        raise DomainError(_("Một sáng kiến ghi nhiều nhất %(most)d tác giả.") % {"most": MOST_AUTHORS}, field="contact")
    own = actor.member_id == member.pk
    author = Author.objects.create(
        initiative=initiative,
        member=member,
        share=share,
        confirmed_at=at if own else None,
        confirmed_by=actor if own else None,
    )
    _touch(initiative)
    audit.record("initiative.add_author", initiative, actor=actor, at=at, after={"member": member, "share": share})
    if not own:
        notices.ask_to_confirm(author, at=at)
    return author


@transaction.atomic
def remove_author(author: Author, *, actor: Any, at: datetime) -> None:
    """
    Take a co-author off a draft.

    :raises DomainError: for the lead author
    """
    initiative = author.initiative
    _open_for(initiative, actor)
    _drop(author, actor=actor, at=at, action="initiative.remove_author")


def _drop(author: Author, *, actor: Any, at: datetime, action: str) -> None:
    initiative = author.initiative
    if author.is_lead:
        raise DomainError(_("Tác giả chính không bỏ khỏi danh sách được. Nếu không nộp nữa, hãy hủy bản nháp."))
    before = {"member": author.member_id, "share": author.share}
    author.delete()
    _touch(initiative)
    audit.record(action, initiative, actor=actor, at=at, before=before)


def _open_for(initiative: Initiative, actor: Any) -> None:
    lock(initiative)
    require(actor, "initiatives.edit_draft", initiative)


def _touch(initiative: Initiative) -> None:
    """Count a change of the list of authors, so that an open form notices, and keep the names for lists."""
    names = names_of(initiative)
    Initiative.objects.filter(pk=initiative.pk).update(version=F("version") + 1, author_names=names, saved_page="")
    initiative.version += 1
    initiative.author_names = names


@transaction.atomic
def set_shares(
    initiative: Initiative, *, actor: Any, at: datetime, shares: Mapping[int, int], seen_version: int | None = None
) -> None:
    """Write down each author's per cent by the author's id; whose share changed is asked to confirm anew."""
    _open_for(initiative, actor)
    refuse_stale(initiative, seen_version)
    changed = authors_to_change(initiative, shares)
    if changed:
        Initiative.objects.filter(pk=initiative.pk).update(version=F("version") + 1)
        initiative.version += 1
        written = write_shares(changed, shares, actor=actor, at=at)
        audit.record("initiative.set_shares", initiative, actor=actor, at=at, after={"shares": written})


def authors_to_change(initiative: Initiative, shares: Mapping[int, int]) -> list[Author]:
    """Return the authors whose per cent in ``shares`` differs from what is written."""
    if not shares:
        return []
    return [author for author in initiative.authors.all() if shares.get(author.pk, author.share) != author.share]


def write_shares(authors: list[Author], shares: Mapping[int, int], *, actor: Any, at: datetime) -> dict[str, int]:
    """
    Write the new shares and ask for new confirmations; return them by member id.

    The caller holds the initiative's row: rows are always locked from the initiative down. The sum is
    looked at when it is handed in, not here.
    """
    for author in authors:
        own = author.member_id == actor.member_id
        author.share = shares[author.pk]
        author.confirmed_at = at if own else None
        author.confirmed_by = actor if own else None
    Author.objects.bulk_update(authors, ["share", "confirmed_at", "confirmed_by"])
    for author in authors:
        if author.confirmed_at is None:
            notices.ask_to_confirm(author, at=at)
    return {str(author.member_id): author.share for author in authors}


@transaction.atomic
def confirm_share(author: Author, *, actor: Any, at: datetime, seen_share: int) -> None:
    """
    Confirm the share written down for ``author``, by that person alone; safe to repeat.

    :raises StaleError: if the share is no longer the one they read
    """
    require(actor, "initiatives.confirm_share", author)
    _confirm(author, actor=actor, at=at, seen_share=seen_share, action="initiative.confirm_share")


@transaction.atomic
def confirm_on_paper(author: Author, *, actor: Any, at: datetime, seen_share: int, note: str) -> None:
    """
    Record that a member without an account confirmed their share on a signed print-out.

    :raises DomainError: if the member has an account, or it is not said where the paper is kept
    """
    require(actor, "initiatives.confirm_on_paper", author)
    user = getattr(author.member, "user", None)
    if user is not None and user.is_active and user.has_usable_password():
        raise DomainError(
            _("%(name)s có tài khoản nên phải tự xác nhận. Hãy nhắc người đó đăng nhập.") % {"name": author.member},
            field="note",
        )
    if not note.strip():
        raise DomainError(_("Ghi bản giấy đã ký được lưu ở đâu."), field="note")
    _confirm(author, actor=actor, at=at, seen_share=seen_share, action="initiative.confirm_on_paper", note=note.strip())


def _confirm(author: Author, *, actor: Any, at: datetime, seen_share: int, action: str, note: str = "") -> None:
    # The share and the list of authors change only under this lock.
    lock(author.initiative)
    lock(author)
    if author.initiative.state not in EDITABLE:
        raise WrongStateError(_("Hồ sơ đã nộp, tỷ lệ không xác nhận lại được nữa."))
    if author.share != seen_share:
        raise StaleError(_("Tỷ lệ vừa đổi thành %(share)d%%. Hãy xem lại rồi xác nhận.") % {"share": author.share})
    if author.confirmed_at is not None:
        return
    author.confirmed_at, author.confirmed_by = at, actor
    author.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(
        action,
        author.initiative,
        actor=actor,
        at=at,
        note=note,
        after={"member": author.member_id, "share": author.share},
    )
    if not author.is_lead:
        notices.tell_author(
            author,
            f"initiative.confirmed:{author.pk}:{author.share}",
            subject=gettext_noop("%(name)s đã xác nhận tỷ lệ %(share)d%%")
            % {"name": author.member, "share": author.share},
            at=at,
        )


@transaction.atomic
def decline_share(author: Author, *, actor: Any, at: datetime) -> None:
    """Refuse to be a co-author: the person leaves the list and the lead author is told."""
    require(actor, "initiatives.confirm_share", author)
    initiative = author.initiative
    lock(initiative)
    if initiative.state not in EDITABLE:
        raise WrongStateError(_("Hồ sơ đã nộp, danh sách tác giả không đổi được nữa."))
    pk = author.pk
    _drop(author, actor=actor, at=at, action="initiative.decline_share")
    author.pk = pk
    notices.tell_author(
        author,
        f"initiative.declined:{pk}",
        subject=gettext_noop("%(name)s không nhận làm đồng tác giả. Hãy chia lại tỷ lệ.") % {"name": author.member},
        at=at,
    )
