"""The fixed words of units and people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    CONFEDERATION = "tong_lien_doan", _("Tổng Liên đoàn")
    PROVINCE = "ldld_tinh", _("LĐLĐ tỉnh, thành phố")
    SECTOR = "cd_nganh_tw", _("Công đoàn ngành trung ương")
    COMMUNE = "cd_xa_phuong", _("Công đoàn xã, phường, đặc khu")
    ZONE = "cd_kcn", _("Công đoàn các khu công nghiệp")
    LOCAL_SECTOR = "cd_nganh_dp", _("Công đoàn ngành địa phương")
    DISTRICT = "ldld_huyen", _("LĐLĐ huyện (đến 30/6/2025)")
    GRASSROOTS = "cdcs", _("Công đoàn cơ sở")
    GUILD = "nghiep_doan", _("Nghiệp đoàn cơ sở")
    SECTION = "cd_bo_phan", _("Công đoàn bộ phận")
    GROUP = "to_cong_doan", _("Tổ công đoàn")


class UnitStatus(models.TextChoices):
    ACTIVE = "active", _("Đang hoạt động")
    RENAMED = "renamed", _("Đã đổi tên")
    MERGED = "merged", _("Đã sáp nhập")
    DISSOLVED = "dissolved", _("Đã kết thúc hoạt động")


class Level(models.IntegerChoices):
    """Levels of the tree (DOMAIN §2.1); a unit's parent need not be of the level just above."""

    CONFEDERATION = 1, _("Tổng Liên đoàn")
    PROVINCE = 2, _("Tỉnh, ngành")
    UPPER = 3, _("Cấp trên trực tiếp cơ sở")
    GRASSROOTS = 4, _("Cơ sở")
    SECTION = 5, _("Bộ phận")
    GROUP = 6, _("Tổ")


LEVEL_OF: dict[UnitKind, Level] = {
    UnitKind.CONFEDERATION: Level.CONFEDERATION,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.SECTOR: Level.PROVINCE,
    UnitKind.COMMUNE: Level.UPPER,
    UnitKind.ZONE: Level.UPPER,
    UnitKind.LOCAL_SECTOR: Level.UPPER,
    UnitKind.DISTRICT: Level.UPPER,
    UnitKind.GRASSROOTS: Level.GRASSROOTS,
    UnitKind.GUILD: Level.GRASSROOTS,
    UnitKind.SECTION: Level.SECTION,
    UnitKind.GROUP: Level.GROUP,
}


class Role(models.TextChoices):
    GRASSROOTS_OFFICER = "grassroots_officer", _("Cán bộ CĐCS")
    ASSIGNED_OFFICER = "assigned_officer", _("Cán bộ phụ trách")
    EMULATION_OFFICER = "emulation_officer", _("Chuyên viên thi đua, khen thưởng")
    LEADER = "leader", _("Lãnh đạo")
    CLERK = "clerk", _("Văn thư")
    INSPECTOR = "inspector", _("Ủy ban Kiểm tra")
    ADMINISTRATOR = "administrator", _("Quản trị")


BUSINESS_ROLES = tuple(role for role in Role if role != Role.ADMINISTRATOR)
"""Everyone but the administrator, who has no part in what the portal is for."""


class Gender(models.TextChoices):
    FEMALE = "nữ", _("Nữ")
    MALE = "nam", _("Nam")


class WorkGroup(models.TextChoices):
    DIRECT = "cong_nhan_truc_tiep", _("Lao động trực tiếp")
    PROFESSIONAL = "chuyen_mon", _("Chuyên môn, nghiệp vụ")
    MANAGER = "lanh_dao_quan_ly", _("Lãnh đạo, quản lý")
    UNION_OFFICER = "can_bo_cong_doan", _("Cán bộ công đoàn")


