"""Which of a member's facts are personal, who needs them and for what. What is not named here is shown to nobody."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from units.enums import Purpose, Role

LABELS: dict[str, Any] = {
    "birth_date": _("Ngày sinh"),
    "phone": _("Số điện thoại"),
    "email": _("E-mail"),
    "address": _("Địa chỉ"),
    "disciplines": _("Kỷ luật"),
}
"""The personal facts the portal keeps of a member."""


@dataclass(frozen=True, slots=True)
class Need:
    """That holders of one of ``roles``, at the member's unit or above it, need ``fields`` for ``purpose``."""

    purpose: Purpose
    roles: tuple[Role, ...]
    fields: tuple[str, ...]


NEEDS = (
    Need(
        Purpose.KEEP,
        (Role.GRASSROOTS_OFFICER, Role.ADMINISTRATOR),
        ("birth_date", "phone", "email", "address", "disciplines"),
    ),
    Need(
        Purpose.CHECK,
        (Role.GRASSROOTS_OFFICER, Role.ASSIGNED_OFFICER, Role.EMULATION_OFFICER),
        ("birth_date", "disciplines"),
    ),
    # The union itself visits and sends papers home; the levels above it ring or write.
    Need(Purpose.CONTACT, (Role.GRASSROOTS_OFFICER, Role.CLERK), ("phone", "email", "address")),
    Need(Purpose.CONTACT, (Role.ASSIGNED_OFFICER, Role.EMULATION_OFFICER), ("phone", "email")),
    Need(Purpose.INSPECT, (Role.INSPECTOR,), ("birth_date", "phone", "email", "address", "disciplines")),
)
"""Of two rows for one purpose the first that a role has counts, so the wider one stands first."""


def needs_of(actor: Any, unit: Any) -> list[Need]:
    """Return what ``actor`` may open the personal data of the people of ``unit`` for."""
    found: dict[str, Need] = {}
    for need in NEEDS:
        if need.purpose not in found and actor.oversees(unit, *need.roles):
            found[need.purpose] = need
    return list(found.values())


def fields_needed(actor: Any, unit: Any) -> set[str]:
    """Return which personal facts of the people of ``unit`` the roles of ``actor`` need for one purpose or another."""
    return {name for need in needs_of(actor, unit) for name in need.fields}


CONSENT_VERSION = "2026-06"
CONSENT_TEXTS: dict[str, Any] = {
    "2026-06": _(
        "Tôi đồng ý để công đoàn nêu họ tên, đơn vị và thành tích của tôi trên trang công khai của Cổng và trên các "
        "danh sách biểu dương. Tôi có thể rút lại bất cứ lúc nào; khi rút, tên tôi không hiện ở những nơi đó nữa. "
        "Quyết định khen thưởng đã ban hành và trang tra cứu bằng, giấy khen không phụ thuộc vào đồng ý này."
    )
}
"""What was agreed to, by version: a text that changes is a new version, and is asked about anew."""
