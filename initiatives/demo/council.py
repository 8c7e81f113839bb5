"""The part of the stories that plays in councils: sessions held, called, and half scored."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from councils.demo import council_of, hold_session
from councils.enums import CouncilKind, SeatRole
from councils.models import AgendaItem, Council, Session
from councils.selectors import rubric_on
from councils.services import declare_conflict, found_council, invite, plan_session, record_scores, seat_member
from initiatives import services
from initiatives.demo.history import facts_of, read
from initiatives.demo.teller import Teller, accept, recognise, save, start, submit, write
from initiatives.models import Initiative
from initiatives.services import Ruling
from portal.core.periods import day_of
from units.enums import WorkGroup
from units.models import Unit, User
from units.services import open_account

RUBRIC = "RB-DEFAULT"
TEA_KNOWN = "Chè bán theo bao không rõ lô nào của vườn nào; khách hỏi thì tra sổ giấy, thường không trả lời được."
TEA_STEPS = "Tem in tại xưởng ngay khi đóng gói; quét bằng điện thoại, không cần cài gì."
TEA_NEW = "Khách xem được vườn, ngày hái, kết quả kiểm nghiệm của đúng gói chè đang cầm."
TEA_COUNCIL = (
    "Nguyễn Thị Phương Chi",
    "Trần Văn Khải",
    "Lê Thị Hồng Gấm",
    "Hà Quang Dự",
    "Vương Thị Tuyết",
    "Đàm Văn Lợi",
)


def call_session(council: Council, secretary: User, teller: Teller, *, days: int, title: str, place: str) -> Session:
    """Return a planned session ``days`` from today (past if negative)."""
    held_at = teller.ago(-days, 14)
    planned_at = min(teller.ago(30), held_at - timedelta(days=40))
    rubric = rubric_on(RUBRIC, day_of(planned_at))
    return plan_session(
        council, actor=secretary, at=planned_at, title=title, held_at=held_at, place=place, rubric=rubric
    )


def tell_councils(teller: Teller) -> None:
    """Tell what councils did, and what they are to do."""
    _tell_factory(teller)
    _tell_province(teller)
    _tell_tea(teller)


def _tell_factory(teller: Teller) -> None:
    """The factory's council: a session whose minutes are signed, and the next one, called."""
    accounts = teller.staff.accounts
    unit = Unit.objects.get(code="CS-002")
    council, secretary = council_of(unit, CouncilKind.INITIATIVE), accounts["NV-042"]
    session = call_session(
        council, secretary, teller, days=-16, title="Phiên xét sáng kiến đợt 4", place="Phòng họp Xí nghiệp May 1"
    )
    held = {key: _sent(teller, key, session, days=40) for key in ("ban-cat", "bao-ho-dap", "phieu-ca", "xe-vai")}
    verify_note = "Đối chiếu bảng chấm công tháng trước và tháng sau khi áp dụng."
    above = accounts["NV-052"]
    services.verify_value(held["xe-vai"], actor=above, at=teller.ago(25), value_vnd=39_000_000, note=verify_note)
    services.verify_value(held["ban-cat"], actor=secretary, at=teller.ago(25), value_vnd=55_200_000, note=verify_note)
    _hold(session, held, teller)
    _conclude(held, teller)
    coming = call_session(
        council, secretary, teller, days=9, title="Phiên xét sáng kiến đợt 5", place="Phòng họp Xí nghiệp May 1"
    )
    _sent(teller, "ep-keo", coming, days=13)
    invite(coming, actor=secretary, at=teller.ago(1))


def _sent(teller: Teller, key: str, session: Session, *, days: int) -> Initiative:
    initiative = submit(write(teller, key, days=days + 3), at=teller.ago(days))
    official = accept(teller, initiative, days=days - 2)
    secretary = _secretary(session) or official
    services.send_to_council(initiative, actor=secretary, at=teller.ago(days - 5, 16), session=session)
    return initiative


def _secretary(session: Session) -> User | None:
    place = next((one for one in session.seats if one.role == SeatRole.SECRETARY), None)
    return User.objects.filter(member=place.seat.member).first() if place else None


def _hold(session: Session, held: Mapping[str, Initiative], teller: Teller) -> None:
    items = {item.subject_id: item.pk for item in AgendaItem.objects.filter(session=session)}
    yes = {"ban-cat": 4, "bao-ho-dap": 1, "phieu-ca": 4, "xe-vai": 5}
    points = {"ban-cat": 82, "bao-ho-dap": 55, "phieu-ca": 76, "xe-vai": 85}
    hold_session(
        session,
        at=session.held_at,
        yes={items[held[key].pk]: number for key, number in yes.items()},
        points={items[held[key].pk]: number for key, number in points.items()},
        body="Hội đồng nhất trí kiến nghị nhân rộng xe tời tay sang Xí nghiệp May 2.",
    )


def _conclude(held: Mapping[str, Initiative], teller: Teller) -> None:
    """One recognised, one not, one recognised and revoked; the fourth still waits for the signature."""
    leader = teller.staff.accounts["NV-041"]
    secretary = teller.staff.accounts["NV-042"]
    fresh = {key: Initiative.objects.get(pk=one.pk) for key, one in held.items()}
    services.not_recognise(
        fresh["bao-ho-dap"],
        actor=secretary,
        at=teller.ago(12),
        reason="Tấm che tương tự đã có sẵn trên máy đời mới; tác giả nên phát triển tiếp phần liên động.",
    )
    recognise(fresh["xe-vai"], leader, number="30/QĐ-CĐCS", at=teller.ago(12, 14), value_vnd=39_000_000)
    recognise(fresh["phieu-ca"], leader, number="31/QĐ-CĐCS", at=teller.ago(12, 15))
    services.revoke_recognition(
        fresh["phieu-ca"],
        actor=leader,
        at=teller.ago(3),
        ruling=Ruling("36/QĐ-CĐCS", day_of(teller.ago(3))),
        reason="Phiếu trùng với biểu mẫu của công ty ban hành năm 2024 mà tác giả chưa biết khi nộp.",
    )


