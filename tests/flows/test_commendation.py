"""Commendation by clicking: the law of the day, the dossier, the list, the council, the signature, the proof."""

import re

import pytest
from django.utils import timezone

from awards.enums import SeriesKind
from awards.selectors.decisions import last_number
from portal.pages.story.cast import Cast
from portal.pages.story.commendation import disclose, nominate
from portal.pages.story.launch import launch
from portal.pages.story.recognition import recognise
from portal.pages.story.submission import submit
from tests.flows.earlier import day, played
from tests.flows.papers import read_docx, read_pdf
from tests.flows.someone import Someone
from units.enums import Role
from units.models import Unit
from units.services import assign_role

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
BATCH = "Khen thưởng phong trào “Sáng kiến mỗi ngày”"
MEETING = "Phiên xét khen thưởng cuối năm"
MERIT = "Tác giả bàn cắt vải có thanh kẹp, làm lợi 90.000.000 đồng, phòng Kế toán xác nhận."


def choose_nominee(officer: Someone, name: str, award: str) -> None:
    officer.go("/khen-thuong/")
    officer.press("Đề nghị khen thưởng")
    officer.type("Họ tên, mã đoàn viên, hoặc tên đơn vị", name)
    officer.press("Tìm")
    officer.follow(name)
    officer.choose("Danh hiệu, hình thức", award)
    officer.reads("điều kiện đạt.")


def rate(officer: Someone, rating: str) -> None:
    officer.press("Ghi xếp loại năm")
    officer.choose("Xếp loại", rating)
    officer.type("Văn bản xếp loại", "03/BB-CĐCS")
    officer.press("Ghi xếp loại")


def vote_in_unit(officer: Someone, yes: int) -> None:
    officer.press("Ghi kết quả bình xét")
    officer.type("Số người dự", "40")
    officer.type("Số phiếu đồng ý", str(yes))
    officer.press("Ghi kết quả bình xét")
    officer.reads("Đã ghi kết quả bình xét.")


def test_catalogue_and_refusal(someone, worker):
    """D.5: the dated rules; a nominee whom the law refuses, with its article, and whose dossier stays below."""
    nam = someone("NV-042")
    nam.go("/khen-thuong/")
    nam.press("Danh mục, quy định")
    nam.reads(f"có hiệu lực ngày {day()}")
    nam.shoot("award-catalogue")
    nam.follow("Chiến sĩ thi đua cơ sở")
    nam.reads("CSTDCS-2026")
    nam.reads("01/01/2024–30/09/2026")
    nam.shoot("award-type")

    choose_nominee(nam, "Bùi Thị Ngọc Lan", "Lao động tiên tiến")
    nam.reads("Chưa có xếp loại năm")
    nam.type("Thành tích", "Lập kế hoạch sản xuất sát năng lực chuyền, giảm giờ chờ vải.")
    nam.press("Lập đề nghị")
    nam.reads("Đã lập đề nghị.")
    rate(nam, "Hoàn thành nhiệm vụ")
    nam.reads("Chưa đủ điều kiện")
    nam.reads(re.compile(r"Xếp loại thấp hơn mức cần: \d{4}: hoàn thành nhiệm vụ\."))
    nam.reads("Luật 06/2022/QH15 Điều 24")
    vote_in_unit(nam, 31)
    dossier = nam.path
    nam.press("Trình cấp trên")
    nam.press("Trình cấp trên")
    nam.reads("Chưa trình được: Hoàn thành tốt nhiệm vụ trở lên: Xếp loại thấp hơn mức cần")
    nam.reads("(Luật 06/2022/QH15 Điều 24)")
    nam.shoot("nomination-refused")
    nam.go(dossier)
    nam.reads("Đơn vị bình xét")
    nam.reads("Trình cấp trên")
    nam.shoot("nomination-not-eligible")

    huong = someone("NV-041")
    huong.reads("Đề nghị khen Bùi Thị Ngọc Lan")
    assert "Hồ sơ khen Bùi Thị Ngọc Lan" not in huong.text
    huong.go(dossier)
    huong.reads("Luật 06/2022/QH15 Điều 24")
    assert "Tiếp nhận thẩm định" not in huong.text


