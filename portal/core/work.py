"""One line of “Việc của tôi”: what waits for a person, until when, and the one verb that moves it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Work:
    """
    Something that waits for the person who reads it.

    ``legal`` marks a verb that binds (sign, issue): its button is red.
    """

    title: str
    detail: str
    url: str
    verb: str
    due_on: date | None = None
    legal: bool = False
