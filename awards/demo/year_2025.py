"""What was decided: the year 2025 (12/QĐ-LĐLĐ), an extraordinary award, and one that was taken back."""

from datetime import date, timedelta

from awards import services
from awards.demo.teller import APPRAISER, CLERK, OFFICER, SIGNER, Case, Teller, Words, award_of, by_dossier, shown
from awards.enums import Merit
from awards.models import Certificate, Decision
from awards.services import Draft

MOVEMENT = "phong trào thi đua “Lao động giỏi, Lao động sáng tạo” năm 2025"
CASES = (
    Case("NV-001", "NV-041", "Luôn vượt định mức 8–12%, kèm ba công nhân mới; đề xuất gá may nẹp đang làm thử."),
    Case("NV-004", "NV-041", "Tận dụng vải đầu cây, tiết kiệm 38 triệu đồng trong quý IV."),
    Case("NV-005", "NV-046", "Đồ gá kẹp đa chi tiết giảm thời gian gá đặt từ 9 phút xuống 2 phút."),
    Case("NV-037", "NV-057", "Dạy nghề theo trạm luân phiên, tỷ lệ đạt tay nghề tăng 11%."),
    Case("NV-008", "NV-052", "Chuẩn hóa khuôn ép, giảm phế phẩm 1,4%.", votes=5),
    Case("CS-002", "NV-041", "112 sáng kiến được công nhận trong năm, không để xảy ra tai nạn lao động."),
)
WORDS = Words(
    subject="Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh",
    article=f"Tặng Bằng khen cho 4 cá nhân và 1 tập thể đã có thành tích xuất sắc trong {MOVEMENT}"
    " (có danh sách kèm theo).",
    merit_line=f"Đã có thành tích xuất sắc trong {MOVEMENT}",
)


def tell_year_2025(teller: Teller) -> None:
    """The batch of the year's end, from the first dossier to certificates in hand: decision 12/QĐ-LĐLĐ."""
    clerk = teller.people[CLERK]
    nominations = []
    for place, case in enumerate(CASES):
        sent = teller.on(date(2025, 12, 1) + timedelta(days=place % 3))
        nomination = teller.submit(case, award_of(case), year=2025, merit=Merit.THEMATIC, at=sent)
        nominations.append(teller.appraise(nomination, at=sent + timedelta(days=4)))
    title = "Tổng kết phong trào “Lao động giỏi, Lao động sáng tạo” năm 2025"
    batch = teller.gather(title, nominations, year=2025, merit=Merit.THEMATIC, at=teller.on(date(2025, 12, 9)))
    shown(teller, batch, at=teller.on(date(2025, 12, 10)), until=teller.on(date(2025, 12, 26)))
    cases = by_dossier(nominations, CASES)
    teller.meet(batch, cases, title="Phiên xét khen thưởng năm 2025", held_at=teller.on(date(2025, 12, 30), 14))
    decision = teller.draft(batch, WORDS, at=teller.on(date(2025, 12, 31)))
    services.note_outside_numbers(
        teller.province, actor=clerk, at=teller.on(date(2026, 1, 5), 7), year=2026, up_to=11,
        note="Quyết định hành chính cấp số trên giấy đầu năm 2026",
    )  # fmt: skip
    teller.issue(decision, signed_at=teller.on(date(2026, 1, 5)))
    _hand_over(teller, decision)


def _hand_over(teller: Teller, decision: Decision) -> None:
    """Certificates printed, sealed and handed over at the ceremony; one was lost in a move and issued anew."""
    clerk = teller.people[CLERK]
    rows = list(decision.certificates.order_by("golden_no"))
    services.print_certificates(rows, actor=clerk, at=teller.on(date(2026, 1, 6)))
    services.seal_certificates(rows, actor=clerk, at=teller.on(date(2026, 1, 7)))
    day = date(2026, 1, 15)
    for certificate in rows:
        services.deliver_certificate(certificate, actor=clerk, at=teller.on(day), on=day, to=certificate.holder_name)
    lost = Certificate.objects.get(decision=decision, nomination__member__code="NV-037")
    reason = "Thất lạc khi chuyển văn phòng; đơn có xác nhận của công đoàn trường."
    services.report_lost(lost, actor=clerk, at=teller.on(date(2026, 4, 2)), reason=reason)
    copy = services.reissue_certificate(lost, actor=clerk, at=teller.on(date(2026, 4, 6)))
    services.print_certificates([copy], actor=clerk, at=teller.on(date(2026, 4, 7)))


