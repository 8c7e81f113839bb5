"""What people type into reports."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm, VersionedForm, VndField
from portal.core.periods import PeriodKind
from reports.enums import NarrativePart, ReportState
from reports.models import Indicator

LONG = 6000
HELP = {
    NarrativePart.SITUATION: _("Đơn vị, đoàn viên, việc làm có gì mới."),
    NarrativePart.DIRECTION: _("Kế hoạch, Hội đồng, phân công, tập huấn."),
    NarrativePart.RESULTS: _("Từng phong trào, việc nổi bật."),
    NarrativePart.MODELS: _("Ai, mô hình nào, đã nhân rộng đến đâu."),
    NarrativePart.INSPECTION: _("Đã kiểm tra ở đâu, xử lý đơn thế nào."),
    NarrativePart.LESSONS: _("Điều rút ra để kỳ sau làm tốt hơn."),
    NarrativePart.STRENGTHS: _("Việc làm được, có con số hoặc tên đơn vị cụ thể."),
    NarrativePart.SHORTCOMINGS: _("Việc chưa được, ở đâu."),
    NarrativePart.CAUSES: _("Vì sao chưa được."),
    NarrativePart.PLAN: _("Kỳ tới làm gì, ai làm, đến bao giờ."),
    NarrativePart.PROPOSALS: _("Điều muốn cấp trên giải quyết."),
}


class FilterForm(BaseForm):
    """Filters of a list, in the address, so that a list can be kept and sent on."""

    ky = forms.ChoiceField(label=_("Kỳ"), choices=[("", _("Tất cả")), *PeriodKind.choices], required=False)
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"),
        choices=[("", _("Tất cả")), ("unsent", _("Chưa gửi")), *ReportState.choices],
        required=False,
    )


class ReceivedFilterForm(FilterForm):
    q = forms.CharField(label=_("Đơn vị"), required=False)


class WritingForm(VersionedForm):
    """The written parts, and one field for each figure only the unit knows; ``figures`` groups those by letter."""

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in NarrativePart:
            self.fields[part.value] = forms.CharField(
                label=part.label,
                help_text=HELP[part],
                required=False,
                max_length=LONG,
                widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONG, "data-count": ""}),
            )
        self.codes = []
        for row in indicators:
            self.fields[row.code] = _figure_field(row)
            self.codes.append(row.code)

    def narrative(self) -> dict[str, str]:
        return {part: self.cleaned_data[part].strip() for part in NarrativePart.values}

    def typed(self) -> dict[str, int | None]:
        return {code: self.cleaned_data[code] for code in self.codes}

    def parts(self) -> list[Any]:
        return [self[part] for part in NarrativePart.values]

    def figures(self) -> list[Any]:
        return [self[code] for code in self.codes]


def _figure_field(row: Indicator) -> forms.Field:
    label = f"{row.label} ({row.unit_of_measure})"
    if row.is_money:
        return VndField(label=label, help_text=row.definition, required=False)
    return forms.IntegerField(
        label=label,
        help_text=row.definition,
        required=False,
        min_value=0,
        max_value=10**12,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
