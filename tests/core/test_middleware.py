"""What every request passes first."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.core.middleware import request_context

PROXY = "10.0.0.2"


def address_seen(**headers: str) -> str:
    seen = []

    def page(request):
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    request_context(page)(RequestFactory(REMOTE_ADDR=PROXY).get("/", **headers))
    return seen[0]


def test_header_of_a_stranger_is_not_believed():
    assert address_seen(HTTP_X_FORWARDED_FOR="203.0.113.7") == PROXY


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("not an address", PROXY),
        ("", PROXY),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_behind_a_proxy_the_address_it_noted_last_counts(settings, header, address):
    settings.BEHIND_PROXY = True
    assert address_seen(HTTP_X_FORWARDED_FOR=header) == address
