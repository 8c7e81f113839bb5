"""What the minutes say of themselves: everything on record about a session, as plain data."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from councils.enums import ConflictKind, Denominator, ItemOutcome, SeatRole
from councils.models import AgendaItem, Attendance, ConflictOfInterest, Session
from councils.models.session import OUT
from councils.selectors.conflicts import excluded_seats
from councils.voting import share_words
from portal.core.language import in_vietnamese


@in_vietnamese
def facts_of(session: Session, *, at: datetime) -> dict[str, Any]:
    """Return what the minutes of a counted session state; a fixed number of queries."""
    items = list(
        session.items.filter(outcome__in=(ItemOutcome.PASSED, ItemOutcome.FAILED))
        .annotate(ballot_count=Count("casts"), paper_count=Count("casts", filter=Q(casts__on_paper=True)))
        .order_by("position", "pk")
    )
    excluded = excluded_seats(items)
    chair = next((place for place in session.seats if place.seat_id == session.presided_by_id), None)
    secretary = next((place for place in session.seats if place.role == SeatRole.SECRETARY), None)
    return {
        "abstract": _("Họp %(council)s: %(title)s") % {"council": session.council.name, "title": session.title},
        "venue": session.place,
        "started_at": (session.opened_at or session.held_at).isoformat(),
        "ended_at": at.isoformat(),
        "chair": _person(chair or session.seats[0]),
        "secretary": _person(secretary or session.seats[0]),
        "present": [_person(place) for place in session.seats if place.present],
        "absent": [{**_person(place), "reason": ""} for place in session.seats if not place.present],
        "quorum": _quorum(session),
        "conflicts": _conflicts(items),
        "ballot_rule": _rules(session, items),
        "items": [_item(session, item, excluded[item.pk]) for item in items],
        "removed": list(
            session.items.filter(outcome=ItemOutcome.REMOVED).order_by("position").values_list("title", flat=True)
        ),
    }


def _person(place: Attendance) -> dict[str, str]:
    member = place.seat.member
    post = ", ".join(filter(None, (member.position, member.unit.short_name)))
    return {"name": member.full_name, "role": str(place.get_role_display()), "post": post}


def _quorum(session: Session) -> str:
    words = {
        "present": len(session.present_voters),
        "members": len(session.voters),
        "quorum": session.quorum,
        "share": share_words(session.quorum_percent),
        "decision": session.council.decision_no,
    }
    return (
        _(
            "Có mặt %(present)d/%(members)d thành viên có quyền biểu quyết theo Quyết định số %(decision)s; "
            "cần ít nhất %(quorum)d (%(share)s). Phiên họp hợp lệ."
        )
        % words
    )


def _conflicts(items: list[AgendaItem]) -> list[dict[str, str]]:
    rows = (
        ConflictOfInterest.objects.filter(item__in=items, kind__in=(*OUT, ConflictKind.WAIVED))
        .select_related("seat__member", "item")
        .order_by("item__position", "seat__member__sort_key", "pk")
    )
    return [
        {"name": row.seat.member.full_name, "subject": row.item.title, "kind": row.kind, "reason": row.reason}
        for row in rows
    ]


def _rules(session: Session, items: list[AgendaItem]) -> list[str]:
    seen = {(item.pass_percent, item.denominator, item.secret, item.rule_basis) for item in items}
    sentences = [
        _("%(how)s; thông qua khi đạt ít nhất %(share)s %(whole)s. Căn cứ: %(basis)s.")
        % {
            "how": _("Bỏ phiếu kín") if secret else _("Biểu quyết công khai"),
            "share": share_words(percent),
            "whole": Denominator(denominator).label,
            "basis": basis or _("quy chế của Hội đồng"),
        }
        for percent, denominator, secret, basis in sorted(seen)
    ]
    if session.rubric_snapshot:
        sentences.append(_("Phiếu chấm: %(name)s.") % {"name": session.rubric_snapshot["name"]})
    return sentences


def _item(session: Session, item: AgendaItem, excluded: set[int]) -> dict[str, Any]:
    eligible = [
        place
        for place in session.voters
        if place.seat_id not in excluded and (place.present or item.denominator == Denominator.ALL_MEMBERS)
    ]
    cast: int = item.ballot_count  # type: ignore[attr-defined]
    return {
        "title": item.title,
        "credit": item.credit,
        "secret": item.secret,
        "sheets": item.sheet_count if session.rubric_snapshot else None,
        "mean": float(item.mean_points) if item.mean_points is not None else None,
        "spread": item.spread_points,
        "issued": len(eligible),
        "returned": cast,
        "paper": item.paper_count,  # type: ignore[attr-defined]
        "valid": cast,
        "yes": item.yes_count,
        "no": item.no_count,
        "blank": item.blank_count,
        "denominator": item.denominator_count,
        "percent": round((item.yes_count or 0) * 100 / item.denominator_count, 2) if item.denominator_count else 0.0,
        "passed": item.outcome == ItemOutcome.PASSED,
        "reasons": item.reasons,
        "digest": item.ballot_digest,
    }
