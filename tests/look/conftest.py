"""The browser of the flows, on the style page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.flows.someone import WIDTHS


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """The style page in the frame of someone signed in, at the width of a phone."""
    context = browser.new_context(
        viewport=WIDTHS["phone"], locale="vi-VN", reduced_motion="reduce", base_url=live_server.url
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console", lambda line: problems.append(line.text) if line.type == "error" and "422" not in line.text else None
    )
    page.goto("/look/?khung=1")
    yield page
    context.close()
    assert problems == []
