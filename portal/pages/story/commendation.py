"""Chapter 4: nominated, checked by the law of the day, shown, voted, signed, numbered, verified by anyone."""

from datetime import timedelta
from http import HTTPStatus

from django.test import Client

from awards.enums import DecisionState, Merit
from awards.models import AwardType, Batch, Certificate, Nomination
from awards.services.appraisal import appraise_nomination, rate_year, receive_nomination
from awards.services.batches import gather, make_batch
from awards.services.council import send_to_council, take_results
from awards.services.decisions import approve_decision, publish_decision
from awards.services.disclosure import close_notices, open_notice
from awards.services.drafting import Draft, check_form, draft_decision
from awards.services.nominations import Proposal, hold_unit_vote, propose, submit_nomination
from awards.services.papers import issue_decision_papers
from councils.demo import council_of, hold_session
from councils.enums import CouncilKind
from councils.models import AgendaItem
from councils.services import plan_session
from portal.core.models import IssuedDocument
from portal.core.periods import day_of
from portal.pages.story.cast import Cast
from units.models import Unit


def commend(cast: Cast) -> None:
    """Play the commendation of the author; keeps ``decision``."""
    cast.chapter("4. Khen thưởng")
    nomination = nominate(cast)
    batch = disclose(cast, nomination)
    _vote(cast, nomination, batch)
    draft = Draft(
        subject="Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh",
        articles=(
            "Tặng Bằng khen cho cá nhân có tên trong danh sách kèm theo.",
            "Ban Tài chính trích thưởng theo quy định.",
        ),
        grounds=(
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            "Theo đề nghị của Hội đồng Thi đua - Khen thưởng.",
        ),
        recipients=("Như Điều 1;", "Lưu: VT."),
        merit_line="Đã có thành tích xuất sắc trong phong trào “Sáng kiến mỗi ngày”",
    )
    decision = draft_decision(batch, actor=cast.kha, at=cast.at, draft=draft)
    check_form(decision, actor=cast.huy, at=cast.at)
    cast.step(f"{cast.kha} soạn quyết định, {cast.huy} rà soát thể thức")
    cast.refused(lambda: approve_decision(decision, actor=cast.kha, at=cast.at), f"{cast.kha} (đã thẩm định) tự ký")
    cast.wait(hours=1)
    approve_decision(decision, actor=cast.tuyen, at=cast.at)
    decision.refresh_from_db()
    cast.check(decision.number is not None, "quyết định đã ký mà chưa có số")
    cast.step(f"{cast.tuyen} ký, cấp số {decision.symbol}")
    cast.refused(lambda: approve_decision(decision, actor=cast.tuyen, at=cast.at), "Ký lần thứ hai")
    issue_decision_papers(decision.pk, at=cast.at)
    papers = IssuedDocument.objects.filter(object_type="awards.decision", object_id=decision.pk)
    cast.check({paper.suffix for paper in papers} == {"docx", "pdf"}, "thiếu bản Word hoặc PDF của quyết định")
    publish_decision(decision, actor=cast.huy, at=cast.at)
    decision.refresh_from_db()
    cast.check(decision.state == DecisionState.PUBLISHED, "quyết định chưa công bố")
    cast.step(f"{cast.huy} công bố; đã có bản Word, PDF và bằng khen")
    _verify(cast, nomination)
    cast.kept["decision"] = decision


