"""Reads about signing in."""

from accounts.selectors.people import (
    FACTORS,
    account_by_claims,
    factors_of,
    find_login,
    get_code,
    get_link,
    get_passkey,
    has_second_factor,
    links_of,
    phone_of,
    sessions_of,
    taken_phone,
    unborn_account,
    way_to_reach,
)
from accounts.selectors.slips import (
    get_slip,
    list_slips,
    members_without_account,
    members_without_slip,
    open_slips,
    slip_by_code,
)

__all__ = [
    "FACTORS",
    "account_by_claims",
    "factors_of",
    "find_login",
    "get_code",
    "get_link",
    "get_passkey",
    "get_slip",
    "has_second_factor",
    "links_of",
    "list_slips",
    "members_without_account",
    "members_without_slip",
    "open_slips",
    "phone_of",
    "sessions_of",
    "slip_by_code",
    "taken_phone",
    "unborn_account",
    "way_to_reach",
]
