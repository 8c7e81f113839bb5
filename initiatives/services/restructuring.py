"""What a change of the tree means for initiatives (see ``units.services.restructuring``)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.enums import InitiativeState as S
from initiatives.models import Author, Initiative
from initiatives.services.authors import names_of
from portal.core import audit
from units.models import Member, Unit, UnitChange
from units.services.restructuring import Touched

UNDER_WAY = (S.DRAFT, S.SUBMITTED, S.RECEIPT_CHECK, S.RETURNED, S.ACCEPTED, S.UNDER_REVIEW)


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the initiatives under way: they keep the unit they were handed in at, and lie with the heir."""
    under_way = Initiative.objects.filter(unit__in=ending, state__in=UNDER_WAY).count()
    return [
        Touched(
            gettext_lazy("Sáng kiến đang xét"),
            under_way,
            gettext_lazy("Đơn vị kế thừa xét tiếp; hồ sơ giữ tên đơn vị cũ"),
        )
    ]


def between_persons(kept: Member, gone: Member) -> Iterator[str]:
    """Return the initiatives both made where only one share was confirmed: the sum would confirm the other too."""
    both = Author.objects.filter(member=gone, initiative__authors__member=kept).select_related("initiative")
    for author in both.order_by("pk"):
        other = author.initiative.authors.get(member=kept)
        if (author.confirmed_at is None) != (other.confirmed_at is None):
            name = author.initiative.code or author.initiative.title
            yield _(
                "Cả hai hồ sơ cùng là tác giả của sáng kiến %(name)s, một bên chưa xác nhận tỷ lệ đóng góp. "
                "Hãy để người đó xác nhận trước."
            ) % {"name": name}


def follow_person(kept: Member, gone: Member, *, actor: Any, at: datetime) -> dict[str, int]:
    """Let ``kept`` be the author of what ``gone`` made; of an initiative of both, their shares are one."""
    touched: set[int] = set(Initiative.objects.filter(lead=gone).values_list("pk", flat=True))
    for author in Author.objects.filter(member=gone).select_related("initiative").order_by("pk"):
        touched.add(author.initiative_id)
        other = author.initiative.authors.filter(member=kept).first()
        if other is None:
            author.member = kept
            author.save(update_fields=["member"])
        else:
            _join(other, author)
    for initiative in Initiative.objects.filter(pk__in=touched).order_by("pk"):
        if initiative.lead_id == gone.pk:
            initiative.lead = kept
        initiative.author_names, initiative.version = names_of(initiative), initiative.version + 1
        initiative.save(update_fields=["lead", "author_names", "version"])
        before, after = {"member": gone}, {"member": kept}
        audit.record("initiative.follow", initiative, actor=actor, at=at, before=before, after=after)
    return {"initiatives": len(touched)}


def _join(kept: Author, gone: Author) -> None:
    share, is_lead = min(kept.share + gone.share, 100), kept.is_lead or gone.is_lead
    gone.delete()
    kept.share, kept.is_lead = share, is_lead
    kept.save(update_fields=["share", "is_lead"])
