"""The spreadsheet of initiatives recognised before the portal."""

from django.utils.translation import gettext_lazy as _

from initiatives.enums import Scope, SolutionKind
from initiatives.services.importing import (
    check_past_initiatives,
    refuse_changed_initiatives,
    shares,
    write_past_initiatives,
)
from portal.core.sheets import Column, SheetKind
from portal.core.sheets import values as say
from units.services.importing.words import PERSON_SENTENCES, UNIT_SENTENCES

KINDS, SCOPES = say.labels(SolutionKind), say.labels(Scope, without=(Scope.BASE,))

PAST_INITIATIVES = SheetKind(
    name="initiatives.past_initiatives",
    title=_("Sáng kiến cũ"),
    noun=_("sáng kiến cũ"),
    about=_("Sáng kiến đã được công nhận trước khi dùng Cổng, với tác giả và quyết định; tính vào số liệu năm đó."),
    permission="initiatives.import_past_initiatives",
    columns=(
        Column(
            "code",
            "Mã sáng kiến",
            say.code(30),
            "CS-002/2023/07",
            "Số trong sổ sáng kiến của đơn vị; mỗi sáng kiến một mã.",
            required=True,
            now="i.code",
        ),
        Column(
            "title",
            "Tên sáng kiến",
            say.text(500),
            "Thanh kẹp dẫn hướng bàn cắt vải",
            required=True,
            now="i.title",
            width=48,
        ),
        Column("lead_code", "Mã tác giả chính", say.code(30), "NV-0123", required=True, now="m.code"),
        Column(
            "co_authors",
            "Đồng tác giả",
            shares,
            "NV-002: 30; NV-003: 20",
            "Mã và tỷ lệ phần trăm; phần còn lại của tác giả chính.",
            now="co.names",
            width=26,
        ),
        Column(
            "kind",
            "Loại giải pháp",
            say.choice(KINDS),
            "Giải pháp kỹ thuật",
            required=True,
            now="i.kind",
            options=KINDS,
            width=24,
        ),
        Column("field", "Lĩnh vực áp dụng", say.text(80), "dệt may", now="i.field", width=16),
        Column("solution", "Nội dung", say.text(10_000), now="i.solution", width=40),
        Column(
            "first_applied_on",
            "Ngày áp dụng lần đầu",
            say.past_day,
            "02/03/2023",
            sql="date",
            now="i.first_applied_on",
            width=13,
        ),
        Column(
            "value_vnd",
            "Giá trị làm lợi (đồng)",
            say.vnd,
            "186.000.000",
            "Đã được công nhận, số nguyên.",
            sql="bigint",
            now="i.recognised_value_vnd",
            width=18,
        ),
        Column("social_benefit", "Lợi ích khác", say.text(4000), now="i.social_benefit", width=30),
        Column(
            "decision_no",
            "Số quyết định công nhận",
            say.text(60),
            "45/QĐ-CĐCS",
            required=True,
            now="b.decision_no",
            width=20,
        ),
        Column(
            "decided_on",
            "Ngày quyết định",
            say.past_day,
            "15/06/2023",
            required=True,
            sql="date",
            now="b.decided_on",
            width=13,
        ),
        Column(
            "upper_scope",
            "Phạm vi cao hơn",
            say.choice(SCOPES),
            "Cấp tỉnh, ngành",
            "Nếu có công nhận cấp cao hơn: ghi đủ ba cột này.",
            now="r.scope",
            options=SCOPES,
            width=18,
        ),
        Column("upper_no", "Số quyết định cấp cao hơn", say.text(60), "12/QĐ-LĐLĐ", now="r.decision_no", width=20),
        Column(
            "upper_on",
            "Ngày quyết định cấp cao hơn",
            say.past_day,
            "20/12/2023",
            sql="date",
            now="r.decided_on",
            width=13,
        ),
    ),
    present=(
        "initiatives_initiative i JOIN units_member m ON m.id = i.lead_id JOIN units_unit u ON u.id = i.unit_id"
        " LEFT JOIN initiatives_recognition b ON b.initiative_id = i.id AND b.scope = 'co_so'"
        " LEFT JOIN initiatives_recognition r ON r.initiative_id = i.id AND r.scope <> 'co_so'"
        " LEFT JOIN LATERAL (SELECT string_agg(c.code || ': ' || a.share, '; ' ORDER BY a.id) AS names"
        " FROM initiatives_author a JOIN units_member c ON c.id = a.member_id"
        " WHERE a.initiative_id = i.id AND NOT a.is_lead) co ON true"
    ),
    key="i.id",
    within="u.path",
    order="i.id",
    check=check_past_initiatives,
    write=write_past_initiatives,
    judge=refuse_changed_initiatives,
    sentences={
        **UNIT_SENTENCES,
        **PERSON_SENTENCES,
        "author_unknown": _("Không có đoàn viên nào mang mã %(detail)s. Hãy xem lại mã, hoặc nhập đoàn viên trước."),
        "author_twice": _("%(detail)s có hai lần trong các tác giả. Hãy bỏ một."),
        "own_work": _("Tác giả là bạn, hoặc người có ủy quyền với bạn. Hãy bỏ dòng này và nhờ người khác nhập."),
        "dates": _("Ngày này không theo thứ tự: áp dụng trước, công nhận cơ sở sau, rồi đến cấp cao hơn. Hãy xem lại."),
        "upper_part": _(
            "Công nhận cấp cao hơn phải có đủ phạm vi, số và ngày quyết định. Hãy ghi đủ hoặc để trống cả ba."
        ),
        "initiative_kept": _(
            "Sáng kiến mang mã %(value)s đã có trên Cổng và ghi khác dòng này. Hãy dùng mã khác hoặc bỏ dòng."
        ),
    },
    rules=("Mỗi dòng là một sáng kiến đã có quyết định công nhận. Đã ghi vào Cổng thì không sửa bằng tệp nữa.",),
)

SHEETS = {PAST_INITIATIVES.name: PAST_INITIATIVES}
