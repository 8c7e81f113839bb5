"""The pages: who gets which, what they say, what a press does, and that lists cost the same whatever their length."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.enums import BatchState, CertificateState, DecisionState, Merit, NominationState, ObjectionState
from awards.models import AwardRecord, AwardType, Batch, Certificate, Decision, Nomination, YearRating
from awards.selectors.fairness import shares_of
from awards.services import answer_objection, object_to, open_notice
from awards.urls import STEPS
from awards.views.drawing import draw_shares, draw_verdict
from campaigns.models import Campaign
from tests.awards.story import (
    appraised,
    council_room,
    disclosed,
    draft_nomination,
    express_batch,
    express_desk,
    express_draft,
    express_published,
    express_signed,
    gathered,
    make_eligible,
    ready_for_council,
    submitted,
    voted,
)
from tests.campaigns.campaigns import make_launched
from tests.moments import NOW, TODAY
from tests.people import make_member


def client(user):
    found = Client()
    found.force_login(user)
    return found


def get(user, name, *args, **query):
    return client(user).get(reverse(f"awards:{name}", args=args), query)


def post(user, name, *args, **data):
    return client(user).post(reverse(f"awards:{name}", args=args), data)


def text(response):
    return response.content.decode()


# --- Nominations -----------------------------------------------------------------------------------------------------


def test_list_shows_ones_branch_and_not_the_neighbours(story):
    submitted(story)
    assert "Nguyễn Thị Lan" in text(get(story.people.hung, "list"))
    assert "Nguyễn Thị Lan" in text(get(story.people.yen, "list"))
    assert "Nguyễn Thị Lan" not in text(get(story.people.binh, "list"))


def test_draft_is_not_shown_to_the_level_that_decides_but_to_its_branch(story):
    nomination = draft_nomination(story)
    assert get(story.people.hung, "nomination", nomination.pk).status_code == 200
    assert get(story.people.binh, "nomination", nomination.pk).status_code == 404


def test_list_may_be_narrowed(story):
    submitted(story)
    assert "Nguyễn Thị Lan" in text(
        get(story.people.yen, "list", q="nguyen thi lan", trang_thai="submitted", nam="2026")
    )
    assert "Không có hồ sơ nào như vậy" in text(get(story.people.yen, "list", trang_thai="decided"))
    assert "Nguyễn Thị Lan" in text(get(story.people.yen, "list", cho="toi"))


def test_choosing_finds_people_and_units_of_ones_branch(story):
    page = text(get(story.people.hung, "nominate", q="lan"))
    assert "Nguyễn Thị Lan" in page
    assert "CĐCS Công ty CP May Đáp Cầu Mới" in text(get(story.people.hung, "nominate", q="may dap cau"))
    assert "Không thấy ai" in text(get(story.people.hung, "nominate", q="thanh binh"))
    assert "Chỉ cán bộ công đoàn" in text(get(story.people.lan, "nominate"))


def form_for(story, **changes):
    data = {
        "nguoi": story.people.lan.member_id,
        "award_type": story.award.pk,
        "year": 2026,
        "merit": Merit.YEARLY,
        "initiatives": list(story.people.lan.member.authorships.values_list("initiative", flat=True)),
        "achievement": "Gá may giảm 2 giây.",
    }
    return data | changes


@pytest.fixture
def today_is_now(monkeypatch):
    """The pages ask the clock; the story plays in June 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.usefixtures("today_is_now")
def test_nomination_is_made_from_the_form(story):
    answer = post(story.people.hung, "nominate", **form_for(story))
    nomination = Nomination.objects.get()
    assert answer["Location"] == reverse("awards:nomination", args=[nomination.pk])
    assert (nomination.state, nomination.initiatives.count()) == (NominationState.DRAFT, 1)


@pytest.mark.usefixtures("today_is_now")
def test_form_may_be_checked_without_saving(story):
    page = post(story.people.hung, "nominate", **form_for(story, then="check"))
    assert page.status_code == 200
    assert "Đủ điều kiện" in text(page)
    assert not Nomination.objects.exists()


@pytest.mark.usefixtures("today_is_now")
def test_verdict_swaps_in_while_typing(story):
    YearRating.objects.all().delete()
    assert "Chưa có xếp loại năm 2026" in text(post(story.people.hung, "check", **form_for(story)))
    assert "Chọn danh hiệu" in text(post(story.people.hung, "check", **form_for(story, award_type="")))
    assert post(story.people.hung, "check").status_code == 204
    assert post(story.people.binh, "check", **form_for(story)).status_code == 403


