"""
Messages over HTTP, for any gateway of SMS or Zalo that takes JSON.

``MESSAGE_BODY`` is the body as the gateway's manual wants it, with ``{phone}``, ``{text}``, ``{code}`` and
``{sender}`` where they belong; ``MESSAGE_TOKEN`` goes along as a bearer token.
"""

import json
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings

from accounts.gateways import GatewayError
from accounts.phones import international

SECONDS = 10
TOO_MANY = 429


def send(phone: str, text: str, code: str) -> None:
    if not code and "{text}" not in settings.MESSAGE_BODY:
        raise GatewayError("MESSAGE_BODY has no {text}: only codes can go this way", lasting=True)
    words = {"phone": international(phone), "text": text, "code": code, "sender": settings.MESSAGE_SENDER}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.MESSAGE_TOKEN:
        headers["Authorization"] = f"Bearer {settings.MESSAGE_TOKEN}"
    body = json.dumps(filled(json.loads(settings.MESSAGE_BODY), words)).encode()
    request = urllib.request.Request(settings.MESSAGE_URL, body, headers, method="POST")  # noqa: S310 - set by the operator
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
            pass
    except urllib.error.HTTPError as problem:
        problem.close()
        lasting = problem.code < 500 and problem.code != TOO_MANY  # noqa: PLR2004 - the gateway's fault or ours
        raise GatewayError(f"{problem.code} {problem.reason}", lasting=lasting) from problem
    except OSError as problem:
        raise GatewayError(str(problem)) from problem


def filled(part: Any, words: dict[str, str]) -> Any:
    """Return the body with its placeholders filled, wherever in it they stand."""
    if isinstance(part, dict):
        return {name: filled(value, words) for name, value in part.items()}
    if isinstance(part, list):
        return [filled(value, words) for value in part]
    if isinstance(part, str):
        for name, value in words.items():
            part = part.replace("{" + name + "}", value)
    return part
