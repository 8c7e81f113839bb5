"""What is under way: a list on the signer's desk, one shown to everyone, and dossiers at every stage before."""

from datetime import timedelta

from awards import services
from awards.demo.teller import APPRAISER, OFFICER, Case, Teller, Words, award_of, by_dossier, shown
from awards.enums import Merit
from awards.models import Nomination
from portal.core.periods import day_of

MOVEMENT = "phong trào thi đua “Lao động giỏi, Lao động sáng tạo” 6 tháng đầu năm 2026"
TO_SIGN = (
    Case("NV-011", "NV-052", "Bản đồ số điểm nguy cơ tai nạn lao động, giảm 30% sự cố nhẹ.", 6, ("SK-036",)),
    Case(
        "NV-001", "NV-041", "Gá may nẹp sơ mi, tiết kiệm 2,1 giây mỗi sản phẩm, làm lợi 186 triệu đồng.", 9, ("SK-001",)
    ),
    Case("NV-005", "NV-046", "Đồ gá nguội kẹp đa chi tiết, giảm 1.530 giờ máy mỗi năm.", 9, ("SK-004",)),
    Case("NV-004", "NV-041", "Túi phụ liệu từ vải đầu cây, thay túi ni lông ở toàn xưởng.", 9, ("SK-003",)),
    Case("NV-037", "NV-057", "Dạy nghề theo trạm luân phiên, nhân rộng ra ba khoa.", 8, ("SK-035",)),
    Case("CS-003", "NV-046", "Công đoàn cơ sở hoàn thành xuất sắc nhiệm vụ, 38 sáng kiến trong nửa năm."),
)
WORDS = Words(
    subject="Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh",
    article=f"Tặng Bằng khen cho 5 cá nhân và 1 tập thể đã có thành tích xuất sắc trong {MOVEMENT}"
    " (có danh sách kèm theo).",
    merit_line=f"Đã có thành tích xuất sắc trong {MOVEMENT}",
)
SHOWN = (
    Case("NV-002", "NV-041", "Cải tiến bộ nguồn máy may, giảm dừng máy 40 phút mỗi ca.", 9, ("SK-001",)),
    Case("CS-018", "NV-057", "Phong trào thi đua dạy tốt, học tốt; ba giáo viên đạt giải hội giảng."),
)


def tell_now(teller: Teller) -> None:
    _on_the_desk(teller)
    _shown_now(teller)
    _before(teller)


def _sent(teller: Teller, cases: tuple[Case, ...], *, merit: str, days: int) -> list[Nomination]:
    found = []
    for case in cases:
        nomination = teller.submit(case, award_of(case), year=2026, merit=merit, at=teller.ago(days))
        found.append(teller.appraise(nomination, at=teller.ago(days - 3)))
    return found


def _on_the_desk(teller: Teller) -> None:
    """Everything is ready: the president reads and signs, or sends it back."""
    nominations = _sent(teller, TO_SIGN, merit=Merit.THEMATIC, days=40)
    title = "Sơ kết đợt 1 phong trào “Lao động giỏi, Lao động sáng tạo” 2026"
    batch = teller.gather(title, nominations, year=2026, merit=Merit.THEMATIC, at=teller.ago(34))
    shown(teller, batch, at=teller.ago(33), until=teller.ago(12))
    cases = by_dossier(nominations, TO_SIGN)
    teller.meet(batch, cases, title="Phiên xét khen thưởng sơ kết 2026", held_at=teller.ago(5, 14))
    teller.draft(batch, WORDS, at=teller.ago(2))


def _shown_now(teller: Teller) -> None:
    """A list everyone may speak about; someone has."""
    nominations = _sent(teller, SHOWN, merit=Merit.YEARLY, days=14)
    batch = teller.gather("Khen thưởng năm 2026, đợt 1", nominations, year=2026, merit=Merit.YEARLY, at=teller.ago(4))
    services.open_notice(batch, actor=teller.people[OFFICER], at=teller.ago(3))
    text = "Bộ nguồn này tổ Cơ điện làm chung, đề nghị xem lại phần đóng góp của từng người."
    services.object_to(batch, actor=teller.people["NV-042"], at=teller.ago(1), text=text, nomination=nominations[0])


def _before(teller: Teller) -> None:
    """Dossiers before the list: sent, taken in, sent back, voted on, and two drafts, one of which cannot go up."""
    yearly = Merit.YEARLY
    teller.submit(
        Case("NV-007", "NV-046", "Gá lắp nhanh cho tổ 3, giảm 12 phút mỗi lần đổi mã."),
        "GK-CTTT-CN", year=2026, merit=yearly, at=teller.ago(2),
    )  # fmt: skip
    back = teller.submit(
        Case("CS-002", "NV-041", "Công đoàn cơ sở dẫn đầu về số sáng kiến trong khu công nghiệp."),
        "BK-LDLD-TT", year=2026, merit=yearly, at=teller.ago(9),
    )  # fmt: skip
    appraiser = teller.people[APPRAISER]
    services.receive_nomination(back, actor=appraiser, at=teller.ago(7))
    reason = "Bổ sung bảng số sáng kiến theo quý và xác nhận của công đoàn các KCN."
    services.return_nomination(back, actor=appraiser, at=teller.ago(5), reason=reason)
    chain = Case("NV-006", "NV-046", "Công nhân CNC năng suất cao.")
    teller.start(chain, "CSTD-BT", year=day_of(teller.today).year - 1, merit=yearly, at=teller.ago(1))
    first = Case("NV-005", "NV-046", "Ba năm liền Chiến sĩ thi đua cơ sở.", 9, ("SK-004",))
    teller.start(
        first, "CSTD-BT", year=day_of(teller.today).year - 1, merit=yearly, at=teller.ago(1) + timedelta(hours=1)
    )
