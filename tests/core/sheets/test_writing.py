"""Templates, wrong rows and exports: read back, they say the same; nothing in them is a formula."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from portal.core.errors import DomainError
from portal.core.sheets import open_table, reading, sheet_kind, write_csv, write_errors, write_export, write_template
from portal.core.sheets.writing import harmless

MEMBERS = sheet_kind("units.members")
NASTY = '=HYPERLINK("http://x")'


def rows_of(content: bytes, name: str = "a.xlsx") -> list:
    table = open_table(io.BytesIO(content), name, MEMBERS.columns)
    return list(table.rows)


def test_template_has_every_heading_a_guide_and_lists_and_no_rows():
    target = io.BytesIO()
    write_template(target, MEMBERS)
    book = CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue()))
    assert book.sheet_names == ["Nhập liệu", "Hướng dẫn", "Danh sách"]
    assert rows_of(target.getvalue()) == []
    guide = "\n".join(str(cell) for row in book.get_sheet_by_index(1).iter_rows() for cell in row)
    assert all(column.title in guide for column in MEMBERS.columns)
    with zipfile.ZipFile(target) as parts:
        assert b"dataValidation" in parts.read("xl/worksheets/sheet1.xml")


def test_export_reads_back_as_it_was_and_a_formula_stays_a_text():
    names = ["code", "full_name", "birth_date", "is_direct_worker"]
    columns = [column for column in MEMBERS.columns if column.name in names]
    target = io.BytesIO()
    assert write_export(target, columns, [("NV-1", NASTY, None, True)]) == 1
    with zipfile.ZipFile(target) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet
    [row] = list(CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue())).get_sheet_by_index(0).iter_rows())[1:]
    assert row == ["NV-1", NASTY, "", "x"]


def test_csv_is_for_excel_and_its_formulas_are_texts():
    columns = [column for column in MEMBERS.columns if column.name in {"code", "full_name"}]
    target = io.BytesIO()
    write_csv(target, columns, [("NV-1", NASTY), ("NV-2", "Lê Mơ")])
    content = target.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK" in content.decode("utf-8-sig")
    assert [harmless(text) for text in ("+1", "-1", "@a", "\ta", "a")] == ["'+1", "'-1", "'@a", "'\ta", "a"]


def test_wrong_rows_come_as_they_were_with_their_sentence():
    rows = [(2, ["NV-1", "Lan", 5.0]), (3, ["NV-2", NASTY, None]), (4, ["NV-3", "Mai", True])]
    target = io.BytesIO()
    heading = ["Mã đoàn viên *", "Họ và tên", "Nhóm", "Lỗi"]
    assert write_errors(target, heading, iter(rows), iter([(3, "Sai tên."), (4, "Sai nhóm.")])) == 2
    book = CalamineWorkbook.from_filelike(io.BytesIO(target.getvalue()))
    assert list(book.get_sheet_by_index(0).iter_rows()) == [
        ["Mã đoàn viên *", "Họ và tên", "Nhóm", "Lỗi"],
        ["NV-2", NASTY, "", "Dòng 3: Sai tên."],
        ["NV-3", "Mai", "x", "Dòng 4: Sai nhóm."],
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_whatever_its_signs(delimiter, encoding):
    lines = [["Mã đoàn viên", "HỌ VÀ TÊN*", "Mã đơn vị", "Nhóm"], ["NV-1", "Lê Mơ", "CS-002", "Chuyên môn"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    assert rows_of(content, "a.csv") == [(2, ["NV-1", "Lê Mơ", "CS-002", "Chuyên môn"])]


def test_quote_that_is_never_closed_is_refused_with_its_line():
    content = 'Mã đoàn viên;Họ và tên;Mã đơn vị;Nhóm\nNV-1;Lê;CS-2;Nam\nNV-2;"Lê"x;CS-2;Nam\n'.encode()
    with pytest.raises(DomainError, match="Dòng 3"):
        rows_of(content, "a.csv")


def test_file_that_unpacks_to_too_much_is_refused_unopened(monkeypatch):
    target = io.BytesIO()
    write_template(target, MEMBERS)
    monkeypatch.setattr(reading, "MOST_UNPACKED", 1000)
    with pytest.raises(DomainError, match="quá lớn khi mở ra"):
        rows_of(target.getvalue())


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(DomainError, match="nhiều nhất là 3"):
        rows_of(b"a;b\n1;2\n1;2\n1;2\n1;2", "a.csv")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK", "không phải bảng tính"),
        ("a.csv", "Mã đoàn viên\x00;Họ và tên".encode(), "ký tự không đọc được"),
    ],
)
def test_what_is_no_table_is_refused_in_words(name, content, words):
    with pytest.raises(DomainError, match=words) as refusal:
        rows_of(content, name)
    assert refusal.value.field == "file"
