"""The demo's initiatives: fifty from the register, and a dozen told step by step."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from initiatives.demo.council import tell_councils
from initiatives.demo.history import import_initiatives, note_programme_windows
from initiatives.demo.people import Staff
from initiatives.demo.story import tell_stories
from initiatives.demo.teller import teller_of
from initiatives.services import load_catalogue
from units.models import User


@transaction.atomic
def load_demo(*, at: datetime, accounts: Mapping[str, User]) -> None:
    """
    Load initiatives in every state; ``accounts`` are the demo's people by union code, ``at`` is today.

    Authors who are not among them are invented members of the unit, with codes from NV-101 on.
    """
    load_catalogue(at=at)
    note_programme_windows()
    staff = Staff(accounts, at=at)
    import_initiatives(staff, at=at)
    teller = teller_of(staff, at=at)
    tell_stories(teller)
    tell_councils(teller)
