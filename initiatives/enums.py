"""The fixed words of initiatives."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InitiativeState(models.TextChoices):
    DRAFT = "draft", _("Nháp")
    SUBMITTED = "submitted", _("Đã nộp")
    RECEIPT_CHECK = "receipt_check", _("Kiểm tra hồ sơ")
    RETURNED = "returned", pgettext_lazy("state", "Trả lại bổ sung")
    ACCEPTED = "accepted", _("Hợp lệ, chờ hội đồng")
    UNDER_REVIEW = "under_review", _("Hội đồng đang xét")
    RECOGNIZED_BASE = "recognized_base", _("Công nhận cấp cơ sở")
    RECOGNIZED_UPPER = "recognized_upper", _("Công nhận cấp tỉnh/ngành")
    NOT_RECOGNIZED = "not_recognized", pgettext_lazy("state", "Không công nhận")
    REJECTED = "rejected", _("Không hợp lệ")
    WITHDRAWN = "withdrawn", _("Rút")
    REVOKED = "revoked", _("Thu hồi công nhận")


BADGES = {
    InitiativeState.DRAFT: "draft",
    InitiativeState.SUBMITTED: "wait",
    InitiativeState.RECEIPT_CHECK: "wait",
    InitiativeState.RETURNED: "bad",
    InitiativeState.ACCEPTED: "wait",
    InitiativeState.UNDER_REVIEW: "run",
    InitiativeState.RECOGNIZED_BASE: "seal",
    InitiativeState.RECOGNIZED_UPPER: "seal",
}
"""The look of a state's badge; what is over looks closed."""


class SolutionKind(models.TextChoices):
    """What the law calls a solution (Luật 06/2022/QH15, Điều 3.4), and research beside it."""

    TECHNICAL = "giai_phap_ky_thuat", _("Giải pháp kỹ thuật")
    MANAGEMENT = "giai_phap_quan_ly", _("Giải pháp quản lý")
    OPERATION = "giai_phap_tac_nghiep", _("Giải pháp tác nghiệp")
    APPLICATION = "ung_dung_tien_bo_ky_thuat", _("Ứng dụng tiến bộ kỹ thuật")
    RESEARCH = "de_tai", _("Đề tài nghiên cứu khoa học")


class Scope(models.TextChoices):
    """How far an initiative is recognised (phạm vi ảnh hưởng)."""

    BASE = "co_so", _("Cấp cơ sở")
    PROVINCE = "tinh_nganh", _("Cấp tỉnh, ngành")
    NATION = "toan_quoc", _("Toàn quốc")


class RejectionGround(models.TextChoices):
    DUPLICATE = "duplicate", _("Trùng với sáng kiến đã được công nhận")
    PROTECTED = "protected", _("Giải pháp đang được bảo hộ quyền sở hữu công nghiệp")
    PUBLIC_ORDER = "public_order", _("Trái trật tự công cộng hoặc đạo đức xã hội")
    NOT_APPLIED = "not_applied", _("Chưa được áp dụng hoặc làm thử")
    NOT_NEW = "not_new", _("Không có điểm mới trong phạm vi cơ sở")
    OUT_OF_TIME = "out_of_time", _("Áp dụng ngoài khung thời gian của phong trào")
    OTHER = "other", _("Lý do khác")


class LimitName(models.TextChoices):
    ANSWER_DAYS = "answer_days", _("Số ngày làm việc để trả lời hồ sơ")
    DECIDE_DAYS = "decide_days", _("Số ngày làm việc từ khi nộp đến khi có kết luận")
    RETURN_DAYS = "return_days", _("Số ngày làm việc để bổ sung hồ sơ")
    MOST_RETURNS = "most_returns", _("Số lần trả lại nhiều nhất")
    APPLY_WITHIN_DAYS = "apply_within_days", _("Số ngày từ khi áp dụng lần đầu đến khi nộp")
    EVIDENCE_FROM_VND = "evidence_from_vnd", _("Giá trị phải có tệp minh chứng, từ (đồng)")
    OUTLIER_FROM_VND = "outlier_from_vnd", _("Giá trị cần xem kỹ, từ (đồng)")


class Certainty(models.TextChoices):
    SURE = "sure", _("Đã đối chiếu văn bản")
    LIKELY = "likely", _("Có nguồn, nên kiểm tra văn bản")
    UNSURE = "unsure", _("Chưa chắc, cần kiểm tra văn bản")
