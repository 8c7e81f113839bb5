"""The draft, its check, the signature, publication, revocation."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from awards.documents import signature_of
from awards.enums import BatchState, Capacity, CertificateState, DecisionState, NominationState, Rating, SeriesKind
from awards.models import (
    AwardRecord,
    AwardType,
    Certificate,
    Decision,
    FairnessBound,
    IssuedNumber,
    Nomination,
    NumberSeries,
    YearRating,
)
from awards.services import (
    Draft,
    approve_decision,
    change_draft,
    check_form,
    decline_nomination,
    draft_decision,
    draft_revocation,
    object_to,
    publish_decision,
    record_outside_decision,
    send_back_decision,
)
from portal.core import audit
from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.workflow import WrongStateError
from tests.awards.story import (
    DRAFT,
    SIGNED,
    appraised,
    express_batch,
    express_desk,
    express_draft,
    express_published,
    express_signed,
    gathered,
    make_eligible,
    ready_for_council,
)
from tests.moments import NOW, TODAY, later
from tests.people import make_member, make_user
from units.enums import Role, WorkGroup
from units.models import Assignment, Tally
from units.services import delegate_role


def draft_with(**changes):
    words = {
        "subject": DRAFT.subject,
        "articles": DRAFT.articles,
        "grounds": DRAFT.grounds,
        "recipients": DRAFT.recipients,
        "merit_line": DRAFT.merit_line,
    }
    return Draft(**(words | changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"subject": " "}, "subject"), ({"articles": ("", "")}, "article_1"), ({"grounds": ()}, "grounds")],
)
def test_draft_that_lacks_a_part_names_it(story, changes, field):
    with pytest.raises(PartsMissing) as refusal:
        draft_decision(express_batch(story), actor=story.people.yen, at=NOW, draft=draft_with(**changes))
    assert list(refusal.value.parts) == [field]


def test_draft_goes_to_the_clerk(story):
    decision = express_draft(story)
    assert decision.batch.state == BatchState.SIGNED_OFF
    assert "chờ rà soát" in story.people.huy.notices.get().subject


def test_draft_may_change_until_it_is_checked(story):
    decision = express_draft(story)
    change_draft(decision, actor=story.people.yen, at=NOW, draft=draft_with(subject="Về việc khác"), seen_version=1)
    assert decision.subject == "Về việc khác"
    with pytest.raises(StaleError):
        change_draft(decision, actor=story.people.yen, at=NOW, draft=DRAFT, seen_version=1)
    check_form(decision, actor=story.people.huy, at=NOW)
    with pytest.raises(WrongStateError, match="đã rà soát"):
        change_draft(decision, actor=story.people.yen, at=NOW, draft=DRAFT)


@pytest.mark.parametrize("who", ["yen", "tuan", "hung", "binh"])
def test_only_the_clerk_checks_the_form(story, who):
    with pytest.raises(PermissionDenied, match="Văn thư"):
        check_form(express_draft(story), actor=getattr(story.people, who), at=NOW)


def test_draft_is_sent_back_with_a_reason(story):
    decision = express_desk(story)
    with pytest.raises(DomainError, match="cần sửa gì"):
        send_back_decision(decision, actor=story.people.tuan, at=NOW, reason="")
    send_back_decision(decision, actor=story.people.tuan, at=NOW, reason="Thiếu căn cứ")
    assert (decision.state, decision.return_reason) == (DecisionState.DRAFT, "Thiếu căn cứ")
    assert story.people.yen.notices.filter(subject="Dự thảo quyết định bị trả lại").count() == 1


def test_signature_takes_the_number_of_the_day_and_freezes_who_signed(story):
    decision = express_signed(story)
    assert (decision.state, decision.number, decision.symbol) == (DecisionState.NUMBERED, 1, "01/QĐ-LĐLĐ")
    assert (decision.decided_on, decision.year) == (TODAY, 2026)
    assert (decision.signer_name, decision.signer_title, decision.capacity) == (
        "Ngô Đình Tuấn",
        "Chủ tịch",
        Capacity.COLLECTIVE,
    )
    actions = [line.action for line in audit.history(decision)]
    assert actions == ["decision.draft", "decision.check_form", "decision.sign", "decision.number"]
    assert IssuedNumber.objects.get().decision == decision


def test_deputy_signs_in_the_presidents_place(story):
    Assignment.objects.filter(user=story.people.mai, role=Role.LEADER).update(title="Phó Chủ tịch LĐLĐ tỉnh Bắc Ninh")
    decision = express_desk(story)
    approve_decision(decision, actor=story.people.mai, at=NOW)
    assert (decision.signer_title, decision.capacity) == ("Phó Chủ tịch", Capacity.DEPUTY)


def test_delegate_signs_by_the_presidents_paper(story):
    lead = Assignment.objects.get(user=story.people.tuan, role=Role.LEADER)
    head = make_user("NV-DUC", "Bùi Minh Đức", story.world.province)
    day = timezone.localdate()
    delegate_role(
        lead, head, actor=story.people.tuan, at=timezone.now(), valid_from=day, valid_to=day + timedelta(7),
        basis="Giấy ủy quyền 12/UQ-LĐLĐ", title="Trưởng ban Chính sách",
    )  # fmt: skip
    decision = express_desk(story)
    approve_decision(decision, actor=head, at=NOW)
    assert (decision.signer_title, decision.capacity) == ("Trưởng ban Chính sách", Capacity.DELEGATE)
    assert signature_of(decision)["lines"] == ["TUQ. CHỦ TỊCH", "TRƯỞNG BAN CHÍNH SÁCH"]


@pytest.mark.parametrize("who", ["yen", "huy", "hung", "lan", "binh"])
def test_only_leaders_of_the_issuing_unit_sign(story, who):
    with pytest.raises(PermissionDenied, match="Chỉ lãnh đạo"):
        approve_decision(express_desk(story), actor=getattr(story.people, who), at=NOW)


@pytest.mark.parametrize(
    ("column", "words"),
    [("proposer_ids", "đã đề nghị hồ sơ"), ("appraiser_ids", "đã thẩm định"), ("nominee_ids", "có tên trong")],
)
def test_nobody_signs_their_own_proposal_appraisal_or_name(story, column, words):
    decision = express_desk(story)
    tuan = story.people.tuan
    setattr(decision.batch, column, [tuan.member_id if column == "nominee_ids" else tuan.pk])
    decision.batch.save(update_fields=[column])
    with pytest.raises(PermissionDenied, match=words):
        approve_decision(decision, actor=tuan, at=NOW)
    assert not IssuedNumber.objects.exists()


def test_nobody_signs_what_they_drafted(story):
    decision = express_desk(story)
    decision.drafted_by = story.people.tuan
    decision.save(update_fields=["drafted_by"])
    with pytest.raises(PermissionDenied, match="đã soạn quyết định"):
        approve_decision(decision, actor=story.people.tuan, at=NOW)


def test_signer_types_how_many(story):
    decision = express_desk(story)
    with pytest.raises(DomainError, match="Danh sách có 1 khen thưởng, bạn gõ 2"):
        approve_decision(decision, actor=story.people.tuan, at=NOW, typed_count=2)
    decision.refresh_from_db()
    assert decision.state == DecisionState.LEGAL_CHECKED
    approve_decision(decision, actor=story.people.tuan, at=NOW, typed_count=1)
    assert decision.state == DecisionState.NUMBERED


def test_refused_signature_gives_its_number_back(story):
    first = express_desk(story)
    with pytest.raises(DomainError):
        approve_decision(first, actor=story.people.tuan, at=NOW, typed_count=9)
    approve_decision(first, actor=story.people.tuan, at=NOW)
    assert first.number == 1


def test_list_with_an_open_opinion_is_not_signed(story):
    decision = express_desk(story)
    batch = decision.batch
    batch.state = BatchState.PUBLIC_NOTICE
    batch.save(update_fields=["state"])
    object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại.")
    batch.state = BatchState.SIGNED_OFF
    batch.save(update_fields=["state"])
    with pytest.raises(DomainError, match="Còn ý kiến chưa trả lời"):
        approve_decision(decision, actor=story.people.tuan, at=NOW)


def test_condition_lost_since_the_appraisal_stops_the_signature(story):
    merit = AwardType.objects.get(code="BK-LDLD-CN")
    merit.rules.update(params={"at_least": "hoan_thanh_xuat_sac"}, kind="rating")
    decision = express_desk(story)
    YearRating.objects.update(rating=Rating.NOT_DONE)
    with pytest.raises(DomainError, match="Nguyễn Thị Lan không còn đủ điều kiện"):
        approve_decision(decision, actor=story.people.tuan, at=NOW)


def test_bound_that_blocks_wants_the_signers_written_reason(story):
    FairnessBound.objects.create(
        unit=story.world.province, group="women", percent=Decimal(50), blocks=True, valid_from=date(2026, 1, 1)
    )
    decision = express_desk(story)
    with pytest.raises(DomainError, match="Nữ chưa đúng tỷ lệ"):
        approve_decision(decision, actor=story.people.tuan, at=NOW)
    approve_decision(decision, actor=story.people.tuan, at=NOW, bound_reason="Ngành cơ khí ít nữ")
    batch = Decision.objects.get().batch
    assert (batch.bound_reason, batch.bound_by) == ("Ngành cơ khí ít nữ", story.people.tuan)


def test_bound_that_only_warns_lets_the_signature_through(story):
    decision = express_desk(story, make_direct(story, direct=False))
    approve_decision(decision, actor=story.people.tuan, at=NOW)
    assert decision.batch.bound_reason == ""


def make_direct(story, *, direct):
    member = make_member("NV-KT", "Lê Văn Kỹ", story.world.group, group=WorkGroup.PROFESSIONAL, is_direct_worker=direct)
    make_eligible(member, "SK-KT")
    return member


def test_signer_may_leave_one_out_with_a_reason(story):
    nomination = express_desk(story).batch.nominations.get()
    with pytest.raises(DomainError, match="lý do không tặng"):
        decline_nomination(nomination, actor=story.people.tuan, at=NOW, reason="")
    decline_nomination(nomination, actor=story.people.tuan, at=NOW, reason="Đang có đơn tố cáo")
    assert (nomination.state, nomination.closing_reason) == (NominationState.REJECTED, "Đang có đơn tố cáo")


def test_list_with_nobody_left_is_not_signed(story):
    decision = express_desk(story)
    decline_nomination(decision.batch.nominations.get(), actor=story.people.tuan, at=NOW, reason="Không")
    with pytest.raises(DomainError, match="không còn ai"):
        approve_decision(decision, actor=story.people.tuan, at=NOW)


def test_dossier_outside_a_batch_is_not_left_out(story):
    with pytest.raises(WrongStateError):
        decline_nomination(appraised(story), actor=story.people.tuan, at=NOW, reason="x")


def test_signature_fills_register_totals_and_certificates(story):
    decision = express_signed(story)
    record = AwardRecord.objects.get()
    assert (record.decision, record.source, record.verified) == (decision, "internal", True)
    counted = dict(Tally.objects.filter(unit=story.world.factory).values_list("indicator", "value"))
    assert counted == {"E05": 1, "E11": 1, "E12": 1, "E12M": 1}
    certificate = Certificate.objects.get()
    assert (certificate.golden_no, certificate.holder_name) == (1, "Nguyễn Thị Lan")
    assert certificate.award_name == "Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh"
    assert NumberSeries.objects.get(kind=SeriesKind.GOLDEN).last_number == 1


@pytest.mark.parametrize("who", ["yen", "tuan", "hung", "binh"])
def test_only_the_clerk_publishes(story, who):
    with pytest.raises(PermissionDenied):
        publish_decision(express_signed(story), actor=getattr(story.people, who), at=NOW)


def test_decision_is_not_published_before_its_number(story):
    with pytest.raises(WrongStateError):
        publish_decision(express_desk(story), actor=story.people.huy, at=NOW)


def revoked(story, target):
    draft = draft_with(subject=f"Về việc hủy bỏ {target.symbol}")
    decision = draft_revocation(target, actor=story.people.yen, at=later(days=30), draft=draft)
    check_form(decision, actor=story.people.huy, at=later(days=30))
    approve_decision(decision, actor=story.people.tuan, at=later(days=31))
    return decision


def test_revocation_is_a_decision_with_its_own_number_that_takes_everything_back(story):
    target = express_published(story)
    decision = revoked(story, target)
    target.refresh_from_db()
    record = AwardRecord.objects.get()
    assert (decision.symbol, target.state) == ("02/QĐ-LĐLĐ", DecisionState.REVOKED)
    assert (record.revoked_on, record.revoked_by) == (decision.decided_on, decision)
    assert Certificate.objects.get().state == CertificateState.RECALLED
    assert set(Tally.objects.values_list("value", flat=True)) == {0}


def test_decision_is_revoked_once_and_only_when_it_has_a_number(story):
    draft = draft_with(subject="Về việc hủy bỏ")
    with pytest.raises(WrongStateError, match="đang có hiệu lực"):
        draft_revocation(express_desk(story), actor=story.people.yen, at=NOW, draft=draft)
    target = Decision.objects.get()
    approve_decision(target, actor=story.people.tuan, at=NOW)
    draft_revocation(target, actor=story.people.yen, at=NOW, draft=draft)
    with pytest.raises(DomainError, match="Đã có dự thảo thu hồi"):
        draft_revocation(target, actor=story.people.yen, at=NOW, draft=draft)


def test_person_on_the_list_does_not_sign_its_revocation(story):
    target = express_signed(story)
    target.batch.nominee_ids = [story.people.tuan.member_id]
    target.batch.save(update_fields=["nominee_ids"])
    with pytest.raises(PermissionDenied, match="có tên trong quyết định"):
        revoked(story, target)
    target.refresh_from_db()
    assert target.state == DecisionState.NUMBERED


def test_revoked_award_no_longer_counts_for_later_ones(story):
    from awards.eligibility.load import Subject, load_facts

    target = express_published(story)
    subject = Subject(key=1, award_type=story.award, year=2026, received_on=TODAY, member_id=story.people.lan.member_id)
    assert len(load_facts([subject], as_of=TODAY)[1].titles) == 1
    revoked(story, target)
    assert load_facts([subject], as_of=TODAY)[1].titles == ()


def test_achievement_is_free_again_once_its_award_is_revoked(story):
    from awards.eligibility.load import Subject, load_facts

    target = express_published(story)
    evidence = frozenset(Nomination.objects.get().initiatives.values_list("pk", flat=True))
    lan = story.people.lan.member_id
    again = Subject(key=1, award_type=story.award, year=2026, received_on=TODAY, member_id=lan, evidence=evidence)
    (use,) = load_facts([again], as_of=TODAY)[1].uses
    assert (use.award_code, use.achievement) == ("BK-LDLD-CN", "SK-2026-00001")
    revoked(story, target)
    assert load_facts([again], as_of=TODAY)[1].uses == ()


def test_numbered_decision_cannot_be_rewritten_or_deleted(story):
    decision = express_signed(story)
    for change in (
        lambda: Decision.objects.filter(pk=decision.pk).update(subject="Khác"),
        lambda: Decision.objects.filter(pk=decision.pk).update(number=7, symbol="07/QĐ-LĐLĐ"),
        lambda: AwardRecord.objects.all().delete(),
        lambda: IssuedNumber.objects.all().delete(),
        lambda: IssuedNumber.objects.update(number=9),
        lambda: Certificate.objects.update(holder_name="Người khác"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    decision.refresh_from_db()
    assert (decision.subject, decision.number) == (DRAFT.subject, 1)


def outside_batch(story):
    """A batch for a title that the province's committee decides, past its council."""
    title = AwardType.objects.get(code="BK-BT-CN")
    YearRating.objects.create(member=story.people.lan.member, year=2025, rating=Rating.EXCELLENT)
    nomination = appraised(story, award_type=title)
    batch = ready_for_council_of(story, nomination, title)
    return nomination, batch


