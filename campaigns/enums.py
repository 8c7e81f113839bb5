"""The fixed words of campaigns."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Bản nháp")
    SUBMITTED = "submitted", pgettext_lazy("state", "Trình duyệt")
    APPROVED = "approved", _("Đã duyệt")
    LAUNCHED = "launched", _("Đã phát động")
    INTERIM_REVIEW = "interim_review", _("Đang sơ kết")
    CLOSED = "closed", _("Kết thúc nhận kết quả")
    SUMMARISED = "summarised", _("Đã tổng kết")
    ARCHIVED = "archived", pgettext_lazy("state", "Lưu trữ")
    CANCELLED = "cancelled", pgettext_lazy("state", "Hủy")


OPEN = frozenset({CampaignState.LAUNCHED, CampaignState.INTERIM_REVIEW})
"""States in which units respond and members hand in."""

PUBLIC = OPEN | {CampaignState.CLOSED, CampaignState.SUMMARISED, CampaignState.ARCHIVED}
"""States from launch on: no longer the launch unit's own matter."""


BADGES = {
    CampaignState.DRAFT: "draft",
    CampaignState.SUBMITTED: "wait",
    CampaignState.APPROVED: "wait",
    CampaignState.LAUNCHED: "run",
    CampaignState.INTERIM_REVIEW: "run",
    CampaignState.SUMMARISED: "ok",
}
"""The look of a state's badge; what is over looks closed."""


class CampaignKind(models.TextChoices):
    REGULAR = "thuong_xuyen", _("Thường xuyên")
    PERIODIC = "theo_dot", _("Theo đợt")
    THEMATIC = "chuyen_de", _("Chuyên đề")
    RESPONSE = "huong_ung", _("Hưởng ứng cấp trên")
    REVIEW = "so_tong_ket", _("Sơ kết, tổng kết, biểu dương")
    PLEDGE = "giao_uoc_cum", _("Giao ước cụm, khối")


class ReviewKind(models.TextChoices):
    INTERIM = "interim", _("Sơ kết")
    FINAL = "final", _("Tổng kết")


class Measure(models.TextChoices):
    """What the portal can measure a target by; the codes are those of the indicators."""

    REGISTERED_INITIATIVES = "C01", _("Sáng kiến đăng ký")
    RECOGNISED_INITIATIVES = "C02", _("Sáng kiến được công nhận cấp cơ sở")
    PROVINCE_INITIATIVES = "C03", _("Sáng kiến được công nhận cấp tỉnh, ngành")
    VALUED_INITIATIVES = "C06", _("Sáng kiến tính được giá trị làm lợi")
    VALUE = "C07", _("Giá trị làm lợi (đồng)")
    RESPONSE_RATE = "B03", _("Tỷ lệ CĐCS phát động (%)")
    REGISTERED_WORKERS = "B05", _("Người đăng ký thi đua")


CUMULATIVE = frozenset({measure for measure in Measure if measure.value.startswith("C")})
"""Figures that should grow evenly over the campaign's days, so that a mark can say where they should stand."""


class DifficultyState(models.TextChoices):
    RAISED = "raised", _("Mới nêu")
    DIRECTED = "directed", _("Đã chỉ đạo")
    RESOLVED = "resolved", _("Đã khắc phục")
    CLOSED = "closed", _("Đã đóng")
    REOPENED = "reopened", _("Nêu lại")


WAITING = frozenset({DifficultyState.RAISED, DifficultyState.REOPENED})
"""States in which the level above is asked for a directive."""

DIFFICULTY_BADGES = {
    DifficultyState.RAISED: "wait",
    DifficultyState.DIRECTED: "run",
    DifficultyState.RESOLVED: "ok",
    DifficultyState.CLOSED: "closed",
    DifficultyState.REOPENED: "bad",
}


class Severity(models.TextChoices):
    MINOR = "minor", _("Tự xử lý được, cần hướng dẫn")
    SERIOUS = "serious", _("Ảnh hưởng kết quả")
    BLOCKING = "blocking", _("Phong trào dừng lại")
