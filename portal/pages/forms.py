"""Forms of the pages that join the apps."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.errors import DomainError
from portal.core.forms import BaseForm, DayField
from portal.pages.trail.reach import list_units_called
from portal.pages.trail.searching import MOST_PEOPLE, Filters, find_people, find_records
from portal.pages.trail.words import KINDS, action_choices
from units.forms import PersonField
from units.models import Assignment, Unit, User
from units.selectors import find_account


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Mọi loại")), *((name, kind.label) for name, kind in KINDS.items())]


def _actions() -> list[tuple[Any, Any]]:
    return [("", _("Mọi việc")), *action_choices()]


class TrailForm(BaseForm):
    """What to look for in the trail; :meth:`filters` says it in the words of the search."""

    nguoi = forms.CharField(label=_("Họ tên hoặc mã người làm"), required=False, max_length=100)
    viec = forms.ChoiceField(label=_("Việc"), required=False, choices=_actions)
    loai = forms.ChoiceField(label=_("Loại hồ sơ"), required=False, choices=_kinds)
    ho_so = forms.CharField(label=_("Mã hoặc số hồ sơ"), required=False, max_length=60)
    don_vi = forms.CharField(label=_("Mã hoặc tên đơn vị"), required=False, max_length=160)
    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_nguoi(self) -> list[int]:
        text = self.cleaned_data["nguoi"].strip()
        if not text:
            return []
        found = find_people(text)
        if not found:
            raise ValidationError(gettext("Không có tài khoản nào tên hoặc mã “%(text)s”.") % {"text": text})
        if len(found) > MOST_PEOPLE:
            raise ValidationError(gettext("Có quá nhiều người khớp. Gõ đủ họ tên, hoặc gõ mã đoàn viên."))
        return found

    def clean_don_vi(self) -> Unit | None:
        text = self.cleaned_data["don_vi"].strip()
        if not text:
            return None
        found = list_units_called(text, reader=self.reader)
        if not found:
            raise ValidationError(
                gettext("Không có đơn vị nào trong địa bàn của bạn tên hoặc mã “%(text)s”.") % {"text": text}
            )
        if len(found) > 1:
            names = "; ".join(f"{unit.code} ({unit.short_name})" for unit in found)
            raise ValidationError(gettext("Nhiều đơn vị khớp, hãy gõ mã: %(names)s.") % {"names": names})
        return found[0]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("ho_so") and "loai" in data:
            data["records"] = self._records(data["loai"], data["ho_so"])
        if data.get("tu") and data.get("den") and data["tu"] > data["den"]:
            self.add_error("den", gettext("Ngày cuối đứng trước ngày đầu. Hãy đổi lại."))
        return data

    def _records(self, kind: str, text: str) -> list[int]:
        if not kind:
            self.add_error("loai", gettext("Chọn loại hồ sơ để tìm theo mã hoặc số."))
            return []
        found = find_records(kind, text)
        if not found:
            self.add_error("ho_so", gettext("Không có hồ sơ nào loại này mang mã hoặc số “%(text)s”.") % {"text": text})
        return found

    def filters(self) -> Filters:
        """Return what is looked for; the form has been found valid."""
        data = self.cleaned_data
        return Filters(
            people=data["nguoi"],
            object_type=data["loai"],
            records=data.get("records", []),
            action=data["viec"],
            unit=data["don_vi"],
            since=data["tu"],
            until=data["den"],
        )


class PurposeForm(BaseForm):
    """What personal data are looked at for."""

    purpose = forms.CharField(
        label=_("Mục đích xem"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Được ghi vào nhật ký cùng tên bạn, ví dụ: xác minh đơn khiếu nại số 05/ĐKN."),
    )


class HandOverForm(BaseForm):
    """Who takes over each role of an official; empty: the role just ends."""

    def __init__(self, data: Any, *, held: Iterable[Assignment]) -> None:
        super().__init__(data)
        self.held = {f"role_{one.pk}": one for one in held}
        for name, one in self.held.items():
            self.fields[name] = PersonField(
                label=_("Người nhận: %(role)s") % {"role": one},
                help_text=_("Mã đoàn viên hoặc e-mail. Bỏ trống thì vai trò chỉ kết thúc."),
                required=False,
                disabled=one.delegated_from_id is not None,
            )
        self.fields["reason"] = forms.CharField(
            label=_("Lý do, văn bản"), max_length=200, help_text=_("Ví dụ: Quyết định nghỉ hưu số 45/QĐ-LĐLĐ.")
        )

    def clean(self) -> dict[str, Any]:
        """Find the accounts; a name that leads to none is told at its field."""
        data = super().clean() or {}
        self.successors: dict[int, User | None] = {}
        for name, one in self.held.items():
            try:
                self.successors[one.pk] = find_account(data[name]) if data.get(name) else None
            except DomainError as refusal:
                self.add_error(name, refusal.message)
        return data
