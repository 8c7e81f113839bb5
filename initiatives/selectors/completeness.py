"""What an initiative still needs before it can be handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.enums import LimitName
from initiatives.models import Initiative
from initiatives.selectors.settings import Limits, limits_on
from portal.core.periods import day_of
from portal.core.templatetags.vi import day as as_day
from portal.core.templatetags.vi import number, vnd

TITLE_MOST = 300
WHOLE = 100
TEXTS = {
    "title": gettext_lazy("Ghi tên sáng kiến: làm gì, ở khâu nào."),
    "known_situation": gettext_lazy("Ghi trước đây làm thế nào."),
    "solution": gettext_lazy("Ghi nay làm thế nào."),
    "novelty": gettext_lazy("Ghi một câu điểm khác với cách đã có."),
    "kind": gettext_lazy("Chọn loại giải pháp."),
    "field": gettext_lazy("Ghi lĩnh vực áp dụng, ví dụ “dệt may”."),
}
GROUPS = (
    (gettext_lazy("Tên và cách làm"), ("title", "known_situation", "solution")),
    (gettext_lazy("Điểm mới"), ("novelty",)),
    (gettext_lazy("Phong trào, loại, lĩnh vực"), ("campaign", "kind", "field")),
    (gettext_lazy("Ngày áp dụng"), ("first_applied_on",)),
    (gettext_lazy("Lợi ích"), ("claimed_value_vnd", "value_basis", "social_benefit")),
    (gettext_lazy("Tệp minh chứng"), ("files",)),
    (gettext_lazy("Tỷ lệ đủ 100%"), ("shares",)),
    (gettext_lazy("Các tác giả xác nhận"), ("authors",)),
)


@dataclass(frozen=True, slots=True)
class Need:
    """One line of “Cần có để nộp”; ``url`` leads to the field that is missing."""

    label: Any
    done: bool
    url: str


def missing_parts(initiative: Initiative, *, day: date, limits: Limits | None = None) -> dict[str, str]:
    """Return a sentence for each field that keeps it from being handed in on ``day``; empty when none does."""
    limits = limits_on(day) if limits is None else limits
    found = {name: str(text) for name, text in TEXTS.items() if not getattr(initiative, name).strip()}
    if len(initiative.title) > TITLE_MOST:
        found["title"] = _("Tên dài %(now)d ký tự. Hãy rút còn %(most)d ký tự.") % {
            "now": len(initiative.title),
            "most": TITLE_MOST,
        }
    for check in (_campaign, _applied, _benefit, _evidence, _authors):
        found |= dict(check(initiative, day, limits))
    return found


def list_needs(missing: dict[str, str]) -> list[Need]:
    """Return what a dossier needs, said for the author, with what is still missing."""
    needs = []
    for label, names in GROUPS:
        first = next((name for name in names if name in missing), None)
        needs.append(Need(label, first is None, f"#id_{first}" if first else ""))
    return needs


def _campaign(initiative: Initiative, day: date, limits: Limits) -> Iterator[tuple[str, str]]:
    campaign = initiative.campaign
    if campaign is None:
        yield "campaign", _("Chọn phong trào.")
        return
    # A dossier sent back for completion was in time when it first came.
    handed_in = day_of(initiative.submitted_at) if initiative.submitted_at else day
    if campaign.accepts_initiatives(handed_in):
        return
    if campaign.end_on is not None and handed_in > campaign.end_on:
        yield (
            "campaign",
            _("Phong trào “%(name)s” đã ngừng nhận sáng kiến từ sau ngày %(day)s. Hãy chọn phong trào khác.")
            % {
                "name": campaign,
                "day": as_day(campaign.end_on),
            },
        )
    else:
        yield (
            "campaign",
            _("Phong trào “%(name)s” hiện không nhận sáng kiến. Hãy chọn phong trào khác.") % {"name": campaign},
        )


def _applied(initiative: Initiative, day: date, limits: Limits) -> Iterator[tuple[str, str]]:
    applied = initiative.first_applied_on
    if applied is None:
        yield (
            "first_applied_on",
            _("Ghi ngày áp dụng lần đầu, kể cả ngày làm thử. Chưa làm thử thì chưa phải sáng kiến."),
        )
        return
    if applied > day:
        yield "first_applied_on", _("Ngày áp dụng lần đầu %(day)s chưa tới.") % {"day": as_day(applied)}
        return
    earliest, latest = application_days(initiative, limits)
    if (earliest is not None and applied < earliest) or (latest is not None and applied > latest):
        yield (
            "first_applied_on",
            _("Phong trào này chỉ nhận sáng kiến áp dụng lần đầu từ %(first)s đến %(last)s; bạn ghi %(day)s.")
            % {"first": as_day(earliest), "last": as_day(latest), "day": as_day(applied)},
        )


def application_days(initiative: Initiative, limits: Limits) -> tuple[date | None, date | None]:
    """Return the first and last day on which a solution for its campaign may have been applied first."""
    campaign = initiative.campaign
    if campaign is None:
        return None, None
    window = getattr(campaign, "application_window", None)
    if window is not None:
        return window.first_on, window.last_on
    days = limits.get(LimitName.APPLY_WITHIN_DAYS)
    start = campaign.start_on
    return (start - timedelta(days=days) if days is not None and start else None), campaign.end_on


def _benefit(initiative: Initiative, day: date, limits: Limits) -> Iterator[tuple[str, str]]:
    if not initiative.has_value:
        if not initiative.social_benefit.strip():
            yield "social_benefit", _("Ghi lợi ích mang lại, hoặc đánh dấu có giá trị làm lợi và ghi số tiền.")
        return
    if not initiative.claimed_value_vnd:
        yield "claimed_value_vnd", _("Ghi giá trị làm lợi trong 12 tháng, hoặc bỏ dấu “Có giá trị làm lợi”.")
    if not initiative.value_basis.strip():
        yield "value_basis", _("Ghi cách tính: số lượng, mức tiết kiệm, đơn giá.")


def _evidence(initiative: Initiative, day: date, limits: Limits) -> Iterator[tuple[str, str]]:
    least = limits.get(LimitName.EVIDENCE_FROM_VND)
    claimed = initiative.claimed_value_vnd or 0
    if least is None or not initiative.has_value or claimed < least or initiative.attachments.all():
        return
    yield (
        "files",
        _("Giá trị từ %(least)s trở lên cần ít nhất một tệp minh chứng: ảnh, bảng tính hoặc giấy xác nhận.")
        % {"least": vnd(least)},
    )


def _authors(initiative: Initiative, day: date, limits: Limits) -> Iterator[tuple[str, str]]:
    authors = list(initiative.authors.all())
    total = sum(author.share for author in authors)
    if total < WHOLE:
        yield (
            "shares",
            _("Tổng tỷ lệ đang là %(total)d%%. Thêm %(gap)d%% để đủ 100%%.") % {"total": total, "gap": WHOLE - total},
        )
    elif total > WHOLE:
        yield (
            "shares",
            _("Tổng tỷ lệ đang là %(total)d%%. Bớt %(gap)d%% để đủ 100%%.") % {"total": total, "gap": total - WHOLE},
        )
    elif empty := [author.member.full_name for author in authors if not author.share]:
        yield (
            "shares",
            _("Tỷ lệ của %(names)s đang là 0%%. Ghi tỷ lệ, hoặc bỏ người đó khỏi danh sách.")
            % {"names": ", ".join(empty)},
        )
    waiting = [author.member.full_name for author in authors if author.confirmed_at is None]
    if waiting:
        yield (
            "authors",
            _("Còn %(number)s người chưa xác nhận tỷ lệ của mình: %(names)s.")
            % {
                "number": number(len(waiting)),
                "names": ", ".join(waiting),
            },
        )
