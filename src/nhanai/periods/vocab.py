"""The words of reporting periods and of the working calendar."""

from django.db import models


class PeriodKind(models.TextChoices):
    """Loại kỳ báo cáo."""

    MONTH = "MONTH", "Tháng"
    QUARTER = "QUARTER", "Quý"
    HALF = "HALF", "6 tháng"
    NINE_MONTHS = "NINE_MONTHS", "9 tháng"
    YEAR = "YEAR", "Năm"
    SCHOOL_YEAR = "SCHOOL_YEAR", "Năm học"
    TERM = "TERM", "Nhiệm kỳ"
    CAMPAIGN = "CAMPAIGN", "Đợt"


class Level(models.TextChoices):
    """Cấp gửi báo cáo, from the lowest up: a report is due at each before the one above it."""

    CHAPTER = "CHAPTER", "Cấp xã gửi"
    DISTRICT = "DISTRICT", "Cấp huyện gửi (trước 01/7/2025)"
    AGENCY = "AGENCY", "Sở, ban, ngành gửi"
    PROVINCE = "PROVINCE", "Hội cấp tỉnh tổng hợp"
    CENTRAL = "CENTRAL", "Gửi Trung ương"


class DayKind(models.TextChoices):
    """Ngày đó làm việc hay nghỉ."""

    WORKING = "WORKING", "Làm việc"
    OFF = "OFF", "Nghỉ"
