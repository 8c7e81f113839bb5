"""Files of a draft, and the papers that are printed."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdfium2 import PdfDocument

from initiatives.documents import certificates_data, decision_data, receipt_data
from initiatives.enums import Scope
from initiatives.selectors import list_recognitions
from initiatives.services import (
    attach_file,
    detach_file,
    recognise_upper,
    return_initiative,
    revoke_recognition,
    submit_initiative,
    take_receipt,
)
from initiatives.services.recognising import Ruling
from portal.core import audit
from portal.core.documents import render_docx, render_pdf
from portal.core.errors import DomainError
from portal.core.files import open_file
from portal.core.models import StoredFile
from tests.moments import NOW, TODAY

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def photo(name="ga-may.png", content=PNG):
    return SimpleUploadedFile(name, content)


def attach(stage, draft, upload=None):
    return attach_file(draft, upload or photo(), actor=stage.people.lan, at=NOW)


def text_of(pdf: bytes) -> str:
    document = PdfDocument(BytesIO(pdf))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def test_file_is_kept_and_the_open_form_stays_fresh(stage):
    draft = stage.draft()
    seen = draft.version
    attachment = attach(stage, draft)
    draft.refresh_from_db()
    assert (attachment.file.name, attachment.file.owner, draft.version) == ("ga-may.png", stage.people.lan, seen)
    assert audit.history(draft).last().after["name"] == "ga-may.png"


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (photo("virus.exe"), "không nhận được"),
        (photo("gia.png", b"MZ khong phai anh"), "không đúng loại"),
        (photo("rong.png", b""), "rỗng"),
    ],
)
def test_file_of_a_wrong_kind_is_refused_by_name(stage, upload, message):
    draft = stage.draft()
    with pytest.raises(DomainError, match=message) as refusal:
        attach(stage, draft, upload)
    assert refusal.value.field == "files"
    assert upload.name in refusal.value.message
    assert not draft.attachments.exists()


def test_file_that_is_too_large_is_refused_with_the_limit(stage, settings):
    settings.FILE_MAX_BYTES = 1024 * 1024
    with pytest.raises(DomainError, match="lớn hơn 1 MB"):
        attach(stage, stage.draft(), photo(content=PNG + b"0" * 1024 * 1024))


def test_twenty_files_are_enough(stage):
    draft = stage.draft()
    for number in range(20):
        attach(stage, draft, photo(f"anh-{number}.png"))
    with pytest.raises(DomainError, match="nhiều nhất 20 tệp"):
        attach(stage, draft)


def test_file_is_taken_off_a_draft_but_not_off_what_was_handed_in(stage):
    draft = stage.draft()
    first, second = attach(stage, draft), attach(stage, draft, photo("hai.png"))
    detach_file(first, actor=stage.people.lan, at=NOW)
    assert [one.pk for one in draft.attachments.all()] == [second.pk]

    submit_initiative(draft, actor=stage.people.lan, at=NOW)
    with pytest.raises(PermissionDenied):
        detach_file(second, actor=stage.people.lan, at=NOW)


def test_file_taken_off_a_returned_dossier_stays_for_the_version_that_names_it(stage):
    draft = stage.draft()
    attached = attach(stage, draft)
    kept, number = attached.file, attached.pk
    version = submit_initiative(draft, actor=stage.people.lan, at=NOW)
    take_receipt(draft, actor=stage.people.hung, at=NOW)
    return_initiative(draft, actor=stage.people.hung, at=NOW, reason="Thay ảnh rõ hơn.")
    detach_file(draft.attachments.get(), actor=stage.people.lan, at=NOW)
    assert not draft.attachments.exists()
    assert (version.content["files"][0]["id"], StoredFile.objects.get()) == (number, kept)
    with open_file(kept) as file:
        assert file.read() == PNG


@pytest.mark.parametrize("name", ["hung", "binh"])
def test_nobody_else_adds_files(stage, name):
    draft = stage.draft()
    with pytest.raises(PermissionDenied):
        attach_file(draft, photo(), actor=getattr(stage.people, name), at=NOW)


def test_evidence_lets_a_large_value_through(stage):
    draft = stage.draft(claimed_value_vnd=100_000_000)
    attach(stage, draft)
    version = submit_initiative(draft, actor=stage.people.lan, at=NOW)
    assert [one["name"] for one in version.content["files"]] == ["ga-may.png"]


def test_receipt_prints_what_was_handed_in(stage, settings):
    settings.BASE_URL = "https://thidua.example"
    initiative = stage.submitted()
    data = receipt_data(initiative)
    assert data["track_url"] == f"https://thidua.example/sang-kien/{initiative.pk}/"
    assert (data["code"], data["due_on"]) == (initiative.code, "2026-06-29")
    printed = text_of(render_pdf("receipt", data))
    assert initiative.code in printed
    assert "Nguyễn Thị Lan" in printed
    assert "trả lời trước ngày 29/06/2026" in printed


def test_receipt_does_not_move_with_the_dossier(stage):
    initiative = stage.accepted()
    assert receipt_data(initiative)["due_on"] == "2026-06-29"


def test_certificate_and_decision_name_author_number_and_value(stage):
    initiative = stage.recognised()
    (recognition,) = list_recognitions(initiative)
    certificate = text_of(render_pdf("recognition", certificates_data(initiative, recognition)))
    assert "Nguyễn Thị Lan" in certificate
    assert "12/QĐ-CĐCS" in certificate
    decision = decision_data(initiative, recognition)
    assert "Nguyễn Thị Lan (100%)" in text_of(render_pdf("recognition_decision", decision))
    assert render_docx("recognition_decision", decision)[:2] == b"PK"
    assert "Xét Biên bản số 01/BB-HĐSK" in decision["grounds"][2]


def test_certificate_of_a_revoked_one_says_so(stage):
    initiative = stage.recognised()
    revoke_recognition(initiative, actor=stage.people.hung, at=NOW, ruling=Ruling("15/QĐ", TODAY), reason="Sai")
    (recognition,) = list_recognitions(initiative)
    assert certificates_data(initiative, recognition)["items"][0]["mark"] == "ĐÃ THU HỒI"


def test_wider_scope_rests_on_what_confirms_it_and_on_no_minutes(stage):
    initiative = stage.recognised()
    recognise_upper(
        initiative, actor=stage.people.tuan, at=NOW, ruling=Ruling("45/QĐ-LĐLĐ", TODAY), scope=Scope.PROVINCE,
        basis="Giấy xác nhận số 3 của CĐ các KCN",
    )  # fmt: skip
    base, province = sorted(list_recognitions(initiative), key=lambda one: one.pk)
    assert decision_data(initiative, base)["grounds"][2:] == [
        "Xét Biên bản số 01/BB-HĐSK của Hội đồng sáng kiến CĐCS Công ty CP May Đáp Cầu Mới"
    ]
    assert decision_data(initiative, province)["grounds"][2:] == ["Xét Giấy xác nhận số 3 của CĐ các KCN"]
    assert "tỉnh" in decision_data(initiative, province)["articles"][0]
