"""How sessions and second factors read on a page."""

import re
from typing import Any

from django.utils.translation import gettext as _

# What marks a browser and a system in what they say of themselves; the first that fits counts.
BROWSERS = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Cốc Cốc",
    "SamsungBrowser": "Samsung Internet",
    "Zalo": "Zalo",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device_name(agent: str) -> str:
    """Return what a browser says of itself in words a person knows: “Chrome, Android”."""
    found = [
        next((name for mark, name in marks.items() if re.search(re.escape(mark), agent, re.IGNORECASE)), "")
        for marks in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("Thiết bị không rõ")


def factor_names(factors: dict[str, Any]) -> list[str]:
    """Return what protects an account (``selectors.factors_of``), a line each."""
    names = [_("Ứng dụng tạo mã")] if factors["totp"] else []
    names += [_("Khóa đăng nhập “%(name)s”") % {"name": key.wrap().name} for key in factors["passkeys"]]
    if factors["codes_left"] is not None:
        names.append(_("Mã khôi phục, còn %(count)d mã") % {"count": factors["codes_left"]})
    return names


def draw_sessions(sessions: Any, *, here: str | None) -> list[dict[str, Any]]:
    """Return the rows of the list of sessions, the present one first."""
    rows = [
        {
            "pk": one.pk,
            "device": device_name(one.user_agent),
            "address": one.ip,
            "since": one.created_at,
            "seen": one.last_seen_at,
            "here": one.session_key == here,
        }
        for one in sessions
    ]
    return sorted(rows, key=lambda row: not row["here"])
