"""A Bằng khen of the province on its way, step by step, each by the person whose step it is."""

from dataclasses import dataclass
from datetime import date, timedelta

from awards.enums import Merit, Rating
from awards.models import AwardType, Batch, Decision, Nomination, YearRating
from awards.services import (
    Draft,
    Proposal,
    appraise_nomination,
    approve_decision,
    check_form,
    close_notices,
    draft_decision,
    gather,
    hold_unit_vote,
    load_catalogue,
    make_batch,
    open_notice,
    propose,
    publish_decision,
    receive_nomination,
    send_to_council,
    skip_council,
    submit_nomination,
    take_results,
)
from councils.enums import CouncilKind
from councils.models import AgendaItem
from councils.services import count_ballots, draft_minutes, next_item, sign_minutes
from initiatives.enums import InitiativeState, Scope
from initiatives.models import Author, Initiative
from tests.councils.room import SESSION_DAY, Room, make_room, meet, vote
from tests.moments import NOW, TODAY, later
from tests.people import People
from tests.world import World
from units.models import Member
from units.selectors import branch_keys

AFTER_NOTICE = later(days=16)
SIGNED = later(days=18)
DRAFT = Draft(
    subject="Về việc tặng Bằng khen của Ban Chấp hành Liên đoàn Lao động tỉnh Bắc Ninh",
    articles=("Tặng Bằng khen cho 1 cá nhân đã có thành tích xuất sắc (có danh sách kèm theo).", "", "Thi hành."),
    grounds=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
    recipients=("Như Điều 3", "Lưu: VT"),
    merit_line="Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
)


@dataclass
class Story:
    world: World
    people: People

    @property
    def award(self) -> AwardType:
        return AwardType.objects.get(code="BK-LDLD-CN")


def make_story(world: World, people: People) -> Story:
    load_catalogue(at=NOW)
    return Story(world, people)


def make_initiative(
    member: Member,
    code: str = "SK-2026-00001",
    *,
    value: int | None = 186_000_000,
    share: int = 100,
    on: date = date(2026, 3, 1),
    scope: str = Scope.BASE,
) -> Initiative:
    """A recognised initiative of ``member``."""
    initiative = Initiative.objects.create(
        **branch_keys(member.unit), code=code, title=f"Gá may {code}", lead=member, state=InitiativeState.RECOGNIZED_BASE,
        scope=scope, submitted_at=NOW, recognised_on=on, verified_value_vnd=value, verified_at=NOW if value else None,
        recognised_value_vnd=value, created_at=NOW,
    )  # fmt: skip
    Author.objects.create(initiative=initiative, member=member, share=share, is_lead=True, confirmed_at=NOW)
    return initiative


def rate(member: Member, year: int = 2026, rating: str = Rating.EXCELLENT) -> YearRating:
    return YearRating.objects.create(member=member, year=year, rating=rating, basis="45/QĐ-MĐC")


def make_eligible(member: Member, code: str = "SK-2026-00001") -> Initiative:
    """What a Bằng khen of the province asks: an excellent year and a recognised initiative."""
    rate(member)
    return make_initiative(member, code)


def draft_nomination(story: Story, member: Member | None = None, **facts) -> Nomination:
    """Hùng proposes ``member`` (Lan) for the Bằng khen."""
    subject = member or story.people.lan.member
    facts.setdefault("initiatives", tuple(Initiative.objects.filter(authors__member=subject)))
    proposal = Proposal(
        award_type=facts.pop("award_type", story.award),
        year=facts.pop("year", 2026),
        member=subject,
        achievement=facts.pop("achievement", "Gá may giảm 2 giây mỗi sản phẩm."),
        **facts,
    )
    home = subject.grassroots or subject.unit
    return propose(home, actor=story.people.hung, at=NOW, proposal=proposal)


def submitted(story: Story, member: Member | None = None, **facts) -> Nomination:
    nomination = draft_nomination(story, member, **facts)
    if nomination.merit != Merit.EXTRAORDINARY:
        hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=30, yes=28)
    else:
        hold_unit_vote(nomination, actor=story.people.hung, at=NOW, on=TODAY, present=5, yes=5)
    submit_nomination(nomination, actor=story.people.hung, at=NOW)
    return nomination


