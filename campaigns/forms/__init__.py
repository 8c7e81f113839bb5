"""What people type about campaigns."""

from campaigns.forms.campaigns import (
    AmendForm,
    AwardRowFormSet,
    CampaignForm,
    CloseForm,
    CriterionFormSet,
    FilterForm,
    InterimForm,
    PlanForm,
    ReopenForm,
    RespondForm,
    ReturnForm,
    ReviewForm,
    TargetFormSet,
    draft_of,
)
from campaigns.forms.difficulties import DifficultyFilterForm, DirectForm, RaiseForm, ResolveForm

__all__ = [
    "AmendForm",
    "AwardRowFormSet",
    "CampaignForm",
    "CloseForm",
    "CriterionFormSet",
    "DifficultyFilterForm",
    "DirectForm",
    "FilterForm",
    "InterimForm",
    "PlanForm",
    "RaiseForm",
    "ReopenForm",
    "ResolveForm",
    "RespondForm",
    "ReturnForm",
    "ReviewForm",
    "TargetFormSet",
    "draft_of",
]
