"""The words of what is published."""

from django.db import models


class ReleaseKind(models.TextChoices):
    """Loại bản công khai."""

    MONEY = "MONEY", "Tiền vào, tiền ra"
    ADDRESSES = "ADDRESSES", "Địa chỉ nhân đạo"
    REPORT = "REPORT", "Báo cáo đã ban hành"
    ROUND = "ROUND", "Đợt phân bổ"
    PLAN = "PLAN", "Tiến độ kế hoạch"
    APPEAL = "APPEAL", "Đợt vận động đang tiếp nhận"
    STORY = "STORY", "Điển hình, mô hình tốt"
    FEEDBACK = "FEEDBACK", "Phản ánh, góp ý"


class ReleaseState(models.TextChoices):
    """Tình trạng bản công khai."""

    PREPARED = "PREPARED", "Chờ công bố"
    PUBLISHED = "PUBLISHED", "Đã công bố"
    DROPPED = "DROPPED", "Đã bỏ"
