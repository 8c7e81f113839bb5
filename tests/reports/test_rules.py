"""Who may what, as one table."""

import pytest

from portal.core.permissions import allowed
from reports.rules import PERMISSIONS
from reports.states import STEPS
from tests.reports.scene import report_of

# Of the mill's report, which Vinh leads and the upper union (Oanh officer, Phúc leader) receives.
MAY_DO = {
    "reports.write_report": {"vinh"},
    "reports.sign_report": {"vinh"},
    "reports.hand_back_report": {"vinh"},
    "reports.accept_report": {"oanh", "phuc"},
    "reports.return_report": {"oanh", "phuc"},
    "reports.lock_report": {"oanh", "phuc"},
    "reports.correct_report": {"oanh", "phuc"},
    "reports.lock_period": {"vinh"},  # it would lock what the mill receives: nothing
}


def test_table_names_every_permission():
    assert set(MAY_DO) == set(PERMISSIONS)


def test_every_step_is_taken_under_a_permission_of_the_table():
    assert {step.permission for step in STEPS} <= set(PERMISSIONS)


@pytest.mark.parametrize("permission", sorted(MAY_DO))
def test_permission_is_held_by_those_of_the_table_only(permission, people, offices, opened, world):
    everyone = {**vars(people), **vars(offices)}
    report = report_of(world.mill)
    assert {name for name, user in everyone.items() if allowed(user, permission, report)} == MAY_DO[permission]


def test_period_below_is_locked_by_those_who_receive_there(people, offices, opened, world):
    everyone = {**vars(people), **vars(offices)}
    upper = report_of(world.upper)
    found = {name for name, user in everyone.items() if allowed(user, "reports.lock_period", upper)}
    assert found == {"oanh", "phuc"}


def test_administrator_does_no_business(people, opened, world):
    from tests.people import make_user
    from units.enums import Role

    admin = make_user("NV-ADMIN", "Mạc Văn Sinh", world.mill, Role.ADMINISTRATOR)
    report = report_of(world.mill)
    assert [name for name in PERMISSIONS if allowed(admin, name, report)] == []
