"""The initiative itself."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from councils.selectors import subjects_open_to
from initiatives.enums import BADGES, InitiativeState, Scope, SolutionKind
from initiatives.rules import READERS, RECOGNISED
from portal.core.search import FoldedVector
from portal.core.workflow import Stateful
from units.models import BranchQuerySet, BranchRecord

WAITING = (
    InitiativeState.SUBMITTED,
    InitiativeState.RECEIPT_CHECK,
    InitiativeState.ACCEPTED,
    InitiativeState.UNDER_REVIEW,
)


class InitiativeQuerySet(BranchQuerySet):
    def handed_in(self) -> "InitiativeQuerySet":
        """Those that were submitted, whatever became of them since."""
        return self.filter(submitted_at__isnull=False)

    def recognised(self) -> "InitiativeQuerySet":
        return self.filter(state__in=RECOGNISED)

    def written_by(self, actor: Any) -> "InitiativeQuerySet":
        """Those ``actor`` is an author of, or entered for someone; two short lists, not a walk over all rows."""
        entered = Initiative.objects.filter(drafted_by=actor).values("pk")
        if actor.member_id is None:
            return self.filter(pk__in=entered)
        return self.filter(pk__in=_made_by(actor).union(entered))

    def visible_to(self, actor: Any) -> "InitiativeQuerySet":
        """
        Those ``actor`` may open: their own, those handed in in their branches, those their council is to
        read, and recognised ones (of a confidential one only its title and effect).
        """
        condition = Q(state__in=RECOGNISED) | Q(drafted_by=actor) | _branches_of(actor, READERS)
        if actor.member_id is not None:
            condition |= Q(pk__in=_made_by(actor))
            condition |= Q(pk__in=subjects_open_to(actor, self.model._meta.label_lower))
        return self.filter(condition)

    def in_branches_of(self, actor: Any, *roles: str) -> "InitiativeQuerySet":
        """As :meth:`BranchQuerySet.in_branches_of`; a draft is nobody's business but its authors'."""
        return self.filter(_branches_of(actor, roles or READERS))


def _made_by(actor: Any) -> models.QuerySet[Any, Any]:
    """The ids of the initiatives the member behind ``actor`` is an author of."""
    authors: Any = Initiative._meta.get_field("authors").related_model
    made: models.QuerySet[Any, Any] = authors._default_manager.filter(member=actor.member_id).values("initiative")
    return made


def _branches_of(actor: Any, roles: Iterable[str]) -> Q:
    """
    Handed in in a branch where ``actor`` holds one of ``roles``.

    Said on the row itself: as a list of ids it would be the whole branch, read for every page.
    """
    handed_in = Q(submitted_at__isnull=False)
    condition = Q(pk__in=[])
    for held in actor.assignments:
        if held.role in roles:
            # The branch of the confederation has no condition of its own: it is everything.
            condition |= held.on_records() & handed_in
    return condition


class Initiative(BranchRecord, Stateful):
    """
    One solution, submitted once, with one code wherever it is used.

    Three amounts by three people: claimed by the author, verified by someone else,
    recognised by decision. Only the last one is counted anywhere.
    """

    code = models.CharField(max_length=30, blank=True)
    title = models.TextField(blank=True)
    known_situation = models.TextField(blank=True)
    solution = models.TextField(blank=True)
    novelty = models.TextField(blank=True)
    kind = models.CharField(max_length=30, choices=SolutionKind, blank=True)
    field = models.CharField(max_length=80, blank=True)
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, null=True, related_name="initiatives")
    lead = models.ForeignKey("units.Member", models.PROTECT, related_name="led_initiatives")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_names = models.CharField(max_length=600, blank=True)
    first_applied_on = models.DateField(null=True)
    has_value = models.BooleanField(default=True)
    claimed_value_vnd = models.BigIntegerField(null=True)
    value_basis = models.TextField(blank=True)
    verified_value_vnd = models.BigIntegerField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verify_note = models.TextField(blank=True)
    recognised_value_vnd = models.BigIntegerField(null=True)
    recognised_on = models.DateField(null=True)
    social_benefit = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    scope = models.CharField(max_length=12, choices=Scope, default=Scope.BASE)
    state = models.CharField(max_length=20, choices=InitiativeState, default=InitiativeState.DRAFT)
    saved_at = models.DateTimeField(null=True)
    # Which open page saved last: that page may save again, however late the answer to its last save comes.
    saved_page = models.CharField(max_length=32, blank=True)
    submitted_at = models.DateTimeField(null=True)
    answer_due_on = models.DateField(null=True)
    return_reason = models.TextField(blank=True)
    return_due_on = models.DateField(null=True)
    return_count = models.PositiveSmallIntegerField(default=0)
    sketch = ArrayField(models.IntegerField(), default=list)
    # The union that checks and recognises it, as one column for the queue of its officials.
    owner_key = models.GeneratedField(
        expression=Coalesce(F("grassroots"), F("unit")), output_field=models.BigIntegerField(), db_persist=True
    )
    search = models.GeneratedField(
        expression=FoldedVector(F("code"), F("title"), F("author_names")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="initiative_code_once", condition=~Q(code="")),
            models.CheckConstraint(
                condition=Q(state__in=[InitiativeState.DRAFT, InitiativeState.WITHDRAWN])
                | (Q(submitted_at__isnull=False) & ~Q(code="")),
                name="initiative_handed_in_has_code",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*sorted(RECOGNISED), InitiativeState.REVOKED]) | Q(recognised_on__isnull=False),
                name="initiative_recognised_has_day",
            ),
            models.CheckConstraint(
                condition=(Q(claimed_value_vnd__isnull=True) | Q(claimed_value_vnd__gte=0))
                & (Q(verified_value_vnd__isnull=True) | Q(verified_value_vnd__gte=0)),
                name="initiative_values_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(recognised_value_vnd__isnull=True)
                | Q(recognised_value_vnd__lte=F("verified_value_vnd"), recognised_value_vnd__gt=0),
                name="initiative_recognised_was_verified",
            ),
            models.CheckConstraint(
                condition=Q(verified_value_vnd__isnull=True, verified_at__isnull=True)
                | Q(verified_value_vnd__isnull=False, verified_at__isnull=False),
                name="initiative_verified_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-submitted_at", "-id"], name="initiative_all", condition=Q(submitted_at__isnull=False)
            ),
            models.Index(fields=["province", "-submitted_at", "-id"], name="initiative_province"),
            models.Index(fields=["upper", "-submitted_at", "-id"], name="initiative_upper"),
            models.Index(fields=["grassroots", "-submitted_at", "-id"], name="initiative_grassroots"),
            models.Index(fields=["campaign", "-submitted_at", "-id"], name="initiative_campaign"),
            models.Index(fields=["province", "state", "-submitted_at", "-id"], name="initiative_province_state"),
            models.Index(fields=["state", "-submitted_at", "-id"], name="initiative_state"),
            models.Index(
                fields=["-recognised_on", "-id"], name="initiative_library", condition=Q(state__in=RECOGNISED)
            ),
            models.Index(
                fields=["owner_key", "answer_due_on"], name="initiative_queue", condition=Q(state__in=WAITING)
            ),
            GinIndex(fields=["search"], name="initiative_search"),
            GinIndex(fields=["sketch"], name="initiative_sketch"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    @property
    def state_label(self) -> str:
        """The state in words, for lists: ``get_state_display`` reads every label of the enum anew for each row."""
        return str(InitiativeState(self.state).label)

    @property
    def badge(self) -> str:
        return BADGES.get(InitiativeState(self.state), "closed")

    @property
    def owner_id(self) -> int:
        """The union that checks it and recognises it at the base."""
        return int(self.grassroots_id or self.unit_id)

    @property
    def owner(self) -> Any:
        return self.grassroots or self.unit

    @property
    def author_ids(self) -> set[int]:
        """The members who made it; without a query when the authors were fetched with it."""
        return {author.member_id for author in self.authors.all()}

    @property
    def recognising_unit_id(self) -> int | None:
        """The unit of the latest recognition in force."""
        in_force = [row for row in self.recognitions.all() if row.revoked_on is None]
        return max(in_force, key=lambda row: row.pk).unit_id if in_force else None
