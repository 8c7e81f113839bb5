"""The spreadsheets about units, people and roles."""

from django.utils.translation import gettext_lazy as _

from portal.core.sheets import Column, SheetKind
from portal.core.sheets import values as say
from units.enums import Gender, Role, UnitKind, WorkGroup
from units.services.importing.members import check_members, refuse_own_record, write_members
from units.services.importing.officials import check_officials, write_officials
from units.services.importing.units import check_units, write_units
from units.services.importing.words import MEMBER_SENTENCES, OFFICIAL_SENTENCES, TREE_SENTENCES

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
            "address",
            "Địa chỉ",
            say.text(160),
            "Số 12 ngõ 5, thôn Đông, xã Tân Chi",
            now="m.address",
            width=34,
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
    judge=refuse_own_record,
    sentences=MEMBER_SENTENCES,
    rules=(
        "Người mới có họ tên, ngày sinh và công đoàn cơ sở trùng với một người đã có nhưng khác mã: Cổng hỏi đó có"
        " phải là một người không, không tự gộp.",
    ),
)

KINDS, ROLES = say.labels(UnitKind, without=(UnitKind.CONFEDERATION,)), say.labels(Role)

UNITS = SheetKind(
    name="units.units",
    title=_("Đơn vị"),
    noun=_("đơn vị"),
    about=_("Thêm đơn vị dưới đơn vị cấp trên, bổ sung thông tin của đơn vị đã có."),
    permission="units.import_units",
    export_permission="units.export_units",
    columns=(
        Column("code", "Mã đơn vị", say.code(40), "CS-002", "Mỗi đơn vị một mã.", required=True, now="u.code"),
        Column(
            "name",
            "Tên đầy đủ",
            say.text(255),
            "CĐCS Công ty CP May Đáp Cầu Mới",
            required=True,
            now="u.name",
            width=48,
        ),
        Column(
            "short_name", "Tên gọn", say.text(160), "CĐCS May Đáp Cầu Mới", required=True, now="u.short_name", width=32
        ),
        Column(
            "kind", "Loại", say.choice(KINDS), "Công đoàn cơ sở", required=True, now="u.kind", options=KINDS, width=26
        ),
        Column(
            "parent_code",
            "Mã đơn vị cấp trên",
            say.code(40),
            "CD-KCN",
            "Đã có trên Cổng, hoặc là một dòng của tệp này.",
            required=True,
            now="p.code",
        ),
        Column("area", "Địa bàn phụ trách", say.text(255), "phường Kinh Bắc", now="u.area", width=24),
        Column("sector", "Ngành nghề", say.text(80), "dệt may", now="u.sector", width=16),
        Column("place", "Nơi ban hành văn bản", say.text(80), "Bắc Ninh", now="u.place", width=16),
        Column("doc_suffix", "Ký hiệu văn bản", say.text(20), "CĐCS", now="u.doc_suffix", width=12),
        Column(
            "valid_from",
            "Ngày thành lập",
            say.past_day,
            "01/01/2019",
            required=True,
            sql="date",
            now="u.valid_from",
            width=13,
        ),
        Column(
            "member_count",
            "Số đoàn viên",
            say.whole,
            "1.532",
            "Con số báo cáo; không tự đếm từ danh sách đoàn viên.",
            sql="integer",
            now="u.member_count",
            width=11,
        ),
        Column("female_percent", "Tỷ lệ nữ (%)", say.percent, "52,5", sql="numeric", now="u.female_percent", width=10),
        Column(
            "direct_percent",
            "Tỷ lệ lao động trực tiếp (%)",
            say.percent,
            "82",
            sql="numeric",
            now="u.direct_percent",
            width=12,
        ),
        Column("note", "Ghi chú", say.text(2000), now="u.note", width=30),
    ),
    present="units_unit u LEFT JOIN units_unit p ON p.id = u.parent_id",
    key="u.id",
    within="u.path",
    order="u.path",
    check=check_units,
    write=write_units,
    sentences=TREE_SENTENCES,
    partial=False,
    rules=(
        "Đơn vị cấp trên và cấp dưới nằm chung một tệp được, thứ tự dòng tùy ý. Mọi dòng phải đúng thì mới ghi.",
        "Tên đầy đủ, loại, cấp trên, ngày thành lập của đơn vị đã có không đổi bằng tệp: phải có ngày và căn cứ.",
    ),
)

OFFICIALS = SheetKind(
    name="units.officials",
    title=_("Cán bộ và vai"),
    noun=_("cán bộ"),
    about=_("Giao vai ở đơn vị từ ngày nào đến ngày nào; ai chưa có tài khoản thì được mở."),
    permission="units.import_officials",
    export_permission="units.export_units",
    columns=(
        Column("member_code", "Mã đoàn viên", say.code(30), "NV-0123", required=True, now="m.code"),
        Column(
            "full_name",
            "Họ và tên",
            say.text(120),
            "Nguyễn Thị Hạnh",
            "Để đối chiếu với mã; không sửa tên bằng tệp này.",
            now="m.full_name",
            compared=False,
            width=28,
        ),
        Column("role", "Vai", say.choice(ROLES), "Cán bộ CĐCS", required=True, now="a.role", options=ROLES, width=30),
        Column(
            "unit_code",
            "Mã đơn vị",
            say.code(40),
            "CS-002",
            "Vai có hiệu lực ở đơn vị này và mọi đơn vị dưới nó.",
            required=True,
            now="u.code",
        ),
        Column("title", "Chức danh", say.text(120), "Chủ tịch CĐCS", now="a.title", width=24),
        Column("valid_from", "Từ ngày", say.day, "01/07/2025", required=True, sql="date", now="a.valid_from", width=13),
        Column(
            "last_on",
            "Đến hết ngày",
            say.day,
            "30/06/2030",
            "Để trống: chưa có ngày kết thúc. Ghi ngày để thôi vai.",
            sql="date",
            now="(a.valid_to - 1)",
            width=13,
        ),
    ),
    present=(
        "units_assignment a JOIN units_user us ON us.id = a.user_id JOIN units_member m ON m.id = us.member_id"
        " JOIN units_unit u ON u.id = a.unit_id"
    ),
    key="a.id",
    within="u.path",
    order="u.path, a.role, a.id",
    check=check_officials,
    write=write_officials,
    sentences=OFFICIAL_SENTENCES,
    rules=(
        "Mỗi dòng là một vai của một người. Cùng người, vai, đơn vị và ngày đầu: sửa chức danh, ngày cuối của vai đó.",
    ),
)

SHEETS = {kind.name: kind for kind in (UNITS, MEMBERS, OFFICIALS)}