class Change(models.TextChoices):
    """What a decision does to the tree."""

    FOUND = "found", _("Thành lập")
    RENAME = "renamed", _("Đổi tên, thông tin")
    MOVE = "moved", _("Chuyển trực thuộc")
    MERGE = "merged", _("Sáp nhập, hợp nhất")
    SPLIT = "split", _("Chia, tách")
    DISSOLVE = "dissolved", _("Kết thúc hoạt động")


class ChangeState(models.TextChoices):
    DRAFT = "draft", _("Đang chuẩn bị")
    CONFIRMED = "confirmed", _("Chờ ngày hiệu lực")
    APPLIED = "applied", _("Đã thực hiện")
    CANCELLED = "cancelled", _("Đã hủy")


class PartRole(models.TextChoices):
    SOURCE = "source", _("Đơn vị thay đổi")
    TARGET = "target", _("Đơn vị hình thành")
    ALONG = "along", _("Đơn vị chuyển theo")


class Purpose(models.TextChoices):
    """Why someone opens another's personal data."""

    KEEP = "keep", _("Cập nhật hồ sơ đoàn viên")
    CHECK = "check", _("Đối chiếu hồ sơ khen thưởng, sáng kiến")
    CONTACT = "contact", _("Liên hệ công việc công đoàn")
    INSPECT = "inspect", _("Kiểm tra, giải quyết khiếu nại, tố cáo")


class RequestState(models.TextChoices):
    OPEN = "open", _("Chờ trả lời")
    ACCEPTED = "accepted", _("Đã sửa")
    REFUSED = "refused", _("Không sửa")
    WITHDRAWN = "withdrawn", _("Đã rút")


class Correctable(models.TextChoices):
    """What a person may ask to have put right in their own record."""

    FULL_NAME = "full_name", _("Họ và tên")
    BIRTH_DATE = "birth_date", _("Ngày sinh")
    GENDER = "gender", _("Giới tính")
    PHONE = "phone", _("Số điện thoại")
    ADDRESS = "address", _("Địa chỉ")
    POSITION = "position", _("Chức vụ, công việc")
    EDUCATION = "education", _("Trình độ")
    JOINED_ON = "joined_on", _("Ngày vào công đoàn")
    DISCIPLINES = "disciplines", _("Kỷ luật")


class DisciplineForm(models.TextChoices):
    """How a member is disciplined, the lightest first; a review is not a measure, but is on record like one."""

    UNDER_REVIEW = "dang_xem_xet", _("Đang xem xét kỷ luật")
    REPRIMAND = "khien_trach", _("Khiển trách")
    NO_RAISE = "keo_dai_nang_luong", _("Kéo dài thời hạn nâng lương")
    WARNING = "canh_cao", _("Cảnh cáo")
    DEMOTION = "ha_bac_cach_chuc", _("Hạ bậc lương, giáng chức, cách chức")
    DISMISSAL = "sa_thai", _("Sa thải, buộc thôi việc, khai trừ")


class Certainty(models.TextChoices):
    """How sure a dated number is."""

    SURE = "sure", _("Đã đối chiếu văn bản")
    LIKELY = "likely", _("Có nguồn, nên kiểm tra văn bản")
    UNSURE = "unsure", _("Chưa chắc, cần kiểm tra văn bản")
    LOCAL = "local", _("Lựa chọn của đơn vị")


class ClusterKind(models.TextChoices):
    CLUSTER = "cum", _("Cụm thi đua")
    BLOC = "khoi", _("Khối thi đua")


class PledgeState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    OPEN = "open", _("Đang ký")
    SIGNED = "signed", _("Đã ký đủ")
    CLOSED = "closed", _("Đã kết thúc")


class SheetState(models.TextChoices):
    UPLOADED = "uploaded", _("Chờ kiểm tra")
    CHECKED = "checked", _("Đã kiểm tra, chưa ghi")
    COMMITTING = "committing", _("Đang ghi")
    DONE = "done", _("Đã ghi xong")
    FAILED = "failed", _("Không xong, chưa ghi gì")
    DROPPED = "dropped", _("Đã bỏ")
