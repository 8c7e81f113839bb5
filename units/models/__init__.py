"""The tree of units, the people in it, and who acts for which branch."""

from units.models.accounts import User, UserManager
from units.models.branch import BranchQuerySet, BranchRecord, branch_condition
from units.models.members import Member
from units.models.roles import Assignment, AssignmentQuerySet
from units.models.sheets import SheetImport, SheetProblem
from units.models.tallies import Tally
from units.models.tree import Unit, UnitLink, UnitQuerySet

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "BranchQuerySet",
    "BranchRecord",
    "Member",
    "SheetImport",
    "SheetProblem",
    "Tally",
    "Unit",
    "UnitLink",
    "UnitQuerySet",
    "User",
    "UserManager",
    "branch_condition",
]
