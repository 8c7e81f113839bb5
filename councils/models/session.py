"""A session of a council: who was there, what was on the agenda, what came of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from councils.enums import ConflictKind, Denominator, ItemOutcome, SeatRole, SessionState
from councils.rules import WATCHERS
from councils.voting import VoteRule, least_number
from portal.core.workflow import Stateful
from units.models import scopes

OUT = (ConflictKind.DECLARED, ConflictKind.AUTOMATIC)
IN = (ConflictKind.NONE, ConflictKind.WAIVED)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Any) -> "SessionQuerySet":
        """Sessions one sits in (once invited; earlier for who prepares them) or oversees as an official."""
        condition = Q(pk__in=[])
        if actor.member is not None:
            mine = Attendance.objects.filter(session=OuterRef("pk"), seat__member=actor.member)
            leading = mine.filter(role__in=(SeatRole.CHAIR, SeatRole.VICE, SeatRole.SECRETARY))
            condition |= (Q(Exists(mine)) & ~Q(state=SessionState.PLANNED)) | Q(Exists(leading))
        watching = [held for held in actor.assignments if held.role in WATCHERS]
        return self.filter(condition | scopes(watching, "council__unit"))


class Session(Stateful):
    """One sitting. Its seats, quorum and rubric are its own copies: later changes do not reach it."""

    council = models.ForeignKey("councils.Council", models.PROTECT, related_name="sessions")
    state = models.CharField(max_length=20, choices=SessionState, default=SessionState.PLANNED)
    title = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    scores_due_at = models.DateTimeField(null=True, blank=True)
    rubric = models.ForeignKey("councils.Rubric", models.PROTECT, null=True, blank=True, related_name="+")
    rubric_snapshot = models.JSONField(default=dict)
    quorum_percent = models.DecimalField(max_digits=5, decimal_places=2)
    quorum_basis = models.CharField(max_length=200, blank=True)
    presided_by = models.ForeignKey("councils.Seat", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["council", "-held_at", "-id"], name="session_of_council"),
            models.Index(fields=["-held_at", "-id"], name="session_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Any:
        return self.council.unit

    @property
    def unit_id(self) -> int:
        return self.council.unit_id

    @property
    def seats(self) -> Sequence["Attendance"]:
        """The seats of this session, chair first; read once per page."""
        if not hasattr(self, "_seats"):
            rows = self.attendances.select_related("seat__member__unit").order_by("position", "pk")
            self._seats = list(rows)
        return self._seats

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again, and with it who is there: decisions are made on what the lock found."""
        self.forget_seats()
        super().refresh_from_db(*args, **kwargs)

    def forget_seats(self) -> None:
        """Read the seats again the next time they are asked for."""
        if hasattr(self, "_seats"):
            del self._seats

    def seat_of(self, actor: Any) -> "Attendance | None":
        """The place ``actor`` holds in this session."""
        member_id = actor.member_id
        return next(
            (place for place in self.seats if member_id is not None and place.seat.member_id == member_id), None
        )

    @property
    def voters(self) -> list["Attendance"]:
        return [place for place in self.seats if place.votes]

    @property
    def present_voters(self) -> list["Attendance"]:
        return [place for place in self.seats if place.votes and place.present]

    @property
    def quorum(self) -> int:
        """How many voting members must be there."""
        return least_number(self.quorum_percent, len(self.voters))


