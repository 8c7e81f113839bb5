"""Telling a whole branch that a campaign is launched."""

from datetime import timedelta

import pytest
from kombu.exceptions import OperationalError

from campaigns.models import Campaign
from campaigns.services import finish_waiting_notices, launching, tell_branch
from campaigns.tasks import finish_waiting_notices as finish_task
from campaigns.tasks import tell_branch as tell_task
from portal.core.models import Notice
from tests.campaigns.campaigns import make_launched
from tests.moments import NOW, later
from tests.people import make_user
from units.enums import Role


@pytest.fixture
def officials(people, world):
    """Five officials below the province, Hùng among them."""
    return [people.hung, *(make_user(f"NV-C{n}", f"Cán bộ {n}", world.mill, Role.GRASSROOTS_OFFICER) for n in range(4))]


@pytest.fixture
def waiting_jobs(django_capture_on_commit_callbacks):
    """What is to run once the transaction is through."""
    return django_capture_on_commit_callbacks


def told(campaign):
    return set(Notice.objects.filter(event=f"campaign.launch:{campaign.pk}").values_list("recipient", flat=True))


def test_few_officials_are_told_in_the_launch_itself(people, world, officials):
    campaign = make_launched(people, world.province)
    campaign.refresh_from_db()
    assert told(campaign) == {one.pk for one in officials}
    assert campaign.notified_at == NOW


def test_officials_of_the_launch_unit_and_its_neighbours_are_not_told(people, world, officials):
    campaign = make_launched(people, world.province)
    others = {people.yen.pk, people.mai.pk, people.binh.pk, people.lan.pk}
    assert told(campaign).isdisjoint(others)


def test_many_officials_are_told_by_a_worker_after_the_launch(people, world, officials, monkeypatch, waiting_jobs):
    monkeypatch.setattr(launching, "AT_ONCE", 2)
    monkeypatch.setattr(launching, "CHUNK", 2)
    with waiting_jobs() as jobs:
        campaign = make_launched(people, world.province)
    assert (told(campaign), campaign.notified_at, len(jobs)) == (set(), None, 1)
    assert tell_branch(campaign.pk, at=later(minutes=1)) == len(officials)
    campaign.refresh_from_db()
    assert told(campaign) == {one.pk for one in officials}
    assert campaign.notified_at == later(minutes=1)


def test_telling_twice_tells_nobody_twice(people, world, officials):
    campaign = make_launched(people, world.province)
    assert tell_branch(campaign.pk, at=later(hours=1)) == 0
    assert Notice.objects.filter(event=f"campaign.launch:{campaign.pk}").count() == len(officials)


def test_launch_whose_worker_died_is_found_by_the_sweep(people, world, officials):
    campaign = make_launched(people, world.province)
    Notice.objects.all().delete()
    Campaign.objects.filter(pk=campaign.pk).update(notified_at=None)
    assert finish_waiting_notices(at=NOW + timedelta(seconds=30)) == 0
    assert finish_waiting_notices(at=later(minutes=2)) == 1
    assert told(campaign) == {one.pk for one in officials}
    assert finish_waiting_notices(at=later(minutes=3)) == 0


def test_broker_that_is_away_leaves_the_launch_to_the_sweep(people, world, officials, monkeypatch, waiting_jobs):
    def away(**_arguments):
        raise OperationalError("connection refused")

    monkeypatch.setattr(launching, "AT_ONCE", 2)
    monkeypatch.setattr(tell_task, "delay", away)
    with waiting_jobs(execute=True):
        campaign = make_launched(people, world.province)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.notified_at) == ("launched", None)
    assert finish_waiting_notices(at=later(minutes=2)) == 1


def test_tasks_run_by_their_names(people, world, officials):
    campaign = make_launched(people, world.province)
    Campaign.objects.filter(pk=campaign.pk).update(notified_at=None, launched_at=NOW.replace(year=2020))
    Notice.objects.all().delete()
    finish_task()
    assert told(campaign) == {one.pk for one in officials}
    tell_task(campaign.pk, later="unknown keyword")
    assert len(told(campaign)) == len(officials)
