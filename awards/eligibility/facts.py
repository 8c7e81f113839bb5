"""What is known of one nominee. ``None`` means not known, which is not the same as no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from awards.enums import Merit, Rating, SubjectKind

# Best first; "rating at least good" is a comparison of places.
RATINGS = tuple(Rating.values)
SCOPES = ("co_so", "tinh_nganh", "toan_quoc")
SCHOOLING = (
    ("thcs",),
    ("thpt",),
    ("sơ cấp",),
    ("trung cấp",),
    ("cao đẳng",),
    ("đại học", "kỹ sư", "cử nhân"),
    ("sau đại học", "thạc sĩ"),
    ("tiến sĩ",),
)


@dataclass(frozen=True, slots=True)
class Title:
    """An award the nominee already holds; ``year`` is None when only the fact is known."""

    family: str
    year: int | None
    label: str = ""
    level: str = ""
    merit: str = Merit.YEARLY


@dataclass(frozen=True, slots=True)
class Solution:
    """A recognised initiative of the nominee; ``value_vnd`` is their share of its benefit."""

    scope: str
    year: int | None = None
    code: str = ""
    value_vnd: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """Another award, given or under way, that rests on the same achievement."""

    award_code: str
    family: str
    kind: str
    level: str
    label: str
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A disciplinary measure or review on file, in effect from one day up to, not including, another (None: still)."""

    form: str
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def runs_into(self, year: int) -> bool:
        """Whether it began before ``year`` and still had effect in it."""
        return self.valid_from.year < year and self.holds_on(date(year, 1, 1))


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the checks may ask about one nominee, in one place and free of the database."""

    name: str
    year: int
    received_on: date
    as_of: date
    subject_kind: str = SubjectKind.PERSON
    merit: str = Merit.YEARLY
    titles: tuple[Title, ...] = ()
    whole_record: frozenset[str] = frozenset()  # families of which nothing can be missing from ``titles``
    ratings: Mapping[int, str] = field(default_factory=dict)
    solutions: tuple[Solution, ...] | None = None
    benefit_vnd: int | None = None
    yearly_benefits_vnd: Mapping[int, int] | None = None
    education: str | None = None
    manager: bool | None = None
    direct_worker: bool | None = None
    service_years: int | None = None
    unit_status: str = ""
    uses: tuple[Use, ...] = ()
    measures: tuple[Measure, ...] | None = None
    people_measures: tuple[Measure, ...] | None = None  # of the people of a collective
    counts: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)

    def years_of(self, *families: str) -> dict[int, str]:
        """Return the years in which one of ``families`` was held, with where it is written."""
        return {title.year: title.label for title in self.titles if title.family in families and title.year is not None}

    def holds_any(self, *families: str) -> Title | None:
        """Return one award of ``families``, whatever its year."""
        return next((title for title in self.titles if title.family in families), None)


def schooling_rank(education: str | None) -> int | None:
    """Return how high an education is, None if it is not known or not one of the usual words."""
    words = (education or "").strip().lower()
    ranks = [rank for rank, names in enumerate(SCHOOLING) for name in names if words.startswith(name)]
    return max(ranks) if words and ranks else None
