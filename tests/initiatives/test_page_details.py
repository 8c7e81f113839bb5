"""Smaller pages and turns of the bigger ones."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from councils.models import AgendaItem
from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.selectors import list_work
from initiatives.services import (
    add_author,
    attach_file,
    resubmit_initiative,
    return_initiative,
    submit_initiative,
)
from portal.core.models import StoredFile
from tests.initiatives.initiatives import TEXT, conclude, make_campaign, make_session, make_submitted
from tests.initiatives.test_pages import form_of, lan, url
from tests.initiatives.test_papers import PNG, private_files
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import make_user
from units.enums import Role
from units.models import User
from units.services import assign_role

__all__ = ["lan", "private_files"]


def step(client, name, initiative, **typed):
    initiative.refresh_from_db()
    return client.post(url(name, initiative.pk), {"version": initiative.version, **typed}, follow=True)


def test_account_without_member_is_told_why_it_cannot_submit(client, stage):
    client.force_login(User.objects.create_user("he-thong", full_name="Tài khoản kỹ thuật"))
    answer = client.get(url("start"), follow=True)
    assert "không gắn với đoàn viên nào" in answer.content.decode()


def test_campaign_of_the_link_is_the_one_chosen(lan, stage):
    other = make_campaign(stage.world.factory, code="PT-MAY", name="Mỗi chuyền một cải tiến")
    page = lan.get(url("start"), {"phong_trao": stage.campaign.pk}).content.decode()
    assert "Mỗi chuyền một cải tiến" in page
    chosen = page.split(f'value="{stage.campaign.pk}"')[1].split(">")[0]
    assert "checked" in chosen
    assert "checked" not in page.split(f'value="{other.pk}"')[1].split(">")[0]


def test_older_text_starts_another(lan, stage):
    older = stage.submitted()
    lan.post(url("start"), {"campaign": stage.campaign.pk, "like": older.pk})
    copy = Initiative.objects.get(state=InitiativeState.DRAFT)
    assert (copy.title, copy.claimed_value_vnd) == (older.title, None)


def test_campaign_that_closed_stays_on_the_form(lan, stage):
    draft = stage.draft()
    stage.campaign.state = "closed"
    stage.campaign.save()
    page = lan.get(url("edit", draft.pk)).content.decode()
    assert f'<option value="{stage.campaign.pk}" selected' in page


def test_autosave_takes_a_change_of_campaign(lan, stage):
    draft = stage.draft()
    other = make_campaign(stage.world.factory, code="PT-MAY", name="Mỗi chuyền một cải tiến")
    lan.post(url("autosave", draft.pk), form_of(draft, campaign=other.pk))
    draft.refresh_from_db()
    assert draft.campaign == other


def test_notice_of_similar_ones_comes_by_itself(lan, stage):
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.other_factory)
    make_submitted(other, stage.campaign)
    page = lan.get(url("similar", stage.draft().pk)).content.decode()
    assert "giống khoảng 100%" in page
    assert "Phạm Văn Tư" not in page


def test_preview_of_an_incomplete_draft_leads_back_to_the_form(lan, stage):
    draft = stage.draft(novelty="")
    answer = lan.get(url("preview", draft.pk), follow=True)
    assert answer.redirect_chain == [(url("edit", draft.pk), 302)]


def test_submission_from_an_old_preview_shows_that_it_changed(lan, stage):
    draft = stage.draft()
    seen = draft.version
    lan.post(url("edit", draft.pk), form_of(draft, title="Tên khác"))
    assert lan.post(url("submit", draft.pk), {"version": seen}).status_code == 409


def test_file_is_taken_off_with_the_words_kept(lan, stage):
    draft = stage.draft()
    one = attach_file(draft, SimpleUploadedFile("ga.png", PNG), actor=stage.people.lan, at=NOW)
    answer = lan.post(url("edit", draft.pk), form_of(draft, title="Vừa gõ", do=f"detach:{one.pk}"))
    assert answer.url.endswith("#id_files")
    draft.refresh_from_db()
    assert (draft.title, draft.attachments.count(), StoredFile.objects.count()) == ("Vừa gõ", 0, 0)


def test_file_that_is_being_scanned_is_named_and_not_given(lan, stage):
    draft = stage.draft()
    one = attach_file(draft, SimpleUploadedFile("ga.png", PNG), actor=stage.people.lan, at=NOW)
    StoredFile.objects.update(scan=StoredFile.Scan.WAITING)
    assert "đang quét" in lan.get(url("edit", draft.pk)).content.decode()
    assert lan.get(url("file", draft.pk, one.pk)).status_code == 404


def test_co_author_declines_on_the_page(client, stage):
    draft = stage.draft()
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH", share=40)
    client.force_login(stage.people.binh)
    client.post(url("answer", draft.pk, author.pk), {"do": "decline"})
    assert draft.authors.count() == 1


def test_author_gives_up_a_draft_and_takes_back_a_dossier(lan, stage):
    draft, dossier = stage.draft(), stage.submitted(title="Việc khác")
    assert "Hủy bản nháp này?" in lan.get(url("discard", draft.pk)).content.decode()
    step(lan, "discard", draft)
    step(lan, "withdraw", dossier, reason="Nộp nhầm")
    assert set(Initiative.objects.values_list("state", flat=True)) == {InitiativeState.WITHDRAWN}


def test_official_verifies_and_closes_what_the_council_failed(client, stage):
    initiative = stage.under_review()
    client.force_login(stage.people.yen)
    page = client.get(url("verify", initiative.pk)).content.decode()
    assert "86.000.000" in page
    step(client, "verify", initiative, value_vnd="80.000.000", note="Đối chiếu sổ lương")
    conclude(initiative, passed=False)
    client.force_login(stage.people.hung)
    assert "2/7 phiếu đồng ý" in client.get(url("not_recognise", initiative.pk)).content.decode()
    step(client, "not_recognise", initiative, reason="Đã có trên máy đời mới")
    initiative.refresh_from_db()
    assert (initiative.verified_value_vnd, initiative.state) == (80_000_000, InitiativeState.NOT_RECOGNIZED)


def test_official_rejects_and_leader_revokes(client, stage):
    recognised = stage.recognised()
    client.force_login(stage.people.hung)
    rejected = stage.received(title="Việc khác")
    step(client, "reject", rejected, ground="not_new", reason="Đã làm từ năm ngoái")
    today = f"{timezone.localdate():%d/%m/%Y}"
    step(client, "revoke", recognised, decision_no="15/QĐ-CĐCS", decided_on=today, reason="Khai không đúng")
    states = dict(Initiative.objects.values_list("pk", "state"))
    assert states == {recognised.pk: InitiativeState.REVOKED, rejected.pk: InitiativeState.REJECTED}


def test_dossier_off_its_agenda_is_offered_another_session(client, stage):
    initiative = stage.under_review()
    council = AgendaItem.objects.get().session.council
    client.force_login(stage.people.hung)
    assert url("move", initiative.pk) not in client.get(url("detail", initiative.pk)).content.decode()
    AgendaItem.objects.update(outcome="removed")
    session = make_session(council, stage.people.hung)
    assert url("move", initiative.pk) in client.get(url("detail", initiative.pk)).content.decode()
    step(client, "move", initiative, session=session.pk)
    assert AgendaItem.objects.filter(session=session, subject_id=initiative.pk).exists()


def test_without_a_session_the_page_says_what_to_do(client, stage):
    initiative = stage.accepted()
    client.force_login(stage.people.hung)
    assert "Chưa có phiên họp nào nhận hồ sơ" in client.get(url("send", initiative.pk)).content.decode()


def test_step_from_another_state_leads_back_and_says_where_it_is(client, stage):
    initiative = stage.submitted()
    client.force_login(stage.people.hung)
    answer = client.get(url("accept", initiative.pk), follow=True)
    assert "Hồ sơ đang ở trạng thái “Đã nộp”." in answer.content.decode()


@pytest.mark.parametrize("name", ["mine", "library"])
def test_lists_say_what_they_are_for_while_empty(lan, stage, name):
    page = lan.get(url(name)).content.decode()
    assert ("Bạn chưa có sáng kiến nào" if name == "mine" else "Chưa có sáng kiến nào") in page
    assert "Không có sáng kiến nào như vậy" in lan.get(url(name), {"q": "khong co"}).content.decode()


def test_author_and_stranger_may_not_open_the_desk_of_the_check(lan, stage):
    initiative = stage.received()
    assert lan.get(url("check", initiative.pk)).status_code == 403
    assert lan.get(url("version", initiative.pk, 7)).status_code == 404


def test_draft_has_no_receipt(lan, stage):
    assert lan.get(url("receipt", stage.draft().pk)).status_code == 404


def test_certificate_of_another_initiative_is_not_there(lan, stage):
    initiative = stage.recognised()
    other = stage.submitted(title="Việc khác")
    recognition = initiative.recognitions.get()
    assert lan.get(url("certificates", other.pk, recognition.pk)).status_code == 404


def test_recognised_one_is_read_by_all_without_the_way_it_went(client, stage):
    initiative = stage.recognised()
    client.force_login(stage.people.binh)
    page = client.get(url("detail", initiative.pk)).content.decode()
    assert TEXT["solution"] in page
    assert "Đường đi của hồ sơ" not in page


def test_compare_of_nothing_like_it_is_refused_to_readers(client, stage):
    initiative = stage.recognised()
    client.force_login(stage.people.binh)
    assert client.get(url("compare", initiative.pk, initiative.pk)).status_code == 403


def test_receipt_names_the_latest_version(lan, stage):
    initiative = stage.received()
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm ảnh.")
    resubmit_initiative(initiative, actor=stage.people.lan, at=NOW)
    assert "bản 2" in lan.get(url("receipt", initiative.pk)).content.decode()


def test_whole_way_by_hand_from_form_to_receipt(lan, stage):
    draft = stage.draft()
    assert lan.post(url("edit", draft.pk), form_of(draft, do="preview")).url == url("preview", draft.pk)
    draft.refresh_from_db()
    answer = lan.post(url("submit", draft.pk), {"version": draft.version}, follow=True)
    assert "Đã nhận sáng kiến của bạn." in answer.content.decode()


def test_submission_that_lacks_nothing_but_was_made_before_stays_one(lan, stage):
    draft = stage.draft()
    submit_initiative(draft, actor=stage.people.lan, at=NOW)
    assert lan.post(url("submit", draft.pk)).url == url("receipt", draft.pk)


def test_official_account_without_a_member_enters_for_a_worker_and_has_its_desk(client, stage):
    """An office shared on duty: it made nothing itself, and writes what it entered."""
    office = User.objects.create_user("van-phong", full_name="Văn phòng CĐCS")
    assign_role(office, Role.GRASSROOTS_OFFICER, stage.world.factory, actor=None, at=NOW, valid_from=LONG_AGO)
    office = User.objects.get(pk=office.pk)
    client.force_login(office)
    assert client.post(url("start_for"), {"contact": ""}).status_code == 422
    client.post(url("start_for"), {"contact": "NV-LAN"})
    draft = Initiative.objects.get()
    assert (draft.lead, draft.drafted_by) == (stage.people.lan.member, office)
    assert client.get(url("edit", draft.pk)).status_code == 200
    saved = client.post(url("autosave", draft.pk), form_of(draft, title="Gá may nẹp"))
    draft.refresh_from_db()
    assert (saved.status_code, draft.title) == (200, "Gá may nẹp")
    handed_in = stage.submitted(title="Giá xoay")
    assert [(work.verb, work.title) for work in list_work(office, day=TODAY)] == [
        ("Tiếp nhận", str(handed_in)), ("Viết tiếp", "Gá may nẹp"),
    ]  # fmt: skip
