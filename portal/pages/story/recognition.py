"""Chapter 3: the council reads, scores and votes; the union recognises."""

from datetime import timedelta

from councils.demo import council_of, hold_session
from councils.enums import CouncilKind
from councils.models import AgendaItem
from councils.selectors import outcome_of, rubric_on
from councils.services import cast_ballots, plan_session
from initiatives.enums import InitiativeState
from initiatives.services import Ruling, recognise_initiative, send_to_council
from portal.core.periods import day_of
from portal.pages.story.cast import Cast
from units.models import Unit


def recognise(cast: Cast) -> None:
    """Play the session and the recognition; ``initiative`` is recognised at the base afterwards."""
    cast.chapter("3. Hội đồng xét, công đoàn cơ sở công nhận")
    initiative = cast.kept["initiative"]
    factory = Unit.objects.get(code="CS-002")
    held_at = cast.at + timedelta(days=5)
    session = plan_session(
        council_of(factory, CouncilKind.INITIATIVE),
        actor=cast.nam,
        at=cast.at,
        title="Phiên xét sáng kiến của câu chuyện",
        held_at=held_at,
        rubric=rubric_on("RB-DEFAULT", day_of(held_at)),
    )
    send_to_council(initiative, actor=cast.nam, at=cast.at, session=session)
    cast.step(f"{cast.nam} đưa {initiative.code} vào phiên {held_at:%d/%m/%Y}")
    item = AgendaItem.objects.get(session=session)
    ruling = Ruling("21/QĐ-CĐCS", day_of(held_at))
    cast.refused(
        lambda: recognise_initiative(initiative, actor=cast.huong, at=cast.at, ruling=ruling),
        "Công nhận khi Hội đồng chưa họp",
    )
    voters = len(session.voters)
    hold_session(session, at=held_at, yes={item.pk: voters}, points={item.pk: 84})
    cast.at = held_at + timedelta(hours=2)
    found = outcome_of(initiative)
    cast.check(found is not None and found.passed, "Hội đồng bỏ phiếu đủ mà kết quả không đạt")
    cast.step(f"Hội đồng: {voters}/{voters} phiếu đồng ý, biên bản đã ký")
    cast.refused(
        lambda: cast_ballots(session, actor=cast.huong, at=cast.at, choices={item.pk: "no"}),
        "Bỏ phiếu sau khi kiểm phiếu",
    )
    initiative.refresh_from_db()
    recognise_initiative(initiative, actor=cast.huong, at=cast.at, ruling=ruling, value_vnd=90_000_000)
    initiative.refresh_from_db()
    cast.check(initiative.state == InitiativeState.RECOGNIZED_BASE, "sáng kiến chưa được công nhận cấp cơ sở")
    cast.step(f"{cast.huong} công nhận cấp cơ sở theo {ruling.number}, giá trị 90.000.000 đ")
