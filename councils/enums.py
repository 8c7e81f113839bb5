"""The fixed words of councils."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CouncilKind(models.TextChoices):
    INITIATIVE = "initiative", _("Hội đồng sáng kiến")
    AWARD = "award", _("Hội đồng Thi đua - Khen thưởng")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("Chủ tịch Hội đồng")
    VICE = "vice", _("Phó Chủ tịch Hội đồng")
    SECRETARY = "secretary", _("Thư ký Hội đồng")
    MEMBER = "member", _("Ủy viên Hội đồng")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Dự kiến")
    INVITED = "invited", _("Đã mời")
    OPEN = "open", _("Đang họp")
    VOTING = "voting", _("Đang bỏ phiếu")
    COUNTED = "counted", _("Đã kiểm phiếu")
    CLOSED = "closed", _("Đã kết thúc, biên bản ký")
    ADJOURNED = "adjourned", pgettext_lazy("state", "Hoãn")
    CANCELLED = "cancelled", pgettext_lazy("state", "Hủy")


class ItemOutcome(models.TextChoices):
    WAITING = "waiting", _("Chưa xét")
    PASSED = "passed", _("Thông qua")
    FAILED = "failed", _("Không thông qua")
    REMOVED = "removed", _("Rút khỏi phiên")


class ConflictKind(models.TextChoices):
    NONE = "none", _("Không có xung đột lợi ích")
    DECLARED = "declared", _("Tự khai, không tham gia xét")
    AUTOMATIC = "automatic", _("Không tham gia xét vì là tác giả hoặc cùng tổ")
    WAIVED = "waived", _("Được tham gia theo ý kiến người chủ trì")


class Choice(models.TextChoices):
    YES = "yes", _("Đồng ý")
    NO = "no", _("Không đồng ý")
    BLANK = "blank", _("Phiếu trắng")


class Denominator(models.TextChoices):
    ALL_MEMBERS = "all_members", _("tổng số thành viên theo quyết định thành lập")
    PRESENT = "present", _("số thành viên có mặt")


class Certainty(models.TextChoices):
    SURE = "sure", _("Đã đối chiếu văn bản")
    LIKELY = "likely", _("Có nguồn, nên kiểm tra văn bản")
    UNSURE = "unsure", _("Chưa chắc, cần kiểm tra văn bản")
