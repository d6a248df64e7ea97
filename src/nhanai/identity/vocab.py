"""The words of accounts."""

from django.db import models


class Role(models.TextChoices):
    """Vai trò."""

    ADMINISTRATOR = "ADMINISTRATOR", "Quản trị hệ thống"
    PROVINCE_LEADER = "PROVINCE_LEADER", "Lãnh đạo Hội tỉnh"
    PROVINCE_OFFICER = "PROVINCE_OFFICER", "Cán bộ Văn phòng Hội tỉnh"
    AGENCY_LEADER = "AGENCY_LEADER", "Lãnh đạo cơ quan, đơn vị"
    AGENCY_OFFICER = "AGENCY_OFFICER", "Cán bộ cơ quan, đơn vị"
    CHAPTER_HEAD = "CHAPTER_HEAD", "Lãnh đạo Hội cơ sở"
    CHAPTER_CLERK = "CHAPTER_CLERK", "Cán bộ Hội cơ sở"
    ACCOUNTANT = "ACCOUNTANT", "Kế toán"
    CASHIER = "CASHIER", "Thủ quỹ"
    INSPECTOR = "INSPECTOR", "Kiểm tra, giám sát"
