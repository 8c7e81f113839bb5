"""
Devices on which someone has signed in before, by a signed cookie.

A known device is not trusted with anything: it only has tries of its own, which strangers cannot use up.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "known_device"
SALT = "accounts.devices"
YEAR = 365 * 24 * 3600
PEOPLE = 5  # a shared phone or a computer in the union's office


def _mark(user: Any) -> str:
    """Return what ties a device to an account; it changes with the password, and so forgets the device."""
    return salted_hmac(SALT, f"{user.pk}:{user.password}").hexdigest()[:16]


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return {}
    return found


def device_of(request: HttpRequest, user: Any) -> str | None:
    """Return the id of this device if ``user`` has signed in on it before, else None."""
    found = _read(request)
    if user is None or found.get("people", {}).get(str(user.pk)) != _mark(user):
        return None
    return str(found["id"])


def remember(request: HttpRequest, response: HttpResponseBase, user: Any) -> None:
    """Note on the device that ``user`` has signed in on it."""
    found = _read(request)
    others = [(pk, mark) for pk, mark in found.get("people", {}).items() if pk != str(user.pk)]
    people = dict([*others, (str(user.pk), _mark(user))][-PEOPLE:])
    value = signing.dumps({"id": found.get("id") or get_random_string(16), "people": people}, salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
