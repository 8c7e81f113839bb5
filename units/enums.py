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


class Role(models.TextChoices):
    GRASSROOTS_OFFICER = "grassroots_officer", _("Cán bộ CĐCS")
    ASSIGNED_OFFICER = "assigned_officer", _("Cán bộ phụ trách")
    EMULATION_OFFICER = "emulation_officer", _("Chuyên viên thi đua, khen thưởng")
    LEADER = "leader", _("Lãnh đạo")
    CLERK = "clerk", _("Văn thư")
    INSPECTOR = "inspector", _("Ủy ban Kiểm tra")
    ADMINISTRATOR = "administrator", _("Quản trị")


class Gender(models.TextChoices):
    FEMALE = "nữ", _("Nữ")
    MALE = "nam", _("Nam")


class WorkGroup(models.TextChoices):
    DIRECT = "cong_nhan_truc_tiep", _("Lao động trực tiếp")
    PROFESSIONAL = "chuyen_mon", _("Chuyên môn, nghiệp vụ")
    MANAGER = "lanh_dao_quan_ly", _("Lãnh đạo, quản lý")
    UNION_OFFICER = "can_bo_cong_doan", _("Cán bộ công đoàn")


class Change(models.TextChoices):
    RENAME = "renamed", _("Đổi tên")
    MERGE = "merged", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")


class SheetState(models.TextChoices):
    UPLOADED = "uploaded", _("Chờ kiểm tra")
    CHECKED = "checked", _("Đã kiểm tra, chưa ghi")
    COMMITTING = "committing", _("Đang ghi")
    DONE = "done", _("Đã ghi xong")
    FAILED = "failed", _("Không xong, chưa ghi gì")
    DROPPED = "dropped", _("Đã bỏ")
