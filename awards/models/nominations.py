"""Nominations, the batches they travel in, their papers, and objections to published lists."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from awards.enums import BatchState, Merit, NominationState, ObjectionState, SubjectKind
from awards.states import GIVEN_UP
from councils.models import AgendaItem
from portal.core.workflow import Stateful
from units.enums import Role
from units.models import BranchQuerySet, BranchRecord, Unit, scopes

MAY_HANDLE = (Role.EMULATION_OFFICER, Role.LEADER, Role.CLERK, Role.INSPECTOR, Role.GRASSROOTS_OFFICER)


THIN_VOTE_PERCENT = 80  # below this share of "yes" the signing page puts a case first; no rule of law


def deciding_for(actor: Any) -> QuerySet[Unit]:
    """Return the units for which ``actor`` handles dossiers that others sent in, as a part of a query."""
    found: QuerySet[Unit] = actor.acting_units(*MAY_HANDLE)
    return found


def inspected_by(actor: Any, field: str) -> Q:
    """Return the condition that the unit at the end of ``field`` lies where ``actor`` inspects."""
    return scopes([held for held in actor.assignments if held.role == Role.INSPECTOR], field)


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, actor: Any) -> "BatchQuerySet":
        """The batches of the units that ``actor`` works for; of a whole branch for its inspection committee."""
        return self.filter(Q(deciding_unit__in=deciding_for(actor)) | inspected_by(actor, "deciding_unit"))


class Batch(Stateful):
    """
    Nominations for one award that are shown, voted and signed together.

    The people behind them are kept as ids, so that nobody signs their own proposal, appraisal or name.
    """

    state = models.CharField(max_length=20, choices=BatchState, default=BatchState.GATHERING)
    deciding_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    award_type = models.ForeignKey("awards.AwardType", models.PROTECT, related_name="batches")
    title = models.CharField(max_length=255)
    merit = models.CharField(max_length=12, choices=Merit, default=Merit.YEARLY)
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    notice_from = models.DateField(null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True)
    session = models.ForeignKey("councils.Session", models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.TextField(blank=True)
    bound_reason = models.TextField(blank=True)
    bound_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    proposer_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    appraiser_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    nominee_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["deciding_unit", "state", "-id"], name="batch_of_unit"),
            models.Index(fields=["notice_until"], name="batch_notice", condition=Q(state=BatchState.PUBLIC_NOTICE)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit_id(self) -> int:
        """Whose list it is: the trail of the batch is read there."""
        return self.deciding_unit_id


class NominationQuerySet(BranchQuerySet):
    def visible_to(self, actor: Any) -> "NominationQuerySet":
        """Of the branches one works for; sent to one's unit for a decision; one's own; read as a council member."""
        mine = self.model.objects.in_branches_of(actor)
        sent = Q(deciding_unit__in=deciding_for(actor)) & ~Q(
            state__in=[NominationState.DRAFT, NominationState.UNIT_REVIEWED]
        )
        own = Q(member_id=actor.member_id) if actor.member_id else Q(pk__in=[])
        seated = AgendaItem.objects.open_to(actor).filter(subject_type="awards.nomination").order_by()
        return self.filter(Q(pk__in=mine.values("pk")) | sent | own | Q(pk__in=seated.values("subject_id")))

    def live(self) -> "NominationQuerySet":
        return self.exclude(state__in=GIVEN_UP)


class Nomination(Stateful, BranchRecord):
    """A proposal to commend one person, collective or household; ``unit`` proposes, ``deciding_unit`` decides."""

    state = models.CharField(max_length=20, choices=NominationState, default=NominationState.DRAFT)
    award_type = models.ForeignKey("awards.AwardType", models.PROTECT, related_name="nominations")
    subject_kind = models.CharField(max_length=12, choices=SubjectKind, default=SubjectKind.PERSON)
    member = models.ForeignKey("units.Member", models.PROTECT, null=True, blank=True, related_name="nominations")
    subject_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="nominations")
    year = models.PositiveSmallIntegerField()
    merit = models.CharField(max_length=12, choices=Merit, default=Merit.YEARLY)
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="+")
    initiatives = models.ManyToManyField("initiatives.Initiative", blank=True, related_name="nominations")
    achievement = models.TextField(blank=True)
    proposed_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    preparer_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    deciding_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    vote_on = models.DateField(null=True, blank=True)
    vote_present = models.PositiveIntegerField(null=True, blank=True)
    vote_yes = models.PositiveIntegerField(null=True, blank=True)
    submission_no = models.CharField(max_length=40, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    check_result = models.JSONField(default=dict, blank=True)
    appraised_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    appraised_at = models.DateTimeField(null=True, blank=True)
    appraisal_note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_reason = models.TextField(blank=True)
    over_quota_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    over_quota_reason = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    return_due_on = models.DateField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    closing_reason = models.TextField(blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="nominations")
    council_yes = models.PositiveIntegerField(null=True, blank=True)
    council_base = models.PositiveIntegerField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, subject_unit__isnull=True)
                | Q(member__isnull=True, subject_unit__isnull=False),
                name="nomination_of_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(vote_yes__isnull=True) | Q(vote_yes__lte=models.F("vote_present")),
                name="nomination_votes_fit",
            ),
            models.UniqueConstraint(
                fields=["award_type", "year", "member"],
                name="nomination_once_per_member",
                condition=~Q(state__in=sorted(GIVEN_UP)) & Q(member__isnull=False, merit=Merit.YEARLY),
            ),
            models.UniqueConstraint(
                fields=["award_type", "year", "subject_unit"],
                name="nomination_once_per_unit",
                condition=~Q(state__in=sorted(GIVEN_UP)) & Q(subject_unit__isnull=False, merit=Merit.YEARLY),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="nomination_of_unit"),
            models.Index(fields=["grassroots", "state", "-id"], name="nomination_of_grassroots"),
            models.Index(fields=["upper", "state", "-id"], name="nomination_of_upper"),
            models.Index(fields=["province", "state", "-id"], name="nomination_of_province"),
            models.Index(fields=["deciding_unit", "state", "-id"], name="nomination_to_decide"),
            models.Index(fields=["member", "-year"], name="nomination_of_member"),
            models.Index(fields=["batch", "id"], name="nomination_in_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} · {self.award_type.name}"

    @property
    def needs_look(self) -> bool:
        """Whether the signer should look before signing: a thin vote, a manager, or something confirmed by hand."""
        thin = bool(self.council_base) and (self.council_yes or 0) * 100 < THIN_VOTE_PERCENT * (self.council_base or 0)
        manager = self.member is not None and self.member.is_manager
        return thin or manager or bool(self.confirmed_reason) or self.over_quota_by_id is not None

    @property
    def conditions_met(self) -> str:
        """“5/6”: how many of the law's conditions were met when it was judged last; those by hand do not count."""
        rows = [row for row in self.check_result.get("findings", []) if row["passed"] is not None]
        return f"{sum(row['passed'] for row in rows)}/{len(rows)}"

    @cached_property
    def subject_name(self) -> str:
        return self.member.full_name if self.member else str(getattr(self.subject_unit, "name", ""))


class NominationPaper(models.Model):
    """A paper of the dossier: an uploaded file for one line of the checklist."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="papers")
    code = models.CharField(max_length=30)
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["nomination", "code", "id"], name="paper_of_nomination")]


class Objection(Stateful):
    """What someone says against a published list, by name; the list waits until it is answered."""

    state = models.CharField(max_length=20, choices=ObjectionState, default=ObjectionState.OPEN)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="objections")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="objections")
    made_by = models.ForeignKey("units.User", models.PROTECT, related_name="+")
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("units.User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN) | Q(answered_by__isnull=False) & ~Q(answer=""),
                name="objection_answered_by_someone",
            )
        ]
        indexes = [models.Index(fields=["batch", "state"], name="objection_of_batch")]

    @property
    def unit_id(self) -> int:
        return self.batch.unit_id
