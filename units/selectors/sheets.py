"""The spreadsheets a person has sent in: their own only, since they hold other people's data."""

from typing import Any

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from units.models import SheetImport, SheetProblem


def list_own_sheets(actor: Any) -> QuerySet[SheetImport]:
    """Return the files ``actor`` sent, the latest first."""
    return SheetImport.objects.filter(owner=actor).select_related("unit").order_by("-pk")


def get_own_sheet(pk: int, *, actor: Any) -> SheetImport:
    """Return a file ``actor`` sent; 404 if it is someone else's."""
    rows = SheetImport.objects.select_related("unit", "owner", "file", "errors_file", "job")
    return get_object_or_404(rows, pk=pk, owner=actor)


def list_problems(sheet: SheetImport, *, kind: str = "") -> QuerySet[SheetProblem]:
    """Return what is wrong in the file by row, of one kind if it is named."""
    found = sheet.problems.all()
    return (found.filter(kind=kind) if kind else found).order_by("row", "pk")


def problem_counts(sheet: SheetImport) -> list[tuple[str, int]]:
    """Return how often each kind of fault occurs, the most frequent first."""
    found = sheet.problems.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    return [(str(kind), int(n)) for kind, n in found]
