"""The words of warehouses."""

from django.db import models


class SlipKind(models.TextChoices):
    """Loại phiếu kho."""

    IN = "IN", "Nhập kho"
    OUT = "OUT", "Xuất kho"
    MOVE = "MOVE", "Chuyển kho"
    COUNT = "COUNT", "Kiểm kê"
    LOSS = "LOSS", "Hao hụt, hỏng"
    REVERSAL = "REVERSAL", "Hủy phiếu"
