"""Chapter 2: an initiative from a phone to the union's desk."""

from datetime import timedelta

from initiatives.enums import InitiativeState
from initiatives.models import Initiative
from initiatives.selectors import similar_to
from initiatives.services import (
    accept_initiative,
    add_author,
    confirm_share,
    resubmit_initiative,
    return_initiative,
    save_draft,
    set_shares,
    start_draft,
    submit_initiative,
    take_receipt,
    verify_value,
)
from portal.core.periods import day_of
from portal.pages.story.cast import Cast

CONTENT = {
    "title": "Bàn cắt vải có thanh kẹp dẫn hướng",
    "known_situation": "Trước đây cắt tay từng lớp, mép lệch, mỗi bàn mất 12 phút và hao 3% vải.",
    "solution": "Nay lắp thanh kẹp dẫn hướng bằng nhôm tận dụng, cắt một lượt tám lớp, mép thẳng, mỗi bàn còn 5 phút.",
    "novelty": "Thanh kẹp tự chế, tháo lắp trong một phút, chưa chuyền nào dùng.",
    "kind": "giai_phap_ky_thuat",
    "field": "dệt may",
    "has_value": True,
    "claimed_value_vnd": 96_000_000,
    "value_basis": "Tiết kiệm 7 phút/bàn × 40 bàn/ngày × đơn giá phút trong 12 tháng",
    "social_benefit": "Đỡ mỏi tay",
}


def submit(cast: Cast) -> None:
    """Play the submission and the check; keeps ``initiative``."""
    cast.chapter("2. Nộp và kiểm tra sáng kiến")
    cast.wait(days=1)
    draft = start_draft(cast.hanh.member, actor=cast.hanh, at=cast.at, campaign=cast.kept["campaign"])
    content = CONTENT | {"first_applied_on": day_of(cast.at) - timedelta(days=1)}
    save_draft(draft, actor=cast.hanh, at=cast.at, seen_version=draft.version, content=content)
    draft.refresh_from_db()
    cast.step(f"{cast.hanh} viết nháp “{draft.title}”")
    mate = add_author(draft, actor=cast.hanh, at=cast.at, contact=cast.luc.member.code)
    lead = draft.authors.get(is_lead=True)
    draft.refresh_from_db()
    set_shares(draft, actor=cast.hanh, at=cast.at, shares={lead.pk: 70, mate.pk: 40}, seen_version=draft.version)
    draft.refresh_from_db()
    cast.refused(lambda: submit_initiative(draft, actor=cast.hanh, at=cast.at), "Nộp khi tỷ lệ là 110%")
    set_shares(draft, actor=cast.hanh, at=cast.at, shares={lead.pk: 60, mate.pk: 40}, seen_version=draft.version)
    draft.refresh_from_db()
    cast.refused(lambda: submit_initiative(draft, actor=cast.hanh, at=cast.at), "Nộp khi đồng tác giả chưa xác nhận")
    mate.refresh_from_db()
    confirm_share(mate, actor=cast.luc, at=cast.at, seen_share=40)
    cast.step(f"{cast.luc} xác nhận 40%")
    _find_similar(cast)
    draft.refresh_from_db()
    submit_initiative(draft, actor=cast.hanh, at=cast.at)
    draft.refresh_from_db()
    cast.check(bool(draft.code), "sáng kiến đã nộp mà chưa có mã")
    cast.step(f"{cast.hanh} nộp, nhận mã {draft.code}, trả lời trước ngày {draft.answer_due_on:%d/%m/%Y}")
    _check(cast, draft)
    cast.kept["initiative"] = draft


def _find_similar(cast: Cast) -> None:
    copy = Initiative.objects.get(code="SK-040")
    codes = [found.initiative.code for found in similar_to(copy)]
    cast.check("SK-001" in codes, f"SK-040 không tìm thấy SK-001 (thấy {codes})")
    cast.step("So trùng: SK-040 gần giống SK-001")


def _check(cast: Cast, initiative: Initiative) -> None:
    cast.wait(days=1)
    take_receipt(initiative, actor=cast.nam, at=cast.at)
    return_initiative(initiative, actor=cast.nam, at=cast.at, reason="Ghi thêm số bàn cắt mỗi ngày.")
    cast.step(f"{cast.nam} trả lại: “Ghi thêm số bàn cắt mỗi ngày.”")
    cast.wait(hours=3)
    resubmit_initiative(initiative, actor=cast.hanh, at=cast.at)
    cast.step(f"{cast.hanh} nộp lại")
    take_receipt(initiative, actor=cast.nam, at=cast.at)
    verify_value(initiative, actor=cast.nam, at=cast.at, value_vnd=90_000_000, note="Đối chiếu sổ cắt tháng trước")
    accept_initiative(initiative, actor=cast.nam, at=cast.at)
    initiative.refresh_from_db()
    cast.check(initiative.state == InitiativeState.ACCEPTED, "sáng kiến chưa được coi là hợp lệ")
    cast.step(f"{cast.nam} thẩm định 90.000.000 đ và nhận hợp lệ")
