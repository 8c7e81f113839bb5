"""What a change of the tree means for commendation (see ``units.services.restructuring``)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.enums import DecisionState
from awards.models import Batch, Decision, Nomination, NumberSeries
from awards.states import FINAL
from portal.core import audit
from units.models import Unit, UnitChange
from units.services.changes.checking import ending_units
from units.services.restructuring import Touched

UNSIGNED = (DecisionState.DRAFT, DecisionState.LEGAL_CHECKED)


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the dossiers, batches and number series of units that end."""
    under_way = Nomination.objects.exclude(state__in=FINAL)
    about = under_way.filter(subject_unit__in=ending, member__isnull=True).count()
    sent = under_way.filter(Q(deciding_unit__in=ending) | Q(unit__in=ending)).count() - about
    return [
        Touched(
            gettext_lazy("Hồ sơ đề nghị khen chính đơn vị này"),
            about,
            gettext_lazy("Không còn đủ điều kiện: đơn vị đã kết thúc không được đề nghị khen thưởng"),
        ),
        Touched(gettext_lazy("Hồ sơ khen thưởng đang xử lý"), max(sent, 0), gettext_lazy("Đơn vị kế thừa xử lý tiếp")),
        Touched(
            gettext_lazy("Sổ số quyết định"),
            NumberSeries.objects.filter(unit__in=ending).count(),
            gettext_lazy("Khép lại; đơn vị kế thừa dùng sổ của mình, số cũ giữ nguyên"),
        ),
    ]


def obstacles(change: UnitChange, units: Sequence[Unit]) -> Iterator[str]:
    """Return the decisions that wait for the signature of a unit that will be no more."""
    waiting = Decision.objects.filter(unit__in=ending_units(change), state__in=UNSIGNED)
    for decision in waiting.select_related("unit").order_by("pk"):
        words = {"unit": decision.unit.short_name, "subject": decision.subject}
        yield _("%(unit)s còn quyết định chưa ký: “%(subject)s”. Ký hoặc trả lại trước ngày hiệu lực.") % words


def follow(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> dict[str, int]:
    """Let the heir decide what its predecessor has not decided; what was decided keeps its name and number."""
    counts = {"batches": 0, "nominations": 0}
    for name, model in (("batches", Batch), ("nominations", Nomination)):
        open_ones = model._default_manager.filter(deciding_unit__in=heirs).exclude(state__in=FINAL)
        for record in open_ones.select_related("deciding_unit").order_by("pk"):
            old, record.deciding_unit = record.deciding_unit, heirs[record.deciding_unit]
            record.version += 1
            record.save(update_fields=["deciding_unit", "version"])
            action = f"{model._meta.model_name}.hand_over"
            after = {"deciding_unit": record.deciding_unit, "decision_no": change.decision_no}
            audit.record(action, record, actor=actor, at=at, before={"deciding_unit": old}, after=after)
            counts[name] += 1
    return counts
