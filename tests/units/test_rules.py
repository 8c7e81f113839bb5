"""Who may see and change units and people: one table of role and permission, asked at Lan's grassroots union."""

import pytest

from portal.core.permissions import allowed
from tests.people import make_user
from units.enums import Role
from units.rules import PERMISSIONS

EVERYONE = ["lan", "hung", "yen", "mai", "huy", "binh", "admin", "inspector"]
AT_THE_FACTORY = {
    "units.view_unit": set(EVERYONE),
    "units.view_members": {"hung", "yen", "mai", "huy", "inspector"},
    "units.view_trail": {"admin", "inspector"},
    "units.read_trail_values": {"inspector"},
    "units.open_personal_data": {"inspector"},
    "units.manage_unit": {"admin"},
    "units.view_officials": {"hung", "mai", "admin", "inspector"},
    "units.give_role": {"admin"},
    "units.view_charges": {"hung", "yen", "mai", "huy", "admin", "inspector"},
    "units.decide_charges": {"yen", "mai", "admin"},
    "units.keep_clusters": {"hung"},
    "units.sign_pledge": {"hung"},
    "units.import_units": {"admin"},
    "units.import_members": {"hung", "admin"},
    "units.import_officials": {"admin"},
    "units.export_units": {"hung", "yen", "mai", "huy", "inspector"},
}
# Asked of other records than a unit; tests/rights walks their pages as everyone.
ELSEWHERE = {
    "units.answer_correction", "units.cancel_change", "units.close_account", "units.close_pledge", "units.confirm_change",
    "units.confirm_role", "units.delegate_role", "units.edit_change", "units.end_role", "units.hand_over",
    "units.handle_sheet", "units.keep_discipline", "units.manage_account", "units.manage_member", "units.merge_members",
    "units.view_as",
    "units.view_change", "units.view_member", "units.view_personal", "units.withdraw_correction", "units.write_pledge",
}  # fmt: skip


@pytest.mark.parametrize("permission", AT_THE_FACTORY)
def test_rights_at_a_unit(people, world, permission):
    people.admin = make_user("NV-QT", "Mạc Văn Sinh", world.province, Role.ADMINISTRATOR)
    people.inspector = make_user("NV-UBKT", "Vũ Hồng Nhung", world.province, Role.INSPECTOR)
    holders = {name for name in EVERYONE if allowed(getattr(people, name), permission, world.factory)}
    assert holders == AT_THE_FACTORY[permission]


def test_administrator_changes_nothing_in_another_branch(people, world):
    admin = make_user("NV-QT", "Mạc Văn Sinh", world.province, Role.ADMINISTRATOR)
    assert allowed(admin, "units.manage_unit", world.group)
    assert not allowed(admin, "units.manage_unit", world.other_factory)
    assert not allowed(admin, "units.manage_unit", world.top)


def test_what_belongs_to_no_unit_is_read_by_the_inspectors_of_the_confederation(people, world):
    local = make_user("NV-UBKT", "Vũ Hồng Nhung", world.province, Role.INSPECTOR)
    highest = make_user("NV-UBKT1", "Lý Văn Kiểm", world.top, Role.INSPECTOR)
    keeper = make_user("NV-QT", "Mạc Văn Sinh", world.top, Role.ADMINISTRATOR)
    for permission in ("units.read_trail_values", "units.open_personal_data"):
        assert [allowed(one, permission, None) for one in (local, highest, keeper, people.tuan)] == [
            False, True, False, False,
        ]  # fmt: skip


def test_every_permission_is_in_the_table():
    assert set(AT_THE_FACTORY) | ELSEWHERE == set(PERMISSIONS)
    assert set(AT_THE_FACTORY) & ELSEWHERE == set()
