"""``docs/rights.md`` is the table role × permission × state: what it says is what the rules answer, cell by cell."""

import difflib
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.core.permissions import allowed
from portal.core.workflow import WrongStateError, advance
from tests.rights import document
from tests.rights.acts import ACTS, KINDS
from tests.rights.cast import EVERYONE, VIETNAMESE
from tests.rights.playing import STATEFUL, permissions, play, states_of, steps, subjects
from tests.rights.scene import Scene
from units.models import User

pytestmark = pytest.mark.django_db


def test_every_permission_of_every_app_stands_in_the_table_and_no_other():
    assert set(ACTS) == set(permissions())
    assert {kind for kinds, _words in ACTS.values() for kind in kinds.split()} == set(KINDS)
    assert set(VIETNAMESE) == set(EVERYONE)


def test_every_step_with_a_permission_stands_in_the_table():
    asked = {(step.name.split(".")[0], step.permission) for step in steps() if step.permission}
    assert {pair for pair in asked if pair[0] not in ACTS[pair[1]][0].split()} == set()


def test_document_says_what_the_rules_answer(scene: Scene, request):
    drawn = document.draw(play(scene))
    if request.config.getoption("--renew-rights"):
        document.PATH.write_text(drawn, encoding="utf-8")
    kept = document.PATH.read_text(encoding="utf-8")
    changed = "\n".join(difflib.unified_diff(kept.splitlines(), drawn.splitlines(), "docs/rights.md", "rules", n=0))
    assert kept == drawn, f"{changed}\nRead what changed; if it is right: {document.RENEW}"


def test_no_step_is_taken_from_another_state(scene: Scene):
    cast = [User.objects.select_related("member__unit").get(pk=user.pk) for user in scene.cast.values()]
    about, taken, tried = subjects(scene), [], 0
    for step in steps():
        kind = step.name.split(".")[0]
        for state in set(states_of(kind)) - step.sources if kind in STATEFUL else ():
            record, tried = about[kind][state], tried + 1
            holder = next((one for one in cast if step.permission and allowed(one, step.permission, record)), None)
            with transaction.atomic():
                try:
                    advance(record, step, actor=holder, at=timezone.now() + timedelta(seconds=1))
                    taken.append(f"{step.name} from {state}")
                except WrongStateError:
                    pass
                transaction.set_rollback(True)
    assert tried > 300
    assert taken == []
