"""Writes of commendation."""

from awards.services.appraisal import (
    allow_over_quota,
    appraise_nomination,
    rate_year,
    receive_nomination,
    reject_nomination,
    return_nomination,
)
from awards.services.batches import close_batch, gather, make_batch, take_out
from awards.services.catalogue import load_catalogue
from awards.services.certificates import (
    deliver_certificate,
    print_certificates,
    reissue_certificate,
    report_lost,
    seal_certificates,
)
from awards.services.council import send_to_council, skip_council, take_results
from awards.services.decisions import approve_decision, draft_revocation, publish_decision
from awards.services.disclosure import answer_objection, close_notices, object_to, open_notice
from awards.services.drafting import (
    Draft,
    change_draft,
    check_form,
    decline_nomination,
    draft_decision,
    record_outside_decision,
    send_back_decision,
)
from awards.services.nominations import (
    Proposal,
    attach_paper,
    change_nomination,
    hold_unit_vote,
    propose,
    remove_paper,
    resubmit_nomination,
    submit_nomination,
    withdraw_nomination,
)
from awards.services.numbers import note_outside_numbers
from awards.services.papers import issue_certificate_paper, issue_decision_papers, resend_waiting
from awards.services.register import enter_record

__all__ = [
    "Draft",
    "Proposal",
    "allow_over_quota",
    "answer_objection",
    "appraise_nomination",
    "approve_decision",
    "attach_paper",
    "change_draft",
    "change_nomination",
    "check_form",
    "close_batch",
    "close_notices",
    "decline_nomination",
    "deliver_certificate",
    "draft_decision",
    "draft_revocation",
    "enter_record",
    "gather",
    "hold_unit_vote",
    "issue_certificate_paper",
    "issue_decision_papers",
    "load_catalogue",
    "make_batch",
    "note_outside_numbers",
    "object_to",
    "open_notice",
    "print_certificates",
    "propose",
    "publish_decision",
    "rate_year",
    "receive_nomination",
    "record_outside_decision",
    "reissue_certificate",
    "reject_nomination",
    "remove_paper",
    "report_lost",
    "resend_waiting",
    "resubmit_nomination",
    "return_nomination",
    "seal_certificates",
    "send_back_decision",
    "send_to_council",
    "skip_council",
    "submit_nomination",
    "take_out",
    "take_results",
    "withdraw_nomination",
]
