"""The hats of a person."""

import pytest

from portal.pages.hats import hats_of, list_hats

pytestmark = pytest.mark.django_db


def test_page_and_frame_look_for_the_hats_once(people, rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = people.lan
    with django_assert_num_queries(2):
        assert [hat.kind for hat in hats_of(request)] == ["member"]
        hats_of(request)


def test_another_request_looks_again(people, rf):
    first, second = rf.get("/"), rf.get("/")
    first.user, second.user = people.lan, people.yen
    assert hats_of(first) != hats_of(second)
    assert hats_of(second) == list_hats(people.yen)