@pytest.mark.usefixtures("today_is_now")
def test_refusal_stands_at_the_form_and_nothing_typed_is_lost(story):
    draft_nomination(story)
    page = post(story.people.hung, "nominate", **form_for(story))
    assert page.status_code == 422
    assert "Đã có hồ sơ đề nghị" in text(page)
    assert "Gá may giảm 2 giây." in text(page)


@pytest.mark.usefixtures("today_is_now")
def test_collective_is_nominated_from_its_page(story):
    award = AwardType.objects.get(code="BK-LDLD-TT")
    data = form_for(story, award_type=award.pk, tap_the=story.world.factory.pk, initiatives=[])
    data.pop("nguoi")
    assert get(story.people.hung, "nominate", tap_the=story.world.factory.pk).status_code == 200
    assert post(story.people.hung, "nominate", **data).status_code == 302
    assert Nomination.objects.get().subject_unit == story.world.factory


def test_stranger_nominates_nobody(story):
    assert get(story.people.binh, "nominate", nguoi=story.people.lan.member_id).status_code == 403


def test_dossier_shows_its_unit_the_verdict_what_is_missing_and_the_next_step(story):
    page = text(get(story.people.hung, "nomination", draft_nomination(story).pk))
    for words in ("Điều kiện", "Ghi kết quả bình xét của đơn vị.", "Lập đề nghị", "Gửi tệp"):
        assert words in page


def test_nominee_sees_the_dossier_without_votes_and_learns_the_result_when_it_is_published(story):
    nomination = express_signed(story).batch.nominations.get()
    page = text(get(story.people.lan, "nomination", nomination.pk))
    assert "Đang xét" in page
    assert "Các bước đã qua" not in page
    Decision.objects.update(state=DecisionState.PUBLISHED)
    assert "Đã có quyết định" in text(get(story.people.lan, "nomination", nomination.pk))


def test_words_of_a_draft_are_changed_on_its_page(story):
    nomination = draft_nomination(story)
    data = {"version": nomination.version, "achievement": "Viết lại", "campaign": "", "initiatives": []}
    assert get(story.people.hung, "edit", nomination.pk).status_code == 200
    assert post(story.people.hung, "edit", nomination.pk, **data).status_code == 302
    assert post(story.people.hung, "edit", nomination.pk, **data).status_code == 409
    assert post(story.people.yen, "edit", nomination.pk, **data | {"version": 2}).status_code == 302
    assert post(story.people.binh, "edit", nomination.pk, **data).status_code == 404


def test_paper_comes_in_goes_out_and_is_dropped(story):
    nomination = draft_nomination(story)
    upload = SimpleUploadedFile("anh.pdf", b"%PDF-1.4\n")
    assert post(story.people.hung, "add_paper", nomination.pk, code="other", upload=upload).status_code == 302
    paper = nomination.papers.get()
    answer = get(story.people.hung, "paper_file", nomination.pk, paper.pk)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4\n"
    assert get(story.people.binh, "paper_file", nomination.pk, paper.pk).status_code == 404
    assert post(story.people.hung, "drop_paper", nomination.pk, paper.pk).status_code == 302
    assert not nomination.papers.exists()


def test_file_of_a_wrong_kind_is_refused_in_words(story):
    nomination = draft_nomination(story)
    upload = SimpleUploadedFile("virus.exe", b"MZ")
    answer = client(story.people.hung).post(
        reverse("awards:add_paper", args=[nomination.pk]), {"code": "other", "upload": upload}, follow=True
    )
    assert "không nhận được" in text(answer)


def test_rating_is_put_down_beside_the_dossier(story):
    nomination = draft_nomination(story)
    data = {"year": 2025, "rating": "hoan_thanh_tot", "basis": "45/QĐ-MĐC"}
    assert get(story.people.hung, "rating", nomination.pk).status_code == 200
    assert post(story.people.hung, "rating", nomination.pk, **data).status_code == 302
    assert post(story.people.hung, "rating", nomination.pk, **data | {"basis": ""}).status_code == 422
    assert YearRating.objects.get(year=2025).rating == "hoan_thanh_tot"


