"""Clauses that close a document and charge nobody in particular."""

import re
from typing import Final

from nhanai.base.text import in_small_letters
from nhanai.documents.reading.agencies import phrase

_GENERAL: Final = re.compile(
    r"(?:\d+\.\s*)?(?:Trên đây là|"
    r"Trong quá trình[^.;]{0,160}?(?:vướng mắc|khó khăn|phát sinh|vấn đề|bất cập|sửa đổi|"
    r"điều chỉnh)|"
    r"Quá trình (?:tổ chức |triển khai |thực hiện)[^.;]{0,160}?(?:vướng mắc|khó khăn|phát sinh)|"
    r"(?:Nếu|Khi) (?:có |gặp )?(?:khó khăn|vướng mắc|phát sinh)|"
    r"Mọi (?:khó khăn|vướng mắc)|"
    r"(?:Kế hoạch|Quyết định|Chỉ thị|Nghị quyết|Chương trình|Công văn|Hướng dẫn|"
    r"Công điện)(?: hành động)? này "
    r"(?:có hiệu lực|thay thế|được|áp dụng)|"
    r"(?:Nghị quyết|Quyết định) này (?:đã được|có)|"
    r"(?:Ban hành|Phê duyệt) (?:kèm )?theo|Ban hành kèm)",
    re.IGNORECASE,
)
_ANNOUNCED: Final = re.compile(
    r"(?:\d+\.\s*)?[^.;:]{0,120}? thông báo (?:để|đến|tới|kết luận)", re.IGNORECASE
)
_EXECUTION: Final = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|căn cứ)[^.;]{0,90}(?:thi hành|thực hiện) "
    r"(?:Quyết định|Nghị quyết|Chỉ thị|Quy chế|Quy định|Kế hoạch) này(?: theo[^.]{0,40})?[./\s]*$|"
    r"(?:chịu trách nhiệm|căn cứ (?:Quyết định|Nghị quyết)) thi hành[./\s]*$",
    re.IGNORECASE,
)
_LONGEST: Final = 700
_TRAILING: Final = re.compile(
    r"(?:(?:Ủy ban|Uỷ ban|UBND|Chủ tịch|Ban|Hội|Thủ tướng|Sở|Tỉnh ủy|Thường trực)[^.;:]{0,80}?\s)?"
    r"(?:yêu cầu|đề nghị|giao|mong|trân trọng)|"
    r"(?:Căn cứ|Trên cơ sở|Nhận được|Để|Đây là)|"
    r"(?:Các|Thủ trưởng|Giám đốc|Tất cả|Toàn thể|Chánh Văn phòng|Bộ trưởng)\s|"
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội Chữ thập đỏ|Ban)[^.]{0,200}(?:triển khai|"
    r"thực hiện|báo cáo)|"
    r"(?:Kế hoạch|Chương trình|Chỉ thị)",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(
    r"(?:Kế hoạch|Chỉ thị|Công điện|Công văn|Thông báo|Chương trình|Quyết định|Nghị quyết|"
    r"Hướng dẫn|văn bản)(?: này)?|"
    r"thực hiện|triển khai|báo cáo|phản ánh|\./\.",
    re.IGNORECASE,
)


def is_general(text: str) -> bool:
    """Whether the paragraph is a closing clause wherever it stands."""
    if _GENERAL.match(text):
        return True
    lowered = in_small_letters(text)
    if " thông báo " in lowered and _ANNOUNCED.match(text):
        return True
    if len(text) >= _LONGEST:
        return False
    if "thi hành" not in lowered and " này" not in lowered:
        return False
    return _EXECUTION.search(text[-300:]) is not None


def is_closing(text: str) -> bool:
    """Whether an unmarked paragraph at the very end is a closing clause."""
    if is_general(text):
        return True
    if _charges_body(text):
        return False
    return bool(_TRAILING.match(text) and _DOCUMENT.search(text))


def _charges_body(text: str) -> bool:
    """ "Giao Sở Nội vụ theo dõi …" charges a body by name, though it stands last."""
    order = re.match(r"giao\s+(?:cho\s+)?", text, re.IGNORECASE)
    named = phrase.read(text, order.end()) if order else None
    return named is not None and not named.is_collective
