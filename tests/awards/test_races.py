"""Two people press at once: real transactions, one waits, one is told; numbers neither clash nor leave gaps."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from awards.enums import SeriesKind
from awards.models import AwardRecord, Batch, Certificate, Decision, IssuedNumber, Nomination, NumberSeries
from awards.services import (
    approve_decision,
    close_notices,
    draft_decision,
    gather,
    make_batch,
    note_outside_numbers,
    object_to,
    papers,
    publish_decision,
    receive_nomination,
    reissue_certificate,
)
from awards.services.numbers import take_number
from portal.core.errors import DomainError
from portal.core.models import AuditLine, IssuedDocument
from tests.awards.story import (
    AFTER_NOTICE,
    DRAFT,
    Story,
    appraised,
    disclosed,
    express_batch,
    express_desk,
    express_signed,
    make_eligible,
    make_story,
    submitted,
)
from tests.moments import NOW
from tests.people import make_member, make_people
from tests.world import make_world
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


def together(*jobs: Callable[[], object]) -> list[str]:
    """Run jobs at the same moment; return how each ended, sorted: "done" or the name of its refusal."""
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
    return sorted(ends)


@pytest.fixture
def story() -> Story:
    world = make_world()
    story = make_story(world, make_people(world))
    make_eligible(story.people.lan.member)
    return story


def test_one_decision_is_signed_once_by_two_leaders(story):
    pk = express_desk(story).pk

    def sign(actor):
        approve_decision(Decision.objects.get(pk=pk), actor=actor, at=NOW)

    people = story.people
    assert together(lambda: sign(people.tuan), lambda: sign(people.mai)) == ["WrongStateError", "done"]
    assert IssuedNumber.objects.count() == AwardRecord.objects.count() == Certificate.objects.count() == 1
    assert AuditLine.objects.filter(action="decision.sign").count() == 1


def test_two_decisions_signed_at_once_take_two_numbers_in_a_row(story):
    other = make_member("NV-HOA", "Trần Thị Hoa", story.world.group)
    make_eligible(other, "SK-HOA")
    first, second = express_desk(story), express_desk(story, other)

    def sign(pk, actor):
        approve_decision(Decision.objects.get(pk=pk), actor=actor, at=NOW)

    ends = together(lambda: sign(first.pk, story.people.tuan), lambda: sign(second.pk, story.people.mai))
    assert ends == ["done", "done"]
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2]
    assert sorted(Certificate.objects.values_list("golden_no", flat=True)) == [1, 2]


def test_many_takers_of_a_fresh_series_leave_no_gap(story):
    taken = []

    def take():
        from django.db import transaction

        with transaction.atomic():
            taken.append(take_number(Unit.objects.get(code="LD-BNI"), SeriesKind.DECISION, 2026)[1])

    assert together(*[take] * 6) == ["done"] * 6
    assert sorted(taken) == [1, 2, 3, 4, 5, 6]
    assert NumberSeries.objects.get().last_number == 6


def test_signing_and_noting_paper_numbers_at_once_never_clash(story):
    pk = express_desk(story).pk
    unit = story.world.province

    def sign():
        approve_decision(Decision.objects.get(pk=pk), actor=story.people.tuan, at=NOW)

    def note():
        note_outside_numbers(unit, actor=story.people.huy, at=NOW, year=2026, up_to=5, note="Công văn trên giấy")

    together(sign, note)
    numbers = sorted(IssuedNumber.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_decision_is_published_once(story):
    pk = express_signed(story).pk

    def publish():
        publish_decision(Decision.objects.get(pk=pk), actor=story.people.huy, at=NOW)

    assert together(publish, publish) == ["WrongStateError", "done"]
    assert story.people.lan.notices.count() == 1


def test_batch_gets_one_draft(story):
    pk = express_batch(story).pk

    def draft():
        draft_decision(Batch.objects.get(pk=pk), actor=story.people.yen, at=NOW, draft=DRAFT)

    assert together(draft, draft) == ["WrongStateError", "done"]
    assert Decision.objects.count() == 1


def test_dossier_is_taken_in_once(story):
    pk = submitted(story).pk

    def receive(actor):
        receive_nomination(Nomination.objects.get(pk=pk), actor=actor, at=NOW)

    assert together(lambda: receive(story.people.dung), lambda: receive(story.people.yen)) == [
        "WrongStateError",
        "done",
    ]


def test_dossier_goes_into_one_of_two_batches(story):
    nomination = appraised(story)
    people = story.people
    facts = {"at": NOW, "award_type": story.award, "year": 2026}
    batches = [make_batch(story.world.province, actor=people.yen, title=f"Đợt {n}", **facts).pk for n in (1, 2)]

    def put(pk):
        gather(Batch.objects.get(pk=pk), [Nomination.objects.get(pk=nomination.pk)], actor=people.yen, at=NOW)

    assert together(*(lambda pk=pk: put(pk) for pk in batches)) == ["DomainError", "done"]


def test_opinion_sent_while_the_notice_closes_is_either_heard_or_refused(story):
    pk = disclosed(story, appraised(story)).pk

    def speak():
        object_to(Batch.objects.get(pk=pk), actor=story.people.binh, at=AFTER_NOTICE, text="Xem lại.")

    ends = together(speak, lambda: close_notices(at=AFTER_NOTICE))
    batch = Batch.objects.get(pk=pk)
    heard = batch.objections.count()
    assert (ends, batch.state, heard) in [
        (["done", "done"], "public_notice", 1),
        (["WrongStateError", "done"], "council_ready", 0),
    ]


def test_lost_certificate_is_issued_anew_once(story):
    from awards.services import deliver_certificate, print_certificates, report_lost, seal_certificates

    express_signed(story)
    certificate = Certificate.objects.get()
    huy = story.people.huy
    print_certificates([certificate], actor=huy, at=NOW)
    seal_certificates([certificate], actor=huy, at=NOW)
    deliver_certificate(certificate, actor=huy, at=NOW, on=NOW.date(), to="Lan")
    report_lost(certificate, actor=huy, at=NOW, reason="Mất")

    def reissue():
        reissue_certificate(Certificate.objects.get(pk=certificate.pk), actor=huy, at=NOW)

    assert together(reissue, reissue) == ["WrongStateError", "done"]
    assert Certificate.objects.count() == 2


def test_paper_two_workers_make_at_once_is_issued_once(story, monkeypatch):
    certificate = Certificate.objects.get(decision=express_signed(story))
    both, render = threading.Barrier(2), papers.RENDER["pdf"]

    def render_beside_the_other(form, data):
        both.wait(timeout=60)
        return render(form, data)

    monkeypatch.setitem(papers.RENDER, "pdf", render_beside_the_other)
    issued = []
    make = lambda: issued.append(papers.issue_certificate_paper(certificate.pk, at=NOW))  # noqa: E731
    assert together(make, make) == ["done", "done"]
    assert [paper.pk for paper in issued] == [IssuedDocument.objects.get().pk] * 2
    assert AuditLine.objects.filter(action="certificate.issue").count() == 1
