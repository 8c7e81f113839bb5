"""
The legal forms: for each, the shape of its data and how it becomes a paper.

Their words are Vietnamese whatever the language of the interface: the law wants it so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.core.documents.blocks import Diplomas, Paper, Slips
from portal.core.documents.forms.certificate import (
    Authorship,
    Award,
    Certificates,
    Recognitions,
    compose_certificates,
    compose_recognitions,
)
from portal.core.documents.forms.decision import (
    Decision,
    ListGroup,
    ListRow,
    RecognitionDecision,
    RecognizedInitiative,
    compose_decision,
    compose_recognition_decision,
)
from portal.core.documents.forms.minutes import Absence, Conflict, Item, Minutes, Person, compose_minutes
from portal.core.documents.forms.official import Letter, Section, Signature, Signed
from portal.core.documents.forms.plan import AwardForm, Criterion, Duty, Phase, Plan, Target, compose_plan
from portal.core.documents.forms.receipt import Receipt, ReceiptAuthor, compose_receipt
from portal.core.documents.forms.report import Indicator, IndicatorGroup, MissingUnit, Report, compose_report
from portal.core.documents.forms.slips import ActivationSlips, SlipRow, compose_slips

__all__ = [
    "FORMS",
    "Absence",
    "ActivationSlips",
    "Authorship",
    "Award",
    "AwardForm",
    "Certificates",
    "Conflict",
    "Criterion",
    "Decision",
    "Duty",
    "Form",
    "Indicator",
    "IndicatorGroup",
    "Item",
    "Letter",
    "ListGroup",
    "ListRow",
    "Minutes",
    "MissingUnit",
    "Person",
    "Phase",
    "Plan",
    "Receipt",
    "ReceiptAuthor",
    "RecognitionDecision",
    "Recognitions",
    "RecognizedInitiative",
    "Report",
    "Section",
    "Signature",
    "Signed",
    "SlipRow",
    "Target",
]


@dataclass(frozen=True, slots=True)
class Form:
    """How one form is made: ``compose`` turns its data into what ``layout`` (a typst file) sets."""

    title: str
    compose: Callable[[Any], Paper | Diplomas | Slips]
    layout: str = "paper.typ"


FORMS: Mapping[str, Form] = {
    "decision": Form("Quyết định khen thưởng", compose_decision),
    "recognition_decision": Form("Quyết định công nhận sáng kiến", compose_recognition_decision),
    "minutes": Form("Biên bản họp Hội đồng", compose_minutes),
    "report": Form("Báo cáo thi đua, khen thưởng", compose_report),
    "plan": Form("Kế hoạch phát động phong trào thi đua", compose_plan),
    "receipt": Form("Giấy tiếp nhận sáng kiến", compose_receipt),
    "certificate": Form("Bằng khen, giấy khen", compose_certificates, layout="diploma.typ"),
    "recognition": Form("Giấy chứng nhận sáng kiến", compose_recognitions, layout="diploma.typ"),
    "slips": Form("Phiếu kích hoạt tài khoản", compose_slips, layout="slips.typ"),
}
