"""Certificates on their way, their files, and the public check of a code."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from awards import tasks
from awards.documents import certificate_data, decision_data, signature_of, verify_url
from awards.enums import AwardKind, Capacity, CertificateState
from awards.models import Certificate, Decision
from awards.selectors.decisions import prove, tidy_code
from awards.services import (
    approve_decision,
    check_form,
    deliver_certificate,
    draft_revocation,
    issue_certificate_paper,
    issue_decision_papers,
    print_certificates,
    reissue_certificate,
    report_lost,
    resend_waiting,
    seal_certificates,
)
from awards.services.certificates import LETTERS, new_code
from awards.services.papers import draft_paper, nominations_of, print_sheet
from portal.core.errors import DomainError, PartsMissing
from portal.core.files import open_file
from portal.core.models import IssuedDocument
from portal.core.workflow import WrongStateError
from tests.awards.story import DRAFT, express_desk, express_published, express_signed
from tests.moments import NOW, TODAY, later


def text_of(pdf: bytes) -> str:
    import pypdfium2

    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def certificate(story) -> Certificate:
    express_published(story)
    return Certificate.objects.select_related("decision__unit", "nomination__award_type", "unit").get()


def delivered(story, certificate):
    huy = story.people.huy
    print_certificates([certificate], actor=huy, at=NOW)
    seal_certificates([certificate], actor=huy, at=NOW)
    deliver_certificate(certificate, actor=huy, at=NOW, on=TODAY, to="Nguyễn Thị Lan")
    return certificate


def test_code_is_long_random_and_without_letters_one_may_mistake():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(f"[{LETTERS}]{{5}}-[{LETTERS}]{{5}}", code) for code in codes)
    assert not set("ILOU") & set(LETTERS)


def test_certificate_goes_from_printer_to_hand(story, certificate):
    delivered(story, certificate)
    assert (certificate.state, certificate.delivered_to, certificate.delivered_on) == (
        "delivered",
        "Nguyễn Thị Lan",
        TODAY,
    )


def test_officer_of_the_commended_unit_hands_over_too(story, certificate):
    print_certificates([certificate], actor=story.people.huy, at=NOW)
    seal_certificates([certificate], actor=story.people.huy, at=NOW)
    deliver_certificate(certificate, actor=story.people.hung, at=NOW, on=TODAY, to="Lan")
    assert certificate.state == CertificateState.DELIVERED


@pytest.mark.parametrize("who", ["hung", "tuan", "yen", "lan", "binh"])
def test_only_the_clerk_prints_and_seals(story, certificate, who):
    with pytest.raises(PermissionDenied):
        print_certificates([certificate], actor=getattr(story.people, who), at=NOW)


def test_handing_over_needs_a_name_a_past_day_and_a_seal(story, certificate):
    huy = story.people.huy
    with pytest.raises(WrongStateError):
        deliver_certificate(certificate, actor=huy, at=NOW, on=TODAY, to="Lan")
    with pytest.raises(PartsMissing) as refusal:
        deliver_certificate(certificate, actor=huy, at=NOW, on=later(days=1).date(), to=" ")
    assert set(refusal.value.parts) == {"on", "to"}


def test_nothing_chosen_is_refused(story):
    with pytest.raises(DomainError, match="Chọn ít nhất một"):
        print_certificates([], actor=story.people.huy, at=NOW)


def test_lost_certificate_is_issued_anew_under_the_same_decision(story, certificate):
    delivered(story, certificate)
    with pytest.raises(DomainError, match="mất, hỏng ra sao"):
        report_lost(certificate, actor=story.people.hung, at=NOW, reason="")
    report_lost(certificate, actor=story.people.hung, at=NOW, reason="Mất khi chuyển nhà")
    copy = reissue_certificate(certificate, actor=story.people.huy, at=NOW)
    assert certificate.state == CertificateState.REISSUED
    assert (copy.decision_id, copy.golden_no, copy.replaces) == (certificate.decision_id, 2, certificate)
    assert copy.code != certificate.code


def test_files_are_made_once_however_often_the_task_runs(story, certificate):
    issue_decision_papers(certificate.decision_id, at=NOW)
    issue_decision_papers(certificate.decision_id, at=later(hours=1))
    kinds = sorted(IssuedDocument.objects.values_list("form", "suffix"))
    assert kinds == [("certificate", "pdf"), ("decision", "docx"), ("decision", "pdf")]
    decision = Decision.objects.get()
    assert decision.papers_ready_at == NOW


def test_decision_paper_says_what_was_decided(story, certificate):
    issue_decision_papers(certificate.decision_id, at=NOW)
    paper = IssuedDocument.objects.get(form="decision", suffix="pdf")
    with open_file(paper.file) as file:
        text = text_of(file.read())
    for words in ("Số: 01/QĐ-LĐLĐ", "ngày 15 tháng 6 năm 2026", "Nguyễn Thị Lan", "CHỦ TỊCH", "Ngô Đình Tuấn"):
        assert words in text


def test_certificate_paper_carries_name_numbers_and_the_way_to_check(story, certificate):
    paper = issue_certificate_paper(certificate.pk, at=NOW)
    with open_file(paper.file) as file:
        text = text_of(file.read())
    for words in ("BẰNG KHEN", "Nguyễn Thị Lan", "01/QĐ-LĐLĐ", "1/2026"):
        assert words in text
    assert paper.data["items"][0]["verify_url"] == verify_url(certificate.code)


def test_draft_paper_is_marked_and_kept_nowhere(story):
    decision = express_desk(story)
    text = text_of(draft_paper(decision, "pdf"))
    assert "DỰ THẢO" in text
    assert not IssuedDocument.objects.exists()


def test_files_of_a_long_list_are_made_in_several_tasks(story, certificate, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.issue_decision, "delay", lambda **ids: sent.append(ids))
    monkeypatch.setattr("awards.services.papers.BATCH", 1)
    report_lost(delivered(story, certificate), actor=story.people.huy, at=NOW, reason="Cháy nhà, đơn có xác nhận")
    reissue_certificate(certificate, actor=story.people.huy, at=NOW)  # two certificates of one decision
    issue_decision_papers(certificate.decision_id, at=NOW)
    assert IssuedDocument.objects.filter(form="certificate").count() == 1
    assert (sent, Decision.objects.get().papers_ready_at) == ([{"decision_id": certificate.decision_id}], None)
    issue_decision_papers(certificate.decision_id, at=NOW)
    assert IssuedDocument.objects.filter(form="certificate").count() == 2
    assert (len(sent), Decision.objects.get().papers_ready_at) == (1, NOW)


def test_revocation_has_papers_of_its_own_and_no_list(story, certificate):
    revocation = draft_revocation(certificate.decision, actor=story.people.yen, at=NOW, draft=DRAFT)
    check_form(revocation, actor=story.people.huy, at=NOW)
    approve_decision(revocation, actor=story.people.tuan, at=NOW)
    assert nominations_of(revocation) == []
    issue_decision_papers(revocation.pk, at=NOW)
    papers = IssuedDocument.objects.filter(object_id=revocation.pk, form="decision")
    assert sorted(papers.values_list("suffix", flat=True)) == ["docx", "pdf"]
    with open_file(papers.get(suffix="pdf").file) as file:
        text = text_of(file.read())
    assert "02/QĐ-LĐLĐ" in text and "Nguyễn Thị Lan" not in text


def test_decision_without_a_number_gets_no_files(story):
    issue_decision_papers(express_desk(story).pk, at=NOW)
    assert not IssuedDocument.objects.exists()


def test_sheet_for_the_printer_has_a_page_each(story, certificate):
    import pypdfium2

    assert len(pypdfium2.PdfDocument(print_sheet([certificate, certificate]))) == 2


def test_capacity_stands_over_the_signature(story, certificate):
    decision = certificate.decision
    assert signature_of(decision)["lines"] == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]
    decision.capacity, decision.signer_title = Capacity.DEPUTY, "Phó Chủ tịch"
    assert signature_of(decision)["lines"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    decision.unit, decision.capacity, decision.signer_title = story.world.factory, Capacity.COLLECTIVE, "Chủ tịch"
    assert signature_of(decision)["lines"] == ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"]


def test_collectives_and_persons_stand_apart_in_the_list(story, certificate):
    nomination = nominations_of(certificate.decision)[0]
    alone = decision_data(certificate.decision, [nomination])
    assert [group["title"] for group in alone["groups"]] == [""]
    nomination_unit = type(nomination)(
        subject_kind="tap_the",
        subject_unit=story.world.factory,
        award_type=nomination.award_type,
        unit=story.world.factory,
    )
    both = decision_data(certificate.decision, [nomination, nomination_unit])
    assert [group["title"] for group in both["groups"]] == ["I. TẬP THỂ", "II. CÁ NHÂN"]


def test_preview_of_a_certificate_may_be_marked(certificate):
    assert certificate_data([certificate], mark="BẢN XEM TRƯỚC")["items"][0]["mark"] == "BẢN XEM TRƯỚC"


def test_sweep_sends_again_what_has_waited_a_minute(story, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.issue_decision, "delay", lambda **ids: sent.append(ids))
    decision = express_signed(story)
    assert resend_waiting(at=NOW) == 0
    assert resend_waiting(at=later(minutes=2)) == 1
    assert sent == [{"decision_id": decision.pk}]
    issue_decision_papers(decision.pk, at=NOW)
    assert resend_waiting(at=later(minutes=2)) == 0


def test_sweep_sends_a_reissued_certificate_whose_file_is_missing(story, certificate, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.issue_certificate, "delay", lambda **ids: sent.append(ids))
    issue_decision_papers(certificate.decision_id, at=NOW)
    report_lost(delivered(story, certificate), actor=story.people.huy, at=NOW, reason="Cháy nhà, đơn có xác nhận")
    copy = reissue_certificate(certificate, actor=story.people.huy, at=NOW)
    assert resend_waiting(at=NOW) == 0
    assert resend_waiting(at=later(minutes=2)) == 1
    assert sent == [{"certificate_id": copy.pk}]


def test_tasks_do_the_work(story, certificate):
    tasks.issue_decision(decision_id=certificate.decision_id, something_new=1)
    tasks.issue_certificate(certificate_id=certificate.pk)
    tasks.finish_waiting_documents()
    tasks.close_public_notices()
    assert IssuedDocument.objects.filter(form="certificate").count() == 1


# --- The public check ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["7K3QX-9M2ND", "7k3qx9m2nd", " 7K3QX 9M2ND ", "7k3qx.9m2nd"])
def test_code_may_be_typed_carelessly(typed):
    assert tidy_code(typed) == "7K3QX-9M2ND"


def test_letters_that_look_like_digits_are_read_as_them():
    assert tidy_code("iLo00-00000") == "11000-00000"
    assert tidy_code("7K3QX") == ""


def ask(code):
    return Client().get(reverse("awards_public:verify", args=[code]))


def test_anyone_sees_what_is_printed_and_nothing_personal(story, certificate):
    page = ask(certificate.code).content.decode()
    for words in ("Bằng khen này là thật, còn hiệu lực", "Nguyễn Thị Lan", "01/QĐ-LĐLĐ", "15/06/2026", "Ngô Đình Tuấn"):
        assert words in page
    assert "NV-LAN" not in page


def test_check_costs_one_query(certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        ask(certificate.code)


def test_lost_and_replaced_certificates_say_so(story, certificate):
    delivered(story, certificate)
    report_lost(certificate, actor=story.people.huy, at=NOW, reason="Mất")
    assert "đã được báo mất" in ask(certificate.code).content.decode()
    copy = reissue_certificate(certificate, actor=story.people.huy, at=NOW)
    assert "đã được thay bằng tờ cấp lại" in ask(certificate.code).content.decode()
    assert "còn hiệu lực" in ask(copy.code).content.decode()


def test_revoked_certificate_says_so(story, certificate):
    decision = draft_revocation(certificate.decision, actor=story.people.yen, at=NOW, draft=DRAFT)
    check_form(decision, actor=story.people.huy, at=NOW)
    approve_decision(decision, actor=story.people.tuan, at=NOW)
    assert "đã bị thu hồi" in ask(certificate.code).content.decode()


def test_unknown_and_unpublished_codes_look_alike(story):
    express_signed(story)
    waiting = Certificate.objects.get().code
    assert (ask(waiting).status_code, ask("AAAAA-AAAAA").status_code) == (404, 404)
    assert prove(waiting) is None


def test_search_box_leads_to_the_code(certificate):
    client = Client()
    assert client.get("/v/").status_code == 200
    assert client.get("/v/", {"ma": certificate.code.lower()})["Location"] == f"/v/{certificate.code}/"
    wrong = client.get("/v/", {"ma": "abc"})
    assert (wrong.status_code, "10 chữ và số" in wrong.content.decode()) == (422, True)


def test_eager_asker_is_asked_to_wait(certificate, monkeypatch):
    cache.clear()
    monkeypatch.setattr("awards.views.public.MOST_A_MINUTE", 2)
    assert [ask(certificate.code).status_code for _ in range(3)][-1] in {200, 429}
    assert 429 in {ask(certificate.code).status_code for _ in range(3)}
    cache.clear()


def test_while_the_cache_is_away_nobody_is_turned_away(certificate, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    answers = {Client().get(reverse("awards_public:verify", args=[certificate.code])).status_code for _n in range(3)}
    assert answers == {200}


def test_title_is_conferred_and_a_form_of_commendation_given(certificate):
    assert "verb" not in certificate_data([certificate])["items"][0]
    certificate.nomination.award_type.kind = AwardKind.TITLE
    assert certificate_data([certificate])["items"][0]["verb"] == "TẶNG DANH HIỆU"
