"""What the steps of a session ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.models import Session
from portal.core.forms import BaseForm, VersionedForm


class AttendanceForm(BaseForm):
    """Who is in the room; all are ticked at first, so that the secretary unticks the few who are not."""

    present = forms.TypedMultipleChoiceField(
        label=_("Có mặt"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Đánh dấu ít nhất một người có mặt.")},
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["present"]
        field.choices = [
            (place.seat_id, f"{place.seat.member.full_name}, {place.get_role_display()}") for place in session.seats
        ]
        here = [place.seat_id for place in session.seats if place.present]
        field.initial = here or [place.seat_id for place in session.seats]


class OpenVotingForm(VersionedForm):
    """Which dossiers to vote on now."""

    items = forms.TypedMultipleChoiceField(
        coerce=int, required=True, error_messages={"required": _("Chọn ít nhất một hồ sơ.")}
    )

    def __init__(self, *args: Any, ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["items"]
        field.choices = [(pk, pk) for pk in ids]


class CountForm(VersionedForm):
    accept_missing = forms.BooleanField(
        label=_("Đóng phiếu dù còn người chưa bỏ"),
        help_text=_("Người chưa bỏ phiếu không tính là đồng ý, nhưng vẫn nằm trong số thành viên để tính tỷ lệ."),
        required=False,
    )
