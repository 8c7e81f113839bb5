"""
Paper out of plain data: PDF and Word files of the legal forms, QR codes, workbooks.

Nothing here knows the database; the same data always gives the same bytes.
"""

from portal.core.documents.delimited import csv_file
from portal.core.documents.pdf import UnknownFormError, render_pdf, template_version
from portal.core.documents.qr import qr_svg
from portal.core.documents.sheet import Column, Sheet, SheetFullError, workbook, write_workbook
from portal.core.documents.word import render_docx

__all__ = [
    "Column",
    "Sheet",
    "SheetFullError",
    "UnknownFormError",
    "csv_file",
    "qr_svg",
    "render_docx",
    "render_pdf",
    "template_version",
    "workbook",
    "write_workbook",
]
