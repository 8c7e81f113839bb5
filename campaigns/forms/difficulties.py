"""What people type about difficulties."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.enums import DifficultyState, Severity
from portal.core.forms import BaseForm, DayField, VersionedForm
from units.models import Unit

LONGEST = 4000


class RaiseForm(BaseForm):
    unit = forms.ModelChoiceField(
        label=_("Công đoàn cơ sở"), queryset=Unit.objects.none(), empty_label=_("Chọn đơn vị")
    )
    text = forms.CharField(
        label=_("Khó khăn, vướng mắc"),
        help_text=_("Dòng đầu nói ngắn gọn việc gì; các dòng sau kể rõ, cần cấp trên giúp gì."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    severity = forms.ChoiceField(label=_("Mức độ"), choices=Severity.choices, initial=Severity.SERIOUS)
    visited_on = DayField(
        label=_("Ngày xuống cơ sở"), required=False, help_text=_("Ghi nếu biết được khi đến làm việc tại đơn vị.")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], only: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        field.initial = only


class DirectForm(VersionedForm):
    directive = forms.CharField(
        label=_("Ý kiến chỉ đạo"),
        help_text=_("Nói rõ ai làm gì. Đơn vị và cán bộ phụ trách đọc đúng câu này."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    due_on = DayField(label=_("Hạn khắc phục"))


class ResolveForm(VersionedForm):
    resolution = forms.CharField(
        label=_("Đã khắc phục thế nào"), widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST
    )


class DifficultyFilterForm(BaseForm):
    """What the list is narrowed to; it stands in the address."""

    OVERDUE = "qua-han"
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        choices=[("", _("Tất cả")), (OVERDUE, _("Quá hạn")), *DifficultyState.choices],
        required=False,
    )
