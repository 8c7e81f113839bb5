"""What officials write about members, and members about their own record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm, DayField
from units.enums import Correctable, Gender, WorkGroup
from units.enums import DisciplineForm as Forms
from units.forms.changes import UnitField


class MemberMoveForm(BaseForm):
    to_unit = UnitField(
        label=_("Đơn vị chuyển đến"), help_text=_("Mã hoặc tên, có thể là tổ, bộ phận."), max_length=255
    )
    on = DayField(label=_("Từ ngày"))
    reason = forms.CharField(label=_("Lý do, văn bản"), max_length=200)


class FactsForm(BaseForm):
    """What a rule reads as of a day."""

    group = forms.ChoiceField(label=_("Nhóm"), choices=WorkGroup.choices)
    is_direct_worker = forms.BooleanField(label=_("Lao động trực tiếp"), required=False)
    position = forms.CharField(label=_("Chức vụ, công việc"), max_length=160, required=False)
    education = forms.CharField(
        label=_("Trình độ"), max_length=40, required=False, help_text=_("Ví dụ: trung cấp, cao đẳng, đại học.")
    )
    on = DayField(label=_("Có hiệu lực từ ngày"), help_text=_("Hồ sơ nhận trước ngày này vẫn xét theo thông tin cũ."))
    reason = forms.CharField(label=_("Lý do, văn bản"), max_length=200, required=False)


class MistakeForm(BaseForm):
    """What was written down wrongly."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    code = forms.CharField(label=_("Mã đoàn viên"), max_length=30)
    gender = forms.ChoiceField(label=_("Giới tính"), choices=[("", "–"), *Gender.choices], required=False)
    joined_on = DayField(label=_("Ngày vào công đoàn"), required=False)
    birth_date = DayField(label=_("Ngày sinh"), required=False, help_text=_("Để trống: giữ như đang ghi."))
    phone = forms.CharField(
        label=_("Số điện thoại"), max_length=15, required=False, help_text=_("Để trống: giữ như đang ghi.")
    )
    address = forms.CharField(
        label=_("Địa chỉ"), max_length=160, required=False, help_text=_("Để trống: giữ như đang ghi.")
    )
    reason = forms.CharField(label=_("Sai ở đâu, căn cứ"), max_length=200)


class DisciplineForm(BaseForm):
    """A measure, or that one is under review."""

    form = forms.ChoiceField(label=_("Hình thức"), choices=[("", _("Chọn hình thức")), *Forms.choices])
    decision_no = forms.CharField(
        label=_("Số quyết định"),
        max_length=60,
        required=False,
        help_text=_("Đang xem xét: để trống. Đã có quyết định: phải ghi số."),
    )
    decided_on = DayField(label=_("Ngày quyết định"), help_text=_("Đang xem xét: ngày bắt đầu xem xét."))
    issued_by = forms.CharField(
        label=_("Nơi ra quyết định"),
        max_length=160,
        required=False,
        help_text=_("Người sử dụng lao động, hoặc tổ chức công đoàn."),
    )
    valid_from = DayField(label=_("Có hiệu lực từ ngày"))
    valid_to = DayField(
        label=_("Hết hiệu lực từ ngày"), required=False, help_text=_("Chưa biết thì để trống, ghi sau.")
    )


class EndDisciplineForm(BaseForm):
    on = DayField(label=_("Hết hiệu lực từ ngày"), help_text=_("Ngày xóa kỷ luật, hoặc ngày kết thúc xem xét."))
    reason = forms.CharField(label=_("Lý do, văn bản"), max_length=200)


class VoidDisciplineForm(BaseForm):
    reason = forms.CharField(label=_("Ghi nhầm ở đâu"), max_length=200)


class LeaveForm(BaseForm):
    on = DayField(label=_("Từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=200)


class SamePersonForm(BaseForm):
    other = forms.CharField(widget=forms.HiddenInput, max_length=30)
    reason = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Vì sao biết hai hồ sơ là của một người: giấy tờ đã đối chiếu, ai xác nhận."),
        max_length=500,
    )


class CorrectionForm(BaseForm):
    field = forms.ChoiceField(label=_("Mục cần sửa"), choices=Correctable.choices)
    wanted = forms.CharField(
        label=_("Nội dung đúng"),
        max_length=160,
        required=False,
        help_text=_(
            "Để trống số điện thoại hoặc địa chỉ: đề nghị Cổng không lưu nữa. "
            "Kỷ luật: ghi mục nào chưa đúng, sai ở đâu."
        ),
    )
    reason = forms.CharField(
        label=_("Lý do, giấy tờ làm căn cứ"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class AnswerForm(BaseForm):
    """Accept or refuse: the button says which."""

    answer = forms.CharField(
        label=_("Trả lời"),
        help_text=_("Bắt buộc khi không sửa; người đề nghị sẽ đọc đúng câu này."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
