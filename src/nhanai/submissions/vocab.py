"""The words of periodic reports."""

from django.db import models


class SubmissionState(models.TextChoices):
    """Tình trạng báo cáo định kỳ."""

    DRAFT = "DRAFT", "Nháp"
    SUBMITTED = "SUBMITTED", "Đã nộp"
    RETURNED = "RETURNED", "Trả lại, đang sửa"
    ACCEPTED = "ACCEPTED", "Đã duyệt"
    LOCKED = "LOCKED", "Đã khóa"
    CORRECTING = "CORRECTING", "Đang đính chính"


class LineKind(models.TextChoices):
    """Loại dòng của mẫu báo cáo."""

    MEASURE = "MEASURE", "Số liệu"
    TEXT = "TEXT", "Lời"
    SCORE = "SCORE", "Chấm điểm"


class Verdict(models.TextChoices):
    """Kết quả xem xét một lần nộp."""

    RETURNED = "RETURNED", "Trả lại"
    ACCEPTED = "ACCEPTED", "Duyệt"
