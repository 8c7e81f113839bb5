"""The invented data of the style page, out of style_samples.json."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _read() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return content


def sample_menu() -> dict[str, Any]:
    """Return the frame of someone signed in with two roles."""
    menu: dict[str, Any] = _read()["nav"]
    return menu


def samples(today: date) -> dict[str, Any]:
    """Return the context of the style page, its deadlines counted from ``today``."""
    context = {name: value for name, value in _read().items() if name != "nav"}
    context["groups"] = [
        {**group, "rows": [_dated(row, today) for row in group["rows"]]} for group in _read()["groups"]
    ]
    return context


def _dated(row: dict[str, Any], today: date) -> dict[str, Any]:
    return {**row, "due_on": today + timedelta(days=row["due_in"])} if "due_in" in row else row
