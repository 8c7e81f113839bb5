"""Officials out of a spreadsheet: who acts for which unit, from which day to which."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from portal.core.sheets import Stage
from units.enums import Role
from units.models import Assignment, User
from units.services.charges import fit_charges
from units.services.importing.shared import find_units

PEOPLE = "sheet_stage s JOIN units_member m ON m.code = s.member_code JOIN units_unit mu ON mu.id = m.unit_id"
HELD = PEOPLE + " JOIN units_user us ON us.member_id = m.id JOIN units_assignment a ON a.user_id = us.id"


def check_officials(stage: Stage) -> None:
    """Find the role each row is about: of this person at this unit from this day; nobody gives one to themselves."""
    find_units(stage)
    refuse_strangers(stage)
    stage.run(
        "UPDATE sheet_stage t SET target = x.id FROM (SELECT s.row, a.id FROM " + HELD + " WHERE a.role = s.role"
        " AND a.unit_id = s.unit_id AND a.valid_from = s.valid_from) x WHERE x.row = t.row"
    )
    stage.flag(
        "name_differs", "full_name", f"m.full_name FROM {PEOPLE} WHERE vi_fold(m.full_name) <> vi_fold(s.full_name)"
    )
    own = stage.actor.member_id if stage.actor is not None else None
    stage.flag("own_role", "member_code", f"'' FROM {PEOPLE} WHERE m.id = %(own)s", {"own": own})
    stage.flag("dates", "last_on", "'' FROM sheet_stage s WHERE s.last_on < s.valid_from")
    _refuse_overlaps(stage)
    stage.flag(
        "login_taken",
        "member_code",
        f"us.full_name FROM {PEOPLE} JOIN units_user us ON upper(us.username) = upper(m.code)"
        " WHERE us.member_id IS DISTINCT FROM m.id AND NOT EXISTS (SELECT FROM units_user o WHERE o.member_id = m.id)",
    )


def refuse_strangers(stage: Stage) -> None:
    """Note the rows whose person does not exist, or belongs to another branch."""
    stage.flag(
        "member_unknown",
        "member_code",
        "'' FROM sheet_stage s WHERE s.member_code IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM units_member m WHERE m.code = s.member_code)",
    )
    stage.flag(
        "member_outside",
        "member_code",
        f"'' FROM {PEOPLE} WHERE NOT starts_with(mu.path, %(path)s)",
        {"path": stage.scope.path},
    )


def _refuse_overlaps(stage: Stage) -> None:
    """One person holds one role at one unit once at a time, on record and in the file."""
    stage.flag(
        "role_held",
        "valid_from",
        f"min(to_char(a.valid_from, 'DD/MM/YYYY')) FROM {HELD} AND a.role = s.role AND a.unit_id = s.unit_id"
        " WHERE a.id IS DISTINCT FROM s.target AND coalesce(s.last_on, 'infinity') >= a.valid_from"
        " AND s.valid_from < coalesce(a.valid_to, 'infinity')"
        " AND NOT EXISTS (SELECT FROM sheet_stage f WHERE f.target = a.id)"
        " GROUP BY s.row, s.valid_from",
    )
    stage.flag(
        "twice",
        "member_code",
        "min(f.row) FROM sheet_stage s JOIN sheet_stage f ON f.row < s.row AND f.member_code = s.member_code"
        " AND f.role = s.role AND f.unit_id = s.unit_id AND coalesce(s.last_on, 'infinity') >= f.valid_from"
        " AND s.valid_from <= coalesce(f.last_on, 'infinity') GROUP BY s.row, s.member_code",
    )


def write_officials(stage: Stage, actor: Any, at: datetime) -> None:
    """Give the new roles, with an account where there was none, and correct titles and last days."""
    _open_accounts(stage, at)
    rows = stage.fetch(
        "SELECT us.id, s.role, s.unit_id, coalesce(s.title, ''), s.valid_from, s.last_on FROM sheet_stage s"
        " JOIN units_member m ON m.code = s.member_code JOIN units_user us ON us.member_id = m.id"
        " WHERE s.action = 'new' ORDER BY s.row"
    )
    Assignment.objects.bulk_create(
        (
            Assignment(
                user_id=user, role=role, unit_id=unit, title=title, valid_from=first,
                valid_to=last + timedelta(days=1) if last else None, given_by=actor,
            )
            for user, role, unit, title, first, last in rows
        ),
        batch_size=1000,
    )  # fmt: skip
    stage.run("""
        UPDATE units_assignment a SET title = coalesce(s.title, a.title), valid_to = coalesce(s.last_on + 1, a.valid_to)
        FROM sheet_stage s WHERE s.action = 'changed' AND a.id = s.target
    """)
    _fit_charges(stage, actor, at)


def _fit_charges(stage: Stage, actor: Any, at: datetime) -> None:
    """Whose role of assigned officer ends sooner now looks after nobody from that day on."""
    rows = stage.fetch(
        "SELECT a.user_id, min(a.valid_to) FROM sheet_stage s JOIN units_assignment a ON a.id = s.target"
        f" WHERE s.action = 'changed' AND a.role = '{Role.ASSIGNED_OFFICER.value}' AND a.valid_to IS NOT NULL"
        " GROUP BY a.user_id ORDER BY a.user_id"
    )
    for official, day in rows:
        fit_charges([official], actor=actor, at=at, since=day)


def _open_accounts(stage: Stage, at: datetime) -> None:
    """Accounts without a password: nobody can sign in until one is set."""
    rows = stage.fetch(
        "SELECT DISTINCT m.id, m.code, m.full_name FROM sheet_stage s JOIN units_member m ON m.code = s.member_code"
        " WHERE s.action = 'new' AND NOT EXISTS (SELECT FROM units_user us WHERE us.member_id = m.id) ORDER BY m.id"
    )
    User.objects.bulk_create(
        (
            User(username=code, full_name=name, member_id=pk, password=make_password(None), created_at=at)
            for pk, code, name in rows
        ),
        batch_size=1000,
    )
