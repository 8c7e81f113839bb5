"""What lines say, in words: kinds of records, steps, fields."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.pages.trail.vocabulary import FIELDS, STEPS_WITHOUT_STATE

STATEFUL = ("units", "councils", "campaigns", "initiatives", "awards", "reports")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name, its page (if a number leads there), the column people know it by."""

    label: Any
    page: str = ""
    code: str = ""


KINDS: dict[str, Kind] = {
    "units.unit": Kind(_("Đơn vị"), "units:detail", "code"),
    "units.unitchange": Kind(_("Thay đổi tổ chức"), "units:change", "decision_no"),
    "units.member": Kind(_("Đoàn viên"), "member", "code"),
    "units.charge": Kind(_("Phân công phụ trách")),
    "units.cluster": Kind(_("Cụm, khối thi đua")),
    "units.sheetimport": Kind(_("Tệp nhập")),
    "accounts.slip": Kind(_("Phiếu kích hoạt")),
    "units.pledge": Kind(_("Giao ước thi đua")),
    "campaigns.difficulty": Kind(_("Khó khăn, vướng mắc")),
    "units.correctionrequest": Kind(_("Đề nghị sửa hồ sơ")),
    "units.user": Kind(_("Tài khoản"), "", "username"),
    "units.assignment": Kind(_("Vai được giao")),
    "campaigns.campaign": Kind(pgettext_lazy("one", "Phong trào"), "campaigns:detail", "code"),
    "initiatives.initiative": Kind(pgettext_lazy("one", "Sáng kiến"), "initiatives:detail", "code"),
    "councils.council": Kind(pgettext_lazy("one", "Hội đồng"), "councils:council"),
    "councils.session": Kind(_("Phiên họp"), "councils:session"),
    "councils.agendaitem": Kind(_("Hồ sơ trong phiên"), "councils:item"),
    "councils.scoresheet": Kind(_("Phiếu chấm")),
    "councils.minutes": Kind(_("Biên bản")),
    "awards.nomination": Kind(_("Hồ sơ đề nghị"), "awards:nomination"),
    "awards.batch": Kind(_("Đợt khen thưởng"), "awards:batch"),
    "awards.objection": Kind(_("Ý kiến về danh sách"), "awards:answer"),
    "awards.decision": Kind(pgettext_lazy("one", "Quyết định"), "awards:decision"),
    "awards.certificate": Kind(_("Bằng, giấy khen"), "awards:certificate", "code"),
    "awards.awardrecord": Kind(_("Dòng sổ khen thưởng")),
    "awards.yearrating": Kind(_("Xếp loại năm")),
    "reports.report": Kind(pgettext_lazy("one", "Báo cáo"), "reports:detail"),
    "reports.reportschedule": Kind(_("Lịch báo cáo")),
    "reports.indicator": Kind(_("Chỉ số"), "", "code"),
    **dict.fromkeys(
        (
            "awards.awardrule",
            "awards.awardsetting",
            "awards.awardtype",
            "awards.basesalary",
            "awards.fairnessbound",
            "awards.paperrule",
            "awards.quotarule",
            "awards.votingrule",
        ),
        Kind(_("Danh mục khen thưởng")),
    ),
    "core.auditline": Kind(_("Dòng nhật ký"), "trail_line"),
    "core.auditbreak": Kind(_("Chỗ đứt của nhật ký")),
    "core.retentionrule": Kind(_("Thời hạn lưu"), "", "code"),
    "core.job": Kind(_("Việc phía sau")),
}


@cache
def actions() -> dict[str, Any]:
    """Return the words of everything that leaves a line: the steps of all apps, and what changes no state."""
    words: dict[str, Any] = {}
    for app in STATEFUL:
        words |= {step.name: step.label for step in import_module(f"{app}.states").STEPS}
    return words | STEPS_WITHOUT_STATE


def action_words(action: str) -> str:
    return str(actions().get(action, action))


def kind_words(object_type: str) -> str:
    kind = KINDS.get(object_type)
    return str(kind.label) if kind else object_type


def field_words(name: str) -> str:
    return str(FIELDS.get(name, name))


def page_of(object_type: str, object_id: int) -> str:
    """Return the address of a record, or nothing if its kind has no page that its number leads to."""
    kind = KINDS.get(object_type)
    return reverse(kind.page, args=[object_id]) if kind and kind.page else ""


@cache
def column_of(object_type: str, name: str) -> "models.Field[Any, Any] | None":
    """Return the column that a value of a line was taken from, if it is one."""
    if object_type not in KINDS:
        return None
    try:
        found = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):  # lines also hold what is no column
        return None
    return found if isinstance(found, models.Field) else None


def action_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Return the steps by the kind of record they are taken on, for a field to choose from."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    for name, label in actions().items():
        groups.setdefault(NOUNS.get(name.partition(".")[0], name), []).append((name, label))
    return [(kind_words(kind), choices) for kind, choices in groups.items()]


# The nouns that steps begin with, and the kinds they are taken on.
NOUNS = {
    "unit": "units.unit",
    "unitchange": "units.unitchange",
    "member": "units.member",
    "pledge": "units.pledge",
    "charge": "units.charge",
    "cluster": "units.cluster",
    "sheetimport": "units.sheetimport",
    "slip": "accounts.slip",
    "view_as": "units.assignment",
    "difficulty": "campaigns.difficulty",
    "correctionrequest": "units.correctionrequest",
    "user": "units.user",
    "assignment": "units.assignment",
    "campaign": "campaigns.campaign",
    "initiative": "initiatives.initiative",
    "council": "councils.council",
    "seat": "councils.council",
    "session": "councils.session",
    "item": "councils.agendaitem",
    "ballot": "councils.agendaitem",
    "conflict": "councils.agendaitem",
    "sheet": "councils.scoresheet",
    "minutes": "councils.minutes",
    "nomination": "awards.nomination",
    "batch": "awards.batch",
    "objection": "awards.objection",
    "decision": "awards.decision",
    "certificate": "awards.certificate",
    "record": "awards.awardrecord",
    "rating": "awards.yearrating",
    "numbers": "units.unit",
    "report": "reports.report",
    "report_schedule": "reports.reportschedule",
    "reportschedule": "reports.reportschedule",
    "indicator": "reports.indicator",
    "catalogue": "awards.awardtype",
    "retention": "core.retentionrule",
    "trail": "core.auditline",
}