# --- Steps -----------------------------------------------------------------------------------------------------------


def test_every_step_page_asks_before_it_acts(story):
    nomination = draft_nomination(story)
    page = get(story.people.hung, "nomination_vote", nomination.pk)
    assert (page.status_code, "Ghi kết quả bình xét" in text(page)) == (200, True)
    data = {"version": nomination.version, "on": "15/06/2026", "present": 30, "yes": 31}
    assert post(story.people.hung, "nomination_vote", nomination.pk, **data).status_code == 422
    assert post(story.people.hung, "nomination_vote", nomination.pk, **data | {"yes": 30}).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.state, nomination.vote_yes) == (NominationState.UNIT_REVIEWED, 30)


def test_step_that_has_passed_leads_back_and_one_that_is_not_yours_is_forbidden(story):
    nomination = submitted(story)
    assert get(story.people.hung, "nomination_vote", nomination.pk).status_code == 302
    assert get(story.people.hung, "nomination_receive", nomination.pk).status_code == 403
    assert post(story.people.hung, "nomination_submit", nomination.pk, version="").status_code == 409


def test_dossier_is_appraised_on_its_page(story):
    nomination = submitted(story)
    assert post(story.people.dung, "nomination_receive", nomination.pk, version="").status_code == 302
    assert post(story.people.dung, "nomination_appraise", nomination.pk, version="", note="Đủ").status_code == 302
    nomination.refresh_from_db()
    assert nomination.appraised_by == story.people.dung


def test_refused_step_says_why_at_its_form(story):
    nomination = draft_nomination(story, achievement="")
    post(story.people.hung, "nomination_vote", nomination.pk, version="", on="15/06/2026", present=3, yes=3)
    page = post(story.people.hung, "nomination_submit", nomination.pk, version="")
    assert (page.status_code, "Viết thành tích" in text(page)) == (422, True)


def test_step_forbidden_by_separation_of_duties_is_grey_and_says_why(story):
    nomination = submitted(story)
    Nomination.objects.update(proposed_by=story.people.dung)
    page = text(get(story.people.dung, "nomination", nomination.pk))
    assert "đã lập, sửa hoặc trình đề nghị này nên không được thẩm định" in page


def test_every_step_has_an_address():
    for kind, (_place, words) in STEPS.items():
        for name in words:
            assert reverse(f"awards:{kind}_{name}", args=[1])


# --- Batches and notices ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("today_is_now")
def test_batch_is_made_filled_and_shown(story):
    appraised(story)
    data = {
        "unit": story.world.province.pk, "award_type": story.award.pk, "title": "Đợt 1", "year": 2026,
        "merit": Merit.YEARLY, "campaign": "",
    }  # fmt: skip
    assert get(story.people.yen, "new_batch").status_code == 200
    assert post(story.people.yen, "new_batch", **data | {"title": ""}).status_code == 422
    post(story.people.yen, "new_batch", **data)
    batch = Batch.objects.get()
    assert "Hồ sơ đã thẩm định, chưa vào đợt nào" in text(get(story.people.yen, "batch", batch.pk))
    assert post(story.people.yen, "add_to_batch", batch.pk).status_code == 302
    assert batch.nominations.count() == 0
    post(story.people.yen, "add_to_batch", batch.pk, nominations=Nomination.objects.get().pk)
    assert "Đúng người, đúng việc" in text(get(story.people.yen, "batch", batch.pk))
    batch.refresh_from_db()
    assert post(story.people.yen, "batch_open_notice", batch.pk, version=batch.version).status_code == 302
    assert "Đợt 1" in text(get(story.people.lan, "notices"))
    assert "Đợt 1" in text(get(story.people.yen, "batches", trang_thai="public_notice"))


def test_batch_page_is_for_the_deciding_unit(story):
    batch = gathered(story, appraised(story))
    assert get(story.people.tuan, "batch", batch.pk).status_code == 200
    for who in ("hung", "lan", "binh"):
        assert get(getattr(story.people, who), "batch", batch.pk).status_code == 404
    assert "Chỉ chuyên viên" in text(get(story.people.tuan, "new_batch"))


