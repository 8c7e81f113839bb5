"""Closing a vote: exact denominators, reasons in words, and nothing changes afterwards."""

import hashlib
from collections import Counter
from datetime import datetime
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from councils.enums import Choice, Denominator, ItemOutcome
from councils.models import AgendaItem, Ballot, Receipt, Score, ScoreSheet, Session
from councils.selectors.board import awaited_names
from councils.selectors.conflicts import excluded_seats
from councils.states import COUNT, NEXT
from councils.voting import VoteResult, evaluate_vote, share_words
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.language import in_vietnamese
from portal.core.workflow import advance

CENT = Decimal("0.01")


@transaction.atomic
def count_ballots(
    session: Session, *, actor: Any, at: datetime, accept_missing: bool = False, seen_version: int | None = None
) -> list[AgendaItem]:
    """
    Close the vote and count it; return the dossiers with their outcome, which nobody can alter afterwards.

    :param accept_missing: count although some who may vote have not
    :raises DomainError: naming who has not voted, unless that is accepted; or if ``actor`` has no part in a dossier
    """
    advance(session, COUNT, actor=actor, at=at, seen_version=seen_version)
    voting = session.items.filter(voting_opened_at__isnull=False, counted_at__isnull=True)
    items = list(voting.order_by("position", "pk").select_for_update(of=("self",)))
    excluded = excluded_seats(items)
    place = session.seat_of(actor)
    if place is not None and any(place.seat_id in excluded[item.pk] for item in items):
        raise DomainError(_("Trong số hồ sơ này có hồ sơ bạn không tham gia xét. Mời người khác kiểm phiếu."))
    missing = awaited_names(session, items, excluded)
    if missing and not accept_missing:
        raise DomainError(
            _("Còn %(count)d người chưa bỏ phiếu: %(names)s. Chờ thêm, hoặc đánh dấu đồng ý đóng phiếu khi còn thiếu.")
            % {"count": len(missing), "names": ", ".join(missing)},
            field="accept_missing",
        )
    for item in items:
        item.session = session
        _count(item, excluded[item.pk], at=at)
        audit.record("item.count", item, actor=actor, at=at, after=_figures(item))
    return items


def _count(item: AgendaItem, excluded: set[int], *, at: datetime) -> None:
    found = Counter(Ballot.objects.filter(item=item).values_list("choice", flat=True))
    result = _evaluate(item, excluded, found[Choice.YES])
    _add_points(item, excluded)
    item.reasons = [_vote_sentence(item, result), *_points_problems(item, excluded)]
    passed = result.passed and len(item.reasons) == 1
    item.outcome = ItemOutcome.PASSED if passed else ItemOutcome.FAILED
    item.yes_count, item.no_count, item.blank_count = found[Choice.YES], found[Choice.NO], found[Choice.BLANK]
    item.denominator_count, item.needed_count = result.denominator, result.needed
    item.ballot_digest = _digest(item, found)
    item.counted_at = at
    item.save(
        update_fields=[
            "outcome", "yes_count", "no_count", "blank_count", "denominator_count", "needed_count", "reasons",
            "sheet_count", "mean_points", "median_points", "spread_points", "ballot_digest", "counted_at",
        ]
    )  # fmt: skip


def _evaluate(item: AgendaItem, excluded: set[int], yes: int) -> VoteResult:
    session = item.session
    everyone = item.denominator == Denominator.ALL_MEMBERS
    base = session.voters if everyone else session.present_voters
    return evaluate_vote(
        members=len(session.voters),
        present=len(session.present_voters),
        yes=yes,
        conflicted=sum(place.seat_id in excluded for place in base),
        rule=item.rule,
    )


