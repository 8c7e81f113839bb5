"""The kinds of spreadsheets of all apps, and who may send or take which."""

from typing import Any, NoReturn

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from portal.core.permissions import allowed, require
from portal.core.sheets import SheetKind, sheet_kind
from units.models import Unit

SLUGS = {
    "don-vi": "units.units",
    "doan-vien": "units.members",
    "can-bo": "units.officials",
    "khen-thuong-cu": "awards.past_awards",
    "sang-kien-cu": "initiatives.past_initiatives",
}
# Under which words the faults of a file are counted.
FAULTS = {
    "empty": _("Ô bắt buộc còn trống"),
    "cell": _("Ô ghi chưa đúng"),
    "unit_unknown": _("Mã đơn vị không có"),
    "unit_outside": _("Đơn vị ngoài địa bàn"),
    "unit_ended": _("Đơn vị đã kết thúc"),
    "twice": _("Dòng trùng trong tệp"),
    "unit_elsewhere": _("Mã của đơn vị ngoài địa bàn"),
    "unit_fixed": _("Điều không đổi bằng tệp"),
    "parent_level": _("Sai cấp trên"),
    "member_unknown": _("Mã đoàn viên không có"),
    "name_differs": _("Họ tên không khớp mã"),
    "own_role": _("Tự giao vai cho mình"),
    "own_record": _("Tự sửa điều đã ghi của mình"),
    "own_award": _("Tự xác nhận khen thưởng của mình"),
    "own_work": _("Tự nhập sáng kiến của mình"),
    "dates": _("Ngày không theo thứ tự"),
    "author_unknown": _("Mã đồng tác giả không có"),
    "author_twice": _("Tác giả ghi hai lần"),
    "upper_part": _("Công nhận cấp cao hơn ghi thiếu"),
    "initiative_kept": _("Sáng kiến đã có trên Cổng"),
    "role_held": _("Vai đã có từ ngày khác"),
    "login_taken": _("Mã đăng nhập đã có người dùng"),
    "holder": _("Chưa rõ ai được khen"),
    "award_unknown": _("Mã danh hiệu không có"),
    "award_subject": _("Danh hiệu không dành cho đối tượng này"),
    "record_kept": _("Đã có trong sổ khen thưởng"),
    "evidence_missing": _("Chưa ghi nơi lưu bản gốc"),
    "not_verifier": _("Không có quyền xác nhận đối chiếu"),
    "member_outside": _("Người ở ngoài địa bàn"),
    "code_case": _("Mã khác chữ hoa, chữ thường"),
    "alike": _("Có thể là người đã có"),
    "twin": _("Có thể là cùng một người trong tệp"),
    "phone_taken": _("Số điện thoại của người khác"),
    "phone_elsewhere": _("Số điện thoại của người nơi khác"),
    "phone_twice": _("Số điện thoại trùng trong tệp"),
}
MENDED = {"phone_zero": _("Số điện thoại mất số 0 ở đầu, đã thêm lại")}


def kind_at(slug: str) -> SheetKind:
    """Return the kind of spreadsheet at an address; 404 if there is none."""
    if slug not in SLUGS:
        raise Http404
    return sheet_kind(SLUGS[slug])


def slug_of(name: str) -> str:
    return next(slug for slug, known in SLUGS.items() if known == name)


def units_for(actor: Any, permission: str, *, more: Unit | None = None) -> list[Unit]:
    """Return the units for whose branch ``actor`` holds ``permission``: where they act, and one they asked for."""
    units = {held.unit_id: held.unit for held in actor.assignments}
    if more is not None:
        units[more.pk] = more
    found = [unit for unit in units.values() if allowed(actor, permission, unit)]
    return sorted(found, key=lambda unit: (more is not None and unit.pk != more.pk, unit.level, unit.pk))


def refuse_without_unit(actor: Any, permission: str, *, asked: Unit | None) -> NoReturn:
    """
    Say why ``actor`` may do this for no unit at all.

    :raises PermissionDenied: with the sentence of the permission
    """
    unit = asked or (actor.member.unit if actor.member else None)
    if unit is not None:
        require(actor, permission, unit)
    raise Http404


def open_kinds(actor: Any) -> list[dict[str, Any]]:
    """Return the kinds ``actor`` may send or take somewhere, as rows for a page."""
    rows = []
    for slug, name in SLUGS.items():
        kind = sheet_kind(name)
        sends = bool(units_for(actor, kind.permission))
        takes = bool(kind.export_permission and units_for(actor, kind.export_permission))
        if sends or takes:
            rows.append({"slug": slug, "kind": kind, "sends": sends, "takes": takes})
    return rows
