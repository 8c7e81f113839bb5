"""The whole way of a Bằng khen, from the proposal to the register."""

from awards.enums import BatchState, CertificateState, DecisionState, NominationState
from awards.models import AwardRecord, Certificate
from tests.awards.story import appraised, published, signed
from units.models import Tally


def test_signing_numbers_the_decision_and_fills_the_register(story):
    nomination = appraised(story)
    decision = signed(story, nomination)
    decision.refresh_from_db()
    nomination.refresh_from_db()
    record = AwardRecord.objects.get()
    assert (decision.state, decision.symbol) == (DecisionState.NUMBERED, "01/QĐ-LĐLĐ")
    assert nomination.state == NominationState.DECIDED
    assert decision.batch.state == BatchState.DECIDED
    assert (record.member, record.decision_no, record.unit_name) == (
        story.people.lan.member,
        "01/QĐ-LĐLĐ",
        "CĐCS Công ty CP May Đáp Cầu Mới",
    )
    assert Certificate.objects.get().state == CertificateState.PLANNED
    assert Tally.objects.get(indicator="E05").value == 1


def test_publication_tells_the_commended(story):
    decision = published(story, appraised(story))
    assert decision.state == DecisionState.PUBLISHED
    subjects = [notice.subject for notice in story.people.lan.notices.all()]
    assert "Bạn được khen thưởng theo Quyết định 01/QĐ-LĐLĐ" in subjects
