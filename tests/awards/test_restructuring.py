"""A unit ends, or two records of one person become one: what commendation counts, holds up, and lets follow."""

from datetime import date

import pytest

from awards.enums import NominationState, Rating, SubjectKind
from awards.models import AwardRecord, AwardType, Batch, Nomination, YearRating
from awards.services import enter_record
from awards.services.restructuring import between_persons, follow, follow_person, obstacles, touched
from portal.core import audit
from tests.awards.story import (
    appraised,
    disclosed,
    express_draft,
    express_signed,
    gathered,
    make_eligible,
    rate,
    submitted,
)
from tests.moments import NOW
from tests.people import make_member
from tests.units.changes import make_keepers, merger, plan
from units.enums import Change
from units.models import UnitChange, User
from units.selectors import branch_keys
from units.services import NewUnit, draft_change


def drafted(story, what) -> UnitChange:
    return draft_change(what, actor=make_keepers(story.world.top)[0], at=NOW)


def counted(change, *ending) -> dict[str, int]:
    return {str(row.label): row.count for row in touched(change, ending)}


def of_collective(story, unit, *, proposed_by_unit, year=2026) -> Nomination:
    return Nomination.objects.create(
        **branch_keys(proposed_by_unit), award_type=AwardType.objects.get(code="BK-LDLD-TT"), year=year,
        subject_kind=SubjectKind.COLLECTIVE, subject_unit=unit, proposed_by=story.people.hung,
        deciding_unit=story.world.province, state=NominationState.SUBMITTED, created_at=NOW,
    )  # fmt: skip


# --- Units -----------------------------------------------------------------------------------------------------------


def test_dossiers_about_the_unit_that_ends_are_told_apart_from_those_it_sent(story):
    """One that the union above proposed is about the mill, and takes nothing away from what the mill sent."""
    world = story.world
    submitted(story)
    change = drafted(story, merger(world.factory, into=world.mill))
    about, sent = "Hồ sơ đề nghị khen chính đơn vị này", "Hồ sơ khen thưởng đang xử lý"
    assert (counted(change, world.factory)[about], counted(change, world.factory)[sent]) == (0, 1)
    of_collective(story, world.factory, proposed_by_unit=world.factory)
    of_collective(story, world.factory, proposed_by_unit=world.upper, year=2025)
    assert (counted(change, world.factory)[about], counted(change, world.factory)[sent]) == (2, 1)
    Nomination.objects.update(state=NominationState.WITHDRAWN)
    assert (counted(change, world.factory)[about], counted(change, world.factory)[sent]) == (0, 0)


def test_number_series_of_the_unit_that_ends_is_counted(story):
    express_signed(story)
    change = drafted(story, merger(story.world.province, into=story.world.other_province))
    assert counted(change, story.world.province)["Sổ số quyết định"] == 2
    assert counted(change, story.world.other_province)["Sổ số quyết định"] == 0


def test_decision_that_waits_for_the_signature_of_a_unit_that_ends_stands_in_the_way(story):
    decision = express_draft(story)
    change = drafted(story, merger(story.world.province, into=story.world.other_province))
    (sentence,) = obstacles(change, [])
    assert sentence == (
        f"LĐLĐ tỉnh Bắc Ninh còn quyết định chưa ký: “{decision.subject}”."
        " Ký hoặc trả lại trước ngày hiệu lực."
    )  # fmt: skip


def test_signed_decision_and_a_unit_that_stays_stand_in_no_way(story):
    express_signed(story)
    assert list(obstacles(drafted(story, merger(story.world.province, into=story.world.other_province)), [])) == []
    express_draft(story, colleague(story))
    names = NewUnit(name="Liên đoàn Lao động tỉnh Kinh Bắc", short_name="LĐLĐ tỉnh Kinh Bắc", doc_suffix="LĐLĐ")
    renaming = plan(Change.RENAME, sources=[story.world.province], names=names)
    keeper = User.objects.get(username="NV-SINH")
    assert list(obstacles(draft_change(renaming, actor=keeper, at=NOW), [])) == []


def colleague(story):
    member = make_member("NV-HOA", "Trần Thị Hoa", story.world.group)
    make_eligible(member, "SK-HOA")
    return member


