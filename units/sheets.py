"""The spreadsheets about units, people and roles."""

from django.utils.translation import gettext_lazy as _

from portal.core.sheets import Column, SheetKind
from portal.core.sheets import values as say
from units.enums import Gender, WorkGroup
from units.services.importing.members import check_members, write_members
from units.services.importing.words import MEMBER_SENTENCES

GENDERS, GROUPS = say.labels(Gender), say.labels(WorkGroup)

MEMBERS = SheetKind(
    name="units.members",
    title=_("Đoàn viên"),
    noun=_("đoàn viên"),
    about=_("Thêm người mới, sửa thông tin theo mã đoàn viên."),
    permission="units.import_members",
    export_permission="units.view_members",
    columns=(
        Column(
            "code",
            "Mã đoàn viên",
            say.code(30),
            "NV-0123",
            "Mã in trên thẻ; mỗi người một mã. Mã đã có: sửa người đó.",
            required=True,
            now="m.code",
        ),
        Column("full_name", "Họ và tên", say.text(120), "Nguyễn Thị Hạnh", required=True, now="m.full_name", width=28),
        Column(
            "gender", "Giới tính", say.choice(GENDERS), "Nữ", now="m.gender", options=GENDERS, width=11, personal=True
        ),
        Column(
            "birth_date",
            "Ngày sinh",
            say.past_day,
            "05/09/1990",
            sql="date",
            now="m.birth_date",
            width=13,
            personal=True,
        ),
        Column(
            "phone",
            "Số điện thoại",
            say.phone,
            "0912 345 678",
            "Ô số mất số 0 ở đầu sẽ được thêm lại.",
            now="m.phone",
            width=15,
            personal=True,
        ),
        Column(
            "unit_code",
            "Mã đơn vị",
            say.code(40),
            "CS-002",
            "Công đoàn cơ sở, bộ phận hoặc tổ nơi người đó sinh hoạt.",
            required=True,
            now="u.code",
        ),
        Column("position", "Chức vụ, công việc", say.text(160), "Công nhân may bậc 5", now="m.position", width=26),
        Column(
            "group",
            "Nhóm",
            say.choice(GROUPS),
            "Lao động trực tiếp",
            required=True,
            now='m."group"',
            options=GROUPS,
            width=24,
        ),
        Column("education", "Trình độ", say.text(40), "THPT", now="m.education", width=14),
        Column("joined_on", "Ngày vào công đoàn", say.past_day, "01/06/2012", sql="date", now="m.joined_on", width=13),
        Column(
            "is_direct_worker",
            "Lao động trực tiếp",
            say.yes,
            "x",
            "“x” hoặc “không”; để trống: theo nhóm.",
            sql="boolean",
            now="m.is_direct_worker",
            width=12,
        ),
    ),
    present="units_member m JOIN units_unit u ON u.id = m.unit_id",
    key="m.id",
    within="u.path",
    order="u.path, m.sort_key, m.id",
    check=check_members,
    write=write_members,
    sentences=MEMBER_SENTENCES,
    rules=(
        "Người mới có họ tên, ngày sinh và công đoàn cơ sở trùng với một người đã có nhưng khác mã: Cổng hỏi đó có"
        " phải là một người không, không tự gộp.",
    ),
)

SHEETS = {kind.name: kind for kind in (MEMBERS,)}
