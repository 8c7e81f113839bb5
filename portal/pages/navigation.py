"""The frame of every page: menu by role, hats, unread notices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"nav": None, "DEMO": settings.DEMO}
