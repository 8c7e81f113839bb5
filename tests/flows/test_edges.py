"""Where things go wrong by hand: pressed twice, read too long, signed out, the wrong file, the wrong person, no mouse."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from campaigns.models import Campaign, Response
from campaigns.selectors import open_campaigns
from initiatives.models import Initiative
from initiatives.services import save_draft, start_draft, submit_initiative
from portal.pages.story.submission import CONTENT
from tests.flows.papers import photo
from tests.flows.someone import Someone
from units.models import User

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
TITLE = str(CONTENT["title"])


def whole_draft(code: str = "NV-001") -> Initiative:
    """A draft of one's own that lacks nothing."""
    author, now = User.objects.get(username=code), timezone.now()
    campaign = open_campaigns(author, day=timezone.localdate())[0]
    draft = start_draft(author.member, actor=author, at=now, campaign=campaign)
    content = CONTENT | {"first_applied_on": timezone.localdate() - timedelta(days=1)}
    save_draft(draft, actor=author, at=now, seen_version=draft.version, content=content)
    draft.refresh_from_db()
    return draft


def test_handed_in_twice_is_one_dossier(someone, worker):
    draft = whole_draft()
    hanh = someone("NV-001", "phone")
    hanh.go(f"/sang-kien/{draft.pk}/xem-lai/")
    other = hanh.context.new_page()
    other.goto(hanh.page.url)
    hanh.find("Nộp sáng kiến").dblclick()
    hanh.reads("Đã nhận sáng kiến của bạn.")
    code = hanh.page.locator(".td-receipt").inner_text()
    # The same page, still open in another tab: it leads to the one receipt.
    other.get_by_role("button", name="Nộp sáng kiến").click()
    expect(other.locator(".td-receipt")).to_have_text(code)
    assert list(Initiative.objects.filter(title=TITLE).values_list("code", flat=True)) == [code]
    draft.refresh_from_db()
    assert draft.versions.count() == 1


def test_page_read_too_long_shows_both_texts(someone):
    yen = someone("NV-018")
    yen.go("/phong-trao/")
    yen.follow("Tháng Công nhân năm 2027")
    yen.press("Sửa bản nháp")
    late = someone("NV-018")
    late.go(yen.path)
    yen.type("Mục tiêu", "Mỗi tổ có một sáng kiến.")
    yen.press("Lưu bản nháp")
    yen.reads("Đã lưu bản nháp.")
    late.type("Mục tiêu", "Mỗi chuyền có hai sáng kiến.")
    late.press("Lưu bản nháp")
    late.reads("Có người vừa sửa trước bạn")
    expect(late.page.locator("section", has_text="Bản của bạn, chưa lưu")).to_contain_text(
        "Mỗi chuyền có hai sáng kiến."
    )
    expect(late.page.locator("section", has_text="Bản mới nhất, đang lưu")).to_contain_text("Mỗi tổ có một sáng kiến.")
    late.shoot("stale")
    late.press("Mở lại bản mới nhất")
    expect(late.field("Mục tiêu")).to_have_value("Mỗi tổ có một sáng kiến.")


def test_words_survive_the_end_of_a_session(someone):
    draft = whole_draft()
    hanh = someone("NV-001", "phone")
    hanh.page.on("dialog", lambda dialog: dialog.accept())
    hanh.go(f"/sang-kien/{draft.pk}/sua/")
    hanh.field("Điểm mới so với cách đã có").press("Control+End")
    hanh.field("Điểm mới so với cách đã có").press_sequentially(" Thêm thước đo.")
    hanh.page.wait_for_timeout(600)
    Session.objects.all().delete()
    hanh.press("Để sau")
    hanh.reads("Phần bạn đang viết vẫn còn trên máy này.")
    hanh.shoot("signed-out")
    hanh.page.fill("[name=login]", hanh.code)
    hanh.enter_password()
    hanh.press("Lấy lại")
    expect(hanh.field("Điểm mới so với cách đã có")).to_have_value(f"{CONTENT['novelty']} Thêm thước đo.")
    hanh.press("Để sau")
    hanh.reads("Đã lưu bản nháp.")
    draft.refresh_from_db()
    assert draft.novelty.endswith("Thêm thước đo.")


def test_words_survive_a_form_that_grew_too_old(someone):
    draft = whole_draft()
    hanh = someone("NV-001", "phone")
    hanh.go(f"/sang-kien/{draft.pk}/sua/")
    hanh.type("Điểm mới so với cách đã có", "Thanh kẹp có thước đo.")
    hanh.context.clear_cookies(name="csrftoken")
    hanh.press("Để sau")
    hanh.reads("Trang mở đã lâu, hãy gửi lại")
    hanh.reads("Thanh kẹp có thước đo.")
    hanh.shoot("too-old")
    hanh.press("Gửi lại đúng nội dung này")
    hanh.reads("Đã lưu bản nháp.")
    draft.refresh_from_db()
    assert draft.novelty == "Thanh kẹp có thước đo."