def test_anyone_signed_in_reads_a_shown_list_and_speaks_by_name(story):
    batch = disclosed(story, appraised(story))
    page = text(get(story.people.binh, "notice", batch.pk))
    assert "Nguyễn Thị Lan" in page
    assert "Gửi ý kiến" in page
    assert post(story.people.binh, "notice", batch.pk, text="", nomination="").status_code == 422
    assert post(story.people.binh, "notice", batch.pk, text="Xem lại phần đóng góp.", nomination="").status_code == 302
    assert "Xem lại phần đóng góp." in text(get(story.people.binh, "notice", batch.pk))
    assert "Xem lại phần đóng góp." not in text(get(story.people.hung, "notice", batch.pk))
    assert Client().get(reverse("awards:notice", args=[batch.pk])).status_code == 302


def test_list_that_is_not_shown_is_nobodys_business(story):
    batch = gathered(story, appraised(story))
    assert get(story.people.binh, "notice", batch.pk).status_code == 404


def test_opinion_is_answered_on_its_page(story):
    batch = disclosed(story, appraised(story))
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại.")
    assert get(story.people.yen, "answer", objection.pk).status_code == 200
    assert get(story.people.hung, "answer", objection.pk).status_code == 404
    assert post(story.people.yen, "answer", objection.pk, answer="").status_code == 422
    assert post(story.people.yen, "answer", objection.pk, answer="Đã xem, đúng người.").status_code == 302
    assert "Đã xem, đúng người." in text(get(story.people.binh, "notice", batch.pk))


def test_session_is_chosen_from_the_deciding_councils_own(story):
    batch = ready_for_council(story, appraised(story))
    room = council_room(story)
    assert "Phiên đợt 1" in text(get(story.people.yen, "batch_to_council", batch.pk))
    answer = post(story.people.yen, "batch_to_council", batch.pk, version="", session=room.session.pk)
    batch.refresh_from_db()
    assert (answer.status_code, batch.state) == (302, BatchState.IN_COUNCIL)


def test_batch_without_its_councils_word_names_what_is_awaited(story):
    batch = express_batch(story)
    page = text(get(story.people.yen, "batch", batch.pk))
    assert "Lập dự thảo quyết định" in page


@pytest.mark.usefixtures("today_is_now")
def test_draft_starts_with_the_usual_words(story):
    batch = express_batch(story)
    page = text(get(story.people.yen, "draft", batch.pk))
    assert "Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh" in page
    assert "Tặng Bằng khen cho 1 cá nhân đã có thành tích xuất sắc đột xuất" in page
    assert post(story.people.yen, "draft", batch.pk, version="", subject="").status_code == 422
    data = {"version": batch.version, "subject": "Về việc tặng", "grounds": "Căn cứ A\nCăn cứ B", "article_1": "Tặng."}
    post(story.people.yen, "draft", batch.pk, **data)
    assert Decision.objects.get().grounds == ["Căn cứ A", "Căn cứ B"]


# --- Decisions -------------------------------------------------------------------------------------------------------


def test_signer_sees_everything_on_one_page_and_signs_by_typing_the_count(story):
    decision = express_desk(story)
    assert "Xem và ký" in text(get(story.people.tuan, "approvals"))
    page = text(get(story.people.tuan, "approve", decision.pk))
    for words in (
        "Tặng Bằng khen cho 1 cá nhân",
        "Đúng người, đúng việc",
        "Sàn 60%.",
        "Ai, vì việc gì",
        "Gõ 1 để xác nhận",
    ):
        assert words in page
    data = {"version": decision.version, "typed_count": 2}
    refused = post(story.people.tuan, "approve", decision.pk, **data)
    assert (refused.status_code, "bạn gõ 2" in text(refused)) == (422, True)
    # What was rolled back must not linger on the page: its next try would be one version ahead.
    assert f'name="version" value="{decision.version}"' in refused.content.decode()
    assert post(story.people.tuan, "approve", decision.pk, **data | {"typed_count": 1}).status_code == 302
    decision.refresh_from_db()
    assert decision.state == DecisionState.NUMBERED
    assert get(story.people.tuan, "approve", decision.pk).status_code == 302


def test_who_may_not_sign_reads_why_and_has_no_button(story):
    decision = express_desk(story)
    page = text(get(story.people.yen, "approve", decision.pk))
    assert "Chỉ lãnh đạo" in page
    assert "typed_count" not in page
    assert post(story.people.yen, "approve", decision.pk, version="", typed_count=1).status_code == 403
    assert get(story.people.binh, "approve", decision.pk).status_code == 404


