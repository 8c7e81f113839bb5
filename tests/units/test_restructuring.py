"""What is open at a unit when it ends: campaigns, councils, dossiers, reports go on at the heir, or stand in the way."""

from datetime import date

import pytest

from awards.enums import NominationState
from awards.models import Batch, Nomination
from campaigns.models import Campaign
from councils.models import Council
from councils.services import cancel_session
from portal.core.errors import PartsMissing
from portal.core.models import AuditLine
from reports.models import Report
from reports.services import accept_report, build_batch, load_catalogue, lock_report
from tests.awards.story import appraised, gathered, make_eligible, make_story
from tests.campaigns.campaigns import make_draft, make_launched
from tests.councils.room import make_room
from tests.people import make_user
from tests.reports.scene import make_offices, open_and_build, report_of, signed
from tests.units.changes import NOW, TODAY, make_keepers, merger
from units.enums import Role, UnitStatus
from units.models import Unit, User
from units.services import apply_due_changes, confirm_change, draft_change, preview_change

LATER = date(2026, 6, 10)


@pytest.fixture
def catalogue(db) -> None:
    load_catalogue(at=NOW)


@pytest.fixture
def keepers(world):
    return make_keepers(world.top)


@pytest.fixture
def thu(world) -> User:
    """Leader of the province that takes over."""
    return make_user("NV-THU", "Hồ Thị Thu", world.other_province, Role.LEADER)


def drafted(what, keepers):
    return draft_change(what, actor=keepers[0], at=NOW)


def rows(change) -> dict[str, int]:
    return {str(row.label): row.count for row in preview_change(change).touched}


def refused(change, keepers) -> str:
    with pytest.raises(PartsMissing) as caught:
        confirm_change(change, actor=keepers[1], at=NOW)
    return " ".join(str(sentence) for sentence in caught.value.parts.values())


def test_campaigns_go_on_at_the_heir(world, people, keepers, thu):
    campaign, draft = make_launched(people, world.province), make_draft(people, world.province)
    change = drafted(merger(world.province, into=world.other_province, effective_on=LATER), keepers)
    assert rows(change)["Phong trào đang thực hiện"] == 2
    confirm_change(change, actor=keepers[1], at=NOW)
    apply_due_changes(at=NOW)
    for one in (campaign, draft):
        one.refresh_from_db()
        assert (one.launch_unit, one.province) == (world.other_province, world.other_province)
    assert campaign.plan_no == "12/KH-LĐLĐ"
    assert Campaign.objects.visible_to(thu).filter(pk=campaign.pk).exists()
    line = AuditLine.objects.get(action="campaign.hand_over", object_id=campaign.pk)
    assert line.before == {"launch_unit": world.province.pk}
    change.refresh_from_db()
    assert change.result["campaigns"] == 2


def test_open_session_stands_in_the_way_and_the_council_ends(world, people, keepers):
    room = make_room(world, people)
    change = drafted(merger(room.council.unit, into=world.other_province, effective_on=LATER), keepers)
    assert "còn phiên họp chưa xong" in refused(change, keepers)
    cancel_session(room.again(), actor=room.chair, at=NOW, reason="Sáp nhập đơn vị")
    confirm_change(change, actor=keepers[1], at=NOW)
    apply_due_changes(at=NOW)
    room.council.refresh_from_db()
    assert room.council.valid_to == LATER
    assert not Council.objects.in_force(TODAY).filter(pk=room.council.pk).exists()


def test_dossiers_are_decided_by_the_heir(world, people, keepers, thu):
    story = make_story(world, people)
    make_eligible(people.lan.member)
    nomination = appraised(story)
    batch = gathered(story, nomination)
    change = drafted(merger(world.province, into=world.other_province, effective_on=LATER), keepers)
    assert rows(change)["Hồ sơ khen thưởng đang xử lý"] == 1
    confirm_change(change, actor=keepers[1], at=NOW)
    apply_due_changes(at=NOW)
    nomination.refresh_from_db()
    assert (nomination.deciding_unit, nomination.province) == (world.other_province, world.other_province)
    assert nomination.state == NominationState.APPRAISING
    assert Batch.objects.get(pk=batch.pk).deciding_unit == world.other_province
    assert Nomination.objects.visible_to(thu).filter(pk=nomination.pk).exists()


def test_reports_go_to_the_heir_and_a_locked_one_stands_in_the_way(world, people, keepers, thu, catalogue):
    offices = make_offices(world)
    open_and_build()
    report = report_of(world.upper)
    assert report.receiver == world.province
    change = drafted(merger(world.province, into=world.other_province, effective_on=LATER), keepers)
    assert rows(change)["Báo cáo chưa gửi"] == Report.objects.filter(unit=world.province).count()
    early = drafted(merger(world.mill, into=world.factory, effective_on=date(2026, 5, 20)), keepers)
    may = signed(world.mill, offices.vinh)
    accept_report(may, actor=offices.oanh, at=NOW)
    lock_report(may, actor=offices.oanh, at=NOW)
    assert "đã khóa số liệu. Ngày hiệu lực phải sau 31/05/2026" in refused(early, keepers)
    assert Unit.objects.get(pk=world.mill.pk).status == UnitStatus.ACTIVE
    confirm_change(change, actor=keepers[1], at=NOW)
    apply_due_changes(at=NOW)
    report.refresh_from_db()
    assert report.receiver == world.other_province
    # The report of the one that ended is finished by those who took over, under its own name.
    own = report_of(world.province)
    assert own in Report.objects.visible_to(thu)
    build_batch([own.pk], at=NOW)
    assert own.unit.short_name == "LĐLĐ tỉnh Bắc Ninh"
