"""When it was: a date, a range, a weekday, "yesterday"; without a year the latest that has passed.

A day of the lunar calendar is not turned into another one: it is told back with a reason.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from nhanai.activities.rules.quickline.line import Line
from nhanai.activities.rules.quickline.pieces import Days, Field, Piece, Unread

Found = tuple[int, int, Days]
Shape = Callable[[Line, int, dt.date], Found | None]

_DAY: Final = dt.timedelta(days=1)
_MARKS: Final = ("/", "-", ".")
_DASHES: Final = ("-", "–", "—")
_PARTS_OF_DAY: Final = ("sáng", "trưa", "chiều", "tối", "đêm")
_WEEKDAYS: Final = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "bốn": 2, "năm": 3, "5": 3,
    "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5,
}  # fmt: skip
_LUNAR_MONTHS: Final = ("chạp", "giêng")
_LUNAR: Final = "Chưa đổi được ngày âm lịch. Hãy chọn ngày dương lịch."
_FUTURE: Final = "Ngày này chưa đến. Hãy xem lại."
_ODD: Final = "Không có ngày này trong lịch. Hãy chọn lại ngày."


def read_days(line: Line, today: dt.date) -> Iterator[Piece | Unread]:
    """The first day or range of days; further ones are left for a person to see."""
    yield from _lunar(line)
    found_one = False
    for name, shape in SHAPES:
        for index in range(len(line)):
            if index in line.taken:
                continue
            found = shape(line, index, today)
            if found is None or not line.is_free(found[0], found[1]):
                continue
            if found_one:
                continue
            start = _with_lead(line, found[0])
            note = _FUTURE if found[2].last > today else ""
            yield Piece(Field.DAY, name, line.take(start, found[1]), found[2], note)
            found_one = True
        if found_one:
            break
    yield from _impossible(line)
    yield from _times(line)


def _with_lead(line: Line, start: int) -> int:
    """The words that only announce a day belong to it: "vào sáng ngày"."""
    leads = ("ngày", "hôm", "vào", "trong", "từ", "nhân", *_PARTS_OF_DAY)
    while start > 0 and (before := line.free(start - 1)) and before.says_one_of(leads):
        start -= 1
    return start


def _number(line: Line, index: int, most: int) -> int | None:
    token = line.at(index)
    if token is None or not token.is_number or not token.text.isdecimal() or len(token.text) > 4:
        return None
    value = int(token.text)
    return value if 1 <= value <= most else None


def _is_slash(line: Line, index: int) -> bool:
    token = line.at(index)
    return token is not None and token.text == "/" and line.touches(index)


def _year(line: Line, index: int, today: dt.date) -> tuple[int, int] | None:
    """The year written there and the word after it."""
    token = line.at(index)
    if token is None or not token.is_number or not token.text.isdecimal():
        return None
    value = int(token.text)
    if len(token.text) == 4 and 1990 <= value <= today.year + 1:
        return value, index + 1
    return (2000 + value, index + 1) if len(token.text) == 2 and value <= 99 else None


def _day_and_month(line: Line, index: int) -> tuple[int, int, int] | None:
    """`22/11`, `22 tháng 11`: day, month and the word after them."""
    day = _number(line, index, 31)
    if day is None:
        return None
    if line.says(index + 1, "tháng"):
        month = _number(line, index + 2, 12)
    else:
        mark = line.at(index + 1)
        joined = mark is not None and mark.text in _MARKS and line.touches(index + 1)
        month = _number(line, index + 2, 12) if joined and line.touches(index + 2) else None
        if mark is not None and mark.text == "-" and _is_slash(line, index + 3):
            return None  # "5-6/11" is two days of November
    return None if month is None else (day, month, index + 3)


def _end_year(line: Line, index: int, today: dt.date) -> tuple[int | None, int]:
    """The year after day and month, if one is said, and the word after it."""
    mark = line.at(index)
    if mark is not None and mark.text in _MARKS and line.touches(index) and line.touches(index + 1):
        found = _year(line, index + 1, today)
        return (found[0], found[1]) if found else (None, index)
    if line.says(index, "năm"):
        if line.says(index + 1, "nay"):
            return today.year, index + 2
        if line.says(index + 1, "ngoái", "trước"):
            return today.year - 1, index + 2
        found = _year(line, index + 1, today)
        return (found[0], found[1]) if found else (None, index)
    return None, index


def _made(day: int, month: int, year: int | None, today: dt.date) -> dt.date | None:
    """The day; without a year the latest of its kind that is not after today."""
    if year is not None:
        return _real(year, month, day)
    for candidate in range(today.year, today.year - 9, -1):
        found = _real(candidate, month, day)
        if found is not None and found <= today:
            return found
    return None


def _real(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def date(line: Line, index: int, today: dt.date) -> Found | None:
    """`22/11`, `22/11/2026`, `22-11-26`, `22 tháng 11 năm 2026`."""
    found = _day_and_month(line, index)
    if found is None:
        return None
    day, month, end = found
    year, end = _end_year(line, end, today)
    made = _made(day, month, year, today)
    return None if made is None else (index, end, Days(made, made))


def date_range(line: Line, index: int, today: dt.date) -> Found | None:
    """`20-22/11`, `từ 20 đến 22/11`, `20/11 - 22/11`, `20, 21/11`, `20 và 21/11`."""
    first = _day_and_month(line, index)
    day = first[0] if first else _number(line, index, 31)
    after = first[2] if first else index + 1
    if day is None:
        return None
    first_year, after = _end_year(line, after, today) if first else (None, after)
    token = line.at(after)
    if token is None or not (
        token.text in {*_DASHES, ","} or token.says_one_of(("đến", "tới", "và", "sang"))
    ):
        return None
    after += 1
    while line.says(after, "hết", "ngày", "sáng", "chiều"):
        after += 1
    last = _day_and_month(line, after)
    if last is None or (first is None and last[0] <= day):
        return None
    year, end = _end_year(line, last[2], today)
    final = _made(last[0], last[1], year, today)
    if final is None:
        return None
    begun = _begun(day, first[1] if first else last[1], first_year, final)
    if begun is None or not dt.timedelta(0) < final - begun <= dt.timedelta(days=92):
        return None
    return index, end, Days(begun, final)


def _begun(day: int, month: int, year: int | None, final: dt.date) -> dt.date | None:
    """The first day of a range that ends on `final`."""
    if year is not None:
        return _real(year, month, day)
    return _real(final.year if month <= final.month else final.year - 1, month, day)


def day_of_month(line: Line, index: int, today: dt.date) -> Found | None:
    """`ngày 22`, `hôm mùng 5`: the latest such day that has passed."""
    if not line.says(index, "ngày", "hôm", "mùng", "mồng"):
        return None
    after = index + 1
    while line.says(after, "ngày", "mùng", "mồng"):
        after += 1
    day = _number(line, after, 31)
    if day is None or line.says(after + 1, "công", "tháng", "trước"):
        return None
    for back in range(12):
        month = (today.month - 1 - back) % 12 + 1
        year = today.year - (1 if month > today.month else 0)
        found = _real(year, month, day)
        if found is not None and found <= today:
            return index, after + 1, Days(found, found)
    return None


def near_day(line: Line, index: int, today: dt.date) -> Found | None:
    """`hôm nay`, `sáng qua`, `hôm kia`, `chiều nay`."""
    leads = ("hôm", "bữa", "ngày", *_PARTS_OF_DAY)
    if not line.says(index, *leads):
        return None
    back = {"nay": 0, "qua": 1, "kia": 2, "kìa": 3}
    for word, days in back.items():
        if line.says(index + 1, word) and not (
            word == "qua" and line.at(index + 1) is not None and line.says(index, "ngày")
        ):
            day = today - days * _DAY
            return index, index + 2, Days(day, day)
    if line.says(index + 1, "hôm", "ngày") and line.says(index + 2, "qua", "kia"):
        day = today - (1 if line.says(index + 2, "qua") else 2) * _DAY
        return index, index + 3, Days(day, day)
    return None


def days_ago(line: Line, index: int, today: dt.date) -> Found | None:
    """`3 ngày trước`, `cách đây hai hôm`."""
    start = index
    if line.says(index, "cách") and line.says(index + 1, "đây"):
        index += 2
    spelled = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "mười": 10, "một": 1}
    number = _number(line, index, 60) or next(
        (value for word, value in spelled.items() if line.says(index, word)), None
    )
    if number is None or not line.says(index + 1, "ngày", "hôm", "bữa", "tuần"):
        return None
    said = index > start or line.says(index + 2, "trước")
    if not said:
        return None
    unit = 7 if line.says(index + 1, "tuần") else 1
    day = today - number * unit * _DAY
    end = index + 2 + (1 if line.says(index + 2, "trước", "rồi") else 0)
    return start, end, Days(day, day)


def weekday(line: Line, index: int, today: dt.date) -> Found | None:
    """`thứ bảy vừa rồi`, `thứ 2 tuần trước`, `chủ nhật`, `T7`: the latest that has passed."""
    wanted, after = _weekday(line, index)
    if wanted is None:
        return None
    monday = today - today.weekday() * _DAY
    if line.says(after, "tuần") and line.says(after + 1, "trước", "rồi", "qua"):
        day, after = monday - (7 - wanted) * _DAY, after + 2
    elif line.says(after, "tuần") and line.says(after + 1, "này"):
        day, after = monday + wanted * _DAY, after + 2
    elif line.says(after, "vừa", "mới") and line.says(after + 1, "rồi", "qua"):
        day, after = today - ((today.weekday() - wanted - 1) % 7 + 1) * _DAY, after + 2
    elif line.says(after, "trước"):
        day, after = today - ((today.weekday() - wanted - 1) % 7 + 1) * _DAY, after + 1
    else:
        day = today - ((today.weekday() - wanted) % 7) * _DAY
    return index, after, Days(day, day)


def _weekday(line: Line, index: int) -> tuple[int | None, int]:
    if line.says(index, "chủ") and line.says(index + 1, "nhật"):
        return 6, index + 2
    if line.says(index, "cn"):
        return 6, index + 1
    token = line.at(index + 1)
    if token is None:
        return None, index
    if line.says(index, "thứ") or (line.says(index, "t") and line.touches(index + 1)):
        for word, number in _WEEKDAYS.items():
            if token.text == word or (not word.isdecimal() and token.says(word)):
                return number, index + 2
    return None, index


SHAPES: Final[tuple[tuple[str, Shape], ...]] = (
    ("date-range", date_range),
    ("date", date),
    ("weekday", weekday),
    ("days-ago", days_ago),
    ("near-day", near_day),
    ("day-of-month", day_of_month),
)
"""From the surest shape to the least; the first that stands in the line is taken."""


def _lunar(line: Line) -> Iterator[Unread]:
    """`rằm tháng bảy`, `23 tháng chạp`, `mùng 5 tết`, `âm lịch`."""
    for index in range(len(line)):
        end = index
        if line.says(index, "rằm"):
            end = index + 3 if line.says(index + 1, "tháng") else index + 1
        elif line.says(index, "tháng") and line.says(index + 1, *_LUNAR_MONTHS):
            end = index + 2
        elif line.says(index, "mùng", "mồng") and line.says(index + 2, "tết", "tháng"):
            end = index + 3 + line.says(index + 2, "tháng")
        elif line.says(index, "âm") and line.says(index + 1, "lịch"):
            end = index + 2
        if end > index and line.is_free(index, min(end, len(line))):
            start = index
            while start > 0 and (
                line.tokens[start - 1].is_number or line.says(start - 1, "ngày", "/", "tháng")
            ):
                start -= 1
            end = min(end, len(line))
            while line.says(end, "âm", "lịch"):
                end += 1
            words = line.words(start, end)
            yield Unread(words, line.take(start, end), _LUNAR)


def _impossible(line: Line) -> Iterator[Unread]:
    """`31/11`, `45/11`: shaped like a day, but there is none."""
    for index in range(len(line) - 2):
        day, mark, month = line.tokens[index : index + 3]
        shaped = day.is_number and month.is_number and mark.text == "/"
        small = len(day.text) <= 2 and len(month.text) <= 2
        if shaped and small and line.is_free(index, index + 3):
            end = index + 3
            if end + 1 < len(line) and line.tokens[end].text == "/":
                end += 2
            is_other_day = _day_and_month(line, index) is not None
            why = (
                "Dòng này nói thêm một ngày nữa; phiếu chỉ giữ ngày đầu." if is_other_day else _ODD
            )
            real = is_other_day and _made(int(day.text), int(month.text), None, dt.date.max)
            words = line.words(index, end)
            yield Unread(words, line.take(index, end), why if real else _ODD)


def _times(line: Line) -> Iterator[Piece]:
    """`8h30`, `lúc 7 giờ`, `sáng`: kept as words, so that they are not taken for a number."""
    for index in range(len(line)):
        token = line.free(index)
        if token is None:
            continue
        end = _end_of_time(line, index)
        if end == index:
            continue
        start = index - 1 if line.says(index - 1, "lúc", "hồi", "từ") else index
        if line.is_free(start, end):
            words = line.words(start, end)
            yield Piece(Field.TIME, "time-of-day", line.take(start, end), words)


def _end_of_time(line: Line, index: int) -> int:
    """The word after `8h30`, `7 giờ rưỡi`; `index` itself where no time begins."""
    token = line.tokens[index]
    is_hour = token.is_number and token.text.isdecimal() and int(token.text) <= 24
    if not is_hour or not line.says(index + 1, "h", "giờ", "g"):
        return index
    end = index + 2
    minutes = line.at(end)
    if minutes is not None and minutes.is_number and line.touches(end):
        return end + 1
    return end + 1 if line.says(end, "rưỡi") else end
