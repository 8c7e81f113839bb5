"""What all apps keep of one person: counted for the page of a member, whole for the person themselves."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.selectors.register import ratings_of, records_of
from councils.models import Seat
from initiatives.models import Author
from portal.core import audit
from portal.core.documents import Column, Sheet, workbook
from units.enums import Purpose
from units.models import Member, User
from units.personal import LABELS
from units.selectors import list_disciplines, list_looks, list_posts, list_stays, personal_facts

README = "DOC-TRUOC.txt"
OWN_FACTS = tuple(name for name in LABELS if name != "disciplines")  # which are a table of their own


def seats_of(member: Member) -> QuerySet[Seat]:
    """Return the seats a member holds or held in councils, the latest first."""
    return Seat.objects.filter(member=member).select_related("council__unit").order_by("-valid_from", "-pk")


def authorships_of(member: Member) -> QuerySet[Author]:
    """Return the part a member has in initiatives that were handed in, the latest first."""
    rows = Author.objects.filter(member=member, initiative__submitted_at__isnull=False)
    return rows.select_related("initiative").order_by("-initiative__submitted_at", "-pk")


def figures_of(member: Member) -> list[dict[str, Any]]:
    """Return how much stands behind a member in the other apps, each with where it is read; two queries."""
    url = reverse("awards:person", args=[member.pk])
    return [
        {"label": _("Khen thưởng trong sổ"), "value": records_of(member).order_by().count(), "url": url},
        {"label": _("Sáng kiến đã nộp"), "value": authorships_of(member).order_by().count(), "url": url},
    ]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a person's own data."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def own_data(member: Member) -> list[Section]:
    """Return everything the portal keeps of a person, table by table."""
    return [*_record(member), *_work(member), *_said(member)]


def _record(member: Member) -> list[Section]:
    facts = [
        (_("Mã đoàn viên"), member.code),
        (_("Họ và tên"), member.full_name),
        (_("Giới tính"), member.get_gender_display()),
        *((str(LABELS[name]), value) for name, value in personal_facts(member, OWN_FACTS).items()),
        (_("Đơn vị"), member.unit.name),
        (_("Nhóm"), member.get_group_display()),
        (_("Lao động trực tiếp"), _yes(member.is_direct_worker)),
        (_("Chức vụ, công việc"), member.position),
        (_("Trình độ"), member.education),
        (_("Ngày vào công đoàn"), member.joined_on),
        (_("Ngày thôi là đoàn viên"), member.left_on),
    ]
    past = [
        (row.valid_to, row.get_group_display(), _yes(row.is_direct_worker), row.position, row.education, row.reason)
        for row in member.past_facts.order_by("-valid_to")
    ]
    stays = [(stay.unit.name, stay.since, stay.until, stay.reason) for stay in list_stays(member)]
    direct = _("Lao động trực tiếp")
    columns = (_("Đến trước ngày"), _("Nhóm"), direct, _("Chức vụ, công việc"), _("Trình độ"), _("Lý do"))
    return [
        Section(_("Hồ sơ"), (_("Mục"), _("Nội dung")), facts),
        Section(_("Hồ sơ trước đây"), columns, past),
        _disciplines(member),
        Section(_("Nơi sinh hoạt"), (_("Đơn vị"), _("Từ ngày"), _("Đến trước ngày"), _("Lý do")), stays),
    ]


def _disciplines(member: Member) -> Section:
    columns = (
        _("Hình thức"), _("Số quyết định"), _("Ngày quyết định"), _("Nơi ra quyết định"), _("Có hiệu lực từ ngày"),
        _("Hết hiệu lực từ ngày"),
    )  # fmt: skip
    rows = [
        (row.get_form_display(), row.decision_no, row.decided_on, row.issued_by, row.valid_from, row.valid_to)
        for row in list_disciplines(member)
    ]
    return Section(_("Kỷ luật"), columns, rows)


def _work(member: Member) -> list[Section]:
    since = (_("Từ ngày"), _("Đến trước ngày"))
    posts = [
        (row.get_role_display(), row.title, row.unit.name, row.valid_from, row.valid_to) for row in list_posts(member)
    ]
    seats = [(str(row.council), row.get_role_display(), row.valid_from, row.valid_to) for row in seats_of(member)]
    made = [
        (row.initiative.code, row.initiative.title, row.initiative.get_state_display(), row.share)
        for row in authorships_of(member)
    ]
    given = [
        (row.award_type.name, row.year, row.decision_no, row.decided_on, row.issued_by) for row in records_of(member)
    ]
    ratings = [(row.year, row.get_rating_display(), row.basis) for row in ratings_of(member)]
    paper = (_("Số quyết định"), _("Ngày quyết định"), _("Nơi ban hành"))
    return [
        Section(_("Vai trò"), (_("Vai trò"), _("Chức danh"), _("Đơn vị"), *since), posts),
        Section(_("Ghế trong Hội đồng"), (_("Hội đồng"), _("Vai trò"), *since), seats),
        Section(_("Sáng kiến"), (_("Mã"), _("Tên sáng kiến"), _("Trạng thái"), _("Tỷ lệ đóng góp (%)")), made),
        Section(_("Khen thưởng"), (_("Danh hiệu, hình thức"), _("Năm"), *paper), given),
        Section(_("Xếp loại năm"), (_("Năm"), _("Xếp loại"), _("Căn cứ")), ratings),
    ]


def _said(member: Member) -> list[Section]:
    consents = [(row.version, row.given_at, row.withdrawn_at) for row in member.consents.order_by("-pk")]
    asked = [
        (row.created_at, row.get_field_display(), row.wanted, row.get_state_display(), row.answer)
        for row in member.corrections.order_by("-pk")
    ]
    looks = [(line.at, line.actor.full_name if line.actor else "", purpose_of(line)) for line in list_looks(member)]
    columns = (_("Lúc"), _("Mục"), _("Nội dung đúng"), _("Kết quả"), _("Trả lời"))
    return [
        Section(_("Đồng ý nêu tên"), (_("Bản"), _("Đồng ý lúc"), _("Rút lúc")), consents),
        Section(_("Đề nghị sửa hồ sơ"), columns, asked),
        Section(_("Ai đã xem dữ liệu cá nhân"), (_("Lúc"), _("Ai"), _("Để làm gì")), looks),
    ]


def purpose_of(line: Any) -> str:
    """Return in words what a look at personal data was for."""
    code = line.after.get("purpose", "")
    return str(Purpose(code).label) if code in Purpose.values else str(code)


def _yes(value: bool) -> str:
    return _("Có") if value else _("Không")


@transaction.atomic
def take_own_data(member: Member, *, actor: User, at: datetime) -> bytes:
    """
    Return a person's own data as a ZIP file with JSON for programs and a workbook for people.

    One person's rows are a few hundred at most, and are written at once.
    """
    sections = own_data(member)
    audit.record("member.take_own_data", member, actor=actor, at=at, after={"sections": len(sections)})
    as_json = {part.name: [dict(zip(part.columns, row, strict=True)) for row in part.rows] for part in sections}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        words = _("Dữ liệu của %(name)s trên Cổng Thi đua, lấy ra ngày %(day)s.") % {
            "name": member.full_name,
            "day": f"{at:%d/%m/%Y}",
        }
        archive.writestr(README, words + "\n")
        text = json.dumps(as_json, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        archive.writestr("du-lieu.json", text)
        archive.writestr("du-lieu.xlsx", workbook([_sheet(part) for part in sections], created=at))
    return target.getvalue()


def _sheet(part: Section) -> Sheet:
    return Sheet(part.name, [Column(name) for name in part.columns], [[_cell(one) for one in row] for row in part.rows])


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return value if isinstance(value, (str, int, date, type(None))) else str(value)
