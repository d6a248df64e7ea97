"""The regimes and changed days that the product brings, read from `periods/data/regimes.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from nhanai.base.days import Period
from nhanai.periods.rules.calendar import Change
from nhanai.periods.rules.regimes import DueRule, PeriodRule, Regime
from nhanai.periods.vocab import DayKind, Level, PeriodKind

FILE: Final = "data/regimes.toml"


@cache
def shipped() -> tuple[Regime, ...]:
    """The regimes of the data, in its order."""
    return tuple(regime_of(entry) for entry in _data()["regime"])


@cache
def shipped_changes() -> tuple[Change, ...]:
    """Days that were worked, or not, by decisions of the Government."""
    return tuple(
        Change(entry["day"], DayKind(entry["kind"]), entry["reason"])
        for entry in _data().get("change", ())
    )


def regime_of(entry: Mapping[str, Any]) -> Regime:
    """One regime: each of its rules names the kinds that it speaks of."""
    return Regime(
        entry["code"],
        entry["name"],
        tuple(rule for one in entry["rule"] for rule in _rules(one)),
        tuple(rule for one in entry.get("due", ()) for rule in _dues(one)),
    )


def _rules(entry: Mapping[str, Any]) -> list[PeriodRule]:
    unverified = frozenset(entry.get("unverified", ()))
    return [
        PeriodRule(
            kind=PeriodKind(kind),
            valid=Period.of(entry["start"], entry.get("end")),
            begins_on=entry.get("begins_on", 1),
            first_month=entry.get("first_month", 1),
            years=entry.get("years", 0),
            opens=_month_and_day(entry.get("opens", "")),
            closes=_month_and_day(entry.get("closes", "")),
            is_verified=kind not in unverified,
            basis=entry.get("basis", ""),
            note=entry.get("note", ""),
        )
        for kind in entry["kinds"]
    ]


def _dues(entry: Mapping[str, Any]) -> list[DueRule]:
    return [
        DueRule(
            kind=PeriodKind(kind),
            level=Level(entry["level"]),
            valid=Period.of(entry["start"], entry.get("end")),
            working_days=entry.get("working_days"),
            day_of_month=entry.get("day_of_month"),
            months_after=entry.get("months_after", 0),
            is_verified=entry.get("verified", True),
            basis=entry.get("basis", ""),
        )
        for kind in entry["kinds"]
    ]


def _month_and_day(text: str) -> tuple[int, int] | None:
    """`05-31` as month and day."""
    month, _, day = text.partition("-")
    return (int(month), int(day)) if text else None


def _data() -> dict[str, Any]:
    return tomllib.loads(files("nhanai.periods").joinpath(FILE).read_text("utf-8"))
