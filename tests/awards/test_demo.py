"""The demo's commendations: what the story of a demonstration needs is there."""

from datetime import date

from django.utils import timezone

from awards.demo import load_demo
from awards.enums import BatchState, CertificateState, DecisionState, NominationState, Verdict
from awards.models import AwardRecord, Batch, Certificate, Decision, IssuedNumber, Nomination
from awards.selectors.checks import check_nomination
from awards.selectors.decisions import prove
from campaigns.demo import load_demo as load_campaigns
from councils.demo import load_demo as load_councils
from initiatives.demo import load_demo as load_initiatives
from units.demo import load_demo as load_units


def test_demo_tells_the_whole_arc(db):
    at = timezone.now()
    accounts = load_units(at=at)
    for load in (load_councils, load_campaigns, load_initiatives, load_demo):
        load(at=at, accounts=accounts)
    decision = Decision.objects.get(symbol="12/QĐ-LĐLĐ")
    assert (decision.state, decision.decided_on) == (DecisionState.PUBLISHED, date(2026, 1, 5))
    assert AwardRecord.objects.filter(nomination__isnull=True).count() == 14
    assert IssuedNumber.objects.filter(decision__isnull=True).count() == 11
    assert {
        NominationState.DRAFT,
        NominationState.SUBMITTED,
        NominationState.RETURNED,
        NominationState.COUNCIL_FAILED,
    } < set(Nomination.objects.values_list("state", flat=True))
    assert Decision.objects.filter(state=DecisionState.LEGAL_CHECKED).count() == 1
    assert Batch.objects.get(state=BatchState.PUBLIC_NOTICE).objections.count() == 1
    states = set(Certificate.objects.values_list("state", flat=True))
    assert {CertificateState.DELIVERED, CertificateState.REISSUED, CertificateState.RECALLED} < states
    certificate = decision.certificates.get(holder_name="Nguyễn Thị Hạnh")
    found = prove(certificate.code)
    assert found is not None
    assert found.status == "valid"
    gap = Nomination.objects.get(member__code="NV-006", award_type__code="CSTD-BT")
    assert check_nomination(gap, as_of=timezone.localdate()).verdict == Verdict.NOT_ELIGIBLE
