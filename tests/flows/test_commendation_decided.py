"""Commendation by clicking: the council, the signature and its number, the papers, the proof that anyone may ask for."""

import pytest
from django.utils import timezone

from awards.enums import SeriesKind
from awards.models import NumberSeries
from portal.pages.story.cast import Cast
from portal.pages.story.commendation import disclose, nominate
from portal.pages.story.launch import launch
from portal.pages.story.recognition import recognise
from portal.pages.story.submission import submit
from tests.flows.earlier import played
from tests.flows.papers import read_docx, read_pdf
from units.enums import Role
from units.models import Unit
from units.services import assign_role

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
BATCH = "Khen thưởng phong trào “Sáng kiến mỗi ngày”"
MEETING = "Phiên xét khen thưởng cuối năm"


def shown(cast: Cast) -> None:
    """The dossier was proposed, appraised and shown; nobody objected."""
    disclose(cast, nominate(cast))


def make_leaders(cast: Cast) -> None:
    """Who proposed and who appraised were made deputies meanwhile: only what they did stands in their way."""
    province = Unit.objects.get(code="LD-BNI")
    for person in (cast.nam, cast.kha):
        assign_role(
            person, Role.LEADER, province, actor=None, at=cast.at, valid_from=cast.at.date(), title="Phó Chủ tịch"
        )


def hold_council(someone, batch: str) -> None:
    """The nine of the council, each at a browser of their own, from the plan to two signatures below the minutes."""
    kha = someone("NV-021")
    kha.go("/hoi-dong/")
    kha.press("Các Hội đồng")
    kha.follow("Hội đồng TĐKT LĐLĐ tỉnh Bắc Ninh")
    kha.press("Lập phiên họp")
    kha.type("Tên phiên họp", MEETING)
    kha.type("Giờ, ngày họp", f"{timezone.localtime():%H:%M %d/%m/%Y}")
    kha.press("Lập phiên họp")
    session = kha.path
    kha.go(batch)
    kha.press("Đưa ra Hội đồng")
    kha.choose("Phiên họp", MEETING)
    kha.press("Đưa ra Hội đồng")
    kha.reads("Đã đưa vào chương trình phiên họp.")
    kha.go(session)
    kha.press("Mời họp, gửi tài liệu")
    tuyen = someone("NV-019", "phone")
    others = [someone(f"NV-{number:03}", "phone") for number in (20, 22, 49, 18, 48, 50, 51)]
    everyone = [tuyen, kha, *others]
    for person in everyone:
        person.go(session)
        person.follow("Nguyễn Thị Hạnh")
        person.press("Không có, mở hồ sơ")
        person.reads("Bàn cắt vải có thanh kẹp dẫn hướng")
    others[0].shoot("council-dossier")
    kha.go(session)
    kha.press("Điểm danh")
    kha.press("Lưu điểm danh")
    tuyen.go(session)
    tuyen.press("Khai mạc")
    tuyen.press("Mở phiếu")
    tuyen.press("Mở phiếu")
    for person in everyone:
        person.go("/")
        person.follow(f"Bỏ 1 phiếu: {MEETING}")
        person.tick("Không đồng ý" if person is others[-1] else "Đồng ý")
        if person is others[0]:
            person.shoot("council-ballot")
        person.press("Bỏ phiếu")
        person.reads("Đã bỏ 1 phiếu")
    kha.go(session)
    kha.press("Đóng phiếu, kiểm phiếu")
    kha.press("Đóng phiếu, kiểm phiếu")
    kha.reads("8/9")
    for person, first in ((kha, True), (tuyen, False)):
        person.go("/")
        person.follow(f"Biên bản: {MEETING}")
        if first:
            person.press("Lập biên bản")
        person.press("Ký biên bản")
    tuyen.reads("biên bản có hiệu lực")


def draft_and_check(someone, batch: str) -> str:
    """Write the decision and find its form right; return its address."""
    yen = someone("NV-018")
    yen.go(batch)
    yen.press("Nhận kết quả Hội đồng")
    yen.press("Nhận kết quả Hội đồng")
    yen.reads("Đã nhận kết quả Hội đồng.")
    yen.press("Lập dự thảo quyết định")
    yen.shoot("decision-draft-form")
    yen.press("Lưu dự thảo")
    yen.reads("Đã lập dự thảo, chuyển Văn thư rà soát thể thức.")
    decision = yen.path
    assert "DỰ THẢO" in read_pdf(yen.takes("PDF"))

    huy = someone("NV-023")
    huy.follow("Về việc tặng Bằng khen của Ban Chấp hành")
    huy.go(decision)
    huy.press("Rà soát thể thức")
    huy.press("Rà soát thể thức")
    huy.reads("Đã rà soát, chuyển lãnh đạo ký.")
    return decision


