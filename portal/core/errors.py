"""Refusals that a person is to read."""

from collections.abc import Sequence
from typing import Any


class DomainError(Exception):
    """
    A job was refused; nothing was changed.

    :param message: a whole sentence in the reader's words: what is wrong and what to do
    :param field: the form field it belongs to, None for the form as a whole
    """

    def __init__(self, message: object, *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = str(message)
        self.field = field


class PartsMissing(DomainError):
    """Several things are wrong at once: ``parts`` maps each field to its sentence."""

    def __init__(self, parts: dict[str, Any]) -> None:
        super().__init__(" ".join(str(sentence) for sentence in parts.values()))
        self.parts = {field: str(sentence) for field, sentence in parts.items()}


class StaleError(DomainError):
    """
    The record changed after the page was made; nothing was changed.

    ``mine`` and ``theirs`` are pairs (label, text) for the page that shows both.
    """

    def __init__(
        self,
        message: object,
        *,
        mine: Sequence[tuple[str, str]] = (),
        theirs: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs
