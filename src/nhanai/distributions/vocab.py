"""The words of distributions."""

from typing import Final

from django.db import models

from nhanai.aid.vocab import GiftKind


class GiftProgramme(models.TextChoices):
    """Chương trình của đợt trao quà."""

    TET = "TET", "Tết Nhân ái"
    OTHER = "OTHER", "Chương trình khác"


class GiftRoundState(models.TextChoices):
    """Trạng thái của đợt trao quà."""

    OPEN = "OPEN", "Đang làm"
    CLOSED = "CLOSED", "Đã kết thúc"
    CANCELLED = "CANCELLED", "Đã hủy"


class QuotaState(models.TextChoices):
    """Trạng thái danh sách của một xã trong đợt trao quà."""

    LISTING = "LISTING", "Đang lập danh sách"
    SUBMITTED = "SUBMITTED", "Chờ duyệt danh sách"
    APPROVED = "APPROVED", "Đã duyệt, chờ trao"
    GIVEN = "GIVEN", "Đã trao, còn quà dư"
    SETTLED = "SETTLED", "Đã trao xong"


class RecipientTarget(models.TextChoices):
    """Đối tượng nhận quà (các phần của chỉ tiêu XH03)."""

    POOR = "HN", "Hộ nghèo"
    DIOXIN = "CDC", "Hộ nạn nhân chất độc da cam"
    OTHER = "KH", "Đối tượng khác"


class RecipientState(models.TextChoices):
    """Trạng thái của người nhận quà: chỉ người đã nhận mới được tính."""

    LISTED = "LISTED", "Trong danh sách"
    RECEIVED = "RECEIVED", "Đã nhận"
    ABSENT = "ABSENT", "Không nhận"


class EmergencyState(models.TextChoices):
    """Trạng thái của trợ giúp khẩn cấp: trao trước, duyệt sau."""

    RECORDED = "RECORDED", "Đã trao, chờ duyệt"
    APPROVED = "APPROVED", "Đã duyệt"
    REFUSED = "REFUSED", "Không công nhận"


GIVEN_KINDS: Final = (GiftKind.MONEY, GiftKind.GOODS)
"""A gift is money or goods."""
