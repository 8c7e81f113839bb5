"""What the secretary adds to the minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import VersionedForm


class MinutesForm(VersionedForm):
    body = forms.CharField(
        label=_("Ý kiến, kiến nghị và kết luận"),
        help_text=_("Mỗi dòng là một ý trong phần Kết luận. Số liệu đã lấy từ hồ sơ phiên họp, không cần ghi lại."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20000,
        required=False,
    )
