"""The fixed words of commendation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AwardKind(models.TextChoices):
    TITLE = "danh_hieu_thi_dua", _("Danh hiệu thi đua")
    FORM = "hinh_thuc_khen_thuong", _("Hình thức khen thưởng")
    MEDAL = "ky_niem_chuong", _("Kỷ niệm chương")
    PRIZE = "giai_thuong", _("Giải thưởng")
    RATING = "xep_loai", _("Xếp loại")
    PRAISE = "bieu_duong", _("Biểu dương")


class SubjectKind(models.TextChoices):
    PERSON = "ca_nhan", _("Cá nhân")
    COLLECTIVE = "tap_the", _("Tập thể")
    HOUSEHOLD = "ho_gia_dinh", _("Hộ gia đình")
    ENTERPRISE = "doanh_nghiep", _("Doanh nghiệp")


class AwardLevel(models.TextChoices):
    GRASSROOTS = "co_so", _("Cơ sở")
    UPPER = "cap_tren_truc_tiep", _("Cấp trên trực tiếp cơ sở")
    COMMUNE = "ubnd_xa", _("Ủy ban nhân dân xã")
    PROVINCE = "tinh_nganh", _("Tỉnh, ngành")
    CONFEDERATION = "tong_lien_doan", _("Tổng Liên đoàn")
    GOVERNMENT = "thu_tuong", _("Thủ tướng Chính phủ")
    STATE = "chu_tich_nuoc", _("Chủ tịch nước")


class Certainty(models.TextChoices):
    """How well the text of a rule was read (docs/decisions/award-rules.md)."""

    SURE = "sure", _("Đã đọc văn bản")
    LIKELY = "likely", _("Nguồn thứ cấp")
    UNSURE = "unsure", _("Chưa chắc")
    LOCAL = "local", _("Đơn vị tự quy định")


class Merit(models.TextChoices):
    """For what kind of merit (loại hình khen thưởng)."""

    YEARLY = "toan_dien", _("Toàn diện hằng năm")
    THEMATIC = "chuyen_de", _("Chuyên đề, phong trào")
    EXTRAORDINARY = "dot_xuat", _("Đột xuất")
    DEDICATION = "cong_hien", _("Quá trình cống hiến")


class Rating(models.TextChoices):
    """The four yearly ratings, best first."""

    EXCELLENT = "hoan_thanh_xuat_sac", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "hoan_thanh_tot", _("Hoàn thành tốt nhiệm vụ")
    DONE = "hoan_thanh", _("Hoàn thành nhiệm vụ")
    NOT_DONE = "khong_hoan_thanh", _("Không hoàn thành nhiệm vụ")


class Verdict(models.TextChoices):
    ELIGIBLE = "eligible", _("Đủ điều kiện")
    NEEDS_REVIEW = "needs_review", _("Cần người kiểm tra")
    NOT_ELIGIBLE = "not_eligible", _("Chưa đủ điều kiện")
    QUOTA_EXCEEDED = "quota_exceeded", _("Vượt số lượng")
    BLOCKED = "blocked", _("Không được khen trùng")


class NominationState(models.TextChoices):
    DRAFT = "draft", _("Nháp")
    UNIT_REVIEWED = "unit_reviewed", _("Đơn vị bình xét")
    SUBMITTED = "submitted", _("Đã trình")
    APPRAISING = "appraising", _("Đang thẩm định")
    RETURNED = "returned", pgettext_lazy("state", "Trả lại bổ sung")
    PUBLIC_NOTICE = "public_notice", _("Đang công khai")
    COUNCIL_READY = "council_ready", _("Chờ Hội đồng")
    COUNCIL_PASSED = "council_passed", _("Hội đồng thông qua")
    COUNCIL_FAILED = "council_failed", _("Không đạt")
    SIGNED_OFF = "signed_off", pgettext_lazy("state", "Trình ký")
    DECIDED = "decided", _("Đã có quyết định")
    REJECTED = "rejected", pgettext_lazy("state", "Loại")
    WITHDRAWN = "withdrawn", _("Rút")


class BatchState(models.TextChoices):
    GATHERING = "gathering", _("Đang gom hồ sơ")
    PUBLIC_NOTICE = "public_notice", _("Đang công khai")
    COUNCIL_READY = "council_ready", _("Chờ Hội đồng")
    IN_COUNCIL = "in_council", _("Hội đồng đang xét")
    COUNCIL_DONE = "council_done", _("Hội đồng đã xét")
    SIGNED_OFF = "signed_off", pgettext_lazy("state", "Trình ký")
    DECIDED = "decided", _("Đã có quyết định")
    CLOSED = "closed", _("Khép lại")


class ObjectionState(models.TextChoices):
    OPEN = "open", _("Chưa trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    UPHELD = "upheld", _("Đúng, đưa về thẩm định")


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    LEGAL_CHECKED = "legal_checked", _("Đã rà soát thể thức")
    SIGNED = "signed", _("Đã ký")
    NUMBERED = "numbered", _("Đã cấp số, ban hành")
    PUBLISHED = "published", _("Đã công bố")
    REVOKED = "revoked", _("Đã hủy/thu hồi")


class DecisionKind(models.TextChoices):
    AWARD = "award", _("Quyết định khen thưởng")
    REVOCATION = "revocation", _("Quyết định hủy bỏ, thu hồi")


class Capacity(models.TextChoices):
    """On whose behalf a leader signs."""

    COLLECTIVE = "TM.", _("Thay mặt Ban Thường vụ (TM.)")
    DEPUTY = "KT.", _("Ký thay Chủ tịch (KT.)")
    DELEGATE = "TUQ.", _("Ký thừa ủy quyền Chủ tịch (TUQ.)")


class SeriesKind(models.TextChoices):
    DECISION = "QĐ", _("Quyết định")
    GOLDEN = "SV", _("Sổ vàng")


class CertificateState(models.TextChoices):
    PLANNED = "planned", _("Chờ in")
    PRINTED = "printed", _("Đã in")
    SEALED = "sealed", _("Đã ký đóng dấu")
    DELIVERED = "delivered", _("Đã trao")
    LOST = "lost", _("Mất, hỏng")
    REISSUED = "reissued", pgettext_lazy("state", "Cấp lại")
    RECALLED = "recalled", pgettext_lazy("state", "Thu hồi")


class RecordSource(models.TextChoices):
    INTERNAL = "internal", _("Quyết định trên Cổng")
    EXTERNAL = "external", _("Cơ quan khác quyết định")
    IMPORTED = "imported", _("Nhập từ hồ sơ cũ")
