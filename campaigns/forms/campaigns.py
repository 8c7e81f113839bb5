"""What people type about campaigns."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import CampaignKind, CampaignState, Measure
from campaigns.models import Campaign
from campaigns.services import AwardFormRow, CriterionRow, Draft, ReviewText, TargetRow
from portal.core.forms import BaseForm, DayField, ReasonForm, VersionedForm
from units.enums import WorkGroup
from units.models import Member, Unit

NEEDED = ("name", "goal", "audience", "start_on", "end_on", "legal_basis", "accountable_head")


class AmountField(forms.CharField):
    """A number typed the Vietnamese way: 2.800 or 58,6."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace(".", "").replace(" ", "").replace("\u00a0", "").replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal(-1)
        if not Decimal(0) < number < Decimal(10) ** 15:
            raise ValidationError(_("Ghi một số lớn hơn 0, ví dụ 2.800 hoặc 58,6."))
        return number.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return f"{value.normalize():,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


class CampaignForm(VersionedForm):
    """The plan in the order of the paper; only the name is asked for at once, the rest when it is submitted."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Tên phong trào"),
        help_text=_("Đủ như trong kế hoạch, ví dụ: Phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2026"),
        max_length=300,
        error_messages={"required": _("Ghi tên phong trào.")},
    )
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=80, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("kind", "Loại"), choices=CampaignKind.choices)
    legal_basis = forms.CharField(
        label=_("Căn cứ"), widget=forms.Textarea(attrs={"rows": 2}), required=False, help_text=_("Mỗi căn cứ một dòng.")
    )
    goal = forms.CharField(
        label=_("Mục tiêu"), widget=forms.Textarea(attrs={"rows": 4}), required=False, help_text=_("Mỗi ý một dòng.")
    )
    theme = forms.CharField(label=_("Chủ đề"), max_length=300, required=False)
    occasion = forms.CharField(
        label=_("Gắn với ngày, sự kiện"), max_length=300, required=False, help_text=_("Ví dụ: Tháng Công nhân, 28/7")
    )
    audience = forms.CharField(label=_("Đối tượng tham gia"), max_length=300, required=False)
    audience_groups = forms.MultipleChoiceField(
        label=_("Nhóm được nộp sáng kiến"),
        choices=WorkGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Không chọn nhóm nào là dành cho mọi người."),
    )
    scope = forms.CharField(label=_("Phạm vi"), max_length=300, required=False)
    sector = forms.CharField(
        label=_("Chỉ dành cho ngành"), max_length=80, required=False, help_text=_("Để trống nếu dành cho mọi ngành.")
    )
    partners = forms.CharField(label=_("Đơn vị phối hợp"), max_length=300, required=False)
    takes_initiatives = forms.BooleanField(label=_("Nhận sáng kiến của đoàn viên"), required=False)
    start_on = DayField(label=_("Từ ngày"), required=False)
    end_on = DayField(label=_("Đến hết ngày"), required=False)
    interim_on = DayField(label=_("Mốc sơ kết"), required=False)
    phases = forms.CharField(
        label=_("Các giai đoạn"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Mỗi giai đoạn một dòng."),
    )
    accountable_head = forms.ModelChoiceField(
        label=_("Người chịu trách nhiệm"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Chọn một lãnh đạo"),
    )

    def __init__(self, *args: Any, heads: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accountable_head"].queryset = heads  # type: ignore[attr-defined]

    def mark_needed(self) -> None:
        """Draw what the plan will need as needed, though a draft may leave it open."""
        for name in NEEDED:
            self.fields[name].required = True

    @classmethod
    def initial_of(cls, campaign: Campaign) -> dict[str, Any]:
        return {name: getattr(campaign, name) for name in cls.base_fields}


class CriterionForm(BaseForm):
    text = forms.CharField(label=_("Tiêu chí"), max_length=500, required=False)
    points = forms.IntegerField(label=_("Điểm"), min_value=1, max_value=1000, required=False)


class TargetForm(BaseForm):
    name = forms.CharField(label=pgettext_lazy("one", "Chỉ tiêu"), max_length=200, required=False)
    indicator = forms.ChoiceField(
        label=_("Đo bằng"), choices=[("", _("Tự theo dõi")), *Measure.choices], required=False
    )
    value = AmountField(label=_("Số giao"), required=False)
    unit_of_measure = forms.CharField(label=_("Đơn vị tính"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("indicator") and not data.get("name"):
            data["name"] = str(Measure(data["indicator"]).label)
        if data.get("name") and data.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Ghi số giao."))
        if data.get("value") is not None and not data.get("name"):
            self.add_error("name", _("Ghi tên chỉ tiêu."))
        return data


class AwardRowForm(BaseForm):
    name = forms.CharField(label=_("Hình thức khen"), max_length=200, required=False)
    number = forms.IntegerField(label=_("Dự kiến"), min_value=1, max_value=100_000, required=False)
    award_code = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)


CriterionFormSet = forms.formset_factory(CriterionForm, extra=0)
TargetFormSet = forms.formset_factory(TargetForm, extra=0)
AwardRowFormSet = forms.formset_factory(AwardRowForm, extra=0)


def draft_of(form: CampaignForm, criteria: Any, targets: Any, award_forms: Any) -> Draft:
    """Return the plan as typed; rows without a name are left out."""
    facts = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    return Draft(
        **facts,
        criteria=[CriterionRow(row["text"], row["points"]) for row in _rows(criteria, "text")],
        targets=[
            TargetRow(row["name"], row["value"], row["unit_of_measure"], row["indicator"])
            for row in _rows(targets, "name")
        ],
        award_forms=[AwardFormRow(row["name"], row["award_code"], row["number"]) for row in _rows(award_forms, "name")],
    )


def _rows(formset: Any, name: str) -> list[dict[str, Any]]:
    return [row.cleaned_data for row in formset if row.cleaned_data.get(name)]


class FilterForm(BaseForm):
    """What the list is narrowed to; it stands in the address."""

    q = forms.CharField(label=_("Tên phong trào"), required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"), choices=[("", _("Tất cả")), *CampaignState.choices], required=False
    )
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100)


class PlanForm(VersionedForm):
    plan_no = forms.CharField(label=_("Số kế hoạch"), help_text=_("Ví dụ 12/KH-LĐLĐ"), max_length=40)
    plan_on = DayField(label=_("Ngày ký kế hoạch"))


class ReturnForm(ReasonForm):
    pass


class CloseForm(ReasonForm):
    def __init__(self, *args: Any, early: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = early
        self.fields["reason"].help_text = _("Phong trào chưa hết thời gian: ghi vì sao khóa sớm.") if early else ""


class ReopenForm(ReasonForm):
    end_on = DayField(label=_("Nhận kết quả đến hết ngày"), required=False)


class InterimForm(VersionedForm):
    due_on = DayField(label=_("Hạn sơ kết"))


class ReviewForm(VersionedForm):
    held_on = DayField(label=_("Ngày tổ chức"))
    strengths = forms.CharField(label=_("Ưu điểm, kết quả nổi bật"), widget=forms.Textarea(attrs={"rows": 4}))
    shortcomings = forms.CharField(label=_("Hạn chế, tồn tại"), widget=forms.Textarea(attrs={"rows": 3}))
    causes = forms.CharField(label=_("Nguyên nhân"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    lessons = forms.CharField(label=_("Bài học kinh nghiệm"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def text(self) -> ReviewText:
        return ReviewText(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class AmendForm(BaseForm):
    number = forms.CharField(label=_("Số văn bản"), max_length=40)
    decided_on = DayField(label=_("Ngày ký"))
    text = forms.CharField(label=_("Nội dung sửa đổi, bổ sung"), widget=forms.Textarea(attrs={"rows": 3}))
    end_on = DayField(
        label=_("Ngày kết thúc mới"), required=False, help_text=_("Chỉ ghi nếu văn bản đổi ngày kết thúc.")
    )


class RespondForm(BaseForm):
    unit = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    registered = forms.IntegerField(
        label=_("Số người đăng ký thi đua"), min_value=0, max_value=1_000_000, required=False, initial=None
    )
    note = forms.CharField(
        label=_("Cách làm ở đơn vị mình"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
