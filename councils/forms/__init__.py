"""What people send in to councils."""

from councils.forms.minutes import MinutesForm
from councils.forms.scoring import DeclarationForm, DeclareAllForm, ScoreForm
from councils.forms.setting_up import CouncilForm, SeatForm, SessionForm
from councils.forms.steps import AttendanceForm, CountForm, OpenVotingForm
from councils.forms.voting import BallotsForm, PaperBallotsForm

__all__ = [
    "AttendanceForm",
    "BallotsForm",
    "CouncilForm",
    "CountForm",
    "DeclarationForm",
    "DeclareAllForm",
    "MinutesForm",
    "OpenVotingForm",
    "PaperBallotsForm",
    "ScoreForm",
    "SeatForm",
    "SessionForm",
]
