"""Lines as a page shows them: who, what, and what changed from what to what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from awards.enums import Merit, Verdict
from portal.core.audit import holds_personal, mask
from portal.core.models import AuditLine
from portal.core.templatetags.vi import day, moment
from portal.pages.trail.reach import Sight, sight
from portal.pages.trail.words import action_words, column_of, field_words, kind_words, page_of
from units.models import Member, Unit, User

SHORT = 160
CHOICES = {"verdict": Verdict.choices, "merit": Merit.choices}  # values with words that are no column's
LAST = ("sha256", "version", "digest")  # on the page of the line only
UNSHOWN = ("sketch",)  # numbers that say nothing to a reader
FEW = 3
NAMED: dict[str, type[models.Model]] = {
    "unit": Unit,
    "parent": Unit,
    "successor": Unit,
    "member": Member,
    "lead": Member,
    "user": User,
}
Names = Mapping[tuple[type[models.Model], int], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that changed, as ``_compare`` wants it."""

    label: str
    left: str
    right: str
    other: bool = True


@dataclass(slots=True)
class Row:
    """One line in words. Without the right to its values ``differences`` is empty and ``fields`` names them."""

    line: AuditLine
    action: str
    kind: str
    page: str
    unit: str
    sees: bool
    note: str = ""
    personal: bool = False
    differences: list[Difference] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    @property
    def first(self) -> list[Difference]:
        return self.differences[:FEW]

    @property
    def more(self) -> int:
        return max(0, len(self.differences) - FEW)


def draw(reader: User, lines: Iterable[AuditLine], *, open_personal: bool = False, whole: bool = False) -> list[Row]:
    """
    Return ``lines`` in words, as far as ``reader`` may see them; four queries at most, however many lines.

    :param open_personal: personal data as they are; the caller has asked and put it down
    :param whole: long texts in full
    """
    lines = list(lines)
    seen = sight(reader, lines)
    names = _names(lines)
    return [_row(line, seen, names, open_personal=open_personal, whole=whole) for line in lines]


def _row(line: AuditLine, seen: Sight, names: Names, *, open_personal: bool, whole: bool) -> Row:
    unit = seen.unit_of(line)
    row = Row(
        line=line,
        action=action_words(line.action),
        kind=kind_words(line.object_type),
        page=page_of(line.object_type, line.object_id),
        unit=unit.short_name if unit else "",
        sees=seen.sees_values(line),
    )
    keys = [key for key in dict.fromkeys([*line.before, *line.after]) if key not in UNSHOWN]
    if not row.sees:
        row.fields = [field_words(key) for key in keys]
        return row
    row.note = line.note
    row.personal = holds_personal(line.before) or holds_personal(line.after)
    before, after = (values if open_personal else mask(values) for values in (line.before, line.after))
    row.differences = [
        found
        for key in keys
        if (whole or key not in LAST)
        and (found := _difference(line.object_type, key, before, after, names, whole=whole))
    ]
    return row


def _difference(
    object_type: str, key: str, before: dict[str, Any], after: dict[str, Any], names: Names, *, whole: bool
) -> Difference | None:
    if key in before and key in after and before[key] == after[key]:
        return None
    left, right = (_words(object_type, key, values.get(key), names) for values in (before, after))
    if not whole:
        left, right = _short(left), _short(right)
    return Difference(field_words(key), left, right)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"


def _words(object_type: str, key: str, value: Any, names: Names) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{field_words(name)}: {_words('', name, one, names)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_words("", "", one, names) for one in value)
    return _word(object_type, key, value, names)


def _word(object_type: str, key: str, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    column = column_of(object_type, key)
    choices = column.flatchoices if column is not None else CHOICES.get(key)
    if choices:
        return str(dict(choices).get(value, value))
    model = _model_of(column, key)
    if model is not None and isinstance(value, int):
        return names.get((model, value)) or f"#{value}"
    return _moment_or_text(value) if isinstance(value, str) else str(value)


def _moment_or_text(text: str) -> str:
    if not text[:4].isdecimal():
        return text
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        found: datetime | None = parse_datetime(text)
    except ValueError:
        return text
    return moment(found) if found is not None and found.tzinfo is not None else text


def _model_of(column: "models.Field[Any, Any] | None", key: str) -> type[models.Model] | None:
    if column is not None and column.remote_field is not None:
        related: Any = column.related_model
        return related if isinstance(related, type) else None
    return NAMED.get(key)


def _names(lines: list[AuditLine]) -> Names:
    """Return what units, members and accounts that the lines point to are called; a query for each kind at most."""
    wanted: dict[type[models.Model], set[int]] = {Unit: set(), Member: set(), User: set()}
    for line in lines:
        for key, value in [*line.before.items(), *line.after.items()]:
            model = _model_of(column_of(line.object_type, key), key) if isinstance(value, int) else None
            if model in wanted:
                wanted[model].add(value)
    return {
        (model, pk): str(found)
        for model, ids in wanted.items()
        for pk, found in model._default_manager.in_bulk(ids).items()
    }


def plain(row: Row) -> str:
    """Return the differences of a line as one text, for a cell of a file."""
    if not row.sees:
        return ", ".join(row.fields)
    return "; ".join(f"{one.label}: {one.left or '–'} → {one.right or '–'}" for one in row.differences)
