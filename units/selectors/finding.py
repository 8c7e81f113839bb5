"""Members found by what somebody types: a phone, a code, a name or a part of one, accents or none, among millions."""

from collections.abc import Iterator

from django.db.models import QuerySet

from portal.core import search
from portal.core.paging import Page, page_by_key
from units.models import Member, Unit
from units.selectors.people import NAME_KEYS, members_of

PHONE_DIGITS = 9
FEW_UNITS = 300  # to look at their people one by one, some ten thousands, is quicker than an index of everybody
CODE_SIGNS = 5
FOUND_KEYS = ("sorted_by", "pk")
Reading = tuple[QuerySet[Member], tuple[str, ...]]


def search_members(text: str) -> QuerySet[Member]:
    """Return members of today whose code or name has the words of ``text``, accents or none, or whose phone it is."""
    members, phone = Member.objects.living(), _phone(text)
    found: QuerySet[Member] = members.filter(phone=phone) if phone else search.matching(members, text)
    return found


def find_members(
    text: str, *, under: Unit, alone: bool = False, anywhere: bool = False, after: str = ""
) -> Page[Member]:
    """
    Return the page after ``after`` of whom ``text`` means in the branch of ``under``, or in the unit ``alone``.

    A phone number is one person's. Words are read in one way after another until somebody is found: among many people
    first as what someone is called (the last words of their name), as family and given name, as the beginning of a
    whole name; then, and among few people or ``anywhere`` at once, as words of a name or code wherever they stand. Only
    if nobody has it whole is the last word taken for the beginning of one.
    """
    page: Page[Member] = Page([], "")
    for members, keys in _readings(text, under, alone=alone, anywhere=anywhere):
        page = page_by_key(members.select_related("unit", "grassroots"), keys=keys, after=after)
        if page.rows:
            break
    return page


def _readings(text: str, unit: Unit, *, alone: bool, anywhere: bool) -> Iterator[Reading]:
    members, phone = members_of(unit, alone=alone), _phone(text)
    if phone:
        yield members.filter(phone=phone), NAME_KEYS
    elif alone or Unit.objects.under(unit)[: FEW_UNITS + 1].count() <= FEW_UNITS:
        yield from _among_few(text, members)
    else:
        if not anywhere:
            yield from _by_name(search.words(text), members)
        yield from _among_many(text, unit)


def _phone(text: str) -> str:
    digits = text.translate(str.maketrans("", "", " .-"))
    return digits if digits.isdecimal() and len(digits) >= PHONE_DIGITS else ""


def _among_few(text: str, members: QuerySet[Member]) -> Iterator[Reading]:
    # Each is looked at: asked for them, the index of words would be read whole for each of their units.
    members = members.annotate(words=search.off_index("search"), sorted_by=search.off_index("sort_key"))
    for unfinished in (False, True):
        yield search.matching(members, text, "words", unfinished=unfinished), FOUND_KEYS


def _by_name(words: list[str], members: QuerySet[Member]) -> Iterator[Reading]:
    """Those whose name ends with ``words``, has them at both ends or begins so: each the beginning of an index."""
    if not words or not "".join(words).isalpha():
        return
    forth, back = " ".join(words), " ".join(reversed(words))
    yield members.filter(given_first__startswith=f"{back} "), ("given_first", "pk")
    match words:
        case [_family, _given]:
            yield members.filter(family_given__startswith=f"{forth} "), ("family_given", "pk")
    yield members.filter(family_first__startswith=f"{forth} "), ("family_first", "pk")
    match words:
        case [_unfinished]:
            yield members.filter(given_first__startswith=forth), ("given_first", "pk")
        case [_family, _unfinished]:
            yield members.filter(family_given__startswith=forth), ("family_given", "pk")
    yield members.filter(family_first__startswith=forth), ("family_first", "pk")


def _among_many(text: str, unit: Unit) -> Iterator[Reading]:
    # The words first, then whose branch it is: not the other way round, unit by unit.
    branch = Unit.objects.under(unit).values("pk")
    members = Member.objects.living().annotate(home=search.off_index("unit"), sorted_by=search.off_index("sort_key"))
    members = members.filter(home__in=branch)
    yield search.matching(members, text, unfinished=False), FOUND_KEYS
    if any(_is_telling(word) for word in search.words(text)[-1:]):
        yield search.matching(members, text), FOUND_KEYS


def _is_telling(word: str) -> bool:
    """Whether few enough words begin with ``word``: not with one letter, nor with the first signs of a code."""
    return len(word) > 1 if word.isalpha() else len(word) >= CODE_SIGNS
