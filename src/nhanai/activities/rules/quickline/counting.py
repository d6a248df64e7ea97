"""Numbers in a line: digits with their scale, or words, with or without accents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.activities.rules.quickline.line import Line, Token
from nhanai.base import numbers
from nhanai.base.words import NotAnAmount, read_back

_DIGITS: Final[Mapping[str, str]] = {
    "không": "không", "một": "một", "hai": "hai", "ba": "ba", "bốn": "bốn", "tư": "tư",
    "năm": "năm", "lăm": "lăm", "nhăm": "nhăm", "sáu": "sáu", "bảy": "bảy", "bẩy": "bảy",
    "tám": "tám", "chín": "chín", "mốt": "mốt",
}  # fmt: skip
_JOINTS: Final = ("linh", "lẻ")
_TENS: Final = ("mười", "mươi", "trăm")
_SCALES: Final[Mapping[str, int]] = {
    "chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "ng": 10**3, "k": 10**3,
    "triệu": 10**6, "tr": 10**6, "củ": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
_HALF: Final = ("rưỡi", "rưởi")
ROUGH: Final = (
    "hơn", "trên", "gần", "khoảng", "chừng", "tầm", "ngót", "độ", "cỡ", "ước", "quãng",
)  # fmt: skip
_LONGEST_RUN: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A number that stands from one word to another.

    `scale` is the greatest of its scales (1 without any): what has thousands behind it and no noun
    is money.
    """

    value: Decimal
    start: int
    end: int
    scale: int = 1
    is_rough: bool = False


def is_numeral(token: Token | None) -> bool:
    """Whether the word can be part of a number."""
    return token is not None and (
        token.is_number
        or token.says_one_of((*_DIGITS, *_JOINTS, *_TENS, *_HALF))
        or _scale(token) is not None
    )


def number_before(line: Line, end: int) -> Said | None:
    """The longest number that ends just before the word `end`, with its "about" if it has one."""
    start = end
    while start > 0 and end - start < _LONGEST_RUN and is_numeral(line.free(start - 1)):
        start -= 1
    for first in range(start, end):
        found = _evaluate(line, first, end)
        if found is not None:
            return with_mark(line, found)
    return None


def number_from(line: Line, start: int) -> Said | None:
    """The longest number that begins with the word `start`."""
    end = start
    while end < len(line) and end - start < _LONGEST_RUN and is_numeral(line.free(end)):
        end += 1
    for last in range(end, start, -1):
        found = _evaluate(line, start, last)
        if found is not None:
            return with_mark(line, found)
    return None


def with_mark(line: Line, found: Said) -> Said:
    """The same number together with the word before it that makes it a rough one."""
    before = line.free(found.start - 1)
    if before is None or not (before.says_one_of(ROUGH) or before.text in {"~", ">"}):
        return found
    start = found.start - 1
    if line.says(start, "xỉ") or (line.says(start, "độ") and line.says(start - 1, "khoảng")):
        start -= 1
    return Said(found.value, start, found.end, found.scale, is_rough=True)


def plain(token: Token) -> Decimal:
    """The number that digits write; two commas or more part thousands, as some keyboards do."""
    if token.text.count(",") > 1:
        return Decimal(token.text.replace(",", ""))
    value = numbers.read(token.text)
    return value.to_integral_value() if value == value.to_integral_value() else value


def _scale(token: Token) -> int | None:
    return next((value for word, value in _SCALES.items() if token.says(word)), None)


def _evaluate(line: Line, start: int, end: int) -> Said | None:
    """What these words say as one number, or nothing where they do not say one."""
    total, index, last, greatest, rough = Decimal(0), start, 0, 1, False
    while index < end:
        token = line.tokens[index]
        if token.says_one_of(_HALF) and last:
            total, index = total + Decimal(last) / 2, index + 1
            continue
        part = _coefficient(line.tokens, index, end)
        if part is None:
            scale = _scale(token)
            if scale not in {10, 100} or index > start:
                return None
            part, rough = (Decimal(1), index), True
        value, index = part
        scale = _scale(line.tokens[index]) if index < end else None
        if scale is None and last:
            tail = _after_scale(value, last)
            if tail is None or index < end:
                return None
            total += tail
            continue
        if last and scale is not None and scale >= last:
            return None
        total += value * (scale or 1)
        last, greatest = scale or 0, max(greatest, scale or 1)
        index += scale is not None
        if scale is None and index < end:
            return None
    return Said(total, start, end, greatest, rough)


def _after_scale(value: Decimal, scale: int) -> Decimal | None:
    """What digits after a scale are: `12tr5` is 12,5 million, `1 triệu 500` is 1,5 million."""
    if value != value.to_integral_value() or value <= 0 or scale < 1000:
        return None
    if value < 10:
        return value * scale / 10
    return value * scale / 1000 if 100 <= value < 1000 else None


def _coefficient(tokens: Sequence[Token], start: int, end: int) -> tuple[Decimal, int] | None:
    """The number before a scale: digits, or the words of a number below a thousand."""
    if tokens[start].is_number:
        return plain(tokens[start]), start + 1
    stop = start
    while stop < end and tokens[stop].says_one_of((*_DIGITS, *_JOINTS, *_TENS)):
        stop += 1
    if stop == start or (stop - start == 1 and tokens[start].says("trăm")):
        return None
    words = _accented(tokens[start:stop])
    try:
        return Decimal(read_back(" ".join(words))), stop
    except NotAnAmount:
        return None


def _accented(tokens: Sequence[Token]) -> list[str]:
    """The words of a number with the accents that their place gives them."""
    words: list[str] = []
    for token in tokens:
        if token.bare == "muoi":
            words.append("mươi" if words and words[-1] in _DIGITS else "mười")
            continue
        known = (*_DIGITS, *_JOINTS, "trăm")
        words.append(next((word for word in known if token.says(word)), token.low))
    return ["bảy" if word == "bẩy" else word for word in words]
