"""Minutes: drafted from the record, added to by the secretary, signed by two, final."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from councils import notices
from councils.enums import ItemOutcome, SessionState
from councils.models import Attendance, Council, Minutes, Session
from councils.rules import signs_as
from councils.selectors.facts import facts_of
from councils.states import CLOSE
from councils.tasks import issue_minutes
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.periods import day_of
from portal.core.permissions import require
from portal.core.workflow import WrongStateError, advance, lock
from units.models import User


@transaction.atomic
def draft_minutes(session: Session, *, actor: Any, at: datetime) -> Minutes:
    """
    Return the minutes with what the record says now; what the secretary added stays, signatures go.

    The number is the council's next of the year, drawn with the first draft.

    :raises WrongStateError: while a dossier waits, and once the minutes are signed by both
    """
    lock(session)
    require(actor, "councils.draft_minutes", session)
    if session.state != SessionState.COUNTED or session.items.filter(outcome=ItemOutcome.WAITING).exists():
        raise WrongStateError(_("Biên bản lập khi đã xét và kiểm phiếu xong mọi hồ sơ của phiên."))
    minutes = Minutes.objects.filter(session=session).first()
    if minutes is None:
        council = Council.objects.select_for_update(of=("self",)).get(pk=session.council_id)
        year = day_of(session.held_at).year
        last = Minutes.objects.filter(council=council, year=year).aggregate(last=Max("number"))["last"] or 0
        minutes = Minutes(session=session, council=council, year=year, number=last + 1)
    minutes.facts, minutes.drafted_at = facts_of(session, at=at), at
    _clear_signatures(minutes)
    minutes.version += 1
    minutes.save()
    audit.record("minutes.draft", minutes, actor=actor, at=at, after={"number": minutes.symbol})
    return minutes


def _clear_signatures(minutes: Minutes) -> None:
    minutes.chair_signed_at = minutes.chair_signed_by = None
    minutes.secretary_signed_at = minutes.secretary_signed_by = None


@transaction.atomic
def edit_minutes(minutes: Minutes, *, actor: Any, at: datetime, body: str, seen_version: int | None = None) -> None:
    """
    Put down what was said and asked for; a signature given to the text before is taken off.

    :raises DomainError: if someone changed the text since it was read
    """
    lock(minutes)
    require(actor, "councils.draft_minutes", minutes.session)
    if minutes.is_signed:
        raise WrongStateError(_("Biên bản đã ký đủ, không sửa được nữa."))
    if seen_version is not None and seen_version != minutes.version:
        raise DomainError(
            _("Người khác vừa sửa biên bản. Hãy chép lại phần của bạn, tải lại trang rồi sửa."), field="body"
        )
    before = {"body": minutes.body, "signed": bool(minutes.chair_signed_at or minutes.secretary_signed_at)}
    minutes.body = body.strip()
    _clear_signatures(minutes)
    minutes.version += 1
    minutes.save()
    audit.record("minutes.edit", minutes, actor=actor, at=at, before=before, after={"body": minutes.body})


@transaction.atomic
def sign_minutes(session: Session, *, actor: Any, at: datetime, seen_version: int | None = None) -> Minutes:
    """
    Sign as the one who presided or as the secretary; with the second signature the session is closed.

    :param seen_version: of the minutes, so that nobody signs a text they have not read
    :raises DomainError: if there are no minutes yet, they changed, or this side has signed
    """
    lock(session)
    require(actor, "councils.sign_minutes", session)
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(session=session).first()
    if minutes is None or session.state != SessionState.COUNTED:
        raise WrongStateError(_("Chưa có biên bản để ký, hoặc biên bản đã ký đủ."))
    if seen_version is not None and seen_version != minutes.version:
        raise DomainError(_("Biên bản vừa được sửa. Hãy đọc lại rồi ký."))
    place = session.seat_of(actor)
    side = signs_as(place) if place is not None else ""
    _refuse_signer(session, minutes, side, actor)
    setattr(minutes, f"{side}_signed_at", at)
    setattr(minutes, f"{side}_signed_by", actor)
    minutes.save(update_fields=[f"{side}_signed_at", f"{side}_signed_by"])
    audit.record("minutes.sign", minutes, actor=actor, at=at, after={"side": side, "version": minutes.version})
    if minutes.is_signed:
        _close(session, minutes, actor=actor, at=at)
    else:
        notices.minutes_to_sign(session, _other_side(session, side), version=minutes.version, at=at)
    return minutes


def _refuse_signer(session: Session, minutes: Minutes, side: str, actor: Any) -> None:
    if side == "chair" and session.presided_by is not None and session.presided_by.member_id != actor.member_id:
        raise DomainError(
            _("Người chủ trì phiên họp ký biên bản: %(name)s.") % {"name": session.presided_by.member.full_name}
        )
    if getattr(minutes, f"{side}_signed_at") is not None:
        raise DomainError(_("Bạn đã ký biên bản này."))


def _other_side(session: Session, side: str) -> list[Attendance]:
    if side == "chair":
        return [place for place in session.seats if signs_as(place) == "secretary"]
    return [place for place in session.seats if place.seat_id == session.presided_by_id]


def _close(session: Session, minutes: Minutes, *, actor: Any, at: datetime) -> None:
    advance(session, CLOSE, actor=actor, at=at, closed_at=at)
    members = [place.seat.member_id for place in session.seats]
    notices.minutes_signed(session, recipients=User.objects.filter(member__in=members, is_active=True), at=at)
    issue_minutes.delay_on_commit(minutes_id=minutes.pk)  # type: ignore[attr-defined]
