"""The words of exchanging figures."""

from django.db import models


class ExportFormat(models.TextChoices):
    """Dạng tệp số liệu lấy ra."""

    XLSX = "xlsx", "Bảng tính .xlsx"
    CSV = "csv", "Bảng .csv"
    JSON = "json", "JSON"
    HXL_XLSX = "hxl-xlsx", "HXL, bảng tính .xlsx"
    HXL_CSV = "hxl-csv", "HXL, .csv"
    DHIS2 = "dhis2", "DHIS2 (dataValueSets, JSON)"
    ADX = "adx", "ADX (XML)"


class CodeKind(models.TextChoices):
    """Loại mã của đối tác."""

    MEASURE = "MEASURE", "Chỉ tiêu"
    UNIT = "UNIT", "Đơn vị"
    PART = "PART", "Nhóm của chỉ tiêu"


class IdScheme(models.TextChoices):
    """Cách gọi tên của đối tác: by the codes people gave, or by the system's own identifiers."""

    CODE = "CODE", "Mã (code)"
    UID = "UID", "Định danh của hệ thống (UID)"
