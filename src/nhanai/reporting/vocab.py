"""The words of reports."""

from django.db import models


class ReportKind(models.TextChoices):
    """Loại báo cáo kết quả."""

    PERIODIC = "PERIODIC", "Báo cáo định kỳ"
    MIDTERM = "MIDTERM", "Báo cáo sơ kết"
    FINAL = "FINAL", "Báo cáo tổng kết"


class ReportState(models.TextChoices):
    """Tình trạng báo cáo."""

    DRAFT = "DRAFT", "Nháp"
    SUBMITTED = "SUBMITTED", "Đã nộp"
    RETURNED = "RETURNED", "Trả lại"
    APPROVED = "APPROVED", "Đã duyệt"
    SENT = "SENT", "Đã gửi lên"
    RECEIVED = "RECEIVED", "Cấp trên đã nhận"
    ISSUED = "ISSUED", "Đã ban hành"


class SectionOrigin(models.TextChoices):
    """Mục của báo cáo do đâu mà có."""

    OUTLINE = "OUTLINE", "Đề cương"
    GROUP = "GROUP", "Nhóm nội dung của kế hoạch"
