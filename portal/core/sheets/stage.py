"""
The rows of one file in a table of this connection: parsed as they stream in, checked and compared by SQL.

The table is temporary: whatever becomes of the process, nothing of it is left.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from portal.core.sheets.columns import Column, SheetKind
from portal.core.sheets.reading import Row, Table
from portal.core.sheets.values import Mended, WrongCell, tidy

CHUNK = 5000
MOST_WRONG = 20_000  # a file with more wrong cells is the wrong file
NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one row; ``kind`` groups the same faults, ``choices`` lets a person decide."""

    row: int
    column: str
    kind: str
    value: str
    message: str
    choices: list[dict[str, Any]] = field(default_factory=list)


class Stage:
    """
    The rows of a file while they are checked: ``sheet_stage`` (row, bad, action, target, the columns).

    ``scope`` is the unit in whose branch everything has to lie, ``decisions`` what a person has answered
    (row number to answer).
    """

    def __init__(self, kind: SheetKind, *, scope: Any, actor: Any, decisions: dict[str, str]) -> None:
        self.kind, self.scope, self.actor, self.decisions = kind, scope, actor, decisions
        self.parsed: list[Problem] = []
        self.mended: Counter[str] = Counter()
        self.rows = 0
        self.cut_short = False

    def open(self) -> None:
        """Make the empty table."""
        self.close()
        columns = "".join(f', "{column.name}" {column.sql}' for column in self.kind.columns)
        self.run(
            "CREATE TEMP TABLE sheet_stage (row integer PRIMARY KEY, bad boolean NOT NULL DEFAULT false, action text,"
            " target bigint, answer text, unit_id bigint, grassroots_id bigint, upper_id bigint, province_id bigint"
            + columns
            + ")"
        )
        self.run(
            "CREATE TEMP TABLE sheet_wrong (id serial, row integer NOT NULL, col text NOT NULL, kind text NOT NULL,"
            " value text NOT NULL, detail text NOT NULL, choices jsonb NOT NULL)"
        )

    def close(self) -> None:
        self.run("DROP TABLE IF EXISTS sheet_stage, sheet_wrong")

    def run(self, sql: str, params: dict[str, Any] | None = None) -> int:
        """Run one statement; return how many rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return int(cursor.rowcount)

    def fetch(self, sql: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def load(self, table: Table) -> Iterator[int]:
        """Parse the rows of ``table`` and copy them in; yield after each chunk how many were read."""
        slots = [(table.places.get(column.name), column) for column in self.kind.columns]
        lines = self._lines(table.rows, slots)
        names = ", ".join(f'"{column.name}"' for column in self.kind.columns)
        while chunk := "".join(islice(lines, CHUNK)):
            with connection.cursor() as cursor:
                cursor.copy_expert(f"COPY sheet_stage (row, bad, answer, {names}) FROM STDIN", io.StringIO(chunk))
            yield self.rows
        self.run("ANALYZE sheet_stage")

    def _lines(self, rows: Iterator[tuple[int, Row]], slots: Sequence[tuple[int | None, Column]]) -> Iterator[str]:
        for number, row in rows:
            cells = [row[place] if place is not None and place < len(row) else None for place, _column in slots]
            if not any(cell not in (None, "") for cell in cells):
                continue
            if len(self.parsed) >= MOST_WRONG:
                self.cut_short = True
                return
            self.rows += 1
            before = len(self.parsed)
            values = [self._value(number, column, cell) for cell, (_place, column) in zip(cells, slots, strict=True)]
            bad = "t" if len(self.parsed) > before else "f"
            answer = _copied(self.decisions.get(str(number)))
            yield f"{number}\t{bad}\t{answer}\t" + "\t".join(values) + "\n"

    def _value(self, number: int, column: Column, cell: Any) -> str:
        if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
            if column.required:
                sentence = _("Cột “%(name)s” bắt buộc có. Hãy điền.") % {"name": column.title}
                self.parsed.append(Problem(number, column.name, "empty", "", sentence))
            return NULL
        try:
            value = column.parse(cell)
        except WrongCell as wrong:
            self.parsed.append(Problem(number, column.name, "cell", tidy(cell)[:200], str(wrong)))
            return NULL
        if isinstance(value, Mended):
            self.mended[value.how] += 1
            value = value.value
        return _copied(value)

    def flag(self, kind: str, column: str, sql: str, params: dict[str, Any] | None = None) -> None:
        """
        Note what is wrong: ``sql`` goes on after FROM sheet_stage s, and names what it found as ``detail``.

        The sentence is ``kind``'s in the kind's ``sentences``; rows whose cells are wrong already are left out.
        """
        detail, _comma, rest = sql.partition(" FROM ")
        detail, _comma, choices = detail.partition(" CHOICES ")
        shown = f"coalesce(s.\"{column}\"::text, '')" if column else "''"
        self.run(
            "INSERT INTO sheet_wrong (row, col, kind, value, detail, choices)"
            f" SELECT s.row, %(col)s, %(kind)s, {shown}, coalesce(({detail})::text, ''),"
            f" {choices or 'jsonb_build_array()'} FROM {rest}",
            {"col": column, "kind": kind} | (params or {}),
        )

    def settle(self) -> None:
        """Mark the rows that something is wrong with, and compare the others with what is on record."""
        self.run(
            "UPDATE sheet_stage s SET bad = true"
            " WHERE NOT bad AND EXISTS (SELECT FROM sheet_wrong w WHERE w.row = s.row)"
        )
        self.run("UPDATE sheet_stage SET action = %(new)s WHERE NOT bad AND target IS NULL", {"new": NEW})
        compared = [column for column in self.kind.columns if column.now and column.compared]
        values = ", ".join(f'{column.now} AS "{column.name}"' for column in compared)
        differs = " OR ".join(
            f'(s."{column.name}" IS NOT NULL AND s."{column.name}" IS DISTINCT FROM p."{column.name}")'
            for column in compared
        )
        self.run(
            f"UPDATE sheet_stage s SET action = CASE WHEN {differs} THEN %(changed)s ELSE %(same)s END"
            f" FROM (SELECT {self.kind.key} AS id, {values} FROM {self.kind.present}"
            f" WHERE {self.kind.key} IN (SELECT target FROM sheet_stage)) p WHERE p.id = s.target AND NOT s.bad",
            {"changed": CHANGED, "same": SAME},
        )
        if self.kind.judge is not None:
            self.kind.judge(self)

    def refuse_changes(self, kind: str, column: str, which: str = "true", params: dict[str, Any] | None = None) -> None:
        """Refuse the rows that would change what is on record, all or those ``which`` is true of; once settled."""
        self.flag(kind, column, f"'' FROM sheet_stage s WHERE s.action = '{CHANGED}' AND {which}", params)
        self.run(f"UPDATE sheet_stage s SET bad = true, action = NULL WHERE s.action = '{CHANGED}' AND {which}", params)

    def counts(self) -> dict[str, int]:
        """Return how many rows are new, changed, the same and wrong."""
        found = dict(self.fetch("SELECT coalesce(action, 'bad'), count(*) FROM sheet_stage GROUP BY 1"))
        return {name: int(found.get(name, 0)) for name in (NEW, CHANGED, SAME, "bad")}

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong: first the cells, then what the records say."""
        yield from self.parsed
        for row, column, kind, value, detail, choices in self.fetch(
            "SELECT row, col, kind, value, detail, choices FROM sheet_wrong ORDER BY row, id LIMIT %(most)s",
            {"most": MOST_WRONG},
        ):
            sentence = str(self.kind.sentences[kind]) % {"value": value, "detail": detail, "row": row}
            yield Problem(row, column, kind, value[:200], sentence, _json(choices))

    def sample(self, size: int) -> list[dict[str, Any]]:
        """Return the first good rows as they would become, those that change something before the others."""
        columns = [column for column in self.kind.columns if column.now]
        after = ", ".join(f's."{column.name}"' for column in columns)
        now = ", ".join(f'p."{column.name}"' for column in columns)
        values = ", ".join(f'{column.now} AS "{column.name}"' for column in columns)
        rows = self.fetch(
            f"SELECT s.row, s.action, {after}, {now} FROM (SELECT * FROM sheet_stage WHERE NOT bad"
            f" ORDER BY action = 'same', row LIMIT %(size)s) s"
            f" LEFT JOIN (SELECT {self.kind.key} AS id, {values} FROM {self.kind.present}"
            f" WHERE {self.kind.key} IN (SELECT target FROM sheet_stage)) p ON p.id = s.target ORDER BY s.row",
            {"size": size},
        )
        return [_sampled(row, columns) for row in rows]


def _sampled(row: tuple[Any, ...], columns: Sequence[Column]) -> dict[str, Any]:
    number, action, *values = row
    after, now = values[: len(columns)], values[len(columns) :]
    cells = []
    for column, new, old in zip(columns, after, now, strict=True):
        changes = action == CHANGED and column.compared and new is not None and new != old
        cells.append(
            {
                "title": column.title,
                "value": said(column, old if new is None else new),
                "before": said(column, old) if changes else None,
            }
        )
    return {"row": number, "action": action, "cells": cells}


def said(column: Column, value: Any) -> str:
    """Return a value as the spreadsheet writes it."""
    if value is None:
        return ""
    if column.options is not None:
        return column.options().get(str(value), str(value))
    if isinstance(value, bool):
        return "x" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return f"{value:,}".replace(",", ".") if column.sql == "bigint" else str(value)


def _copied(value: Any) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else list(json.loads(value))
