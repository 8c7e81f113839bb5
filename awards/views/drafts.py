"""The usual words of a decision, for the officer to change; Vietnamese whatever the language of the interface."""

from datetime import date
from typing import Any

from awards.documents import committee_of
from awards.enums import Merit, NominationState, SubjectKind
from awards.models import Batch, Decision
from portal.core.documents.text import NBSP, long_date
from portal.core.periods import day_of
from portal.core.templatetags.vi import day as shown_day


def suggest(batch: Batch) -> dict[str, Any]:
    """Return the first words of the decision on a batch."""
    rows = list(
        batch.nominations.filter(state=NominationState.COUNCIL_PASSED).select_related(
            "award_type", "member", "subject_unit"
        )
    )
    persons = sum(row.subject_kind == SubjectKind.PERSON for row in rows)
    unit, award = batch.deciding_unit, batch.award_type.paper_title
    named = f"{award} của Ban Chấp hành {unit.name}"
    whom = " và ".join(
        part
        for part in (
            f"{persons} cá nhân" if persons else "",
            f"{len(rows) - persons} tập thể" if len(rows) > persons else "",
        )
        if part
    )
    merit = _merit(batch)
    return {
        "subject": f"Về việc tặng {named}",
        "grounds": "\n".join(_grounds(batch)),
        "article_1": f"Tặng {award} cho {whom} {merit[0].lower()}{merit[1:]} (có danh sách kèm theo).",
        "article_2": "Tiền thưởng kèm theo thực hiện theo quy chế khen thưởng của tổ chức Công đoàn.",
        "article_3": f"Văn phòng {unit.name}, các đơn vị có liên quan và cá nhân, tập thể có tên tại Điều 1"
        " chịu trách nhiệm thi hành Quyết định này.",
        "merit_line": merit,
        "recipients": "\n".join(_recipients(batch)),
        "submission": f"Biên bản họp Hội đồng Thi đua - Khen thưởng ngày {shown_day(batch.session.held_at)}"
        if batch.session
        else "",
    }


def _in_words(day: date) -> str:
    """Return “ngày 05 tháng 01 năm 2026”, as a decision writes a day; with plain spaces, for a person to edit."""
    return long_date(day.isoformat()).replace(NBSP, " ")


def _merit(batch: Batch) -> str:
    if batch.campaign is not None:
        name = batch.campaign.name
        start = "" if name.lower().startswith("phong trào") else "phong trào "
        return f"Đã có thành tích xuất sắc trong {start}{name[0].lower()}{name[1:]}"
    if batch.merit == Merit.EXTRAORDINARY:
        return "Đã có thành tích xuất sắc đột xuất"
    return f"Đã có thành tích xuất sắc trong phong trào thi đua và hoạt động công đoàn năm {batch.year}"


def _grounds(batch: Batch) -> list[str]:
    lines = [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
        "Căn cứ Quy chế khen thưởng của tổ chức Công đoàn ban hành theo Quyết định số 999/QĐ-TLĐ"
        " ngày 29 tháng 5 năm 2024",
    ]
    if batch.session is not None:
        lines.append(
            f"Xét đề nghị của Hội đồng Thi đua - Khen thưởng {batch.deciding_unit.name}"
            f" tại phiên họp {_in_words(day_of(batch.session.held_at))}"
        )
    return lines


def _recipients(batch: Batch) -> list[str]:
    parent = batch.deciding_unit.parent
    above = [f"{parent.name} (để báo cáo)"] if parent else []
    return ["Như Điều 3", *above, "Lưu: VT"]


def suggest_revocation(target: Decision) -> dict[str, Any]:
    """Return the first words of the decision that revokes another."""
    named = f"Quyết định số {target.symbol} ngày {shown_day(target.decided_on)}"
    return {
        "subject": f"Về việc hủy bỏ {named}",
        "grounds": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\nCăn cứ kết luận ngày … về việc …",
        "article_1": f"Hủy bỏ {named} của {committee_of(target.unit).title()} {target.unit.name}.",
        "article_2": "Thu hồi hiện vật khen thưởng và tiền thưởng đã trao theo Quyết định nêu tại Điều 1.",
        "article_3": "Văn phòng, các đơn vị có liên quan và cá nhân, tập thể có tên trong Quyết định nêu tại Điều 1"
        " chịu trách nhiệm thi hành Quyết định này.",
        "merit_line": "",
        "recipients": "\n".join(["Như Điều 3", "Lưu: VT"]),
        "submission": "",
    }