@in_vietnamese
def _vote_sentence(item: AgendaItem, result: VoteResult) -> str:
    words = {
        "yes": result.yes,
        "base": result.denominator,
        "share": f"{result.percent:.2f}".replace(".", ","),
        "needed": result.needed,
        "rule": share_words(item.pass_percent),
        "whole": item.get_denominator_display(),
    }
    if result.passed:
        return _("%(yes)d/%(base)d đồng ý (%(share)s%%), đủ %(rule)s %(whole)s (cần %(needed)d).") % words
    return _("%(yes)d/%(base)d đồng ý (%(share)s%%), chưa đủ %(rule)s %(whole)s (cần %(needed)d).") % words


def _add_points(item: AgendaItem, excluded: set[int]) -> None:
    totals = _valid_totals(item, excluded)
    item.sheet_count = len(totals)
    if not totals:
        return
    item.mean_points = (Decimal(sum(totals)) / len(totals)).quantize(CENT)
    item.median_points = Decimal(str(median(totals))).quantize(CENT)
    item.spread_points = max(totals) - min(totals)


def _valid_totals(item: AgendaItem, excluded: set[int]) -> list[int]:
    sheets = ScoreSheet.objects.filter(item=item, submitted_at__isnull=False).exclude(seat__in=excluded)
    return list(sheets.order_by("total", "pk").values_list("total", flat=True))


@in_vietnamese
def _points_problems(item: AgendaItem, excluded: set[int]) -> list[str]:
    """Return what the score sheets say against a dossier, whatever the vote."""
    rubric = item.session.rubric_snapshot
    if not rubric or item.mean_points is None:
        return []
    problems = []
    least = rubric.get("pass_total")
    if least is not None and item.mean_points < least:
        problems.append(
            _("Điểm trung bình %(mean)s, dưới mức đạt %(least)d.") % {"mean": _comma(item.mean_points), "least": least}
        )
    for line in rubric["criteria"]:
        if line["disqualifies"] and line["min"] is not None:
            mean = _criterion_mean(item, line["code"], excluded)
            if mean is not None and mean < line["min"]:
                problems.append(
                    _("%(code)s %(text)s: trung bình %(mean)s, dưới %(least)d là không đạt.")
                    % {"code": line["code"], "text": line["text"], "mean": _comma(mean), "least": line["min"]}
                )
    return problems


def _criterion_mean(item: AgendaItem, code: str, excluded: set[int]) -> Decimal | None:
    scores = Score.objects.filter(
        sheet__item=item, sheet__submitted_at__isnull=False, criterion_code=code, points__isnull=False
    ).exclude(sheet__seat__in=excluded)
    points = list(scores.values_list("points", flat=True))
    return (Decimal(sum(p for p in points if p is not None)) / len(points)).quantize(CENT) if points else None


def _comma(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"


def _digest(item: AgendaItem, found: Counter[str]) -> str:
    """Return a fingerprint of the whole set of ballots and receipts, printed in the minutes."""
    codes = Receipt.objects.filter(item=item).order_by("code").values_list("code", flat=True)
    lines = [str(item.pk), *(f"{choice}={found[choice]}" for choice in sorted(Choice.values)), *codes]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _figures(item: AgendaItem) -> dict[str, Any]:
    return {
        "outcome": item.outcome,
        "yes": item.yes_count,
        "no": item.no_count,
        "blank": item.blank_count,
        "denominator": item.denominator_count,
        "needed": item.needed_count,
        "mean": str(item.mean_points) if item.mean_points is not None else None,
        "digest": item.ballot_digest,
    }


@transaction.atomic
def next_item(session: Session, *, actor: Any, at: datetime, seen_version: int | None = None) -> None:
    """
    Go on with the dossiers that still wait.

    :raises DomainError: if none waits: then the minutes are next
    """
    advance(session, NEXT, actor=actor, at=at, seen_version=seen_version)
    if not session.items.filter(outcome=ItemOutcome.WAITING).exists():
        raise DomainError(_("Đã xét xong mọi hồ sơ của phiên. Việc tiếp theo là lập biên bản."))
