"""The words of donations."""

from django.db import models


class CampaignLaw(models.TextChoices):
    """Đợt vận động theo quy định nào."""

    DISASTER = "DISASTER", "Khắc phục thiên tai, dịch bệnh, sự cố (Nghị định 93/2021/NĐ-CP)"
    ORDINARY = "ORDINARY", "Vận động thường xuyên của Hội"


class DonorKind(models.TextChoices):
    """Người ủng hộ là ai."""

    PERSON = "PERSON", "Cá nhân"
    ORGANISATION = "ORGANISATION", "Tập thể"


class Naming(models.TextChoices):
    """Cách nêu tên khi công khai, theo ý người ủng hộ."""

    NAMED = "NAMED", "Nêu tên"
    OTHER_NAME = "OTHER_NAME", "Nêu tên khác"
    UNNAMED = "UNNAMED", "Không nêu tên"


class DonationWay(models.TextChoices):
    """Ủng hộ bằng cách nào."""

    CASH = "CASH", "Tiền mặt"
    BANK = "BANK", "Chuyển khoản"
    GOODS = "GOODS", "Hiện vật có giá trị"


class DonationState(models.TextChoices):
    """Tình trạng khoản ủng hộ."""

    WAITING = "WAITING", "Chờ thu"
    RECEIVED = "RECEIVED", "Đã nhận"
    UNDONE = "UNDONE", "Đã hủy"


class UndoingState(models.TextChoices):
    """Tình trạng đề nghị hủy khoản ủng hộ."""

    PROPOSED = "PROPOSED", "Chờ duyệt"
    APPROVED = "APPROVED", "Đã duyệt"
    REFUSED = "REFUSED", "Không duyệt"


class PledgeState(models.TextChoices):
    """Tình trạng cam kết."""

    OPEN = "OPEN", "Đang thực hiện"
    KEPT = "KEPT", "Đã thực hiện đủ"
    WITHDRAWN = "WITHDRAWN", "Đã rút"
