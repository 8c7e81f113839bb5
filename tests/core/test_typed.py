"""What was typed is shown by the labels people know; nothing typed is lost, nothing made by the page is shown."""

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from portal.core.typed import typed_texts

NEUTRAL = "Điều bạn đã nhập"


def typed(view: str, /, *args, **fields):
    """Return what a page would show of ``fields``, sent to the address of ``view``."""
    address = reverse(view, args=args)
    request = RequestFactory().post(address, fields)
    request.resolver_match = resolve(address)
    return typed_texts(request)


def test_labels_are_those_of_the_form():
    shown = typed("initiatives:edit", 1, title="Gá may nẹp", known_situation="Vạch phấn", novelty="")
    assert shown == [("Tên sáng kiến", "Gá may nẹp"), ("Trước đây làm thế nào?", "Vạch phấn")]


def test_what_the_page_sent_along_is_not_shown():
    made = {"version": "3", "page": "a1b2", "do": "later", "next": "/", "csrfmiddlewaretoken": "x", "kind": ""}
    assert typed("initiatives:edit", 1, solution="Gá thép", **made) == [("Nay làm thế nào?", "Gá thép")]


def test_choice_reads_as_on_the_page_and_a_tick_as_yes():
    shown = dict(typed("initiatives:edit", 1, kind="giai_phap_ky_thuat", has_value="on", title="Gá", campaign="17"))
    assert shown["Loại giải pháp"] == "Giải pháp kỹ thuật"
    assert "Có" in shown.values()
    assert "17" not in shown.values()


def test_rows_have_the_labels_of_their_own_form_and_a_number():
    rows = {"criteria-TOTAL_FORMS": "1", "criteria-0-text": "Kỷ luật", "criteria-0-points": "20"}
    rows |= {"targets-0-name": "Sáng kiến", "targets-1-name": "Giờ công", "targets-1-value": "40"}
    shown = typed("campaigns:edit", 1, name="Lao động giỏi", goal="Năng suất", **rows)
    assert [text for _label, text in shown[:2]] == ["Lao động giỏi", "Năng suất"]
    assert shown[2:] == [
        ("Tiêu chí (1)", "Kỷ luật"), ("Điểm (1)", "20"), ("Chỉ tiêu (1)", "Sáng kiến"), ("Chỉ tiêu (2)", "Giờ công"),
        ("Số giao (2)", "40"),
    ]  # fmt: skip


def test_field_that_no_form_knows_is_kept_under_a_neutral_label():
    assert typed("units:mine", xyzzy_field="Một câu dài") == [(NEUTRAL, "Một câu dài")]


@pytest.mark.parametrize(
    ("name", "label"), [("points_N", "Điểm"), ("comment_E", "Nhận xét"), ("share_17", "Tỷ lệ đóng góp")]
)
def test_fields_made_for_a_row_are_named(name, label):
    assert typed("councils:score", 1, **{name: "25"}) == [(label, "25")]


def test_every_text_of_a_field_is_kept():
    assert typed("units:mine", xyzzy=["một", "hai", " "]) == [(NEUTRAL, "một"), (NEUTRAL, "hai")]


def test_secrets_are_never_shown():
    secret = {"login": "NV-LAN", "password": "a", "password1": "b", "password2": "b", "oldpassword": "c"}
    assert typed("account_login", **secret) == []


@pytest.mark.django_db
def test_page_after_a_failed_check_names_fields_as_the_form_did(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.lan)
    page = client.post(reverse("initiatives:edit", args=[1]), {"known_situation": "Vạch phấn", "version": "3"}).text
    assert ">Trước đây làm thế nào?</label>" in page
    assert ">known_situation<" not in page
