"""What each step of a session says, asks and calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils import services
from councils.forms import CountForm
from councils.models import Session
from councils.states import ADJOURN, CANCEL, COUNT, INVITE, NEXT, OPEN, REINVITE
from portal.core.forms import ReasonForm, VersionedForm

Job = Callable[[Any, Session, Any, datetime], Any]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step: where it starts, who may, what it says and asks, what it calls; ``asks``: on a page of its own."""

    sources: frozenset[str]
    permission: str | None
    label: Any
    text: Any
    done: Any
    job: Job
    form: type[forms.Form] = VersionedForm
    kind: str = "primary"
    icon: str = ""
    asks: bool = False


def _invite(form: Any, session: Session, user: Any, at: datetime) -> None:
    services.invite(session, actor=user, at=at, seen_version=form.cleaned_data["version"])


def _open(form: Any, session: Session, user: Any, at: datetime) -> None:
    services.open_session(session, actor=user, at=at, seen_version=form.cleaned_data["version"])


def _adjourn(form: Any, session: Session, user: Any, at: datetime) -> None:
    data = form.cleaned_data
    services.adjourn_session(session, actor=user, at=at, reason=data["reason"], seen_version=data["version"])


def _cancel(form: Any, session: Session, user: Any, at: datetime) -> None:
    data = form.cleaned_data
    services.cancel_session(session, actor=user, at=at, reason=data["reason"], seen_version=data["version"])


def _count(form: Any, session: Session, user: Any, at: datetime) -> None:
    data = form.cleaned_data
    services.count_ballots(
        session, actor=user, at=at, accept_missing=data["accept_missing"], seen_version=data["version"]
    )


def _next(form: Any, session: Session, user: Any, at: datetime) -> None:
    services.next_item(session, actor=user, at=at, seen_version=form.cleaned_data["version"])


PAGES: dict[str, StepPage] = {
    "invite": StepPage(
        INVITE.sources | REINVITE.sources, INVITE.permission, _("Mời họp, gửi tài liệu"),
        _(
            "Mọi thành viên nhận thông báo và mở được hồ sơ sau khi khai xung đột lợi ích. "
            "Từ lúc này thành phần và phiếu chấm của phiên không đổi."
        ),
        _("Đã mời họp. Các thành viên mở được hồ sơ."), _invite, icon="send",
    ),
    "open": StepPage(
        OPEN.sources, OPEN.permission, _("Khai mạc"),
        _("Phiên họp chỉ khai mạc khi đủ số thành viên có mặt."), _("Đã khai mạc."), _open, icon="people",
    ),
    "count": StepPage(
        COUNT.sources, COUNT.permission, _("Đóng phiếu, kiểm phiếu"),
        _("Sau khi kiểm phiếu, không ai bỏ thêm phiếu và kết quả không sửa được nữa."),
        _("Đã kiểm phiếu."), _count, CountForm, kind="seal", icon="lock", asks=True,
    ),
    "next": StepPage(
        NEXT.sources, NEXT.permission, _("Chuyển hồ sơ tiếp theo"),
        _("Phiên họp trở lại phần xét các hồ sơ còn lại."), _("Mời Hội đồng xét hồ sơ tiếp theo."),
        _next, icon="arrow-right",
    ),
    "adjourn": StepPage(
        ADJOURN.sources, ADJOURN.permission, _("Hoãn phiên họp"),
        _("Điểm đã chấm được giữ. Thư ký có thể đổi ngày rồi mời lại."), _("Đã hoãn phiên họp."),
        _adjourn, ReasonForm, kind="back", asks=True,
    ),
    "cancel": StepPage(
        CANCEL.sources, CANCEL.permission, _("Hủy phiên họp"),
        _("Phiên họp không diễn ra; các hồ sơ được đưa sang phiên khác."), _("Đã hủy phiên họp."),
        _cancel, ReasonForm, kind="back", asks=True,
    ),
}  # fmt: skip
