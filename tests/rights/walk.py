"""Walking the addresses of the portal, and saying in a word what came of it."""

from collections.abc import Iterator
from contextlib import ExitStack
from copy import copy
from typing import Any, Self
from unittest.mock import patch

from django.contrib.messages import constants  # noqa: F401 - loaded before the first request
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.core.models import AuditLine
from tests.rights.cast import NOBODY
from units.models import User


def addresses(patterns: Any = None, space: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every named address of the portal with its pattern; one without a name is yielded as its route."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or pattern.pattern}", pattern


NOBODY_IN_PARTICULAR = "x"


class Known(ClientHandler):
    """Lets ``user`` in without looking up who they are and what they hold: that is read once for all requests."""

    user: Any = None

    def get_response(self, request: Any) -> Any:
        if self.user is not None:
            request._cached_user = copy(self.user)
            request._cached_user.last_login = timezone.now()  # however long the walk takes, they have just signed in
        return super().get_response(request)


class Walker:
    """
    Sends one request at a time and takes back whatever it wrote.

    Who gets in is known before the page is drawn, so only the first who does has it drawn.
    """

    def __init__(self, cast: dict[str, Any]) -> None:
        self.handler = Known(enforce_csrf_checks=False)  # without the client's records of what was drawn
        self.people = {
            letter: User.objects.select_related("member__unit").get(pk=one.pk) for letter, one in cast.items()
        }
        self.clients = {letter: Client() for letter in [*cast, NOBODY]}
        self.draws, self.open = True, ExitStack()
        for letter, user in self.people.items():
            self.clients[letter].force_login(user)
            assert user.assignments is not None and user.links is not None  # read now, kept for all requests

    def __enter__(self) -> Self:
        real = Template.render

        def render(template: Any, *given: Any, **named: Any) -> str:
            return real(template, *given, **named) if self.draws else SafeString("")

        self.open.enter_context(patch.object(Template, "render", render))
        return self

    def __exit__(self, *trouble: object) -> None:
        self.open.close()

    def ask(self, letters: str, url: str, method: str = "get") -> str:
        """
        Return “in”, “403”, “404”, “405” or “login”; a refusal that left a line in the trail has an “!”.

        Of several letters it is one person with all their roles who asks: where they get nowhere, none of them does.
        """
        before = self._last_line() if method == "post" else 0
        self.handler.user = self.sum_of(letters) if len(letters) > 1 else self.people.get(letters)
        with transaction.atomic():
            answer = self.handler(self._environ(letters if len(letters) == 1 else NOBODY_IN_PARTICULAR, url, method))
            if answer.streaming:
                b"".join(answer.streaming_content)  # which closes the file
            wrote = method == "post" and self._last_line() > before
            transaction.set_rollback(True)
        word = self._word(answer, wrote)
        self.draws = self.draws and word != "in"
        return word

    def sum_of(self, letters: str) -> User:
        """Return somebody in nobody's records with the roles of all of ``letters``: rights are summed."""
        person = copy(self.people[NOBODY_IN_PARTICULAR])
        person.assignments = [held for letter in letters for held in self.people[letter].assignments]
        person.is_superuser = any(self.people[letter].is_superuser for letter in letters)
        return person

    def _environ(self, letter: str, url: str, method: str) -> dict[str, Any]:
        # One copy of the cookies each time: a signing out is taken back with the rest.
        facts = {"PATH_INFO": url, "REQUEST_METHOD": method.upper(), "CONTENT_LENGTH": "0"}
        return self.clients[letter]._base_environ(**facts)

    @staticmethod
    def _last_line() -> int:
        return AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    @staticmethod
    def _word(answer: Any, wrote: bool) -> str:
        if answer.status_code in (403, 404, 405):
            return f"{answer.status_code}{'!' if wrote else ''}"
        if answer.status_code == 302 and answer.url.startswith("/tai-khoan/login/"):
            return "login"
        assert answer.status_code < 500, answer.status_code
        return "in"


# Their arguments stand in the address of what includes them.
IN_PREFIX = {
    "mfa_remove_webauthn": ("pk",), "mfa_edit_webauthn": ("pk",),
    "openid_connect_login": ("provider_id",), "openid_connect_callback": ("provider_id",),
}  # fmt: skip


def address(name: str, arguments: dict[str, Any], pattern: Any) -> str:
    """Return the address of ``name`` for a record."""
    wanted = pattern.pattern.converters.keys() or pattern.pattern.regex.groupindex.keys()
    defaults = {"suffix": "docx"}
    if name.endswith("/"):
        return f"/tai-khoan/{name}"  # the library keeps old addresses of its own, without a name
    wanted = wanted or IN_PREFIX.get(name, ())
    return reverse(name, kwargs={key: arguments.get(key, defaults.get(key)) for key in wanted})
