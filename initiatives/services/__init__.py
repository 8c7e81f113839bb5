"""Writes about initiatives."""

from initiatives.services.authors import (
    add_author,
    confirm_on_paper,
    confirm_share,
    decline_share,
    find_member,
    remove_author,
    set_shares,
)
from initiatives.services.catalogue import load_catalogue
from initiatives.services.checking import accept_initiative, reject_initiative, return_initiative, take_receipt
from initiatives.services.drafting import discard_draft, save_draft, start_draft
from initiatives.services.papers import attach_file, detach_file
from initiatives.services.recognising import Ruling, recognise_initiative, recognise_upper, revoke_recognition
from initiatives.services.reviewing import move_to_session, not_recognise, send_to_council, verify_value
from initiatives.services.submitting import resubmit_initiative, submit_initiative, withdraw_initiative

__all__ = [
    "Ruling",
    "accept_initiative",
    "add_author",
    "attach_file",
    "confirm_on_paper",
    "confirm_share",
    "decline_share",
    "detach_file",
    "discard_draft",
    "find_member",
    "load_catalogue",
    "move_to_session",
    "not_recognise",
    "recognise_initiative",
    "recognise_upper",
    "reject_initiative",
    "remove_author",
    "resubmit_initiative",
    "return_initiative",
    "revoke_recognition",
    "save_draft",
    "send_to_council",
    "set_shares",
    "start_draft",
    "submit_initiative",
    "take_receipt",
    "verify_value",
    "withdraw_initiative",
]
