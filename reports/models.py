"""Indicators, when reports are due, and the reports themselves."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.periods import MONTHS, Period, PeriodKind
from portal.core.workflow import Stateful
from reports.enums import Certainty, NarrativePart, ReportForm, ReportState, Source
from reports.states import OPEN
from units.enums import BUSINESS_ROLES
from units.models import BranchQuerySet, BranchRecord


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, day: Any) -> "DatedQuerySet":
        """The rows that hold on ``day``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Indicator(models.Model):
    """
    One figure of the reports, as it is defined from ``valid_from`` on.

    ``formula`` of a ratio is ``{"top": {code: weight}, "bottom": {code: weight}, "percent": bool}``, whose
    codes may be totals that are no indicator themselves; of a count of units it names what is counted;
    of a share of a target it names the figure that has one.
    """

    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit_of_measure = models.CharField(max_length=40)
    group = models.CharField(max_length=40)
    breakdowns = models.CharField(max_length=200, blank=True)
    definition = models.CharField(max_length=400, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    formula = models.JSONField(default=dict)
    cadence = models.CharField(max_length=40)
    asked_from = models.CharField(max_length=10, choices=PeriodKind)
    lower_is_better = models.BooleanField(default=False)
    certainty = models.CharField(max_length=10, choices=Certainty)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="indicator_once")]

    @property
    def label(self) -> str:
        """The name in the reader's language; papers print the Vietnamese ``name``."""
        return self.name_en if (get_language() or "").startswith("en") else self.name

    @property
    def is_money(self) -> bool:
        return self.unit_of_measure == "đồng"

    @property
    def is_percent(self) -> bool:
        return self.unit_of_measure == "%"

    def is_asked_in(self, kind: str) -> bool:
        """Whether a unit fills this in for a period of ``kind``: a monthly figure is also a yearly one."""
        return MONTHS[PeriodKind(kind)] >= MONTHS[PeriodKind(self.asked_from)]


class ReportSchedule(models.Model):
    """Which report is due for which periods: dated data with its basis, like every number of the law."""

    form = models.CharField(max_length=20, choices=ReportForm)
    period_kind = models.CharField(max_length=10, choices=PeriodKind)
    earliest_on = models.DateField()
    due_days = models.PositiveSmallIntegerField()
    deepest_level = models.PositiveSmallIntegerField()
    may_miss_units = models.BooleanField(default=True)
    basis = models.CharField(max_length=300)
    certainty = models.CharField(max_length=10, choices=Certainty)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "period_kind", "valid_from"], name="report_schedule_once")
        ]


class ReportQuerySet(BranchQuerySet):
    def visible_to(self, actor: Any) -> "ReportQuerySet":
        """Own units' reports; from the branch below, only what was handed in: an unfinished figure is nobody else's."""
        own = Q(unit__in=actor.acting_units(*BUSINESS_ROLES))
        branch: ReportQuerySet = self.in_branches_of(actor).filter(own | ~Q(state=ReportState.COLLECTING))
        return branch

    def in_force(self) -> "ReportQuerySet":
        """Without the editions that a locked correction has replaced."""
        return self.filter(superseded_at__isnull=True)


class Report(Stateful, BranchRecord):
    """
    What one unit reports for one period to the unit above it.

    ``figures`` and ``previous`` (the same period a year before) are the figures of the whole
    branch by indicator code; ``typed`` is only what the unit itself filled in, so that a branch
    adds up each number once. ``missing``, ``series``, ``by_child`` and ``targets`` are frozen by the signature.
    """

    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.COLLECTING)
    receiver = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=20, choices=ReportForm)
    period_kind = models.CharField(max_length=10, choices=PeriodKind)
    start_on = models.DateField()
    end_on = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    typed = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    series = models.JSONField(default=dict)
    targets = models.JSONField(default=dict)
    by_child = models.JSONField(default=list)
    narrative = models.JSONField(default=dict)
    built_at = models.DateTimeField(null=True)
    presented_at = models.DateTimeField(null=True)
    presented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True)
    correction_reason = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period_kind", "start_on", "form", "edition"], name="report_once"),
            models.CheckConstraint(condition=Q(end_on__gt=F("start_on")), name="report_period_in_order"),
            models.CheckConstraint(
                condition=Q(built_at__isnull=False, signed_at__isnull=False)
                | ~Q(state__in=[ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.LOCKED]),
                name="report_sent_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(correction_reason=""), name="report_correction_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-start_on", "-id"], name="report_of_unit"),
            models.Index(fields=["receiver", "-start_on", "-id"], name="report_to_receiver"),
            models.Index(fields=["receiver", "period_kind", "start_on"], name="report_children"),
            models.Index(fields=["created_at"], name="report_unbuilt", condition=Q(built_at__isnull=True)),
            models.Index(fields=["unit", "due_on"], name="report_open", condition=Q(state__in=sorted(OPEN))),
            models.Index(
                fields=["receiver", "due_on"],
                name="report_waiting",
                condition=Q(state__in=[ReportState.CORRECTED, ReportState.SUBMITTED]),
            ),
        ]

    @property
    def period(self) -> Period:
        return Period(self.start_on, self.end_on, PeriodKind(self.period_kind))

    @property
    def title(self) -> str:
        """The heading of the paper: an interim review for six months, a final one for a year or a term."""
        names = {
            PeriodKind.HALF_YEAR: _("Báo cáo sơ kết phong trào thi đua và công tác khen thưởng %(period)s"),
            PeriodKind.YEAR: _("Báo cáo tổng kết phong trào thi đua và công tác khen thưởng %(period)s"),
            PeriodKind.TERM: _("Báo cáo tổng kết phong trào thi đua và công tác khen thưởng %(period)s"),
        }
        usual = _("Báo cáo phong trào thi đua và công tác khen thưởng %(period)s")
        return names.get(PeriodKind(self.period_kind), usual) % {"period": self.period.label}

    @property
    def needed_parts(self) -> tuple[NarrativePart, ...]:
        """What must be written before this report is signed: a review judges, a month only counts."""
        review = MONTHS[PeriodKind(self.period_kind)] >= MONTHS[PeriodKind.HALF_YEAR]
        return (NarrativePart.STRENGTHS, NarrativePart.SHORTCOMINGS, NarrativePart.PLAN) if review else ()

    @property
    def is_open(self) -> bool:
        """Whether the unit may still write in it; writing in a signed correction takes the signature back."""
        return self.state in OPEN