def test_heir_decides_what_is_open_and_leaves_what_was_decided(story):
    world = story.world
    decided = express_signed(story).batch
    open_one = appraised(story, colleague(story))
    batch = gathered(story, open_one)
    change = drafted(story, merger(world.province, into=world.other_province))
    moved = follow(change, {world.province: world.other_province}, actor=story.people.mai, at=NOW)
    assert moved == {"batches": 1, "nominations": 1}
    for record, action in ((open_one, "nomination.hand_over"), (batch, "batch.hand_over")):
        version = record.version
        record.refresh_from_db()
        assert record.deciding_unit == world.other_province
        assert record.version > version
        line = audit.history(record).last()
        assert (line.action, line.before) == (action, {"deciding_unit": world.province.pk})
        assert line.after == {"deciding_unit": world.other_province.pk, "decision_no": change.decision_no}
    decided.refresh_from_db()
    assert decided.deciding_unit == world.province
    assert decided.nominations.get().deciding_unit == world.province


# --- Two records of one person ---------------------------------------------------------------------------------------


@pytest.fixture
def twin(story):
    """A second record of Lan."""
    return make_member("NV-LAN2", "Nguyễn Thị Lan", story.world.section)


def enter(story, member, *, year=2024, decision_no="12/QĐ"):
    return enter_record(
        member, actor=None, at=NOW, award_type=story.award, year=year, decision_no=decision_no,
        decided_on=date(2025, 1, 9), issued_by="LĐLĐ tỉnh",
    )  # fmt: skip


def against(story, twin) -> list[str]:
    return [str(sentence) for sentence in between_persons(story.people.lan.member, twin)]


def test_two_records_with_nothing_in_common_may_be_joined(story, twin):
    make_eligible(twin, "SK-LAN2")
    enter(story, twin)
    enter(story, story.people.lan.member, year=2023)
    appraised(story, twin)
    assert against(story, twin) == []


def test_same_award_proposed_for_both_stands_in_the_way_until_one_is_withdrawn(story, twin):
    make_eligible(twin, "SK-LAN2")
    first = appraised(story)
    appraised(story, twin)
    (sentence,) = against(story, twin)
    assert "Cả hai hồ sơ đều được đề nghị" in sentence
    assert "năm 2026" in sentence
    Nomination.objects.filter(pk=first.pk).update(state=NominationState.WITHDRAWN)
    assert against(story, twin) == []


def test_same_line_of_the_register_stands_in_the_way_and_another_decision_does_not(story, twin):
    enter(story, story.people.lan.member)
    enter(story, twin, decision_no="13/QĐ")
    assert against(story, twin) == []
    enter(story, twin)
    (sentence,) = against(story, twin)
    assert "theo cùng quyết định" in sentence


def test_ratings_that_differ_stand_in_the_way_and_equal_ones_do_not(story, twin):
    rating = rate(twin)
    assert against(story, twin) == []
    YearRating.objects.filter(pk=rating.pk).update(rating=Rating.GOOD)
    assert against(story, twin) == ["Xếp loại năm 2026 của hai hồ sơ khác nhau. Hãy sửa cho đúng trước."]


def test_dossiers_awards_and_ratings_follow_and_the_list_knows_who_is_on_it(story, twin):
    lan = story.people.lan.member
    make_eligible(twin, "SK-LAN2")
    batch = disclosed(story, appraised(story, twin))
    enter(story, twin)
    rate(twin, 2025)
    assert follow_person(lan, twin, actor=story.people.mai, at=NOW) == {"nominations": 1, "awards": 1, "ratings": 1}
    assert (Nomination.objects.get().member, AwardRecord.objects.get().member) == (lan, lan)
    assert AwardRecord.objects.get().holder_name == "Nguyễn Thị Lan"
    assert set(YearRating.objects.values_list("member", "year")) == {(lan.pk, 2026), (lan.pk, 2025), (twin.pk, 2026)}
    assert Batch.objects.get(pk=batch.pk).nominee_ids == [lan.pk]
    line = audit.history(Nomination.objects.get()).last()
    assert (line.action, line.before, line.after) == ("nomination.follow", {"member": twin.pk}, {"member": lan.pk})
