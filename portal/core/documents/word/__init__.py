"""Word files of the same papers, for the hand that still has to change a word."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import docx
from docx.document import Document

from portal.core.documents.blocks import Diplomas, Slips
from portal.core.documents.pdf import UnknownFormError, clean_data, find_form, moment_of
from portal.core.documents.word.diploma import set_diplomas
from portal.core.documents.word.paper import set_paper

# The oldest moment a zip file can hold; the true one stands in the properties.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_docx(template: str, data: Mapping[str, object]) -> bytes:
    """
    Return the form ``template`` filled with ``data`` as a Word file in the layout of its PDF.

    The same data gives the same bytes.

    :raises UnknownFormError: if there is no such form, or it is only ever printed
    :raises KeyError: naming the part that ``data`` lacks
    """
    cleaned = clean_data(data)
    composed = find_form(template).compose(cleaned)
    if isinstance(composed, Slips):
        raise UnknownFormError(template)
    document = docx.Document()
    if isinstance(composed, Diplomas):
        set_diplomas(document, composed)
    else:
        set_paper(document, composed)
    _describe(document, title=find_form(template).title, moment=moment_of(cleaned))
    target = io.BytesIO()
    document.save(target)
    return _undated(target)


def _describe(document: Document, *, title: str, moment: datetime) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)


def _undated(file: io.BytesIO) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            copy.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