def test_nomination_to_disclosure(someone, worker):
    """D.5: a dossier that passes is sent up, appraised, put on a list, shown to everyone, and spoken about."""
    title = played(launch, submit, recognise, days_ago=12).kept["initiative"].title
    nam = someone("NV-042")
    choose_nominee(nam, "Nguyễn Thị Hạnh", "Bằng khen của BCH LĐLĐ tỉnh")
    nam.choose("Phong trào", "Sáng kiến mỗi ngày")
    nam.tick(title)
    nam.reads("Thành tích này chưa dùng để xét hình thức khen nào khác.")
    nam.type("Thành tích", MERIT)
    nam.shoot("nominate")
    nam.press("Lập đề nghị")
    rate(nam, "Hoàn thành xuất sắc nhiệm vụ")
    nam.reads("Đủ điều kiện")
    nam.reads("Có sáng kiến phù hợp")
    nam.reads("QĐ 999/QĐ-TLĐ 29/5/2024")
    vote_in_unit(nam, 39)
    dossier = nam.path
    nam.press("Trình cấp trên")
    nam.press("Trình cấp trên")
    nam.reads("Đã trình. Cấp trên nhận thông báo ngay.")

    kha = someone("NV-021")
    kha.follow("Hồ sơ khen Nguyễn Thị Hạnh")
    assert kha.path == dossier
    kha.press("Tiếp nhận thẩm định")
    kha.press("Tiếp nhận thẩm định")
    kha.reads("Đã tiếp nhận.")
    kha.press("Thẩm định đạt")
    kha.type("Ý kiến thẩm định", "Hồ sơ đủ, đã đối chiếu sổ cắt và xác nhận của kế toán.")
    kha.press("Thẩm định đạt")
    kha.reads("Hồ sơ chờ vào đợt khen.")
    kha.shoot("nomination")

    kha.go("/khen-thuong/dot/")
    kha.press("Lập đợt khen")
    kha.choose("Danh hiệu, hình thức", "Bằng khen của BCH LĐLĐ tỉnh")
    kha.type("Tên đợt khen", BATCH)
    kha.choose("Phong trào", "Sáng kiến mỗi ngày")
    kha.press("Lập đợt khen")
    kha.reads("Hồ sơ đã thẩm định, chưa vào đợt nào")
    kha.shoot("batch-empty")
    kha.press("Thêm vào đợt khen")
    kha.reads("Đã thêm 1 hồ sơ vào đợt khen.")
    batch = kha.path
    kha.press("Công khai danh sách")
    kha.press("Công khai danh sách")
    kha.reads("Đã công khai danh sách.")
    # The days have begun: nothing leads on before they are over.
    assert "Đưa ra Hội đồng" not in kha.text

    oanh = someone("NV-043", "phone")
    oanh.go("/khen-thuong/cong-khai/")
    oanh.shoot("notices-open")
    oanh.follow(BATCH)
    oanh.reads(f"Công khai từ {day()}")
    oanh.choose("Về ai", "Nguyễn Thị Hạnh")
    oanh.type("Ý kiến của bạn", "Đề nghị ghi thêm phần việc của anh Lực, người cùng làm.")
    oanh.shoot("notice")
    oanh.press("Gửi ý kiến")
    oanh.reads("Đã gửi ý kiến.")

    nhung = someone("NV-022")
    nhung.follow(f"Ý kiến về “{BATCH}”")
    nhung.type("Trả lời", "Anh Lực có 40% đóng góp, được ghi trong quyết định công nhận sáng kiến.")
    nhung.press("Gửi trả lời")
    nhung.reads("Đã trả lời người gửi ý kiến.")
    oanh.go("/khen-thuong/cong-khai/")
    oanh.follow(BATCH)
    oanh.reads("Anh Lực có 40% đóng góp")
    kha.go(batch)
    kha.reads("Anh Lực có 40% đóng góp")
    kha.shoot("batch")


def shown(cast: Cast) -> None:
    """The dossier was proposed, appraised and shown; nobody objected."""
    disclose(cast, nominate(cast))


def make_leaders(cast: Cast) -> None:
    """Who proposed and who appraised were made deputies meanwhile: only what they did stands in their way."""
    province = Unit.objects.get(code="LD-BNI")
    for person in (cast.nam, cast.kha):
        assign_role(
            person, Role.LEADER, province, actor=cast.tuyen, at=cast.at, valid_from=cast.at.date(), title="Phó Chủ tịch"
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
    number = last_number(Unit.objects.get(code="LD-BNI"), year=timezone.localdate().year, kind=SeriesKind.DECISION) + 1
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
    open("/tmp/commend-decision.pdf", "wb").write(huy.takes("PDF"))
    pdf, word = read_pdf(huy.takes("PDF")), read_docx(huy.takes("Word"))
    for words in (symbol, "QUYẾT ĐỊNH", "Điều 1. Tặng Bằng khen cho 1 cá nhân", "Nguyễn Thị Hạnh", "Ngô Đình Tuyên"):
        assert words in pdf
        assert words in word
    assert "DỰ THẢO" not in pdf + word

    huy.press("In, đóng dấu, trao")
    huy.shoot("certificates")
    huy.follow("Nguyễn Thị Hạnh")
    huy.shoot("certificate")
    printed = huy.takes("Mở tệp in (PDF)")
    open("/tmp/commend-cert.pdf", "wb").write(printed)
    certificate = read_pdf(printed)
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
