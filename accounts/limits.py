"""
Growing waits after wrong tries, kept where they cannot lock anybody else out.

What is counted is a pair: an address and a name, or a known device and a name. There is no count
for the name alone, so a stranger who hammers someone's name makes only himself wait.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Limit:
    """``free`` tries cost nothing; each further one doubles a wait of ``first`` seconds, up to ``longest``."""

    name: str
    free: int
    first: int
    longest: int


PAIR = Limit("pair", free=5, first=30, longest=3600)
# A factory goes out by one address: many people may be wrong there in one morning.
ADDRESS = Limit("address", free=60, first=30, longest=900)
DEVICE = Limit("device", free=8, first=15, longest=300)
SLIP = Limit("slip", free=15, first=30, longest=3600)


def _now() -> int:
    return int(timezone.now().timestamp())


def wait_for(limit: Limit, key: str) -> int:
    """Return how many seconds ``key`` must still wait; 0: go on."""
    until: int = cache.get(f"limit:{limit.name}:until:{key}", 0)
    return max(0, until - _now())


def count_failure(limit: Limit, key: str) -> None:
    """Note one wrong try of ``key``."""
    counter = f"limit:{limit.name}:count:{key}"
    cache.add(counter, 0, DAY)
    beyond = cache.incr(counter) - limit.free
    if beyond >= 0:
        wait = min(limit.longest, limit.first * 2 ** min(beyond, 12))
        cache.set(f"limit:{limit.name}:until:{key}", _now() + wait, wait)


def forget(limit: Limit, key: str) -> None:
    """Clear ``key`` after a right try."""
    cache.delete(f"limit:{limit.name}:count:{key}")
    cache.delete(f"limit:{limit.name}:until:{key}")
