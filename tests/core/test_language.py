"""What is kept and sent is Vietnamese, whoever presses the button."""

from django.utils import translation
from django.utils.translation import gettext

from portal.core.language import in_vietnamese


@in_vietnamese
def passed(prefix: str, *, end: str) -> str:
    return prefix + gettext("Thông qua") + end


def test_what_is_written_down_is_vietnamese_under_an_english_interface():
    with translation.override("en"):
        assert gettext("Thông qua") == "Passed"
        assert passed("(", end=")") == "(Thông qua)"
        assert gettext("Thông qua") == "Passed"
