"""The way of a report: who takes which step, from which state, and what is refused."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from portal.core.errors import DomainError, PartsMissing, StaleError
from portal.core.models import AuditLine, Notice
from portal.core.workflow import WrongStateError
from reports import services
from reports.models import Report, ReportSchedule
from reports.services import build_batch, load_catalogue, open_due_reports
from tests.moments import NOW, later
from tests.people import make_people
from tests.reports.scene import MAY, WORDS, make_offices, open_and_build, report_of, signed, written
from tests.world import make_world
from units.services import add_to_tally

YEAR = date(2025, 1, 1)


@pytest.fixture
def sent(people, opened, world):
    """The factory's report of May, signed by Hùng."""
    return signed(world.factory, people.hung)


@pytest.fixture
def accepted(sent, offices):
    services.accept_report(sent, actor=offices.oanh, at=NOW)
    return sent


@pytest.fixture
def locked(accepted, offices):
    services.lock_report(accepted, actor=offices.oanh, at=NOW)
    return accepted


def told(user):
    return list(Notice.objects.filter(recipient=user, event__startswith="report.").values_list("subject", flat=True))


def actions(report):
    lines = AuditLine.objects.filter(object_type="reports.report", object_id=report.pk).order_by("pk")
    return list(lines.values_list("action", flat=True))


# --- signing ---------------------------------------------------------------------------------------------------------


def test_signed_report_goes_up_and_its_receivers_hear_of_it(people, offices, opened, world):
    report = report_of(world.factory)
    services.sign_report(report, actor=people.hung, at=NOW, seen_version=report.version)
    assert (report.state, report.signed_by, report.signed_at) == ("submitted", people.hung, NOW)
    assert actions(report) == ["report.sign"]
    assert [len(told(user)) for user in (offices.oanh, offices.phuc, people.yen, people.lan)] == [1, 1, 0, 0]


def test_signing_is_refused_to_all_but_the_leader_of_the_unit(people, offices, opened, world):
    report = report_of(world.factory)
    for stranger in (people.lan, offices.vinh, offices.phuc, people.tuan, people.binh):
        with pytest.raises(PermissionDenied, match="lãnh đạo của chính đơn vị"):
            services.sign_report(report, actor=stranger, at=NOW)
    assert report_of(world.factory).state == "collecting"


def test_signing_is_refused_before_the_figures_are_there(people, world, catalogue):
    open_due_reports(at=NOW)
    with pytest.raises(PartsMissing) as refusal:
        services.sign_report(report_of(world.factory), actor=people.hung, at=NOW)
    assert list(refusal.value.parts) == ["figures"]


def test_review_is_signed_only_with_its_judgement_written(people, opened, world):
    report = report_of(world.factory, YEAR, "year")
    with pytest.raises(PartsMissing) as refusal:
        services.sign_report(report, actor=people.hung, at=NOW)
    assert list(refusal.value.parts) == ["strengths", "shortcomings", "plan"]
    services.sign_report(written(report, people.hung), actor=people.hung, at=NOW)
    assert report.state == "submitted"


def test_signing_is_refused_when_records_changed_after_the_figures(people, opened, world):
    report = report_of(world.factory)
    add_to_tally(world.group, "C01", on=MAY)
    with pytest.raises(DomainError, match="thay đổi sau lúc chốt"):
        services.sign_report(report, actor=people.hung, at=NOW)
    services.refresh_figures(report, actor=people.hung, at=NOW)
    services.sign_report(report, actor=people.hung, at=NOW)
    assert report.figures["C01"] == 1


def test_signing_names_the_missing_and_keeps_their_names(people, offices, sent, world):
    upper = signed(world.upper, offices.phuc)
    assert [unit["unit"] for unit in upper.missing] == [world.mill.pk]
    services.sign_report(report_of(world.mill), actor=offices.vinh, at=NOW)
    upper.refresh_from_db()
    assert [unit["unit"] for unit in upper.missing] == [world.mill.pk]


def test_schedule_may_forbid_signing_while_units_are_missing(people, offices, sent, world):
    ReportSchedule.objects.filter(period_kind="month").update(may_miss_units=False)
    with pytest.raises(DomainError, match="Còn thiếu 1 đơn vị: CĐCS Công ty TNHH Cơ khí Quế Võ"):
        signed(world.upper, offices.phuc)
    services.sign_report(report_of(world.mill), actor=offices.vinh, at=NOW)
    assert signed(world.upper, offices.phuc).state == "submitted"


