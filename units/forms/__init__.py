"""What people type about units."""

from units.forms.changes import FORMS, MoreTargetForm, UnitField, UnitsField, first_values
from units.forms.charges import ChargeForm, HandOverForm
from units.forms.clusters import ClusterForm, LineupForm, PledgeForm, SignForm, YearForm, lineup_values
from units.forms.members import (
    AnswerForm,
    CorrectionForm,
    FactsForm,
    LeaveForm,
    MemberMoveForm,
    MistakeForm,
    SamePersonForm,
)

__all__ = [
    "FORMS",
    "AnswerForm",
    "ChargeForm",
    "ClusterForm",
    "CorrectionForm",
    "FactsForm",
    "HandOverForm",
    "LeaveForm",
    "LineupForm",
    "MemberMoveForm",
    "MistakeForm",
    "MoreTargetForm",
    "PledgeForm",
    "SamePersonForm",
    "SignForm",
    "UnitField",
    "UnitsField",
    "YearForm",
    "first_values",
    "lineup_values",
]
