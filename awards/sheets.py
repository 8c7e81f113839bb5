"""The spreadsheet of awards from before the portal."""

from django.utils.translation import gettext_lazy as _

from awards.enums import Merit
from awards.selectors.register import list_award_types
from awards.services.importing import check_past_awards, refuse_own_awards, write_past_awards
from portal.core.sheets import Column, SheetKind
from portal.core.sheets import values as say
from units.services.importing.words import PERSON_SENTENCES, UNIT_SENTENCES

MERITS = say.labels(Merit)


def award_codes() -> dict[str, str]:
    """Return the name of every award by its code."""
    return {award.code: award.name for award in list_award_types()}


PAST_AWARDS = SheetKind(
    name="awards.past_awards",
    title=_("Khen thưởng cũ"),
    noun=_("khen thưởng cũ"),
    about=_("Danh hiệu, bằng khen, giấy khen có trước khi dùng Cổng, vào sổ khen thưởng của từng người, đơn vị."),
    permission="awards.import_past_awards",
    columns=(
        Column("member_code", "Mã đoàn viên", say.code(30), "NV-0123", "Cá nhân được khen.", now="m.code"),
        Column(
            "unit_code",
            "Mã đơn vị",
            say.code(40),
            "CS-002",
            "Tập thể được khen; để trống nếu đã ghi mã đoàn viên.",
            now="su.code",
        ),
        Column(
            "award_code",
            "Mã danh hiệu, hình thức",
            say.code(20),
            "LDTT",
            "Xem trang hướng dẫn, phần danh mục.",
            required=True,
            now="t.code",
            listed=award_codes,
            width=22,
        ),
        Column(
            "year", "Năm", say.past_year, "2023", "Năm thành tích.", required=True, sql="integer", now="r.year", width=8
        ),
        Column(
            "decision_no", "Số quyết định", say.text(60), "118/QĐ-CKQV", required=True, now="r.decision_no", width=20
        ),
        Column(
            "decided_on",
            "Ngày quyết định",
            say.past_day,
            "12/01/2024",
            "Để trống thì không vào số liệu báo cáo.",
            sql="date",
            now="r.decided_on",
            width=14,
        ),
        Column(
            "issued_by",
            "Cơ quan ban hành",
            say.text(255),
            "Giám đốc Công ty CP Cơ khí Quế Võ",
            required=True,
            now="r.issued_by",
            width=34,
        ),
        Column("merit", "Loại hình", say.choice(MERITS), "Toàn diện hằng năm", now="r.merit", options=MERITS, width=24),
        Column("achievement", "Thành tích", say.text(4000), now="r.achievement", width=34),
        Column(
            "verified",
            "Đã đối chiếu bản gốc",
            say.yes,
            "x",
            "Chỉ người lập đề nghị khen của địa bàn ghi được “x”.",
            sql="boolean",
            now="r.verified",
            width=12,
        ),
        Column(
            "evidence",
            "Căn cứ, nơi lưu",
            say.text(300),
            "Bản gốc ở tủ hồ sơ CĐCS, ngăn 2",
            "Bắt buộc khi đã đối chiếu.",
            now="r.evidence",
            width=34,
        ),
    ),
    present=(
        "awards_awardrecord r JOIN awards_awardtype t ON t.id = r.award_type_id JOIN units_unit u ON u.id = r.unit_id"
        " LEFT JOIN units_member m ON m.id = r.member_id LEFT JOIN units_unit su ON su.id = r.subject_unit_id"
    ),
    key="r.id",
    within="u.path",
    order="r.id",
    check=check_past_awards,
    write=write_past_awards,
    judge=refuse_own_awards,
    sentences={
        **UNIT_SENTENCES,
        **PERSON_SENTENCES,
        "holder": _("Ghi đúng một trong hai: mã đoàn viên (cá nhân) hoặc mã đơn vị (tập thể)."),
        "award_unknown": _(
            "Không có danh hiệu, hình thức nào mang mã “%(value)s”. Hãy xem danh mục ở trang hướng dẫn của mẫu."
        ),
        "award_subject": _(
            "“%(detail)s” không dành cho đối tượng này. Hãy xem lại mã danh hiệu hoặc người, đơn vị được khen."
        ),
        "own_award": _(
            "Đây là khen thưởng của bạn, hoặc của người có ủy quyền với bạn. Hãy để trống; người khác đối chiếu."
        ),
        "own_record": _(
            "Khen thưởng đã ghi này là của bạn, hoặc của người có ủy quyền với bạn. Hãy bỏ dòng và nhờ người khác sửa."
        ),
        "record_kept": _("Sổ khen thưởng đã có dòng này, ghi trên Cổng. Hãy bỏ dòng này khỏi tệp."),
        "evidence_missing": _("Đã đối chiếu thì ghi bản gốc lưu ở đâu. Hãy điền, hoặc bỏ dấu “x”."),
        "not_verifier": _("Chỉ chuyên viên, cán bộ phụ trách của địa bàn xác nhận đã đối chiếu. Hãy để trống ô này."),
    },
    rules=(
        "Mỗi dòng là một lần khen của một người hoặc một đơn vị. Dòng chưa đối chiếu hiện “Chờ đối chiếu” trong sổ.",
    ),
)

SHEETS = {PAST_AWARDS.name: PAST_AWARDS}
