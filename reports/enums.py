"""The fixed words of reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    COLLECTING = "collecting", _("Đang tổng hợp")
    SUBMITTED = "submitted", _("Đã gửi")
    RETURNED = "returned", pgettext_lazy("state", "Trả lại")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    LOCKED = "locked", _("Đã khóa số liệu")
    CORRECTED = "corrected", _("Bản đính chính")


class ReportForm(models.TextChoices):
    EMULATION = "thi_dua", _("Phong trào thi đua và công tác khen thưởng")


class Source(models.TextChoices):
    """Where a figure comes from."""

    TALLY = "tally", _("Cộng từ hồ sơ trên Cổng")
    UNITS = "units", _("Đếm từ cây đơn vị")
    RATIO = "ratio", _("Tính từ các chỉ số khác")
    TARGET = "target", _("So với chỉ tiêu của phong trào trong năm")
    TYPED = "typed", _("Đơn vị nhập")


class Certainty(models.TextChoices):
    SURE = "sure", _("Chắc chắn")
    LIKELY = "likely", _("Có khả năng")
    UNSURE = "unsure", _("Chưa chắc")


class NarrativePart(models.TextChoices):
    """The written parts of a report, in the order of the official outline."""

    SITUATION = "situation", _("Đặc điểm tình hình")
    DIRECTION = "direction", _("Công tác lãnh đạo, chỉ đạo")
    RESULTS = "results", _("Kết quả các phong trào")
    MODELS = "models", _("Điển hình tiên tiến và nhân rộng")
    INSPECTION = "inspection", _("Công tác kiểm tra, giải quyết khiếu nại")
    STRENGTHS = "strengths", _("Ưu điểm")
    SHORTCOMINGS = "shortcomings", _("Hạn chế, tồn tại")
    CAUSES = "causes", _("Nguyên nhân")
    LESSONS = "lessons", _("Bài học kinh nghiệm")
    PLAN = "plan", _("Phương hướng, nhiệm vụ")
    PROPOSALS = "proposals", _("Kiến nghị, đề xuất")