def appraised(story: Story, member: Member | None = None, **facts) -> Nomination:
    """Dũng takes it in and finds it good."""
    nomination = submitted(story, member, **facts)
    receive_nomination(nomination, actor=story.people.dung, at=NOW)
    appraise_nomination(nomination, actor=story.people.dung, at=NOW, note="Đã đối chiếu bản gốc.")
    return nomination


def gathered(story: Story, *nominations: Nomination, **facts) -> Batch:
    batch = make_batch(
        story.world.province,
        actor=story.people.yen,
        at=NOW,
        award_type=facts.pop("award_type", story.award),
        title="Sơ kết 6 tháng đầu năm 2026",
        year=2026,
        **facts,
    )
    gather(batch, nominations, actor=story.people.yen, at=NOW)
    return batch


def disclosed(story: Story, *nominations: Nomination) -> Batch:
    batch = gathered(story, *nominations)
    open_notice(batch, actor=story.people.yen, at=NOW)
    return batch


def ready_for_council(story: Story, *nominations: Nomination) -> Batch:
    batch = disclosed(story, *nominations)
    close_notices(at=AFTER_NOTICE)
    batch.refresh_from_db()
    return batch


def council_room(story: Story) -> Room:
    return make_room(story.world, story.people, kind=CouncilKind.AWARD)


def voted(story: Story, batch: Batch, room: Room, *, yes: int = 9, no: int = 0) -> Batch:
    """The council of nine meets on the batch; every dossier gets the same vote."""
    send_to_council(batch, actor=story.people.yen, at=AFTER_NOTICE, session=room.session)
    items = list(AgendaItem.objects.filter(session=room.session).order_by("position"))
    meet(room, *items)
    for item in items:
        vote(room, item, yes=yes, no=no)
        count_ballots(room.session, actor=room.secretary, at=SESSION_DAY, accept_missing=True)
        if item != items[-1]:
            next_item(room.session, actor=room.chair, at=SESSION_DAY)
    draft_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.chair, at=SESSION_DAY)
    sign_minutes(room.session, actor=room.secretary, at=SESSION_DAY)
    take_results(batch, actor=story.people.yen, at=AFTER_NOTICE)
    return batch


def drafted(story: Story, *nominations: Nomination, draft: Draft = DRAFT) -> Decision:
    batch = voted(story, ready_for_council(story, *nominations), council_room(story))
    return draft_decision(batch, actor=story.people.yen, at=AFTER_NOTICE, draft=draft)


def on_desk(story: Story, *nominations: Nomination) -> Decision:
    decision = drafted(story, *nominations)
    check_form(decision, actor=story.people.huy, at=AFTER_NOTICE)
    return decision


def signed(story: Story, *nominations: Nomination) -> Decision:
    decision = on_desk(story, *nominations)
    approve_decision(decision, actor=story.people.tuan, at=SIGNED)
    return decision


def published(story: Story, *nominations: Nomination) -> Decision:
    decision = signed(story, *nominations)
    publish_decision(decision, actor=story.people.huy, at=SIGNED + timedelta(hours=1))
    return decision


def express_batch(story: Story, member: Member | None = None) -> Batch:
    """An extraordinary Bằng khen the standing committee has agreed to: no session is needed."""
    nomination = appraised(story, member, merit=Merit.EXTRAORDINARY)
    batch = gathered(story, nomination, merit=Merit.EXTRAORDINARY)
    open_notice(batch, actor=story.people.yen, at=NOW)
    skip_council(batch, actor=story.people.yen, at=NOW, opinion="Ban Thường vụ thống nhất ngày 15/6/2026.")
    return batch


def express_draft(story: Story, member: Member | None = None) -> Decision:
    return draft_decision(express_batch(story, member), actor=story.people.yen, at=NOW, draft=DRAFT)


def express_desk(story: Story, member: Member | None = None) -> Decision:
    """A decision of one name on the signer's desk."""
    decision = express_draft(story, member)
    check_form(decision, actor=story.people.huy, at=NOW)
    return decision


def express_signed(story: Story, member: Member | None = None) -> Decision:
    decision = express_desk(story, member)
    approve_decision(decision, actor=story.people.tuan, at=NOW)
    return decision


def express_published(story: Story, member: Member | None = None) -> Decision:
    decision = express_signed(story, member)
    publish_decision(decision, actor=story.people.huy, at=NOW)
    return decision
