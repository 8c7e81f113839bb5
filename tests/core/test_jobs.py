"""Long tasks: what one worker has done no other undoes."""

import pytest

from portal.core import jobs
from portal.core.models import Job
from tests.moments import NOW, later


@pytest.fixture
def job(people):
    made = jobs.start_job("units.check_sheet", label="Kiểm tra tệp", owner=people.yen, at=NOW, total=10)
    assert jobs.claim(made.pk, at=NOW) == made
    return made


def ended(job) -> tuple:
    job.refresh_from_db()
    return job.state, job.done, job.problem, job.finished_at


def test_ended_job_is_nobodys_to_take_up_again(job):
    # A second worker takes it up while the first is silent; the first comes back and gives it up.
    assert jobs.claim(job.pk, at=later(minutes=20)) == job
    jobs.fail(job, "Không đọc được tệp.", at=later(minutes=21))
    jobs.let_be(job, at=later(minutes=22))
    assert ended(job) == (Job.State.FAILED, 0, "Không đọc được tệp.", later(minutes=21))
    assert jobs.claim(job.pk, at=later(minutes=23)) is None


def test_result_that_came_late_counts_all_the_same(job):
    jobs.fail(job, "Có lỗi ngoài dự kiến.", at=later(minutes=1))
    jobs.finish(job, at=later(minutes=2), result={"rows": 10})
    jobs.finish(job, at=later(minutes=3), result={"rows": 11})
    assert ended(job) == (Job.State.DONE, 10, "", later(minutes=2))
    assert job.result == {"rows": 10}


def test_job_with_nothing_left_to_do_is_done(job):
    jobs.let_be(job, at=later(minutes=1))
    assert ended(job) == (Job.State.DONE, 10, "", later(minutes=1))


def test_finished_job_does_not_fail_afterwards(job):
    jobs.finish(job, at=later(minutes=1), result={"rows": 10})
    jobs.fail(job, "Có lỗi ngoài dự kiến.", at=later(minutes=2))
    assert ended(job) == (Job.State.DONE, 10, "", later(minutes=1))
    assert job.result == {"rows": 10}
