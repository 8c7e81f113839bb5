"""The kept totals an initiative moves (indicators C01–C13), each in the transaction of its step."""

from datetime import date

from campaigns.services import add_to_campaign
from initiatives.enums import Scope, SolutionKind
from initiatives.models import Author, Initiative, Recognition
from initiatives.rules import RECOGNISED
from units.services import add_to_tally

IN_CAMPAIGN = frozenset({"C01", "C02", "C06", "C07"})
SCOPE_INDICATORS = {Scope.PROVINCE: "C03", Scope.NATION: "C04"}


def count_in(initiative: Initiative, indicator: str, *, on: date, amount: int = 1) -> None:
    """Add to a total of the initiative's own unit and, where campaigns keep it, of its campaign."""
    if not amount:
        return
    add_to_tally(initiative.unit_id, indicator, on=on, amount=amount)
    if initiative.campaign_id is not None and indicator in IN_CAMPAIGN:
        add_to_campaign(initiative.campaign_id, initiative.unit_id, indicator, amount=amount)


def count_recognition(initiative: Initiative, recognition: Recognition, *, sign: int = 1) -> None:
    """Add one recognition to the totals of the month of its decision; ``sign`` -1 takes it back."""
    on = recognition.decided_on
    if recognition.scope != Scope.BASE:
        count_in(initiative, SCOPE_INDICATORS[Scope(recognition.scope)], on=on, amount=sign)
        return
    count_in(initiative, "C02", on=on, amount=sign)
    if recognition.value_vnd:
        count_in(initiative, "C06", on=on, amount=sign)
        count_in(initiative, "C07", on=on, amount=sign * recognition.value_vnd)
    if initiative.kind == SolutionKind.RESEARCH:
        count_in(initiative, "C12", on=on, amount=sign)
    for indicator, number in _new_authors(initiative, on.year).items():
        count_in(initiative, indicator, on=on, amount=sign * number)


def _new_authors(initiative: Initiative, year: int) -> dict[str, int]:
    """Count its authors (C09), of them women (C09N) and direct workers (C09T), who have no other one that year."""
    authors = {author.member_id: author.member for author in initiative.authors.select_related("member")}
    others = Author.objects.filter(
        member__in=authors, initiative__state__in=RECOGNISED, initiative__recognised_on__year=year
    ).exclude(initiative=initiative)
    for member_id in others.values_list("member_id", flat=True):
        authors.pop(member_id, None)
    people = list(authors.values())
    return {
        "C09": len(people),
        "C09N": sum(person.gender == "nữ" for person in people),
        "C09T": sum(person.is_direct_worker for person in people),
    }


def count_failure(initiative: Initiative, *, on: date) -> None:
    """Count one that was sent back or did not pass (C13), each initiative once."""
    if not initiative.return_count:
        count_in(initiative, "C13", on=on)
