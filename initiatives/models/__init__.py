"""Initiatives, their authors, versions, papers and recognitions."""

from initiatives.models.initiative import Initiative, InitiativeQuerySet
from initiatives.models.parts import Attachment, Author, InitiativeVersion, Recognition
from initiatives.models.settings import Limit, ProgrammeWindow

__all__ = [
    "Attachment",
    "Author",
    "Initiative",
    "InitiativeQuerySet",
    "InitiativeVersion",
    "Limit",
    "ProgrammeWindow",
    "Recognition",
]