def test_signature_freezes_the_charts(people, offices, opened, world):
    add_to_tally(world.factory, "C02", on=MAY, amount=4)
    services.refresh_figures(report_of(world.upper), actor=offices.oanh, at=NOW)
    upper = signed(world.upper, offices.phuc)
    assert upper.series["C02"][-1] == ["2026-05", 4, 0]
    assert [(row["unit"], row["C02"]) for row in upper.by_child] == [(world.factory.pk, 4)]


def test_stale_page_does_not_sign(people, opened, world):
    report = report_of(world.factory)
    seen = report.version
    services.save_narrative(report, actor=people.hung, at=NOW, narrative=WORDS)
    with pytest.raises(StaleError):
        services.sign_report(report, actor=people.hung, at=NOW, seen_version=seen)


@pytest.mark.django_db(transaction=True)
def test_two_leaders_signing_at_once_sign_once():
    world = make_world()
    people = make_people(world)
    load_catalogue(at=NOW)
    open_and_build()
    report, outcomes, start = report_of(world.province), [], threading.Barrier(2)

    def press(leader):
        mine = Report.objects.get(pk=report.pk)
        start.wait()
        try:
            services.sign_report(mine, actor=leader, at=NOW)
            outcomes.append("signed")
        except WrongStateError:
            outcomes.append("refused")
        connection.close()

    pressing = [threading.Thread(target=press, args=[leader]) for leader in (people.tuan, people.mai)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(outcomes) == ["refused", "signed"]
    assert actions(report) == ["report.sign"]


# --- presenting ------------------------------------------------------------------------------------------------------


def test_presented_report_waits_for_its_leaders_who_may_hand_it_back(people, opened, world):
    report = report_of(world.province)
    services.present_report(report, actor=people.yen, at=NOW)
    assert (report.presented_by, told(people.tuan), told(people.mai)) == (
        people.yen,
        [f"Chờ bạn ký: {report.title}"],
        [f"Chờ bạn ký: {report.title}"],
    )
    services.hand_back_report(report, actor=people.tuan, at=NOW, reason="Thiếu số của KCN.")
    assert report.presented_at is None
    assert told(people.yen) == [f"Lãnh đạo trả lại để sửa: {report.title}"]


def test_handing_back_is_refused_to_officers_and_when_nothing_was_presented(people, opened, world):
    report = report_of(world.province)
    with pytest.raises(DomainError, match="chưa được trình"):
        services.hand_back_report(report, actor=people.tuan, at=NOW, reason="Sai.")
    services.present_report(report, actor=people.yen, at=NOW)
    with pytest.raises(PermissionDenied):
        services.hand_back_report(report, actor=people.yen, at=NOW, reason="Sai.")


def test_presenting_is_refused_to_strangers_and_once_sent(people, offices, sent):
    with pytest.raises(PermissionDenied):
        services.present_report(sent, actor=offices.oanh, at=NOW)
    with pytest.raises(DomainError, match="đã gửi"):
        services.present_report(sent, actor=people.hung, at=NOW)


# --- receiving -------------------------------------------------------------------------------------------------------


def test_returned_report_is_signed_again_and_the_reason_read(people, offices, sent):
    services.return_report(sent, actor=offices.oanh, at=NOW, reason="Bổ sung số nữ.")
    assert (sent.state, sent.return_reason, sent.signed_by) == ("returned", "Bổ sung số nữ.", None)
    assert Notice.objects.get(recipient=people.hung, event__startswith="report.return").body == "Bổ sung số nữ."
    services.sign_report(sent, actor=people.hung, at=later(days=1))
    assert (sent.state, sent.return_reason, len(told(offices.oanh))) == ("submitted", "", 2)


def test_receiving_is_refused_to_all_but_the_level_just_above(people, offices, sent):
    for stranger in (people.hung, people.lan, people.yen, people.tuan, offices.vinh, offices.thuy, people.binh):
        with pytest.raises(PermissionDenied, match="cấp trên trực tiếp"):
            services.accept_report(sent, actor=stranger, at=NOW)
        with pytest.raises(PermissionDenied):
            services.return_report(sent, actor=stranger, at=NOW, reason="Sai.")
    assert Report.objects.get(pk=sent.pk).state == "submitted"


def test_accepted_report_is_not_returned(offices, accepted):
    with pytest.raises(WrongStateError, match="Đã tiếp nhận"):
        services.return_report(accepted, actor=offices.oanh, at=NOW, reason="Sai.")


def test_report_is_not_accepted_before_it_is_sent(offices, opened, world):
    with pytest.raises(WrongStateError, match="Đang tổng hợp"):
        services.accept_report(report_of(world.factory), actor=offices.oanh, at=NOW)


def test_confederation_receives_its_own_by_someone_who_did_not_sign(people, offices, opened, world):
    from units.enums import Role
    from units.services import assign_role

    assign_role(offices.thuy, Role.LEADER, world.top, actor=None, at=NOW, valid_from=MAY)
    offices.thuy.__dict__.pop("assignments", None)
    report = signed(world.top, offices.thuy)
    with pytest.raises(PermissionDenied, match="Bạn đã ký"):
        services.accept_report(report, actor=offices.thuy, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_accept_and_return_at_once_lets_one_win():
    world = make_world()
    people, offices = make_people(world), make_offices(world)
    load_catalogue(at=NOW)
    open_and_build()
    report, outcomes, start = signed(world.factory, people.hung), [], threading.Barrier(2)

    def press(take, **more):
        mine = Report.objects.get(pk=report.pk)
        start.wait()
        try:
            take(mine, at=NOW, **more)
            outcomes.append("done")
        except WrongStateError:
            outcomes.append("refused")
        connection.close()

    pressing = [
        threading.Thread(target=press, args=[services.accept_report], kwargs={"actor": offices.oanh}),
        threading.Thread(target=press, args=[services.return_report], kwargs={"actor": offices.phuc, "reason": "Sai."}),
    ]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]


# --- locking ---------------------------------------------------------------------------------------------------------


def test_locked_report_is_changed_by_nobody(people, offices, locked):
    with pytest.raises(DomainError, match="đã gửi"):
        services.save_narrative(locked, actor=people.hung, at=NOW, narrative=WORDS)
    with pytest.raises(WrongStateError):
        services.return_report(locked, actor=offices.oanh, at=NOW, reason="Sai.")
    with pytest.raises(WrongStateError):
        services.lock_report(locked, actor=offices.oanh, at=NOW)


def test_locking_is_refused_while_a_unit_was_taken_back_after_the_signature(people, offices, sent, world):
    services.accept_report(signed(world.upper, offices.phuc), actor=people.yen, at=NOW)
    services.return_report(sent, actor=offices.oanh, at=NOW, reason="Sai.")
    upper = report_of(world.upper)
    with pytest.raises(DomainError, match="CĐCS Công ty CP May Đáp Cầu Mới đã bị trả lại"):
        services.lock_report(upper, actor=people.yen, at=NOW)
    services.sign_report(sent, actor=people.hung, at=NOW)
    services.lock_report(upper, actor=people.yen, at=NOW)
    assert upper.state == "locked"


def test_locking_a_period_locks_what_was_accepted_and_leaves_the_missing(people, offices, accepted, world):
    upper = report_of(world.upper)
    assert services.lock_period(upper, actor=offices.oanh, at=NOW) == 1
    assert (report_of(world.factory).state, report_of(world.mill).state) == ("locked", "collecting")


def test_locking_a_period_is_refused_while_one_waits_for_an_answer_and_to_others(people, offices, sent, world):
    upper = report_of(world.upper)
    with pytest.raises(DomainError, match="CĐCS Công ty CP May Đáp Cầu Mới"):
        services.lock_period(upper, actor=offices.oanh, at=NOW)
    with pytest.raises(PermissionDenied):
        services.lock_period(upper, actor=people.yen, at=NOW)


# --- correcting ------------------------------------------------------------------------------------------------------


def test_correction_stands_beside_the_old_edition_until_it_is_locked(people, offices, locked, world):
    add_to_tally(world.group, "C01", on=MAY, amount=6)
    edition = services.correct_report(locked, actor=offices.oanh, at=NOW, reason="Nộp muộn.")
    assert (edition.edition, edition.state, edition.figures["C01"], edition.signed_at) == (2, "corrected", 6, None)
    old = report_of(world.factory)
    assert (old.state, old.figures.get("C01"), old.superseded_at) == ("locked", None, None)

    services.sign_report(edition, actor=people.hung, at=NOW)
    assert (edition.state, edition.signed_by) == ("corrected", people.hung)
    services.lock_report(edition, actor=offices.oanh, at=later(hours=1))
    assert (edition.state, report_of(world.factory).superseded_at) == ("locked", later(hours=1))
    assert actions(edition) == ["report.open_edition", "report.correct", "report.sign_correction", "report.relock"]


def test_correction_is_locked_only_signed(offices, locked):
    edition = services.correct_report(locked, actor=offices.oanh, at=NOW, reason="Nộp muộn.")
    with pytest.raises(DomainError, match="chưa ký bản đính chính"):
        services.lock_report(edition, actor=offices.oanh, at=NOW)


def test_writing_in_a_signed_correction_takes_the_signature_back(people, offices, locked):
    edition = services.correct_report(locked, actor=offices.oanh, at=NOW, reason="Nộp muộn.")
    services.sign_report(edition, actor=people.hung, at=NOW)
    services.save_narrative(edition, actor=people.hung, at=NOW, narrative={"strengths": "Thêm."})
    assert (edition.signed_at, edition.signed_by, edition.narrative) == (None, None, {"strengths": "Thêm."})


def test_correction_is_refused_before_locking_twice_and_to_the_unit_itself(people, offices, accepted):
    with pytest.raises(WrongStateError):
        services.correct_report(accepted, actor=offices.oanh, at=NOW, reason="Sai.")
    services.lock_report(accepted, actor=offices.oanh, at=NOW)
    with pytest.raises(PermissionDenied):
        services.correct_report(accepted, actor=people.hung, at=NOW, reason="Sai.")
    services.correct_report(accepted, actor=offices.oanh, at=NOW, reason="Sai.")
    with pytest.raises(DomainError, match="Đã có bản đính chính lần 1"):
        services.correct_report(accepted, actor=offices.oanh, at=NOW, reason="Sai.")


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_open_one_edition():
    world = make_world()
    people, offices = make_people(world), make_offices(world)
    load_catalogue(at=NOW)
    open_and_build()
    report = signed(world.factory, people.hung)
    services.accept_report(report, actor=offices.oanh, at=NOW)
    services.lock_report(report, actor=offices.oanh, at=NOW)
    outcomes, start = [], threading.Barrier(2)

    def press(actor):
        mine = Report.objects.get(pk=report.pk)
        start.wait()
        try:
            outcomes.append(services.correct_report(mine, actor=actor, at=NOW, reason="Sai.").edition)
        except DomainError:
            outcomes.append(0)
        connection.close()

    pressing = [threading.Thread(target=press, args=[actor]) for actor in (offices.oanh, offices.phuc)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(outcomes) == [0, 2]
    assert Report.objects.filter(unit=world.factory, start_on=MAY, period_kind="month").count() == 2


def test_figures_of_a_correction_count_above_only_once_it_is_locked(people, offices, opened, world):
    report = report_of(world.factory)
    services.save_narrative(report, actor=people.hung, at=NOW, narrative={}, typed={"E15": 5})
    services.sign_report(report, actor=people.hung, at=NOW)
    services.accept_report(report, actor=offices.oanh, at=NOW)
    services.lock_report(report, actor=offices.oanh, at=NOW)
    edition = services.correct_report(report, actor=offices.oanh, at=NOW, reason="Sai.")
    services.save_narrative(edition, actor=people.hung, at=NOW, narrative={}, typed={"E15": 9})
    upper = report_of(world.upper)
    services.refresh_figures(upper, actor=offices.oanh, at=NOW)
    assert (edition.figures["E15"], upper.figures["E15"]) == (9, 5)
    services.sign_report(edition, actor=people.hung, at=NOW)
    services.lock_report(edition, actor=offices.oanh, at=NOW)
    services.refresh_figures(upper, actor=offices.oanh, at=NOW)
    assert upper.figures["E15"] == 9


# --- writing ---------------------------------------------------------------------------------------------------------


def test_written_parts_and_typed_figures_are_kept_without_the_empty_ones(people, opened, world):
    report = report_of(world.factory)
    services.save_narrative(
        report, actor=people.hung, at=NOW, narrative={"strengths": "Tốt.", "causes": ""}, typed={"E15": 0, "E16": None}
    )
    report.refresh_from_db()
    assert (report.narrative, report.typed, report.figures["E15"]) == ({"strengths": "Tốt."}, {"E15": 0}, 0)


def test_second_writer_is_shown_what_the_first_wrote(people, opened, world):
    report = report_of(world.province)
    seen = report.version
    services.save_narrative(report, actor=people.yen, at=NOW, narrative={"strengths": "Của Yến."}, seen_version=seen)
    with pytest.raises(StaleError) as stale:
        services.save_narrative(
            report, actor=people.dung, at=NOW, narrative={"strengths": "Của Dũng."}, seen_version=seen
        )
    assert stale.value.theirs == [("Ưu điểm", "Của Yến.")]
    report.refresh_from_db()
    assert report.narrative == {"strengths": "Của Yến."}


def test_writing_is_refused_to_the_level_above_and_to_strangers(people, offices, opened, world):
    for stranger in (offices.oanh, people.lan, people.binh, people.huy):
        with pytest.raises(PermissionDenied, match="cán bộ của chính đơn vị"):
            services.save_narrative(report_of(world.factory), actor=stranger, at=NOW, narrative=WORDS)


def test_building_leaves_reports_with_figures_alone(sent):
    assert build_batch([sent.pk], at=later(days=1)) == 0
