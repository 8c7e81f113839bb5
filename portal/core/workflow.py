"""The one door through which a record changes its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError, StaleError
from portal.core.permissions import require


@dataclass(frozen=True, slots=True)
class Step:
    """One declared way from some states to another; ``name`` is also the audit action."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str | None  # None: only the system takes this step
    label: Any = ""  # the verb on the button


class WrongStateError(DomainError):
    """The record has left the states the step starts from: someone else acted first; ``mine`` is what was typed."""

    mine: Sequence[tuple[str, str]] = ()


class Stateful(models.Model):
    """A record with declared states; ``version`` counts its changes, so that a stale page is noticed."""

    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True


def lock(record: models.Model) -> None:
    """Re-read ``record`` and hold its row until the transaction ends."""
    rows = type(record)._base_manager.select_for_update(of=("self",))
    record.refresh_from_db(from_queryset=rows)


def refuse_stale(record: Stateful, seen_version: int | None) -> None:
    """
    Pass if the page that acts was made from the present version of a locked ``record``.

    :raises StaleError: if someone changed it since
    """
    if seen_version is not None and seen_version != record.version:
        raise StaleError(_("Người khác vừa thay đổi nội dung này. Hãy xem bản mới rồi làm lại."))


@transaction.atomic
def advance(
    record: Stateful,
    step: Step,
    *,
    actor: Any,
    at: datetime,
    note: str = "",
    seen_version: int | None = None,
    **changes: Any,
) -> None:
    """
    Take ``step`` on ``record``, on behalf of ``actor`` (None for the system).

    New values of fields go in as keywords: the row is read again under its lock,
    and what was only set on the object is lost.

    :raises WrongStateError: if the record has left the states the step starts from
    :raises StaleError: if ``seen_version`` is given and is no longer the present one
    :raises PermissionDenied: if ``actor`` may not take the step
    """
    # Lock first, then look: two people pressing "Approve" must not both win.
    lock(record)
    if record.state not in step.sources:
        state = getattr(record, "get_state_display", lambda: record.state)()
        raise WrongStateError(_("Hồ sơ đang ở trạng thái “%(state)s”, không làm bước này được nữa.") % {"state": state})
    refuse_stale(record, seen_version)
    if step.permission is not None:
        require(actor, step.permission, record)
    before = {"state": record.state} | {name: getattr(record, name) for name in changes}
    for name, value in changes.items():
        setattr(record, name, value)
    record.state = step.target
    record.version += 1
    record.save(update_fields=["state", "version", *changes])
    audit.record(
        step.name, record, actor=actor, at=at, note=note, before=before, after={"state": step.target, **changes}
    )
