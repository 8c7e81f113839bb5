"""The dated rules and rubrics in force on a day."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from councils.models import CouncilRule, Rubric
from councils.voting import VoteRule
from portal.core.errors import DomainError


def rule_on(code: str, day: date) -> CouncilRule:
    """
    Return the rule ``code`` (quorum, initiative, union_award, award_council_size) in force on ``day``.

    :raises DomainError: if the catalogue holds none for that day
    """
    found: CouncilRule | None = CouncilRule.objects.in_force(day).filter(code=code).order_by("-valid_from").first()
    if found is None:
        raise DomainError(
            _("Danh mục chưa có quy định “%(code)s” cho ngày %(day)s. Hãy nhờ quản trị bổ sung danh mục Hội đồng.")
            % {"code": code, "day": f"{day:%d/%m/%Y}"}
        )
    return found


def vote_rule_on(code: str, day: date) -> VoteRule:
    """
    Return how a dossier of the kind ``code`` is voted on ``day``.

    :raises DomainError: as :func:`rule_on`
    """
    row = rule_on(code, day)
    return VoteRule(
        percent=row.value, denominator=row.denominator, secret=row.secret, basis=row.basis, certainty=row.certainty
    )


def rubric_on(code: str, day: date) -> Rubric | None:
    """Return the edition of a rubric in force on ``day``."""
    found: Rubric | None = Rubric.objects.in_force(day).filter(code=code).order_by("-valid_from").first()
    return found


def rubrics_on(day: date) -> QuerySet[Rubric]:
    """Return the rubrics in force on ``day``, by name."""
    rubrics: QuerySet[Rubric] = Rubric.objects.in_force(day).order_by("name", "pk")
    return rubrics
