"""Rubrics, dated rules, councils and the seats in them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from councils.enums import Certainty, CouncilKind, Denominator, SeatRole
from councils.rules import is_officer
from councils.voting import share_words


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date) -> "DatedQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Dated(models.Model):
    """A row that holds from ``valid_from`` up to, not including, ``valid_to``."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class Rubric(Dated):
    """A score sheet's form; a session keeps its own copy, so a new edition changes no past session."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    max_points = models.PositiveSmallIntegerField()
    pass_total = models.PositiveSmallIntegerField(null=True, blank=True)
    levels = models.JSONField(default=list)
    basis = models.CharField(max_length=200, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.LIKELY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="rubric_once")]

    def __str__(self) -> str:
        return self.name


class RubricCriterion(models.Model):
    """One line of the sheet; ``bands`` are {text, low, high}, ``disqualifies`` fails a dossier below ``min_points``."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    text = models.CharField(max_length=300)
    max_points = models.PositiveSmallIntegerField()
    min_points = models.PositiveSmallIntegerField(null=True, blank=True)
    disqualifies = models.BooleanField(default=False)
    bands = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=Q(min_points__isnull=True) | Q(min_points__lte=F("max_points")), name="criterion_min_in_max"
            ),
        ]


class CouncilRule(Dated):
    """A number from a regulation, with its source: the quorum, a pass mark, the size of a council."""

    code = models.CharField(max_length=30)
    text = models.CharField(max_length=300)
    value = models.DecimalField(max_digits=6, decimal_places=2)
    denominator = models.CharField(max_length=12, choices=Denominator, blank=True)
    secret = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="council_rule_once")]


class Council(Dated):
    """A council as its establishing decision made it; it advises, the signer decides."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="councils")
    kind = models.CharField(max_length=12, choices=CouncilKind)
    name = models.CharField(max_length=200)
    decision_no = models.CharField(max_length=60)
    decided_on = models.DateField()
    quorum_percent = models.DecimalField(max_digits=5, decimal_places=2)
    quorum_basis = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "decision_no"], name="council_once"),
            models.CheckConstraint(
                condition=Q(quorum_percent__gt=0, quorum_percent__lte=100), name="council_quorum_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        """What stands behind the number of this council's papers."""
        return "HĐSK" if self.kind == CouncilKind.INITIATIVE else "HĐTĐKT"

    @property
    def quorum_words(self) -> str:
        """The quorum as a regulation writes it: 2/3, 70%."""
        return share_words(self.quorum_percent)

    def prepared_by(self, actor: Any) -> bool:
        """Whether ``actor`` prepares sessions: an officer of the unit, or the council's secretary of today."""
        member = actor.member
        return is_officer(actor, self) or (
            member is not None
            and self.seats.filter(member=member, role=SeatRole.SECRETARY, valid_to__isnull=True).exists()
        )


class Seat(Dated):
    """A member's place in a council for a time."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="seats")
    member = models.ForeignKey("units.Member", models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole)
    votes = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "member"], name="seat_once", condition=Q(valid_to__isnull=True)),
            models.UniqueConstraint(
                fields=["council"],
                name="council_has_one_chair",
                condition=Q(valid_to__isnull=True, role=SeatRole.CHAIR),
            ),
        ]
        indexes = [models.Index(fields=["member", "council"], name="seat_of_member")]
