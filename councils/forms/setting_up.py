"""Councils, seats and sessions as an officer types them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.enums import CouncilKind, SeatRole
from portal.core.forms import BaseForm, DayField, VersionedForm

MOMENTS = ["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"]


class MomentField(forms.DateTimeField):
    """A moment as 14:00 05/06/2026, in either order."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.DateTimeInput(format=MOMENTS[0], attrs={"placeholder": "14:00 dd/mm/yyyy", "autocomplete": "off"}),
        )
        super().__init__(input_formats=MOMENTS, **kwargs)


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class CouncilForm(BaseForm):
    """A council as its decision names it; ``units``: where the person may found one."""

    unit = UnitChoice(label=_("Đơn vị lập Hội đồng"), queryset=None)
    kind = forms.ChoiceField(label=_("Loại Hội đồng"), choices=CouncilKind.choices)
    name = forms.CharField(label=_("Tên Hội đồng"), max_length=200)
    decision_no = forms.CharField(label=_("Số quyết định thành lập"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))
    quorum_percent = forms.DecimalField(
        label=_("Tỷ lệ có mặt để họp (%)"),
        help_text=_("Để trống thì lấy theo quy định chung; 66,67 nghĩa là 2/3."),
        min_value=1,
        max_value=100,
        decimal_places=2,
        required=False,
        localize=True,
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        first = units.first()
        if first is not None:
            field.initial = first.pk


class SeatForm(BaseForm):
    member_code = forms.CharField(label=_("Mã đoàn viên"), max_length=30)
    role = forms.ChoiceField(label=_("Chức danh trong Hội đồng"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    votes = forms.BooleanField(label=_("Có quyền chấm và biểu quyết"), required=False, initial=True)


class SessionForm(VersionedForm):
    """A session; ``rubrics`` to choose from, or None for a council that votes only."""

    title = forms.CharField(
        label=_("Tên phiên họp"), max_length=200, help_text=_("Ví dụ: Xét sáng kiến đợt 1 năm 2026")
    )
    held_at = MomentField(label=_("Giờ, ngày họp"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    rubric: Any = forms.ModelChoiceField(
        label=_("Phiếu chấm (barem)"),
        queryset=None,
        required=False,
        help_text=_(
            "Khóa khi mời họp: sửa danh mục sau đó không đổi phiếu của phiên này. Bỏ trống nếu phiên chỉ bỏ phiếu."
        ),
    )
    scores_due_at = MomentField(label=_("Hạn chấm"), required=False, help_text=_("Không muộn hơn giờ họp."))

    def __init__(self, *args: Any, rubrics: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rubric"]
        field.queryset = rubrics
        if rubrics is None:
            del self.fields["rubric"], self.fields["scores_due_at"]
