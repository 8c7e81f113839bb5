"""Pages of the frame, drawn without a browser."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.look.urls import TYPED

pytestmark = pytest.mark.urls("tests.look.urls")
ALONE = ("400", "403_csrf", "413", "429", "500", "503")
KEEPING = ("403_csrf", "409", "413", "429", "500", "503")


@pytest.mark.parametrize("address", ["/look/", "/look/?khung=1"])
def test_style_page_shows_each_component_once_framed_and_once_plain(client: Client, address):
    page = client.get(address).content.decode()
    marks = (
        "td-badge is-seal",
        "td-note is-bad",
        "td-empty",
        "td-errors",
        "td-inbox",
        "td-figs",
        "td-tiles",
        "td-chart",
    )
    marks += ("td-steps", "td-line", "td-wait is-yours", "td-verdicts", "td-compare", "td-crit", "td-ballot", "td-coi")
    marks += (
        "td-doc",
        "td-cert",
        "td-proof",
        "td-confirm",
        "td-toast",
        "td-share",
        "td-photos",
        "td-files",
        "td-pager",
    )
    assert [mark for mark in marks if mark not in page] == []
    assert ("td-side" in page, "td-tabs" in page, "td-act" in page) == (("khung" in address,) * 3)


@pytest.mark.parametrize("code", ALONE)
def test_error_page_needs_no_request_and_no_database(code):
    page = render_to_string(f"{code}.html", {})
    assert "<h1>" in page
    assert "<script" not in page


@pytest.mark.parametrize("code", KEEPING)
def test_error_page_keeps_what_was_typed(client: Client, code):
    page = client.get(f"/loi/{code}/").content.decode()
    assert [text for _, text in TYPED if text not in page] == []


def test_csrf_page_sends_the_same_again_under_a_fresh_token(client: Client):
    page = client.get("/loi/403_csrf/").content.decode()
    assert 'action="/loi/nhan/"' in page
    assert '<input type="hidden" name="name" value="Gá may">' in page
    assert 'name="csrfmiddlewaretoken"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_account_pages_wear_the_frame(client: Client, name):
    page = client.get(reverse(name)).content.decode()
    assert "td-entry" in page
    assert "Đăng nhập" in page


@pytest.mark.django_db
def test_login_page_offers_no_second_login_button(client: Client):
    page = client.get(reverse("account_login")).content.decode()
    assert 'class="btn btn-quiet" href="/tai-khoan/login/"' not in page
    assert 'class="btn btn-quiet" href="/tai-khoan/login/"' in client.get("/look/").content.decode()
