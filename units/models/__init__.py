"""The tree of units, the people in it, and who acts for which branch."""

from units.models.accounts import User, UserManager
from units.models.branch import BranchQuerySet, BranchRecord, branch_condition
from units.models.changes import UnitChange, UnitChangePart
from units.models.charges import Charge, ChargeLimit, ChargeLimitQuerySet, ChargeQuerySet
from units.models.clusters import Cluster, ClusterMember, ClusterYear, Pledge, PledgeSignature
from units.models.days import Days
from units.models.history import UnitVersion, UnitVersionQuerySet
from units.models.members import Member, MemberMove
from units.models.roles import Assignment, AssignmentQuerySet
from units.models.tallies import Tally
from units.models.tree import Unit, UnitLink, UnitQuerySet

__all__ = [
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
    "Days",
    "Member",
    "MemberMove",
    "Pledge",
    "PledgeSignature",
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
]
