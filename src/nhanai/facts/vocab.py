"""The words of what is counted."""

from typing import Final

from django.db import models


class MeasureKind(models.TextChoices):
    """Loại chỉ tiêu: what a figure of it means over units and over periods."""

    FLOW = "FLOW", "Phát sinh trong kỳ"
    STOCK = "STOCK", "Có đến cuối kỳ"
    DISTINCT = "DISTINCT", "Đếm người, mỗi người một lần"
    RATIO = "RATIO", "Tỷ lệ, tính từ chỉ tiêu khác"


class Adding(models.TextChoices):
    """Cách cộng: how the facts of a measure become its figure.

    A balance is a stock whose facts are changes (one more, one less), so that what is there at the
    end of a period is everything before it; the other stocks are counted anew each time, and the
    last count holds.
    """

    SUM = "SUM", "Cộng các phát sinh"
    BALANCE = "BALANCE", "Cộng dồn tăng, giảm"
    LAST = "LAST", "Lấy lần kiểm đếm cuối"
    DISTINCT = "DISTINCT", "Đếm mỗi người một lần"
    FORMULA = "FORMULA", "Tính bằng công thức"


ADDED_UP: Final = (Adding.SUM, Adding.BALANCE)
"""Whose facts are added and nothing else, so that a sum of many can stand for them."""


class StatutoryField(models.IntegerChoices):
    """Lĩnh vực hoạt động chữ thập đỏ (Điều 2 và Chương II Luật số 11/2008/QH12)."""

    NONE = 0, "Không theo lĩnh vực"
    AID = 1, "Cứu trợ khẩn cấp và trợ giúp nhân đạo"
    HEALTH = 2, "Chăm sóc sức khỏe"
    FIRST_AID = 3, "Sơ cấp cứu ban đầu"
    BLOOD = 4, "Hiến máu nhân đạo, hiến mô, bộ phận cơ thể người và hiến xác"
    TRACING = 5, "Tìm kiếm tin tức thân nhân thất lạc do chiến tranh, thiên tai, thảm họa"
    VALUES = 6, "Tuyên truyền các giá trị nhân đạo"
    DISASTER = 7, "Tham gia phòng ngừa, ứng phó thảm họa"


class Block(models.TextChoices):
    """Khối chỉ tiêu của báo cáo; the first letters of a measure's code."""

    TOTAL = "TH", "Tổng hợp"
    ORGANISATION = "TC", "Tổ chức, lực lượng"
    SOCIAL_WORK = "XH", "Công tác xã hội nhân đạo"
    HEALTH = "SK", "Chăm sóc sức khỏe, sơ cấp cứu"
    BLOOD = "HM", "Hiến máu, hiến mô tạng"
    DISASTER = "TT", "Phòng ngừa, ứng phó thảm họa"
    OUTREACH = "TN", "Tìm thân nhân; tuyên truyền"
    RESOURCES = "NL", "Vận động nguồn lực"
    SCHOOLS = "TR", "Trường học"
    STEERING = "KT", "Chỉ đạo, kiểm tra, thi đua"
    POPULATION = "DS", "Dân số"
    BUDGET = "NS", "Ngân sách"


class FactSource(models.TextChoices):
    """Nguồn số liệu: the register that writes the facts of a measure."""

    PEOPLE = "people", "Sổ con người"
    ACTIVITIES = "activities", "Sổ hoạt động"
    AID = "aid", "Sổ địa chỉ nhân đạo"
    DISTRIBUTIONS = "distributions", "Sổ trao quà"
    FUNDS = "funds", "Sổ quỹ và ủng hộ"
    BANKING = "banking", "Sổ tiền mặt và ngân hàng"
    FIGURES = "figures", "Nhập tay"
    NONE = "", "Tính bằng công thức"
