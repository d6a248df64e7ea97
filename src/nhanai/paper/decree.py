"""The measures of Decree 30/2020/NĐ-CP, annex I: what we print, and what the check lets pass.

Lengths are millimetres, sizes of letters are points.
"""

from collections.abc import Mapping
from typing import Final

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
TOP: Final = 20.0
BOTTOM: Final = 20.0
LEFT: Final = 30.0
RIGHT: Final = 15.0
PAGE_NUMBER_AT: Final = 10.0
"""From the edge of the paper to the page number, which stands in the top margin."""

TOP_RANGE: Final = (20.0, 25.0)
BOTTOM_RANGE: Final = (20.0, 25.0)
LEFT_RANGE: Final = (30.0, 35.0)
RIGHT_RANGE: Final = (15.0, 20.0)

FONT: Final = "Times New Roman"
LETTERHEAD_SIZE: Final = 12.0
MOTTO_SIZE: Final = 13.0
NUMBER_SIZE: Final = 13.0
LETTER_SUBJECT_SIZE: Final = 12.0
BODY_SIZE: Final = 14.0
RECIPIENTS_SIZE: Final = 12.0
RECIPIENT_SIZE: Final = 11.0
PAGE_NUMBER_SIZE: Final = 13.0
TABLE_SIZES: Final = (12.0, 11.0)
"""Of a table of up to `WIDE_TABLE` columns, and of a wider one."""
WIDE_TABLE: Final = 6

NOTE_SIZE: Final = 10.0
"""Of what a digital signature says on the page (annex I, part II, I.8 and II)."""

FIRST_LINE: Final = 12.7
SPACE: Final = 6.0
"""Points after a paragraph of the body."""
LINE: Final = 1.15
"""Times a single line."""
SIGNATURE_SPACE: Final = 24.0
"""Millimetres left for the signature."""
ADDRESSED_AT: Final = 25.4
"""Where `Kính gửi:` of several addressees begins."""
UNDER_COLON: Final = 19.0
"""From there to their dashes, which stand under its colon."""
DASH: Final = 3.0
"""Of a dash and its space."""
RULE: Final = 0.75
"""Points of a drawn rule."""
RULE_SHARE: Final = 0.42
"""The rule under an issuer or a subject: from a third to a half of the line above it."""

CLOSING: Final = (75.0, 90.0)
"""Widths of `Nơi nhận` and of the signature beside it."""

NATIONAL_TITLE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
MOTTO_WIDTH: Final = 56.0
"""Millimetres of the motto in bold letters of `MOTTO_SIZE`: its rule is as long."""

LETTER: Final = "CV"
"""An official letter: the one kind without a name at its head."""

KINDS: Final[Mapping[str, str]] = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình",
    "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo",
    "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CV": "Công văn", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển",
    "PB": "Phiếu báo", "ThC": "Thư công",
}  # fmt: skip
"""The kinds of Article 7 by their abbreviations; the last, which has none, under a code of ours."""

ADDRESSED: Final = frozenset({"CV", "BC", "TTr"})
"""The kinds that bear `Kính gửi`."""
