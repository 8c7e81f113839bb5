"""What the scripts do, and how the pages stand at each width, in Chromium."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.flows.conftest import SERIOUS, WIDTHS

pytestmark = [pytest.mark.flow, pytest.mark.urls("tests.look.urls"), pytest.mark.django_db(transaction=True)]
ADDRESSES = ("/look/", "/look/?khung=1", "/tai-khoan/login/", "/loi/404/", "/loi/409/", "/loi/403_csrf/", "/loi/500/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_fits_and_has_no_serious_fault(page: Page, address):
    for size in (*WIDTHS.values(), {"width": 320, "height": 640}):
        page.set_viewport_size(size)
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        found = [one for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize(
    ("typed", "grouped", "said"),
    [
        ("179000000", "179.000.000", "Một trăm bảy mươi chín triệu đồng."),
        ("21", "21", "Hai mươi mốt đồng."),
        ("1005", "1.005", "Một nghìn không trăm linh năm đồng."),
        (
            "1234005015",
            "1.234.005.015",
            "Một tỷ hai trăm ba mươi tư triệu không trăm linh năm nghìn không trăm mười lăm đồng.",
        ),
        ("68400000000", "68.400.000.000", "Sáu mươi tám tỷ bốn trăm triệu đồng."),
        ("1000000000000", "1.000.000.000.000", "Một nghìn tỷ đồng."),
        ("179 triệu", "179 triệu", ""),
    ],
)
def test_amount_is_grouped_and_read_out(page: Page, typed, grouped, said):
    page.fill("#id_claimed_vnd", "")
    page.locator("#id_claimed_vnd").press_sequentially(typed)
    expect(page.locator("#id_claimed_vnd")).to_have_value(grouped)
    expect(page.locator("#div_id_claimed_vnd .td-words")).to_have_text(said)


def test_counter_warns_and_does_not_cut(page: Page):
    page.fill("#id_title", "ế" * 160)
    expect(page.locator("#id_title")).to_have_value("ế" * 160)
    expect(page.locator("#div_id_title .td-count")).to_have_text("160/150 ký tự")
    expect(page.locator("#div_id_title .td-count")).to_have_class(re.compile("is-over"))


def test_shares_are_summed_live(page: Page):
    line = page.locator("[data-share-sum]")
    page.fill("#id_s2", "30")
    expect(line).to_contain_text("Tổng đủ 100%")
    expect(line).not_to_have_class(re.compile("is-off"))
    page.fill("#id_s2", "40,5")
    expect(line).to_contain_text("Thừa 10,5%, bớt đi để đủ 100%")
    page.fill("#id_s2", "20")
    expect(line).to_contain_text("Còn thiếu 10% để đủ 100%")


def test_another_band_takes_the_points_of_the_first_away(page: Page):
    expect(page.locator("[data-score-total]")).to_have_text("34")
    page.locator("#tc-a2 .td-band", has_text="10–13").click()
    expect(page.locator("[data-score-total]")).to_have_text("18")
    assert page.locator("input[name=a2]:checked").count() == 0
    page.locator("#tc-a2 .td-pick label", has_text="12").last.click()
    expect(page.locator("[data-score-total]")).to_have_text("30")
    expect(page.locator("#tc-a2 [data-points]")).to_have_text("12")


def test_keys_choose_a_band(page: Page):
    page.locator("#tc-a2 summary").focus()
    page.keyboard.press("1")
    expect(page.locator("#tc-a2 .td-band input").first).to_be_checked()


def test_confirmation_is_a_dialog_whose_safe_button_has_the_focus(page: Page):
    page.locator("#hop summary").first.click()
    expect(page.locator("dialog[open]")).to_contain_text("Nội dung sẽ khóa.")
    expect(page.get_by_role("button", name="Chưa ký")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("#hop summary").first).to_be_focused()


def test_menu_closes_on_escape_and_gives_the_focus_back(page: Page):
    page.locator(".td-menu > summary").click()
    expect(page.get_by_role("button", name="Thư ký Hội đồng sáng kiến tỉnh")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".td-menu[open]")).to_have_count(0)
    expect(page.locator(".td-menu > summary")).to_be_focused()


def test_question_mark_opens_the_shortcuts_but_not_while_typing(page: Page):
    page.locator("#id_other").press("?")
    expect(page.locator("#phim-tat[open]")).to_have_count(0)
    page.locator("#id_other").blur()
    page.keyboard.press("?")
    expect(page.locator("#phim-tat[open]")).to_have_count(1)


def test_file_that_would_be_refused_is_said_at_once(page: Page):
    page.set_input_files("#id_files", {"name": "danh sách.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.locator(".is-upload")).to_have_text("Tệp “danh sách.txt” không đúng loại nhận được.")
    assert page.evaluate("document.getElementById('id_files').files.length") == 0


def test_large_photo_is_made_smaller_before_it_is_sent(page: Page):
    page.evaluate(
        """async () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 3200, height: 2400 });
            canvas.getContext("2d").fillRect(0, 0, 1600, 1200);
            const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
            const files = new DataTransfer();
            files.items.add(new File([blob], "anh.png", { type: "image/png" }));
            const field = document.getElementById("id_files");
            field.files = files.files;
            field.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(page.locator("[data-photos] [data-fresh] img")).to_have_count(1)
    size = page.evaluate(
        """async () => {
            const photo = await createImageBitmap(document.getElementById("id_files").files[0]);
            return [photo.width, photo.height];
        }"""
    )
    assert size == [1600, 1200]


