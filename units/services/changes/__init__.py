"""Changes of the tree by decision: prepared, previewed, confirmed, taking effect on their day."""

from units.services.changes.applying import apply_change, apply_due_changes
from units.services.changes.confirming import cancel_change, confirm_change, drop_change, reopen_change
from units.services.changes.drafting import NewUnit, Plan, draft_change, revise_change
from units.services.changes.previewing import Preview, preview_change

__all__ = [
    "NewUnit",
    "Plan",
    "Preview",
    "apply_change",
    "apply_due_changes",
    "cancel_change",
    "confirm_change",
    "draft_change",
    "drop_change",
    "preview_change",
    "reopen_change",
    "revise_change",
]
