"""Who plays, what the clock says, and what is handed from chapter to chapter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied

from portal.core.errors import DomainError
from units.models import User

CODES = {
    "yen": "NV-018",  # emulation officer of the province
    "mai": "NV-020",  # vice president: approves the campaign
    "tuyen": "NV-019",  # president: launches, signs, chairs the award council
    "kha": "NV-021",  # head of the board: appraises, secretary of the councils
    "huy": "NV-023",  # clerk
    "hanh": "NV-001",  # member, author
    "luc": "NV-002",  # member, co-author
    "nam": "NV-042",  # officer of the grassroots union, secretary of its council
    "huong": "NV-041",  # president of the grassroots union
    "tlr": "NV-053",  # officer of the confederation
}


class StoryError(Exception):
    """A step did not leave what it should have."""


@dataclass
class Cast:
    """The people by short name, the moment, and the records of the story so far."""

    at: datetime
    say: Callable[[str], None]
    people: dict[str, User] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = {
            user.username: user for user in User.objects.filter(username__in=CODES.values()).select_related("member")
        }
        self.people = {name: found[code] for name, code in CODES.items()}

    def __getattr__(self, name: str) -> Any:
        if name in CODES:
            return self.people[name]
        raise AttributeError(name)

    def wait(self, **gap: float) -> None:
        """Let time pass."""
        self.at += timedelta(**gap)

    def step(self, words: str) -> None:
        """Say what was done."""
        self.say(f"  {self.at:%d/%m/%Y %H:%M}  {words}")

    def chapter(self, words: str) -> None:
        self.say(words)

    def check(self, holds: bool, words: str) -> None:
        """
        Pass if ``holds``.

        :raises StoryError: naming what does not hold
        """
        if not holds:
            raise StoryError(words)

    def refused(self, job: Callable[[], Any], words: str) -> None:
        """
        Pass if ``job`` is refused, and say with which sentence.

        :raises StoryError: if it went through
        """
        try:
            job()
        except (DomainError, PermissionDenied) as refusal:
            self.step(f"{words} → bị từ chối: {refusal}")
            return
        raise StoryError(f"{words}: lẽ ra phải bị từ chối")