def test_clerk_checks_publishes_and_keeps_the_register(story):
    decision = express_draft(story)
    assert post(story.people.huy, "decision_check_form", decision.pk, version="").status_code == 302
    assert post(story.people.tuan, "decision_send_back", decision.pk, version="", reason="Thiếu").status_code == 302
    assert "Thiếu" in text(get(story.people.yen, "decision", decision.pk))
    post(story.people.huy, "decision_check_form", decision.pk, version="")
    post(story.people.tuan, "approve", decision.pk, version="", typed_count=1)
    assert post(story.people.huy, "decision_publish", decision.pk, version="").status_code == 302
    register = text(get(story.people.lan, "decisions"))
    assert "QĐ-LĐLĐ" in register


def test_unpublished_decision_is_kept_from_those_it_is_about(story):
    decision = express_signed(story)
    assert get(story.people.lan, "decision", decision.pk).status_code == 404
    assert get(story.people.hung, "decision", decision.pk).status_code == 404
    assert get(story.people.huy, "decision", decision.pk).status_code == 200


def test_register_may_be_searched(story):
    decision = express_published(story)
    assert decision.symbol in text(get(story.people.yen, "decisions", q="01/QĐ", nam="2026", trang_thai="published"))
    assert "Chưa có quyết định nào" in text(get(story.people.yen, "decisions", q="99/QĐ"))


def test_draft_is_edited_and_revocation_drafted(story):
    decision = express_draft(story)
    data = {"version": decision.version, "subject": "Khác", "grounds": "A", "article_1": "B"}
    assert get(story.people.yen, "edit_draft", decision.pk).status_code == 200
    assert post(story.people.yen, "edit_draft", decision.pk, **data).status_code == 302
    assert post(story.people.huy, "edit_draft", decision.pk, **data).status_code == 403
    other = express_published(story, member_of(story))
    assert "Hủy bỏ Quyết định số" in text(get(story.people.yen, "revoke", other.pk))
    answer = post(story.people.yen, "revoke", other.pk, subject="Về việc hủy bỏ", grounds="A", article_1="Hủy bỏ.")
    assert answer.status_code == 302
    revocation = Decision.objects.get(revokes=other)
    assert "Đang có dự thảo thu hồi" in text(get(story.people.yen, "decision", other.pk))
    post(story.people.huy, "decision_check_form", revocation.pk, version="")
    assert "Ký quyết định thu hồi" in text(get(story.people.tuan, "approve", revocation.pk))
    post(story.people.tuan, "approve", revocation.pk, version="")
    assert "Đã bị hủy bỏ bởi Quyết định" in text(get(story.people.yen, "decision", other.pk))


def member_of(story):
    member = make_member("NV-HOA", "Trần Thị Hoa", story.world.group)
    make_eligible(member, "SK-HOA")
    return member


def test_papers_are_handed_out_in_both_kinds(story):
    decision = express_published(story)
    pdf = get(story.people.lan, "paper", decision.pk, "pdf")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    word = get(story.people.lan, "paper", decision.pk, "docx")
    assert b"".join(word.streaming_content).startswith(b"PK")
    assert get(story.people.lan, "paper", decision.pk, "exe").status_code == 404
    draft = get(story.people.yen, "paper", express_draft(story, member_of(story)).pk, "pdf")
    assert draft.content.startswith(b"%PDF-")


def test_paper_numbers_are_noted_by_the_clerk(story):
    data = {"unit": story.world.province.pk, "year": 2026, "up_to": 3, "note": "Văn bản giấy"}
    assert get(story.people.huy, "outside_numbers").status_code == 200
    assert post(story.people.huy, "outside_numbers", **data).status_code == 302
    assert post(story.people.huy, "outside_numbers", **data).status_code == 422
    assert "03/QĐ-LĐLĐ" in text(get(story.people.huy, "decisions", nam="2026"))
    assert "Chỉ Văn thư" in text(get(story.people.yen, "outside_numbers"))


# --- Certificates, register, catalogue -------------------------------------------------------------------------------