def sign(someone, decision: str) -> str:
    """Who proposed or appraised may not; the president types how many, and signs; return the number."""
    for code, words in (
        ("NV-042", "Bạn đã đề nghị hồ sơ trong đợt này nên không được ký. Hãy chuyển người khác ký."),
        ("NV-021", "Bạn đã thẩm định hồ sơ trong đợt này nên không được ký. Hãy chuyển người khác ký."),
    ):
        barred = someone(code)
        barred.go(f"{decision}duyet/")
        barred.reads(words)
        assert barred.find("Ký 1 khen thưởng").is_disabled()
    barred.shoot("approve-barred")

    tuyen = someone("NV-019")
    tuyen.go("/khen-thuong/cho-duyet/")
    tuyen.shoot("approvals")
    tuyen.page.locator(f'main a[href="{decision}duyet/"]').first.click()
    tuyen.reads("8/9")
    tuyen.shoot("approve")
    used = NumberSeries.objects.filter(unit__code="LD-BNI", year=timezone.localdate().year, kind=SeriesKind.DECISION)
    number = (used.values_list("last_number", flat=True).first() or 0) + 1
    symbol = f"{number:02}/QĐ-LĐLĐ"
    for typed, words in (("2", "Danh sách có 1 khen thưởng, bạn gõ 2."), ("1", f"Đã ký {symbol}.")):
        tuyen.open("Ký 1 khen thưởng")
        tuyen.type("Gõ 1 để xác nhận", typed)
        if typed == "2":
            tuyen.shoot("approve-confirm")
        tuyen.press("Ký 1 khen thưởng")
        tuyen.reads(words)
        if typed == "2":
            tuyen.shoot("approve-refused")
    return symbol


def prove(someone, address: str, symbol: str) -> None:
    """Anyone, without an account, follows the address in the QR code, or types what stands below it."""
    anyone = someone(width="phone")
    anyone.page.goto(address)
    for words in ("Bằng khen này là thật, còn hiệu lực", "Nguyễn Thị Hạnh", symbol, "Ngô Đình Tuyên"):
        anyone.reads(words)
    anyone.reads("Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh")
    assert "1991" not in anyone.text
    anyone.shoot("proof")
    code = address.rstrip("/").rpartition("/")[2]
    anyone.press("Tra cứu bằng khác")
    anyone.shoot("proof-search")
    anyone.type("Mã in dưới hình QR", code.replace("-", " ").lower())
    anyone.press("Tra cứu")
    anyone.reads("còn hiệu lực")
    assert anyone.go("/v/7K3QX-9M2ND/").url == f"{anyone.base}/v/7K3QX-9M2ND/"
    anyone.reads("Không tìm thấy mã này")
    anyone.reads("7K3QX-9M2ND")
    anyone.shoot("proof-unknown")


def test_council_to_public_proof(someone, worker, live_server, settings):
    """D.5: voted, drafted, checked, signed by one who had no part in it, numbered, printed, verified by anyone."""
    settings.BASE_URL = live_server.url
    make_leaders(played(launch, submit, recognise, shown, days_ago=60))
    yen = someone("NV-018")
    yen.follow(BATCH)
    hold_council(someone, yen.path)
    decision = draft_and_check(someone, yen.path)
    symbol = sign(someone, decision)

    huy = someone("NV-023")
    huy.go(decision)
    huy.shoot("decision")
    pdf, word = read_pdf(huy.takes("PDF")), read_docx(huy.takes("Word"))
    for words in (symbol, "QUYẾT ĐỊNH", "Điều 1. Tặng Bằng khen cho 1 cá nhân", "Nguyễn Thị Hạnh", "Ngô Đình Tuyên"):
        assert words in pdf
        assert words in word
    assert "DỰ THẢO" not in pdf + word

    huy.press("In, đóng dấu, trao")
    huy.shoot("certificates")
    huy.follow("Nguyễn Thị Hạnh")
    huy.shoot("certificate")
    certificate = read_pdf(huy.takes("Mở tệp in (PDF)"))
    address = huy.page.locator(f'main a[href^="{huy.base}/v/"]').inner_text()
    code = address.rstrip("/").rpartition("/")[2]
    for words in ("BẰNG KHEN", "Nguyễn Thị Hạnh", f"Mã tra cứu: {code}", f"Quyết định số: {symbol}"):
        assert words in certificate

    anyone = someone()
    anyone.page.goto(address)
    anyone.reads("hoặc quyết định chưa công bố")
    huy.go(decision)
    huy.press("Công bố")
    huy.press("Công bố")
    huy.reads("Đã công bố.")
    prove(someone, address, symbol)

    hanh = someone("NV-001", "phone")
    hanh.go("/thong-bao/")
    hanh.follow(f"Bạn được khen thưởng theo Quyết định {symbol}")
    hanh.reads("Thành tích của tôi")
    hanh.reads(symbol)
    hanh.shoot("merits")
