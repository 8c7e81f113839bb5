"""The tree of units, the people in it, and who acts for which branch."""

from units.models.accounts import User, UserManager
from units.models.branch import BranchQuerySet, BranchRecord, branch_condition
from units.models.changes import UnitChange, UnitChangePart
from units.models.charges import Charge, ChargeLimit, ChargeLimitQuerySet, ChargeQuerySet
from units.models.clusters import Cluster, ClusterMember, ClusterYear, Pledge, PledgeSignature
from units.models.dates import DateRange
from units.models.discipline import Discipline, DisciplineQuerySet
from units.models.history import UnitVersion, UnitVersionQuerySet
from units.models.members import DATED, Member, MemberFact, MemberMove, MemberQuerySet
from units.models.personal import Consent, CorrectionRequest
from units.models.roles import Assignment, AssignmentQuerySet, scopes
from units.models.sheets import SheetImport, SheetProblem
from units.models.tallies import Tally
from units.models.tree import Unit, UnitLink, UnitQuerySet

__all__ = [
    "DATED",
    "Assignment",
    "AssignmentQuerySet",
    "BranchQuerySet",
    "BranchRecord",
    "Charge",
    "ChargeLimit",
    "ChargeLimitQuerySet",
    "ChargeQuerySet",
    "Cluster",
    "ClusterMember",
    "ClusterYear",
    "Consent",
    "CorrectionRequest",
    "DateRange",
    "Discipline",
    "DisciplineQuerySet",
    "Member",
    "MemberFact",
    "MemberMove",
    "MemberQuerySet",
    "Pledge",
    "PledgeSignature",
    "SheetImport",
    "SheetProblem",
    "Tally",
    "Unit",
    "UnitChange",
    "UnitChangePart",
    "UnitLink",
    "UnitQuerySet",
    "UnitVersion",
    "UnitVersionQuerySet",
    "User",
    "UserManager",
    "branch_condition",
    "scopes",
]
