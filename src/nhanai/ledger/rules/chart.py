"""The chart of accounts, and what is approved by whom; both shipped as data."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """Tài khoản kế toán; `money` may never be overdrawn, `use` is what the product knows it by."""

    code: str
    name: str
    kind: str
    use: str
    is_money: bool
    is_verified: bool

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_of_balance(self) -> bool:
        """Whether it says what there is, and not what came and went."""
        return self.kind in {"ASSET", "LIABILITY"}


@cache
def chart() -> Mapping[str, ChartAccount]:
    """Every account by its code, in their order (Circular 41/2022/TT-BTC, article 5)."""
    return {
        one["code"]: ChartAccount(
            one["code"], one["name"], one["kind"], one["use"], one.get("money", False),
            one["verified"],
        )
        for one in _data("chart")["account"]
    }  # fmt: skip


@cache
def account_for(use: str) -> str:
    """The code of the account that the product knows by this word; KeyError where there is none."""
    return {one.use: one.code for one in chart().values()}[use]


@dataclass(frozen=True, slots=True)
class Band:
    """From that day on the head of a unit approves up to so many đồng."""

    start: dt.date
    up_to: int
    basis: str
    is_verified: bool


@cache
def bands() -> tuple[Band, ...]:
    """All bands ever, the latest first."""
    found = (
        Band(one["from"], one["up_to"], one["basis"], one["verified"])
        for one in _data("approval")["band"]
    )
    return tuple(sorted(found, key=lambda one: one.start, reverse=True))


def band_on(day: dt.date) -> Band | None:
    """The band of that day; before the first there is none."""
    return next((one for one in bands() if one.start <= day), None)


def limit_on(day: dt.date) -> int:
    """Up to how many đồng the head of a unit approves on that day; 0 before the first band."""
    band = band_on(day)
    return band.up_to if band else 0


def is_large(amount: int, *, on: dt.date) -> bool:
    """Whether the amount is above what the head of a unit approves on that day."""
    return amount > limit_on(on)


@cache
def _data(name: str) -> Mapping[str, Any]:
    text = files("nhanai.ledger").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
