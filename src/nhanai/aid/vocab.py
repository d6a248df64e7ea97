"""The words of humanitarian addresses."""

from typing import Final

from django.db import models


class AddressState(models.TextChoices):
    """Trạng thái của địa chỉ nhân đạo."""

    SURVEYED = "SURVEYED", "Đã khảo sát"
    REVIEWED = "REVIEWED", "Đã bình xét"
    CONFIRMED = "CONFIRMED", "UBND cấp xã đã xác nhận"
    APPROVED = "APPROVED", "Hội đã duyệt"
    PUBLISHED = "PUBLISHED", "Đã công bố"
    SPONSORED = "SPONSORED", "Có nhà đỡ đầu"
    HELPED = "HELPED", "Đang trợ giúp"
    PAUSED = "PAUSED", "Tạm dừng"
    CLOSED = "CLOSED", "Kết thúc"


STANDING: Final = frozenset(
    {
        *(AddressState.APPROVED, AddressState.PUBLISHED, AddressState.SPONSORED),
        AddressState.HELPED,
    }
)
"""An address that the society approved and that is neither paused nor ended: help may go there."""


class TargetGroup(models.TextChoices):
    """Nhóm đối tượng của địa chỉ nhân đạo (Luật 11/2008/QH12; nhóm của phong trào)."""

    POOR = "POOR", "Hộ nghèo, hộ có hoàn cảnh đặc biệt khó khăn"
    DISABLED = "DISABLED", "Người khuyết tật"
    ORPHAN = "ORPHAN", "Trẻ mồ côi"
    CHILD = "CHILD", "Trẻ em có hoàn cảnh đặc biệt"
    OLD = "OLD", "Người già không nơi nương tựa"
    ILL = "ILL", "Người bệnh hiểm nghèo"
    DIOXIN = "DIOXIN", "Nạn nhân chất độc da cam"
    OTHER = "OTHER", "Hoàn cảnh khó khăn khác"


class CloseReason(models.TextChoices):
    """Lý do kết thúc địa chỉ nhân đạo."""

    LIFTED = "LIFTED", "Thoát khó khăn"
    ENDED = "ENDED", "Hết cam kết trợ giúp"
    MOVED = "MOVED", "Chuyển đi"
    DIED = "DIED", "Qua đời"
    DECLINED = "DECLINED", "Từ chối nhận trợ giúp"
    NOT_CHOSEN = "NOT_CHOSEN", "Không được bình xét, xác nhận hoặc duyệt"


class SittingKind(models.TextChoices):
    """Loại cuộc xét địa chỉ nhân đạo."""

    REVIEW = "REVIEW", "Bình xét tại cộng đồng"
    CONFIRMATION = "CONFIRMATION", "UBND cấp xã xác nhận"
    APPROVAL = "APPROVAL", "Hội duyệt"


class NeedKind(models.TextChoices):
    """Loại nhu cầu trợ giúp."""

    MONEY = "MONEY", "Tiền"
    FOOD = "FOOD", "Lương thực, nhu yếu phẩm"
    HOUSE = "HOUSE", "Làm, sửa nhà"
    LIVELIHOOD = "LIVELIHOOD", "Con giống, sinh kế"
    SCHOOL = "SCHOOL", "Học bổng, đồ dùng học tập"
    HEALTH = "HEALTH", "Khám chữa bệnh, phục hồi chức năng"
    EQUIPMENT = "EQUIPMENT", "Xe lăn, dụng cụ trợ giúp"
    WORK = "WORK", "Học nghề, việc làm"
    OTHER = "OTHER", "Nhu cầu khác"


class SponsorKind(models.TextChoices):
    """Loại nhà đỡ đầu."""

    ORGANISATION = "ORGANISATION", "Tổ chức, doanh nghiệp, nhóm"
    PERSON = "PERSON", "Cá nhân"


class GiftKind(models.TextChoices):
    """Hình thức trợ giúp."""

    MONEY = "MONEY", "Tiền"
    GOODS = "GOODS", "Hiện vật"
    SERVICE = "SERVICE", "Công lao động, dịch vụ"


class Cycle(models.TextChoices):
    """Chu kỳ của cam kết đỡ đầu."""

    ONCE = "ONCE", "Một lần"
    MONTHLY = "MONTHLY", "Hằng tháng"
    QUARTERLY = "QUARTERLY", "Hằng quý"
    YEARLY = "YEARLY", "Hằng năm"


class BatchState(models.TextChoices):
    """Trạng thái của đợt trao trợ giúp."""

    DRAFT = "DRAFT", "Đang lập"
    APPROVED = "APPROVED", "Đã duyệt"
    DONE = "DONE", "Đã trao"
    CANCELLED = "CANCELLED", "Đã hủy"


class DeliveryState(models.TextChoices):
    """Trạng thái của lần trợ giúp: chỉ lần đã trao mới được tính."""

    PLANNED = "PLANNED", "Chờ trao"
    DELIVERED = "DELIVERED", "Đã trao"
    MISSED = "MISSED", "Không nhận được"
    TAKEN_BACK = "TAKEN_BACK", "Đã rút"


class OfferState(models.TextChoices):
    """Trạng thái của đề nghị giúp."""

    WAITING = "WAITING", "Chờ trả lời"
    ACCEPTED = "ACCEPTED", "Đã thành nhà đỡ đầu"
    DECLINED = "DECLINED", "Chưa nhận được"
    SPAM = "SPAM", "Thư rác"
