"""Sealing lines in batches, and comparing them with their seals."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from portal.core.models import AuditBreak, AuditLine, AuditSeal

FIRST = "0" * 64
BATCH = 5000
LOOK_BACK = 50_000  # a transaction may commit a line long after later ones were sealed
SEALS_AT_ONCE = 500
SEALED_LATELY = """
    NOT EXISTS (
        SELECT 1 FROM (SELECT unnest(line_ids) AS id FROM core_auditseal WHERE last_id > %s) AS sealed
        WHERE sealed.id = core_auditline.id
    )
"""


def _digest(previous: str, lines: Iterable[AuditLine]) -> str:
    digest = hashlib.sha256(previous.encode())
    for line in lines:
        content = [
            line.pk,
            line.at.isoformat(),
            line.actor_id,
            line.actor_role,
            line.on_behalf_of_id,
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
    lines = list(unsealed(last)[:BATCH])
    if not lines:
        return 0
    previous = last.digest if last else FIRST
    AuditSeal.objects.create(
        sealed_at=at,
        previous=previous,
        line_ids=[line.pk for line in lines],
        first_at=min(line.at for line in lines),
        last_at=max(line.at for line in lines),
        last_id=max(lines[-1].pk, last.last_id if last else 0),
        digest=_digest(previous, lines),
    )
    return len(lines)


def unsealed(last: AuditSeal | None) -> "models.QuerySet[AuditLine]":
    """Return the lines that no seal covers, looking back a little before the seal ``last`` (None: everywhere)."""
    floor = max(last.last_id - LOOK_BACK, 0) if last else 0
    return AuditLine.objects.filter(pk__gt=floor).extra(where=[SEALED_LATELY], params=[floor]).order_by("pk")


@dataclass(frozen=True, slots=True)
class Problem:
    """A seal that does not hold; ``fingerprint`` is what was found in its place."""

    seal: int
    sentence: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What :func:`verify` found: the chain holds if ``problems`` is empty.

    ``accepted`` counts breaks that someone answered for and that look as they did then; ``last`` is the last seal.
    """

    seals: int
    lines: int
    unsealed: int
    problems: list[Problem]
    accepted: int
    last: AuditSeal | None

    @property
    def digest(self) -> str:
        return self.last.digest if self.last else FIRST


def verify(*, known: str = "", after: AuditSeal | None = None) -> Verdict:
    """
    Walk the chain, whole or beyond the seal ``after``, and compare every sealed line with its seal.

    :param known: a digest kept elsewhere, which must still be there: a chain cut off at its end is whole in itself
    """
    found: list[Problem] = []
    if known and not AuditSeal.objects.filter(digest=known).exists():
        sentence = _("Chuỗi không còn niêm phong %(digest)s.") % {"digest": known}
        found.append(Problem(0, sentence, _print("gone", known)))
    last, seals, lines = after, 0, 0
    for mark, content in _walk(after):
        seals, lines = seals + 1, lines + len(content)
        found += _problems(mark, last.digest if last else FIRST, content)
        last = mark
    answered = set(AuditBreak.objects.values_list("seal_id", "fingerprint"))
    problems = [one for one in found if (one.seal, one.fingerprint) not in answered]
    return Verdict(seals, lines, unsealed(after).count(), problems, len(found) - len(problems), last)


def _walk(after: AuditSeal | None) -> Iterator[tuple[AuditSeal, list[AuditLine]]]:
    """Yield each seal with its lines that are still there; memory stays small, whatever the length of the chain."""
    seen = after.pk if after else 0
    while marks := list(AuditSeal.objects.filter(pk__gt=seen).order_by("pk")[:SEALS_AT_ONCE]):
        for some in _handfuls(marks):
            lines = _lines_of(some)
            yield from ((mark, [lines[pk] for pk in sorted(mark.line_ids) if pk in lines]) for mark in some)
        seen = marks[-1].pk


def _handfuls(marks: list[AuditSeal]) -> Iterator[list[AuditSeal]]:
    """Group seals so that the lines of a group are read at once."""
    some: list[AuditSeal] = []
    for mark in marks:
        if some and sum(len(one.line_ids) for one in some) + len(mark.line_ids) > BATCH:
            yield some
            some = []
        some.append(mark)
    yield some


def _lines_of(marks: list[AuditSeal]) -> dict[int, AuditLine]:
    # The moments lead to the partitions; a line moved out of them is missed, as it should be.
    reach = (min(mark.first_at for mark in marks), max(mark.last_at for mark in marks))
    return AuditLine.objects.filter(at__range=reach).in_bulk([pk for mark in marks for pk in mark.line_ids])


def _problems(mark: AuditSeal, previous: str, found: list[AuditLine]) -> Iterator[Problem]:
    numbers = {"seal": mark.pk, "first": min(mark.line_ids), "last": max(mark.line_ids)}
    if mark.previous != previous:
        sentence = _("Niêm phong %(seal)s không nối với niêm phong trước.") % numbers
        yield Problem(mark.pk, sentence, _print("link", previous, mark.previous))
    present = _digest(mark.previous, found)
    if len(found) != len(mark.line_ids):
        sentence = _("Niêm phong %(seal)s (dòng %(first)s–%(last)s): có dòng đã bị xóa.") % numbers
        yield Problem(mark.pk, sentence, _print("lines", mark.digest, present))
    elif present != mark.digest:
        sentence = _("Niêm phong %(seal)s (dòng %(first)s–%(last)s): có dòng đã bị sửa.") % numbers
        yield Problem(mark.pk, sentence, _print("lines", mark.digest, present))


def _print(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
