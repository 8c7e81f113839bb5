"""“Việc của tôi”: what waits, in the order of its deadlines, and what each role starts most often."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.services import start_draft
from portal.core.work import Work
from portal.pages.hats import list_hats
from portal.pages.views.home import quick_entries
from portal.pages.work import in_groups
from tests.campaigns.campaigns import make_draft
from tests.councils.room import make_room
from tests.moments import NOW, TODAY
from tests.people import make_user
from units.enums import Role
from units.services import add_to_tally

pytestmark = pytest.mark.django_db


def work(title, days=None):
    return Work(title, "", "/", "Xem", due_on=None if days is None else TODAY + timedelta(days=days))


def grouped(*found):
    return [(group.title, [row["what"] for row in group.rows]) for group in in_groups(list(found), day=TODAY)]


def test_what_is_due_stands_under_its_deadline():
    found = grouped(work("a", -1), work("b", 0), work("c", 1), work("d", 7), work("e", 8), work("f"))
    assert found == [
        ("Quá hạn", ["a"]), ("Hôm nay", ["b"]), ("Đến 22/06", ["c", "d"]), ("Chưa gấp", ["e", "f"]),
    ]  # fmt: skip


def test_groups_without_work_are_not_shown_and_the_first_row_is_the_main_one():
    (group,) = in_groups([work("a", 3), work("b", 4)], day=TODAY)
    assert [(row["primary"], row["later"]) for row in group.rows] == [(True, False), (False, True)]
    assert in_groups([], day=TODAY) == []


@pytest.mark.parametrize("role", list(Role))
def test_what_a_role_starts_most_often_is_open_to_it(client, world, role):
    user = make_user("NV-VAI", "Người Giữ Vai", world.province, role)
    client.force_login(user)
    entries = quick_entries(list_hats(user)[0])
    assert [entry["main"] for entry in entries] == [True, *[False] * (len(entries) - 1)]
    for entry in entries:
        assert client.get(entry["url"], follow=True).status_code == 200, entry["label"]
    assert entries[0]["label"] in client.get(reverse("home")).content.decode()


def test_member_and_council_start_elsewhere_than_officials(client, world, people):
    room = make_room(world, people)
    for user, own, others in (
        (people.lan, "Nộp sáng kiến", "Hội đồng của tôi"),
        (room.members[0], "Hội đồng của tôi", "Nộp sáng kiến"),
    ):
        client.force_login(user)
        page = client.get(reverse("home"))
        assert [entry["label"] for entry in page.context["quick"] if entry["main"]] == [own]
        assert others not in [entry["label"] for entry in page.context["quick"]]
        assert client.get(page.context["quick"][0]["url"]).status_code == 200


def test_officials_see_the_half_year_beside_the_one_before(client, people, world):
    day = timezone.localdate().replace(day=1)
    add_to_tally(world.factory, "C01", on=day, amount=6)
    add_to_tally(world.factory, "C01", on=day.replace(year=day.year - 1), amount=4)
    client.force_login(people.yen)
    strip = client.get(reverse("home")).context["figures"]
    submitted = strip["rows"][0]
    assert (submitted["value"], submitted["change"], submitted["direction"]) == ("6", "50,0%", "up")
    assert strip["rows"][1]["value"] == "0"
    assert "change" not in strip["rows"][1]
    client.force_login(people.binh)
    assert client.get(reverse("home")).context["figures"]["rows"][0]["value"] == "0"
    client.force_login(people.lan)
    assert client.get(reverse("home")).context["figures"] is None


@pytest.mark.parametrize(("who", "queries"), [("lan", 8), ("yen", 18)])
def test_home_costs_the_same_whatever_waits(client, people, world, who, queries):
    user = getattr(people, who)
    client.force_login(user)
    found = []
    for _number in range(3):
        if who == "lan":
            start_draft(user.member, actor=user, at=NOW)
        else:
            make_draft(people, world.province)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("home"))
        found.append((page.context["total"], len(asked)))
    assert found == [(1, queries), (2, queries), (3, queries)]
