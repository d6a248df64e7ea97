"""The words of official paper."""

from collections.abc import Mapping
from typing import Final

from django.db import models

CONTENT_TYPES: Final[Mapping[str, str]] = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".pdf": "application/pdf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
"""The endings of the files that are taken in, and what each is."""

KINDS: Final[Mapping[str, str]] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "CV": "Công văn",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "HĐ": "Hợp đồng",
    "KL": "Kết luận",
    "TT": "Thông tư",
    "NĐ": "Nghị định",
}
"""Kinds of official paper by their codes (Decree 30/2020, article 7, and the usual ones beside)."""

LETTER: Final = "CV"
"""An official letter carries no name of a kind in its symbol."""

ISSUED_KINDS: Final = tuple(kind for kind in KINDS if kind not in {"KL", "TT", "NĐ"})
"""What a society or agency issues itself (article 7); the rest is of the Party and the State."""

PLACES: Final[Mapping[str, str]] = {
    "DAU": "Đầu",
    "LOAI": "Loại",
    "TEN": "Tên",
    "KG": "Kính gửi",
    "KY": "Ký",
    "NN": "Nơi nhận",
    "SAU": "Sau phần ký",
    "CT": "Chú thích",
}
"""The parts of a document to which no number leads, by the beginning of their addresses."""

TASK_RULES: Final = frozenset({"task-unassigned", "task-undated"})
"""Findings that ask something of a task, not of the document: they are answered in the review."""

RULE_NAMES: Final[Mapping[str, str]] = {
    "agency-ended": "Cơ quan đã kết thúc hoạt động",
    "agency-unknown": "Cơ quan chưa có trong danh mục đơn vị",
    "characters": "Ký tự lẫn lộn",
    "citation-conflict": "Một văn bản được ghi hai ngày",
    "citation-superseded": "Văn bản viện dẫn đã có văn bản thay thế",
    "citation-year": "Số hiệu và ngày không khớp",
    "date-incomplete": "Ngày ban hành chưa đủ",
    "duplicate": "Trùng với văn bản đã vào sổ",
    "number-missing": "Chưa có số",
    "numbering": "Đánh số đề mục",
    "recipients-missing": "Thiếu nơi nhận",
    "signer-incomplete": "Phần ký chưa đủ",
    "task-unassigned": "Nhiệm vụ chưa giao cho cơ quan nào",
    "task-undated": "Nhiệm vụ chưa có hạn",
    "text-broken": "Câu bị ngắt trang đã được nối",
    "words-repeated": "Lặp từ",
}
"""What each rule of the findings looks for, said where many of one kind stand together."""


class Direction(models.TextChoices):
    """Chiều văn bản."""

    INCOMING = "INCOMING", "Văn bản đến"
    OUTGOING = "OUTGOING", "Văn bản đi"


class Numbering(models.TextChoices):
    """Cách đánh số văn bản đi."""

    PER_KIND = "PER_KIND", "Mỗi loại văn bản một dãy số"
    ONE = "ONE", "Một dãy số chung cho mọi loại"


class OutgoingState(models.TextChoices):
    """Hiệu lực của văn bản đi."""

    IN_FORCE = "IN_FORCE", "Đang có hiệu lực"
    CORRECTED = "CORRECTED", "Đã đính chính"
    REPLACED = "REPLACED", "Đã bị thay thế"
    RECALLED = "RECALLED", "Đã thu hồi"


class ReadingState(models.TextChoices):
    """Tình trạng đọc."""

    WAITING = "WAITING", "Chờ đọc"
    READING = "READING", "Đang đọc"
    READ = "READ", "Đã đọc"
    FAILED = "FAILED", "Không đọc được"


class MarkKind(models.TextChoices):
    """Loại đánh dấu."""

    CITATION = "CITATION", "Viện dẫn"
    AGENCY = "AGENCY", "Cơ quan"
    DEADLINE = "DEADLINE", "Hạn"
    FINDING = "FINDING", "Phát hiện"
