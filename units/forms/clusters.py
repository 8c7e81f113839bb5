"""Clusters, blocs and their pledges as people type them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import BaseForm, VersionedForm
from units.enums import ClusterKind
from units.forms.changes import UnitField, UnitsField
from units.models import ClusterYear, Unit
from units.services import Lineup

FIRST, LAST = 2000, 2100


class LineupForm(BaseForm):
    """Who is in a cluster, and who leads it."""

    members = UnitsField(label=_("Các đơn vị thành viên"), help_text=_("Mỗi dòng một đơn vị, ghi mã hoặc tên."))
    lead = UnitField(label=_("Đơn vị trưởng"), help_text=_("Cụm trưởng, khối trưởng của năm này; ghi mã hoặc tên."))
    deputy = UnitField(label=_("Đơn vị phó"), required=False)

    def lineup(self) -> Lineup:
        """Return what a form that is valid says."""
        data = self.cleaned_data
        return Lineup(data["lead"], data["deputy"], data["members"])


class YearForm(LineupForm):
    year = forms.IntegerField(label=_("Năm"), min_value=FIRST, max_value=LAST)
    field_order = ["year", "members", "lead", "deputy"]


class ClusterForm(YearForm):
    kind = forms.ChoiceField(label=_("Loại"), choices=ClusterKind.choices)
    name = forms.CharField(label=_("Tên cụm, khối"), max_length=160)
    field_order = ["kind", "name", "year", "members", "lead", "deputy"]


class PledgeForm(VersionedForm):
    text = forms.CharField(
        label=_("Nội dung giao ước"), widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000, required=False
    )
    goals = forms.CharField(
        label=_("Chỉ tiêu phấn đấu"),
        help_text=_("Mỗi dòng một chỉ tiêu."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8_000,
        required=False,
    )


class SignForm(BaseForm):
    """For which of one's units one signs."""

    unit = forms.ModelChoiceField(label=_("Ký cho đơn vị"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units


def lineup_values(cluster_year: ClusterYear, members: Sequence[Unit]) -> dict[str, Any]:
    """Return what a form shows of a year's lineup."""
    return {"members": list(members), "lead": cluster_year.lead, "deputy": cluster_year.deputy}
