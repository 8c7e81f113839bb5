"""Difficulties of the year's campaign, one in each state, told by those who met, directed and resolved them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from campaigns.enums import Severity
from campaigns.models import Campaign, Difficulty
from campaigns.services import (
    close_difficulty,
    direct_difficulty,
    raise_difficulty,
    reopen_difficulty,
    resolve_difficulty,
)
from portal.core.periods import day_of
from units.models import Unit, User
from units.selectors import unions_of

VISITOR, DIRECTOR, UNION_OFFICER = "NV-057", "NV-052", "NV-042"
OWN_UNION = "CS-002"


def follow_difficulties(campaign: Campaign, *, accounts: Mapping[str, User], at: datetime) -> None:
    """Leave one difficulty in each state; the one that is being resolved is late."""
    visitor, director = accounts[VISITOR], accounts[DIRECTOR]
    own = Unit.objects.get(code=OWN_UNION)
    seen = unions_of(visitor, day=day_of(at)).filter(parent__code="CD-BNI-KCN").exclude(pk=own.pk)
    for number, (unit, text) in enumerate(zip(seen, VISITS, strict=False)):
        days = 6 - number * 2
        difficulty = _raise(campaign, unit, text, visitor, at=at - timedelta(days=days), visited=True)
        if number == 0:
            _direct(difficulty, REPEAT, director, at=at - timedelta(days=5), days=3)
            resolve_difficulty(
                difficulty, actor=visitor, at=at - timedelta(days=3), resolution="Đã gửi mẫu đăng ký cho các tổ."
            )
            reopen_difficulty(
                difficulty,
                actor=director,
                at=at - timedelta(days=1),
                reason="Ba tổ vẫn chưa nhận được mẫu. Kiểm tra lại.",
            )
    for number, text in enumerate(OWN):
        _tell_own(campaign, own, text, number, accounts=accounts, at=at - timedelta(days=20))


def _raise(campaign: Campaign, unit: Unit, text: str, actor: Any, *, at: datetime, visited: bool = False) -> Difficulty:
    visit = day_of(at) if visited else None
    return raise_difficulty(campaign, unit, actor=actor, at=at, text=text, severity=Severity.SERIOUS, visited_on=visit)


def _direct(difficulty: Difficulty, directive: str, actor: Any, *, at: datetime, days: int) -> None:
    due_on = day_of(at) + timedelta(days=days)
    direct_difficulty(difficulty, actor=actor, at=at, directive=directive, due_on=due_on)


def _tell_own(
    campaign: Campaign, unit: Unit, text: str, number: int, *, accounts: Mapping[str, User], at: datetime
) -> None:
    officer, director = accounts[UNION_OFFICER], accounts[DIRECTOR]
    difficulty = _raise(campaign, unit, text, officer, at=at)
    _direct(difficulty, DIRECTIVES[number], director, at=at + timedelta(days=2), days=14)
    if number > 0:
        done = at + timedelta(days=9)
        resolve_difficulty(difficulty, actor=officer, at=done, resolution=RESOLUTIONS[number])
    if number > 1:
        close_difficulty(difficulty, actor=director, at=at + timedelta(days=12))


VISITS = (
    "Công nhân các tổ chưa có mẫu đăng ký thi đua.\nTổ trưởng phát miệng, không ghi lại nên không tổng hợp được.",
    "Công nhân ca đêm chưa được phổ biến phong trào.\nĐề nghị cấp tờ gấp và bố trí buổi phổ biến vào đầu ca.",
)
OWN = (
    "Doanh nghiệp chưa bố trí giờ họp xét sáng kiến.\nĐề nghị công đoàn cấp trên làm việc với ban giám đốc.",
    "Công nhân ngại viết sáng kiến bằng văn bản.\nNhiều cải tiến hay ở chuyền nhưng không ai ghi lại.",
    "Chưa có người chấm sáng kiến về thiết bị.\nHội đồng thiếu người am hiểu máy may lập trình.",
)
REPEAT = "Cán bộ phụ trách chuyển mẫu đăng ký đến từng tổ, hướng dẫn tổ trưởng ghi."
DIRECTIVES = (
    "Chủ tịch công đoàn các KCN làm việc với ban giám đốc, thống nhất một giờ mỗi tháng cho Hội đồng sáng kiến.",
    "Cán bộ công đoàn xuống chuyền nhập hộ; mỗi tuần ít nhất hai buổi.",
    "Mời kỹ sư của đơn vị bạn tham gia chấm theo từng phiên.",
)
RESOLUTIONS = (
    "",
    "Đã nhập hộ 14 sáng kiến tại chuyền, công nhân chỉ kể và ký xác nhận.",
    "Đã mời kỹ sư của CĐCS Cơ khí Quế Võ tham gia phiên gần nhất.",
)
