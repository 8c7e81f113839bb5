"""The fixed words of signing in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a one-time code opens; a code for one thing opens no other."""

    SIGN_IN = "sign_in", _("Đăng nhập")
    ACTIVATE = "activate", _("Kích hoạt tài khoản")
    PHONE = "phone", _("Đổi số điện thoại")
    EMAIL = "email", _("Đổi e-mail")
    CONFIRM = "confirm", _("Xác nhận là bạn")
    RESET = "reset", _("Đặt lại mật khẩu")


class Channel(models.TextChoices):
    PHONE = "phone", _("Tin nhắn")
    EMAIL = "email", _("E-mail")
    NOWHERE = "nowhere", _("Không gửi")


class Sending(models.TextChoices):
    WAITING = "waiting", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    NOTHING = "nothing", _("Không có gì để gửi")


class SlipState(models.TextChoices):
    ISSUED = "issued", _("Chưa dùng")
    USED = "used", _("Đã dùng")
    REVOKED = "revoked", _("Đã hủy")
    LOCKED = "locked", _("Đã khóa")
