"""Writes about reports."""

from reports.services.building import build_batch, refresh_figures
from reports.services.catalogue import load_catalogue
from reports.services.correcting import correct_report
from reports.services.exporting import (
    CONTENT_TYPES,
    export_report,
    is_large,
    resend_exports,
    run_export,
    start_export,
)
from reports.services.opening import open_due_reports, resend_waiting
from reports.services.steps import (
    accept_report,
    hand_back_report,
    lock_period,
    lock_report,
    present_report,
    return_report,
    sign_report,
)
from reports.services.writing import save_narrative

__all__ = [
    "CONTENT_TYPES",
    "accept_report",
    "build_batch",
    "correct_report",
    "export_report",
    "hand_back_report",
    "is_large",
    "load_catalogue",
    "lock_period",
    "lock_report",
    "open_due_reports",
    "present_report",
    "refresh_figures",
    "resend_exports",
    "resend_waiting",
    "return_report",
    "run_export",
    "save_narrative",
    "sign_report",
    "start_export",
]
