"""What a change of the tree means for initiatives (see ``units.services.restructuring``)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from initiatives.enums import InitiativeState as S
from initiatives.models import Initiative
from units.models import Unit, UnitChange
from units.services.restructuring import Touched

UNDER_WAY = (S.DRAFT, S.SUBMITTED, S.RECEIPT_CHECK, S.RETURNED, S.ACCEPTED, S.UNDER_REVIEW)


def touched(change: UnitChange, ending: Sequence[Unit]) -> list[Touched]:
    """Return the initiatives under way: they keep the unit they were handed in at, and lie with the heir."""
    under_way = Initiative.objects.filter(unit__in=ending, state__in=UNDER_WAY).count()
    return [Touched(_("Sáng kiến đang xét"), under_way, _("Đơn vị kế thừa xét tiếp; hồ sơ giữ tên đơn vị cũ"))]
