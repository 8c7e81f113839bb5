"""Spreadsheets that were sent in: what came of each, and what was wrong in which row."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from portal.core.workflow import Stateful
from units.enums import SheetState
from units.models.accounts import User
from units.models.tree import Unit


class SheetImport(Stateful):
    """
    One file of one kind for the branch of ``unit``; only its ``owner`` sees it.

    The counts are those of the last check, once it is done those of what was written. ``decisions`` maps row
    numbers to what a person answered about them.
    """

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SheetState, default=SheetState.UPLOADED)
    file = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    job = models.ForeignKey("core.Job", models.PROTECT, null=True, related_name="+")
    only_good = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    new_rows = models.PositiveIntegerField(default=0)
    changed_rows = models.PositiveIntegerField(default=0)
    same_rows = models.PositiveIntegerField(default=0)
    bad_rows = models.PositiveIntegerField(default=0)
    mended = models.JSONField(default=dict)
    unknown = models.JSONField(default=list)
    sample = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    decisions = models.JSONField(default=dict)
    trouble = models.TextField(blank=True)
    errors_file = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="sheet_import_owner")]

    def __str__(self) -> str:
        return self.file_name


class SheetProblem(models.Model):
    """One thing that is wrong in one row of a file, as a sentence; ``choices`` lets a person decide."""

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30)
    value = models.CharField(max_length=200, blank=True)
    message = models.TextField()
    choices = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["sheet", "row", "id"], name="sheet_problem_row")]
