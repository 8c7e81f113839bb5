"""
Import and export of spreadsheets: what a column is, reading, checking by SQL, writing.

Nothing here knows an app; each app declares its kinds in ``<app>/sheets.py``.
"""

from portal.core.sheets.columns import Column, SheetKind, sheet_kind
from portal.core.sheets.reading import ACCEPT, open_table
from portal.core.sheets.stage import Problem, Stage
from portal.core.sheets.writing import write_csv, write_errors, write_export, write_template

__all__ = [
    "ACCEPT",
    "Column",
    "Problem",
    "SheetKind",
    "Stage",
    "open_table",
    "sheet_kind",
    "write_csv",
    "write_errors",
    "write_export",
    "write_template",
]
