"""What is timed: a job is called with the number of its turn."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.test import Client

from units.models import User

ONE_ROW = "Floor: one row by key, not signed in"
FIFTY_ROWS = "Floor: 50 rows by index, signed in"
PLAIN_FORM = "Floor: a ModelForm inserts one row, signed in"
ONE_STATEMENT = "Floor: a month of a province's branches summed in one statement, per report"
ROUNDS = 60


def _nothing(_turn: int) -> None:
    """Most jobs need nothing made ready."""


@dataclass(frozen=True)
class Job:
    """
    One row of the table.

    :param floor: the name of the job it is compared with
    :param ready: called before each turn, not timed
    :param parts: how many things one turn makes; times are given for one of them
    """

    name: str
    call: Callable[[int], None]
    floor: str = FIFTY_ROWS
    ready: Callable[[int], None] = _nothing
    rounds: int = ROUNDS
    parts: int = 1


def client_of(code: str) -> Client:
    """Return a browser in which the person of ``code`` is signed in."""
    client = Client()
    client.force_login(User.objects.get(username=code))
    return client


def page(client: Client, url: str, **query: str) -> Callable[[int], None]:
    """Return the job of opening one page."""
    address = f"{url}?{urlencode(query)}" if query else url

    def open_it(_turn: int) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return open_it
