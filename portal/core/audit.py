"""
The trail: who did what, when, to what, with the values before and after.

Lines are written in the transaction of the change and never altered. A chain per line would
make every writer wait for the one before, so lines are sealed in batches: each seal hashes
its lines and the seal before it. A line changed, added or taken away behind the portal's
back breaks the chain.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from portal.core.models import AuditLine, AuditSeal

FIRST = "0" * 64
BATCH = 5000
LOOK_BACK = 50_000  # a transaction may commit a line long after later ones were sealed


def record(
    action: str,
    target: models.Model,
    *,
    actor: Any,
    at: datetime,
    note: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditLine:
    """Write one line for a change of ``target`` by ``actor`` (None for the system), in the caller's transaction."""
    context = structlog.contextvars.get_contextvars()
    return AuditLine.objects.create(
        at=at,
        actor_id=actor.pk if actor is not None else None,
        actor_role=getattr(actor, "hat_label", "") if actor is not None else "",
        action=action,
        object_type=target._meta.label_lower,
        object_id=target.pk,
        unit_id=_unit_of(target),
        note=note,
        before=_plain(before),
        after=_plain(after),
        request_id=context.get("request_id", ""),
        address=context.get("address"),
    )


def _unit_of(target: models.Model) -> int | None:
    if target._meta.label_lower == "units.unit":
        return int(target.pk)
    return getattr(target, "unit_id", None)


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in (values or {}).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (str, int, bool, type(None), list, dict)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def history(target: models.Model) -> "models.QuerySet[AuditLine]":
    """Return the lines about ``target``, oldest first."""
    lines = AuditLine.objects.filter(object_type=target._meta.label_lower, object_id=target.pk)
    return lines.select_related("actor").order_by("pk")


def _digest(previous: str, lines: Iterator[AuditLine]) -> str:
    digest = hashlib.sha256(previous.encode())
    for line in lines:
        content = [
            line.pk,
            line.at.isoformat(),
            line.actor_id,
            line.actor_role,
            line.action,
            line.object_type,
            line.object_id,
            line.unit_id,
            line.note,
            line.before,
            line.after,
            line.request_id,
            line.address,
        ]
        digest.update(json.dumps(content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder).encode())
    return digest.hexdigest()


@transaction.atomic
def seal(*, at: datetime) -> int:
    """Seal up to :data:`BATCH` lines that no seal covers yet; return how many. Two sealers take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit seal'))")
    last = AuditSeal.objects.order_by("-pk").first()
    floor = max(last.last_id - LOOK_BACK, 0) if last else 0
    lines = list(_unsealed(floor)[:BATCH])
    if not lines:
        return 0
    previous = last.digest if last else FIRST
    AuditSeal.objects.create(
        sealed_at=at,
        previous=previous,
        line_ids=[line.pk for line in lines],
        last_id=max(lines[-1].pk, last.last_id if last else 0),
        digest=_digest(previous, iter(lines)),
    )
    return len(lines)


def _unsealed(floor: int) -> "models.QuerySet[AuditLine]":
    return (
        AuditLine.objects.filter(pk__gt=floor)
        .extra(
            where=[
                "NOT EXISTS (SELECT 1 FROM core_auditseal s WHERE s.last_id >= core_auditline.id"
                " AND s.line_ids @> ARRAY[core_auditline.id])"
            ]
        )
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What :func:`verify` found: ``problems`` is empty when the chain holds; ``digest`` is its last seal's."""

    seals: int
    lines: int
    unsealed: int
    problems: list[str]
    digest: str


def verify(*, known: str = "") -> Verdict:
    """
    Walk the whole chain and compare every sealed line with its seal.

    :param known: a digest kept elsewhere, which must still be there: a chain cut off at its end is whole in itself
    """
    problems: list[str] = []
    if known and not AuditSeal.objects.filter(digest=known).exists():
        problems.append(_("Chuỗi không còn niêm phong %(digest)s.") % {"digest": known})
    previous, lines, seals = FIRST, 0, 0
    for mark in AuditSeal.objects.order_by("pk").iterator(chunk_size=200):
        found = list(AuditLine.objects.filter(pk__in=mark.line_ids).order_by("pk"))
        seals, lines = seals + 1, lines + len(found)
        problems += _problems(mark, previous, found)
        previous = mark.digest
    return Verdict(seals, lines, _unsealed(0).count(), problems, previous)


def _problems(mark: AuditSeal, previous: str, found: list[AuditLine]) -> Iterator[str]:
    numbers = {"seal": mark.pk, "first": min(mark.line_ids), "last": max(mark.line_ids)}
    if mark.previous != previous:
        yield _("Niêm phong %(seal)s không nối với niêm phong trước.") % numbers
    if len(found) != len(mark.line_ids):
        yield _("Niêm phong %(seal)s (dòng %(first)s–%(last)s): có dòng đã bị xóa.") % numbers
    elif _digest(mark.previous, iter(found)) != mark.digest:
        yield _("Niêm phong %(seal)s (dòng %(first)s–%(last)s): có dòng đã bị sửa.") % numbers
