"""Who tries to sign in, and how long they must wait after wrong tries."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import devices, limits
from accounts.limits import ADDRESS, DEVICE, PAIR, Limit

MINUTE = 60


def _keys(request: HttpRequest, user: Any, login: str) -> list[tuple[Limit, str]]:
    """Return what a try of ``login`` counts against: on a device known from before only that device's own count."""
    device = devices.device_of(request, user)
    if device is None and user is not None and request.user.is_authenticated and request.user.pk == user.pk:
        device = request.session.session_key
    if device:
        return [(DEVICE, f"{user.pk}:{device}")]
    address = request.META.get("REMOTE_ADDR", "")
    name = str(user.pk) if user is not None else login.strip().lower()
    return [(PAIR, f"{address}:{name}"), (ADDRESS, address)]


def refuse_while_waiting(request: HttpRequest, user: Any, login: str) -> None:
    """
    Pass if this address or device need not wait.

    :raises ValidationError: saying how long
    """
    seconds = max(limits.wait_for(limit, key) for limit, key in _keys(request, user, login))
    if seconds:
        words = _("Đã nhập sai quá nhiều lần. Hãy chờ %(time)s rồi thử lại, hoặc dùng khóa đăng nhập.")
        raise ValidationError(words % {"time": long(seconds)}, code="too_many_login_attempts")


def note_wrong(request: HttpRequest, user: Any, login: str) -> None:
    """Count a wrong try."""
    for limit, key in _keys(request, user, login):
        limits.count_failure(limit, key)


def note_right(request: HttpRequest, user: Any, login: str) -> None:
    """Forget the wrong tries before a right one; not those of the address, or one own account would open it again."""
    for limit, key in _keys(request, user, login):
        if limit is not ADDRESS:
            limits.forget(limit, key)


def long(seconds: int) -> str:
    """Return a wait in words."""
    if seconds <= 2 * MINUTE:
        return ngettext("%(count)d giây", "%(count)d giây", seconds) % {"count": seconds}
    minutes = -(-seconds // MINUTE)
    return ngettext("%(count)d phút", "%(count)d phút", minutes) % {"count": minutes}
