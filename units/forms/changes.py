"""Decisions about the tree as an administrator types them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm, DayField, VersionedForm
from units.enums import LEVEL_OF, Change, PartRole, UnitKind
from units.models import Unit, UnitChange, UnitChangePart
from units.selectors import list_children, units_like
from units.services import NewUnit, Plan, split_so_far

SHOWN = 4
NAMES = ("code", "name", "short_name", "kind", "area", "doc_suffix", "place")


class UnitField(forms.CharField):
    """A standing unit by its code, or by its name when only one has it; accents may be left out."""

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        found = units_like(text)[: SHOWN + 1]
        if not found:
            raise ValidationError(_("Không có đơn vị nào đang hoạt động mang mã hoặc tên “%(text)s”.") % {"text": text})
        if len(found) > 1:
            names = "; ".join(f"{unit.code}: {unit.short_name}" for unit in found[:SHOWN])
            raise ValidationError(_("Có nhiều đơn vị như vậy, hãy ghi mã. %(names)s") % {"names": names})
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Unit) else value


class UnitsField(forms.CharField):
    """Standing units, one to a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> list[Unit]:
        one = UnitField()
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [unit for line in lines if line and (unit := one.clean(line))]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(unit.code for unit in value) if isinstance(value, list) else value


class ChangeForm(VersionedForm):
    """What every decision says; ``unit`` is the one it is about, ``change`` the one that is being revised."""

    kind: Change
    decision_no = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))
    effective_on = DayField(label=_("Ngày hiệu lực"), help_text=_("Cây tổ chức đổi từ 0 giờ ngày này."))
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, unit: Unit, change: UnitChange | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.change = unit, change

    def plan(self) -> Plan:
        """Return the plan of a form that is valid."""
        data = self.cleaned_data
        same = {name: data[name] for name in ("decision_no", "decided_on", "effective_on", "note")}
        return Plan(kind=self.kind, **same, **self.own())

    def own(self) -> dict[str, Any]:
        """Return what only this kind of decision says."""
        return {}


