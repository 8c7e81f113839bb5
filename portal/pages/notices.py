"""Who hears of what concerns no single app."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.language import in_vietnamese
from portal.core.notices import enqueue
from portal.core.templatetags.vi import moment
from portal.pages.trail.reach import list_keepers

FEW = 5


@in_vietnamese
def warn_of_broken_trail(*, at: datetime) -> int:
    """
    Tell those who keep the trail that its last check found it broken; return how many were told now.

    May be asked as often as one likes: each person hears of it once a day, until a check finds the chain whole.
    """
    found = audit.last_check()
    if found is None or found.is_whole:
        return 0
    day = timezone.localtime(found.finished_at).date()
    lines = [problem["sentence"] for problem in found.problems[:FEW]]
    if found.problem_count > FEW:
        lines.append(_("… và %(count)s chỗ nữa.") % {"count": found.problem_count - FEW})
    lines.append(_("Đừng sửa gì trên máy chủ. Báo ngay người phụ trách an toàn thông tin và Ủy ban Kiểm tra."))
    return enqueue(
        f"trail.broken:{day}",
        recipients=list_keepers(timezone.localdate(at)),
        subject=_("BÁO ĐỘNG: nhật ký không còn nguyên vẹn (kiểm tra lúc %(moment)s)")
        % {"moment": moment(found.finished_at)},
        body="\n".join(lines),
        url="/nhat-ky/",
        at=at,
    )
