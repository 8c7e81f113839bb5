"""Decisions, the numbers they take, and the certificates they give."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from awards.enums import Capacity, CertificateState, DecisionKind, DecisionState, SeriesKind
from awards.models.nominations import Batch, Nomination, deciding_for, inspected_by
from portal.core.workflow import Stateful

HAS_NUMBER = [DecisionState.NUMBERED, DecisionState.PUBLISHED, DecisionState.REVOKED]


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Any) -> "DecisionQuerySet":
        """
        Published ones to everyone who is signed in; the rest to those who handle papers at the issuing unit, and
        to the inspection committee above it.
        """
        handled = Q(unit__in=deciding_for(actor)) | inspected_by(actor, "unit")
        return self.filter(Q(state__in=[DecisionState.PUBLISHED, DecisionState.REVOKED]) | handled)


class Decision(Stateful):
    """A decision of ``unit``. Once it has a number nothing in it changes; an error is mended by another decision."""

    state = models.CharField(max_length=20, choices=DecisionState, default=DecisionState.DRAFT)
    kind = models.CharField(max_length=12, choices=DecisionKind, default=DecisionKind.AWARD)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, blank=True, related_name="decision")
    revokes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revoked_by")
    subject = models.CharField(max_length=300)
    articles = ArrayField(models.TextField(), default=list, blank=True)
    merit_line = models.CharField(max_length=400, blank=True)
    grounds = ArrayField(models.CharField(max_length=400), default=list, blank=True)
    recipients = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    submission = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    checked_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=4, choices=Capacity, blank=True)
    issuer_name = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    papers_ready_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="decision_number_once", condition=Q(number__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=HAS_NUMBER, number__isnull=False, decided_on__isnull=False, signed_by__isnull=False
                )
                | ~Q(state__in=HAS_NUMBER) & Q(number__isnull=True),
                name="decision_numbered_when_issued",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-year", "-number"], name="decision_register"),
            models.Index(fields=["unit", "state", "-id"], name="decision_of_unit"),
            models.Index(
                fields=["id"],
                name="decision_waits_for_papers",
                condition=Q(number__isnull=False, papers_ready_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol or self.subject


class NumberSeries(models.Model):
    """The consecutive numbers of one kind of paper of one unit in one year; taken under its lock."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=SeriesKind)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="number_series_once")]


class IssuedNumber(models.Model):
    """A number that was taken; one that was taken for nothing stays, with the reason."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="issued")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=40)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="issued_number")
    taken_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="issued_number_once"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | ~Q(note=""), name="issued_number_used_or_explained"
            ),
        ]


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, actor: Any) -> "CertificateQuerySet":
        """Those of the units ``actor`` works for, of the branches they oversee, and their own."""
        branches = Nomination.objects.in_branches_of(actor)
        own = Q(nomination__member_id=actor.member_id) if actor.member_id else Q(pk__in=[])
        return self.filter(Q(unit__in=deciding_for(actor)) | Q(nomination__in=branches.values("pk")) | own)


class Certificate(Stateful):
    """
    One printed certificate; its words are frozen at signing, whatever later becomes of names and units.

    ``code`` is what the QR leads to: random, so that nobody finds one by counting.
    """

    state = models.CharField(max_length=20, choices=CertificateState, default=CertificateState.PLANNED)
    code = models.CharField(max_length=11, unique=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="certificates")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="certificates")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    golden_no = models.PositiveIntegerField()
    golden_year = models.PositiveSmallIntegerField()
    award_name = models.CharField(max_length=200)
    holder_name = models.CharField(max_length=255)
    holder_post = models.CharField(max_length=255, blank=True)
    holder_unit = models.CharField(max_length=255, blank=True)
    merit_text = models.TextField()
    delivered_on = models.DateField(null=True, blank=True)
    delivered_to = models.CharField(max_length=120, blank=True)
    papers_ready_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], name="certificate_one_in_force", condition=~Q(state=CertificateState.REISSUED)
            ),
            models.UniqueConstraint(fields=["unit", "golden_year", "golden_no"], name="certificate_golden_once"),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "id"], name="certificate_of_unit"),
            models.Index(fields=["decision", "id"], name="certificate_of_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} · {self.award_name}"

    @property
    def holder_place(self) -> str:
        """The holder's post and unit as they are printed below the name."""
        return ", ".join(filter(None, (self.holder_post, self.holder_unit)))

    @property
    def held_by_unit(self) -> Any:
        """The unit whose person or collective is commended; it hands the certificate over."""
        return self.nomination.unit