LARGE = {"name": "phim.mp4", "mimeType": "video/mp4", "buffer": b"\0\0\0\x18ftypmp42" + bytes(21 * 1024 * 1024)}
PROGRAM = {"name": "anh.png", "mimeType": "image/png", "buffer": b"MZ" + bytes(2000)}
LETTER = {"name": "ghi-chu.txt", "mimeType": "text/plain", "buffer": b"x"}


@pytest.mark.parametrize(
    ("sent", "before", "after"),
    [
        (LARGE, "Tệp “phim.mp4” lớn quá.", "Tệp “phim.mp4” lớn hơn 20 MB."),
        (LETTER, "Tệp “ghi-chu.txt” không đúng loại nhận được.", "Tệp “ghi-chu.txt” không nhận được."),
        (PROGRAM, "", "Nội dung tệp “anh.png” không đúng loại"),
    ],
    ids=["large", "kind", "disguised"],
)
def test_file_that_is_not_taken(someone, sent, before, after):
    draft = whole_draft()
    hanh = someone("NV-001", "phone", java_script_enabled=not before)
    if before:
        quick = someone("NV-001", "phone")
        quick.go(f"/sang-kien/{draft.pk}/sua/")
        quick.page.set_input_files("#id_files", sent)
        quick.reads(before)
        assert quick.page.evaluate("document.getElementById('id_files').files.length") == 0
    hanh.go(f"/sang-kien/{draft.pk}/sua/")
    hanh.page.set_input_files("#id_files", sent)
    hanh.press("Gửi tệp đã chọn")
    hanh.reads(after)
    assert draft.attachments.count() == 0


def test_other_branch_finds_nothing(someone):
    draft = whole_draft()
    author = User.objects.get(username="NV-001")
    submit_initiative(draft, actor=author, at=timezone.now())
    own = Campaign.objects.get(name="Tháng Công nhân năm 2027")
    stranger = someone("NV-047", "phone")
    for address in (f"/sang-kien/{draft.pk}/", f"/sang-kien/{draft.pk}/kiem-tra/", f"/phong-trao/{own.pk}/"):
        answer = stranger.page.goto(stranger.base + address)
        assert answer.status == 404
        stranger.reads("Không có trang này, hoặc bạn không được xem")
    stranger.shoot("not-found")
    assert TITLE not in stranger.text


def test_form_is_filled_in_and_sent_by_keys_alone(someone, worker):
    """Nothing is clicked: from the skip link to the answer, each stop on the way can be seen."""
    huong = someone("NV-041")
    campaign = Campaign.objects.get(code="PT-LDG-2026")
    Response.objects.filter(campaign=campaign, unit__code="CS-002").delete()
    huong.go(f"/phong-trao/{campaign.pk}/")
    huong.page.keyboard.press("Tab")
    assert huong.focused() == "Bỏ qua đến nội dung"
    huong.page.keyboard.press("Enter")
    huong.tab_to("Hưởng ứng")
    huong.page.keyboard.press("Enter")
    huong.reads("Đăng ký hưởng ứng")
    huong.tab_to("Số người đăng ký thi đua")
    huong.page.keyboard.type("1200")
    huong.tab_to("Hưởng ứng")
    huong.page.keyboard.press("Enter")
    huong.reads("Đã ghi nhận đơn vị hưởng ứng.")
    assert Response.objects.get(campaign=campaign, unit__code="CS-002").registered == 1200


def test_initiative_is_handed_in_without_scripts(someone, worker):
    hanh: Someone = someone("NV-001", "phone", java_script_enabled=False)
    hanh.press("Nộp sáng kiến")
    hanh.press("Bắt đầu viết")
    hanh.type("Tên sáng kiến", TITLE)
    hanh.type("Trước đây làm thế nào?", str(CONTENT["known_situation"]))
    hanh.type("Nay làm thế nào?", str(CONTENT["solution"]))
    hanh.type("Điểm mới so với cách đã có", str(CONTENT["novelty"]))
    hanh.choose("Loại giải pháp", "Giải pháp kỹ thuật")
    hanh.type("Lĩnh vực áp dụng", "dệt may")
    hanh.type("Ngày áp dụng lần đầu", f"{timezone.localdate() - timedelta(days=2):%d/%m/%Y}")
    hanh.type("Giá trị làm lợi trong 12 tháng", "96.000.000")
    hanh.type("Cách tính", str(CONTENT["value_basis"]))
    hanh.page.set_input_files("#id_files", {"name": "ban-cat.png", "mimeType": "image/png", "buffer": photo()})
    hanh.press("Xem lại và nộp")
    hanh.reads("Công đoàn và Hội đồng sẽ đọc đúng như dưới đây")
    hanh.press("Nộp sáng kiến")
    hanh.reads("Đã nhận sáng kiến của bạn.")
    found = Initiative.objects.get(title=TITLE)
    assert (found.claimed_value_vnd, found.attachments.count()) == (96_000_000, 1)
