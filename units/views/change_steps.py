"""What a decision may do with a unit, and the steps of a change, each with what the page says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.forms import ReasonForm, VersionedForm
from portal.core.permissions import refusal
from portal.core.workflow import Step
from units import services
from units.enums import Change
from units.models import UnitChange
from units.states import CANCEL, CONFIRM, DROP, REOPEN

Job = Callable[[Any, UnitChange, Any, datetime], object]


@dataclass(frozen=True, slots=True)
class Kind:
    change: Change
    icon: str
    text: str | Promise


KINDS = (
    Kind(Change.RENAME, "pen", _("Tên, địa bàn phụ trách, ký hiệu văn bản; tên cũ còn trong lịch sử.")),
    Kind(Change.MOVE, "arrow-right", _("Cả nhánh sang đơn vị cấp trên khác.")),
    Kind(Change.MERGE, "diagram-3", _("Vào một đơn vị đang có, hoặc cùng đơn vị khác thành đơn vị mới.")),
    Kind(Change.SPLIT, "people", _("Thành nhiều đơn vị; đơn vị hiện nay kết thúc hoặc ở lại.")),
    Kind(Change.DISSOLVE, "x-lg", _("Không còn hoạt động; có hoặc không có đơn vị tiếp nhận.")),
    Kind(Change.FOUND, "plus-lg", _("Một đơn vị mới trực thuộc đơn vị này.")),
)


@dataclass(frozen=True, slots=True)
class StepPage:
    step: Step
    text: str | Promise
    done: str | Promise
    job: Job
    form: type[Any] = VersionedForm
    kind: str = "primary"

    @property
    def permission(self) -> str:
        return self.step.permission or ""

    @property
    def label(self) -> Any:
        return self.step.label


PAGES: dict[str, StepPage] = {
    "chot": StepPage(
        CONFIRM,
        _("Đúng ngày hiệu lực, cây tổ chức tự đổi. Trước ngày đó vẫn mở lại hoặc hủy được; sau đó cần quyết định mới."),
        _("Đã chốt. Thay đổi có hiệu lực đúng ngày ghi trong quyết định."),
        lambda form, change, actor, at: services.confirm_change(
            change, actor=actor, at=at, seen_version=form.cleaned_data["version"]
        ),
        kind="seal",
    ),
    "mo-lai": StepPage(
        REOPEN,
        _("Thay đổi trở về bước chuẩn bị và không tự thực hiện nữa, cho đến khi được chốt lại."),
        _("Đã mở lại."),
        lambda form, change, actor, at: services.reopen_change(change, actor=actor, at=at),
        kind="back",
    ),
    "huy": StepPage(
        CANCEL,
        _("Thay đổi sẽ không được thực hiện."),
        _("Đã hủy thay đổi."),
        lambda form, change, actor, at: services.cancel_change(
            change, actor=actor, at=at, reason=form.cleaned_data["reason"]
        ),
        form=ReasonForm,
        kind="back",
    ),
    "bo": StepPage(
        DROP,
        _("Bản chuẩn bị này sẽ không còn trong danh sách việc."),
        _("Đã bỏ."),
        lambda form, change, actor, at: services.drop_change(change, actor=actor, at=at),
        kind="back",
    ),
}


def list_steps(change: UnitChange, *, actor: Any) -> list[dict[str, Any]]:
    """Return the steps that lead on from the state of ``change``, each with why ``actor`` may not, if so."""
    return [
        {"name": name, "label": page.label, "kind": page.kind, "why_not": refusal(actor, page.permission, change)}
        for name, page in PAGES.items()
        if change.state in page.step.sources
    ]
