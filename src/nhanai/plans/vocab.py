"""The words of plans."""

from django.db import models


class PlanState(models.TextChoices):
    """Tình trạng kế hoạch."""

    REVIEW = "REVIEW", "Đang rà soát"
    CONFIRMED = "CONFIRMED", "Đã xác nhận"
    REOPENED = "REOPENED", "Đang sửa lại"


class TaskState(models.TextChoices):
    """Tình trạng rà soát của một nhiệm vụ."""

    PROPOSED = "PROPOSED", "Chưa xác nhận"
    CHECKED = "CHECKED", "Đã xác nhận"
    GENERAL = "GENERAL", "Nội dung chung"
    DROPPED = "DROPPED", "Không phải nhiệm vụ"
    REPLACED = "REPLACED", "Đã tách hoặc gộp"


class AssignmentRole(models.TextChoices):
    """Vai trò trong nhiệm vụ."""

    LEAD = "LEAD", "Chủ trì"
    ASSIGNED = "ASSIGNED", "Thực hiện"
    COORDINATING = "COORDINATING", "Phối hợp"


class Source(models.TextChoices):
    """Nguồn của một thông tin."""

    DOCUMENT = "DOCUMENT", "Văn bản"
    PERSON = "PERSON", "Ta bổ sung"


class Recurrence(models.TextChoices):
    """Lặp lại."""

    ANNUAL = "annual", "Hằng năm"
    SEMIANNUAL = "semiannual", "6 tháng một lần"
    QUARTERLY = "quarterly", "Hằng quý"
    MONTHLY = "monthly", "Hằng tháng"
    DAILY = "daily", "Hằng ngày"
    TWICE_DAILY = "twice-daily", "2 lần mỗi ngày"
    CONTINUOUS = "continuous", "Thường xuyên"
    PERIODIC = "periodic-unspecified", "Định kỳ, chưa rõ bao lâu"


class AddedField(models.TextChoices):
    """Điều ta bổ sung ngoài lời văn bản."""

    DUE = "DUE", "Hạn"
    RECURRENCE = "RECURRENCE", "Lặp lại"
    TARGET = "TARGET", "Chỉ tiêu"
    PRODUCT = "PRODUCT", "Sản phẩm"
    SUMMARY = "SUMMARY", "Tên gọn"
    GROUP = "GROUP", "Nhóm nội dung"
