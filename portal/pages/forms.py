"""Forms of the pages that join the apps."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.errors import DomainError
from portal.core.forms import BaseForm
from units.forms import PersonField
from units.models import Assignment, User
from units.selectors import find_account


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
