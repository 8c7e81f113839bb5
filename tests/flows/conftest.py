"""A real browser against a real server, with a worker beside it and the demo loaded."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright

from units.demo import PASSWORD

# Playwright's loop runs in this thread; the ORM refuses that unless told.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SHOTS = Path(__file__).resolve().parents[1] / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WIDTHS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
SERIOUS = {"serious", "critical"}


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: python3 bootstrap.py test installs it, or set CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def demo(transactional_db, tmp_path, settings):
    """The demo data, files in a folder of the test, long jobs run by a worker of the test."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    call_command("load_demo", verbosity=0, stdout=open(os.devnull, "w"))


@pytest.fixture
def worker(demo) -> Iterator[None]:
    from celery.contrib.testing.worker import start_worker

    from portal.celery import app

    app.control.purge()
    with start_worker(app, perform_ping_check=False, pool="solo", loglevel="WARNING"):
        yield


class Someone:
    """One person at a browser of their own."""

    def __init__(self, browser: Browser, base: str, code: str, width: str) -> None:
        self.base, self.code = base, code
        self.context = browser.new_context(viewport=WIDTHS[width], locale="vi-VN")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console",
            lambda line: self.problems.append(line.text) if line.type == "error" and "409" not in line.text else None,
        )
        self.sign_in()

    def sign_in(self) -> None:
        self.go("/tai-khoan/login/")
        self.page.fill("[name=login]", self.code)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(f"{self.base}/")

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def press(self, words: str) -> None:
        """Press the button or link that says ``words``."""
        self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words)).first.click()

    def reads(self, words: str) -> None:
        """Wait until the page says ``words``."""
        self.page.get_by_text(words).first.wait_for()

    def shoot(self, name: str) -> None:
        """Take the page's picture at both widths, and let axe look for serious faults."""
        for label, size in WIDTHS.items():
            self.page.set_viewport_size(size)
            SHOTS.mkdir(exist_ok=True)
            self.page.screenshot(path=SHOTS / f"{name}-{label}.png", full_page=True)
            assert self.page.evaluate("document.documentElement.scrollWidth") <= size["width"], (
                f"{name} scrolls sideways at {label}"
            )
        found = [one for one in Axe().run(self.page).response["violations"] if one["impact"] in SERIOUS]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.fixture
def someone(browser, live_server, demo):
    """Return a person by union code: ``someone("NV-001", "phone")``."""
    people: list[Someone] = []

    def enter(code: str, width: str = "desk") -> Someone:
        person = Someone(browser, live_server.url, code, width)
        people.append(person)
        return person

    yield enter
    problems = [problem for person in people for problem in person.problems]
    for person in people:
        person.context.close()
    assert problems == []
