"""What waits for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import Batch, Nomination
from awards.selectors import list_work
from awards.services import object_to, receive_nomination, return_nomination, send_back_decision
from tests.awards.story import (
    appraised,
    disclosed,
    draft_nomination,
    express_desk,
    express_draft,
    express_signed,
    gathered,
    make_eligible,
    submitted,
)
from tests.moments import NOW, TODAY
from tests.people import make_member


def verbs(user):
    return [work.verb for work in list_work(user, day=TODAY)]


def test_draft_waits_for_its_unit(story):
    draft_nomination(story)
    assert verbs(story.people.hung) == ["Hoàn thiện"]
    assert verbs(story.people.tuan) == verbs(story.people.lan) == verbs(story.people.binh) == []


def test_sent_dossier_waits_for_the_deciding_officers(story):
    nomination = submitted(story)
    assert verbs(story.people.dung) == ["Tiếp nhận"]
    receive_nomination(nomination, actor=story.people.dung, at=NOW)
    work = list_work(story.people.dung, day=TODAY)[0]
    assert (work.verb, work.due_on) == ("Thẩm định", nomination.due_on)


def test_dossier_does_not_wait_for_who_had_a_hand_in_it_or_stands_in_it(story):
    nomination = submitted(story)
    people = story.people
    assert verbs(people.dung) == verbs(people.yen) == ["Tiếp nhận"]
    Nomination.objects.filter(pk=nomination.pk).update(preparer_ids=[people.yen.pk], member=people.dung.member)
    assert verbs(people.yen) == verbs(people.dung) == []
    Nomination.objects.filter(pk=nomination.pk).update(
        preparer_ids=[], member=people.lan.member, proposed_by=people.yen
    )
    assert (verbs(people.yen), verbs(people.dung)) == ([], ["Tiếp nhận"])


def test_returned_dossier_waits_for_its_unit_with_the_reason(story):
    nomination = submitted(story)
    receive_nomination(nomination, actor=story.people.dung, at=NOW)
    return_nomination(nomination, actor=story.people.dung, at=NOW, reason="Thêm số liệu")
    work = list_work(story.people.hung, day=TODAY)[0]
    assert (work.verb, work.detail, work.due_on) == ("Bổ sung", "Thêm số liệu", nomination.return_due_on)


def test_batch_waits_for_its_officers(story):
    gathered(story, appraised(story))
    assert verbs(story.people.yen) == ["Công khai"]


def test_opinion_waits_for_an_answer(story):
    batch = disclosed(story, appraised(story))
    object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại.")
    assert verbs(story.people.yen) == ["Trả lời"]


def test_opinion_does_not_wait_for_who_made_it_or_is_on_the_list(story):
    batch = disclosed(story, appraised(story))
    object_to(batch, actor=story.people.yen, at=NOW, text="Xem lại.")
    assert (verbs(story.people.yen), verbs(story.people.dung)) == ([], ["Trả lời"])
    Batch.objects.filter(pk=batch.pk).update(nominee_ids=[story.people.dung.member_id])
    assert verbs(story.people.dung) == []


def test_paper_goes_from_clerk_to_leader_and_back(story):
    express_draft(story)
    assert verbs(story.people.huy) == ["Rà soát"]


def test_signature_is_a_binding_verb(story):
    express_desk(story)
    work = list_work(story.people.tuan, day=TODAY)[0]
    assert (work.verb, work.legal) == ("Xem và ký", True)


def test_signed_paper_waits_for_publication_and_print(story):
    express_signed(story)
    assert verbs(story.people.huy) == ["Công bố", "In"]


@pytest.mark.parametrize("who", ["hung", "yen", "huy", "tuan", "lan"])
def test_queries_do_not_grow_with_what_waits(story, who):
    user = getattr(story.people, who)
    submitted(story)
    list_work(user, day=TODAY)
    with CaptureQueriesContext(connection) as one:
        list_work(user, day=TODAY)
    for place in range(3):
        member = make_member(f"NV-W{place}", f"Người {place}", story.world.group)
        make_eligible(member, f"SK-W{place}")
        submitted(story, member)
    with CaptureQueriesContext(connection) as many:
        list_work(user, day=TODAY)
    assert len(one) == len(many)


def test_draft_that_was_sent_back_waits_for_its_writer_with_the_reason(story):
    decision = express_desk(story)
    assert "Sửa" not in verbs(story.people.yen)
    send_back_decision(decision, actor=story.people.tuan, at=NOW, reason="Thiếu căn cứ")
    work = next(work for work in list_work(story.people.yen, day=TODAY) if work.verb == "Sửa")
    assert (work.detail, work.url) == ("Thiếu căn cứ", f"/khen-thuong/quyet-dinh/{decision.pk}/")
    assert "Sửa" not in verbs(story.people.tuan)
