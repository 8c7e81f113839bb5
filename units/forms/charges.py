"""Who shall look after a union, as the level above types it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm, DayField
from units.models import User


class ChargeForm(BaseForm):
    """One union, or all of a list: to whom, from when, by which decision."""

    official = forms.ModelChoiceField(
        label=_("Giao cho"),
        queryset=User.objects.none(),
        empty_label=_("Chọn cán bộ"),
        help_text=_("Người giữ vai trò cán bộ phụ trách tại đơn vị này hoặc cấp trên."),
    )
    valid_from = DayField(label=_("Phụ trách từ ngày"))
    decision_no = forms.CharField(label=_("Số văn bản phân công"), max_length=60, required=False)

    def __init__(self, *args: Any, officials: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["official"]
        field.queryset = officials


class HandOverForm(ChargeForm):
    """Everything one official has in a branch, or what nobody has."""

    taken_from = forms.ModelChoiceField(
        label=_("Các công đoàn cơ sở"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Chưa có người phụ trách"),
        help_text=_("Chọn tên một cán bộ để bàn giao mọi đơn vị người đó đang phụ trách trong phạm vi này."),
    )
    field_order = ["taken_from", "official", "valid_from", "decision_no"]

    def __init__(self, *args: Any, holders: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["taken_from"]
        field.queryset = holders
