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
from units.forms.roles import CloseForm, DelegationForm, EndForm, PersonField, RoleForm

__all__ = [
    "FORMS",
    "AnswerForm",
    "ChargeForm",
    "CloseForm",
    "ClusterForm",
    "CorrectionForm",
    "DelegationForm",
    "EndForm",
    "FactsForm",
    "HandOverForm",
    "LeaveForm",
    "LineupForm",
    "MemberMoveForm",
    "MistakeForm",
    "MoreTargetForm",
    "PersonField",
    "PledgeForm",
    "RoleForm",
    "SamePersonForm",
    "SignForm",
    "UnitField",
    "UnitsField",
    "YearForm",
    "first_values",
    "lineup_values",
]
