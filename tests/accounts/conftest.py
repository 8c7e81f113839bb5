"""A mobile network made of a file, a cache that remembers nothing, and people who can sign in."""

import json
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import OneTimeCode
from accounts.services import deliver_waiting
from accounts.services.profile import give_phone
from tests.moments import NOW
from tests.people import People
from units.models import User

PASSWORD = "muoi hai con thuyen"
LAN_PHONE = "0912345678"


@pytest.fixture(autouse=True)
def _alone(settings):
    """Counts of another test stay there."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture(autouse=True)
def network(settings, tmp_path) -> Callable[[], list[dict]]:
    """Return what came out of the gateway so far, after the worker has done its work."""
    settings.MESSAGE_GATEWAY = "file"
    settings.MESSAGE_FILE = tmp_path / "messages.jsonl"

    def received() -> list[dict]:
        from django.utils import timezone

        deliver_waiting(at=timezone.now())
        file = settings.MESSAGE_FILE
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    return received


@pytest.fixture
def lan(people: People) -> User:
    """Lan, with a password and a phone."""
    give_phone(people.lan, LAN_PHONE, actor=people.lan, at=NOW)
    people.lan.set_password(PASSWORD)
    people.lan.save(update_fields=["password"])
    return people.lan


@pytest.fixture
def tuan(people: People) -> User:
    """Tuấn, who signs, with a password."""
    people.tuan.set_password(PASSWORD)
    people.tuan.save(update_fields=["password"])
    return people.tuan


def sign_in(client: Client, login: str, password: str = PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return client.get(reverse("accounts:me")).status_code == 200


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def last_code() -> OneTimeCode:
    return OneTimeCode.objects.order_by("-pk").first()
