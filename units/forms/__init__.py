"""What people type about units."""

from units.forms.changes import FORMS, MoreTargetForm, UnitField, UnitsField, first_values
from units.forms.charges import ChargeForm, HandOverForm

__all__ = ["FORMS", "ChargeForm", "HandOverForm", "MoreTargetForm", "UnitField", "UnitsField", "first_values"]
