"""Whether a change can take effect: what stands against it, as sentences that say what to do."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Max, Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from portal.core.templatetags.vi import day as shown_day
from units.enums import Change, ChangeState, PartRole
from units.models import Unit, UnitChange, UnitChangePart, UnitVersion
from units.services.restructuring import obstacles_in_apps


def parts_of(change: UnitChange, role: str) -> list[UnitChangePart]:
    """Return the parts of one role with their units, in the order they were written; read once until a lock."""
    parts = UnitChangePart.objects.select_related("unit__parent", "parent").order_by("pk")
    prefetch_related_objects([change], Prefetch("parts", parts))
    return [part for part in change.parts.all() if part.role == role]


def ending_units(change: UnitChange) -> list[Unit]:
    """Return the units that will be no more."""
    ends = change.kind in {Change.MERGE, Change.DISSOLVE} or (change.kind == Change.SPLIT and not change.source_stays)
    return [part.unit for part in parts_of(change, PartRole.SOURCE) if part.unit] if ends else []


def obstacles(change: UnitChange) -> list[str]:
    """Return everything that keeps ``change`` from taking effect; empty when nothing does."""
    sources = [part.unit for part in parts_of(change, PartRole.SOURCE) if part.unit]
    targets = parts_of(change, PartRole.TARGET)
    standing = [part.unit for part in targets if part.unit]
    heads = [part.parent for part in [*parts_of(change, PartRole.SOURCE), *targets] if part.parent]
    found = [
        *_ended(dict.fromkeys([*sources, *standing, *heads])),
        *_wrong_place(change, sources, targets),
        *_names_missing(change, targets),
        *_left_behind(change, sources, targets),
        *_overlapping(change, [*sources, *standing]),
        *_other_changes(change, [*sources, *standing]),
    ]
    return found or obstacles_in_apps(change, [*sources, *standing])


def _ended(units: Iterable[Unit]) -> Iterator[str]:
    for unit in units:
        if not unit.is_active:
            yield _("%(unit)s đã kết thúc hoạt động. Chọn đơn vị đang hoạt động.") % {"unit": unit.short_name}


def _wrong_place(change: UnitChange, sources: Sequence[Unit], targets: Sequence[UnitChangePart]) -> Iterator[str]:
    heads = [part.parent for part in parts_of(change, PartRole.SOURCE) if part.parent]
    for unit in sources:
        for head in heads:
            if head.is_under(unit):
                yield _("%(unit)s không thể trực thuộc %(head)s: đơn vị này nằm dưới chính nó.") % _two(unit, head)
            elif head.level >= unit.level:
                yield _("%(head)s không phải cấp trên của %(unit)s. Chọn đơn vị cấp cao hơn.") % _two(unit, head)
        for other in (part.unit for part in targets if part.unit):
            if other.level != unit.level:
                yield _("%(unit)s và %(head)s không cùng cấp, không sáp nhập hay chia tách được.") % _two(unit, other)


def _two(unit: Unit, head: Unit) -> dict[str, str]:
    return {"unit": unit.short_name, "head": head.short_name}


def _names_missing(change: UnitChange, targets: Sequence[UnitChangePart]) -> Iterator[str]:
    named = [part for part in targets if part.unit is None]
    if change.kind == Change.RENAME:
        named = [part for part in parts_of(change, PartRole.SOURCE) if not part.name]
    for part in named:
        if not part.name or not part.short_name:
            yield _("Ghi tên đầy đủ và tên gọi tắt của đơn vị.")
    codes = [part.code for part in targets if part.unit is None]
    for code in sorted(set(codes)):
        if not code:
            yield _("Ghi mã của đơn vị mới.")
        elif codes.count(code) > 1 or Unit.objects.filter(code=code).exists():
            yield _("Mã %(code)s đã là của đơn vị khác. Ghi mã khác.") % {"code": code}


def _left_behind(change: UnitChange, sources: Sequence[Unit], targets: Sequence[UnitChangePart]) -> Iterator[str]:
    if change.kind == Change.MERGE or not ending_units(change):
        return
    along = change.parts.filter(role=PartRole.ALONG).values("unit")
    for unit in sources:
        left = Unit.objects.active().filter(parent=unit).exclude(pk__in=along)
        names = list(left.order_by("sort_key", "pk").values_list("short_name", flat=True)[:4])
        if names:
            words = {"unit": unit.short_name, "names": ", ".join(names[:3]) + ("…" if names[3:] else "")}
            yield _("%(unit)s còn đơn vị trực thuộc chưa có nơi chuyển đến: %(names)s.") % words


def _overlapping(change: UnitChange, units: Sequence[Unit]) -> Iterator[str]:
    for unit in ending_units(change):
        if unit.valid_from >= change.effective_on:
            yield _("%(unit)s mới hoạt động từ %(day)s. Ngày hiệu lực phải sau ngày đó.") % {
                "unit": unit.short_name,
                "day": shown_day(unit.valid_from),
            }
    last = UnitVersion.objects.filter(unit__in=units).values("unit__short_name").annotate(on=Max("valid_from"))
    for name, on in last.filter(on__gt=change.effective_on).values_list("unit__short_name", "on"):
        yield _("%(unit)s đã có thay đổi từ %(day)s. Ngày hiệu lực phải từ ngày đó trở đi.") % {
            "unit": name,
            "day": shown_day(on),
        }


def _other_changes(change: UnitChange, units: Sequence[Unit]) -> Iterator[str]:
    waiting = UnitChangePart.objects.filter(unit__in=units, change__state=ChangeState.CONFIRMED)
    waiting = waiting.exclude(change=change).exclude(role=PartRole.TARGET, change__kind=Change.MERGE)
    for part in waiting.select_related("unit", "change").order_by("pk"):
        yield _("%(unit)s đang chờ thay đổi theo quyết định %(no)s. Thực hiện hoặc hủy thay đổi đó trước.") % {
            "unit": part,
            "no": part.change.decision_no,
        }
