"""What people type about initiatives."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from initiatives.content import FIELDS, LABELS
from initiatives.enums import InitiativeState, RejectionGround, Scope, SolutionKind
from initiatives.models import Author, Initiative
from initiatives.services import Ruling
from portal.core.forms import BaseForm, DayField, ReasonForm, VersionedForm, VndField
from portal.core.templatetags.vi import day as as_day

NEEDED = (
    *("title", "known_situation", "solution", "novelty", "campaign", "kind", "field", "first_applied_on"),
    *("claimed_value_vnd", "value_basis"),  # while they are shown
)
FIELDS_OF_WORK = (
    _("an toàn lao động"), _("cấp nước"), _("chế biến nông sản"), _("chế biến thực phẩm"), _("cơ khí"), _("da giày"),
    _("dệt may"), _("điện lực"), _("điện tử"), _("giáo dục"), _("hành chính công đoàn"), _("hoạt động công đoàn"),
    _("khai thác than"), _("luyện kim"), _("môi trường"), _("quản lý sản xuất"), _("thủy sản"), _("vận tải, kho bãi"),
    _("xây dựng"), _("y tế"),
)  # fmt: skip


def area(rows: int, count: int | None = None) -> forms.Textarea:
    """Return a box that counts letters and warns; it never cuts."""
    return forms.Textarea(attrs={"rows": rows, **({"data-count": count} if count else {})})


class DraftForm(VersionedForm):
    """The author's own words; nothing is asked for until it is handed in."""

    use_required_attribute = False

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    title = forms.CharField(
        label=LABELS["title"], help_text=_("Nói rõ làm gì, ở khâu nào."), widget=area(2, 150), required=False
    )
    known_situation = forms.CharField(
        label=_("Trước đây làm thế nào?"),
        help_text=_("Viết như kể cho tổ mình nghe. Có thể bấm micro trên bàn phím để nói."),
        widget=area(4),
        required=False,
    )
    solution = forms.CharField(
        label=_("Nay làm thế nào?"), help_text=_("Từng bước, ai cũng làm theo được."), widget=area(5), required=False
    )
    novelty = forms.CharField(label=LABELS["novelty"], widget=area(2), required=False)
    campaign = forms.ModelChoiceField(
        label=LABELS["campaign"], queryset=Campaign.objects.none(), required=False, empty_label=_("Chọn phong trào")
    )
    kind = forms.ChoiceField(
        label=LABELS["kind"], choices=[("", _("Chọn loại")), *SolutionKind.choices], required=False
    )
    field = forms.CharField(
        label=LABELS["field"],
        help_text=_("Ví dụ: dệt may, cơ khí, y tế"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "linh-vuc", "autocomplete": "off"}),
    )
    first_applied_on = DayField(
        label=LABELS["first_applied_on"], help_text=_("dd/mm/yyyy, kể cả ngày làm thử"), required=False
    )
    has_value = forms.BooleanField(label=LABELS["has_value"], required=False)
    claimed_value_vnd = VndField(
        label=LABELS["claimed_value_vnd"], help_text=_("Đã trừ chi phí để làm."), required=False
    )
    value_basis = forms.CharField(
        label=LABELS["value_basis"],
        help_text=_("Số lượng × mức tiết kiệm × đơn giá. Số này là bạn khai, người khác thẩm định sau."),
        widget=area(2),
        required=False,
    )
    social_benefit = forms.CharField(
        label=LABELS["social_benefit"],
        help_text=_("An toàn hơn, đỡ mệt hơn, sạch hơn… Bắt buộc khi không có giá trị bằng tiền."),
        widget=area(2),
        required=False,
    )
    confidential = forms.BooleanField(
        label=LABELS["confidential"],
        help_text=_("Khi được công nhận, người khác chỉ thấy tên và hiệu quả."),
        required=False,
    )

    contact = forms.CharField(
        label=_("Thêm đồng tác giả"),
        help_text=_("Ghi số điện thoại hoặc mã đoàn viên. Mỗi người tự xác nhận tỷ lệ của mình."),
        max_length=40,
        required=False,
    )
    # Drawn by the page itself; here so that what is wrong with them has a name and a place.
    shares = forms.Field(label=_("Tỷ lệ đóng góp"), required=False)
    authors = forms.Field(label=_("Xác nhận của các tác giả"), required=False)

    def __init__(self, *args: Any, campaigns: QuerySet[Campaign], authors: Iterable[Author], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By name only: a form has an attribute of that name already.
        self.fields["files"] = forms.Field(label=_("Ảnh, video, giấy tờ"), required=False, widget=forms.FileInput)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.people = list(authors)
        for author in self.people:
            self.fields[f"share_{author.pk}"] = forms.IntegerField(
                label=_("Tỷ lệ của %(name)s") % {"name": author.member.full_name},
                min_value=0,
                max_value=100,
                required=False,
                initial=author.share,
            )

    def mark_needed(self) -> None:
        """Draw what the submission will need as needed, though a draft may leave it open."""
        for name in NEEDED:
            self.fields[name].required = True

    @property
    def content(self) -> dict[str, Any]:
        """What was typed and can be kept, as it stands; a value that cannot be read is left as it was."""
        return {name: value for name, value in self.cleaned_data.items() if name in FIELDS}

    @property
    def given_shares(self) -> dict[int, int]:
        given = {author.pk: self.cleaned_data.get(f"share_{author.pk}") for author in self.people}
        return {pk: share for pk, share in given.items() if share is not None}

    @classmethod
    def initial_of(cls, initiative: Initiative) -> dict[str, Any]:
        return {name: getattr(initiative, name) for name in ("version", *FIELDS)}


class CampaignChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A campaign by its whole name: the short ones are for those who know them."""

    def label_from_instance(self, obj: Any) -> str:
        words = {"name": obj.name or obj.code, "unit": obj.launch_unit.short_name, "day": as_day(obj.end_on)}
        return _("%(name)s (%(unit)s, hạn %(day)s)") % words


class StartForm(BaseForm):
    """Which campaign, and at will an older initiative to begin from."""

    campaign = CampaignChoice(
        label=LABELS["campaign"], queryset=Campaign.objects.none(), empty_label=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    like = forms.ModelChoiceField(
        label=_("Lấy nội dung từ hồ sơ cũ"), queryset=Initiative.objects.none(), required=False,
        empty_label=_("Không, viết mới"),
    )  # fmt: skip

    def __init__(self, *args: Any, campaigns: QuerySet[Campaign], mine: QuerySet[Initiative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.fields["campaign"].required = bool(campaigns)
        self.fields["like"].queryset = mine  # type: ignore[attr-defined]


class StartForForm(BaseForm):
    """Whom an official writes for."""

    contact = forms.CharField(
        label=_("Mã đoàn viên hoặc số điện thoại của tác giả chính"),
        help_text=_("Người có sáng kiến. Bạn chỉ nhập hộ; người đó xác nhận rồi mới nộp."),
        max_length=40,
    )


class ContactForm(BaseForm):
    contact = forms.CharField(label=_("Mã đoàn viên hoặc số điện thoại"), max_length=40)


class FilterForm(BaseForm):
    """Filters of a list, in the address, so that a list can be kept and sent on."""

    q = forms.CharField(
        label=_("Tìm"),
        required=False,
        help_text="",
        widget=forms.TextInput(attrs={"placeholder": _("Tên, mã, tác giả")}),
    )
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), choices=[("", _("Tất cả")), *InitiativeState.choices], required=False
    )
    phong_trao = forms.IntegerField(required=False, widget=forms.HiddenInput)
    don_vi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)
    moc = forms.ChoiceField(
        label=_("Tính theo ngày"), choices=[("", _("nộp")), ("cong_nhan", _("công nhận"))], required=False
    )


class ReturnForm(ReasonForm):
    due = DayField(
        label=_("Bổ sung trước ngày"), required=False, help_text=_("Để trống thì theo thời hạn thường dùng.")
    )


class AcceptForm(VersionedForm):
    not_copied = forms.BooleanField(label=_("Không trùng sáng kiến đã được công nhận"))
    not_excluded = forms.BooleanField(
        label=_("Không trái trật tự công cộng, đạo đức xã hội; không phải giải pháp đang được bảo hộ độc quyền")
    )
    note = forms.CharField(
        label=_("Ghi chú kiểm tra"),
        help_text=_("Nếu có sáng kiến gần giống: ghi vì sao hồ sơ này không trùng."),
        widget=area(2),
        required=False,
    )


class RejectForm(ReasonForm):
    ground = forms.ChoiceField(label=_("Căn cứ"), choices=RejectionGround.choices)
    field_order = ["version", "ground", "reason"]


class WithdrawForm(VersionedForm):
    reason = forms.CharField(label=_("Lý do"), widget=area(2), max_length=2000, required=False)


class VerifyForm(VersionedForm):
    value_vnd = VndField(label=_("Giá trị thẩm định"), help_text=_("Đồng, trong 12 tháng, đã trừ chi phí."))
    note = forms.CharField(
        label=_("Cách kiểm tra"),
        help_text=_("Đối chiếu sổ nào, đo ở đâu, phòng nào xác nhận."),
        widget=area(3),
    )


class SessionForm(VersionedForm):
    session: Any = forms.ModelChoiceField(
        label=_("Phiên họp"), queryset=None, empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một phiên họp."), "invalid_choice": _("Phiên này không nhận hồ sơ nữa.")},
    )  # fmt: skip

    def __init__(self, *args: Any, sessions: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]


class RulingForm(VersionedForm):
    """The number and day of a decision."""

    decision_no = forms.CharField(label=_("Số quyết định"), help_text=_("Ví dụ: 12/QĐ-CĐCS"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))

    @property
    def ruling(self) -> Ruling:
        return Ruling(self.cleaned_data["decision_no"], self.cleaned_data["decided_on"])


class RecogniseForm(RulingForm):
    value_vnd = VndField(
        label=_("Giá trị làm lợi được công nhận"),
        help_text=_("Không lớn hơn giá trị đã thẩm định. Chỉ số này vào báo cáo."),
        required=False,
    )


class UpperForm(RulingForm):
    scope = forms.ChoiceField(
        label=_("Phạm vi"), choices=[choice for choice in Scope.choices if choice[0] != Scope.BASE]
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Giấy xác nhận hiệu quả áp dụng, phạm vi ảnh hưởng: số, ngày, đơn vị xác nhận."),
        widget=area(3),
    )


class RevokeForm(RulingForm):
    reason = forms.CharField(label=_("Lý do thu hồi"), widget=area(3))


class PaperForm(BaseForm):
    note = forms.CharField(
        label=_("Bản giấy đã ký lưu ở đâu"), help_text=_("Ví dụ: sổ hồ sơ CĐCS, trang 12"), max_length=300
    )
