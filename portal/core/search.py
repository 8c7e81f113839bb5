"""Search in Vietnamese, with or without accents: folding, words, and near-duplicates."""

import re
import unicodedata
import zlib
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce

D_STROKE = str.maketrans({"đ": "d", "Đ": "d"})
SHINGLE = 4
SAMPLE = 8  # one shingle in eight is kept; the same ones for every text


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents, đ as d; the same as ``vi_fold`` in the database."""
    apart = unicodedata.normalize("NFD", text.lower().translate(D_STROKE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Return the folded words of ``text``."""
    return re.findall(r"[a-z0-9]+", fold(text))


class FoldedVector(models.Func):
    """The search vector of the given columns, folded; for a generated column."""

    function = "vi_vector"
    output_field: Any = SearchVectorField()


def matching(queryset: Any, text: str, column: str = "search", *, unfinished: bool = True) -> Any:
    """
    Return the rows whose folded vector holds every word of ``text``.

    :param unfinished: the last word may be the beginning of one
    """
    found = words(text)
    if not found:
        return queryset.none()
    terms = " & ".join([*found[:-1], f"{found[-1]}:*" if unfinished else found[-1]])
    # As a lookup, not as SQL that names the table: in a subquery the table has another name.
    return queryset.filter(**{column: SearchQuery(terms, config="simple", search_type="raw")})


def off_index(column: str) -> Coalesce:
    """
    Return ``column`` as a value no index is sorted by: what :func:`matching` found is sorted by it.

    The planner takes a last, unfinished word for a common one. In the order of an index it would look for it row by
    row, and for a rare word through the whole table; sorted so, it asks the words' own index first.
    """
    return Coalesce(column, column)


def sketch(text: str) -> list[int]:
    """
    Return a sample of the text's four-syllable runs as sorted 32-bit keys.

    Two texts that share a passage share keys, whatever stands around it; the same
    text gives the same keys. Short texts keep all their runs, so that none is blind.
    """
    syllables = [word.encode() for word in words(text)]
    runs = {zlib.crc32(b" ".join(syllables[i : i + SHINGLE])) for i in range(max(len(syllables) - SHINGLE + 1, 0))}
    kept = {run for run in runs if run % SAMPLE == 0} if len(runs) > SAMPLE * 8 else runs
    return sorted(run - (1 << 31) for run in kept)
