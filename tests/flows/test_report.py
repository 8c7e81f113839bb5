"""D.6 by clicking: the months open themselves, go up the tree signed, come back, and add up on paper."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock

import pytest
from django.utils import timezone
from playwright.sync_api import Locator

from initiatives.services import save_draft, start_draft, submit_initiative
from portal.core.models import AuditLine
from portal.core.periods import Period, PeriodKind, period_of
from portal.pages.story.cast import Cast
from portal.pages.story.launch import launch
from portal.pages.story.recognition import recognise
from portal.pages.story.submission import CONTENT, submit
from reports.enums import ReportState
from reports.models import Report
from reports.tasks import open_due
from tests.flows.papers import read_docx, read_pdf, read_xlsx
from tests.flows.someone import Someone
from units.models import User

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
FACTORY, ZONE = "CĐCS Cty CP May Đáp Cầu Mới", "CĐ các KCN Bắc Ninh"


def last_month() -> Period:
    return period_of(timezone.localdate()).before()


def last_half_year() -> Period:
    return period_of(timezone.localdate(), PeriodKind.HALF_YEAR).before()


def moment(period: Period, days: int) -> datetime:
    """A working hour, some days into the period."""
    return timezone.make_aware(datetime.combine(period.start + timedelta(days=days), clock(8, 30)))


def report_of(code: str, period: Period) -> Report:
    return Report.objects.get(unit__code=code, period_kind=period.kind, start_on=period.start)


def played_last_month() -> Cast:
    """Launched, handed in and recognised at the factory, and one handed in at the mill beside it."""
    cast = Cast(at=moment(last_month(), 3), say=lambda words: None)
    for chapter in (launch, submit, recognise):
        chapter(cast)
    hand_in("NV-040", "Đồ gá dập hai mặt", cast)
    assert cast.at.date() < last_month().end
    return cast


def hand_in(code: str, title: str, cast: Cast) -> None:
    author = User.objects.get(username=code)
    draft = start_draft(author.member, actor=author, at=cast.at, campaign=cast.kept["campaign"])
    content = CONTENT | {"title": title, "first_applied_on": cast.at.date() - timedelta(days=1)}
    save_draft(draft, actor=author, at=cast.at, seen_version=draft.version, content=content)
    draft.refresh_from_db()
    submit_initiative(draft, actor=author, at=cast.at)


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "the worker did not get there"
        time.sleep(0.1)


def down_during(*periods: Period) -> dict[Period, int]:
    """Take away what a beat that stood still would not have opened; return how many reports each period had."""
    gone = {}
    for period in periods:
        missed = Report.objects.filter(period_kind=period.kind, start_on=period.start)
        gone[period] = missed.values("unit").distinct().count()
        missed.delete()
    return gone


def beat_comes_back(periods: dict[Period, int]) -> None:
    """The beat's own task, twice, as it is sent every ten minutes; each unit has its report once, built once."""
    opened = AuditLine.objects.filter(action="report_schedule.open")
    before = opened.count()
    open_due.delay()
    open_due.delay()
    found = Report.objects.filter(start_on__in=[period.start for period in periods], built_at__isnull=False)
    wait_until(lambda: all(found.filter(period_kind=one.kind, start_on=one.start).exists() for one in periods))
    wait_until(lambda: not Report.objects.filter(built_at__isnull=True).exists())
    for period, number in periods.items():
        rows = Report.objects.filter(period_kind=period.kind, start_on=period.start)
        once = Counter(rows.values_list("unit", "form"))
        assert (len(once), set(once.values())) == (number, {1})
        assert set(rows.values_list("version", "edition")) == {(2, 1)}
    assert opened.count() == before + len(periods)


def number(text: str) -> int:
    return int(text.replace("đ", "").replace(".", "").strip())


def cell(person: Someone, code: str) -> Locator:
    """The cell of this period in the line of an indicator."""
    about = person.page.get_by_role("link", name=code, exact=True)
    return person.page.locator("main tbody tr", has=about).locator("td.n").first


def figure(person: Someone, code: str) -> int:
    """What the table of the open report says of an indicator."""
    return number(cell(person, code).inner_text())


def drilled(person: Someone, code: str) -> int:
    """Press a figure, count the records behind it, and come back."""
    report = person.path
    cell(person, code).get_by_role("link").click()
    person.page.wait_for_url("**/sang-kien/?**")
    count = person.page.locator(".td-inbox > li").count()
    person.go(report)
    return count