def test_clerk_handles_many_certificates_at_once(story):
    express_published(story)
    certificate = Certificate.objects.get()
    assert "Nguyễn Thị Lan" in text(get(story.people.huy, "certificates", trang_thai="planned", q="lan"))
    assert post(story.people.huy, "handle_certificates").status_code == 302
    sheet = post(story.people.huy, "handle_certificates", certificates=certificate.pk, then="sheet")
    assert sheet.content.startswith(b"%PDF-")
    post(story.people.huy, "handle_certificates", certificates=certificate.pk, then="print")
    post(story.people.huy, "handle_certificates", certificates=certificate.pk, then="seal")
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.SEALED
    assert post(story.people.hung, "handle_certificates", certificates=certificate.pk, then="print").status_code == 403


def test_certificate_page_shows_its_code_and_its_file(story):
    express_published(story)
    certificate = Certificate.objects.get()
    page = text(get(story.people.huy, "certificate", certificate.pk))
    assert certificate.code in page
    assert "<svg" in page
    file = get(story.people.lan, "certificate_file", certificate.pk)
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert get(story.people.binh, "certificate", certificate.pk).status_code == 404


def test_ones_achievements_and_those_of_ones_branch(story):
    express_published(story)
    lan = story.people.lan
    assert "01/QĐ-LĐLĐ" in text(get(lan, "mine"))
    assert "Thành tích của Nguyễn Thị Lan" in text(get(story.people.hung, "person", lan.member_id))
    assert get(story.people.binh, "person", lan.member_id).status_code == 404
    assert "01/QĐ-LĐLĐ" in text(get(story.people.hung, "register", q="lan", nam="2026"))
    assert "Sổ chưa có dòng nào" in text(get(story.people.binh, "register"))


def test_register_shows_what_a_figure_of_a_report_counts(story):
    express_published(story)
    record = AwardRecord.objects.get(decision_no="01/QĐ-LĐLĐ")
    counted = {"don_vi": story.world.upper.pk, "chi_so": "E05", "tu": f"{record.decided_on:%d/%m/%Y}"}

    def shown(**other) -> list[AwardRecord]:
        return list(get(story.people.yen, "register", **counted | other).context["page"])

    assert shown() == shown(den=counted["tu"]) == shown(chi_so="E12") == [record]
    assert shown(chi_so="E06") == shown(chi_so="E14") == shown(don_vi=story.world.mill.pk) == []
    assert shown(tu=f"{record.decided_on + timedelta(days=1):%d/%m/%Y}") == []
    AwardRecord.objects.filter(pk=record.pk).update(revoked_on=record.decided_on)
    assert shown() == []


def test_award_not_published_yet_is_not_among_ones_achievements(story):
    express_signed(story)
    assert "01/QĐ-LĐLĐ" not in text(get(story.people.lan, "mine"))


def test_account_without_a_member_has_no_achievements(story):
    from units.models import User

    user = User.objects.create_user("khach", None, full_name="Khách")
    assert "không gắn với đoàn viên" in text(get(user, "mine"))


def test_award_from_elsewhere_is_entered_once(story):
    member = story.people.lan.member
    data = {
        "award_type": AwardType.objects.get(code="LDTT").pk, "year": 2025, "decision_no": "61/QĐ-MĐC",
        "decided_on": "06/01/2026", "issued_by": "Giám đốc",
    }  # fmt: skip
    assert get(story.people.hung, "enter_record", member.pk).status_code == 200
    assert post(story.people.hung, "enter_record", member.pk, **data).status_code == 302
    assert post(story.people.hung, "enter_record", member.pk, **data).status_code == 422
    assert get(story.people.lan, "enter_record", member.pk).status_code == 403
    assert AwardRecord.objects.get().decision_no == "61/QĐ-MĐC"


def test_catalogue_shows_law_versions_and_what_is_not_sure(story):
    page = text(get(story.people.lan, "catalogue"))
    assert "Mức lương cơ sở" in page
    detail = text(get(story.people.lan, "award_type", "CSTDCS-2026"))
    for words in ("CSTDCS-2024", "cần kiểm tra văn bản", "Không quá 15%", "Luật 06/2026/QH16"):
        assert words in detail
    assert get(story.people.lan, "award_type", "KHONG").status_code == 404


# --- Lists cost the same whatever their length -----------------------------------------------------------------------


def cost(user, name, *args, **query):
    found = client(user)
    address = reverse(f"awards:{name}", args=args)
    found.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        assert found.get(address, query).status_code == 200
    return len(queries)


LISTS = [
    ("list", "yen"), ("batches", "yen"), ("notices", "lan"), ("decisions", "huy"), ("certificates", "huy"),
    ("register", "yen"), ("mine", "lan"), ("approvals", "tuan"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "who"), LISTS)
