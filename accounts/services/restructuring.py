"""What two records of one person mean for signing in (see ``units.services.restructuring``)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.enums import SlipState
from accounts.models import Slip
from units.models import Member


def between_persons(kept: Member, gone: Member) -> Iterator[str]:
    """Return that a paper is out which would open an account for the record that goes."""
    if Slip.objects.filter(member=gone, state=SlipState.ISSUED).exists():
        yield _("Hồ sơ %(code)s còn phiếu kích hoạt tài khoản chưa dùng. Hãy hủy phiếu đó trước.") % {"code": gone.code}