def open_work(person: Someone, title: str, unit: str) -> None:
    """Open, from what waits for the person, the report called ``title`` of ``unit``."""
    person.go("/")
    row = person.page.locator("main .td-row", has_text=title).filter(has_text=unit)
    row.get_by_role("link").first.click()
    person.page.wait_for_load_state("load")
    person.reads(title)


def test_month_goes_up_the_tree(someone, worker):
    month = last_month()
    cast = played_last_month()
    beat_comes_back(down_during(month.before(), month))
    title = report_of("CS-002", month).title

    nam = someone("NV-042")
    nam.reads(report_of("CS-002", month.before()).title)
    open_work(nam, title, FACTORY)
    made, found = figure(nam, "C01"), figure(nam, "C02")
    assert (made, found) == (drilled(nam, "C01"), drilled(nam, "C02"))
    assert made > found >= 1
    nam.shoot("report")
    nam.press("Soạn")
    nam.type("Kết quả các phong trào", "Phong trào “Sáng kiến mỗi ngày”: một sáng kiến làm lợi 90 triệu đồng.")
    nam.shoot("report-form")
    nam.press("Lưu")
    nam.reads("Đã lưu báo cáo.")
    nam.press("Trình ký")
    nam.press("Trình ký")
    nam.reads("Đã trình lãnh đạo.")

    # A paper that was late on the way to the portal: what is signed must add up.
    hand_in("NV-001", "Giá đỡ cuộn chỉ tám trục", cast)
    huong = someone("NV-041", "phone")
    open_work(huong, title, FACTORY)
    huong.press("Ký và gửi")
    huong.press("Ký và gửi")
    huong.reads("Số liệu của kỳ đã thay đổi sau lúc chốt.")
    huong.shoot("report-sign-refused")
    huong.press(title)
    huong.press("Cập nhật số liệu")
    huong.reads("Đã cập nhật số liệu.")
    assert figure(huong, "C01") == made + 1 == drilled(huong, "C01")
    huong.press("Ký và gửi")
    huong.shoot("report-sign")
    huong.press("Ký và gửi")
    huong.reads("Đã ký và gửi.")

    trang = someone("NV-052")
    open_work(trang, title, FACTORY)
    assert figure(trang, "C01") == made + 1
    trang.press("Trả lại")
    trang.find("Trả lại").click()
    assert trang.page.locator("textarea:invalid").count() == 1, "a report came back without a reason"
    trang.type("Lý do", "Nêu tên tác giả của sáng kiến làm lợi 90 triệu đồng.")
    trang.press("Trả lại")
    trang.reads("Đã trả lại đơn vị.")

    open_work(nam, title, FACTORY)
    nam.reads("Nêu tên tác giả của sáng kiến làm lợi 90 triệu đồng.")
    nam.shoot("report-returned")
    nam.press("Soạn")
    nam.type("Kết quả các phong trào", "Chị Nguyễn Thị Hạnh, chuyền 5: bàn cắt có thanh kẹp, làm lợi 90 triệu đồng.")
    nam.press("Lưu")
    nam.press("Trình ký")
    nam.press("Trình ký")
    open_work(huong, title, FACTORY)
    huong.press("Ký và gửi")
    huong.press("Ký và gửi")
    open_work(trang, title, FACTORY)
    trang.reads("chuyền 5")
    trang.press("Tiếp nhận")
    trang.press("Tiếp nhận")
    trang.reads("Đã tiếp nhận.")
    trang.shoot("report-accepted")
    trang.go("/bao-cao/cap-duoi/")
    trang.shoot("reports-received")
    huong.go("/thong-bao/")
    huong.reads("đã tiếp nhận")


