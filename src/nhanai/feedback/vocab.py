"""The words of feedback."""

from typing import Final

from django.db import models


class FeedbackKind(models.TextChoices):
    """Phản ánh về việc gì."""

    IDEA = "IDEA", "Góp ý, hỏi thêm"
    AID = "AID", "Việc trợ giúp: thiếu, sai người, chưa nhận"
    MONEY = "MONEY", "Tiền, hàng ủng hộ"
    CONDUCT = "CONDUCT", "Thái độ, cách làm của cán bộ, tình nguyện viên"
    FRAUD = "FRAUD", "Gian lận, đòi tiền, lợi dụng"
    ABUSE = "ABUSE", "Xâm hại, quấy rối, bóc lột"
    DATA = "DATA", "Thông tin cá nhân của tôi"


SENSITIVE: Final = frozenset({FeedbackKind.FRAUD, FeedbackKind.ABUSE, FeedbackKind.DATA})
"""What the inspection alone sees: it may be about those who would otherwise read it."""


class FeedbackSender(models.TextChoices):
    """Người phản ánh là ai."""

    HELPED = "HELPED", "Người được trợ giúp"
    DONOR = "DONOR", "Người ủng hộ"
    MEMBER = "MEMBER", "Hội viên, tình nguyện viên"
    OTHER = "OTHER", "Người dân"


class FeedbackWay(models.TextChoices):
    """Phản ánh đến bằng cách nào."""

    WEB = "WEB", "Trang công khai"
    VISIT = "VISIT", "Đến nói trực tiếp"
    PHONE = "PHONE", "Điện thoại"
    LETTER = "LETTER", "Thư, hòm thư góp ý"


class FeedbackState(models.TextChoices):
    """Tình trạng phản ánh."""

    RECEIVED = "RECEIVED", "Mới nhận"
    IN_HAND = "IN_HAND", "Đang giải quyết"
    PROPOSED = "PROPOSED", "Chờ người thứ hai xem trả lời"
    ANSWERED = "ANSWERED", "Đã trả lời"
    FORWARDED = "FORWARDED", "Đã chuyển cơ quan khác"
    CLOSED = "CLOSED", "Đã xong"
    SPAM = "SPAM", "Không phải phản ánh"


class FeedbackStepKind(models.TextChoices):
    """Bước giải quyết phản ánh."""

    TAKEN = "TAKEN", "Nhận giải quyết"
    PASSED = "PASSED", "Giao đơn vị, người khác"
    NOTED = "NOTED", "Ghi chép nội bộ"
    PROPOSED = "PROPOSED", "Dự thảo trả lời"
    ANSWERED = "ANSWERED", "Trả lời"
    FORWARDED = "FORWARDED", "Chuyển cơ quan khác"
    REOPENED = "REOPENED", "Người phản ánh đề nghị xem lại"
    CLOSED = "CLOSED", "Kết thúc"
    SPAM = "SPAM", "Đánh dấu không phải phản ánh"
    RESTORED = "RESTORED", "Bỏ đánh dấu"
