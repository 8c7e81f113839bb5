"""Which values of a line are personal data, and how they look to those who may not read them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

MASK = _("••• (dữ liệu cá nhân)")

# The one list of personal data in the trail: names of fields, wherever they stand in the values before and after.
PERSONAL = frozenset(
    {
        "address",
        "birth_date",
        "birth_place",
        "citizen_id",
        "disability",
        "discipline",
        "disciplines",
        "email",
        "ethnicity",
        "health",
        "home_address",
        "identity_number",
        "personal_email",
        "phone",
        "religion",
    }
)


def mask(values: Any) -> Any:
    """Return ``values`` with what is personal hidden, at any depth; an empty value shows that it is empty."""
    if isinstance(values, dict):
        return {name: _hidden(value) if name in PERSONAL else mask(value) for name, value in values.items()}
    if isinstance(values, list):
        return [mask(value) for value in values]
    return values


def _hidden(value: Any) -> Any:
    return value if value in (None, "", [], {}) else str(MASK)


def holds_personal(values: Any) -> bool:
    """Return whether something in ``values`` would be hidden."""
    if isinstance(values, dict):
        return any(
            (name in PERSONAL and value not in (None, "", [], {})) or holds_personal(value)
            for name, value in values.items()
        )
    return isinstance(values, list) and any(holds_personal(value) for value in values)
