"""Lists, one page at a time, by key."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.models import Holiday, Notice
from portal.core.paging import page_by_key
from tests.moments import NOW, later
from units.models import Unit


@pytest.fixture
def notices(people):
    """Five messages to Lan: two of one moment, one of them already read."""
    moments = [NOW, later(hours=1), later(hours=1), later(hours=2), later(hours=3)]
    return Notice.objects.bulk_create(
        Notice(
            recipient=people.lan,
            event=f"test:{number}",
            subject=f"Tin {number}",
            created_at=at,
            read_at=at if number == 3 else None,
        )
        for number, at in enumerate(moments, start=1)
    )


def walk(queryset, keys, size=2):
    """Return the rows of each page, from the first to the last."""
    pages, cursor = [], ""
    while True:
        page = page_by_key(queryset, keys=keys, after=cursor, size=size)
        pages.append(page.rows)
        cursor = page.next
        if not cursor:
            return pages


def subjects(pages):
    return [[notice.subject for notice in page] for page in pages]


def test_pages_follow_each_other_without_gap_or_repeat(notices):
    pages = walk(Notice.objects.all(), ("-created_at", "-pk"))
    assert subjects(pages) == [["Tin 5", "Tin 4"], ["Tin 3", "Tin 2"], ["Tin 1"]]


def test_page_that_is_just_full_is_the_last(notices):
    page = page_by_key(Notice.objects.all(), keys=("pk",), size=5)
    assert len(page) == 5
    assert page.next == ""


def test_row_that_comes_in_between_moves_nothing(people, notices):
    first = page_by_key(Notice.objects.all(), keys=("-created_at", "-pk"), size=2)
    Notice.objects.create(recipient=people.lan, event="test:new", subject="Tin mới", created_at=later(hours=9))
    second = page_by_key(Notice.objects.all(), keys=("-created_at", "-pk"), after=first.next, size=2)
    assert [notice.subject for notice in second] == ["Tin 3", "Tin 2"]


def test_empty_values_come_last_when_rising(notices):
    pages = walk(Notice.objects.all(), ("read_at", "pk"))
    assert subjects(pages) == [["Tin 3", "Tin 1"], ["Tin 2", "Tin 4"], ["Tin 5"]]


def test_empty_values_come_first_when_falling(notices):
    pages = walk(Notice.objects.all(), ("-read_at", "-pk"))
    assert subjects(pages) == [["Tin 5", "Tin 4"], ["Tin 2", "Tin 1"], ["Tin 3"]]


@pytest.mark.parametrize(
    ("keys", "may_be_empty"),
    [(("created_at", "pk"), False), (("recipient__username", "pk"), False), (("read_at", "pk"), True)],
)
def test_next_page_starts_in_the_index_where_no_value_can_be_empty(notices, keys, may_be_empty):
    """“Beyond, or nothing” has two starts: an index would be read from its beginning, page after page."""
    everybody = Notice.objects.select_related("recipient")
    first = page_by_key(everybody, keys=keys, size=1)
    with CaptureQueriesContext(connection) as asked:
        page_by_key(everybody, keys=keys, after=first.next, size=1)
    assert ("IS NULL" in asked.captured_queries[0]["sql"]) == may_be_empty


def test_days_are_keys(db):
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(3)]
    Holiday.objects.bulk_create(Holiday(on=day, name="Nghỉ") for day in days)
    pages = walk(Holiday.objects.all(), ("-on",), size=1)
    assert [page[0].on for page in pages] == days[::-1]


def test_key_of_a_related_row_pages_too(world):
    units = Unit.objects.filter(parent__isnull=False).select_related("parent")
    pages = walk(units, ("parent__sort_key", "sort_key", "pk"), size=3)
    assert [unit.pk for page in pages for unit in page] == list(
        units.order_by("parent__sort_key", "sort_key", "pk").values_list("pk", flat=True)
    )


@pytest.mark.parametrize("cursor", ["x", "W10:1:abc", "\x00", "a" * 5000])
def test_broken_cursor_gives_the_first_page(notices, cursor):
    page = page_by_key(Notice.objects.all(), keys=("-created_at", "-pk"), after=cursor, size=1)
    assert [notice.subject for notice in page] == ["Tin 5"]


def test_cursor_of_another_order_gives_the_first_page(notices):
    other = page_by_key(Notice.objects.all(), keys=("pk",), size=3)
    page = page_by_key(Notice.objects.all(), keys=("-created_at", "-pk"), after=other.next, size=1)
    assert [notice.subject for notice in page] == ["Tin 5"]


@pytest.mark.parametrize("size", [1, 3])
def test_page_is_one_query(notices, django_assert_num_queries, size):
    with django_assert_num_queries(1):
        page = page_by_key(Notice.objects.all(), keys=("-created_at", "-pk"), size=size)
    assert len(page) == size
