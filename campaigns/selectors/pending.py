"""
What still waits in a campaign.

The apps above keep the dossiers; each tells here, when Django starts, how to count its own. This app
must not know them.
"""

from collections.abc import Callable

from campaigns.models import Campaign

Counter = Callable[[int], int]
_counters: dict[str, Counter] = {}


def register_pending(name: str, counter: Counter) -> None:
    """Have ``counter(campaign_id)`` asked for the dossiers of ``name`` that have no outcome yet."""
    _counters[name] = counter


def count_pending(campaign: Campaign) -> int:
    """Return how many dossiers of the campaign have no outcome yet."""
    return sum(counter(campaign.pk) for counter in _counters.values())