def test_list_costs_the_same_for_one_row_and_for_three(story, name, who):
    def add(place):
        member = story.people.lan.member
        if place:
            member = make_member(f"NV-L{place}", f"Người {place}", story.world.group)
            make_eligible(member, f"SK-L{place}")
        express_published(story, member)
        disclosed_now(story, place)

    add(0)
    one = cost(getattr(story.people, who), name)
    add(1)
    add(2)
    assert cost(getattr(story.people, who), name) == one


def disclosed_now(story, place):
    member = make_member(f"NV-N{place}", f"Người {place}", story.world.group)
    make_eligible(member, f"SK-N{place}")
    batch = gathered(story, appraised(story, member))
    open_notice(batch, actor=story.people.yen, at=NOW)


def test_batch_page_costs_the_same_for_one_dossier_and_for_three(story):
    def batch_of(count):
        rows = []
        for place in range(count):
            member = make_member(f"NV-B{count}{place}", f"Người {place}", story.world.group)
            make_eligible(member, f"SK-B{count}{place}")
            rows.append(appraised(story, member))
        return gathered(story, *rows)

    one, three = batch_of(1), batch_of(3)
    assert cost(story.people.yen, "batch", one.pk) == cost(story.people.yen, "batch", three.pk)


# --- What is refused on the page, with what was typed ----------------------------------------------------------------


def test_dossier_on_a_list_offers_no_appraisal_any_more(story):
    nomination = appraised(story)

    def steps():
        return {action["name"] for action in get(story.people.yen, "nomination", nomination.pk).context["actions"]}

    assert steps() == {"appraise", "return", "reject"}
    gathered(story, nomination)
    assert steps() == {"take_out"}


def test_leader_is_asked_only_for_a_dossier_over_the_quota(story):
    nomination = appraised(story)

    def steps():
        return {action["name"] for action in get(story.people.tuan, "nomination", nomination.pk).context["actions"]}

    assert "over_quota" not in steps()
    nomination.check_result |= {"verdict": "quota_exceeded"}
    nomination.save(update_fields=["check_result"])
    assert "over_quota" in steps()
    nomination.over_quota_by = story.people.mai
    nomination.save(update_fields=["over_quota_by"])
    assert "over_quota" not in steps()


def test_opinion_that_names_nobody_cannot_send_anyone_back(story):
    batch = disclosed(story, appraised(story))
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại cả danh sách.")
    answer = post(story.people.yen, "answer", objection.pk, answer="Đúng, xem lại.", upheld="on")
    assert answer.status_code == 422
    assert "Ý kiến không nêu hồ sơ nào" in text(answer)
    assert "Đúng, xem lại." in text(answer)
    objection.refresh_from_db()
    assert objection.state == ObjectionState.OPEN


def test_opinion_that_was_answered_meanwhile_shows_what_was_typed(story):
    batch = disclosed(story, appraised(story))
    objection = object_to(batch, actor=story.people.binh, at=NOW, text="Xem lại cả danh sách.")
    answer_objection(objection, actor=story.people.dung, at=NOW, answer="Đã xem.")
    answer = post(story.people.yen, "answer", objection.pk, answer="Tôi cũng đã xem.")
    assert (answer.status_code, "Tôi cũng đã xem." in text(answer)) == (409, True)
    objection.refresh_from_db()
    assert objection.answer == "Đã xem."


def test_list_nobody_passed_has_no_draft_and_keeps_the_words(story):
    batch = express_batch(story)
    batch.nominations.update(state=NominationState.COUNCIL_FAILED)
    data = {"version": batch.version, "subject": "Về việc tặng", "grounds": "Căn cứ A", "article_1": "Tặng."}
    answer = post(story.people.yen, "draft", batch.pk, **data)
    assert answer.status_code == 422
    assert "Không hồ sơ nào được Hội đồng thông qua" in text(answer)
    assert "Căn cứ A" in text(answer)
    assert not Decision.objects.exists()


