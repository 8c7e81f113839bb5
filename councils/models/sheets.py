"""Score sheets: one per member and dossier, private until the vote on it is opened."""

from django.db import models


class ScoreSheet(models.Model):
    """One member's points for one dossier; a draft until ``submitted_at`` is set."""

    item = models.ForeignKey("councils.AgendaItem", models.PROTECT, related_name="sheets")
    seat = models.ForeignKey("councils.Seat", models.PROTECT, related_name="sheets")
    total = models.PositiveSmallIntegerField(default=0)
    comment = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_from = models.CharField(max_length=32, blank=True)  # the open page that saved it last

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="sheet_once")]
        indexes = [models.Index(fields=["seat", "item"], name="sheet_of_seat")]

    @property
    def unit_id(self) -> int:
        return self.item.unit_id

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class Score(models.Model):
    """The points for one criterion of the rubric the session froze; a draft may hold a comment without points."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion_code = models.CharField(max_length=10)
    points = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion_code"], name="score_once")]
