"""One record of every kind in every state, of one's own branch; made as rows: how they came there is tested elsewhere."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

import awards.services
import initiatives.services
import reports.services
from awards.enums import BatchState, CertificateState, DecisionState, NominationState
from awards.models import AwardType, Batch, Certificate, Decision, Nomination, NominationPaper, Objection
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from councils.enums import ConflictKind, CouncilKind, Denominator, ItemOutcome, SeatRole, SessionState
from councils.models import AgendaItem, Attendance, ConflictOfInterest, Council, Minutes, Seat, Session
from councils.selectors.facts import facts_of
from initiatives.enums import InitiativeState
from initiatives.models import Attachment, Author, Initiative, InitiativeVersion, Recognition
from portal.core import files
from portal.core.models import Job, Notice
from reports.enums import ReportForm, ReportState
from reports.models import Report
from tests.councils.room import make_rubric, make_rules
from tests.moments import LONG_AGO, NOW, TODAY
from tests.rights.cast import make_cast
from tests.rights.newer import add_newer
from tests.world import World, make_world
from units.models import Assignment, User
from units.selectors import branch_keys

PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
RECOGNISED = (InitiativeState.RECOGNIZED_BASE, InitiativeState.RECOGNIZED_UPPER, InitiativeState.REVOKED)


@dataclass
class Scene:
    """``records`` holds, by kind and state, the arguments of an address."""

    world: World
    cast: dict[str, User]
    records: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def add(self, kind: str, state: str, /, **arguments: Any) -> None:
        self.records.setdefault(kind, {})[str(state)] = arguments


def make_scene() -> Scene:
    world = make_world()
    scene = Scene(world, make_cast(world))
    make_rules()
    for app in (initiatives, awards, reports):
        app.services.load_catalogue(at=NOW)
    add_units(scene)
    add_campaigns(scene)
    add_initiatives(scene)
    add_nominations(scene)
    add_batches(scene)
    add_certificates(scene)
    add_sessions(scene)
    add_reports(scene)
    add_odds(scene)
    add_newer(scene)
    return scene


def add_units(scene: Scene) -> None:
    scene.add("unit", "own", pk=scene.world.factory.pk)
    scene.add("member", "own", pk=scene.cast["m"].member_id)
    scene.add("user", "own", pk=scene.cast["o"].pk)
    scene.add("account", "own", pk=scene.cast["m"].pk)
    scene.add("assignment", "in_force", pk=scene.cast["o"].held.get().pk)
    scene.add("assignment", "leading", pk=scene.cast["l"].held.get().pk)
    waiting = Assignment.objects.create(
        user=scene.cast["d"], role="clerk", unit=scene.world.factory, valid_from=TODAY, waits=True,
        given_by=scene.cast["d"],
    )  # fmt: skip
    scene.add("assignment", "waiting", pk=waiting.pk)


def add_campaigns(scene: Scene) -> None:
    launched = {CampaignState.DRAFT, CampaignState.SUBMITTED, CampaignState.APPROVED, CampaignState.CANCELLED}
    for number, state in enumerate(CampaignState.values):
        campaign = Campaign.objects.create(
            code=f"PT-{number}", name=f"Phong trào {number}", launch_unit=scene.world.province,
            province=scene.world.province, state=state, start_on=date(2026, 1, 1), end_on=date(2099, 12, 31),
            launched_at=None if state in launched else NOW, created_at=NOW, drafted_by=scene.cast["e"],
            writer_ids=[scene.cast["e"].pk], plan_no=str(number + 1), plan_on=TODAY,
        )  # fmt: skip
        scene.add("campaign", state, pk=campaign.pk)


def add_initiatives(scene: Scene) -> None:
    member, campaign = scene.cast["m"].member, Campaign.objects.get(state=CampaignState.LAUNCHED)
    for number, state in enumerate(InitiativeState.values):
        handed_in = state != InitiativeState.DRAFT
        initiative = Initiative.objects.create(
            **branch_keys(member.unit), code=f"SK-2026-{number:05}" if handed_in else "", title=f"Gá may nẹp {number}",
            campaign=campaign, lead=member, drafted_by=scene.cast["m"], state=state, created_at=NOW, saved_at=NOW,
            submitted_at=NOW if handed_in else None, recognised_on=TODAY if state in RECOGNISED else None,
            claimed_value_vnd=1_000_000, solution="Gá thép", confidential=True,
        )  # fmt: skip
        _add_parts(scene, initiative, state)


def _add_parts(scene: Scene, initiative: Initiative, state: str) -> None:
    author = Author.objects.create(
        initiative=initiative, member=scene.cast["m"].member, share=100, is_lead=True, confirmed_at=NOW
    )
    attachment = Attachment.objects.create(initiative=initiative, file=_file(scene))
    InitiativeVersion.objects.create(initiative=initiative, number=1, content={"title": "Gá"}, made_at=NOW)
    recognition = Recognition.objects.create(
        initiative=initiative, scope="co_so", unit=scene.world.factory, decision_no="1/QĐ", decided_on=TODAY, at=NOW
    )
    scene.add(
        "initiative", state, pk=initiative.pk, author=author.pk, attachment=attachment.pk, number=1,
        recognition=recognition.pk, other=initiative.pk,
    )  # fmt: skip


def _file(scene: Scene):
    return files.store(SimpleUploadedFile("anh.png", PIXEL), owner=scene.cast["m"], at=NOW)


def add_nominations(scene: Scene) -> None:
    for number, state in enumerate(NominationState.values):
        nomination = _nomination(scene, state, 2000 + number)
        paper = NominationPaper.objects.create(
            nomination=nomination, code="other", file=_file(scene), added_by=scene.cast["o"], added_at=NOW
        )
        scene.add("nomination", state, pk=nomination.pk, paper_pk=paper.pk)


def _nomination(scene: Scene, state: str, year: int, **facts: Any) -> Nomination:
    member = scene.cast["m"].member
    return Nomination.objects.create(
        **branch_keys(scene.world.factory), award_type=AwardType.objects.get(code="BK-LDLD-CN"), member=member,
        year=year, proposed_by=scene.cast["o"], deciding_unit=scene.world.province, state=state, created_at=NOW,
        submitted_at=NOW, received_on=TODAY, **facts,
    )  # fmt: skip


def add_batches(scene: Scene) -> None:
    for state in BatchState.values:
        batch = _batch(scene, state)
        objection = Objection.objects.create(batch=batch, made_by=scene.cast["w"], created_at=NOW, text="Chưa đúng")
        scene.add("batch", state, pk=batch.pk)
        scene.add("objection", state, pk=objection.pk)
    for number, state in enumerate(DecisionState.values, start=1):
        scene.add("decision", state, pk=_decision(scene, state, number).pk)


def _batch(scene: Scene, state: str) -> Batch:
    return Batch.objects.create(
        deciding_unit=scene.world.province, award_type=AwardType.objects.get(code="BK-LDLD-CN"), title=f"Đợt {state}",
        year=2026, made_by=scene.cast["e"], state=state, created_at=NOW, notice_from=TODAY, notice_until=TODAY,
        proposer_ids=[scene.cast["o"].pk], appraiser_ids=[scene.cast["e"].pk],
        nominee_ids=[scene.cast["m"].member_id],
    )  # fmt: skip


def _decision(scene: Scene, state: str, number: int) -> Decision:
    issued: dict[str, Any] = {}
    if state in {DecisionState.NUMBERED, DecisionState.PUBLISHED, DecisionState.REVOKED}:
        issued = {"number": number, "year": 2026, "symbol": f"{number}/QĐ-LĐLĐ", "decided_on": TODAY}
        issued |= {"signed_by": scene.cast["l"], "signed_at": NOW, "signer_name": "L", "signer_title": "Chủ tịch"}
    return Decision.objects.create(
        unit=scene.world.province, batch=_batch(scene, BatchState.SIGNED_OFF), subject=f"Về việc khen {number}",
        articles=["Tặng", "", "Thi hành"], drafted_by=scene.cast["e"], drafted_at=NOW, state=state, created_at=NOW,
        **issued,
    )  # fmt: skip


def add_certificates(scene: Scene) -> None:
    decision = Decision.objects.get(state=DecisionState.PUBLISHED)
    for number, state in enumerate(CertificateState.values, start=1):
        nomination = _nomination(scene, NominationState.DECIDED, 2100 + number)
        certificate = Certificate.objects.create(
            state=state, code=f"ABCDEFGH{number:03}", unit=scene.world.province, decision=decision,
            nomination=nomination, golden_no=number, golden_year=2026, award_name="Bằng khen", holder_name="Lan",
            merit_text="Xuất sắc", created_at=NOW,
        )  # fmt: skip
        scene.add("certificate", state, pk=certificate.pk)
    scene.add("proof", "own", code="ABCDEFGH001")


def add_sessions(scene: Scene) -> None:
    council = Council.objects.create(
        unit=scene.world.province, kind=CouncilKind.INITIATIVE, name="Hội đồng sáng kiến", decision_no="1/QĐ",
        decided_on=LONG_AGO, quorum_percent=Decimal("66.67"), created_at=NOW, valid_from=LONG_AGO,
    )  # fmt: skip
    rubric = make_rubric()
    chair = Seat.objects.create(
        council=council, member=scene.cast["l"].member, role=SeatRole.CHAIR, valid_from=LONG_AGO
    )
    secretary = Seat.objects.create(
        council=council, member=scene.cast["s"].member, role=SeatRole.SECRETARY, valid_from=LONG_AGO
    )
    scene.add("council", "own", pk=council.pk, seat_pk=secretary.pk)
    subjects = iter(Initiative.objects.order_by("pk"))
    for number, state in enumerate(SessionState.values, start=1):
        session = Session.objects.create(
            council=council, title=f"Phiên {number}", held_at=NOW + timedelta(days=number),
            quorum_percent=Decimal("66.67"), created_at=NOW, rubric=rubric, presided_by=chair,
            rubric_snapshot={"code": "RB-T", "name": "Phiếu", "max_points": 100, "pass_total": None, "levels": [], "criteria": []},
        )  # fmt: skip
        for position, seat in enumerate((chair, secretary)):
            Attendance.objects.create(session=session, seat=seat, position=position, role=seat.role, present=True)
        item = _item(session, state, next(subjects), secretary)
        counted = state in {SessionState.COUNTED, SessionState.CLOSED}
        if counted:
            signed = NOW if state == SessionState.CLOSED else None
            Minutes.objects.create(
                session=session, council=council, year=2026, number=number, drafted_at=NOW, chair_signed_at=signed,
                secretary_signed_at=signed, facts=facts_of(session, at=NOW),
            )  # fmt: skip
        # Last: what is closed takes no more rows.
        Session.objects.filter(pk=session.pk).update(state=state)
        scene.add("session", state, pk=session.pk, suffix="docx")
        scene.add("item", state, pk=item.pk, seat_pk=secretary.pk)


def _item(session: Session, state: str, subject: Initiative, secretary: Seat) -> AgendaItem:
    facts: dict[str, Any] = {}
    if state in {SessionState.COUNTED, SessionState.CLOSED}:
        facts = {"outcome": ItemOutcome.PASSED, "counted_at": NOW, "yes_count": 2, "no_count": 0, "blank_count": 0}
        facts |= {"denominator_count": 2, "needed_count": 2, "voting_opened_at": NOW}
    if state == SessionState.VOTING:
        facts = {"voting_opened_at": NOW}
    item = AgendaItem.objects.create(
        session=session, position=1, subject_type="initiatives.initiative", subject_id=subject.pk, title="Hồ sơ",
        subject_member_ids=[subject.lead_id], pass_percent=Decimal(70), denominator=Denominator.PRESENT,
    )  # fmt: skip
    ConflictOfInterest.objects.create(item=item, seat=secretary, kind=ConflictKind.NONE, at=NOW)
    AgendaItem.objects.filter(pk=item.pk).update(position=1, **facts)
    return item


def add_reports(scene: Scene) -> None:
    for number, state in enumerate(ReportState.values, start=1):
        sent = state not in {ReportState.COLLECTING, ReportState.RETURNED}
        report = Report.objects.create(
            **branch_keys(scene.world.upper), receiver=scene.world.province, form=ReportForm.EMULATION,
            period_kind="month", start_on=date(2026, number, 1), end_on=date(2026, number + 1, 1), state=state,
            due_on=date(2026, number + 1, 10), built_at=NOW, created_at=NOW, signed_at=NOW if sent else None,
            edition=2 if state == ReportState.CORRECTED else 1,
            correction_reason="Nộp muộn" if state == ReportState.CORRECTED else "",
        )  # fmt: skip
        scene.add("report", state, pk=report.pk, code="C01", suffix="xlsx")


def add_odds(scene: Scene) -> None:
    notice = Notice.objects.create(recipient=scene.cast["m"], event="x", subject="Tin", created_at=NOW)
    job = Job.objects.create(
        kind="reports.export", label="Tệp", owner=scene.cast["e"], created_at=NOW, file=_file(scene), state="done"
    )
    scene.add("notice_row", "own", pk=notice.pk)
    scene.add("job", "own", pk=job.pk)
    scene.add("award_type", "own", code="BK-LDLD-CN")
    scene.add("key", "own", key="x:y:z", uidb36="1")
