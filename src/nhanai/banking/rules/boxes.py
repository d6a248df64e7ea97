"""What a box holds when it is opened, counted note by note."""

import datetime as dt
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.base.text import canonical

_DATA = Path(__file__).parents[1] / "data"
MOST_NOTES: Final = 100_000


@lru_cache(maxsize=8)
def notes_on(day: dt.date) -> tuple[int, ...]:
    """The notes in circulation on that day, the largest first."""
    lists = tomllib.loads((_DATA / "notes.toml").read_text("utf-8"))["from"]
    held = [one for one in lists if one["on"] <= day] or lists[:1]
    return tuple(max(held, key=lambda one: one["on"])["notes"])


def total_of(counts: Mapping[int, int]) -> Money:
    """What the counted notes are worth."""
    return Money(sum(note * number for note, number in counts.items()))


def faults_of(
    *, day: dt.date, counts: Mapping[int, int], witnesses: Sequence[str], cashier: str,
    since: dt.date, today: dt.date,
) -> list[Finding]:  # fmt: skip
    """Everything that keeps an opening from being written down; `since` is the last one before."""
    found = [*_of_day(day, since, today), *_of_people(witnesses, cashier)]
    known = notes_on(day)
    for note, number in counts.items():
        if note not in known:
            message = f"Không có tờ {numbers.show_dong(note)} đang lưu hành."
            found.append(Finding("box-note", message, where=f"note-{note}"))
        elif not 0 <= number <= MOST_NOTES:
            message = f"Số tờ {numbers.show_dong(note)} từ 0 đến {numbers.show(MOST_NOTES)}."
            found.append(Finding("box-count", message, where=f"note-{note}"))
    if not any(counts.values()):
        message = "Ghi số tờ của ít nhất một mệnh giá."
        found.append(Finding("box-empty", message, where="counts"))
    return found


def _of_day(day: dt.date, since: dt.date, today: dt.date) -> Collection[Finding]:
    if day > today:
        return [Finding("box-day", "Ngày mở hòm không thể ở tương lai.", where="day")]
    if day < since:
        message = f"Ngày mở hòm phải từ {written(since)} trở đi."
        return [Finding("box-day", message, where="day")]
    return []


def _of_people(witnesses: Sequence[str], cashier: str) -> list[Finding]:
    """Two witnesses, two people, and neither is who takes the money."""
    found = []
    if any(not one for one in witnesses) or len(witnesses) < 2:
        found.append(Finding("box-witness", "Ghi họ tên hai người chứng kiến.", where="witness"))
    named = [canonical(one) for one in witnesses if one]
    if len(set(named)) < len(named):
        message = "Hai người chứng kiến phải là hai người khác nhau."
        found.append(Finding("box-witness-twice", message, where="witness"))
    if not cashier:
        found.append(Finding("box-cashier", "Ghi họ tên người nhận tiền.", where="cashier"))
    elif canonical(cashier) in named:
        message = "Người nhận tiền không được là người chứng kiến."
        found.append(Finding("box-cashier-witness", message, where="cashier"))
    return found
