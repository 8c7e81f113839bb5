"""What a change of the tree means for councils (see ``units.services.restructuring``)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.models import Council, Session
from councils.states import FINAL
from portal.core import audit
from units.models import Unit, UnitChange
from units.services.changes.checking import ending_units
from units.services.restructuring import Touched


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the councils that end with their units."""
    councils = Council.objects.in_force(change.effective_on).filter(unit__in=ending).count()
    return [
        Touched(gettext_lazy("Hội đồng"), councils, gettext_lazy("Kết thúc cùng đơn vị; lập mới tại đơn vị kế thừa"))
    ]


def obstacles(change: UnitChange, units: Sequence[Unit]) -> Iterator[str]:
    """Return the sessions that a council must finish before its unit ends."""
    open_sessions = Session.objects.filter(council__unit__in=ending_units(change)).exclude(state__in=FINAL)
    for session in open_sessions.select_related("council").order_by("pk"):
        words = {"council": session.council, "session": session}
        yield _("%(council)s còn phiên họp chưa xong: %(session)s. Kết thúc hoặc hủy phiên họp trước.") % words


def follow(change: UnitChange, heirs: Mapping[Unit, Unit], *, actor: Any, at: datetime) -> dict[str, int]:
    """End the councils of units that ended; what they advised stays as it is."""
    councils = list(Council.objects.in_force(change.effective_on).filter(unit__in=heirs).order_by("pk"))
    for council in councils:
        council.valid_to = max(change.effective_on, council.valid_from)
        council.save(update_fields=["valid_to"])
        audit.record("council.end", council, actor=actor, at=at, after={"valid_to": council.valid_to})
    return {"councils": len(councils)}
