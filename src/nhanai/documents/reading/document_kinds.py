"""The kinds of documents, by the words and by the letters of a symbol."""

import re
from collections.abc import Mapping
from typing import Final

KIND_OF_LETTERS: Final[Mapping[str, str]] = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QYĐ": "Quy định",
    "QYD": "Quy định", "QĐI": "Quy định",
    "QCPH": "Quy chế phối hợp", "TC": "Thông cáo", "TB": "Thông báo",
    "HD": "Hướng dẫn", "CTR": "Chương trình", "CTRHĐ": "Chương trình hành động",
    "CTPH": "Chương trình phối hợp", "CTRPH": "Chương trình phối hợp",
    "KH": "Kế hoạch", "KHPH": "Kế hoạch phối hợp", "KHLT": "Kế hoạch liên tịch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản",
    "TTR": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận", "GM": "Giấy mời", "GP": "Giấy phép", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch", "NĐ": "Nghị định",
    "PL": "Pháp lệnh", "L": "Lệnh", "VBHN": "Văn bản hợp nhất", "KL": "Kết luận",
    "CV": "Công văn", "ĐL": "Điều lệ", "TTHT": "Thỏa thuận hợp tác", "HDLT": "Hướng dẫn liên tịch",
    "HDLN": "Hướng dẫn liên ngành", "ĐAPH": "Đề án", "QT": "Quy trình", "TLT": "Thư liên tịch",
}  # fmt: skip
"""The first letters of a symbol → the kind; letters that are not here are those of an office."""

LETTER: Final = "Công văn"
"""A letter has no kind letters of its own: `12/UBND-VX`."""

_WORDS: Final = (
    "Chương trình hành động", "Chương trình phối hợp", "Quy chế phối hợp", "Kế hoạch phối hợp",
    "Kế hoạch liên tịch", "Văn bản hợp nhất", "Thông tư liên tịch", "Thông tư liên bộ",
    "Nghị quyết liên tịch", "Hướng dẫn liên tịch", "Hướng dẫn liên ngành", "Báo cáo nhanh",
    "Thông báo kết luận", "Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định",
    "Quy hoạch", "Quy trình", "Thông cáo", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch",
    "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Hợp đồng", "Công văn",
    "Công điện", "Bản ghi nhớ", "Bản thỏa thuận", "Thỏa thuận hợp tác", "Giấy mời", "Giấy phép",
    "Thông tư", "Nghị định", "Pháp lệnh", "Sắc lệnh", "Kết luận", "Điều lệ", "Bộ luật", "Luật",
    "Lệnh", "Văn bản",
)  # fmt: skip

GENERAL_WORD: Final = "Văn bản"
"""Says nothing about the kind, so that the symbol does."""

_CANONICAL: Final = {words.lower(): words for words in _WORDS} | {
    "bản thoả thuận": "Bản thỏa thuận",
    "thoả thuận hợp tác": "Thỏa thuận hợp tác",
}
KIND_WORDS: Final = "|".join(sorted(map(re.escape, _CANONICAL), key=len, reverse=True))
"""A pattern of every kind's words; to be matched without regard to case."""


def kind_of_words(words: str) -> str:
    """The kind that these words (in any case and spacing) say."""
    return _CANONICAL[" ".join(words.lower().split())]


def kind_of_symbol(symbol: str) -> str:
    """The kind that a symbol says: `QĐ-TTg` is a decision, `VPCP-TH` a letter, `QH12` a law."""
    letters = re.split(r"[-/.]", symbol, maxsplit=1)[0].upper()
    if re.fullmatch(r"QH\d*", letters):
        return "Luật"
    if re.fullmatch(r"UBTVQH\d*", letters):
        return "Pháp lệnh"
    if symbol.upper() in {"CP", "HĐBT"}:
        return "Nghị định"
    return KIND_OF_LETTERS.get(letters, LETTER)
