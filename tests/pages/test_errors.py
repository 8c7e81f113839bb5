"""What went wrong is said calmly, and nothing typed is lost."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def signed_in(user, **options) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def test_failed_csrf_check_shows_the_filled_form_again(people):
    client = signed_in(people.lan, enforce_csrf_checks=True)
    answer = client.post(reverse("switch_hat"), {"hat": "member", "novelty": "Bỏ bước vạch phấn"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Bỏ bước vạch phấn" in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_unknown_page_is_a_404_that_says_what_to_do(people):
    answer = signed_in(people.lan).get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_too_large_a_form_is_a_413(people, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = signed_in(people.lan).post(reverse("switch_hat"), {"hat": "x" * 500})
    assert answer.status_code == 413


@pytest.mark.django_db(transaction=True)
def test_database_away_is_a_calm_503_and_comes_back(people):
    client = signed_in(people.lan)
    client.raise_request_exception = False
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        away, health = client.get(reverse("units:list")), client.get(reverse("healthz"))
    finally:
        connection.settings_dict["HOST"] = host
    assert (away.status_code, away["Retry-After"], health.status_code) == (503, "30", 503)
    assert client.get(reverse("units:list")).status_code == 200


def test_forbidden_says_why(people, world):
    answer = signed_in(people.binh).get(reverse("units:members", args=[world.factory.pk]))
    assert answer.status_code == 403
    assert "cán bộ phụ trách đơn vị này" in answer.content.decode()


def test_every_answer_has_a_strict_policy_and_an_id(people):
    answer = signed_in(people.lan).get(reverse("units:list"))
    policy = answer["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "script-src 'self' 'nonce-" in policy
    assert len(answer["X-Request-Id"]) == 16