def nominate(cast: Cast) -> Nomination:
    """Return the author's dossier, voted on in the unit and sent up."""
    factory, today = Unit.objects.get(code="CS-002"), day_of(cast.at)
    year, award = today.year, AwardType.objects.get(code="BK-LDLD-CN")
    cast.wait(days=2)
    for one in (year - 1, year):
        rate_year(
            cast.hanh.member,
            actor=cast.nam,
            at=cast.at,
            year=one,
            rating="hoan_thanh_xuat_sac",
            basis="Biên bản 03/BB-CĐCS",
        )
    proposal = Proposal(
        award_type=award,
        year=year,
        member=cast.hanh.member,
        merit=Merit.THEMATIC,
        campaign=cast.kept["campaign"],
        achievement="Tác giả sáng kiến “Bàn cắt vải có thanh kẹp dẫn hướng”, làm lợi 90.000.000 đồng.",
        initiatives=(cast.kept["initiative"],),
    )
    nomination = propose(factory, actor=cast.nam, at=cast.at, proposal=proposal)
    hold_unit_vote(nomination, actor=cast.nam, at=cast.at, on=day_of(cast.at), present=40, yes=39)
    submit_nomination(nomination, actor=cast.nam, at=cast.at)
    cast.step(f"{cast.nam} đề nghị {award.name} cho {cast.hanh}, bình xét 39/40, trình lên {nomination.deciding_unit}")
    return nomination


def disclose(cast: Cast, nomination: Nomination) -> Batch:
    """Return the batch of an appraised dossier, shown to everyone until its days were over."""
    cast.wait(days=1)
    receive_nomination(nomination, actor=cast.kha, at=cast.at)
    appraise_nomination(nomination, actor=cast.kha, at=cast.at, note="Hồ sơ đủ, đúng đối tượng.")
    nomination.refresh_from_db()
    for finding in nomination.check_result.get("findings", []):
        cast.step(f"điều kiện: {finding['sentence']}")
    batch = make_batch(
        nomination.deciding_unit,
        actor=cast.kha,
        at=cast.at,
        award_type=nomination.award_type,
        title="Khen thưởng phong trào “Sáng kiến mỗi ngày”",
        year=nomination.year,
        merit=nomination.merit,
        campaign=cast.kept["campaign"],
    )
    gather(batch, [nomination], actor=cast.kha, at=cast.at)
    open_notice(batch, actor=cast.kha, at=cast.at)
    batch.refresh_from_db()
    cast.step(f"Công khai danh sách đến hết {batch.notice_until:%d/%m/%Y}")
    cast.check(close_notices(at=cast.at) == 0, "thời gian công khai khép trước hạn")
    while batch.notice_until is not None and day_of(cast.at) <= batch.notice_until:
        cast.wait(days=1)
    cast.check(close_notices(at=cast.at) == 1, "hết hạn mà thời gian công khai chưa khép")
    return batch


def _vote(cast: Cast, nomination: Nomination, batch: Batch) -> None:
    held_at = cast.at + timedelta(days=4)
    council = council_of(nomination.deciding_unit, CouncilKind.AWARD)
    session = plan_session(council, actor=cast.kha, at=cast.at, title="Phiên xét khen thưởng", held_at=held_at)
    batch.refresh_from_db()
    send_to_council(batch, actor=cast.kha, at=cast.at, session=session)
    item = AgendaItem.objects.get(session=session)
    hold_session(session, at=held_at, yes={item.pk: 8})
    cast.at = held_at + timedelta(hours=3)
    batch.refresh_from_db()
    passed, failed = take_results(batch, actor=cast.kha, at=cast.at)
    cast.check((passed, failed) == (1, 0), "Hội đồng thông qua mà hồ sơ không sang bước ký")
    cast.step("Hội đồng Thi đua - Khen thưởng: 8/9 phiếu đồng ý")
    batch.refresh_from_db()


def _verify(cast: Cast, nomination: Nomination) -> None:
    certificate = Certificate.objects.get(nomination=nomination)
    page = Client().get(f"/v/{certificate.code}/")
    text = page.content.decode()
    cast.check(
        page.status_code == HTTPStatus.OK and nomination.subject_name in text, "trang tra cứu không nhận bằng khen"
    )
    cast.check("1991" not in text, "trang tra cứu lộ ngày sinh")
    cast.step(f"Ai cũng tra cứu được tại /v/{certificate.code}/")