def _tell_province(teller: Teller) -> None:
    """The province's council: dossiers of unions without a council of their own, called and partly scored."""
    accounts = teller.staff.accounts
    council, secretary = council_of(Unit.objects.get(code="LD-BNI"), CouncilKind.INITIATIVE), accounts["NV-021"]
    session = call_session(
        council, secretary, teller, days=6, title="Phiên xét sáng kiến tháng này", place="Hội trường LĐLĐ tỉnh Bắc Ninh"
    )
    for key in ("san-khuon", "dau-tuoi", "giao-trinh"):
        _sent(teller, key, session, days=20)
    invite(session, actor=secretary, at=teller.ago(2))
    _score_some(session, [accounts["NV-022"], accounts["NV-049"]], teller, about=81)


def _score_some(session: Session, scorers: list[User], teller: Teller, *, about: int) -> None:
    session.refresh_from_db()
    for place, user in enumerate(scorers):
        for item in AgendaItem.objects.seated(user).filter(session=session).order_by("position", "pk"):
            declare_conflict(item, actor=user, at=teller.ago(1, 10), conflicted=False)
            lines = session.rubric_snapshot["criteria"]
            points = {line["code"]: nearest(line, line["max"] * (about + place * 3) // 100) for line in lines}
            remarks = {line["code"]: "Số liệu rõ, nên bổ sung ảnh trước khi làm." for line in lines}
            record_scores(item, actor=user, at=teller.ago(1, 11), points=points, comments=remarks, submit=True)


def nearest(line: Mapping[str, Any], value: int) -> int:
    """Return the points nearest to ``value`` that a band of the criterion allows."""
    allowed = [point for band in line["bands"] for point in range(band["low"], band["high"] + 1)]
    return min(allowed, key=lambda point: abs(point - value)) if allowed else value


def _tell_tea(teller: Teller) -> None:
    """SK-030: a tea maker's council of seven in Tuyên Quang, of whom three have scored."""
    unit = Unit.objects.get(code="CS-016")
    head, author = teller.staff.official(unit), teller.staff.accounts["NV-025"]
    members = [_councillor(teller, name, unit) for name in TEA_COUNCIL]
    council = found_council(
        unit, actor=head, at=teller.ago(120), kind=CouncilKind.INITIATIVE, decision_no="04/QĐ-CĐCS",
        decided_on=day_of(teller.ago(120)), name="Hội đồng sáng kiến Công ty TNHH Chế biến chè Chiêm Hóa",
    )  # fmt: skip
    roles = [SeatRole.CHAIR, SeatRole.SECRETARY, *[SeatRole.MEMBER] * 4]
    for user, role in zip(members, roles, strict=True):
        _seat(council, user, role, head, teller)
    _seat(council, head, SeatRole.MEMBER, head, teller)
    row = next(row for row in read("initiatives.csv") if row["code"] == "SK-030")
    content = {**facts_of(row), "known_situation": TEA_KNOWN, "novelty": TEA_NEW}
    content["solution"] = f"{content['solution']} {TEA_STEPS}"
    content.pop("code")
    initiative = start(author, teller.campaign, at=teller.ago(34), **content)
    Initiative.objects.filter(pk=initiative.pk).update(code="SK-030")
    initiative = _back_and_forth(submit(initiative, at=teller.ago(32, 11)), author, head, teller)
    session = call_session(
        council, head, teller, days=9, title="Phiên xét sáng kiến quý này", place="Văn phòng công ty"
    )
    services.send_to_council(initiative, actor=head, at=teller.ago(8), session=session)
    above = teller.staff.official(Unit.objects.get(code="LD-TQU"))
    note = "Đối chiếu hóa đơn bán lẻ ba tháng trước và sau khi dán tem."
    services.verify_value(initiative, actor=above, at=teller.ago(7), value_vnd=118_500_000, note=note)
    invite(session, actor=head, at=teller.ago(6))
    _score_some(session, members[:3], teller, about=78)


def _councillor(teller: Teller, name: str, unit: Unit) -> User:
    member = teller.staff.invent(name, unit, group=WorkGroup.PROFESSIONAL, position="Ủy viên Hội đồng")
    return open_account(member, actor=None, at=teller.today)


def _seat(council: Council, user: User, role: str, actor: User, teller: Teller) -> None:
    member: Any = user.member
    seat_member(council, member, actor=actor, at=teller.ago(120), role=role)


def _back_and_forth(initiative: Initiative, author: User, head: User, teller: Teller) -> Initiative:
    """Returned once for a table of prices, handed in again as version two, then valid."""
    services.take_receipt(initiative, actor=head, at=teller.ago(29))
    services.return_initiative(
        initiative, actor=head, at=teller.ago(27), reason="Thêm bảng giá bán trước và sau khi có mã."
    )
    basis = "Tăng giá bán 8%: 312.000 đ lên 337.000 đ/kg × 5.040 kg/năm"
    save(initiative, author, at=teller.ago(22), value_basis=basis)
    fresh = Initiative.objects.get(pk=initiative.pk)
    services.resubmit_initiative(fresh, actor=author, at=teller.ago(21, 15))
    accept(teller, fresh, days=19)
    return fresh
