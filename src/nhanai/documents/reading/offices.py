"""The name of an office inside a sentence, read word by word up to what cannot belong to it."""

import re
from typing import Final

from nhanai.documents.reading.document_kinds import KIND_WORDS

_WORD: Final = re.compile(r"\s*(?P<mark>,?)\s*(?P<word>[^\W\d_]+(?:[-–][^\W\d_]+)*|-)")
_KIND: Final = re.compile(rf"(?:{KIND_WORDS})(?![^\W_])", re.IGNORECASE)
_BODY: Final = re.compile(
    r"(?:Bộ|Sở|Ban|Ủy ban|Uỷ ban|UBND|HĐND|Hội|Thủ tướng|Chính phủ|Quốc hội|Tỉnh|Thành phố|"
    r"Thành ủy|Thành uỷ|Văn phòng|Liên đoàn|Đảng|Trung ương|Trung tâm|Công an|Công ty|Công đoàn|"
    r"Chủ tịch|Tòa án|Toà án|Viện|Cục|Tổng|Chi cục|Kho bạc|Bảo hiểm|Ngân hàng|Báo|Đài|Cổng)(?!\w)"
)
"""What begins the name of another body."""
_LINKS_INSIDE: Final = frozenset({"Bộ", "Sở", "Vụ", "Cục", "Ban", "Phòng", "Trưởng"})
"""Offices whose own name may hold "và" or a comma: Bộ Giáo dục và Đào tạo."""
_SMALL_INSIDE: Final = frozenset({
    "tỉnh", "thành", "phố", "huyện", "xã", "phường", "thị", "quận", "nhân", "dân", "thư", "cán",
    "sự", "ương", "thường", "vụ", "ủy", "uỷ", "khóa", "khoá", "lần", "thứ", "trưởng", "tướng",
    "tổ", "quốc", "chữ", "thập", "đỏ", "cấp", "trực", "thuộc",
})  # fmt: skip
"""Small words that stand inside the name of an office, whatever comes before."""
_SMALL_AFTER: Final = frozenset({
    "Công nghệ", "Y tế", "Giáo dục", "Đào tạo", "Truyền thông", "Nội vụ", "Ngoại vụ",
    "Tài chính", "Tư pháp", "Chính sách", "Môi trường", "Nông nghiệp", "Xây dựng", "Văn hóa",
    "Văn hoá", "Thể thao", "Du lịch", "Tôn giáo", "Đầu tư", "Thương binh", "Xã hội",
    "Thông tin", "Quốc phòng", "Công an", "Văn phòng", "Dân tộc", "Khoa học", "Lao động",
    "Ngoại giao", "Tuyên giáo", "Dân vận", "Kiểm tra", "Kiểm sát", "Kiểm toán", "Tổ chức",
    "Chấp hành", "Chỉ đạo", "Chỉ huy", "Thanh tra", "Giám đốc", "Ủy ban", "Uỷ ban", "Cơ quan",
    "Hải quan", "Ngân hàng", "Tòa án", "Toà án", "Phát triển", "Giao thông", "Vận tải",
    "Kế hoạch", "Chính trị", "Chính phủ", "Đối ngoại", "Kinh tế", "Nội chính", "Quân sự",
    "Biên phòng", "Bảo hiểm", "Liên đoàn", "Hội đồng", "Hành chính", "Chủ tịch", "Thủ tướng",
    "Bộ trưởng", "Mặt trận", "Điện lực", "Phát thanh", "Truyền hình", "Quốc hội", "Nhà nước",
    "Doanh nghiệp", "Hợp tác", "Thương mại", "Tổng hợp", "Trung ương", "Thường vụ",
})  # fmt: skip
"""Small words that belong to the capital one before them."""
_TERM: Final = re.compile(r"\s+(?P<term>[IVXL]+)(?![^\W_])")


def office(text: str, start: int) -> tuple[str | None, int]:
    """The office named in `text` at `start`, None where none is, and where its name ends."""
    end, previous = start, ""
    while (found := _WORD.match(text, end)) and _belongs(text, found, previous, start):
        end, previous = found.end(), found["word"]
        if previous in {"khóa", "khoá"} and (term := _TERM.match(text, end)):
            return text[start : term.end()], term.end()
    return (text[start:end] or None), end


def _belongs(text: str, found: re.Match[str], previous: str, start: int) -> bool:
    """Whether the next word still belongs to the office's name."""
    word = found["word"]
    if previous == "" or (previous in _LINKS_INSIDE and word[0].isupper() and not found["mark"]):
        return True
    if word[0].isupper() and _KIND.match(text, found.start("word")):
        return False
    if found["mark"] or word in {"và", "-"}:
        return _links(text, found, start)
    if word[0].isupper():
        return True
    return word in _SMALL_INSIDE or f"{previous} {word}" in _SMALL_AFTER


def _links(text: str, found: re.Match[str], start: int) -> bool:
    """Whether a comma or "và" stands inside the name: more of the same Bộ or Sở comes after it."""
    if text[start : found.start()].split(" ", 1)[0] not in _LINKS_INSIDE:
        return False
    coming = found if found["mark"] and found["word"] != "và" else _WORD.match(text, found.end())
    if coming is None or not coming["word"][0].isupper():
        return False
    at = coming.start("word")
    return _BODY.match(text, at) is None and _KIND.match(text, at) is None
