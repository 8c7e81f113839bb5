"""The teller of the demo's stories, and the steps every dossier takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from awards import services
from awards.models import AwardType, Batch, Decision, Nomination, YearRating
from awards.services import Draft, Proposal
from councils.demo import council_of, hold_session
from councils.enums import CouncilKind
from councils.models import AgendaItem
from councils.services import plan_session
from initiatives.models import Initiative
from portal.core import audit
from portal.core.periods import VIETNAM, day_of
from units.models import Member, Unit, User

OFFICER, APPRAISER, CLERK, SIGNER = "NV-018", "NV-021", "NV-023", "NV-019"
GROUNDS = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
    "Căn cứ Quy chế khen thưởng của tổ chức Công đoàn ban hành theo Quyết định số 999/QĐ-TLĐ ngày 29 tháng 5 năm 2024",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Whom a unit proposes, who of the unit does, what for, and how many of nine say yes in council."""

    who: str  # code of a member, or of a unit
    by: str
    achievement: str
    votes: int = 9
    initiatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """What every story needs: the people by code, and today."""

    people: Mapping[str, User]
    today: datetime

    @property
    def province(self) -> Unit:
        return Unit.objects.get(code="LD-BNI")

    def ago(self, days: int, hour: int = 9) -> datetime:
        """Return a moment ``days`` before today."""
        return self.on(day_of(self.today) - timedelta(days=days), hour)

    def on(self, day: date, hour: int = 9) -> datetime:
        return datetime.combine(day, time(hour, 10), tzinfo=VIETNAM)

    def rate_elsewhere(self, subject: Member | Unit, year: int, rating: str) -> None:
        """Put down a rating of a unit that has no account in the demo."""
        key = {"member": subject} if isinstance(subject, Member) else {"unit": subject}
        row = YearRating.objects.create(**key, year=year, rating=rating, basis=f"Kết quả xếp loại năm {year}")
        audit.record("rating.set", row, actor=None, at=self.today, after={"rating": rating, "year": year})

    def start(self, case: Case, award: str, *, year: int, merit: str, at: datetime) -> Nomination:
        """Return the draft of a dossier."""
        member = Member.objects.select_related("unit", "grassroots").filter(code=case.who).first()
        unit = Unit.objects.get(code=case.who) if member is None else member.grassroots or member.unit
        proposal = Proposal(
            award_type=AwardType.objects.get(code=award),
            year=year,
            member=member,
            subject_unit=None if member else unit,
            merit=merit,
            achievement=case.achievement,
            initiatives=tuple(Initiative.objects.filter(code__in=case.initiatives)),
        )
        return services.propose(unit, actor=self.people[case.by], at=at, proposal=proposal)

    def submit(self, case: Case, award: str, *, year: int, merit: str, at: datetime) -> Nomination:
        """Return a dossier that was voted on in its unit and sent up."""
        nomination = self.start(case, award, year=year, merit=merit, at=at)
        actor = self.people[case.by]
        services.hold_unit_vote(nomination, actor=actor, at=at, on=day_of(at), present=38, yes=36)
        services.submit_nomination(nomination, actor=actor, at=at + timedelta(hours=2))
        return nomination

    def appraise(self, nomination: Nomination, *, at: datetime) -> Nomination:
        """Take a dossier in and find it good."""
        appraiser = self.people[APPRAISER]
        services.receive_nomination(nomination, actor=appraiser, at=at)
        note = "Đã đối chiếu bản gốc quyết định và xác nhận của đơn vị."
        services.appraise_nomination(nomination, actor=appraiser, at=at + timedelta(hours=3), note=note)
        return nomination

    def gather(self, title: str, nominations: Iterable[Nomination], *, year: int, merit: str, at: datetime) -> Batch:
        award = AwardType.objects.get(code="BK-LDLD-CN")
        officer = self.people[OFFICER]
        batch = services.make_batch(
            self.province, actor=officer, at=at, award_type=award, title=title, year=year, merit=merit
        )
        services.gather(batch, nominations, actor=officer, at=at)
        return batch

    def meet(self, batch: Batch, cases: Mapping[int, Case], *, title: str, held_at: datetime) -> None:
        """Put a batch before the council and bring its results home; ``cases`` by the id of the dossier."""
        officer = self.people[OFFICER]
        council = council_of(self.province, CouncilKind.AWARD)
        planned = held_at - timedelta(days=5)
        session = plan_session(
            council, actor=officer, at=planned, title=title, held_at=held_at, place="Phòng họp 201, LĐLĐ tỉnh Bắc Ninh"
        )
        services.send_to_council(batch, actor=officer, at=planned, session=session)
        items = AgendaItem.objects.filter(session=session)
        yes = {item.pk: cases[item.subject_id].votes for item in items}
        hold_session(session, at=held_at, yes=yes)
        services.take_results(batch, actor=officer, at=held_at + timedelta(hours=3))

    def draft(self, batch: Batch, words: "Words", *, at: datetime) -> Decision:
        """Write the decision and have its form checked."""
        draft = Draft(
            subject=words.subject,
            articles=(words.article, words.prize, words.duty),
            grounds=(*GROUNDS, *words.grounds),
            recipients=("Như Điều 3", "Tổng Liên đoàn Lao động Việt Nam (để báo cáo)", "Lưu: VT"),
            merit_line=words.merit_line,
        )
        decision = services.draft_decision(batch, actor=self.people[OFFICER], at=at, draft=draft)
        services.check_form(decision, actor=self.people[CLERK], at=at + timedelta(hours=1))
        return decision

    def issue(self, decision: Decision, *, signed_at: datetime) -> Decision:
        """Sign a checked decision and make it known."""
        services.approve_decision(decision, actor=self.people[SIGNER], at=signed_at)
        services.publish_decision(decision, actor=self.people[CLERK], at=signed_at + timedelta(hours=2))
        return decision


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a decision that differ from story to story."""

    subject: str
    article: str
    merit_line: str
    grounds: tuple[str, ...] = ()
    prize: str = "Tiền thưởng kèm theo thực hiện theo quy chế khen thưởng của tổ chức Công đoàn."
    duty: str = (
        "Văn phòng Liên đoàn Lao động tỉnh Bắc Ninh, các đơn vị có liên quan và cá nhân, tập thể có tên tại Điều 1"
        " chịu trách nhiệm thi hành Quyết định này."
    )


def shown(teller: Teller, batch: Batch, *, at: datetime, until: datetime) -> None:
    """Show a list and let its days run out."""
    services.open_notice(batch, actor=teller.people[OFFICER], at=at)
    services.close_notices(at=until)
    batch.refresh_from_db()


def award_of(case: Case) -> str:
    return "BK-LDLD-CN" if case.who.startswith("NV-") else "BK-LDLD-TT"


def by_dossier(nominations: Sequence[Nomination], cases: Sequence[Case]) -> dict[int, Case]:
    return {nomination.pk: case for nomination, case in zip(nominations, cases, strict=True)}