def test_level_above_is_the_sum_of_those_below(someone, worker):
    month = last_month()
    played_last_month()
    beat_comes_back(down_during(month))
    title = report_of("CS-002", month).title
    # The unions without accounts in the demo hand in on paper.
    below = Report.objects.filter(receiver__code="CD-BNI-KCN", start_on=month.start, period_kind=month.kind)
    below.update(state=ReportState.ACCEPTED, signed_at=timezone.now(), accepted_at=timezone.now())

    trang = someone("NV-052")
    open_work(trang, title, ZONE)
    made, found, value = (figure(trang, code) for code in ("C01", "C02", "C07"))
    assert made == drilled(trang, "C01")
    trang.shoot("report-zone")
    report = trang.path
    trang.press("Xem số liệu từng đơn vị")
    trang.reads("12/12 đơn vị đã gửi")
    columns = [trang.page.locator(f"main tbody td:nth-of-type({place})").all_inner_texts() for place in (2, 3)]
    assert [sum(number(cell) for cell in column if cell.strip() != "–") for column in columns] == [made, found]
    assert sum(cell.strip() not in {"0", "–"} for cell in columns[0]) >= 2, "one unit alone is no sum"
    trang.shoot("report-children")
    trang.go(report)
    trang.press("Trình ký")
    trang.press("Trình ký")
    hieu = someone("NV-051", "phone")
    open_work(hieu, title, ZONE)
    hieu.press("Ký và gửi")
    hieu.press("Ký và gửi")
    hieu.reads("Đã ký và gửi.")

    book = read_xlsx(trang.takes("Excel"))
    line = next(row for row in book["Số liệu"] if row and row[0] == "C01")
    assert line[3] == float(made)
    units = [row for row in book["Đơn vị cấp dưới"] if len(row) > 5 and isinstance(row[5], float)]
    assert (len(units), sum(row[5] for row in units), sum(row[7] for row in units)) == (12, made, value)
    said = f"{made} sáng kiến đăng ký, {found} sáng kiến được công nhận, giá trị làm lợi đã công nhận {value:,} đồng"
    said = said.replace(",0", ".0")
    assert said in read_docx(trang.takes("Word"))
    assert said in read_pdf(trang.takes("In A4"))

    yen = someone("NV-018")
    open_work(yen, title, ZONE)
    yen.press("Tiếp nhận")
    yen.press("Tiếp nhận")
    yen.reads("Đã tiếp nhận.")
    open_work(yen, title, "LĐLĐ tỉnh Bắc Ninh")
    whole = figure(yen, "C01")
    assert whole == drilled(yen, "C01")
    yen.shoot("report-province")
    yen.page.locator("main tbody th").get_by_role("link", name="C01", exact=True).click()
    bars = yen.page.locator("main section", has_text="Theo đơn vị cấp dưới").locator(".td-hbars li")
    shares = {bar.locator("span").inner_text(): number(bar.locator("b").inner_text()) for bar in bars.all()}
    assert (sum(shares.values()), shares[ZONE]) == (whole, made)
    yen.shoot("report-indicator")
    yen.press("Xem các hồ sơ làm nên số này")
    assert yen.page.locator(".td-inbox > li").count() == whole

    nguyet = someone("NV-047", "phone")
    for address in ("", "soan/", "ky/", "don-vi/", "chi-so/C01/", "bao-cao.xlsx", "bao-cao.docx", "bao-cao.pdf"):
        answer = nguyet.page.goto(f"{nguyet.base}{report}{address}")
        assert answer.status == 404, address


def test_review_is_not_signed_before_it_is_written(someone, worker):
    half_year = last_half_year()
    beat_comes_back(down_during(half_year))
    title = report_of("CS-002", half_year).title
    huong = someone("NV-041", "phone")
    open_work(huong, title, FACTORY)
    huong.press("Ký và gửi")
    huong.press("Ký và gửi")
    for part in ("Ưu điểm", "Hạn chế, tồn tại", "Phương hướng, nhiệm vụ"):
        huong.reads(f"Chưa có phần “{part}”.")
    huong.shoot("report-incomplete")
    huong.press(title)
    huong.press("Soạn")
    huong.reads("Cần có khi ký")
    huong.type("Ưu điểm", "Sáng kiến tăng ở xí nghiệp 1.")
    huong.type("Hạn chế, tồn tại", "Khối văn phòng chưa có sáng kiến.")
    huong.press("Lưu")
    huong.press("Ký và gửi")
    huong.press("Ký và gửi")
    huong.reads("Chưa có phần “Phương hướng, nhiệm vụ”.")
    assert "Ưu điểm" not in huong.page.locator("[role=alert]").first.inner_text()
    huong.press(title)
    huong.press("Soạn")
    huong.type("Phương hướng, nhiệm vụ", "Mở lớp hướng dẫn viết sáng kiến cho khối văn phòng.")
    huong.press("Lưu")
    huong.press("Ký và gửi")
    huong.press("Ký và gửi")
    huong.reads("Đã ký và gửi.")
    huong.shoot("report-review")
