"""The register of decision numbers: what was numbered on paper is noted, and what cannot be is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from awards.models import IssuedNumber
from awards.services import note_outside_numbers
from portal.core.errors import DomainError
from tests.awards.story import express_signed
from tests.moments import NOW


def note(story, actor=None, **facts):
    facts = {"year": 2026, "up_to": 3, "note": "Quyết định trên giấy"} | facts
    return note_outside_numbers(story.world.province, actor=actor or story.people.huy, at=NOW, **facts)


def taken():
    return list(IssuedNumber.objects.order_by("number").values_list("number", flat=True))


def test_next_signature_goes_on_after_the_numbers_used_on_paper(story):
    assert note(story) == 3
    assert express_signed(story).symbol == "04/QĐ-LĐLĐ"
    assert taken() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"note": " "}, "note", "đã dùng cho văn bản nào"),
        ({"up_to": 2}, "up_to", "đã dùng tới số 3"),
        ({"up_to": 1004}, "up_to", "nhiều nhất 1.000 số"),
    ],
)
def test_numbers_that_cannot_be_are_refused_by_field(story, facts, field, words):
    note(story)
    with pytest.raises(DomainError, match=words) as refusal:
        note(story, **facts)
    assert (refusal.value.field, taken()) == (field, [1, 2, 3])


def test_thousand_numbers_are_noted_at_once_and_only_by_the_clerk(story):
    with pytest.raises(PermissionDenied):
        note(story, actor=story.people.yen)
    assert note(story, up_to=1000) == 1000
