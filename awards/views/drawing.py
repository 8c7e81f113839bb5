"""Records as what the components draw."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from awards.enums import BatchState, CertificateState, DecisionState, NominationState, Verdict
from awards.selectors.fairness import Share
from portal.core.models import AuditLine
from portal.core.templatetags.vi import moment

VERDICT_NOTES = {
    Verdict.ELIGIBLE: "ok",
    Verdict.NEEDS_REVIEW: "warn",
    Verdict.NOT_ELIGIBLE: "bad",
    Verdict.QUOTA_EXCEEDED: "warn",
    Verdict.BLOCKED: "bad",
}
BATCH_BADGES = {
    BatchState.GATHERING: "draft",
    BatchState.PUBLIC_NOTICE: "run",
    BatchState.COUNCIL_READY: "wait",
    BatchState.IN_COUNCIL: "run",
    BatchState.COUNCIL_DONE: "wait",
    BatchState.SIGNED_OFF: "wait",
    BatchState.DECIDED: "seal",
    BatchState.CLOSED: "closed",
}
DECISION_BADGES = {
    DecisionState.DRAFT: "draft",
    DecisionState.LEGAL_CHECKED: "wait",
    DecisionState.SIGNED: "seal",
    DecisionState.NUMBERED: "seal",
    DecisionState.PUBLISHED: "seal",
    DecisionState.REVOKED: "closed",
}
CERTIFICATE_BADGES = {
    CertificateState.PLANNED: "wait",
    CertificateState.PRINTED: "run",
    CertificateState.SEALED: "seal",
    CertificateState.DELIVERED: "ok",
    CertificateState.LOST: "bad",
    CertificateState.REISSUED: "closed",
    CertificateState.RECALLED: "closed",
}


def draw_verdict(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored or fresh judgement as the note and rows of ``_verdicts``."""
    if not result:
        return {}
    verdict = Verdict(result["verdict"])
    rows = [_condition(row) for row in result["findings"]]
    return {
        "kind": VERDICT_NOTES[verdict],
        "label": verdict.label,
        "version": result["version"],
        "notes": result["notes"],
        "rows": sorted(rows, key=lambda row: ("bad", "wait", "ok").index(row["kind"])),
        "summary": _summary(result),
    }


def _summary(result: Mapping[str, Any]) -> str:
    answers = [row["passed"] for row in result["findings"]]
    open_ones = answers.count(None)
    parts = [_("%(met)d/%(all)d điều kiện đạt.") % {"met": answers.count(True), "all": len(answers) - open_ones}]
    if open_ones:
        parts.append(_("%(count)d điều kiện cần người kiểm tra.") % {"count": open_ones})
    if result.get("check_text"):
        parts.append(_("Có điều kiện cần kiểm tra văn bản."))
    return " ".join(parts)


def _condition(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = {True: "ok", False: "bad", None: "wait"}[row["passed"]]
    basis = row["basis"]
    if row["certainty"] in {"unsure", "likely"}:
        basis = f"{basis}. " + _("Cần kiểm tra văn bản.")
    return {"label": row["text"], "kind": kind, "found": row["found"], "basis": basis}


def draw_shares(shares: Sequence[Share], *, women_of_members: Any = None) -> list[dict[str, Any]]:
    """Return fairness bars: the share, the floor or ceiling as a tick, and in words."""
    drawn = []
    for share in shares:
        note = _("%(count)d/%(total)d người.") % {"count": share.count, "total": share.total}
        if share.bound is not None:
            bound = _("Trần %(bound)s%%.") if share.is_ceiling else _("Sàn %(bound)s%%.")
            note += " " + bound % {"bound": f"{share.bound:f}".rstrip("0").rstrip(".").replace(".", ",")}
        elif share.group == "women" and women_of_members is not None:
            note += " " + _("Nữ chiếm %(percent)s%% đoàn viên.") % {"percent": f"{women_of_members:.0f}"}
        kind = "warn" if share.is_off else ("ok" if share.bound is not None else "")
        drawn.append(
            {
                "label": share.label,
                "value": float(share.percent),
                "note": note,
                "kind": kind,
                "tick": float(share.bound) if share.bound is not None else None,
                "names": share.names if share.group == "managers" else (),
            }
        )
    return drawn


def draw_history(lines: Iterable[AuditLine], words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the trail of a record as timeline entries, oldest first; lines without words are left out."""
    return [
        {
            "title": str(words[line.action]),
            "when": moment(line.at),
            "who": line.actor.full_name if line.actor else _("Hệ thống"),
            "quote": line.note,
            "state": _line_state(line.action),
        }
        for line in lines
        if line.action in words
    ]


def _line_state(action: str) -> str:
    if action in {
        "nomination.return",
        "nomination.reject",
        "nomination.fail",
        "nomination.reopen",
        "decision.send_back",
    }:
        return "back"
    return "seal" if action in {"nomination.decide", "decision.sign", "decision.number", "decision.publish"} else "done"


def nomination_stages(state: str) -> list[dict[str, str]]:
    """Return the six stages of a dossier for the stepper."""
    stages: list[tuple[Any, set[str]]] = [
        (_("Bình xét"), {NominationState.DRAFT, NominationState.UNIT_REVIEWED}),
        (_("Thẩm định"), {NominationState.SUBMITTED, NominationState.APPRAISING, NominationState.RETURNED}),
        (_("Công khai"), {NominationState.PUBLIC_NOTICE}),
        (pgettext("one", "Hội đồng"), {NominationState.COUNCIL_READY}),
        (_("Trình ký"), {NominationState.COUNCIL_PASSED, NominationState.SIGNED_OFF}),
        (_("Quyết định"), {NominationState.DECIDED}),
    ]
    at = next((place for place, (_label, states) in enumerate(stages) if state in states), len(stages))
    over = state == NominationState.DECIDED
    return [
        {"label": label, "state": "done" if place < at or over else ("now" if place == at else "todo")}
        for place, (label, _states) in enumerate(stages)
    ]
