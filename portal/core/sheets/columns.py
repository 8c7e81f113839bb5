"""What a kind of spreadsheet is: its columns, how its rows are checked, how they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from portal.core.search import words
from portal.core.sheets.values import Options, Parser

if TYPE_CHECKING:
    from portal.core.sheets.stage import Stage

SqlType = Literal["text", "date", "integer", "bigint", "numeric", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of a kind of spreadsheet. Its words are Vietnamese whoever reads: a file fits every reader.

    ``now`` is the SQL of the value on record, in the words of the kind's ``present``; without it the cell is
    read and compared with nothing. ``options`` (value to label) becomes a list to choose from.
    """

    name: str
    title: str
    parse: Parser
    example: str = ""
    help: str = ""
    required: bool = False
    sql: SqlType = "text"
    now: str = ""
    options: Options | None = None
    width: float = 18
    personal: bool = False
    compared: bool = True  # False: shown and exported, but not what the file changes
    listed: Options | None = None  # codes to look up (code to name) on the page of lists

    @property
    def key(self) -> tuple[str, ...]:
        """What a heading is known by, whatever its case, accents and spaces."""
        return tuple(words(self.title))


@dataclass(frozen=True, slots=True)
class SheetKind:
    """
    A kind of spreadsheet: what an app can read and write.

    ``present`` is the FROM of what is on record, ``key`` the id in it, ``within`` the column that holds the
    path of the row's unit: from them come comparing, previews and exports. ``check`` finds for each row of
    the stage the record it is about (``target``) and what is wrong; ``judge`` refuses rows that would change what is
    on record, without it all changes are written; ``write`` puts the good ones down in the caller's transaction.
    """

    name: str
    title: Any
    noun: Any
    permission: str
    columns: Sequence[Column]
    present: str
    key: str
    within: str
    order: str
    check: Callable[[Stage], None]
    write: Callable[[Stage, Any, datetime], None]
    sentences: Mapping[str, Any] = field(default_factory=dict)
    export_permission: str = ""
    partial: bool = True
    judge: Callable[[Stage], None] | None = None
    about: Any = ""
    rules: Sequence[str] = ()

    def column(self, name: str) -> Column | None:
        """Return the column called ``name``; None for what concerns a row as a whole."""
        return next((column for column in self.columns if column.name == name), None)


@cache
def sheet_kind(name: str) -> SheetKind:
    """Return the kind called ``app.noun``; each app lists its own in ``<app>/sheets.py`` as ``SHEETS``."""
    app = name.partition(".")[0]
    kinds: dict[str, SheetKind] = import_module(f"{app}.sheets").SHEETS
    return kinds[name]
