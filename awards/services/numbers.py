"""Consecutive numbers: one series per unit, kind of paper and year, taken under its lock."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards.enums import SeriesKind
from awards.models import Decision, IssuedNumber, NumberSeries
from portal.core import audit
from portal.core.errors import DomainError
from portal.core.permissions import require
from units.models import Unit


def take_number(unit: Unit, kind: str, year: int, *, count: int = 1) -> tuple[NumberSeries, int]:
    """
    Return the series and its next number (the first of ``count``), in the caller's transaction.

    The series stays locked until that transaction ends: of two people signing at once the second waits,
    and a number whose decision fails goes back, so there are neither clashes nor gaps.
    """
    key = {"unit": unit, "kind": kind, "year": year}
    NumberSeries.objects.bulk_create([NumberSeries(**key)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(**key)
    first = series.last_number + 1
    series.last_number += count
    series.save(update_fields=["last_number"])
    return series, first


def symbol_of(number: int, unit: Unit) -> str:
    """Return “12/QĐ-LĐLĐ”; numbers under ten take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{number:02d}/{SeriesKind.DECISION}-{unit.doc_suffix or unit.code}"


def issue_number(decision: Decision, *, at: datetime, year: int) -> tuple[int, str]:
    """Return the number and symbol of ``decision``, written into the register of numbers."""
    series, number = take_number(decision.unit, SeriesKind.DECISION, year)
    symbol = symbol_of(number, decision.unit)
    IssuedNumber.objects.create(series=series, number=number, symbol=symbol, decision=decision, taken_at=at)
    return number, symbol


@transaction.atomic
def note_outside_numbers(unit: Unit, *, actor: Any, at: datetime, year: int, up_to: int, note: str) -> int:
    """
    Put down that the decisions up to ``up_to`` were numbered on paper; return how many were noted now.

    :raises DomainError: if those numbers are taken already, or nothing says what they were used for
    """
    require(actor, "awards.keep_numbers", unit)
    if not note.strip():
        raise DomainError(_("Ghi các số này đã dùng cho văn bản nào."), field="note")
    series, number = take_number(unit, SeriesKind.DECISION, year)
    if up_to < number:
        raise DomainError(
            _("Sổ năm %(year)d đã dùng tới số %(last)d.") % {"year": year, "last": number - 1}, field="up_to"
        )
    if up_to - number >= 1000:  # noqa: PLR2004 - a slip of the finger, not a law
        raise DomainError(_("Mỗi lần ghi nhiều nhất 1.000 số. Hãy kiểm tra lại số cuối."), field="up_to")
    IssuedNumber.objects.bulk_create(
        IssuedNumber(series=series, number=taken, symbol=symbol_of(taken, unit), taken_at=at, note=note.strip())
        for taken in range(number, up_to + 1)
    )
    series.last_number = up_to
    series.save(update_fields=["last_number"])
    audit.record(
        "numbers.note_outside", unit, actor=actor, at=at, note=note, after={"from": number, "to": up_to, "year": year}
    )
    return up_to - number + 1
