"""One question, asked of whoever is signed in; and for whom they act where only a delegation lets them."""

from datetime import timedelta

import pytest
import structlog
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from portal.core.permissions import ACTING_FOR, allowed, refusal, require
from tests.moments import LONG_AGO
from tests.people import make_user
from units.enums import Role
from units.models import User
from units.services import assign_role, delegate_role

pytestmark = pytest.mark.django_db


def test_who_is_not_signed_in_or_whose_account_is_closed_may_nothing(people, world):
    people.tuan.is_active = False
    for actor in (AnonymousUser(), people.tuan, None):
        assert refusal(actor, "units.view_unit", world.province) == "Bạn cần đăng nhập."
        assert not allowed(actor, "units.view_unit", world.province)
        with pytest.raises(PermissionDenied, match="Bạn cần đăng nhập"):
            require(actor, "units.view_unit", world.province)
    assert refusal(people.lan, "units.view_unit", world.province) is None


def noted(actor, permission, record) -> int | None:
    require(actor, permission, record)
    return structlog.contextvars.get_contextvars().get(ACTING_FOR)


def test_trail_knows_for_whom_one_acts_where_two_have_delegated(people, world):
    far = make_user("NV-XA", "Hồ Thị Xa", world.other_province, Role.LEADER)
    now, day = timezone.now(), timezone.localdate()
    for leader in (people.tuan, far):
        delegate_role(
            leader.held.get(), people.huy, actor=leader, at=now, valid_from=day, valid_to=day + timedelta(days=7),
            basis="12/UQ",
        )  # fmt: skip
    huy = User.objects.get(pk=people.huy.pk)
    assert noted(huy, "units.sign_pledge", world.province) == people.tuan.pk
    assert noted(huy, "units.sign_pledge", world.other_province) == far.pk
    # What is one's own right is done in one's own name.
    assert noted(huy, "units.view_members", world.province) is None
    assign_role(huy, Role.LEADER, world.factory, actor=None, at=now, valid_from=LONG_AGO)
    huy = User.objects.get(pk=people.huy.pk)
    assert noted(huy, "units.sign_pledge", world.factory) is None
