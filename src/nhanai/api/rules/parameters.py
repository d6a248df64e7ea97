"""What may be asked at each address: one table from which questions are read and described."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.facts.vocab import Block

KEY: Final = r"^[a-z0-9][a-z0-9_-]{0,49}$"
CODE: Final = r"^[A-Z]{2}[0-9]{2,4}[A-Z]?$"
PERIOD: Final = r"^[A-Z0-9_]{2,20}:[A-Z_]{3,12}:(19|20)[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$"
KIND: Final = ("MONTH", "QUARTER", "HALF", "NINE_MONTHS", "YEAR", "SCHOOL_YEAR", "TERM", "CAMPAIGN")
MOST_PERIODS: Final = 24
MOST_MEASURES: Final = 120
LARGEST_PAGE: Final = 200
_LAST_PAGE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that may be asked; `pattern` holds for each item where it is a list (`most`)."""

    name: str
    words: str
    kind: str = "string"
    is_needed: bool = False
    pattern: str = ""
    choices: Sequence[str] = ()
    most: int = 0
    least: int = 1
    largest: int = 0
    example: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one parameter."""

    parameter: str
    message: str


class NotAsked(Exception):
    """What was sent is not a question that this address knows."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        super().__init__()
        self.wrong = tuple(wrong)


PAGE: Final = (
    Parameter("page", "Trang, từ 1.", "integer", largest=_LAST_PAGE, example="1"),
    Parameter("size", f"Số dòng một trang, đến {LARGEST_PAGE}; không nói thì 50.", "integer",
              largest=LARGEST_PAGE, example="50"),
)  # fmt: skip
_UNIT: Final = Parameter(
    "unit", "Mã định danh của đơn vị.", is_needed=True, pattern=KEY, example="lc-hoi-tinh"
)
_STRUCTURE: Final = Parameter(
    "structure", "Ngày mà số liệu được xếp theo đơn vị của ngày ấy; không nói thì như lúc đó.",
    "date", example="2026-11-01",
)  # fmt: skip

MEASURES: Final = (
    Parameter("q", "Chữ trong mã hoặc tên chỉ tiêu.", largest=100),
    Parameter("block", "Khối chỉ tiêu.", choices=tuple(Block.values)),
    *PAGE,
)
UNITS: Final = (
    Parameter("day", "Đơn vị hoạt động vào ngày này; không nói thì hôm nay.", "date",
              example="2026-11-01"),
    Parameter("below", "Chỉ các đơn vị ở dưới đơn vị này.", pattern=KEY),
    *PAGE,
)  # fmt: skip
PERIODS: Final = (
    Parameter("regime", "Chế độ kỳ.", is_needed=True, example="CALENDAR",
              choices=("ND09", "CALENDAR", "SCHOOL", "TERM", "HUMANITARIAN_MONTH")),
    Parameter("kind", "Loại kỳ.", is_needed=True, choices=KIND, example="MONTH"),
    Parameter("year", "Các kỳ có ngày trong năm này.", "integer", is_needed=True, least=1950,
              largest=2090, example="2026"),
)  # fmt: skip
FIGURES: Final = (
    _UNIT,
    Parameter("periods", f"Các kỳ, cách nhau dấu phẩy, đến {MOST_PERIODS} kỳ.", is_needed=True,
              pattern=PERIOD, most=MOST_PERIODS, example="CALENDAR:MONTH:2026-11"),
    Parameter("measures", "Mã các chỉ tiêu, cách nhau dấu phẩy; không nói thì mọi chỉ tiêu.",
              pattern=CODE, most=MOST_MEASURES, example="XH08"),
    Parameter("below", "true: cả các đơn vị bên dưới, mỗi đơn vị gồm cả cấp dưới của nó.",
              choices=("true", "false")),
    Parameter("by", "part: tách theo nhóm của chỉ tiêu.", choices=("part",)),
    _STRUCTURE,
    *PAGE,
)  # fmt: skip
FACTS: Final = (
    _UNIT,
    Parameter("period", "Kỳ.", is_needed=True, pattern=PERIOD, example="CALENDAR:MONTH:2026-11"),
    Parameter("measure", "Mã chỉ tiêu.", is_needed=True, pattern=CODE, example="XH08"),
    _STRUCTURE,
    *PAGE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, each value by the name of its parameter; what was not asked is not there."""

    said: Mapping[str, str]

    def text(self, name: str) -> str:
        """The value as it stands; "" where it was not asked."""
        return self.said.get(name, "")

    def texts(self, name: str) -> list[str]:
        """The items of a list, each once."""
        return list(dict.fromkeys(one for one in self.text(name).split(",") if one))

    def number(self, name: str, otherwise: int) -> int:
        """A whole number."""
        return int(self.said.get(name, otherwise))

    def day(self, name: str) -> dt.date | None:
        """A day, if one was asked."""
        return dt.date.fromisoformat(self.said[name]) if name in self.said else None


def read(sent: Mapping[str, Sequence[str]], known: Sequence[Parameter]) -> Question:
    """The question; raises `NotAsked` with everything that is wrong."""
    names = {one.name: one for one in known}
    wrong = [
        Wrong(name[:60], f"Không có tham số này. Có: {', '.join(names)}.")
        for name in sent
        if name not in names
    ]
    for one in known:
        values = sent.get(one.name, ())
        if len(values) > 1:
            wrong.append(Wrong(one.name, "Nói hai lần; chỉ nói một lần."))
        elif not values and one.is_needed:
            wrong.append(Wrong(one.name, f"Cần tham số này. {one.words}"))
        elif values and (fault := _fault(one, values[0])):
            wrong.append(Wrong(one.name, fault))
    if wrong:
        raise NotAsked(wrong)
    return Question({name: values[0] for name, values in sent.items()})


def _fault(one: Parameter, value: str) -> str:
    if "\0" in value:
        return "Có ký tự không dùng được."
    if one.choices:
        return "" if value in one.choices else f"Là một trong: {', '.join(one.choices)}."
    if one.kind == "integer":
        is_number = re.fullmatch(r"[1-9][0-9]{0,8}", value, re.ASCII) is not None
        fits = is_number and one.least <= int(value) <= one.largest
        return "" if fits else f"Là số nguyên từ {one.least} đến {one.largest}."
    if one.kind == "date":
        return "" if _is_day(value) else "Là ngày viết như 2026-11-30."
    return _fault_of_text(one, value)


def _fault_of_text(one: Parameter, value: str) -> str:
    if one.pattern:
        items = value.split(",") if one.most else [value]
        if one.most and len(items) > one.most:
            return f"Nhiều nhất {one.most} mục."
        if not all(re.fullmatch(one.pattern.strip("^$"), item) for item in items):
            example = f" Ví dụ: {one.example}." if one.example else ""
            return f"Không đúng cách viết.{example}"
    return f"Dài quá {one.largest} ký tự." if one.largest and len(value) > one.largest else ""


def _is_day(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        return dt.date.fromisoformat(value).year >= 1
    except ValueError:
        return False
