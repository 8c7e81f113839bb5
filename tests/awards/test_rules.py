"""Who may do what: one table of role and permission."""

import pytest

from awards.models import Objection
from awards.rules import PERMISSIONS
from portal.core.permissions import allowed
from tests.awards.story import appraised, express_signed, gathered
from tests.people import make_user
from units.enums import Role, WorkGroup

EVERYONE = ["lan", "hung", "yen", "dung", "mai", "tuan", "huy", "binh"]
ON_NOMINATION = {
    "awards.prepare_nomination": {"hung", "yen", "dung"},
    "awards.appraise_nomination": {"yen", "dung"},
    "awards.allow_over_quota": {"mai", "tuan"},
    "awards.reopen_nomination": {"yen", "dung"},
}
ON_BATCH = {
    "awards.run_batch": {"yen", "dung"},
    "awards.object": set(EVERYONE),
}
ON_DECISION = {
    "awards.check_form": {"huy"},
    "awards.send_back_decision": {"huy", "mai", "tuan"},
    "awards.approve_decision": {"mai", "tuan"},
    "awards.publish_decision": {"huy"},
    "awards.revoke_decision": {"mai", "tuan"},
    "awards.run_batch": {"yen", "dung"},
}
ON_UNIT = {
    "awards.import_past_awards": {"hung", "yen", "dung"},
    "awards.verify_past_award": {"yen", "dung"},
    "awards.propose_for_unit": {"hung", "yen", "dung"},
    "awards.run_awards_of_unit": {"hung"},
    "awards.keep_numbers": set(),
}
ON_CERTIFICATE = {
    "awards.handle_certificate": {"huy"},
    "awards.deliver_certificate": {"hung", "huy", "yen", "dung", "mai", "tuan"},
}


def holders(story, permission, record):
    return {name for name in EVERYONE if allowed(getattr(story.people, name), permission, record)}


@pytest.mark.parametrize("permission", ON_NOMINATION)
def test_rights_on_a_nomination(story, permission):
    assert holders(story, permission, appraised(story)) == ON_NOMINATION[permission]


@pytest.mark.parametrize("permission", ON_BATCH)
def test_rights_on_a_batch(story, permission):
    assert holders(story, permission, gathered(story, appraised(story))) == ON_BATCH[permission]


@pytest.mark.parametrize("permission", ON_DECISION)
def test_rights_on_a_decision(story, permission):
    assert holders(story, permission, express_signed(story)) == ON_DECISION[permission]


@pytest.mark.parametrize("permission", ON_UNIT)
def test_rights_on_a_unit(story, permission):
    assert holders(story, permission, story.world.factory) == ON_UNIT[permission]


@pytest.mark.parametrize("permission", ON_CERTIFICATE)
def test_rights_on_a_certificate(story, permission):
    certificate = express_signed(story).certificates.select_related("nomination__unit").get()
    assert holders(story, permission, certificate) == ON_CERTIFICATE[permission]


def test_every_permission_is_in_a_table():
    tables = [ON_NOMINATION, ON_BATCH, ON_DECISION, ON_UNIT, ON_CERTIFICATE]
    assert {name for table in tables for name in table} | {"awards.answer_objection"} == set(PERMISSIONS)


def test_inspector_answers_opinions(story):
    inspector = make_user(
        "NV-UBKT", "Vũ Hồng Nhung", story.world.province, Role.INSPECTOR, group=WorkGroup.UNION_OFFICER
    )
    batch = gathered(story, appraised(story))
    objection = Objection(batch=batch, made_by=story.people.lan, text="Chưa đúng")
    assert allowed(inspector, "awards.answer_objection", objection)
    assert holders(story, "awards.answer_objection", objection) == {"yen", "dung"}
    assert not allowed(inspector, "awards.run_batch", batch)


def test_nobody_answers_their_own_opinion(story):
    objection = Objection(batch=gathered(story, appraised(story)), made_by=story.people.yen, text="Chưa đúng")
    assert holders(story, "awards.answer_objection", objection) == {"dung"}


def test_superuser_and_administrator_have_no_say_in_business(story):
    admin = make_user("NV-QT", "Mạc Văn Sinh", story.world.top, Role.ADMINISTRATOR, group=WorkGroup.UNION_OFFICER)
    admin.is_superuser = True
    nomination = appraised(story)
    business = [name for name in ON_NOMINATION if allowed(admin, name, nomination)]
    assert business == []


def test_grassroots_officer_runs_the_awards_of_the_grassroots_union(story):
    assert allowed(story.people.hung, "awards.run_awards_of_unit", story.world.factory)
    assert not allowed(story.people.hung, "awards.run_awards_of_unit", story.world.upper)
