"""Difficulties of a union in a campaign: raised, directed, resolved, closed, raised again; who sees which."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from django.urls import reverse
from django.utils import timezone

from campaigns.enums import DifficultyState, Severity
from campaigns.models import Difficulty
from campaigns.selectors import DifficultyFilters, count_difficulties, list_difficulties, list_work
from campaigns.services import (
    close_difficulty,
    direct_difficulty,
    raise_difficulty,
    reopen_difficulty,
    resolve_difficulty,
)
from campaigns.states import STEPS
from portal.core import audit
from portal.core.errors import DomainError, StaleError
from portal.core.models import Notice
from portal.core.workflow import WrongStateError
from tests.campaigns.campaigns import make_closed, make_launched
from tests.moments import NOW, TODAY
from tests.people import make_user
from tests.units.changes import make_keepers, plan, take_effect
from tests.units.charges import give, make_official
from units.enums import Change, Role, WorkGroup
from units.models import User

State = DifficultyState
DUE = TODAY + timedelta(days=7)


@pytest.fixture
def campaign(people, world):
    return make_launched(people, world.province)


@pytest.fixture
def luong(people, world):
    official = make_official(world)
    give(world.factory, official, people)
    return official


def make_raised(campaign, unit, actor, **facts) -> Difficulty:
    facts = {"text": "Chưa có mẫu đăng ký.\nTổ trưởng không ghi lại.", "severity": Severity.SERIOUS} | facts
    return raise_difficulty(campaign, unit, actor=actor, at=NOW, **facts)


def make_directed(campaign, unit, people, **facts) -> Difficulty:
    difficulty = make_raised(campaign, unit, people.hung)
    direct_difficulty(difficulty, actor=people.yen, at=NOW, directive="Gửi mẫu đến từng tổ.", **{"due_on": DUE} | facts)
    return difficulty


def make_resolved(campaign, unit, people) -> Difficulty:
    difficulty = make_directed(campaign, unit, people)
    resolve_difficulty(difficulty, actor=people.hung, at=NOW, resolution="Đã gửi mẫu.")
    return difficulty


def verbs(actor, day=TODAY):
    work = list_work(User.objects.get(pk=actor.pk), day=day)
    return [one.verb for one in work if "kho-khan" in one.url]


def told(difficulty) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(event__startswith="difficulty.").select_related("recipient"):
        found.setdefault(notice.event.split(":")[0], set()).add(notice.recipient.username)
    return found


def test_difficulty_is_followed_until_it_is_closed(people, world, campaign, luong):
    difficulty = make_raised(campaign, world.factory, luong, visited_on=TODAY)
    direct_difficulty(difficulty, actor=people.yen, at=NOW, directive="Gửi mẫu đến từng tổ.", due_on=DUE)
    resolve_difficulty(difficulty, actor=people.hung, at=NOW, resolution="Đã gửi mẫu.")
    close_difficulty(difficulty, actor=people.yen, at=NOW)
    assert (difficulty.state, difficulty.upper, difficulty.closed_by) == (State.CLOSED, world.upper, people.yen)
    reopen_difficulty(difficulty, actor=luong, at=NOW, reason="Hai tổ vẫn chưa có.")
    direct_difficulty(difficulty, actor=people.mai, at=NOW, directive="In thêm mẫu.", due_on=DUE)
    assert (difficulty.state, difficulty.closed_by, difficulty.directive) == (State.DIRECTED, None, "In thêm mẫu.")
    actions = [line.action.removeprefix("difficulty.") for line in audit.history(difficulty)]
    assert actions == ["raise", "direct", "resolve", "close", "reopen", "direct"]
    assert told(difficulty) == {
        "difficulty.raised": {"NV-LUONG"},
        "difficulty.directed": {"NV-HUNG", "NV-LUONG"},
        "difficulty.resolved": {"NV-YEN", "NV-LUONG"},
        "difficulty.closed": {"NV-HUNG"},
        "difficulty.reopened": {"NV-LUONG"},
    }


def test_each_step_belongs_to_its_own_hands(people, world, campaign, luong):
    others = {"lan": people.lan, "binh": people.binh, "huy": people.huy, "hung": people.hung, "luong": luong}

    def may_not(job, names, **facts):
        for name in names:
            with pytest.raises(PermissionDenied):
                job(actor=others.get(name) or getattr(people, name), at=NOW, **facts)

    may_not(
        lambda **facts: raise_difficulty(campaign, world.factory, text="x", severity=Severity.MINOR, **facts),
        ("lan", "binh", "huy", "yen"),
    )
    difficulty = make_raised(campaign, world.factory, people.hung)
    may_not(
        lambda **facts: direct_difficulty(difficulty, **facts),
        ("hung", "luong", "binh", "huy"),
        directive="x",
        due_on=DUE,
    )
    direct_difficulty(difficulty, actor=people.tuan, at=NOW, directive="Gửi mẫu.", due_on=DUE)
    may_not(lambda **facts: resolve_difficulty(difficulty, **facts), ("lan", "yen", "binh"), resolution="x")
    resolve_difficulty(difficulty, actor=luong, at=NOW, resolution="Đã gửi mẫu.")
    may_not(lambda **facts: close_difficulty(difficulty, **facts), ("hung", "luong", "binh"))
    may_not(lambda **facts: reopen_difficulty(difficulty, **facts), ("lan", "binh"), reason="x")
    assert Difficulty.objects.get().state == State.RESOLVED


def test_what_cannot_be_is_refused_with_a_sentence(people, world, campaign):
    for facts, unit, words in (
        ({"visited_on": TODAY + timedelta(days=1)}, world.factory, "không được sau hôm nay"),
        ({}, world.group, "không dành cho"),
    ):
        actor = make_official(world, f"NV-{unit.pk}", "Chu Thị Hòa")
        with pytest.raises(DomainError, match=words):
            make_raised(campaign, unit, actor, **facts)
    with pytest.raises(DomainError, match="không dành cho"):
        make_raised(campaign, world.other_factory, people.binh)
    closed = make_closed(people, world.province, plan_no="13/KH-LĐLĐ")
    with pytest.raises(DomainError, match="đang diễn ra"):
        make_raised(closed, world.factory, people.hung)
    difficulty = make_raised(campaign, world.factory, people.hung)
    with pytest.raises(DomainError, match="từ hôm nay trở đi"):
        direct_difficulty(difficulty, actor=people.yen, at=NOW, directive="x", due_on=TODAY - timedelta(days=1))
    with pytest.raises(WrongStateError):
        close_difficulty(difficulty, actor=people.yen, at=NOW)
    with pytest.raises(StaleError):
        resolve_difficulty(difficulty, actor=people.hung, at=NOW, resolution="x", seen_version=9)
    resolve_difficulty(difficulty, actor=people.hung, at=NOW, resolution="Tự làm được.")
    with pytest.raises(DomainError, match="Ghi lý do"):
        reopen_difficulty(difficulty, actor=people.yen, at=NOW, reason=" ")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_is_told(people, world, campaign):
    difficulty = make_resolved(campaign, world.factory, people)
    late = []

    def close(actor):
        try:
            close_difficulty(Difficulty.objects.get(pk=difficulty.pk), actor=actor, at=NOW)
        except WrongStateError as refusal:
            late.append(refusal.message)
        finally:
            close_old_connections()

    threads = [Thread(target=close, args=[actor]) for actor in (people.yen, people.mai)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(late) == 1
    assert [line.action for line in audit.history(difficulty)].count("difficulty.close") == 1


def test_everyone_sees_what_lies_in_their_branch(people, world, campaign, luong):
    make_raised(campaign, world.factory, people.hung)
    seen = {
        name: list_difficulties(actor, filters=DifficultyFilters()).count()
        for name, actor in {
            "luong": luong,
            **{who: getattr(people, who) for who in ("hung", "yen", "huy", "lan", "binh")},
        }.items()
    }
    assert seen == {"luong": 1, "hung": 1, "yen": 1, "huy": 1, "lan": 0, "binh": 0}


def test_each_desk_has_what_waits_for_it(people, world, campaign, luong):
    head = make_user("NV-HIEU", "Tô Văn Hiệu", world.upper, Role.LEADER, group=WorkGroup.UNION_OFFICER)
    desks = {
        "hung": people.hung,
        "luong": luong,
        "yen": people.yen,
        "tuan": people.tuan,
        "head": head,
        "binh": people.binh,
    }

    def waits(day=TODAY):
        return {name: found for name, actor in desks.items() if (found := verbs(actor, day))}

    difficulty = make_raised(campaign, world.factory, people.hung)
    assert waits() == {"yen": ["Chỉ đạo"], "head": ["Chỉ đạo"]}
    direct_difficulty(difficulty, actor=people.yen, at=NOW, directive="Gửi mẫu.", due_on=DUE)
    assert waits() == {"hung": ["Khắc phục"]}
    assert waits(DUE + timedelta(days=1)) == {"hung": ["Khắc phục"], "luong": ["Đôn đốc"]}
    resolve_difficulty(difficulty, actor=people.hung, at=NOW, resolution="Xong.")
    assert waits() == {"yen": ["Kiểm tra"], "head": ["Kiểm tra"]}
    close_difficulty(difficulty, actor=head, at=NOW)
    assert waits() == {}


def test_many_of_a_kind_stand_in_one_row(people, world, campaign):
    for _number in range(6):
        make_raised(campaign, world.factory, people.hung)
    work = [one for one in list_work(people.yen, day=TODAY) if "kho-khan" in one.url]
    assert [one.title for one in work] == ["6 khó khăn chờ chỉ đạo"]


def test_counts_of_a_campaign_add_up(people, world, campaign):
    make_raised(campaign, world.factory, people.hung)
    make_directed(campaign, world.factory, people)
    make_resolved(campaign, world.factory, people)
    counts = count_difficulties(campaign, actor=people.yen, day=DUE + timedelta(days=1))
    assert (counts.waiting, counts.directed, counts.overdue, counts.resolved, counts.closed) == (1, 1, 1, 1, 0)
    assert count_difficulties(campaign, actor=people.binh, day=TODAY).all == 0
    late = DifficultyFilters(late_on=DUE + timedelta(days=1))
    assert list_difficulties(people.yen, filters=late).count() == 1
    assert not list_difficulties(people.yen, filters=DifficultyFilters(late_on=DUE)).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_one_query_whatever_the_number_of_rows(people, world, campaign, django_assert_num_queries, count):
    for _number in range(count):
        make_raised(campaign, world.factory, people.hung)
    assert people.yen.assignments
    with django_assert_num_queries(1):
        found = list_difficulties(people.yen, filters=DifficultyFilters(campaign=campaign))
        assert len([(one.unit.short_name, one.campaign.name) for one in found]) == count


def test_open_difficulties_lie_with_the_heir(people, world, campaign):
    keepers = make_keepers(world.top)
    official = make_official(world)
    open_one = make_raised(campaign, world.mill, official)
    closed = make_raised(campaign, world.mill, official)
    resolve_difficulty(closed, actor=official, at=NOW, resolution="Xong.")
    close_difficulty(closed, actor=people.yen, at=NOW)
    change = take_effect(plan(Change.MERGE, sources=[world.mill], targets=[world.factory]), keepers)
    assert change.result["difficulties"] == 1
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.unit, open_one.grassroots, closed.unit) == (world.factory, world.factory, world.mill)
    assert verbs(people.yen) == ["Chỉ đạo"]
    assert [line.action for line in audit.history(open_one)][-1] == "difficulty.hand_over"


def test_pages_lead_from_the_campaign_to_the_end(client, people, world, campaign, luong):
    client.force_login(luong)
    today = timezone.localdate()
    page = client.get(reverse("campaigns:detail", args=[campaign.pk])).text
    assert "Chưa đơn vị nào nêu khó khăn." in page
    start = reverse("campaigns:raise_difficulty", args=[campaign.pk])
    facts = {"unit": world.factory.pk, "text": "Chưa có mẫu.", "severity": Severity.MINOR, "visited_on": "31/02/2026"}
    answer = client.post(start, facts)
    assert (answer.status_code, "Chưa có mẫu." in answer.text) == (422, True)
    answer = client.post(start, facts | {"unit": world.mill.pk, "visited_on": ""})
    assert answer.status_code == 422  # not among the unions he looks after
    answer = client.post(start, facts | {"visited_on": ""})
    difficulty = Difficulty.objects.get()
    assert answer.url == reverse("campaigns:difficulty", args=[difficulty.pk])
    step = {
        name: reverse("campaigns:step_difficulty", args=[difficulty.pk, name])
        for name in ("chi-dao", "khac-phuc", "dong", "neu-lai", "khong-co")
    }
    assert client.get(step["chi-dao"]).status_code == 403
    assert client.get(step["khong-co"]).status_code == 404
    client.force_login(people.yen)
    assert "Chỉ đạo" in client.get(answer.url).text
    wrong = client.post(step["chi-dao"], {"directive": "Gửi mẫu.", "due_on": "01/01/2020", "version": 1})
    assert (wrong.status_code, "từ hôm nay trở đi" in wrong.text) == (422, True)
    directed = client.post(step["chi-dao"], {"directive": "Gửi mẫu.", "due_on": f"{today:%d/%m/%Y}", "version": 1})
    assert directed.status_code == 302
    assert (
        client.post(step["chi-dao"], {"directive": "Khác.", "due_on": f"{today:%d/%m/%Y}", "version": 1}).status_code
        == 409
    )
    client.force_login(people.hung)
    assert client.post(step["khac-phuc"], {"resolution": "Xong.", "version": 2}).status_code == 302
    client.force_login(people.yen)
    assert client.get(step["khac-phuc"]).status_code == 403
    assert client.post(step["dong"], {"version": 3}).status_code == 302
    assert client.post(step["neu-lai"], {"version": 4, "reason": "Còn hai tổ."}).status_code == 302
    for name, args in (("difficulties", []), ("campaign_difficulties", [campaign.pk])):
        assert "Chưa có mẫu." in client.get(reverse(f"campaigns:{name}", args=args)).text
        assert "Chưa có mẫu." not in client.get(reverse(f"campaigns:{name}", args=args), {"state": "qua-han"}).text
    client.force_login(people.binh)
    assert client.get(answer.url).status_code == 404
    client.force_login(people.lan)
    assert client.get(start).status_code == 403


def test_steps_have_names_of_their_own():
    assert {step.name for step in STEPS if step.name.startswith("difficulty.")} == {
        "difficulty.direct",
        "difficulty.resolve",
        "difficulty.close",
        "difficulty.reopen",
    }


def test_list_is_narrowed_to_one_state_and_to_what_is_late(client, people, world, campaign):
    raised = make_raised(campaign, world.mill, make_user("NV-CK", "Lý Văn Cơ", world.mill, Role.GRASSROOTS_OFFICER))
    late = make_directed(campaign, world.factory, people, due_on=TODAY)
    client.force_login(people.yen)

    def found(state):
        answer = client.get(reverse("campaigns:difficulties"), {"state": state})
        return {difficulty for difficulty, _late in answer.context["rows"]}

    assert found("") == {raised, late}
    assert (found("raised"), found("directed"), found("closed")) == ({raised}, {late}, set())
    assert found("qua-han") == {late}
    assert found("không có") == {raised, late}


def test_step_that_is_over_leads_back_and_one_without_words_stays(client, people, world, campaign):
    difficulty = make_resolved(campaign, world.factory, people)
    client.force_login(people.yen)
    back = client.get(reverse("campaigns:step_difficulty", args=[difficulty.pk, "chi-dao"]), follow=True)
    assert back.redirect_chain == [(reverse("campaigns:difficulty", args=[difficulty.pk]), 302)]
    assert "Việc này đang ở trạng thái “Đã khắc phục”." in back.text
    pressed = client.post(
        reverse("campaigns:step_difficulty", args=[difficulty.pk, "chi-dao"]),
        {"version": difficulty.version, "directive": "Gửi lại mẫu.", "due_on": f"{timezone.localdate():%d/%m/%Y}"},
    )
    assert (pressed.status_code, "Gửi lại mẫu." in pressed.text) == (409, True)
    reopened = client.post(reverse("campaigns:step_difficulty", args=[difficulty.pk, "neu-lai"]), {"reason": " "})
    assert reopened.status_code == 422
    difficulty.refresh_from_db()
    assert difficulty.state == State.RESOLVED
