"""Forms about roles and accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm, DayField
from units.enums import Role


class PersonField(forms.CharField):
    """An account, named by its union code or e-mail; the view finds it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mã đoàn viên hoặc e-mail"))
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(**kwargs)


class RoleForm(BaseForm):
    """Who gets which role, how far and how long."""

    person = PersonField()
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role)
    title = forms.CharField(
        label=_("Chức danh"),
        help_text=_("In dưới chữ ký, ví dụ Phó Chủ tịch LĐLĐ tỉnh. Bỏ trống thì ghi tên vai trò."),
        max_length=120,
        required=False,
    )
    whole_branch = forms.BooleanField(
        label=_("Cho cả các đơn vị trực thuộc"),
        help_text=_("Bỏ chọn thì vai trò chỉ có ở chính đơn vị này."),
        required=False,
        initial=True,
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Thôi từ ngày"), required=False, help_text=_("Ngày đầu tiên không còn vai trò."))
    basis = forms.CharField(label=_("Theo văn bản"), max_length=200, required=False)


class EndForm(BaseForm):
    """From which day a role ends, and why."""

    on = DayField(label=_("Thôi từ ngày"), help_text=_("Ngày đầu tiên không còn vai trò."))
    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class DelegationForm(BaseForm):
    """Who acts for the holder of a role, by which paper, in which days."""

    person = PersonField(help_text=_("Người được ủy quyền."))
    title = forms.CharField(
        label=_("Chức danh của người được ủy quyền"), max_length=120, required=False,
        help_text=_("In dưới chữ ký, ví dụ Trưởng ban. Bỏ trống thì lấy chức vụ trong hồ sơ đoàn viên."),
    )  # fmt: skip
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Thôi từ ngày"), help_text=_("Ngày đầu tiên không còn ủy quyền."))
    basis = forms.CharField(label=_("Văn bản ủy quyền"), max_length=200)
    whole_branch = forms.BooleanField(label=_("Cho cả các đơn vị trực thuộc"), required=False, initial=True)


class CloseForm(BaseForm):
    """Why an account is closed or opened again."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
