"""Roles as a page shows them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.permissions import allowed
from units.enums import BUSINESS_ROLES
from units.models import Assignment


def draw_official(held: Assignment, actor: Any, *, day: date) -> dict[str, Any]:
    """Return one row of the list of officials: who, what, until when, and what ``actor`` may do about it."""
    label, kind = _standing(held, day)
    return {"held": held, "label": label, "kind": kind, "actions": _actions(held, actor, day)}


def _standing(held: Assignment, day: date) -> tuple[str, str]:
    if held.is_void:
        return _("Không có hiệu lực"), "closed"
    if held.valid_to is not None and held.valid_to <= day:
        return _("Đã thôi"), "closed"
    if held.waits:
        return _("Chờ xác nhận"), "wait"
    return (_("Chưa đến ngày"), "draft") if held.valid_from > day else (_("Đang giữ"), "ok")


def _actions(held: Assignment, actor: Any, day: date) -> list[dict[str, str]]:
    if held.valid_to is not None and held.valid_to <= max(day, held.valid_from):
        return []
    begun = held.valid_from <= day and not held.waits
    own = held.delegated_from_id is None
    steps = [
        ("confirm_role", "units.confirm_role", _("Xác nhận"), held.waits),
        ("decline_role", "units.confirm_role", _("Từ chối"), held.waits),
        (
            "delegate_role",
            "units.delegate_role",
            _("Ủy quyền"),
            own and not held.waits and held.role in BUSINESS_ROLES,
        ),
        ("end_role", "units.end_role", _("Thôi vai trò"), not held.waits),
    ]
    actions = [
        {"url": reverse(f"units:{name}", args=[held.pk]), "label": label}
        for name, permission, label, fits in steps
        if fits and allowed(actor, permission, held)
    ]
    if begun and allowed(actor, "units.view_as", held):
        actions.append({"url": reverse("view_as", args=[held.pk]), "label": _("Xem như")})
    if own and begun and allowed(actor, "units.hand_over", held):
        actions.append({"url": reverse("hand_over", args=[held.user_id]), "label": _("Bàn giao")})
    return actions
