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
