"""How names, days of birth, citizen numbers and phones are written down, from what people type.

Each function gives the value, or raises `Misspelt` with a sentence that says what to correct; an
empty text is no value. They serve forms and imported tables alike.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from nhanai.base.text import modern_tones, nfc, single_spaced

NAME_LENGTH: Final = 120
_FIRST_YEAR: Final = 1900
_WHOLE_DAY: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_YEAR: Final = re.compile(r"(?:\d{1,2}\s*[/.\-]\s*)?(\d{4})")
_NOT_DIGIT: Final = re.compile(r"\D")
_BETWEEN_DIGITS: Final = re.compile(r"[\s.\-()]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")


class Misspelt(ValueError):
    """What was typed cannot be the value; the message says what to correct."""


@dataclass(frozen=True, slots=True)
class Birth:
    """What is known of a birth: the day, only the year, or nothing."""

    on: dt.date | None = None
    year: int | None = None

    def __str__(self) -> str:
        if self.on:
            return f"{self.on:%d/%m/%Y}"
        return str(self.year) if self.year else ""


UNKNOWN: Final = Birth()


def full_name(text: str) -> str:
    """`lò  văn PÂNG` as `Lò Văn Pâng`; a name in mixed case keeps its own capitals."""
    name = modern_tones(single_spaced(nfc(text)))
    if not name:
        raise Misspelt("Nhập họ và tên.")
    if len(name) > NAME_LENGTH:
        raise Misspelt(f"Họ và tên dài quá {NAME_LENGTH} ký tự, hãy viết gọn lại.")
    if _DIGIT.search(name) or not _LETTER.search(name):
        raise Misspelt("Họ và tên chỉ gồm chữ. Bỏ chữ số và ký hiệu.")
    if name.isupper() or name.islower():
        return " ".join(word[0].upper() + word[1:].lower() for word in name.split(" "))
    return name


def birth(text: str) -> Birth:
    """`05/6/1990`, `6/1990`, `1990` or nothing; of a month and a year only the year is kept."""
    said = single_spaced(text)
    if not said:
        return UNKNOWN
    whole, iso, year = _WHOLE_DAY.fullmatch(said), _ISO_DAY.fullmatch(said), _YEAR.fullmatch(said)
    if whole:
        return _born(int(whole[3]), int(whole[2]), int(whole[1]))
    if iso:
        return _born(int(iso[1]), int(iso[2]), int(iso[3]))
    if year and int(year[1]) >= _FIRST_YEAR:
        return Birth(None, int(year[1]))
    raise Misspelt("Viết ngày sinh như 05/6/1990; chỉ biết năm thì viết 1990.")


def _born(year: int, month: int, day: int) -> Birth:
    try:
        on = dt.date(year, month, day)
    except ValueError:
        raise Misspelt("Ngày sinh này không có trong lịch. Viết ngày trước, tháng sau.") from None
    if year < _FIRST_YEAR:
        raise Misspelt("Năm sinh có 4 chữ số, từ 1900. Kiểm tra lại.")
    return Birth(on, year)


def citizen_number(text: str) -> str:
    """The twelve digits of a citizen number, its zeros in front kept."""
    said = _BETWEEN_DIGITS.sub("", nfc(text)).lstrip("'")
    if not said:
        return ""
    if _NOT_DIGIT.search(said):
        raise Misspelt("Số căn cước chỉ gồm chữ số.")
    if len(said) == 9:
        raise Misspelt("Đây là số chứng minh nhân dân cũ. Nhập số căn cước 12 chữ số.")
    if len(said) < 12:
        missing = 12 - len(said)
        raise Misspelt(f"Thiếu {missing} chữ số. Số căn cước có 12 chữ số, giữ cả số 0 ở đầu.")
    if len(said) > 12:
        raise Misspelt(f"Thừa {len(said) - 12} chữ số. Số căn cước có 12 chữ số.")
    return said


def phone(text: str) -> str:
    """A Vietnamese phone number with its zero in front: `+84 912 345 678` as `0912345678`."""
    said = _BETWEEN_DIGITS.sub("", nfc(text)).lstrip("'")
    if not said:
        return ""
    if said.startswith("+84") or (said.startswith("84") and len(said) == 11):
        said = "0" + said.lstrip("+")[2:].lstrip("0")
    if _NOT_DIGIT.search(said):
        raise Misspelt("Số điện thoại chỉ gồm chữ số, ví dụ 0912345678. Mỗi ô một số.")
    if len(said) == 9 and said[0] != "0":
        said = f"0{said}"
    if not said.startswith("0") or not 10 <= len(said) <= 11:
        raise Misspelt("Số điện thoại có 10 chữ số, bắt đầu bằng 0. Kiểm tra lại.")
    return said


def line(text: str) -> str:
    """A short text on one line, composed."""
    return single_spaced(nfc(text).replace("\x00", ""))
