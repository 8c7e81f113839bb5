"""The kept totals a commendation moves (indicators E01–E14), in the transaction that decides it."""

from awards.enums import Merit
from awards.models import AwardRecord
from units.enums import Gender
from units.services import add_to_tally

# Persons commended, and among them direct workers, women and managers: the parts of three shares.
PERSONS, DIRECT, WOMEN, MANAGERS = "E12M", "E12", "E13", "E14"
EXTRAORDINARY = "E11"


def count_award(record: AwardRecord, *, sign: int = 1) -> None:
    """Add one award to the totals of the month of its decision; ``sign`` -1 takes it back."""
    if record.decided_on is None:
        return
    for indicator in indicators_of(record):
        add_to_tally(record.unit_id, indicator, on=record.decided_on, amount=sign)


def indicators_of(record: AwardRecord) -> list[str]:
    """Return every total this award belongs to, in one order for all: locks are taken as they come."""
    found = [record.award_type.indicator] if record.award_type.indicator else []
    if record.merit == Merit.EXTRAORDINARY:
        found.append(EXTRAORDINARY)
    person = record.member
    if person is not None:
        found.append(PERSONS)
        found += [DIRECT] if person.is_direct_worker else []
        found += [WOMEN] if person.gender == Gender.FEMALE else []
        found += [MANAGERS] if person.is_manager else []
    return sorted(found)
