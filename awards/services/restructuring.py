"""What a change of the tree means for commendation (see ``units.services.restructuring``)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.enums import DecisionState, Merit
from awards.models import AwardRecord, Batch, Decision, Nomination, NumberSeries, YearRating
from awards.services.batches import remember_people
from awards.states import FINAL
from portal.core import audit
from units.models import Member, Unit, UnitChange
from units.services.changes.checking import ending_units
from units.services.restructuring import Touched

UNSIGNED = (DecisionState.DRAFT, DecisionState.LEGAL_CHECKED)


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the dossiers, batches and number series of units that end."""
    under_way = Nomination.objects.exclude(state__in=FINAL)
    itself = Q(subject_unit__in=ending, member__isnull=True)
    sent = under_way.filter(Q(deciding_unit__in=ending) | Q(unit__in=ending)).exclude(itself)
    return [
        Touched(
            gettext_lazy("Hồ sơ đề nghị khen chính đơn vị này"),
            under_way.filter(itself).count(),
            gettext_lazy("Không còn đủ điều kiện: đơn vị đã kết thúc không được đề nghị khen thưởng"),
        ),
        Touched(gettext_lazy("Hồ sơ khen thưởng đang xử lý"), sent.count(), gettext_lazy("Đơn vị kế thừa xử lý tiếp")),
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


def between_persons(kept: Member, gone: Member) -> Iterator[str]:
    """Return what is on file for both records and can be only once for one person."""
    live = Nomination.objects.live().filter(merit=Merit.YEARLY)
    for one in live.filter(member=gone).select_related("award_type").order_by("pk"):
        if live.filter(member=kept, award_type=one.award_type, year=one.year).exists():
            yield _("Cả hai hồ sơ đều được đề nghị %(award)s năm %(year)s. Hãy rút một đề nghị trước.") % _named(one)
    for record in AwardRecord.objects.filter(member=gone).select_related("award_type").order_by("pk"):
        same = AwardRecord.objects.filter(member=kept, award_type=record.award_type, year=record.year)
        if same.filter(decision_no=record.decision_no).exists():
            yield _("Sổ khen thưởng của cả hai hồ sơ đều ghi %(award)s năm %(year)s theo cùng quyết định.") % _named(
                record
            )
    for rating in YearRating.objects.filter(member=gone).order_by("year"):
        other = YearRating.objects.filter(member=kept, year=rating.year).first()
        if other is not None and other.rating != rating.rating:
            yield _("Xếp loại năm %(year)s của hai hồ sơ khác nhau. Hãy sửa cho đúng trước.") % {"year": rating.year}


def _named(row: Nomination | AwardRecord) -> dict[str, Any]:
    return {"award": row.award_type.name, "year": row.year}


def follow_person(kept: Member, gone: Member, *, actor: Any, at: datetime) -> dict[str, int]:
    """Let ``kept`` have the dossiers, awards and ratings of ``gone``; names on papers stay as they were printed."""
    rated = YearRating.objects.filter(member=kept).values("year")
    ratings = YearRating.objects.filter(member=gone).exclude(year__in=rated)
    rows: dict[str, tuple[str, list[Any]]] = {
        "nominations": ("nomination.follow", list(Nomination.objects.filter(member=gone).order_by("pk"))),
        "awards": ("record.follow", list(AwardRecord.objects.filter(member=gone).order_by("pk"))),
        "ratings": ("rating.follow", list(ratings.order_by("pk"))),
    }
    for action, found in rows.values():
        for row in found:
            row.member = kept
            row.save(update_fields=["member"])
            audit.record(action, row, actor=actor, at=at, before={"member": gone}, after={"member": kept})
    for batch in Batch.objects.filter(nominee_ids__contains=[gone.pk]).order_by("pk"):
        remember_people(batch)
    return {name: len(found) for name, (_action, found) in rows.items()}
