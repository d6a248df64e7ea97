"""An office's name out of the capitals of a letterhead."""

import re
from typing import Final

_PHRASES: Final = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Mặt trận Tổ quốc Việt Nam", "Ủy ban",
    "Hội Chữ thập đỏ", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Ban Chỉ huy",
    "Ban Chỉ đạo", "Văn phòng", "Ban Thường vụ", "Ban Chấp hành", "Ban Tuyên giáo", "Ban Dân vận",
    "Ban Tổ chức", "Ban Bí thư", "Bộ Chính trị", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy",
    "Nội vụ", "Ngoại vụ", "Tài chính", "Y tế", "Tư pháp", "Xây dựng", "Công Thương", "Nông nghiệp",
    "Môi trường", "Giáo dục", "Đào tạo", "Khoa học", "Công nghệ", "Văn hóa", "Thể thao", "Du lịch",
    "Thông tin", "Truyền thông", "Lao động", "Thương binh", "Xã hội", "Kế hoạch", "Đầu tư",
    "Giao thông", "Vận tải", "Tài nguyên", "Phát triển", "Nông thôn", "Dân tộc", "Tôn giáo",
    "Công an", "Quân sự", "Bộ Chỉ huy", "Bộ đội Biên phòng", "Thanh tra", "Kiểm sát", "Tòa án",
    "Liên đoàn", "Liên hiệp", "Phụ nữ", "Nông dân", "Cựu chiến binh", "Thanh niên", "Hội đồng",
    "Phòng, chống thiên tai", "Phòng chống thiên tai", "Tìm kiếm cứu nạn", "Phòng thủ dân sự",
    "Bộ", "Sở", "Ban", "Hội", "Phòng", "Cục", "Vụ", "Viện", "Trường", "Trung tâm", "Đoàn", "Đảng",
    "Trung ương", "Nhà nước", "Việt Nam", "Thường trực", "Chi cục", "Báo", "Đài", "Công ty",
    "Chủ tịch", "Phát thanh", "Truyền hình", "Bảo hiểm xã hội", "Kho bạc Nhà nước", "Ngân hàng",
)  # fmt: skip
_BY_CAPITALS: Final = {phrase.upper(): phrase for phrase in _PHRASES}
_LONGER_FIRST: Final = sorted(map(re.escape, _BY_CAPITALS), key=len, reverse=True)
_PHRASE: Final = re.compile(rf"(?<![^\W_])(?:{'|'.join(_LONGER_FIRST)})(?![^\W_])")
_AREA: Final = re.compile(
    r"(?<![^\W_])(TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)(?![^\W_]|"
    r"\s+(?:ỦY|UỶ))"
    r"((?:\s+[^\W\d_]+)*)"
)
_PARTY: Final = re.compile(r"(TỈNH|THÀNH|HUYỆN|THỊ|QUẬN) ỦY((?: [^\W\d_]+){1,3})$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = frozenset(("VÀ", "CÁC", "CỦA", "TRỰC", "THUỘC"))
_VOWEL: Final = re.compile(r"[AEIOUYĂÂÊÔƠƯÀ-Ỵ]")
AREA_FIRST: Final = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?!ỦY|UỶ|ĐOÀN)"
)
HEAD_FIRST: Final = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI|BAN|BỘ|SỞ|VĂN PHÒNG|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|TỈNH ỦY|"
    r"TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|CÔNG AN|CÔNG TY|TRƯỜNG|"
    r"TRUNG TÂM|CHI CỤC|CỤC|TỔNG CỤC|PHÒNG|LIÊN ĐOÀN|LIÊN HIỆP|LIÊN MINH|ĐOÀN|TỈNH ĐOÀN|MẶT TRẬN|"
    r"BẢO HIỂM|KHO BẠC|NGÂN HÀNG|TÒA ÁN|VIỆN|THANH TRA|BÁO|ĐÀI|HIỆP HỘI|CHỦ TỊCH|TRUNG ƯƠNG|"
    r"BCH|BCĐ|TỔNG CÔNG TY|TẬP ĐOÀN|BỆNH VIỆN)(?![^\W_])"
)


def written(capitals: str) -> str:
    """`ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK` → `Ủy ban nhân dân tỉnh Đắk Lắk`."""
    text = re.sub(r"\bUỶ\b", "ỦY", " ".join(capitals.split()))
    if party := _PARTY.search(text):
        place = _WORD.sub(_titled, party[2])
        return f"{_office(text[: party.start()])}{party[1].capitalize()} ủy{place}"
    pieces: list[str] = []
    at = 0
    for area in _AREA.finditer(text):
        pieces.append(_office(text[at : area.start()]))
        pieces.append(area[1].lower() + _WORD.sub(_titled, area[2]))
        at = area.end()
    pieces.append(_office(text[at:]))
    whole = "".join(pieces)
    return whole[:1].upper() + whole[1:]


def _titled(word: re.Match[str]) -> str:
    return word[0].lower() if word[0] in _SMALL else word[0].capitalize()


def _office(capitals: str) -> str:
    pieces: list[str] = []
    at = 0
    for found in _PHRASE.finditer(capitals):
        pieces.append(_WORD.sub(_small, capitals[at : found.start()]))
        pieces.append(_BY_CAPITALS[found[0]])
        at = found.end()
    pieces.append(_WORD.sub(_small, capitals[at:]))
    return "".join(pieces)


def _small(word: re.Match[str]) -> str:
    """A word of which nothing is known: small, unless it is an abbreviation."""
    text = word[0]
    vowels = len(_VOWEL.findall(text))
    is_short_form = len(text) > 1 and (vowels == 0 or text in {"UBND", "TKCN", "ATGT", "MTTQ"})
    return text if is_short_form else text.lower()
