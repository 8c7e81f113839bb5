"""Messages into a file, one JSON object a line: for tests, and for training rooms without a mobile network."""

import json

from django.conf import settings


def send(phone: str, text: str, code: str) -> None:
    settings.MESSAGE_FILE.parent.mkdir(parents=True, exist_ok=True)
    with settings.MESSAGE_FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"phone": phone, "text": text, "code": code}, ensure_ascii=False) + "\n")
