"""Writes about signing in."""

from accounts.services.activation import activate, prove_holder, refuse_email, refuse_phone, refuse_spent
from accounts.services.codes import ask_code, deliver_code, deliver_waiting, forget_codes, try_code
from accounts.services.factors import reset_factors
from accounts.services.forgotten import after_reset, ask_reset, reset_password
from accounts.services.profile import change_email, change_phone, end_other_sessions, end_session, note_event
from accounts.services.slips import (
    make_slips,
    print_slips,
    renew_slip,
    resend_slips,
    revoke_slip,
    run_slips,
    start_slips,
)

__all__ = [
    "activate",
    "after_reset",
    "ask_code",
    "ask_reset",
    "change_email",
    "change_phone",
    "deliver_code",
    "deliver_waiting",
    "end_other_sessions",
    "end_session",
    "forget_codes",
    "make_slips",
    "note_event",
    "print_slips",
    "prove_holder",
    "refuse_email",
    "refuse_phone",
    "refuse_spent",
    "renew_slip",
    "resend_slips",
    "reset_factors",
    "reset_password",
    "revoke_slip",
    "run_slips",
    "start_slips",
    "try_code",
]
