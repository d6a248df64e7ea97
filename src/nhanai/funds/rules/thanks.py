"""The words of a letter of thanks: a text with fields, filled for one donor."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from nhanai.base.findings import Finding

FIELDS: Final[Mapping[str, str]] = {
    "ten": "tên người ủng hộ", "so_tien": "tổng số tiền, trị giá đã nhận",
    "bang_chu": "số tiền bằng chữ", "so_lan": "số lần ủng hộ", "dot": "tên đợt vận động",
    "noi": "giúp ai, ở đâu", "don_vi": "tên Hội",
}  # fmt: skip
"""What may stand in braces, and what it becomes."""

DEFAULT: Final = """{don_vi} trân trọng cảm ơn {ten} đã ủng hộ {so_tien} ({bang_chu}) \
qua {so_lan} lần cho {dot}.

Sự chia sẻ ấy đến với {noi}. Hội cam kết dùng đúng mục đích và công khai từng khoản; \
trên mỗi biên nhận có mã để xem khoản đã dùng vào việc gì.

Kính chúc {ten} sức khỏe, an khang và mong tiếp tục được đồng hành."""
"""What a campaign begins with."""

LONGEST: Final = 4000
_FIELD: Final = re.compile(r"\{([^{}]*)\}")


def filled(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The paragraphs of the letter."""
    whole = _FIELD.sub(lambda match: values[match[1].strip()], text)
    return tuple(" ".join(part.split()) for part in whole.splitlines() if part.strip())


def faults_of(text: str) -> Iterator[Finding]:
    """What keeps a text from being a letter to everybody."""
    if not text.strip() or len(text) > LONGEST:
        yield Finding("thanks-text", f"Viết lời cảm ơn, không quá {LONGEST} chữ.", where="text")
    unknown = [name for name in _FIELD.findall(text) if name.strip() not in FIELDS]
    if unknown or set(_FIELD.sub("", text)) & {"{", "}"}:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        what = f"Không có ô {{{unknown[0]}}}." if unknown else "Dấu ngoặc chưa đóng."
        yield Finding("thanks-field", f"{what} Chỉ dùng: {known}.", where="text")
    if "ten" not in {name.strip() for name in _FIELD.findall(text)}:
        yield Finding("thanks-name", "Thư phải có {ten} để gọi tên người ủng hộ.", where="text")
