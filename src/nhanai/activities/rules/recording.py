"""What is told of an activity, and what is wrong with it; every fault at once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from decimal import Decimal
from typing import Final

from nhanai.activities.rules.kinds import items, kinds
from nhanai.base import numbers
from nhanai.base.days import Period, written
from nhanai.base.findings import Finding, Severity

LONGEST_DAYS: Final = 92
MOST_PEOPLE: Final = 2_000_000
MOST_MONEY: Final = 10**13
MOST_NUMBER: Final = Decimal(10**11)

MOVES: Final[Mapping[str, frozenset[str]]] = {
    "DRAFT": frozenset({"DRAFT", "RECORDED", "WITHDRAWN"}),
    "RECORDED": frozenset({"RECORDED", "WITHDRAWN"}),
    "WITHDRAWN": frozenset({"RECORDED"}),
}
"""What is recorded is not a draft again; what was withdrawn by mistake is recorded again."""


LONGEST_WORDS: Final = 300
_WORDS: Final = {"title": "Tên gọn", "place": "Nơi", "donor": "Người, đơn vị ủng hộ"}


@dataclass(frozen=True, slots=True)
class Told:
    """An activity as a person tells it; numbers that nobody told are None."""

    kind: str
    first_on: dt.date | None
    last_on: dt.date | None = None
    title: str = ""
    place: str = ""
    field: int | None = None
    persons: int | None = None
    services: int | None = None
    households: int | None = None
    joined: int | None = None
    cash: int = 0
    goods: int = 0
    service: int = 0
    donor: str = ""
    result: str = ""
    amounts: Mapping[str, Decimal] = made(default_factory=dict)
    rough: frozenset[str] = frozenset()

    @property
    def lasted(self) -> tuple[dt.date, dt.date]:
        """Its first and its last day, of one that has days: `faults_of` tells where it has none."""
        if self.first_on is None:
            raise ValueError("an activity of no day")
        return self.first_on, self.last_on or self.first_on

    @property
    def ends(self) -> dt.date | None:
        """Its last day."""
        return self.last_on or self.first_on


def faults_of(told: Told, *, life: Period, today: dt.date) -> list[Finding]:
    """What keeps it from being recorded, and what a person should look at twice."""
    return [
        *_of_kind(told), *_of_days(told, life, today), *_of_words(told), *_of_numbers(told),
        *_of_people(told),
    ]  # fmt: skip


def _of_kind(told: Told) -> Iterator[Finding]:
    if told.kind not in kinds():
        yield Finding("kind-missing", "Chọn việc đã làm.", where="kind")


def _of_days(told: Told, life: Period, today: dt.date) -> Iterator[Finding]:
    first, last = told.first_on, told.ends
    if first is None or last is None:
        yield Finding("day-missing", "Nhập ngày làm việc này, ví dụ 22/11/2026.", where="first_on")
        return
    if last < first:
        yield Finding("days-turned", "Ngày cuối phải từ ngày đầu trở đi.", where="last_on")
    elif (last - first).days >= LONGEST_DAYS:
        message = f"Một hoạt động kéo dài nhiều nhất {LONGEST_DAYS} ngày. Hãy ghi thành nhiều đợt."
        yield Finding("days-many", message, where="last_on")
    if last > today:
        yield Finding("day-ahead", "Ngày này chưa đến. Ghi sau khi việc đã làm.", where="first_on")
    if first < life.start:
        message = (
            f"Đơn vị thành lập ngày {written(life.start)}, sau ngày {written(first)}."
            " Hãy chọn đơn vị trước đó hoặc sửa ngày."
        )
        yield Finding("day-before-unit", message, where="first_on")
    elif last >= life.end:
        message = (
            f"Đơn vị đã kết thúc hoạt động từ ngày {written(life.end)}."
            " Hãy chọn đơn vị tiếp nhận hoặc sửa ngày."
        )
        yield Finding("day-after-unit", message, where="first_on")


def _of_words(told: Told) -> Iterator[Finding]:
    for name, label in _WORDS.items():
        if len(getattr(told, name)) > LONGEST_WORDS:
            message = f"{label} dài nhất {LONGEST_WORDS} ký tự. Phần còn lại ghi ở Kết quả."
            yield Finding("words-long", message, where=name)


def _of_numbers(told: Told) -> Iterator[Finding]:
    for name in ("persons", "services", "households", "joined"):
        value = getattr(told, name)
        if value is not None and not 0 <= value <= MOST_PEOPLE:
            yield Finding("people-range", f"Nhập số từ 0 đến {MOST_PEOPLE}.", where=name)
    for name in ("cash", "goods", "service"):
        if not 0 <= getattr(told, name) <= MOST_MONEY:
            message = f"Nhập số tiền từ 0 đến {numbers.show_dong(MOST_MONEY)}."
            yield Finding("money-range", message, where=name)
    for item, number in told.amounts.items():
        if item not in items():
            yield Finding("item-unknown", f"Không có “{item}” trong danh mục.", where="amounts")
        elif not 0 < number <= MOST_NUMBER:
            message = f"Số lượng {items()[item].name} phải lớn hơn 0."
            yield Finding("amount-range", message, where="amounts")


def _of_people(told: Told) -> Iterator[Finding]:
    if told.persons is not None and told.services is not None and told.services < told.persons:
        yield Finding(
            "services-fewer",
            "Số lượt không thể ít hơn số người: mỗi người được giúp ít nhất một lượt.",
            where="services",
        )
    registered, donated = told.amounts.get("REGISTERED"), told.amounts.get("DONATED")
    if registered is not None and donated is not None and donated > registered:
        yield Finding(
            "donated-more",
            "Số người hiến nhiều hơn số người đăng ký. Hãy xem lại.",
            Severity.WARNING,
            where="amounts",
        )


def named(told: Told, place: str = "") -> str:
    """What the activity is called where nobody gave it a name: kind, first amount, place."""
    if told.title:
        return told.title
    kind = kinds()[told.kind].name if told.kind in kinds() else "Hoạt động"
    first = next(iter(told.amounts.items()), None)
    thing = f"{numbers.show(plain(first[1]))} {items()[first[0]].name}" if first else ""
    parts: Iterable[str] = (kind, thing, told.place or place)
    return ", ".join(part for part in parts if part)[:LONGEST_WORDS]


def plain(number: Decimal) -> Decimal:
    """The number without needless zeros."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
