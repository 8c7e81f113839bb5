"""
Hands that are kept apart: who did the one does not do the other, by whatever role, through whomever, and later neither.

Who launches is not who wrote; that the leader who approved also launches is allowed: both are the leader's.
"""

import re
from copy import copy
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from campaigns.enums import CampaignState, ReviewKind
from campaigns.models import Campaign, Review
from campaigns.services import summarise_campaign
from councils.enums import ConflictKind, CouncilKind
from councils.models import AgendaItem, CouncilRule
from councils.services import declare_conflict, invite
from portal.core.errors import DomainError
from portal.core.permissions import allowed, refusal
from tests.councils.room import make_room, put
from tests.moments import LONG_AGO, NOW, TODAY
from tests.people import People, make_user
from tests.rights.pairs import ALONE, PAIRS, Pair
from tests.rights.playing import permissions, subjects
from tests.rights.scene import Scene
from units.enums import Role
from units.models import User
from units.services import assign_role, delegate_role, end_role

pytestmark = pytest.mark.django_db
PERSONAL = re.compile(r"^(Bạn (đã|là|có tên|không tự)|Đây là)")
numbers = count(1)


@pytest.fixture(scope="module")
def about(scene: Scene):
    return subjects(scene)


@pytest.fixture
def record(pair: Pair, about):
    """The record of a pair, as nobody has touched it: each test writes on a copy."""
    kept = copy(about[pair.kind][pair.state])
    for owner in ("batch", "initiative"):
        if owner in {field.name for field in kept._meta.fields} and getattr(kept, f"{owner}_id"):
            setattr(kept, owner, copy(getattr(kept, owner)))
    return kept


def someone(scene: Scene, pair: Pair, *, role: str = "") -> User:
    place = getattr(scene.world, pair.place)
    return make_user(f"NV-P{next(numbers)}", "Người giữ vai", place, *([role] if role else []))


def bind(scene: Scene, user: User, delegate: User, pair: Pair) -> None:
    """Let ``delegate`` act for ``user``, as of today, for a week."""
    day, held = timezone.localdate(), user.held.get(role=pair.role)
    delegate_role(
        held, delegate, actor=scene.cast["d"], at=timezone.now(), valid_from=day, valid_to=day + timedelta(7),
        basis="3/UQ-LĐLĐ",
    )  # fmt: skip


def again(user: User) -> User:
    return User.objects.select_related("member__unit").get(pk=user.pk)


def refuses(pair: Pair, actor: User, record) -> bool:
    """Whether the very sentence of the pair refuses, not one about the role."""
    return re.search(pair.words, refusal(again(actor), pair.permission, record) or "") is not None


def test_every_condition_about_what_one_did_stands_in_the_table():
    personal = {
        (name, str(one.refusal))
        for name, rule in permissions().items()
        for one in rule
        if PERSONAL.search(str(one.refusal)) and name != "councils.take_part"
    }
    shown = {(pair.permission, pair.words) for pair in [*PAIRS, *ALONE]}
    missing = [one for one in personal if not any(name == one[0] and words in one[1] for name, words in shown)]
    assert missing == []
    assert len(personal) >= 30


