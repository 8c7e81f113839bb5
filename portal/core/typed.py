"""What someone typed into a form, by the labels they know: for pages that must not lose it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.forms import BaseForm

# Buttons, ticks beside rows and what pages send along: chosen or made by the page, typed by nobody.
MACHINE = {
    *(
        "csrfmiddlewaretoken",
        "version",
        "page",
        "pk",
        "next",
        "language",
        "hat",
        "step",
        "do",
        "then",
        "open",
        "submit",
    ),
    *("later", "again", "add", "accept", "refuse", "withdraw", "give", "suffix", "only_good", "typed_count", "role"),
    *("items", "conflicted", "nominations", "certificates", "member", "DELETE", "TOTAL_FORMS", "INITIAL_FORMS"),
    *("MIN_NUM_FORMS", "MAX_NUM_FORMS"),
}
MADE_BY_ROW = re.compile(r"(?:unit|row)-\d+")
# Nothing for a page that others may read over one's shoulder.
SECRET = {"login", "password", "password1", "password2", "oldpassword", "credential"}
# Fields that a form makes for each row: ``points_N``, ``share_17``.
STEMS = {
    "points": gettext_lazy("Điểm"),
    "comment": gettext_lazy("Nhận xét"),
    "share": gettext_lazy("Tỷ lệ đóng góp"),
    "reason": gettext_lazy("Lý do"),
}
ROW = re.compile(r"(?P<rows>.+?)-(?:(?P<number>\d+)-)?(?P<name>[A-Za-z_]+)")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a field in pieces: ``targets-2-name`` is the ``name`` in row 2 of ``targets``."""

    whole: str
    rows: str
    number: int | None
    bare: str


def typed_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the person typed, as pairs (label, text); a field that no form knows gets a neutral label."""
    names = [_name(whole) for whole in request.POST]
    shown = []
    for name in names:
        field = _field(request, name, {other.bare for other in names if other.rows == name.rows})
        if not _is_machine(name, field):
            texts = [_shown(text, field) for text in request.POST.getlist(name.whole)]
            shown += [(_label(name, field), text) for text in texts if text.strip()]
    return shown


def _name(whole: str) -> Name:
    found = ROW.fullmatch(whole)
    if found is None:
        return Name(whole, "", None, whole)
    return Name(whole, found["rows"], int(found["number"]) if found["number"] else None, found["name"])


def _field(request: HttpRequest, name: Name, beside: set[str]) -> forms.Field | None:
    """Return the field of this name in the form that looks most like what was sent."""
    app = _app_of(getattr(request.resolver_match, "func", None))
    alike = min(
        (form for form in _forms(BaseForm) if name.bare in form.base_fields),
        key=lambda form: (-len(beside & form.base_fields.keys()), _app_of(form) != app, len(form.base_fields)),
        default=None,
    )
    return alike.base_fields[name.bare] if alike is not None else None


def _forms(parent: type[BaseForm]) -> Iterator[type[BaseForm]]:
    yield parent
    for child in parent.__subclasses__():
        yield from _forms(child)


def _app_of(thing: Any) -> str:
    return str(getattr(thing, "__module__", "")).partition(".")[0]


def _is_machine(name: Name, field: forms.Field | None) -> bool:
    if name.bare in SECRET:
        return True
    if field is None:
        return name.bare in MACHINE or bool(MADE_BY_ROW.fullmatch(name.whole))
    return field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)


def _label(name: Name, field: forms.Field | None) -> str:
    if field is None or not field.label:
        return str(STEMS.get(name.bare.partition("_")[0], _("Điều bạn đã nhập")))
    return str(field.label) if name.number is None else f"{field.label} ({name.number + 1})"


def _shown(text: str, field: forms.Field | None) -> str:
    """Return a text as the page showed it; the number behind a choice says nothing to a reader."""
    if isinstance(field, forms.BooleanField):
        return _("Có") if text else ""
    if not isinstance(field, forms.ChoiceField):
        return text
    choices = [] if isinstance(field, forms.ModelChoiceField) else field.choices
    chosen = {str(key): str(label) for key, label in _flat(choices)}
    return (chosen.get(text) or ("" if text.isdecimal() else text)) if text else ""


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
