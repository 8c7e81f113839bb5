"""The language of what is kept: one, whoever asks."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")


def in_vietnamese(function: Callable[P, R]) -> Callable[P, R]:
    """
    Return ``function`` so that it speaks Vietnamese, whatever language its caller reads the portal in.

    For what is written down, printed or sent: minutes, decisions and notices have other readers than
    the person who presses the button. Single sentences of that kind are marked ``gettext_noop``.
    """

    @wraps(function)
    def speak(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return speak
