"""
How a short message leaves the portal, by SMS or Zalo: one module per way, chosen by ``MESSAGE_GATEWAY``.

A gateway has one function, ``send(phone, text, code)`` (a notice has no code); it raises :class:`GatewayError` when the
message did not go, and is called by the worker only.
"""

from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

OFF = "off"


class GatewayError(Exception):
    """The message did not go; ``lasting``: trying again will not help."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class Gateway(Protocol):
    def send(self, phone: str, text: str, code: str) -> None: ...


def is_there() -> bool:
    """Return whether messages can be sent at all."""
    return bool(settings.MESSAGE_GATEWAY != OFF)


def current() -> Gateway:
    """Return the gateway of this installation."""
    return cast(Gateway, import_module(f"accounts.gateways.{settings.MESSAGE_GATEWAY}"))
