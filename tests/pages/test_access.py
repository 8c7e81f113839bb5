"""Who gets in, in which language, and what the watchers see."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.cache import CalmRedisCache
from portal.core.sending import mark_alive
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    caches["default"].clear()


@pytest.fixture
def member(world):
    user = make_user("NV-900", "Lê Thị Mơ", world.group)
    user.set_password("mat-khau-dai-2026")
    user.save(update_fields=["password"])
    return user


def sign_in(client: Client, login: str, password: str = "mat-khau-dai-2026"):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize("login", ["NV-900", "nv-900", "nv-900@example.vn"])
def test_member_signs_in_by_code_or_email(member, login):
    answer = sign_in(Client(), login)
    assert (answer.status_code, answer.url) == (302, "/")


def refusal(page: str) -> list[str]:
    """What the page says, without the name typed and what is new on each page."""
    lines = page.replace("NV-900", "…").replace("NV-XXX", "…").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and "nonce=" not in line]


def test_wrong_password_is_refused_without_telling_who_exists(member):
    known = sign_in(Client(), "NV-900", "sai").content.decode()
    unknown = sign_in(Client(), "NV-XXX", "sai").content.decode()
    words = "không đúng"
    assert words in known
    assert words in unknown
    assert refusal(known) == refusal(unknown)


def test_tries_are_limited(member):
    client = Client()
    for _ in range(5):
        sign_in(client, "NV-900", "sai")
    assert "mat-khau" not in (page := sign_in(client, "NV-900").content.decode())
    assert "Quá nhiều" in page or "quá nhiều" in page


@pytest.mark.parametrize("name", ["home", "notices", "search", "trail", "units:list"])
def test_stranger_is_led_to_the_login_page(name):
    answer = Client().get(reverse(name))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_nobody_opens_an_account_for_themselves():
    answer = Client().post(reverse("account_signup"), {"username": "x", "password1": "mat-khau-dai-2026"})
    assert "Location" not in answer
    assert answer.status_code == 200


def test_language_switch_works_and_stays():
    client = Client()
    assert 'lang="vi"' in client.get(reverse("account_login")).content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = client.get(reverse("account_login")).content.decode()
    assert 'lang="en"' in page
    assert "Sign in" in page


def test_health_tells_each_part(settings):
    mark_alive("beat", at=timezone.now())
    found = Client().get(reverse("healthz")).json()
    assert (found["ok"], found["database"], found["redis"], found["beat"]) == (True, True, True, True)
    assert found["queue_depth"] >= 0


def test_pages_and_health_answer_while_redis_is_away(member, settings):
    settings.CACHE_URL = "unix:///nowhere.sock?db=1"
    cache = CalmRedisCache("unix:///nowhere.sock?db=1", {})
    cache.set("a", 1)
    assert (cache.get("a"), cache.add("a", 1), cache.incr("a"), cache.get_many(["a"])) == (None, True, 1, {})
    found = Client().get(reverse("healthz"))
    assert (found.status_code, found.json()["redis"], found.json()["queue_depth"]) == (200, False, None)


def test_typed_text_is_composed(member):
    client = Client()
    client.force_login(member)
    # “đoàn” as a Mac types it: the letter and its mark apart.
    answer = client.get(reverse("search"), {"q": "\u0111oa\u0300n"})
    assert "Kết quả cho “đoàn”" in answer.content.decode()
