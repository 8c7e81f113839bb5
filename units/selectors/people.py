"""Who is where, and who acts for whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.core import search
from portal.core.paging import Page, page_by_key
from portal.core.permissions import allowed
from units.models import Assignment, Member, Unit, User

PHONE_DIGITS = 9
NAME_KEYS = ("sort_key", "pk")
FOUND_KEYS = ("sorted_by", "pk")
FEW_UNITS = 300  # to look at their people one by one, some ten thousands, is quicker than an index of everybody


def holders(unit: Unit, *roles: str, day: date) -> QuerySet[User]:
    """Return the active accounts that hold one of ``roles`` at ``unit`` itself on ``day``."""
    held = Assignment.objects.in_force(day).filter(unit=unit, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def holders_in_branch(unit: Unit, roles: Iterable[str], *, day: date) -> QuerySet[User]:
    """Return the active accounts that hold one of ``roles`` at ``unit`` or anywhere below it on ``day``."""
    held = Assignment.objects.in_force(day).filter(unit__path__startswith=unit.path, role__in=list(roles))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def list_officials(unit: Unit, *, day: date) -> QuerySet[Assignment]:
    """Return who acts for ``unit`` on ``day``, with their people."""
    return (
        Assignment.objects.in_force(day)
        .filter(unit=unit)
        .select_related("user__member", "unit")
        .order_by("role", "user__full_name", "pk")
    )


def list_members(unit: Unit, *, alone: bool = False) -> QuerySet[Member]:
    """Return the members of ``unit``'s branch, or of the unit ``alone``, by given name."""
    return _members_of(unit, alone=alone).select_related("unit").order_by(*NAME_KEYS)


def _members_of(unit: Unit, *, alone: bool) -> QuerySet[Member]:
    living = Member.objects.living()
    return living.filter(unit=unit) if alone else living.filter(unit__path__startswith=unit.path)


def list_former_members(unit: Unit) -> QuerySet[Member]:
    """Return who belonged to ``unit``'s branch until they left the union."""
    gone = Member.objects.filter(merged_into__isnull=True, left_on__isnull=False)
    return gone.filter(unit__path__startswith=unit.path).select_related("unit").order_by(*NAME_KEYS)


def search_members(text: str) -> QuerySet[Member]:
    """Return members of today whose code or name has the words of ``text``, accents or none, or whose phone it is."""
    members, phone = Member.objects.living(), _phone(text)
    found: QuerySet[Member] = members.filter(phone=phone) if phone else search.matching(members, text)
    return found


def _phone(text: str) -> str:
    digits = text.translate(str.maketrans("", "", " .-"))
    return digits if digits.isdecimal() and len(digits) >= PHONE_DIGITS else ""


def find_members(text: str, *, under: Unit, alone: bool = False, after: str = "") -> Page[Member]:
    """
    Return the page after ``after`` of whom ``text`` means in the branch of ``under``, or in the unit ``alone``.

    A phone number is one person's. Words are read in one way after another until somebody is found: among many people
    first as what someone is called (the last words of their name), then as the beginning of a whole name; then, and
    among few people at once, as words of a name or code wherever they stand, of which the last may be unfinished if
    nobody has it whole.
    """
    page: Page[Member] = Page([], "")
    for members, keys in _readings(text, under, alone=alone):
        page = page_by_key(members.select_related("unit", "grassroots"), keys=keys, after=after)
        if page.rows:
            break
    return page


def _readings(text: str, unit: Unit, *, alone: bool) -> Iterator[tuple[QuerySet[Member], tuple[str, ...]]]:
    phone, members, column = _phone(text), _members_of(unit, alone=alone), "search"
    if phone:
        yield members.filter(phone=phone), NAME_KEYS
        return
    if alone or Unit.objects.under(unit)[: FEW_UNITS + 1].count() <= FEW_UNITS:
        # Each is looked at: asked for them, the index of words would be read whole for each of their units.
        members, column = members.annotate(looked_at=search.off_index("search")), "looked_at"
    else:
        yield from _by_name(members, search.words(text))
        # The words first, then whose branch it is, for the same reason.
        branch = Unit.objects.under(unit).values("pk")
        members = Member.objects.living().annotate(home=search.off_index("unit")).filter(home__in=branch)
    members = members.annotate(sorted_by=search.off_index("sort_key"))
    for unfinished in (False, True):
        yield search.matching(members, text, column, unfinished=unfinished), FOUND_KEYS


def _by_name(members: QuerySet[Member], words: list[str]) -> Iterator[tuple[QuerySet[Member], tuple[str, ...]]]:
    """The members whose name ends with ``words``, then those whose name begins so: each the beginning of an index."""
    if not words or not "".join(words).isalpha():
        return
    # One word may be unfinished, and whoever has it whole comes first; of several the first is whole.
    called = " ".join(reversed(words)) + (" " if len(words) > 1 else "")
    yield members.filter(given_first__startswith=called), ("given_first", "pk")
    yield members.filter(family_first__startswith=" ".join(words)), ("family_first", "pk")


def get_member(code: str) -> Member:
    """Return the member with this union code; 404 if there is none."""
    return get_object_or_404(Member.objects.select_related("unit", "grassroots"), code__iexact=code)


def has_account(member: Member) -> Any:
    """Return the account of ``member``, or None."""
    return User.objects.filter(member=member).first()


def get_person(pk: int) -> Member:
    """Return the member with this id and their units; 404 if there is none."""
    return get_object_or_404(Member.objects.select_related("unit", "grassroots"), pk=pk)


def get_person_for(pk: int, *, actor: Any) -> Member:
    """Return a member whose record ``actor`` may read, with their units; 404 otherwise."""
    member = get_object_or_404(Member.objects.select_related("unit", "grassroots", "merged_into"), pk=pk)
    if not allowed(actor, "units.view_member", member):
        raise Http404
    return member


def members_who_hold(unit: Unit, *roles: str, day: date) -> QuerySet[Member]:
    """Return the people who hold one of ``roles`` at ``unit`` itself on ``day``; for a field to choose from."""
    return Member.objects.filter(pk__in=holders(unit, *roles, day=day).values("member")).order_by(*NAME_KEYS)
