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


class FileState(models.TextChoices):
    """Tình trạng của lần nhập số liệu."""

    RECEIVED = "RECEIVED", "Chờ xác nhận"
    DONE = "DONE", "Đã nhập"
    UNDONE = "UNDONE", "Đã hoàn tác"
    DROPPED = "DROPPED", "Đã bỏ"


class RowOutcome(models.TextChoices):
    """Kết quả của một dòng: what became of it, or why it cannot be taken."""

    TAKEN = "TAKEN", "Nhập mới"
    CORRECTED = "CORRECTED", "Sửa số đã có"
    UNCHANGED = "UNCHANGED", "Đã có, không đổi"
    UNIT = "UNIT", "Không rõ đơn vị"
    NOT_YOURS = "NOT_YOURS", "Không được nhập cho đơn vị này"
    MEASURE = "MEASURE", "Không rõ chỉ tiêu"
    DERIVED = "DERIVED", "Số tự có, không nhập"
    PART = "PART", "Không rõ nhóm"
    PERIOD = "PERIOD", "Không rõ kỳ"
    NUMBER = "NUMBER", "Số không hợp lệ"
    TWICE = "TWICE", "Trùng trong tệp"
    OVERLAP = "OVERLAP", "Chồng với số của kỳ khác"
    DELETED = "DELETED", "Đánh dấu đã xóa"
    OTHER = "OTHER", "Không nhận được"
