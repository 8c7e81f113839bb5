"""Nominations gathered into a batch, and batches that lead nowhere."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from awards.enums import BatchState, Merit, NominationState
from awards.models import AwardType, Batch, Nomination
from awards.states import CLOSE_BATCH
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock
from units.models import Unit


@transaction.atomic
def make_batch(
    unit: Unit,
    *,
    actor: Any,
    at: datetime,
    award_type: AwardType,
    title: str,
    year: int,
    merit: str = Merit.YEARLY,
    campaign: Any = None,
) -> Batch:
    """
    Return an empty batch of ``unit`` for one family of awards, persons and collectives together.

    :raises DomainError: without a title
    """
    require(actor, "awards.run_awards_of_unit", unit)
    if not title.strip():
        raise DomainError(_("Đặt tên đợt khen, ví dụ “Sơ kết 6 tháng đầu năm 2026”."), field="title")
    batch = Batch.objects.create(
        deciding_unit=unit,
        award_type=award_type,
        title=title.strip(),
        year=year,
        merit=merit,
        campaign=campaign,
        made_by=actor,
        created_at=at,
    )
    audit.record("batch.make", batch, actor=actor, at=at, after={"title": batch.title, "award": award_type.code})
    return batch


def in_order(batch: Batch) -> QuerySet[Nomination]:
    """The nominations of a batch, locked in the one order everybody uses."""
    return batch.nominations.select_related("award_type", "member", "subject_unit").order_by("pk")


def remember_people(batch: Batch) -> None:
    rows = batch.nominations.values_list("proposed_by", "appraised_by", "member", "preparer_ids")
    batch.proposer_ids = sorted({pk for row in rows for pk in (row[0], *row[3])})
    batch.appraiser_ids = sorted({row[1] for row in rows if row[1]})
    batch.nominee_ids = sorted({row[2] for row in rows if row[2]})
    batch.version += 1
    batch.save(update_fields=["proposer_ids", "appraiser_ids", "nominee_ids", "version"])


@transaction.atomic
def gather(batch: Batch, nominations: Iterable[Nomination], *, actor: Any, at: datetime) -> int:
    """
    Put appraised dossiers into a batch; return how many.

    :raises WrongStateError: if the list is shown already
    :raises DomainError: naming a dossier that does not belong here
    """
    lock(batch)
    require(actor, "awards.run_batch", batch)
    _refuse_shown(batch)
    chosen = sorted(nominations, key=lambda row: row.pk)
    for nomination in chosen:
        lock(nomination)
        _refuse_stranger(batch, nomination)
        nomination.batch = batch
        nomination.version += 1
        nomination.save(update_fields=["batch", "version"])
        audit.record("nomination.gather", nomination, actor=actor, at=at, after={"batch": batch})
    remember_people(batch)
    audit.record("batch.gather", batch, actor=actor, at=at, after={"nominations": [row.pk for row in chosen]})
    return len(chosen)


def _refuse_shown(batch: Batch) -> None:
    if batch.state != BatchState.GATHERING:
        raise WrongStateError(_("Danh sách đã công khai, không thêm bớt được nữa."))


def _refuse_stranger(batch: Batch, nomination: Nomination) -> None:
    name = {"name": nomination.subject_name}
    if nomination.deciding_unit_id != batch.deciding_unit_id or nomination.award_type.family != batch.award_type.family:
        raise DomainError(_("Hồ sơ của %(name)s thuộc danh hiệu, hình thức hoặc cấp khác.") % name)
    if nomination.merit != batch.merit:
        raise DomainError(_("Hồ sơ của %(name)s đề nghị khen theo loại khác với đợt này.") % name)
    if nomination.state != NominationState.APPRAISING or nomination.appraised_at is None:
        raise DomainError(_("Hồ sơ của %(name)s chưa thẩm định xong.") % name)
    if nomination.batch_id is not None:
        raise DomainError(_("Hồ sơ của %(name)s đã nằm trong một đợt khen.") % name)


@transaction.atomic
def take_out(nomination: Nomination, *, actor: Any, at: datetime) -> None:
    """
    Take a dossier out of a batch that is still being gathered.

    :raises WrongStateError: if the list is shown already
    """
    batch = nomination.batch
    if batch is None:
        raise WrongStateError(_("Hồ sơ không nằm trong đợt khen nào."))
    lock(batch)
    require(actor, "awards.run_batch", batch)
    _refuse_shown(batch)
    _leave(nomination, actor=actor, at=at)
    remember_people(batch)


def _leave(nomination: Nomination, *, actor: Any, at: datetime) -> None:
    lock(nomination)
    before = {"batch": nomination.batch_id}
    nomination.batch = None
    nomination.version += 1
    nomination.save(update_fields=["batch", "version"])
    audit.record("nomination.take_out", nomination, actor=actor, at=at, before=before)


@transaction.atomic
def close_batch(batch: Batch, *, actor: Any, at: datetime, reason: str, seen_version: int | None = None) -> None:
    """
    Close a batch that leads to no decision, because nobody is left in it.

    :raises DomainError: if dossiers still wait in it, or without a reason
    """
    lock(batch)
    waiting = batch.nominations.exclude(state__in=[NominationState.COUNCIL_FAILED, NominationState.REJECTED]).count()
    if waiting:
        raise DomainError(_("Đợt khen còn %(count)d hồ sơ chưa xong.") % {"count": waiting})
    if not reason.strip():
        raise DomainError(_("Ghi lý do khép đợt khen."), field="reason")
    advance(batch, CLOSE_BATCH, actor=actor, at=at, note=reason.strip(), seen_version=seen_version)
