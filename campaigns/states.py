"""The ways a campaign goes, from a draft to the archive; and a difficulty, until it is closed."""

from django.utils.translation import gettext_lazy as _

from campaigns.enums import WAITING, DifficultyState
from campaigns.enums import CampaignState as State
from portal.core.workflow import Step


def _step(name: str, source: str, target: str, permission: str, label: object) -> Step:
    return Step(f"campaign.{name}", frozenset({source}), target, f"campaigns.{permission}", label)


SUBMIT = _step("submit", State.DRAFT, State.SUBMITTED, "submit_campaign", _("Trình duyệt"))
RETURN = _step("return", State.SUBMITTED, State.DRAFT, "return_campaign", _("Trả lại"))
APPROVE = _step("approve", State.SUBMITTED, State.APPROVED, "approve_campaign", _("Duyệt"))
LAUNCH = _step("launch", State.APPROVED, State.LAUNCHED, "launch_campaign", _("Phát động"))
START_INTERIM = _step("start_interim", State.LAUNCHED, State.INTERIM_REVIEW, "review_campaign", _("Sơ kết"))
FINISH_INTERIM = _step(
    "finish_interim", State.INTERIM_REVIEW, State.LAUNCHED, "review_campaign", _("Hoàn thành sơ kết")
)
CLOSE = _step("close", State.LAUNCHED, State.CLOSED, "close_campaign", _("Khóa kỳ nhận"))
REOPEN = _step("reopen", State.CLOSED, State.LAUNCHED, "reopen_campaign", _("Mở lại"))
SUMMARISE = _step("summarise", State.CLOSED, State.SUMMARISED, "summarise_campaign", _("Tổng kết"))
ARCHIVE = _step("archive", State.SUMMARISED, State.ARCHIVED, "archive_campaign", _("Lưu trữ"))
CANCEL_DRAFT = _step("cancel_draft", State.DRAFT, State.CANCELLED, "cancel_draft", _("Hủy"))
CANCEL = _step("cancel", State.APPROVED, State.CANCELLED, "cancel_approved", _("Hủy"))


def _difficulty(name: str, sources: frozenset[DifficultyState], target: str, label: object) -> Step:
    return Step(f"difficulty.{name}", sources, target, f"campaigns.{name}_difficulty", label)


# A directive may be given anew while it is being carried out; a unit may help itself without one.
DIRECT = _difficulty("direct", WAITING | {DifficultyState.DIRECTED}, DifficultyState.DIRECTED, _("Chỉ đạo"))
RESOLVE = _difficulty("resolve", WAITING | {DifficultyState.DIRECTED}, DifficultyState.RESOLVED, _("Báo đã khắc phục"))
CLOSE_DIFFICULTY = _difficulty("close", frozenset({DifficultyState.RESOLVED}), DifficultyState.CLOSED, _("Đóng"))
REOPEN_DIFFICULTY = _difficulty(
    "reopen", frozenset({DifficultyState.RESOLVED, DifficultyState.CLOSED}), DifficultyState.REOPENED, _("Nêu lại")
)

STEPS = [
    SUBMIT,
    RETURN,
    APPROVE,
    LAUNCH,
    START_INTERIM,
    FINISH_INTERIM,
    CLOSE,
    REOPEN,
    SUMMARISE,
    ARCHIVE,
    CANCEL_DRAFT,
    CANCEL,
    DIRECT,
    RESOLVE,
    CLOSE_DIFFICULTY,
    REOPEN_DIFFICULTY,
]
FINAL = frozenset({State.ARCHIVED, State.CANCELLED})
