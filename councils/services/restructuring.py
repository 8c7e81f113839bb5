"""What a change of the tree means for councils (see ``units.services.restructuring``)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.models import AgendaItem, Council, Seat, Session
from councils.states import FINAL
from portal.core import audit
from units.models import Member, Unit, UnitChange
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


def between_persons(kept: Member, gone: Member) -> Iterator[str]:
    """Return the councils and sessions where both records have a place: one person has one."""
    sat = Seat.objects.filter(member=gone, council__seats__member=kept).values("council")
    for council in Council.objects.filter(pk__in=sat).order_by("pk"):
        yield _("Cả hai hồ sơ đều có ghế trong %(council)s. Hãy kiểm tra lại xem có đúng là một người.") % {
            "council": council
        }


def follow_person(kept: Member, gone: Member, *, actor: Any, at: datetime) -> dict[str, int]:
    """Let ``kept`` have the seats of ``gone``, and be known as the subject of its dossiers not yet counted."""
    seats = list(Seat.objects.filter(member=gone).order_by("pk"))
    for seat in seats:
        seat.member = kept
        seat.save(update_fields=["member"])
        audit.record("seat.follow", seat.council, actor=actor, at=at, before={"member": gone}, after={"member": kept})
    items = AgendaItem.objects.filter(subject_member_ids__contains=[gone.pk], counted_at__isnull=True)
    for item in items.order_by("pk"):
        # Both stay named: whoever reads an older paper finds the person, and neither may judge their own dossier.
        item.subject_member_ids = sorted({*item.subject_member_ids, kept.pk})
        item.save(update_fields=["subject_member_ids"])
        audit.record("item.follow", item, actor=actor, at=at, before={"member": gone}, after={"member": kept})
    return {"seats": len(seats)}
