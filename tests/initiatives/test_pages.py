"""The pages: nothing typed is lost, pressing twice makes one, nobody reads past their right."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from initiatives.enums import InitiativeState
from initiatives.models import Attachment, Initiative, InitiativeVersion
from initiatives.selectors.similar import common_keys
from initiatives.services import (
    add_author,
    attach_file,
    discard_draft,
    return_initiative,
    start_draft,
    submit_initiative,
)
from initiatives.views.step_pages import PAGES as PAGES_OF_STEPS
from tests.initiatives.initiatives import TEXT, conclude, make_submitted
from tests.initiatives.test_papers import PNG, private_files
from tests.moments import NOW
from tests.people import make_user
from units.enums import Role

__all__ = ["private_files"]

PAGES = ("detail", "edit", "preview", "receipt", "receipt_pdf", "check", "similar")
STEPS = (
    *("discard", "withdraw", "receive", "return", "accept", "reject", "send", "move", "verify"),
    *("recognise", "not_recognise", "recognise_upper", "revoke"),
)


def url(name, *args):
    return reverse(f"initiatives:{name}", args=args)


def form_of(initiative, **typed):
    """What a browser sends from the draft form, with ``typed`` over it."""
    fields = {
        "version": initiative.version,
        "page": "tab-1",
        "campaign": initiative.campaign_id,
        **{name: value for name, value in TEXT.items() if name not in {"first_applied_on", "has_value"}},
        "first_applied_on": "16/02/2026",
        "has_value": "on",
        "claimed_value_vnd": "86.000.000",
        "do": "later",
    }
    fields |= {f"share_{author.pk}": author.share for author in initiative.authors.all()}
    return {**fields, **typed}


@pytest.fixture
def lan(client, stage):
    client.force_login(stage.people.lan)
    return client


# --- writing


def test_start_makes_a_draft_in_the_campaign_and_opens_it(lan, stage):
    page = lan.get(url("start"))
    assert stage.campaign.name in page.content.decode()
    answer = lan.post(url("start"), {"campaign": stage.campaign.pk})
    draft = Initiative.objects.get()
    assert answer.url == url("edit", draft.pk)
    assert (draft.lead, draft.campaign) == (stage.people.lan.member, stage.campaign)


def test_official_starts_for_a_worker_and_is_told_when_there_is_none(client, stage):
    client.force_login(stage.people.hung)
    wrong = client.post(url("start_for"), {"contact": "NV-KHONG"})
    assert wrong.status_code == 422
    answer = client.post(url("start_for"), {"contact": "NV-LAN"})
    assert answer.url == url("edit", Initiative.objects.get().pk)


def test_member_does_not_enter_for_others(lan):
    assert lan.get(url("start_for")).status_code == 403


def test_saved_draft_keeps_every_field(lan, stage):
    draft = stage.draft(title="")
    answer = lan.post(url("edit", draft.pk), form_of(draft, title="Gá may nẹp", claimed_value_vnd="87 500 000"))
    assert answer.url == url("detail", draft.pk)
    draft.refresh_from_db()
    assert (draft.title, draft.claimed_value_vnd) == ("Gá may nẹp", 87_500_000)


def test_wrong_day_is_named_and_the_rest_is_kept(lan, stage):
    draft = stage.draft()
    answer = lan.post(url("edit", draft.pk), form_of(draft, title="Tên mới", first_applied_on="32/13/2026"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="32/13/2026"' in page
    assert "Tên mới" in page
    draft.refresh_from_db()
    assert draft.title == "Tên mới"


def test_preview_of_an_incomplete_draft_names_what_is_missing_at_its_field(lan, stage):
    draft = stage.draft()
    answer = lan.post(url("edit", draft.pk), form_of(draft, novelty="", do="preview"))
    assert answer.status_code == 422
    assert "Ghi một câu điểm khác với cách đã có." in answer.content.decode()


def test_preview_of_a_whole_draft_shows_what_the_council_will_read(lan, stage):
    draft = stage.draft()
    answer = lan.post(url("edit", draft.pk), form_of(draft, do="preview"), follow=True)
    assert answer.redirect_chain == [(url("preview", draft.pk), 302)]
    assert TEXT["solution"] in answer.content.decode()


def test_co_author_is_added_and_removed_with_the_words_kept(lan, stage):
    make_user("NV-BA", "Trần Văn Ba", stage.world.group)
    draft = stage.draft()
    typed = form_of(draft, title="Vừa gõ", contact="NV-BA", do="add_author")
    assert lan.post(url("edit", draft.pk), typed).url == url("edit", draft.pk) + "#id_shares"
    draft.refresh_from_db()
    author = draft.authors.get(is_lead=False)
    assert (draft.title, author.member.code) == ("Vừa gõ", "NV-BA")

    lan.post(url("edit", draft.pk), form_of(draft, do=f"remove_author:{author.pk}"))
    assert not draft.authors.filter(is_lead=False).exists()


def test_unknown_co_author_is_refused_at_the_field_with_the_words_kept(lan, stage):
    draft = stage.draft()
    answer = lan.post(url("edit", draft.pk), form_of(draft, title="Vừa gõ", contact="NV-KHONG", do="add_author"))
    assert answer.status_code == 422
    assert "Vừa gõ" in answer.content.decode()
    assert "NV-KHONG" in answer.content.decode()


@pytest.mark.parametrize(
    ("upload", "message"),
    [(("to.png", PNG + b"0" * 1024 * 1024), "lớn hơn 1 MB"), (("virus.exe", b"MZ"), "không nhận được")],
)
def test_refused_file_is_named_and_the_words_are_kept(lan, stage, settings, upload, message):
    settings.FILE_MAX_BYTES = 1024 * 1024
    draft = stage.draft()
    files = [SimpleUploadedFile(*upload), SimpleUploadedFile("tot.png", PNG)]
    answer = lan.post(url("edit", draft.pk), form_of(draft, title="Vừa gõ", files=files, do="attach"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "Vừa gõ" in page
    assert [one.file.name for one in draft.attachments.all()] == ["tot.png"]


def test_stale_page_shows_both_texts(lan, stage):
    draft = stage.draft()
    typed = form_of(draft, title="Của tôi")
    lan.post(url("edit", draft.pk), form_of(draft, title="Của tab kia", page="tab-2"))
    answer = lan.post(url("edit", draft.pk), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Của tôi" in page
    assert "Của tab kia" in page


def test_autosave_keeps_the_words_and_answers_with_the_new_version(lan, stage):
    draft = stage.draft()
    answer = lan.post(url("autosave", draft.pk), form_of(draft, title="Đang gõ dở"))
    draft.refresh_from_db()
    assert draft.title == "Đang gõ dở"
    assert f'name="version" value="{draft.version}"' in answer.content.decode()
    assert answer["HX-Trigger"] == "draft-saved"


def test_autosave_is_six_queries(lan, stage, django_assert_num_queries):
    draft = stage.draft()
    typed = form_of(draft, title="Đang gõ dở")
    with django_assert_num_queries(6 + 2):  # the test's own transaction adds a savepoint
        lan.post(url("autosave", draft.pk), typed)


@pytest.mark.parametrize("name", ["hung", "binh"])
def test_draft_of_another_is_not_there(client, stage, name):
    client.force_login(getattr(stage.people, name))
    draft = stage.draft()
    for page in ("detail", "edit", "autosave", "preview", "similar"):
        assert (client.post if page == "autosave" else client.get)(url(page, draft.pk)).status_code == 404


# --- handing in


def test_pressing_twice_leads_to_the_one_receipt(lan, stage):
    draft = stage.draft()
    first = lan.post(url("submit", draft.pk))
    second = lan.post(url("submit", draft.pk))
    assert (first.url, second.url) == (url("receipt", draft.pk), url("receipt", draft.pk))
    assert InitiativeVersion.objects.filter(initiative=draft).count() == 1
    page = lan.get(first.url).content.decode()
    draft.refresh_from_db()
    assert draft.code in page
    assert "<svg" in page


def test_incomplete_draft_is_not_handed_in_by_address(lan, stage):
    draft = stage.draft(novelty="")
    answer = lan.post(url("submit", draft.pk), follow=True)
    assert answer.redirect_chain == [(url("edit", draft.pk), 302)]
    assert "điểm khác" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == InitiativeState.DRAFT


def test_receipt_is_a_pdf(lan, stage):
    initiative = stage.submitted()
    answer = lan.get(url("receipt_pdf", initiative.pk))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_co_author_confirms_on_the_page(client, stage):
    draft = stage.draft()
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH", share=40)
    client.force_login(stage.people.binh)
    assert "Bạn nhận 40% đóng góp?" in client.get(url("detail", draft.pk)).content.decode()
    client.post(url("answer", draft.pk, author.pk), {"do": "confirm", "share": "40"})
    author.refresh_from_db()
    assert author.confirmed_by == stage.people.binh


def test_lead_does_not_confirm_for_the_co_author(lan, stage):
    draft = stage.draft()
    author = add_author(draft, actor=stage.people.lan, at=NOW, contact="NV-BINH", share=40)
    answer = lan.post(url("answer", draft.pk, author.pk), {"do": "confirm", "share": "40"})
    assert answer.status_code == 403
    author.refresh_from_db()
    assert author.confirmed_at is None


# --- checking and deciding


def test_official_takes_a_dossier_from_the_list_to_the_council(client, stage):
    client.force_login(stage.people.hung)
    initiative = stage.submitted()
    session = stage.session()
    assert initiative.title in client.get(url("list")).content.decode()
    assert client.post(url("receive", initiative.pk), {"version": initiative.version}).url == url(
        "check", initiative.pk
    )
    page = client.get(url("check", initiative.pk)).content.decode()
    assert "Cần xem kỹ" in page

    initiative.refresh_from_db()
    sure = {"version": initiative.version, "not_copied": "on", "not_excluded": "on"}
    client.post(url("accept", initiative.pk), sure)
    initiative.refresh_from_db()
    client.post(url("send", initiative.pk), {"version": initiative.version, "session": session.pk})
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.UNDER_REVIEW


def test_leader_signs_on_the_page(client, stage):
    initiative = stage.under_review()
    conclude(initiative)
    client.force_login(stage.people.hung)
    page = client.get(url("recognise", initiative.pk)).content.decode()
    assert "6/7 phiếu đồng ý" in page
    today = timezone.localdate()
    typed = {"version": initiative.version, "decision_no": "12/QĐ-CĐCS", "decided_on": f"{today:%d/%m/%Y}"}
    answer = client.post(url("recognise", initiative.pk), typed, follow=True)
    assert "Sáng kiến được công nhận cấp cơ sở." in answer.content.decode()
    recognition = initiative.recognitions.get()
    for name, args in (("certificates", ()), ("decision", ("pdf",)), ("decision", ("docx",))):
        assert client.get(url(name, initiative.pk, recognition.pk, *args)).status_code == 200
    assert client.get(url("decision", initiative.pk, recognition.pk, "exe")).status_code == 404


def test_refusal_of_a_step_is_shown_in_its_form(client, stage):
    initiative = stage.received()
    client.force_login(stage.people.hung)
    answer = client.post(
        url("return", initiative.pk), {"version": initiative.version, "reason": "Thiếu", "due": "01/01/2020"}
    )
    assert answer.status_code == 422
    assert "Hạn bổ sung phải sau hôm nay." in answer.content.decode()


def test_step_from_an_old_page_is_refused(client, stage):
    initiative = stage.received()
    client.force_login(stage.people.hung)
    answer = client.post(url("return", initiative.pk), {"version": initiative.version - 1, "reason": "Thiếu ảnh"})
    assert answer.status_code == 409
    assert "Thiếu ảnh" in answer.content.decode()


@pytest.mark.parametrize("name", STEPS)
def test_no_step_is_open_to_a_stranger(client, stage, name):
    initiative = stage.submitted()
    client.force_login(stage.people.binh)
    assert client.get(url(name, initiative.pk)).status_code == 404


@pytest.mark.parametrize("name", [step for step in STEPS if step not in {"withdraw", "discard"}])
def test_no_step_of_an_official_is_open_to_the_author(lan, stage, name):
    initiative = stage.submitted()
    assert lan.get(url(name, initiative.pk)).status_code == 403


# --- reading


def test_file_goes_to_who_may_read_the_dossier_only(client, stage):
    draft = stage.draft()
    one = attach_file(draft, SimpleUploadedFile("ga.png", PNG), actor=stage.people.lan, at=NOW)
    submit_initiative(draft, actor=stage.people.lan, at=NOW)
    other = stage.submitted(title="Việc khác")
    expected = {"lan": 200, "hung": 200, "binh": 404, "huy": 404}
    found = {}
    for name in expected:
        client.force_login(getattr(stage.people, name))
        answer = client.get(url("file", draft.pk, one.pk))
        found[name] = answer.status_code
        if answer.status_code == 200:
            assert b"".join(answer.streaming_content) == PNG
        assert client.get(url("file", other.pk, one.pk)).status_code == 404
    assert found == expected
    assert Attachment.objects.count() == 1


def test_confidential_one_shows_title_and_effect_and_nothing_else(client, stage):
    initiative = stage.recognised(confidential=True)
    client.force_login(stage.people.binh)
    page = client.get(url("detail", initiative.pk)).content.decode()
    assert initiative.title in page
    assert TEXT["solution"] not in page
    for name in ("receipt", "receipt_pdf"):
        assert client.get(url(name, initiative.pk)).status_code == 403
    assert client.get(url("version", initiative.pk, 1)).status_code == 403
    library = client.get(url("library")).content.decode()
    assert initiative.title in library
    assert "Nguyễn Thị Lan" not in library


def test_compare_shows_the_other_text_to_the_checker_and_not_to_the_author(client, stage):
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.other_factory)
    theirs = make_submitted(other, stage.campaign, novelty="Điều chỉ họ biết")
    mine = stage.submitted()
    address = url("compare", mine.pk, theirs.pk)

    client.force_login(stage.people.lan)
    shown = client.get(address).content.decode()
    assert theirs.title in shown
    assert "Điều chỉ họ biết" not in shown

    client.force_login(stage.people.hung)
    assert "Điều chỉ họ biết" in client.get(address).content.decode()

    client.force_login(stage.people.binh)
    assert client.get(address).status_code == 404


def test_compare_is_no_way_to_read_just_any_other(client, stage):
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.other_factory)
    theirs = make_submitted(
        other, stage.campaign, title="Sàng rung phân loại chè", solution="Ba lớp", value_basis="Đo lại"
    )
    mine = stage.submitted()
    client.force_login(stage.people.hung)
    assert client.get(url("compare", mine.pk, theirs.pk)).status_code == 404


def test_version_two_shows_what_was_changed(lan, stage):
    initiative = stage.received()
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm bảng đo.")
    lan.post(url("edit", initiative.pk), form_of(initiative, value_basis="Đo 3 chuyền trong 2 tháng"))
    lan.post(url("submit", initiative.pk))
    page = lan.get(url("version", initiative.pk, 2)).content.decode()
    assert "Đo 3 chuyền trong 2 tháng" in page
    assert TEXT["value_basis"] in page
    assert TEXT["novelty"] not in page


def test_list_of_a_unit_outside_the_branch_is_refused(client, stage):
    client.force_login(stage.people.hung)
    assert client.get(url("list"), {"don_vi": stage.world.group.pk}).status_code == 200
    assert client.get(url("list"), {"don_vi": stage.world.mill.pk}).status_code == 403


def test_without_an_office_the_list_is_the_library(lan, stage):
    stage.submitted()
    page = lan.get(url("list")).content.decode()
    assert "Kho sáng kiến đã công nhận" in page
    assert TEXT["title"] not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_page_costs_the_same_for_every_length(client, stage, django_assert_max_num_queries, rows):
    for number in range(rows):
        stage.submitted(title=f"Cải tiến số {number}")
    client.force_login(stage.people.yen)
    with django_assert_max_num_queries(9):
        page = client.get(url("list")).content.decode()
    assert len(re.findall("Cải tiến số", page)) == rows


def test_edit_page_costs_the_same_for_every_length(lan, stage, django_assert_max_num_queries):
    draft = stage.draft()
    for number in range(3):
        add_author(
            draft,
            actor=stage.people.lan,
            at=NOW,
            contact=make_user(f"NV-{number}", "Lê Văn Tám", stage.world.mill).username,
        )
    common_keys()
    with django_assert_max_num_queries(18):
        assert lan.get(url("edit", draft.pk)).status_code == 200


def test_paper_confirmation_is_recorded_on_its_page(client, stage):
    client.force_login(stage.people.hung)
    worker = make_user("NV-NAM", "Đỗ Văn Năm", stage.world.group)
    client.post(url("start_for"), {"contact": "NV-NAM"})
    draft = Initiative.objects.get()
    author = draft.authors.get()
    address = url("on_paper", draft.pk, author.pk)
    assert client.post(address, {"note": ""}).status_code == 422
    assert client.post(address, {"note": "Sổ hồ sơ, trang 12"}).url == url("edit", draft.pk)
    author.refresh_from_db()
    assert (author.member, author.confirmed_by) == (worker.member, stage.people.hung)


def test_leader_above_widens_the_scope_on_the_page(client, stage):
    initiative = stage.recognised()
    client.force_login(stage.people.tuan)
    typed = {
        "version": initiative.version,
        "decision_no": "40/QĐ-LĐLĐ",
        "decided_on": f"{timezone.localdate():%d/%m/%Y}",
        "scope": "tinh_nganh",
        "basis": "Giấy xác nhận số 3",
    }
    client.post(url("recognise_upper", initiative.pk), typed)
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.RECOGNIZED_UPPER


def test_assigned_officer_reads_but_does_not_sign(client, stage):
    phu_trach = make_user("NV-PT", "Giáp Văn Lượng", stage.world.upper, Role.ASSIGNED_OFFICER)
    initiative = stage.under_review()
    conclude(initiative)
    client.force_login(phu_trach)
    assert client.get(url("detail", initiative.pk)).status_code == 200
    assert client.get(url("recognise", initiative.pk)).status_code == 403


# --- wrong turns


def test_discarded_draft_is_not_handed_in(lan, stage):
    draft = stage.draft()
    discard_draft(draft, actor=stage.people.lan, at=NOW)
    answer = lan.post(url("submit", draft.pk), {"version": draft.version})
    assert answer.status_code == 409
    draft.refresh_from_db()
    assert (draft.submitted_at, draft.versions.count()) == (None, 0)


def test_draft_without_a_campaign_is_offered_those_that_are_open(lan, stage):
    draft = start_draft(stage.people.lan.member, actor=stage.people.lan, at=NOW, campaign=None)
    page = lan.get(url("edit", draft.pk))
    assert list(page.context["form"].fields["campaign"].queryset) == [stage.campaign]
    type(stage.campaign).objects.update(state="closed")
    page = lan.get(url("edit", draft.pk))
    assert list(page.context["form"].fields["campaign"].queryset) == []
    kept = stage.draft(title="Giá xoay")
    assert list(lan.get(url("edit", kept.pk)).context["form"].fields["campaign"].queryset) == [stage.campaign]


def test_preview_names_a_wrong_day_once_beside_what_is_missing(lan, stage):
    draft = stage.draft(first_applied_on=None)
    typed = form_of(draft, first_applied_on="32/13/2026", novelty="", do="preview")
    answer = lan.post(url("edit", draft.pk), typed)
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["first_applied_on"]) == 1
    assert len(answer.context["form"].errors["novelty"]) == 1


def test_similar_ones_say_whether_they_were_recognised(lan, stage):
    other = make_user("NV-TU", "Phạm Văn Tư", stage.world.group)
    stage.recognised(other)
    draft = stage.draft()
    (found,) = lan.get(url("similar", draft.pk)).context["similar"]
    assert found["note"].startswith("công nhận cấp cơ sở năm 2026, giống khoảng")
    Initiative.objects.filter(code=found["code"]).update(state="not_recognized", recognised_on=None)
    (found,) = lan.get(url("similar", draft.pk)).context["similar"]
    assert found["note"].startswith("chưa được công nhận, giống khoảng")
    assert "Phạm Văn Tư" not in found["note"]


def test_way_leads_to_the_receipt_and_to_what_was_changed(lan, stage):
    initiative = stage.received()
    return_initiative(initiative, actor=stage.people.hung, at=NOW, reason="Thêm bảng đo.")
    lan.post(url("submit", initiative.pk))
    page = lan.get(url("detail", initiative.pk)).content.decode()
    assert f'href="{url("receipt", initiative.pk)}"' in page
    assert f'href="{url("version", initiative.pk, 2)}"' in page
    assert url("version", initiative.pk, 1) not in page


def test_no_state_offers_two_blue_buttons():
    blue = [page.sources for page in PAGES_OF_STEPS.values() if page.kind == "primary"]
    assert all(not one & other for place, one in enumerate(blue) for other in blue[:place])