class Attendance(models.Model):
    """A seat as it stands in one session, and whether its holder came."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey("councils.Seat", models.PROTECT, related_name="attendances")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=10, choices=SeatRole)
    votes = models.BooleanField(default=True)
    present = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="attendance_once")]
        indexes = [models.Index(fields=["seat", "session"], name="attendance_of_seat")]


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def kept_from(self, member: Any) -> "AgendaItemQuerySet":
        """Items ``member`` has no part in: their own dossier, that of their group, or a conflict on record."""
        return self.filter(_excluded(member))

    def not_kept_from(self, member: Any) -> "AgendaItemQuerySet":
        return self.exclude(_excluded(member)) if member is not None else self

    def seated(self, actor: Any) -> "AgendaItemQuerySet":
        """Items of sessions one was invited to, without those one has no part in; the gate may be shown."""
        if actor.member is None:
            return self.none()
        mine = Attendance.objects.filter(session=OuterRef("session"), seat__member=actor.member)
        sent = self.exclude(session__state__in=(SessionState.PLANNED, SessionState.CANCELLED))
        return sent.filter(Exists(mine)).exclude(outcome=ItemOutcome.REMOVED).not_kept_from(actor.member)

    def open_to(self, actor: Any) -> "AgendaItemQuerySet":
        """Items whose dossier one may read: seated, and declared free of conflict (or let in on record)."""
        if actor.member is None:
            return self.none()
        said = ConflictOfInterest.objects.filter(item=OuterRef("pk"), seat__member=actor.member, kind__in=IN)
        return self.seated(actor).filter(Exists(said))


def _excluded(member: Any) -> Q:
    said = ConflictOfInterest.objects.filter(item=OuterRef("pk"), seat__member=member, kind__in=OUT)
    return (
        Q(subject_member_ids__contains=[member.pk]) | Q(subject_group_ids__contains=[member.unit_id]) | Q(Exists(said))
    )


class AgendaItem(models.Model):
    """
    One dossier on an agenda, with the rule it is voted by and, once counted, what came of it.

    The subject is a generic key: councils know no other app. A counted item never changes
    again; a trigger sees to it.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    credit = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    summary = models.JSONField(default=list)
    subject_member_ids = ArrayField(models.BigIntegerField(), default=list)
    subject_group_ids = ArrayField(models.BigIntegerField(), default=list)
    pass_percent = models.DecimalField(max_digits=5, decimal_places=2)
    denominator = models.CharField(max_length=12, choices=Denominator)
    secret = models.BooleanField(default=False)
    conflicted_leave = models.BooleanField(default=True)
    rule_basis = models.CharField(max_length=300, blank=True)
    rule_certainty = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, choices=ItemOutcome, default=ItemOutcome.WAITING)
    voting_opened_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    yes_count = models.PositiveSmallIntegerField(null=True)
    no_count = models.PositiveSmallIntegerField(null=True)
    blank_count = models.PositiveSmallIntegerField(null=True)
    denominator_count = models.PositiveSmallIntegerField(null=True)
    needed_count = models.PositiveSmallIntegerField(null=True)
    sheet_count = models.PositiveSmallIntegerField(default=0)
    mean_points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    median_points = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    spread_points = models.PositiveSmallIntegerField(null=True)
    reasons = models.JSONField(default=list)
    ballot_digest = models.CharField(max_length=64, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "subject_type", "subject_id"], name="item_once_per_session"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], name="item_waits_in_one_session", condition=Q(outcome="waiting")
            ),
            models.CheckConstraint(condition=Q(pass_percent__gt=0, pass_percent__lte=100), name="item_pass_in_range"),
            models.CheckConstraint(
                condition=Q(counted_at__isnull=True, outcome__in=("waiting", "removed"))
                | Q(
                    counted_at__isnull=False,
                    outcome__in=("passed", "failed"),
                    yes_count__isnull=False,
                    no_count__isnull=False,
                    blank_count__isnull=False,
                    denominator_count__isnull=False,
                ),
                name="item_counted_has_result",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "position", "id"], name="item_of_session"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="item_of_subject"),
        ]

    @property
    def unit_id(self) -> int:
        return self.session.unit_id

    @property
    def rule(self) -> VoteRule:
        return VoteRule(
            percent=self.pass_percent,
            denominator=self.denominator,
            secret=self.secret,
            basis=self.rule_basis,
            certainty=self.rule_certainty,
            conflicted_leave=self.conflicted_leave,
        )

    @property
    def is_voting(self) -> bool:
        return self.voting_opened_at is not None and self.counted_at is None

    @property
    def is_counted(self) -> bool:
        return self.counted_at is not None


class ConflictOfInterest(models.Model):
    """What one member said, or the portal found, about their interest in one dossier."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="conflicts")
    seat = models.ForeignKey("councils.Seat", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ConflictKind)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="conflict_once")]
        indexes = [models.Index(fields=["seat", "item"], name="conflict_of_seat")]


class Minutes(models.Model):
    """The minutes of a session: ``facts`` come from the records, ``body`` is what the secretary adds."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="minutes")
    council = models.ForeignKey("councils.Council", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    body = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    chair_signed_at = models.DateTimeField(null=True)
    chair_signed_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")
    secretary_signed_at = models.DateTimeField(null=True)
    secretary_signed_by = models.ForeignKey("units.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "year", "number"], name="minutes_number_once")]

    @property
    def unit_id(self) -> int:
        return self.session.unit_id

    @property
    def symbol(self) -> str:
        """Number and symbol as printed: 05/BB-HĐSK."""
        return f"{self.number:02d}/BB-{self.council.suffix}"

    @property
    def is_signed(self) -> bool:
        return self.chair_signed_at is not None and self.secretary_signed_at is not None
