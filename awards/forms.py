"""What people type about commendation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from awards.enums import BatchState, CertificateState, DecisionState, Merit, NominationState, Rating
from awards.models import AwardType
from awards.services.drafting import Draft
from campaigns.models import Campaign
from councils.models import Session
from initiatives.models import Initiative
from portal.core.forms import BaseForm, DayField, ReasonForm, VersionedForm
from units.models import Unit


class WithdrawForm(ReasonForm):
    """A draft is given up without a word; anything later needs one, which the service asks for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class FilterForm(BaseForm):
    q = forms.CharField(label=_("Tên người, đơn vị"), required=False, max_length=100)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *NominationState.choices]
    )
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100)


class BatchFilterForm(BaseForm):
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *BatchState.choices]
    )


class DecisionFilterForm(BaseForm):
    q = forms.CharField(label=_("Số, trích yếu"), required=False, max_length=100)
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *DecisionState.choices]
    )


class CertificateFilterForm(BaseForm):
    q = forms.CharField(label=_("Tên người, tập thể"), required=False, max_length=100)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *CertificateState.choices]
    )


class RegisterFilterForm(BaseForm):
    q = forms.CharField(label=_("Tên người, số quyết định"), required=False, max_length=100)
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=1950, max_value=2100)
    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)
    don_vi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    chi_so = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class InitiativeChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, initiative: Any) -> str:
        return f"{initiative.code} {initiative.title}"


