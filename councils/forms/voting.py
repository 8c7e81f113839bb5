"""Ballots."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from councils.enums import Choice
from councils.models import AgendaItem, Attendance
from portal.core.forms import BaseForm


class BallotsForm(BaseForm):
    """One choice per dossier; what is left open may be cast later."""

    def __init__(self, data: Any = None, *, items: Sequence[AgendaItem]) -> None:
        self.items = items
        super().__init__(data)
        for item in items:
            self.fields[self.name_of(item)] = forms.ChoiceField(
                label=item.title, choices=Choice.choices, required=False
            )

    @staticmethod
    def name_of(item: AgendaItem) -> str:
        return f"choice_{item.pk}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.chosen:
            self.add_error(None, _("Bạn chưa chọn phiếu nào."))
        return cleaned

    @property
    def chosen(self) -> dict[int, str]:
        values = {item.pk: self.cleaned_data.get(self.name_of(item)) for item in self.items}
        return {pk: choice for pk, choice in values.items() if choice}

    @property
    def ballots(self) -> list[dict[str, Any]]:
        """The ballots as the templates draw them."""
        return [
            {
                "item": item,
                "field": self.name_of(item),
                "chosen": self.data.get(self.name_of(item), "") if self.is_bound else "",
                "error": " ".join(map(str, self.errors.get(self.name_of(item), []))) if self.is_bound else "",
            }
            for item in self.items
        ]


class PaperBallotsForm(BaseForm):
    """What absent members sent: a choice beside each name; for a secret vote, names and three numbers."""

    def __init__(self, data: Any = None, *, absent: Sequence[Attendance], secret: bool) -> None:
        self.absent, self.secret = absent, secret
        super().__init__(data)
        if secret:
            self.fields["seats"] = forms.TypedMultipleChoiceField(
                label=_("Người gửi phiếu"),
                coerce=int,
                choices=[(place.seat_id, place.seat.member.full_name) for place in absent],
                widget=forms.CheckboxSelectMultiple,
            )
            for choice in Choice:
                self.fields[choice.value] = forms.IntegerField(
                    label=_("Số phiếu “%(choice)s”") % {"choice": choice.label},
                    min_value=0,
                    max_value=len(absent),
                    initial=0,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                )
        else:
            for place in absent:
                self.fields[f"seat_{place.seat_id}"] = forms.ChoiceField(
                    label=place.seat.member.full_name,
                    choices=[("", _("Chưa gửi phiếu")), *Choice.choices],
                    required=False,
                )

    @property
    def seats(self) -> list[int]:
        if self.secret:
            return list(self.cleaned_data["seats"])
        return [place.seat_id for place in self.absent if self.cleaned_data[f"seat_{place.seat_id}"]]

    @property
    def choices(self) -> list[str]:
        if self.secret:
            return [choice.value for choice in Choice for _one in range(self.cleaned_data[choice.value])]
        return [self.cleaned_data[f"seat_{seat_id}"] for seat_id in self.seats]
