"""Changes of the tree by decision: prepared, previewed, confirmed, taking effect on their day."""

from units.services.changes.applying import apply_change, apply_due_changes
from units.services.changes.confirming import cancel_change, confirm_change, drop_change, reopen_change
from units.services.changes.drafting import NewUnit, Plan, draft_change, revise_change
from units.services.changes.previewing import Preview, preview_change
from units.services.changes.sharing import add_target, carry_over, drop_target, share_out, split_so_far

__all__ = [
    "NewUnit",
    "Plan",
    "Preview",
    "add_target",
    "apply_change",
    "apply_due_changes",
    "cancel_change",
    "carry_over",
    "confirm_change",
    "draft_change",
    "drop_change",
    "drop_target",
    "preview_change",
    "reopen_change",
    "revise_change",
    "share_out",
    "split_so_far",
]
