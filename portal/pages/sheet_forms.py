"""Forms of the pages on which spreadsheets come and go."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm
from portal.core.sheets import ACCEPT, Column
from units.models import Unit


class _BranchForm(BaseForm):
    unit = forms.TypedChoiceField(label=_("Địa bàn"), coerce=int)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [(unit.pk, unit.name) for unit in units]
        if len(units) == 1:
            field.widget = forms.HiddenInput()
            field.initial = units[0].pk


class SendSheetForm(_BranchForm):
    """A spreadsheet and the branch it is for."""

    file = forms.FileField(
        label=_("Tệp đã điền"),
        help_text=_("Excel (.xlsx, .xls), .ods hoặc CSV UTF-8; nhiều nhất 200.000 dòng, 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        allow_empty_file=True,
    )


class ExportForm(_BranchForm):
    """Which columns of a list, and as what file."""

    columns = forms.MultipleChoiceField(label=_("Cột cần lấy"), widget=forms.CheckboxSelectMultiple)
    suffix = forms.ChoiceField(
        label=_("Loại tệp"),
        choices=[("xlsx", _("Excel (.xlsx)")), ("csv", _("CSV cho phần mềm khác"))],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def __init__(self, *args: Any, shown: list[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["columns"]
        field.choices = [(column.name, column.title) for column in shown]
        field.initial = [column.name for column in shown if not column.personal]
        if any(column.personal for column in shown):
            field.help_text = _(
                "Dữ liệu cá nhân chưa được chọn sẵn. Chỉ lấy cột thật sự cần; nhật ký ghi ai đã lấy cột nào."
            )