class NominationForm(VersionedForm):
    """Whom, for what: the person or collective is chosen before, everything else here."""

    award_type = forms.ModelChoiceField(
        label=_("Danh hiệu, hình thức"),
        queryset=AwardType.objects.none(),
        empty_label=_("Chọn danh hiệu hoặc hình thức"),
    )
    year = forms.IntegerField(label=_("Năm thành tích"), min_value=2000, max_value=2100)
    merit = forms.ChoiceField(label=_("Loại khen thưởng"), choices=Merit.choices)
    campaign = forms.ModelChoiceField(
        label=pgettext_lazy("one", "Phong trào"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label=_("Không gắn phong trào nào"),
    )
    initiatives = InitiativeChoices(
        label=_("Sáng kiến làm căn cứ"),
        queryset=Initiative.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chỉ hiện sáng kiến đã được công nhận."),
    )
    achievement = forms.CharField(
        label=_("Thành tích"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=6000,
        help_text=_("Đã làm gì, kết quả đo được bao nhiêu, ai xác nhận. Ghi số liệu, không ghi lời khen."),
    )

    def __init__(
        self, *args: Any, awards: Any, campaigns: Any, initiatives: Any, fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_type"].queryset = awards  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.fields["initiatives"].queryset = initiatives  # type: ignore[attr-defined]
        if fixed:
            for name in ("award_type", "year", "merit"):
                del self.fields[name]


class VoteForm(VersionedForm):
    on = DayField(label=_("Ngày họp bình xét"))
    present = forms.IntegerField(label=_("Số người dự"), min_value=1, max_value=100000)
    yes = forms.IntegerField(label=_("Số phiếu đồng ý"), min_value=0, max_value=100000)


class AppraiseForm(VersionedForm):
    note = forms.CharField(
        label=_("Ý kiến thẩm định"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("Bắt buộc khi có điều kiện cần người kiểm tra: bạn đã kiểm tra gì, ở văn bản nào."),
    )


class RatingForm(BaseForm):
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    rating = forms.ChoiceField(label=_("Xếp loại"), choices=Rating.choices)
    basis = forms.CharField(
        label=_("Văn bản xếp loại"), max_length=200, help_text=_("Số, ngày, nơi ban hành. Ví dụ: 45/QĐ-MĐC, 10/12/2025")
    )


class RecordForm(BaseForm):
    """An award decided elsewhere, for the register."""

    award_type = forms.ModelChoiceField(label=_("Danh hiệu, hình thức"), queryset=AwardType.objects.none())
    year = forms.IntegerField(label=_("Năm thành tích"), min_value=1950, max_value=2100)
    decision_no = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"), required=False)
    issued_by = forms.CharField(label=_("Cơ quan ban hành"), max_length=255)

    def __init__(self, *args: Any, awards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_type"].queryset = awards  # type: ignore[attr-defined]


class PaperForm(BaseForm):
    code = forms.ChoiceField(label=_("Giấy tờ"))
    upload = forms.FileField(label=_("Tệp"))

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = codes  # type: ignore[attr-defined]


class BatchForm(BaseForm):
    unit = forms.ModelChoiceField(label=_("Cấp quyết định khen"), queryset=Unit.objects.none(), empty_label=None)
    award_type = forms.ModelChoiceField(label=_("Danh hiệu, hình thức"), queryset=AwardType.objects.none())
    title = forms.CharField(
        label=_("Tên đợt khen"),
        max_length=255,
        help_text=_("Ví dụ: Sơ kết đợt 1 phong trào “Lao động giỏi, Lao động sáng tạo” 2026"),
    )
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    merit = forms.ChoiceField(label=_("Loại khen thưởng"), choices=Merit.choices)
    campaign = forms.ModelChoiceField(
        label=pgettext_lazy("one", "Phong trào"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label=_("Không gắn phong trào nào"),
    )

    def __init__(self, *args: Any, units: Any, awards: Any, campaigns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["award_type"].queryset = awards  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]


class SessionForm(VersionedForm):
    session = forms.ModelChoiceField(
        label=_("Phiên họp"),
        queryset=Session.objects.none(),
        help_text=_("Phiên họp của Hội đồng Thi đua - Khen thưởng cấp quyết định khen, lập ở mục Hội đồng."),
    )


class OpinionForm(VersionedForm):
    opinion = forms.CharField(
        label=_("Ý kiến của Ban Thường vụ"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Ngày nào, hình thức lấy ý kiến, kết quả."),
    )  # fmt: skip


class OutsideForm(VersionedForm):
    decision_no = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))
    issued_by = forms.CharField(label=_("Cơ quan ban hành"), max_length=255)


class DraftForm(VersionedForm):
    """The paper in its own order."""

    subject = forms.CharField(label=_("Về việc"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    grounds = forms.CharField(
        label=_("Căn cứ"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("Mỗi căn cứ một dòng.")
    )
    article_1 = forms.CharField(label=_("Điều 1"), widget=forms.Textarea(attrs={"rows": 3}))
    article_2 = forms.CharField(label=_("Điều 2"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    article_3 = forms.CharField(label=_("Điều 3"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    merit_line = forms.CharField(
        label=_("Câu ghi trên bằng"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Ví dụ: Đã có thành tích xuất sắc trong phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2025"
        ),
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("Mỗi nơi một dòng.")
    )
    submission = forms.CharField(
        label=_("Tờ trình"), max_length=200, required=False, help_text=_("Số, ngày tờ trình của Hội đồng.")
    )

    def draft(self) -> Draft:
        """Return what was typed as the service takes it."""
        data = self.cleaned_data
        return Draft(
            subject=" ".join(data["subject"].split()),
            articles=(data["article_1"], data["article_2"], data["article_3"]),
            grounds=tuple(data["grounds"].splitlines()),
            recipients=tuple(data["recipients"].splitlines()),
            submission=data["submission"],
            merit_line=" ".join(data["merit_line"].split()),
        )

    @staticmethod
    def initial_of(decision: Any) -> dict[str, Any]:
        articles = [*decision.articles, "", "", ""]
        return {
            "version": decision.version,
            "subject": decision.subject,
            "grounds": "\n".join(decision.grounds),
            "article_1": articles[0],
            "article_2": articles[1],
            "article_3": articles[2],
            "merit_line": decision.merit_line,
            "recipients": "\n".join(decision.recipients),
            "submission": decision.submission,
        }


class SignForm(VersionedForm):
    typed_count = forms.IntegerField(label=_("Số khen thưởng"), min_value=0, required=False)
    bound_reason = forms.CharField(label=_("Lý do ký khi chưa đúng tỷ lệ"), required=False, max_length=2000)


class ObjectionForm(BaseForm):
    nomination = forms.ModelChoiceField(
        label=_("Về ai"), queryset=AwardType.objects.none(), required=False, empty_label=_("Về cả danh sách")
    )
    text = forms.CharField(
        label=_("Ý kiến của bạn"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        help_text=_("Điều gì chưa đúng, ai có thể xác nhận. Tên bạn chỉ người xử lý biết."),
    )

    def __init__(self, *args: Any, nominations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nomination"].queryset = nominations  # type: ignore[attr-defined]


class AnswerForm(BaseForm):
    answer = forms.CharField(label=_("Trả lời"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000)
    upheld = forms.BooleanField(
        label=_("Ý kiến đúng: đưa hồ sơ về thẩm định lại"), required=False,
        help_text=_("Hồ sơ được nêu tên sẽ rời danh sách công khai."),
    )  # fmt: skip


class DeliverForm(VersionedForm):
    on = DayField(label=_("Ngày trao"))
    to = forms.CharField(label=_("Người nhận"), max_length=120)


class OutsideNumbersForm(BaseForm):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    up_to = forms.IntegerField(label=_("Đã dùng đến số"), min_value=1, max_value=100000)
    note = forms.CharField(label=_("Dùng cho văn bản nào"), max_length=300)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