@pytest.mark.parametrize("pair", [*PAIRS, *ALONE], ids=str)
def test_who_did_the_one_does_not_do_the_other(scene, pair, record):
    holder, doer = (someone(scene, pair, role=pair.role) for _ in range(2))
    marked = pair.mark(record, doer)
    assert allowed(again(holder), pair.permission, marked)
    assert refuses(pair, doer, marked)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_second_role_does_not_help(scene, pair, record):
    doer = someone(scene, pair)
    marked = pair.mark(record, doer)
    for role in Role:
        assign_role(doer, role, getattr(scene.world, pair.place), actor=None, at=NOW, valid_from=LONG_AGO)
    assign_role(doer, pair.role, scene.world.top, actor=None, at=NOW, valid_from=LONG_AGO)
    assert refuses(pair, doer, marked)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_delegate_does_not_do_what_the_delegator_may_not(scene, pair, record):
    doer, delegate = someone(scene, pair, role=pair.role), someone(scene, pair)
    marked = pair.mark(record, doer)
    bind(scene, doer, delegate, pair)
    assert refuses(pair, delegate, marked)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_delegator_does_not_do_what_the_delegate_may_not(scene, pair, record):
    holder, doer = someone(scene, pair, role=pair.role), someone(scene, pair)
    marked = pair.mark(record, doer)
    assert allowed(again(holder), pair.permission, marked)
    bind(scene, holder, doer, pair)
    assert refuses(pair, holder, marked)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_hand_over_washes_no_hands(scene, pair, record):
    doer, successor = someone(scene, pair, role=pair.role), someone(scene, pair, role=pair.role)
    marked = pair.mark(record, doer)
    end_role(doer.held.get(), actor=scene.cast["d"], at=timezone.now(), reason="Bàn giao")
    assert not allowed(again(doer), pair.permission, marked)
    assert allowed(again(successor), pair.permission, marked)
    day = timezone.localdate()
    assign_role(doer, pair.role, getattr(scene.world, pair.place), actor=None, at=timezone.now(), valid_from=day)
    assert refuses(pair, doer, marked)


# --- what no rule says alone: the dossier's own council, the campaign's own review


def test_delegate_of_an_author_sits_and_has_no_part(scene, about):
    room = _room(scene)
    member, author = room.members[0], someone(scene, PAIRS[0], role=Role.LEADER)
    item = put(room, scene.world.mill, member_ids=[author.member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    bind(scene, author, member, PAIRS[0])
    said = declare_conflict(item, actor=again(member), at=NOW, conflicted=False)
    assert said.kind == ConflictKind.AUTOMATIC
    assert not AgendaItem.objects.open_to(again(member)).exists()
    declare_conflict(item, actor=room.members[1], at=NOW, conflicted=False)
    assert AgendaItem.objects.open_to(room.members[1]).count() == 1


def test_delegator_of_a_nominee_sits_and_has_no_part(scene, about):
    room = _room(scene)
    chair, nominee = scene.cast["l"], someone(scene, PAIRS[0])
    item = put(room, scene.world.mill, member_ids=[nominee.member_id])
    invite(room.session, actor=room.secretary, at=NOW)
    day = timezone.localdate()
    delegate_role(
        chair.held.get(),
        nominee,
        actor=chair,
        at=timezone.now(),
        valid_from=day,
        valid_to=day + timedelta(7),
        basis="UQ",
    )
    assert declare_conflict(item, actor=again(chair), at=NOW, conflicted=False).kind == ConflictKind.AUTOMATIC


def _room(scene):
    """A council of the province of which ``l`` is the chair, and who prepares it ``e``."""
    CouncilRule.objects.all().delete()  # the room brings its own
    cast = scene.cast
    people = People(cast["m"], cast["o"], cast["e"], cast["e"], cast["l"], cast["l"], cast["c"], cast["M"])
    return make_room(scene.world, people, kind=CouncilKind.AWARD)


def test_who_wrote_the_final_review_does_not_sum_up_nor_who_acts_for_them(scene):
    campaign = Campaign.objects.get(state=CampaignState.CLOSED)
    review = Review.objects.create(
        campaign=campaign, kind=ReviewKind.FINAL, held_on=TODAY, strengths="Tốt", shortcomings="Chậm",
        by=scene.cast["t"], at=NOW,
    )  # fmt: skip
    for letter in "tl":  # the delegate wrote it: neither they nor the leader they act for
        with pytest.raises(DomainError, match="đã viết bản tổng kết"):
            summarise_campaign(campaign, actor=again(scene.cast[letter]), at=NOW)
    Review.objects.filter(pk=review.pk).update(by=scene.cast["e"])
    summarise_campaign(campaign, actor=again(scene.cast["l"]), at=NOW)
    assert campaign.state == CampaignState.SUMMARISED