def test_without_scripts_confirmation_and_points_still_open(browser: Browser, live_server):
    context = browser.new_context(viewport=WIDTHS["phone"], locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/look/?khung=1")
    page.locator("#hop summary").first.click()
    expect(page.locator("#hop").get_by_text("Nội dung sẽ khóa.")).to_be_visible()
    expect(page.locator("#tc-a2 .td-points").first).to_be_visible()
    context.close()


def test_typed_text_is_offered_again_after_signing_in(page: Page):
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[name=reason]").first.press_sequentially("Cùng tổ với tác giả")
    page.wait_for_timeout(600)
    page.goto("/tai-khoan/login/")
    expect(page.locator("#kept")).to_be_visible()
    page.goto("/look/?khung=1")
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator("[name=reason]").first).to_have_value("Cùng tổ với tác giả")


def test_form_pressed_twice_is_sent_once_and_says_that_it_is_being_sent(page: Page):
    # Counts what would leave, and holds it back: a page under way answers no questions.
    page.evaluate(
        """() => {
            window.sent = 0;
            window.addEventListener("submit", (event) => {
                if (!event.defaultPrevented) window.sent += 1;
                event.preventDefault();
            });
        }"""
    )
    page.get_by_role("button", name="Không có, mở hồ sơ").click()
    expect(page.locator(".td-coi [aria-busy]")).to_have_text("Đang gửi")
    page.locator(".td-coi [aria-busy]").click()
    assert page.evaluate("window.sent") == 1


def test_ctrl_enter_never_presses_the_red_button(page: Page):
    page.route("**/look/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("#hop summary").first.click()
    page.fill("#ky-count", "44")
    page.locator("#ky-count").press("Control+Enter")
    expect(page.locator("dialog[open]")).to_have_count(1)
    assert page.locator("[aria-busy][data-was]").count() == 0


def test_refused_part_of_a_page_is_shown(page: Page):
    page.route("**/phan/", lambda route: route.fulfill(status=422, body="<p>Còn thiếu ngày áp dụng.</p>"))
    page.evaluate("() => { htmx.ajax('GET', '/phan/', '#chang'); }")
    expect(page.locator("#chang")).to_have_text("Còn thiếu ngày áp dụng.")


def test_part_asked_for_after_the_session_leads_to_signing_in_and_back(page: Page):
    page.evaluate("() => { htmx.ajax('GET', '/thong-bao/', '#chang'); }")
    page.wait_for_url(re.compile(r"/tai-khoan/login/\?next=%2Flook%2F%3Fkhung%3D1$"))
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