class Names(forms.Form):
    """The names of a unit, new or standing."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=255)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=160)
    area = forms.CharField(
        label=_("Địa bàn phụ trách"),
        max_length=255,
        required=False,
        help_text=_("Ghi cả địa bàn lân cận được giao phụ trách, cách nhau bằng dấu chấm phẩy."),
    )
    doc_suffix = forms.CharField(
        label=_("Ký hiệu trên văn bản"), max_length=20, required=False, help_text=_("Ví dụ LĐLĐ, CĐX, CĐCS")
    )
    place = forms.CharField(label=_("Địa danh ghi trên văn bản"), max_length=80, required=False)

    def names(self) -> NewUnit:
        """Return the names as a plan takes them."""
        data: dict[str, Any] = self.cleaned_data
        return NewUnit(**{name: data.get(name) or "" for name in NAMES})


class RenameForm(Names, ChangeForm):
    kind = Change.RENAME
    field_order = ["name", "short_name", "area", "doc_suffix", "place"]

    def own(self) -> dict[str, Any]:
        return {"sources": [self.unit], "names": self.names()}


class MoveForm(ChangeForm):
    kind = Change.MOVE
    parent = UnitField(label=_("Đơn vị cấp trên mới"), help_text=_("Ghi mã hoặc tên đơn vị."))
    field_order = ["parent"]

    def own(self) -> dict[str, Any]:
        return {"sources": [self.unit], "parent": self.cleaned_data["parent"]}


class OneNewUnit(Names):
    """A unit that a decision may found: all its names, or none."""

    code = forms.CharField(label=_("Mã đơn vị mới"), max_length=40)
    field_order = ["code"]


class MergeForm(OneNewUnit, ChangeForm):
    """Into a standing unit, or into a new one with names of its own."""

    kind = Change.MERGE
    others = UnitsField(
        label=_("Cùng các đơn vị"), required=False, help_text=_("Mỗi dòng một đơn vị, ghi mã hoặc tên.")
    )
    into = UnitField(
        label=_("Sáp nhập vào đơn vị đang có"),
        required=False,
        help_text=_("Để trống nếu các đơn vị hợp nhất thành đơn vị mới, rồi ghi tên đơn vị mới bên dưới."),
    )
    field_order = ["others", "into", "code", "name", "short_name", "area", "doc_suffix", "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("code", "name", "short_name"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        if not data.get("into") and "into" not in self.errors:
            for name in ("code", "name", "short_name"):
                if not data.get(name):
                    self.add_error(name, _("Ghi mục này, hoặc chọn đơn vị đang có để sáp nhập vào."))
            if not data.get("others") and "others" not in self.errors:
                self.add_error("others", _("Ghi ít nhất một đơn vị cùng hợp nhất."))
        return data

    def own(self) -> dict[str, Any]:
        data = self.cleaned_data
        sources = list(dict.fromkeys([self.unit, *data["others"]]))
        return {"sources": sources, "targets": [data["into"] or self.names()]}


class SplitForm(OneNewUnit, ChangeForm):
    """Names the first unit that comes of a split; more are added beside, and the units that go along shared out."""

    kind = Change.SPLIT
    source_stays = forms.BooleanField(
        label=_("Tách: đơn vị hiện nay vẫn hoạt động"),
        required=False,
        help_text=_("Không chọn nếu chia: đơn vị hiện nay kết thúc, đơn vị đầu tiên dưới đây kế thừa."),
    )
    field_order = ["source_stays", "code", "name", "short_name", "area", "doc_suffix", "place"]

    def own(self) -> dict[str, Any]:
        targets, along = split_so_far(self.change) if self.change else ([], {})
        return {
            "sources": [self.unit],
            "targets": [self.names(), *targets[1:]],
            "along": along,
            "source_stays": self.cleaned_data["source_stays"],
        }


class DissolveForm(ChangeForm):
    kind = Change.DISSOLVE
    heir = UnitField(
        label=_("Đơn vị tiếp nhận"),
        required=False,
        help_text=_("Nhận đơn vị trực thuộc, đoàn viên và hồ sơ. Để trống nếu không có đơn vị tiếp nhận."),
    )
    field_order = ["heir"]

    def own(self) -> dict[str, Any]:
        heir = self.cleaned_data["heir"]
        if heir is None:
            return {"sources": [self.unit]}
        return {"sources": [self.unit], "targets": [heir], "along": dict.fromkeys(list_children(self.unit), 0)}


class FoundForm(OneNewUnit, ChangeForm):
    """A new unit under ``unit``."""

    kind = Change.FOUND
    unit_kind = forms.ChoiceField(label=_("Loại đơn vị"))
    field_order = ["unit_kind", "code", "name", "short_name", "area", "doc_suffix", "place"]

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, unit=unit, **kwargs)
        kinds = [(kind.value, kind.label) for kind in UnitKind if LEVEL_OF[kind] > unit.level]
        field: Any = self.fields["unit_kind"]
        field.choices = kinds

    def names(self) -> NewUnit:
        data = self.cleaned_data
        return NewUnit(**{name: data.get(name) or "" for name in NAMES} | {"kind": data["unit_kind"]})

    def own(self) -> dict[str, Any]:
        return {"targets": [self.names()], "parent": self.unit}


FORMS: dict[str, type[ChangeForm]] = {
    form.kind: form for form in (FoundForm, RenameForm, MoveForm, MergeForm, SplitForm, DissolveForm)
}


class MoreTargetForm(OneNewUnit, BaseForm):
    """One more unit that comes of a split."""

    field_order = ["code", "name", "short_name", "area", "doc_suffix", "place"]


def first_values(change: UnitChange) -> dict[str, Any]:
    """Return what a form shows of a change that is being revised."""
    values: dict[str, Any] = {
        name: getattr(change, name) for name in ("decision_no", "decided_on", "effective_on", "note", "source_stays")
    }
    sources = list(change.parts.filter(role=PartRole.SOURCE).select_related("unit", "parent").order_by("pk"))
    targets = list(change.parts.filter(role=PartRole.TARGET).select_related("unit", "parent").order_by("pk"))
    values["others"] = [part.unit for part in sources[1:]]
    if sources:
        values["parent"] = sources[0].parent
    standing = next((part.unit for part in targets if part.unit), None)
    values |= {"into": standing, "heir": standing}
    return values | _names_of(sources if change.kind == Change.RENAME else targets) | {"version": change.version}


def _names_of(parts: Sequence[UnitChangePart]) -> dict[str, Any]:
    named = next((part for part in parts if part.name), None)
    if named is None:
        return {}
    return {name: getattr(named, name) for name in NAMES} | {"unit_kind": named.kind}
