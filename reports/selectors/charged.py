"""What the unions an assigned official looks after owe."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.work import Work
from reports.models import Report
from reports.selectors.missing import UNSENT
from units.enums import Role
from units.selectors import unions_of

SHOWN = 3


def list_late_of_charged(actor: Any, *, day: date) -> list[Work]:
    """Return one row for all overdue reports of the unions ``actor`` looks after; one query, none for others."""
    if not actor.holds(Role.ASSIGNED_OFFICER):
        return []
    charged = unions_of(actor, day=day).order_by().values("pk")
    late = Report.objects.in_force().filter(unit__in=charged, state__in=UNSENT, due_on__lt=day)
    owed = list(late.order_by("due_on", "pk").values_list("unit__short_name", "due_on"))
    if not owed:
        return []
    title = _("%(count)d báo cáo quá hạn của đơn vị bạn phụ trách") % {"count": len(owed)}
    names = list(dict.fromkeys(name for name, _due in owed))
    more = "…" if len(names) > SHOWN else ""
    return [Work(title, "; ".join(names[:SHOWN]) + more, reverse("units:my_charges"), _("Đôn đốc"), owed[0][1])]
