"""Reports as files, and the jobs that make large ones."""

import io
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document

from portal.core.documents.forms import Report as Paper
from portal.core.models import AuditLine, Job, Notice
from reports import services
from reports.documents import report_data, report_sheets
from reports.selectors import list_children
from tests.moments import NOW, later
from tests.reports.scene import MAY, report_of, signed, written
from units.services import add_to_tally, delegate_role

HALF_YEAR = date(2026, 1, 1)


@pytest.fixture
def upper(people, offices, world, catalogue):
    """The upper union's report of May, signed with the mill missing and three initiatives in it."""
    from tests.reports.scene import open_and_build

    add_to_tally(world.factory, "C01", on=MAY, amount=1234)
    add_to_tally(world.factory, "C07", on=MAY, amount=68_400_000_000)
    open_and_build()
    signed(world.factory, people.hung)
    report = written(report_of(world.upper), offices.oanh)
    services.refresh_figures(report, actor=offices.oanh, at=NOW)
    services.sign_report(report, actor=offices.phuc, at=NOW)
    return report_of(world.upper)


@pytest.fixture
def large(monkeypatch):
    """Every report with a unit below it counts as large."""
    monkeypatch.setattr("reports.services.exporting.SMALL", 0)


def test_paper_has_every_part_of_the_form(upper):
    data = report_data(upper)
    assert set(Paper.__required_keys__) <= set(data)
    assert (data["issuer"], data["parent"], data["symbol"], data["draft"]) == (
        "Công đoàn các KCN tỉnh Bắc Ninh",
        "Liên đoàn Lao động tỉnh Bắc Ninh",
        "BC-CĐKCN",
        False,
    )
    assert data["abstract"] == "Phong trào thi đua và công tác khen thưởng tháng 5/2026"
    assert [row["name"] for row in data["missing"]] == ["CĐCS Công ty TNHH Cơ khí Quế Võ"]
    assert data["signature"] == {"lines": ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"], "name": "Lê Hữu Phúc"}


def test_paper_keeps_the_outline_and_leaves_out_what_is_empty(upper):
    assert [section["heading"] for section in report_data(upper)["sections"]] == [
        "Phần thứ nhất. KẾT QUẢ",
        "VI. ĐÁNH GIÁ CHUNG",
        "1. Ưu điểm",
        "2. Hạn chế, tồn tại",
        "Phần thứ hai. PHƯƠNG HƯỚNG, NHIỆM VỤ",
    ]


def test_vice_president_signs_in_place_of_the_president(people, opened, world):
    from units.models import Assignment

    Assignment.objects.filter(user=people.mai).update(title="Phó Chủ tịch LĐLĐ tỉnh")
    report = signed(world.province, people.mai)
    assert report_data(report)["signature"]["lines"] == ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_delegate_signs_by_the_presidents_paper(people, opened, world):
    lead = people.tuan.held.get()
    delegate_role(
        lead, people.huy, actor=people.tuan, at=NOW, valid_from=lead.valid_from, valid_to=date(2099, 1, 1),
        basis="Giấy ủy quyền 12/UQ-LĐLĐ", title="Chánh Văn phòng",
    )  # fmt: skip
    report = signed(world.province, people.huy)
    assert report_data(report)["signature"]["lines"] == ["TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]


def test_unsigned_report_is_a_draft_without_a_day(opened, world):
    data = report_data(report_of(world.factory))
    assert (data["draft"], data["issued_on"], data["signature"]["name"]) == (True, "", "")


def test_correction_says_so_and_why(people, offices, upper, world):
    services.accept_report(upper, actor=people.yen, at=NOW)
    services.lock_report(upper, actor=people.yen, at=NOW)
    edition = services.correct_report(upper, actor=people.yen, at=NOW, reason="Nộp muộn.")
    assert report_data(edition)["intro"].endswith("Đây là bản đính chính lần 1. Lý do: Nộp muộn.")


def test_pdf_says_what_the_report_says(upper, offices):
    content = services.export_report(upper, actor=offices.oanh, at=NOW, suffix="pdf")
    pages = pypdfium2.PdfDocument(content)
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    for part in ("BÁO CÁO", "68.400.000.000", "1.234", "Cơ khí Quế Võ", "Lê Hữu Phúc", "Sáng kiến tăng đều."):
        assert part in words.replace("\u00a0", " ")


def test_word_file_says_the_same(upper, offices):
    content = services.export_report(upper, actor=offices.oanh, at=NOW, suffix="docx")
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "68.400.000.000" in cells


def test_workbook_has_numbers_as_numbers_and_every_unit(upper, offices):
    content = services.export_report(upper, actor=offices.oanh, at=NOW, suffix="xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        figures, units = (book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
    assert "<v>68400000000</v>" in figures
    assert "CĐCS Công ty TNHH Cơ khí Quế Võ" in units
    sheets = report_sheets(upper, list_children(upper).order_by("unit__sort_key"))
    rows = [row[:3] for row in sheets[1].rows]
    assert rows == [
        ["CS-002", "CĐCS Công ty CP May Đáp Cầu Mới", "Đã gửi"],
        ["CS-003", "CĐCS Công ty TNHH Cơ khí Quế Võ", "Đang tổng hợp"],
    ]


def test_who_took_a_file_is_noted(upper, offices):
    services.export_report(upper, actor=offices.thuy, at=NOW, suffix="xlsx")
    line = AuditLine.objects.get(action="report.export")
    assert (line.actor, line.after) == (offices.thuy, {"suffix": "xlsx"})


# --- jobs ------------------------------------------------------------------------------------------------------------


def test_file_of_a_large_report_is_made_by_a_job_and_its_owner_told(large, upper, offices):
    job = services.start_export(upper, actor=offices.oanh, at=NOW, suffix="xlsx")
    services.run_export(job.pk, at=later(seconds=3))
    job.refresh_from_db()
    assert (job.state, job.file.name, job.done, job.total) == ("done", "bao-cao-cd-kcn-thang-2026-05.xlsx", 2, 2)
    notice = Notice.objects.get(recipient=offices.oanh, event=f"job:{job.pk}")
    assert notice.url == reverse("reports:job", args=[job.pk])


def test_job_run_again_makes_nothing_more(large, upper, offices):
    job = services.start_export(upper, actor=offices.oanh, at=NOW, suffix="xlsx")
    services.run_export(job.pk, at=NOW)
    first = Job.objects.get(pk=job.pk).file_id
    services.run_export(job.pk, at=later(minutes=1))
    assert Job.objects.get(pk=job.pk).file_id == first


def test_job_that_fails_says_so_and_raises(large, upper, offices, monkeypatch):
    def broken(*_arguments):
        raise OSError("disk full")

    job = services.start_export(upper, actor=offices.oanh, at=NOW, suffix="xlsx")
    monkeypatch.setattr("reports.services.exporting.workbook", broken)
    with pytest.raises(OSError, match="disk full"):
        services.run_export(job.pk, at=NOW)
    job.refresh_from_db()
    assert (job.state, "Hãy thử lại" in job.problem) == ("failed", True)


def test_jobs_nobody_took_up_or_whose_worker_is_silent_are_sent_again(large, upper, offices, monkeypatch):
    jobs = [services.start_export(upper, actor=offices.oanh, at=NOW, suffix="pdf") for _number in range(3)]
    Job.objects.filter(pk=jobs[1].pk).update(state="running", started_at=NOW)
    Job.objects.filter(pk=jobs[2].pk).update(state="done")
    assert services.resend_exports(at=later(seconds=30)) == 0
    assert services.resend_exports(at=later(minutes=2)) == 1
    assert services.resend_exports(at=later(minutes=20)) == 2


def test_large_report_is_asked_for_by_a_button_and_waited_for(client, large, upper, offices):
    client.force_login(offices.oanh)
    address = reverse("reports:paper", args=[upper.pk, "xlsx"])
    assert "Tạo tệp XLSX của báo cáo này?" in client.get(address).content.decode()
    assert Job.objects.count() == 0
    started = client.post(address)
    job = Job.objects.get()
    assert started.url == reverse("reports:job", args=[job.pk])
    waiting = client.get(started.url).content.decode()
    assert f'hx-get="{started.url}"' in waiting
    services.run_export(job.pk, at=NOW)
    part = client.get(started.url, headers={"HX-Request": "true"}).content.decode()
    assert reverse("reports:job_file", args=[job.pk]) in part
    assert "<html" not in part
    assert client.get(reverse("reports:job_file", args=[job.pk])).getvalue()[:2] == b"PK"


def test_job_and_its_file_are_its_owner_s_only(client, large, upper, offices, people):
    job = services.start_export(upper, actor=offices.oanh, at=NOW, suffix="xlsx")
    services.run_export(job.pk, at=NOW)
    client.force_login(offices.phuc)
    assert [client.get(reverse(f"reports:{name}", args=[job.pk])).status_code for name in ("job", "job_file")] == [
        404,
        404,
    ]


def test_failed_job_says_what_to_do(client, large, upper, offices):
    job = services.start_export(upper, actor=offices.oanh, at=NOW, suffix="xlsx")
    Job.objects.filter(pk=job.pk).update(state="failed", problem="Không tạo được tệp.")
    client.force_login(offices.oanh)
    assert "Không tạo được tệp." in client.get(reverse("reports:job", args=[job.pk])).content.decode()
    assert client.get(reverse("reports:job_file", args=[job.pk])).status_code == 404


def test_other_kind_of_file_is_not_found(client, upper, offices):
    client.force_login(offices.oanh)
    assert client.get(reverse("reports:paper", args=[upper.pk, "exe"])).status_code == 404


def test_names_of_files_tell_unit_and_period(opened, world):
    from reports.documents import file_name

    quarter = report_of(world.upper, HALF_YEAR, "quarter")
    assert file_name(quarter, "pdf") == "bao-cao-cd-kcn-quy-2026-01.pdf"
