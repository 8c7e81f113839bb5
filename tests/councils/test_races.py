"""Two people press at once: real transactions, one of them waits, one of them is told."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from councils.models import AgendaItem, Ballot, BallotCast, Minutes, ScoreSheet
from councils.services import cast_ballots, count_ballots, draft_minutes, open_voting, papers, sign_minutes
from portal.core.errors import DomainError
from portal.core.models import AuditLine, IssuedDocument
from portal.core.workflow import WrongStateError
from tests.councils.room import SECRET_80, SESSION_DAY, Session, make_room, make_rubric, meet, put, score, vote
from tests.people import make_people
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def together(*jobs: Callable[[], object]) -> list[str]:
    """Run jobs at the same moment; return how each ended: "done" or the name of its refusal."""
    start, ends = threading.Barrier(len(jobs)), ["?"] * len(jobs)

    def run(place: int, job: Callable[[], object]) -> None:
        start.wait()
        try:
            job()
            ends[place] = "done"
        except DomainError as refusal:
            ends[place] = type(refusal).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


@pytest.fixture
def busy_room():
    world = make_world()
    room = make_room(world, make_people(world), rubric=make_rubric())
    room.world = world
    return room


def fresh(room) -> Session:
    return Session.objects.select_related("council__unit").get(pk=room.session.pk)


def ready(room):
    item = put(room, room.world.factory, rule=SECRET_80)
    from councils.services import invite
    from tests.councils.room import NOW, declare_all

    invite(room.session, actor=room.secretary, at=NOW)
    declare_all(room, item)
    score(item, room.chair)
    meet(room, item)
    return item


def test_vote_is_closed_once(busy_room):
    item = ready(busy_room)
    vote(busy_room, item, yes=9)
    closers = (busy_room.chair, busy_room.vice, busy_room.secretary)
    ends = together(
        *(lambda user=user: count_ballots(fresh(busy_room), actor=user, at=SESSION_DAY) for user in closers)
    )
    assert sorted(ends) == ["WrongStateError", "WrongStateError", "done"]
    assert AuditLine.objects.filter(action="item.count").count() == 1


def test_double_press_casts_one_ballot(busy_room):
    item = ready(busy_room)
    open_voting(busy_room.session, actor=busy_room.chair, at=SESSION_DAY)
    votes = [{item.pk: "yes"}, {item.pk: "no"}, {item.pk: "yes"}]
    ends = together(
        *(
            lambda choice=choice: cast_ballots(
                fresh(busy_room), actor=busy_room.members[0], at=SESSION_DAY, choices=choice
            )
            for choice in votes
        )
    )
    assert sorted(ends) == ["DomainError", "DomainError", "done"]
    assert (Ballot.objects.count(), BallotCast.objects.count()) == (1, 1)


def test_ballots_of_many_at_once_are_all_kept(busy_room):
    item = ready(busy_room)
    open_voting(busy_room.session, actor=busy_room.chair, at=SESSION_DAY)
    ends = together(
        *(
            lambda user=user: cast_ballots(fresh(busy_room), actor=user, at=SESSION_DAY, choices={item.pk: "yes"})
            for user in busy_room.everyone
        )
    )
    assert ends == ["done"] * 9
    assert (Ballot.objects.filter(choice="yes").count(), BallotCast.objects.count()) == (9, 9)


def test_ballot_against_the_close_of_the_vote_is_counted_or_refused(busy_room):
    item = ready(busy_room)
    vote(busy_room, item, yes=8)
    late = busy_room.everyone[8]
    ends = together(
        lambda: cast_ballots(fresh(busy_room), actor=late, at=SESSION_DAY, choices={item.pk: "yes"}),
        lambda: count_ballots(fresh(busy_room), actor=busy_room.chair, at=SESSION_DAY, accept_missing=True),
    )
    item = AgendaItem.objects.get(pk=item.pk)
    assert ends[1] == "done"
    assert item.yes_count == Ballot.objects.count() == (9 if ends[0] == "done" else 8)


def test_sheet_against_the_opening_of_the_vote_is_kept_or_refused(busy_room):
    item = ready(busy_room)
    again = AgendaItem.objects.select_related("session__council__unit").get(pk=item.pk)
    ends = together(
        lambda: score(again, busy_room.members[0]),
        lambda: open_voting(fresh(busy_room), actor=busy_room.chair, at=SESSION_DAY),
    )
    assert ends[1] == "done"
    assert ScoreSheet.objects.count() == (2 if ends[0] == "done" else 1)
    assert ends[0] in {"done", WrongStateError.__name__}


def test_two_sessions_draw_two_numbers_and_two_signatures_close_once(busy_room):
    item = ready(busy_room)
    vote(busy_room, item, yes=9)
    count_ballots(busy_room.session, actor=busy_room.chair, at=SESSION_DAY)
    ends = together(
        *(
            lambda user=user: draft_minutes(fresh(busy_room), actor=user, at=SESSION_DAY)
            for user in (busy_room.chair, busy_room.secretary)
        )
    )
    assert (ends, Minutes.objects.get().number) == (["done", "done"], 1)
    ends = together(
        *(
            lambda user=user: sign_minutes(fresh(busy_room), actor=user, at=SESSION_DAY)
            for user in (busy_room.chair, busy_room.secretary)
        )
    )
    assert ends == ["done", "done"]
    assert fresh(busy_room).state == "closed"
    assert AuditLine.objects.filter(action="session.close").count() == 1


def test_minutes_two_workers_make_at_once_are_issued_once(busy_room, monkeypatch):
    room = busy_room
    item = ready(room)
    vote(room, item, yes=9)
    count_ballots(room.session, actor=room.chair, at=SESSION_DAY)
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    minutes = sign_minutes(room.session, actor=room.chair, at=SESSION_DAY)
    both, render = threading.Barrier(2), papers.RENDER["docx"]

    def render_beside_the_other(form, data):
        both.wait(timeout=60)
        return render(form, data)

    monkeypatch.setitem(papers.RENDER, "docx", render_beside_the_other)
    issued = []
    make = lambda: issued.append(papers.issued_paper(minutes, "docx", at=SESSION_DAY))  # noqa: E731
    assert together(make, make) == ["done", "done"]
    assert [paper.pk for paper in issued] == [IssuedDocument.objects.get().pk] * 2
    assert AuditLine.objects.filter(action="minutes.issue").count() == 1
