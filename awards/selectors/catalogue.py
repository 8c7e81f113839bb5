"""The catalogue as its pages show it."""

from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from awards.eligibility import Law
from awards.enums import AwardKind
from awards.models import AwardRule, AwardSetting, AwardType, BaseSalary, QuotaRule
from awards.selectors.law import papers_for
from awards.selectors.prizes import prize_of


def groups_of(*, on: date) -> list[tuple[str, list[AwardType]]]:
    """Return the awards in force, titles and forms apart, each by level and name."""
    order = list(AwardKind.values)
    rows = sorted(AwardType.objects.in_force(on), key=lambda row: (order.index(row.kind), row.level, row.name, row.pk))
    return [
        (str(found[0].get_kind_display()), found)
        for found in (list(group) for _kind, group in groupby(rows, lambda row: row.kind))
    ]


def numbers_in_force(*, on: date) -> dict[str, Any]:
    """Return the base salary and the days of the procedure in force."""
    return {
        "salary": BaseSalary.objects.in_force(on).order_by("-valid_from").first(),
        "settings": list(AwardSetting.objects.in_force(on).filter(unit__isnull=True).order_by("code")),
    }


def versions_of(award_type: AwardType) -> QuerySet[AwardType]:
    """Return every version of an award, the oldest first."""
    return AwardType.objects.filter(series=award_type.series).order_by("valid_from", "pk")


def rules_of(award_type: AwardType, *, on: date) -> dict[str, Any]:
    """Return what the law says of an award on a day."""
    own = Q(award_type=award_type)
    rules = AwardRule.objects.in_force(on).filter(own | Q(award_type__isnull=True))
    return {
        "rules": list(rules.filter(own).order_by("position", "pk")),
        "general": list(rules.exclude(own).order_by("code")),
        "quotas": list(QuotaRule.objects.in_force(on).filter(family=award_type.family).order_by("code")),
        "vote": Law.read().vote_rule(award_type.family, "", on),
        "papers": papers_for(award_type, merit="", on=on),
        "prize": prize_of(award_type, on=on),
    }
