"""The nightly check: what is new each night, everything once a week, everything again while something is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.utils import timezone

from portal.core.audit.lines import record
from portal.core.audit.sealing import Problem, Verdict, seal, verify
from portal.core.models import AuditBreak, AuditCheck, AuditSeal

log = structlog.get_logger(__name__)
LATE = timedelta(hours=30)  # a night and the time a check may take
SUNDAY = 6
SHOWN = 50


def last_check() -> AuditCheck | None:
    """Return the latest check of the chain."""
    return AuditCheck.objects.order_by("-pk").first()


def is_late(found: AuditCheck | None, *, at: datetime) -> bool:
    """Return whether no check has come for longer than a night."""
    return found is None or found.finished_at < at - LATE


def check(*, at: datetime, full: bool = False, known: str = "") -> AuditCheck | None:
    """
    Seal what is open, verify the chain and keep the result; None while another check is at work.

    A night looks at the seals since the last good check. Sundays, after a check that found something, and
    with ``full``, the whole chain is walked.
    """
    with _alone() as free:
        if not free:
            return None
        while seal(at=at):
            pass
        good = None if full else _start(at)
        kept = known or (good.digest if good else _kept())
        verdict = verify(known=kept, after=AuditSeal.objects.get(digest=kept) if good else None)
        return _keep(verdict, at=at, full=good is None)


@contextmanager
def _alone() -> Iterator[bool]:
    """Let one check run at a time; the lock goes with the connection, should the worker die."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('audit check'))")
        free = bool(cursor.fetchone()[0])
        try:
            yield free
        finally:
            if free:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('audit check'))")


def _start(at: datetime) -> AuditCheck | None:
    """Return the good check to go on from; None if everything is to be walked."""
    last = last_check()
    if last is None or not last.is_whole or timezone.localtime(at).weekday() == SUNDAY:
        return None
    return last if AuditSeal.objects.filter(digest=last.digest, pk=last.last_seal).exists() else None


def _kept() -> str:
    """Return the digest that the last good check saw at the end of the chain: it must be there still."""
    last = AuditCheck.objects.filter(is_whole=True).exclude(last_seal=0).order_by("-pk").first()
    return last.digest if last else ""


def _keep(verdict: Verdict, *, at: datetime, full: bool) -> AuditCheck:
    kept = AuditCheck.objects.create(
        started_at=at,
        finished_at=max(at, timezone.now()),
        is_full=full,
        is_whole=not verdict.problems,
        seals=verdict.seals,
        lines=verdict.lines,
        accepted=verdict.accepted,
        last_seal=verdict.last.pk if verdict.last else 0,
        digest=verdict.digest,
        problems=[
            {"seal": one.seal, "sentence": one.sentence, "fingerprint": one.fingerprint}
            for one in verdict.problems[:SHOWN]
        ],
        problem_count=len(verdict.problems),
    )
    if verdict.problems:
        log.error("the trail is broken", check=kept.pk, problems=[one.sentence for one in verdict.problems[:SHOWN]])
    return kept


@transaction.atomic
def accept(problems: list[Problem], *, at: datetime, reason: str) -> int:
    """
    Put down that ``problems`` were looked into; later checks are silent about them as long as they look the same.

    Done at the server only: no page can quieten the alarm. The line of the trail is the system's.

    :return: how many are new
    """
    made = 0
    for one in problems:
        answered, new = AuditBreak.objects.get_or_create(
            seal_id=one.seal, fingerprint=one.fingerprint, defaults={"reason": reason, "accepted_at": at}
        )
        if new:
            record("trail.accept_break", answered, actor=None, at=at, note=reason, after={"sentence": one.sentence})
            made += 1
    return made