def ready_for_council_of(story, nomination, title):
    batch = gathered(story, nomination, award_type=title)
    batch.state = BatchState.COUNCIL_DONE
    batch.save(update_fields=["state"])
    nomination.state = NominationState.COUNCIL_PASSED
    nomination.save(update_fields=["state"])
    return batch


def test_title_of_another_body_is_recorded_with_its_decision(story):
    nomination, batch = outside_batch(story)
    with pytest.raises(DomainError, match="do cơ quan khác quyết định"):
        draft_decision(batch, actor=story.people.yen, at=NOW, draft=DRAFT)
    facts = {"decision_no": "412/QĐ-UBND", "decided_on": TODAY, "issued_by": "UBND tỉnh"}
    assert record_outside_decision(batch, actor=story.people.yen, at=NOW, **facts) == 1
    nomination.refresh_from_db()
    record = AwardRecord.objects.get(nomination=nomination)
    assert (nomination.state, record.decision_no, record.source) == ("decided", "412/QĐ-UBND", "external")


def test_outside_decision_names_what_it_lacks_and_is_not_for_the_unions_own(story):
    _nomination, batch = outside_batch(story)
    with pytest.raises(PartsMissing) as refusal:
        record_outside_decision(
            batch, actor=story.people.yen, at=NOW, decision_no="", decided_on=later(days=2).date(), issued_by=""
        )  # fmt: skip
    assert set(refusal.value.parts) == {"decision_no", "decided_on", "issued_by"}
    own = express_batch(story, make_direct(story, direct=True))
    with pytest.raises(DomainError, match="do Công đoàn quyết định"):
        record_outside_decision(own, actor=story.people.yen, at=NOW, decision_no="1", decided_on=TODAY, issued_by="A")


def test_draft_of_a_batch_where_nobody_passed_is_refused(story):
    batch = ready_for_council(story, appraised(story))
    batch.state = BatchState.COUNCIL_DONE
    batch.save(update_fields=["state"])
    with pytest.raises(DomainError, match="Không hồ sơ nào được Hội đồng thông qua"):
        draft_decision(batch, actor=story.people.yen, at=SIGNED, draft=DRAFT)


def test_leader_of_a_neighbour_signs_nothing_here(story):
    neighbour = make_user(
        "NV-HUE", "Trần Văn Huế", story.world.other_province, Role.LEADER, group=WorkGroup.UNION_OFFICER
    )
    with pytest.raises(PermissionDenied):
        approve_decision(express_desk(story), actor=neighbour, at=NOW)
