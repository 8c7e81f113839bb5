"""What a page costs in queries."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def costs(client: Client, *addresses: str) -> list[int]:
    """Return how many queries each page takes for someone who has been there before."""
    counts = []
    for address in addresses:
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    return counts
