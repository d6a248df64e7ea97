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
    ENDED = "ENDED", "Đã kết thúc"


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


class ProgressState(models.TextChoices):
    """Tình trạng thực hiện; quá hạn và sắp đến hạn được suy ra, không ai đặt."""

    NOT_STARTED = "NOT_STARTED", "Chưa bắt đầu"
    IN_PROGRESS = "IN_PROGRESS", "Đang thực hiện"
    WAITING = "WAITING", "Chờ đơn vị khác"
    DONE = "DONE", "Hoàn thành"
    NOT_APPLICABLE = "NOT_APPLICABLE", "Không phát sinh"
    CANCELLED = "CANCELLED", "Đã hủy"


class EvidenceKind(models.TextChoices):
    """Loại minh chứng."""

    FILE = "FILE", "Tệp"
    IMAGE = "IMAGE", "Ảnh"
    LINK = "LINK", "Đường dẫn"


class ConcernKind(models.TextChoices):
    """Vướng mắc hay kiến nghị."""

    OBSTACLE = "OBSTACLE", "Khó khăn, vướng mắc"
    PROPOSAL = "PROPOSAL", "Đề xuất, kiến nghị"


class RevisionKind(models.TextChoices):
    """Văn bản sau làm gì với kế hoạch."""

    AMENDS = "AMENDS", "Sửa đổi, bổ sung"
    REPLACES = "REPLACES", "Thay thế"
    REISSUES = "REISSUES", "Ban hành lại"
    ENDS = "ENDS", "Chấm dứt, bãi bỏ"


class RevisionState(models.TextChoices):
    """Tình trạng điều chỉnh kế hoạch."""

    OPEN = "OPEN", "Đang xem xét"
    APPLIED = "APPLIED", "Đã áp dụng"
    DISMISSED = "DISMISSED", "Đã bỏ"


class ChangeKind(models.TextChoices):
    """Một nhiệm vụ thay đổi thế nào."""

    CHANGED = "CHANGED", "Lời văn thay đổi"
    MOVED = "MOVED", "Chuyển cơ quan"
    NEW = "NEW", "Nhiệm vụ mới"
    CLOSED = "CLOSED", "Không còn trong văn bản"
    KEPT = "KEPT", "Giữ nguyên"


class DraftState(models.TextChoices):
    """Tình trạng bản soạn kế hoạch; đi cùng con đường với mọi văn bản phải duyệt."""

    DRAFT = "DRAFT", "Đang soạn"
    SUBMITTED = "SUBMITTED", "Đã trình"
    RETURNED = "RETURNED", "Trả lại"
    APPROVED = "APPROVED", "Đã duyệt"
    ISSUED = "ISSUED", "Đã ban hành"


class DraftSectionKind(models.TextChoices):
    """Loại mục của bản soạn kế hoạch."""

    GROUP = "GROUP", "Nhóm nội dung"
    BLOCK = "BLOCK", "Khối cơ quan"
