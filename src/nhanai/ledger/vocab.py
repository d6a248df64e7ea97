"""The words of the books."""

from django.db import models


class BookSource(models.TextChoices):
    """Nguồn của một sổ; tiền của nguồn nào ghi sổ của nguồn đó."""

    FUND = "FUND", "Tiền quỹ, tiền vận động"
    DUES = "DUES", "Hội phí"
    BUDGET = "BUDGET", "Ngân sách nhà nước"
    ENTRUSTED = "ENTRUSTED", "Ủy thác, thu hộ"


class AccountKind(models.TextChoices):
    """Loại tài khoản."""

    ASSET = "ASSET", "Tài sản"
    LIABILITY = "LIABILITY", "Phải trả"
    CAPITAL = "CAPITAL", "Nguồn, quỹ"
    INCOME = "INCOME", "Thu"
    EXPENSE = "EXPENSE", "Chi"


class VoucherKind(models.TextChoices):
    """Loại chứng từ (Thông tư 41/2022/TT-BTC)."""

    RECEIPT = "RECEIPT", "Phiếu thu"
    PAYMENT = "PAYMENT", "Phiếu chi"
    GOODS_IN = "GOODS_IN", "Phiếu nhập kho"
    GOODS_OUT = "GOODS_OUT", "Phiếu xuất kho"


class VoucherState(models.TextChoices):
    """Tình trạng chứng từ."""

    PROPOSED = "PROPOSED", "Chờ duyệt"
    APPROVED = "APPROVED", "Chờ thu, chi"
    SETTLED = "SETTLED", "Đã thu, chi"
    REFUSED = "REFUSED", "Không duyệt"
    CANCELLED = "CANCELLED", "Đã bỏ"
    REVERSED = "REVERSED", "Đã đảo"
