"""Chapter 5: the month closes itself, the unit signs, the level above accepts; every figure adds up."""

from portal.core.periods import day_of, period_of
from portal.pages.story.cast import Cast
from reports.enums import ReportState
from reports.models import Report
from reports.services import accept_report, build_batch, open_due_reports, sign_report
from units.models import Unit
from units.selectors import totals


def report(cast: Cast) -> None:
    """Play the monthly report of the month in which the initiative was recognised."""
    cast.chapter("5. Báo cáo tháng")
    month = period_of(cast.kept["initiative"].recognised_on)
    while day_of(cast.at) < month.end:
        cast.wait(days=1)
    open_due_reports(at=cast.at, since=month.start)
    again = open_due_reports(at=cast.at, since=month.start)
    cast.check(again == 0, "mở báo cáo hai lần cho cùng một kỳ")
    wanted = Report.objects.filter(start_on=month.start, end_on=month.end)
    ids = list(wanted.values_list("pk", flat=True))
    build_batch(ids, at=cast.at)
    cast.step(f"Mở và tổng hợp {len(ids)} báo cáo {month.label}, mỗi đơn vị một bản")
    factory, province = (wanted.get(unit=Unit.objects.get(code=code)) for code in ("CS-002", "LD-BNI"))
    cast.check(factory.figures.get("C02", 0) >= 1, "sáng kiến vừa công nhận không vào báo cáo cơ sở")
    kept = totals(province.unit, month).get("C02", 0)
    cast.check(province.figures.get("C02") == kept, "số của tỉnh không bằng tổng các đơn vị")
    cast.step(f"Tỉnh: {kept} sáng kiến được công nhận trong {month.label}, mỗi sáng kiến tính một lần")
    cast.refused(lambda: sign_report(province, actor=cast.yen, at=cast.at), f"{cast.yen} ký báo cáo")
    sign_report(province, actor=cast.tuyen, at=cast.at)
    province.refresh_from_db()
    cast.step(f"{cast.tuyen} ký gửi, ghi rõ {len(province.missing)} đơn vị chưa gửi")
    accept_report(province, actor=cast.tlr, at=cast.at)
    province.refresh_from_db()
    cast.check(province.state == ReportState.ACCEPTED, "Tổng Liên đoàn chưa tiếp nhận được báo cáo")
    cast.step(f"{cast.tlr} tiếp nhận")