FIRE = Case(
    "NV-044",
    "NV-041",
    "Phát hiện cháy ở kho vải lúc 2 giờ sáng, tự dập bằng bình chữa cháy; giữ được lô hàng 4,2 tỷ đồng, không ai bị"
    " thương.",
)
SPEED = Case("NV-040", "NV-046", "Sửa khuôn dập trong đêm, kịp giao lô hàng xuất khẩu.")


def tell_extraordinary(teller: Teller) -> None:
    """Two extraordinary awards decided within days; the second rested on a false statement and was revoked."""
    _extraordinary(teller, FIRE, "Dập cháy kho vải, giữ tài sản của công ty", date(2026, 3, 11))
    decision = _extraordinary(teller, SPEED, "Sửa khuôn dập trong đêm", date(2026, 3, 18))
    _revoke(teller, decision)


def _extraordinary(teller: Teller, case: Case, title: str, day: date) -> Decision:
    nomination = teller.submit(case, "BK-LDLD-CN", year=2026, merit=Merit.EXTRAORDINARY, at=teller.on(day, 8))
    teller.appraise(nomination, at=teller.on(day, 11))
    batch = teller.gather(title, [nomination], year=2026, merit=Merit.EXTRAORDINARY, at=teller.on(day, 15))
    services.open_notice(batch, actor=teller.people[OFFICER], at=teller.on(day, 15))
    batch.refresh_from_db()
    opinion = f"Ban Thường vụ thống nhất bằng phiếu ý kiến ngày {day:%d/%m/%Y}, 11/11 đồng ý."
    services.skip_council(batch, actor=teller.people[OFFICER], at=teller.on(day, 16), opinion=opinion)
    words = Words(
        subject="Về việc tặng Bằng khen đột xuất của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh",
        article=f"Tặng Bằng khen cho 1 cá nhân đã có thành tích xuất sắc đột xuất: {title[0].lower()}{title[1:]}"
        " (có danh sách kèm theo).",
        merit_line=f"Đã có thành tích xuất sắc đột xuất: {title[0].lower()}{title[1:]}",
        grounds=("Căn cứ kết luận của Ban Thường vụ Liên đoàn Lao động tỉnh Bắc Ninh",),
    )
    decision = teller.draft(batch, words, at=teller.on(day, 16))
    return teller.issue(decision, signed_at=teller.on(day + timedelta(days=1)))


def _revoke(teller: Teller, target: Decision) -> None:
    day = date(2026, 5, 20)
    draft = Draft(
        subject=f"Về việc hủy bỏ Quyết định số {target.symbol} ngày {target.decided_on:%d/%m/%Y}",
        articles=(
            f"Hủy bỏ Quyết định số {target.symbol} ngày {target.decided_on:%d/%m/%Y} của Ban Thường vụ"
            " Liên đoàn Lao động tỉnh Bắc Ninh.",
            "Thu hồi hiện vật khen thưởng và tiền thưởng đã trao theo Quyết định nêu tại Điều 1.",
            "Văn phòng Liên đoàn Lao động tỉnh và các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này.",
        ),
        grounds=(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
            "Căn cứ kết luận của Ủy ban Kiểm tra: khuôn do nhà thầu sửa, báo cáo thành tích khai không đúng",
        ),
        recipients=("Như Điều 3", "Lưu: VT"),
    )
    decision = services.draft_revocation(target, actor=teller.people[APPRAISER], at=teller.on(day), draft=draft)
    services.check_form(decision, actor=teller.people[CLERK], at=teller.on(day, 14))
    services.approve_decision(decision, actor=teller.people[SIGNER], at=teller.on(day + timedelta(days=1)))
    services.publish_decision(decision, actor=teller.people[CLERK], at=teller.on(day + timedelta(days=1), 15))
