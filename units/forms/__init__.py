"""What people type about units."""

from units.forms.changes import FORMS, MoreTargetForm, UnitField, UnitsField, first_values
from units.forms.charges import ChargeForm, HandOverForm
from units.forms.clusters import ClusterForm, LineupForm, PledgeForm, SignForm, YearForm, lineup_values

__all__ = [
    "FORMS",
    "ChargeForm",
    "ClusterForm",
    "HandOverForm",
    "LineupForm",
    "MoreTargetForm",
    "PledgeForm",
    "SignForm",
    "UnitField",
    "UnitsField",
    "YearForm",
    "first_values",
    "lineup_values",
]
