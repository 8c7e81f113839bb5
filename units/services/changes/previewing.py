"""What a change will do, before it does anything: the checklist of who confirms it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.enums import Change, PartRole
from units.models import Assignment, Member, Unit, UnitChange, UnitChangePart
from units.services.changes.checking import ending_units, obstacles, parts_of
from units.services.restructuring import Touched, touched_in_apps


@dataclass(frozen=True, slots=True)
class Preview:
    """The units that take part, what hangs on them with what becomes of it, and what stands in the way."""

    sources: Sequence[UnitChangePart]
    targets: Sequence[UnitChangePart]
    along: Sequence[UnitChangePart]
    touched: Sequence[Touched]
    officials: Sequence[Assignment]
    carried: frozenset[int]
    obstacles: Sequence[str]


def preview_change(change: UnitChange) -> Preview:
    """Return what ``change`` would do if its day were now; the number of queries does not grow with the branch."""
    ending = ending_units(change)
    return Preview(
        sources=parts_of(change, PartRole.SOURCE),
        targets=parts_of(change, PartRole.TARGET),
        along=parts_of(change, PartRole.ALONG),
        touched=[*_in_tree(change, ending), *touched_in_apps(change, ending)],
        officials=list_roles_of(ending, change),
        carried=frozenset(change.carried.values_list("pk", flat=True)),
        obstacles=obstacles(change),
    )


def list_roles_of(units: Sequence[Unit], change: UnitChange) -> Sequence[Assignment]:
    """Return who holds what at ``units`` beyond the day of ``change``."""
    held = Assignment.objects.filter(unit__in=units)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=change.effective_on))
    return list(held.select_related("user", "unit").order_by("unit", "role", "user__full_name", "pk"))


def _in_tree(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    sources = [part.unit for part in parts_of(change, PartRole.SOURCE) if part.unit]
    below = Q(pk__in=[])
    for unit in sources:
        below |= Q(path__startswith=unit.path) & ~Q(pk=unit.pk)
    branch = Unit.objects.active().filter(below).count() if change.kind not in {Change.RENAME, Change.FOUND} else 0
    rows = [
        Touched(_("Đơn vị bên dưới"), branch, _("Chuyển theo, giữ mã và lịch sử")),
        Touched(
            _("Đoàn viên sinh hoạt trực tiếp"),
            Member.objects.filter(unit__in=ending).count(),
            _("Chuyển sang đơn vị kế thừa, giữ lịch sử sinh hoạt"),
        ),
    ]
    return [row for row in rows if row.count]
