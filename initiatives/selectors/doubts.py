"""What a checker should look at twice: said, never decided here."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from initiatives.enums import LimitName
from initiatives.models import Author, Initiative
from initiatives.rules import RECOGNISED
from initiatives.selectors.completeness import application_days
from initiatives.selectors.settings import limits_on
from portal.core import search
from portal.core.templatetags.vi import day as as_day
from portal.core.templatetags.vi import vnd

SHORT_WORDS = 25
ROUND_FROM = 1_000_000_000


def list_doubts(initiative: Initiative, *, day: date) -> list[str]:
    """Return sentences about a value out of the ordinary, a text that says little, a day outside, a busy author."""
    limits = limits_on(day)
    return [
        *_about_value(initiative, limits.get(LimitName.OUTLIER_FROM_VND)),
        *_about_text(initiative),
        *_about_days(initiative, application_days(initiative, limits)),
        *_about_author(initiative),
    ]


def _about_value(initiative: Initiative, outlier: int | None) -> Iterator[str]:
    value = initiative.claimed_value_vnd if initiative.has_value else None
    if not value:
        return
    if outlier is not None and value >= outlier:
        yield _("Giá trị khai %(value)s rất lớn (từ %(least)s là phải xem kỹ).") % {
            "value": vnd(value),
            "least": vnd(outlier),
        }
    if value >= ROUND_FROM and value % ROUND_FROM == 0:
        yield _("Giá trị khai là số tròn. Hỏi cách tính từng bước.")


def _about_text(initiative: Initiative) -> Iterator[str]:
    if len(search.words(f"{initiative.known_situation} {initiative.solution}")) < SHORT_WORDS:
        yield _("Mô tả quá ngắn để người khác làm theo được.")
    if initiative.has_value and initiative.claimed_value_vnd and len(search.words(initiative.value_basis)) < 3:  # noqa: PLR2004
        yield _("Cách tính chưa nói rõ số lượng, mức tiết kiệm, đơn giá.")


def _about_days(initiative: Initiative, days: tuple[date | None, date | None]) -> Iterator[str]:
    first, last = days
    applied = initiative.first_applied_on
    if applied is not None and ((first and applied < first) or (last and applied > last)):
        yield _("Ngày áp dụng %(day)s nằm ngoài khung của phong trào (%(first)s–%(last)s).") % {
            "day": as_day(applied),
            "first": as_day(first),
            "last": as_day(last),
        }


def _about_author(initiative: Initiative) -> Iterator[str]:
    others = Author.objects.filter(member=initiative.lead_id, initiative__state__in=RECOGNISED)
    codes = list(others.exclude(initiative=initiative).order_by("pk").values_list("initiative__code", flat=True)[:5])
    if codes:
        yield _("Tác giả đã có sáng kiến được công nhận: %(codes)s.") % {"codes": ", ".join(codes)}
