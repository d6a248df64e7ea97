"""The words of organisations."""

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
    GROUP = "GROUP", "Khối đơn vị"
    OTHER = "OTHER", "Đơn vị khác"


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
