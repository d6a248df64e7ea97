"""The words of relief trips."""

from typing import Final

from django.db import models


class TripState(models.TextChoices):
    """Trạng thái của chuyến trợ giúp."""

    WAITING = "WAITING", "Chờ trả lời"
    PROPOSED = "PROPOSED", "Đã đề nghị nơi, ngày khác"
    CONFIRMED = "CONFIRMED", "Đã xác nhận"
    TOLD = "TOLD", "Đoàn báo kết quả, chờ kiểm tra"
    DONE = "DONE", "Đã trao"
    DECLINED = "DECLINED", "Chưa nhận được"
    WITHDRAWN = "WITHDRAWN", "Đoàn đã rút"
    SPAM = "SPAM", "Thư rác"


OPEN: Final = frozenset({TripState.WAITING, TripState.PROPOSED})
"""Somebody still has to say where and when."""
COMING: Final = frozenset({TripState.WAITING, TripState.PROPOSED, TripState.CONFIRMED})
GONE: Final = frozenset({TripState.TOLD, TripState.DONE})
LISTED: Final = frozenset({TripState.CONFIRMED, *GONE})
"""What everybody may read of, once the society said yes."""
ENDED: Final = frozenset({TripState.DONE, TripState.DECLINED, TripState.WITHDRAWN, TripState.SPAM})


class TripWay(models.TextChoices):
    """Đoàn báo chuyến đi bằng cách nào."""

    WEB = "WEB", "Trang công khai"
    VISIT = "VISIT", "Đến trực tiếp"
    PHONE = "PHONE", "Điện thoại"
    LETTER = "LETTER", "Thư, công văn"
