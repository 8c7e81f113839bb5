"""What the worker does for signing in, whoever calls it and however often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import tasks
from accounts.enums import Sending
from accounts.models import OneTimeCode, Slip
from accounts.services import ask_code, start_slips
from portal.core.models import Job
from tests.moments import NOW
from tests.people import make_member
from units.models import User

pytestmark = pytest.mark.django_db


def asked(number: str, *, at=None) -> OneTimeCode:
    facts = {"actor": None, "at": at or timezone.now(), "channel": "phone", "address": number}
    return ask_code("sign_in", asked_for=number, **facts)


def test_code_goes_out_by_itself_and_what_was_left_with_the_next_round(network):
    first, second = asked("0912345678"), asked("0987654321")
    tasks.send_code(code_id=first.pk)
    tasks.send_code(code_id=first.pk)
    assert list(OneTimeCode.objects.order_by("pk").values_list("sending", flat=True)) == [Sending.SENT, Sending.WAITING]
    tasks.send_waiting_codes()
    second.refresh_from_db()
    assert second.sending == Sending.SENT
    assert [message["phone"] for message in network()] == ["0912345678", "0987654321"]


def test_slips_are_made_by_the_job_and_the_tidying_leaves_what_is_new(people, world):
    User.objects.update(last_login=NOW)
    an = make_member("NV-101", "Vũ Thị An", world.group)
    asked("0912345678")
    asked("0987654321", at=timezone.now() - timedelta(days=60))
    job = start_slips(world.factory, actor=people.hung, at=timezone.now())
    tasks.tidy()
    assert OneTimeCode.objects.get().asked_for == "0912345678"
    for _time in range(2):
        tasks.make_slips(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, Slip.objects.get().member) == (Job.State.DONE, an)
