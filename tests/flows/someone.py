"""One person at a browser of their own: what they press, type, read and see."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Response, expect

from units.demo import PASSWORD

SHOTS = Path(__file__).resolve().parents[1] / "screenshots"
WIDTHS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
SERIOUS = {"serious", "critical"}
# What the policy against foreign scripts and styles refused, said with the part of the page that asked for it.
REFUSED = """document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile, target }) => {
    if (target.getAttribute?.("style") !== "") console.error(violatedDirective, sourceFile, target.outerHTML);
});"""
# axe leaves an empty style behind, which htmx copies when it swaps: the policy says so by the hash of nothing.
NOTHING = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
# Where a person presses: not the menus, which repeat the words of the page.
PLACE = "main, .td-act, dialog[open]"
FOCUSED = """() => {
    const at = document.activeElement;
    const label = at.labels?.[0] ?? at;
    return [...label.childNodes].filter((part) => !part.classList?.contains("td-opt")).map((part) => part.textContent).join("");
}"""
RINGED = """() => {
    const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
    return outlineStyle !== "none" || boxShadow !== "none";
}"""
ANYONE = ""


class Someone:
    """One person at a browser of their own."""

    def __init__(self, browser: Browser, base: str, code: str, width: str = "desk", **context: Any) -> None:
        self.base, self.code, self.width = base, code, width
        options = {"viewport": WIDTHS[width], "locale": "vi-VN", "reduced_motion": "reduce", **context}
        self.context = browser.new_context(**options)
        self.context.add_init_script(REFUSED)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.path}: {error}"))
        self.page.on("console", self._hear)
        self.page.on("response", self._look)
        if code != ANYONE:
            self.sign_in()

    def _hear(self, line: Any) -> None:
        # What the server refused is judged by its status, below.
        if line.type == "error" and "Failed to load resource" not in line.text and NOTHING not in line.text:
            self.problems.append(f"{self.path}: {line.text}")

    def _look(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.problems.append(f"{response.status} {response.request.method} {response.url}")

    def sign_in(self) -> None:
        self.go("/tai-khoan/login/")
        self.page.fill("[name=login]", self.code)
        self.enter_password()
        self.page.wait_for_url(f"{self.base}/")

    def enter_password(self) -> None:
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def find(self, words: str | re.Pattern[str]) -> Locator:
        """Return the button or link that says ``words``: exactly those, else the first that has them in it."""
        place = self.page.locator(PLACE)
        either = place.get_by_role("button", name=words, exact=True).or_(
            place.get_by_role("link", name=words, exact=True)
        )
        self.page.wait_for_load_state("domcontentloaded")
        if isinstance(words, str) and either.count():
            return either.first
        return place.get_by_role("button", name=words).or_(place.get_by_role("link", name=words)).first

    def press(self, words: str | re.Pattern[str]) -> None:
        """Press the button or link that says ``words``."""
        self.find(words).click()
        self.page.wait_for_load_state("load")

    def follow(self, words: str) -> None:
        """Follow the link of a list to the record called ``words``."""
        self.page.locator("main").get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state("load")

    def open(self, words: str) -> None:
        """Open a part of the page that is folded away."""
        self.page.locator(PLACE).locator("summary", has_text=words).first.click()

    def type(self, label: str, text: str, row: int = 0) -> None:
        """Write ``text`` into the field called ``label``, in lists of rows into that of ``row``."""
        self.field(label, row).fill(text)

    def field(self, label: str, row: int = 0) -> Locator:
        # A label may carry “(không bắt buộc)” behind its words.
        begins = re.compile(rf"^\s*{re.escape(label)}\s*(\(không bắt buộc\)|\*)?\s*$")
        named = self.page.locator(PLACE).get_by_label(begins)
        return (named if named.count() else self.page.locator(PLACE).get_by_label(label)).nth(row)

    def choose(self, label: str, option: str, row: int = 0) -> None:
        """Choose in the list called ``label`` the first line that has ``option`` in it."""
        field = self.field(label, row)
        value = field.locator("option", has_text=option).first.get_attribute("value")
        field.select_option(value)

    def tick(self, label: str) -> None:
        """Tick the box, or take the choice, that says ``label``."""
        self.field(label).check()

    def reads(self, words: str | re.Pattern[str]) -> None:
        """Wait until the page says ``words``."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=20_000)

    def takes(self, words: str | re.Pattern[str]) -> bytes:
        """Press a link to a file and return what comes."""
        address = self.find(words).get_attribute("href")
        answer = self.context.request.get(self.base + address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return answer.body()

    def shoot(self, name: str) -> None:
        """Take the page's picture at both widths, and let axe look for serious faults at each."""
        SHOTS.mkdir(exist_ok=True)
        for label, size in WIDTHS.items():
            self.page.set_viewport_size(size)
            # As high as the page, or the bars that stay in place would lie across the middle of the picture.
            high = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({**size, "height": high})
            self.page.screenshot(path=SHOTS / f"{name}-{label}.png")
            self.page.set_viewport_size(size)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} scrolls sideways at {label}: {wide}"
            found = [one for one in Axe().run(self.page).response["violations"] if one["impact"] in SERIOUS]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], f"{name} at {label}"
        self.page.set_viewport_size(WIDTHS[self.width])

    def focused(self) -> str:
        """Return the words of what the keyboard would press or fill in now."""
        return str(self.page.evaluate(FOCUSED)).strip()

    def tab_to(self, words: str) -> None:
        """Go on with the tab key until ``words`` has the focus, and shows it."""
        for _step in range(60):
            self.page.keyboard.press("Tab")
            if self.focused() == words:
                break
        else:
            raise AssertionError(f"the tab key never came to “{words}”")
        assert self.page.evaluate(RINGED), f"“{words}” has the focus and does not show it"

    def leave_traces(self) -> None:
        """Keep what the person saw when a flow broke off."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"failed-{self.code or 'anyone'}.png", full_page=True)
        (SHOTS / f"failed-{self.code or 'anyone'}.txt").write_text(f"{self.page.url}\n\n{self.text}", encoding="utf-8")
