"""PDF files, set by typst with the bundled face only: the same data gives the same bytes everywhere."""

import functools
import hashlib
import inspect
import json
import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import typst

from portal.core.documents.forms import FORMS, Form
from portal.core.documents.text import clean, parse_moment
from portal.core.documents.typeface import FACES, printable

TEMPLATES = FACES.parent

# Kept for decades and read aloud by a screen reader: archive and accessibility profiles.
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]

# typst remembers what its last ten compilations laid out: 0.1 MB a page. After a long
# document a few empty ones make it forget, which keeps a worker's memory flat.
LONG = 200_000
FORGETTING = 12

# What every form looks like by, besides its own words and layout.
HERE = Path(__file__).parent
SHARED = (
    HERE / "forms" / "official.py",
    HERE / "text.py",
    HERE / "fitting.py",
    TEMPLATES / "lib.typ",
    TEMPLATES / "frame.svg",
)

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

_local = threading.local()


class UnknownFormError(LookupError):
    """There is no form of that name."""


def render_pdf(template: str, data: Mapping[str, object]) -> bytes:
    """
    Return the form ``template`` filled with ``data`` as a PDF/A.

    ``data`` is plain: strings, numbers, lists, dictionaries; its shape is the TypedDict
    of the form in ``forms``. May be called from any thread.

    :raises UnknownFormError: if there is no such form
    :raises KeyError: naming the part that ``data`` lacks
    """
    form, cleaned = find_form(template), clean_data(data)
    composed = json.dumps(printable(asdict(form.compose(cleaned))), ensure_ascii=False)
    return _compile(TEMPLATES / form.layout, composed, moment_of(cleaned))


def template_version(template: str) -> str:
    """Return the short hash of all that decides how ``template`` looks; an issued file keeps it."""
    form = find_form(template)
    words = inspect.getsourcefile(inspect.unwrap(form.compose))
    assert words is not None  # noqa: S101 - forms are modules on disk
    return _fingerprint((Path(words), TEMPLATES / form.layout, *SHARED))


def find_form(template: str) -> Form:
    try:
        return FORMS[template]
    except KeyError:
        raise UnknownFormError(template) from None


def clean_data(data: Mapping[str, object]) -> dict[str, object]:
    return {key: clean(value) for key, value in data.items()}


def moment_of(data: Mapping[str, object]) -> datetime:
    """Return the moment to write into the file: never the clock, so that a file can be made again."""
    iso = data.get("timestamp") or data.get("issued_on") or data.get("submitted_at")
    return parse_moment(str(iso)) if iso else UNDATED


def _compile(layout: Path, data: str, moment: datetime) -> bytes:
    compiler = _compiler()
    document = compiler.compile(
        input=layout,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=STANDARDS,
        timestamp=int(moment.timestamp()),
    )
    if len(data) > LONG:
        for _ in range(FORGETTING):
            compiler.compile(input=b"", format="pdf", sys_inputs={})
    assert isinstance(document, bytes)  # noqa: S101 - only pictures come as a list
    return document


def _compiler() -> typst.Compiler:
    # A compiler refuses a second thread while it works; a new one costs 0.3 ms, the faces are shared.
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=TEMPLATES, font_paths=_faces())
    compiler: typst.Compiler = _local.compiler
    return compiler


@functools.cache
def _faces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FACES])


@functools.cache
def _fingerprint(files: tuple[Path, ...]) -> str:
    parts = [metadata.version("typst").encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
