"""The demo's commendations: a register of old awards, a published decision, and dossiers in every state."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from awards.demo.now import tell_now
from awards.demo.register import import_history, note_ratings
from awards.demo.teller import Teller
from awards.demo.year_2025 import tell_extraordinary, tell_year_2025
from awards.services import load_catalogue
from units.models import User


@transaction.atomic
def load_demo(*, at: datetime, accounts: Mapping[str, User]) -> None:
    """Load the catalogue, the register and the stories; ``accounts`` are the demo's people by union code."""
    load_catalogue(at=at)
    import_history(at=at)
    teller = Teller(accounts, at)
    note_ratings(teller)
    tell_year_2025(teller)
    tell_extraordinary(teller)
    tell_now(teller)
