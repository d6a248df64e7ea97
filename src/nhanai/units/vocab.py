"""The words of organisations."""

from typing import Final

from django.db import models


class Line(models.TextChoices):
    """Hệ: the two lines in which a unit can stand below another."""

    RED_CROSS = "RED_CROSS", "Hệ thống Hội"
    STATE = "STATE", "Hệ thống chính quyền"


class UnitKind(models.TextChoices):
    """Loại đơn vị."""

    PROVINCE = "PROVINCE", "Tỉnh"
    DISTRICT = "DISTRICT", "Đơn vị hành chính cấp huyện (cũ)"
    COMMUNE = "COMMUNE", "Xã, phường, thị trấn"
    PEOPLES_COMMITTEE = "PEOPLES_COMMITTEE", "Ủy ban nhân dân"
    DEPARTMENT = "DEPARTMENT", "Sở, ban, ngành"
    PARTY_ORGAN = "PARTY_ORGAN", "Cơ quan Đảng"
    FRONT = "FRONT", "Mặt trận và tổ chức chính trị - xã hội"
    MEDIA = "MEDIA", "Cơ quan báo chí, truyền thông"
    CHAPTER = "CHAPTER", "Tổ chức Hội Chữ thập đỏ"
    BRANCH = "BRANCH", "Chi hội"
    SCHOOL_BRANCH = "SCHOOL_BRANCH", "Chi hội trường học"
    WORKPLACE_BRANCH = "WORKPLACE_BRANCH", "Chi hội cơ quan, doanh nghiệp"
    CELL = "CELL", "Tổ hội"
    CLUB = "CLUB", "Câu lạc bộ"
    RESPONSE_TEAM = "RESPONSE_TEAM", "Đội ứng phó thảm họa"
    FIRST_AID_TEAM = "FIRST_AID_TEAM", "Đội sơ cấp cứu"
    SHOCK_TEAM = "SHOCK_TEAM", "Đội xung kích"
    MOBILE_CLINIC = "MOBILE_CLINIC", "Đội khám, chữa bệnh lưu động"
    GROUP = "GROUP", "Khối đơn vị"
    OTHER = "OTHER", "Đơn vị khác"


BRANCH_KINDS: Final = frozenset(
    {UnitKind.BRANCH, UnitKind.SCHOOL_BRANCH, UnitKind.WORKPLACE_BRANCH, UnitKind.CELL}
)
TEAM_KINDS: Final = frozenset(
    {
        *(UnitKind.RESPONSE_TEAM, UnitKind.FIRST_AID_TEAM),
        *(UnitKind.SHOCK_TEAM, UnitKind.MOBILE_CLINIC),
    }
)
BELOW_CHAPTER: Final = BRANCH_KINDS | TEAM_KINDS | {UnitKind.CLUB}
"""What a chapter sets up by itself."""
RED_CROSS_KINDS: Final = BELOW_CHAPTER | {UnitKind.CHAPTER}
"""The society's own organisations."""


class ActKind(models.TextChoices):
    """Loại thay đổi tổ chức."""

    OPEN = "OPEN", "Thành lập"
    RENAME = "RENAME", "Đổi tên"
    MOVE = "MOVE", "Chuyển đơn vị trên"
    MERGE = "MERGE", "Sáp nhập, hợp nhất"
    SPLIT = "SPLIT", "Chia, tách"
    CLOSE = "CLOSE", "Kết thúc hoạt động"
    UNDO = "UNDO", "Hoàn tác"
    LOAD = "LOAD", "Nạp danh mục"
