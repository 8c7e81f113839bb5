"""
The trail: who did what, when, from where, on whose behalf, to what, with the values before and after.

Lines are written in the transaction of the change and never altered. They lie in monthly partitions.
A chain per line would make every writer wait for the one before, so lines are sealed in batches: each
seal hashes its lines and the seal before it. A sealed line that is changed or taken away behind the
portal's back breaks the chain, and the nightly check says so.
"""

from portal.core.audit.checking import accept, check, is_late, last_check
from portal.core.audit.lines import acting_for, history, label_of, record, unit_of
from portal.core.audit.masking import MASK, PERSONAL, holds_personal, mask
from portal.core.audit.partitions import make_months, stray_months
from portal.core.audit.sealing import Problem, Verdict, seal, verify

__all__ = [
    "MASK",
    "PERSONAL",
    "Problem",
    "Verdict",
    "accept",
    "acting_for",
    "check",
    "history",
    "holds_personal",
    "is_late",
    "label_of",
    "last_check",
    "make_months",
    "mask",
    "record",
    "seal",
    "stray_months",
    "unit_of",
    "verify",
]
