"""Score sheets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from councils.enums import SessionState
from councils.models import AgendaItem, Score, ScoreSheet, Seat
from councils.models.session import Session
from portal.core import audit
from portal.core.errors import PartsMissing, StaleError
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, lock

OVER = (SessionState.PLANNED, SessionState.CLOSED, SessionState.CANCELLED)


@transaction.atomic
def record_scores(
    item: AgendaItem,
    *,
    actor: Any,
    at: datetime,
    points: Mapping[str, int],
    comments: Mapping[str, str],
    comment: str = "",
    submit: bool = False,
    seen_version: int | None = None,
    page: str = "",
    by_itself: bool = False,
) -> ScoreSheet:
    """
    Keep ``actor``'s own sheet for a dossier, as a draft or handed in; it may be changed until the vote opens.

    :param points: by the code of the criterion; a draft may lack some
    :param page: names the open page: one may press while the page's own saving is still on the way
    :param by_itself: the page saves, nobody pressed; a sheet that was handed in then stays handed in
    :raises PermissionDenied: if they have no part in the dossier, or have not declared on it
    :raises PartsMissing: naming ``points_CODE`` and ``comment_CODE`` of what is wrong
    :raises StaleError: if the sheet was changed on another device since it was read
    """
    lock(item)
    session = item.session
    require(actor, "councils.take_part", session)
    sheet = _sheet(item, _scoring_seat(session, item, actor), at)
    submit = submit or (by_itself and sheet.is_submitted)
    _refuse_points(session.rubric_snapshot, points, comments, submit=submit)
    if by_itself or not page or sheet.saved_from != page:
        _refuse_stale(sheet, seen_version, points, comments)
    sheet.saved_from = page
    sheet.total = sum(points.values())
    sheet.comment = comment
    sheet.saved_at = at
    sheet.submitted_at = at if submit else None
    sheet.version += 1
    sheet.save(update_fields=["total", "comment", "saved_at", "submitted_at", "version", "saved_from"])
    _write_scores(sheet, points, comments)
    action = "sheet.submit" if submit else "sheet.save"
    after = {"total": sheet.total, "points": dict(points)} if submit else {"version": sheet.version}
    audit.record(action, sheet, actor=actor, at=at, after=after)
    return sheet


def _scoring_seat(session: Session, item: AgendaItem, actor: Any) -> Seat:
    place = session.seat_of(actor)
    if place is None or not place.votes:
        raise PermissionDenied(_("Bạn không có quyền chấm trong Hội đồng này."))
    if not AgendaItem.objects.open_to(actor).filter(pk=item.pk).exists():
        raise PermissionDenied(_("Bạn chưa khai về xung đột lợi ích hoặc không tham gia xét hồ sơ này."))
    if session.state in OVER or item.voting_opened_at is not None or not session.rubric_snapshot:
        raise WrongStateError(_("Phiếu chấm của hồ sơ này đã khóa, không sửa được nữa."))
    return place.seat


def _sheet(item: AgendaItem, seat: Seat, at: datetime) -> ScoreSheet:
    sheet, _made = ScoreSheet.objects.get_or_create(item=item, seat=seat, defaults={"saved_at": at, "version": 0})
    return sheet


def _refuse_stale(
    sheet: ScoreSheet, seen_version: int | None, points: Mapping[str, int], comments: Mapping[str, str]
) -> None:
    if seen_version is None or seen_version == sheet.version:
        return
    theirs = [
        (score.criterion_code, _pair(score.points, score.comment)) for score in sheet.scores.order_by("criterion_code")
    ]
    mine = [(code, _pair(value, comments.get(code, ""))) for code, value in sorted(points.items())]
    raise StaleError(_("Phiếu này vừa được lưu từ máy khác. Hãy xem bản mới rồi sửa."), mine=mine, theirs=theirs)


def _pair(points: int | None, comment: str) -> str:
    shown = "–" if points is None else str(points)
    return f"{shown} · {comment}" if comment else shown


def _write_scores(sheet: ScoreSheet, points: Mapping[str, int], comments: Mapping[str, str]) -> None:
    said = {code: text.strip() for code, text in comments.items() if text.strip()}
    codes = sorted({*points, *said})
    sheet.scores.exclude(criterion_code__in=codes).delete()
    Score.objects.bulk_create(
        [
            Score(sheet=sheet, criterion_code=code, points=points.get(code), comment=said.get(code, ""))
            for code in codes
        ],
        update_conflicts=True,
        unique_fields=["sheet", "criterion_code"],
        update_fields=["points", "comment"],
    )


def _refuse_points(
    rubric: Mapping[str, Any], points: Mapping[str, int], comments: Mapping[str, str], *, submit: bool
) -> None:
    problems: dict[str, Any] = {}
    for line in rubric.get("criteria", []):
        code, value = line["code"], points.get(line["code"])
        if value is None:
            if submit and line["max"]:
                problems[f"points_{code}"] = _("%(code)s: chưa cho điểm.") % {"code": code}
        elif not _fits(line, value):
            problems[f"points_{code}"] = _("%(code)s: cho từ 0 đến %(max)d điểm, theo các khung của phiếu.") % {
                "code": code,
                "max": line["max"],
            }
        elif submit and line["min"] is not None and value < line["min"] and not comments.get(code, "").strip():
            problems[f"comment_{code}"] = _("%(code)s: dưới %(min)d điểm thì phải nhận xét.") % {
                "code": code,
                "min": line["min"],
            }
    unknown = {*points, *comments} - {line["code"] for line in rubric.get("criteria", [])}
    if unknown:
        problems["points"] = _("Phiếu chấm không có tiêu chí %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
    if problems:
        raise PartsMissing(problems)


def _fits(line: Mapping[str, Any], value: int) -> bool:
    if not 0 <= value <= line["max"]:
        return False
    return not line["bands"] or any(band["low"] <= value <= band["high"] for band in line["bands"])
