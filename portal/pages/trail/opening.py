"""Personal data in the trail: shown for a stated purpose, and never without a line of its own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit
from portal.core.errors import DomainError
from portal.core.models import AuditLine
from portal.core.permissions import require
from units.models import Unit

SHORTEST_PURPOSE = 10


@transaction.atomic
def open_personal(line: AuditLine, unit: Unit | None, *, actor: Any, at: datetime, purpose: str) -> None:
    """
    Put down that ``actor`` now sees the personal data that ``line``, of ``unit``, holds, and what for.

    :raises PermissionDenied: if they are not of the inspection committee over that unit
    :raises DomainError: without a purpose that can be understood later
    """
    require(actor, "units.open_personal_data", unit)
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise DomainError(
            _("Ghi rõ mục đích xem (ít nhất %(count)s ký tự), ví dụ: xác minh đơn khiếu nại số 05/ĐKN.")
            % {"count": SHORTEST_PURPOSE},
            field="purpose",
        )
    audit.record("trail.open_personal", line, actor=actor, at=at, note=purpose.strip())