def test_decision_gets_one_draft_of_its_revocation(story):
    decision = express_published(story)
    words = {"subject": "Về việc hủy bỏ", "grounds": "Căn cứ A", "article_1": "Hủy bỏ."}
    assert post(story.people.yen, "revoke", decision.pk, **words).status_code == 302
    again = post(story.people.dung, "revoke", decision.pk, **words | {"article_1": "Hủy bỏ lần nữa."})
    assert again.status_code == 422
    assert "Đã có dự thảo thu hồi quyết định này." in text(again)
    assert "Hủy bỏ lần nữa." in text(again)
    assert Decision.objects.filter(revokes=decision).count() == 1


def test_batch_for_another_body_takes_its_decision_and_has_no_draft(story):
    award = AwardType.objects.get(code="BK-BT-CN")
    YearRating.objects.create(member=story.people.lan.member, year=2025, rating="hoan_thanh_xuat_sac", basis="9/QĐ")
    nomination = appraised(story, award_type=award)
    batch = gathered(story, nomination, award_type=award)
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.COUNCIL_DONE)
    Nomination.objects.filter(pk=nomination.pk).update(state=NominationState.COUNCIL_PASSED)
    page = get(story.people.yen, "batch", batch.pk)
    assert "outside" in {action["name"] for action in page.context["actions"]}
    assert not page.context["may_draft"]
    own = get(story.people.yen, "batch", express_batch(story, member_of(story)).pk)
    assert "outside" not in {action["name"] for action in own.context["actions"]}
    assert own.context["may_draft"]


def test_draft_speaks_of_the_session_and_of_the_campaign(story):
    campaign = make_launched(story.people, story.world.province)
    batch = voted(story, ready_for_council(story, appraised(story)), council_room(story))
    page = get(story.people.yen, "draft", batch.pk).context["form"].initial
    assert page["submission"] == "Biên bản họp Hội đồng Thi đua - Khen thưởng ngày 18/06/2026"
    assert page["grounds"].endswith("tại phiên họp ngày 18 tháng 6 năm 2026")
    assert page["merit_line"] == "Đã có thành tích xuất sắc trong phong trào thi đua và hoạt động công đoàn năm 2026"
    Batch.objects.filter(pk=batch.pk).update(campaign=campaign)
    page = get(story.people.yen, "draft", batch.pk).context["form"].initial
    assert page["merit_line"] == (
        "Đã có thành tích xuất sắc trong phong trào lao động giỏi, Lao động sáng tạo năm 2026"
    )
    Campaign.objects.update(name="Phong trào Xanh - Sạch - Đẹp")
    page = get(story.people.yen, "draft", batch.pk).context["form"].initial
    assert page["merit_line"] == "Đã có thành tích xuất sắc trong phong trào Xanh - Sạch - Đẹp"


def test_certificates_are_listed_by_decision_and_an_absurd_number_finds_none(story):
    first = express_signed(story)
    second = express_signed(story, member_of(story))

    def found(decision):
        return [
            row.decision for row, _badge in get(story.people.huy, "certificates", quyet_dinh=decision).context["rows"]
        ]

    assert (found(first.pk), found(second.pk)) == ([first], [second])
    assert found("khác") == [second, first]
    assert found("9" * 40) == []


def test_verdict_says_how_many_conditions_a_person_must_look_at():
    rows = [
        {"passed": passed, "text": "", "found": "", "basis": "Luật", "certainty": "sure"}
        for passed in (True, None, False)
    ]
    result = {"verdict": "needs_review", "findings": rows, "version": "1", "notes": []}
    assert draw_verdict(result)["summary"] == "1/2 điều kiện đạt. 1 điều kiện cần người kiểm tra."
    rows = [row | {"certainty": "unsure"} for row in rows if row["passed"]]
    unsure = draw_verdict(result | {"findings": rows, "check_text": True})
    assert unsure["summary"] == "1/1 điều kiện đạt. Có điều kiện cần kiểm tra văn bản."
    assert unsure["rows"][0]["basis"] == "Luật. Cần kiểm tra văn bản."
    assert draw_verdict({}) == {}


def test_share_of_women_without_a_bound_is_set_beside_the_members(story):
    (women,) = [
        share for share in shares_of([appraised(story)], story.world.province, on=TODAY) if share.group == "women"
    ]
    (drawn,) = draw_shares([replace(women, bound=None)], women_of_members=58.4)
    assert drawn["note"].endswith("Nữ chiếm 58% đoàn viên.")
    assert (drawn["tick"], drawn["kind"]) == (None, "")
    (silent,) = draw_shares([replace(women, bound=None)])
    assert "đoàn viên" not in silent["note"]
