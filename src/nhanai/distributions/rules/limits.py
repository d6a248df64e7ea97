"""Dated limits, from `data/limits.toml`; what is not verified says so."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nhanai.base import numbers
from nhanai.base.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Limit:
    """A number (đồng or days), where it is written, and whether somebody checked that."""

    number: int
    basis: str
    is_verified: bool

    @property
    def words(self) -> str:
        """Where it is written, marked where nobody checked it."""
        return self.basis if self.is_verified else f"{self.basis} (chưa kiểm chứng)"


def floor_of(programme: str, on: dt.date) -> Limit | None:
    """What a gift of the programme is worth at least on that day, in đồng; None without one."""
    rows = [one for one in _data()["floor"] if one["programme"] == programme and one["from"] <= on]
    found = max(rows, key=lambda one: one["from"], default=None)
    return Limit(found["worth"], found["basis"], found["verified"]) if found else None


def days_to_record(on: dt.date) -> Limit:
    """Within how many days emergency aid of that day is recorded."""
    rows = [one for one in _data()["emergency"] if one["from"] <= on]
    found = max(rows, key=lambda one: one["from"])
    return Limit(found["days"], found["basis"], found["verified"])


def remark_on_worth(programme: str, on: dt.date, worth: int) -> Finding | None:
    """A remark where a gift is worth less than its programme asks."""
    floor = floor_of(programme, on)
    if floor is None or worth >= floor.number:
        return None
    least = numbers.show_dong(floor.number)
    message = f"Mỗi suất dưới mức {least} của chương trình. {floor.words}."
    return Finding("gift-below-floor", message, Severity.NOTE, where="worth")


@cache
def _data() -> Mapping[str, Any]:
    text = files("nhanai.distributions").joinpath("data", "limits.toml").read_text("utf-8")
    return tomllib.loads(text)
