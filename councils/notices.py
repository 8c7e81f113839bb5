"""Who in a council hears of what, and with what words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.models import Attendance, Session
from portal.core.language import in_vietnamese
from portal.core.notices import enqueue
from portal.core.templatetags.vi import moment
from units.models import User


def _people(places: Iterable[Attendance]) -> list[User]:
    members = [place.seat.member_id for place in places]
    return list(User.objects.filter(member__in=members, is_active=True).order_by("pk"))


def _url(session: Session) -> str:
    return reverse("councils:session", args=[session.pk])


@in_vietnamese
def session_invited(session: Session, *, at: datetime) -> None:
    """Tell every seat when and where, and that the papers can be read."""
    due = _(" Hạn chấm: %(due)s.") % {"due": moment(session.scores_due_at)} if session.scores_due_at else ""
    enqueue(
        f"session.invite:{session.pk}:{session.version}",
        recipients=_people(session.seats),
        subject=_("Mời họp %(council)s: %(title)s") % {"council": session.council.name, "title": session.title},
        body=_(
            "Lúc %(time)s, tại %(place)s. Hồ sơ đã có trong phiên họp; hãy khai xung đột lợi ích trước khi mở.%(due)s"
        )
        % {"time": moment(session.held_at), "place": session.place or _("nơi Thư ký sẽ báo"), "due": due},
        url=_url(session),
        at=at,
    )


@in_vietnamese
def session_adjourned(session: Session, *, at: datetime) -> None:
    enqueue(
        f"session.adjourn:{session.pk}:{session.version}",
        recipients=_people(session.seats),
        subject=_("Hoãn phiên họp: %(title)s") % {"title": session.title},
        body=session.reason,
        url=_url(session),
        at=at,
    )


@in_vietnamese
def voting_opened(session: Session, places: Iterable[Attendance], *, count: int, at: datetime) -> None:
    """Tell those in the room that they may vote now."""
    enqueue(
        f"session.voting:{session.pk}:{session.version}",
        recipients=_people(places),
        subject=_("Mời bỏ phiếu %(count)d hồ sơ: %(title)s") % {"count": count, "title": session.title},
        url=reverse("councils:ballot", args=[session.pk]),
        at=at,
    )


@in_vietnamese
def minutes_to_sign(session: Session, places: Iterable[Attendance], *, version: int, at: datetime) -> None:
    enqueue(
        f"minutes.sign:{session.pk}:{version}",
        recipients=_people(places),
        subject=_("Biên bản chờ bạn ký: %(title)s") % {"title": session.title},
        url=reverse("councils:minutes", args=[session.pk]),
        at=at,
    )


@in_vietnamese
def scores_wanted(session: Session, late: Iterable[tuple[Attendance, int]], *, at: datetime) -> int:
    """Remind each late member of how many sheets are still open, once a day; return how many were told."""
    told = 0
    for place, left in late:
        told += enqueue(
            f"session.remind:{session.pk}:{at:%Y-%m-%d}",
            recipients=_people([place]),
            subject=_("Còn %(left)d hồ sơ chờ bạn chấm: %(title)s") % {"left": left, "title": session.title},
            body=_("Hạn chấm: %(due)s.") % {"due": moment(session.scores_due_at)} if session.scores_due_at else "",
            url=_url(session),
            at=at,
        )
    return told


@in_vietnamese
def minutes_signed(session: Session, *, recipients: Iterable[Any], at: datetime) -> None:
    enqueue(
        f"minutes.closed:{session.pk}",
        recipients=recipients,
        subject=_("Đã ký biên bản %(number)s: %(title)s") % {"number": session.minutes.symbol, "title": session.title},
        url=reverse("councils:minutes", args=[session.pk]),
        at=at,
    )
