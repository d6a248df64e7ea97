"""Until when what is to be done of a campaign, by dated law."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Clock:
    """Something to be done by the end of `due`, and where that is written."""

    key: str
    words: str
    due: dt.date
    basis: str
    is_verified: bool


def clocks_of(law: str, launched: dt.date, until: dt.date) -> tuple[Clock, ...]:
    """The clocks of a campaign that receives through `until`, as of the day of its launch.

    Receiving ends by its clock whatever is announced; the others run from the announced end.
    """
    told = [one for one in _data()["clock"] if one["law"] == law and one["from"] <= launched]
    begins = {"launch": launched, "receiving": until}
    spread = next((one["days"] for one in told if one["key"] == "distribute"), 0)
    begins["distributing"] = until + dt.timedelta(days=spread)
    found = (
        Clock(
            one["key"], one["words"], begins[one["after"]] + dt.timedelta(days=one["days"]),
            one["basis"], one["verified"],
        )
        for one in told
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.due))


def latest_end(law: str, launched: dt.date) -> Clock | None:
    """Until when a campaign launched on that day may receive at most; None without a limit."""
    return next((one for one in clocks_of(law, launched, launched) if one.key == "receive"), None)


def yearly(today: dt.date) -> Iterator[Clock]:
    """What is to be published next of a whole year, by the day that comes first from `today`."""
    for one in _data()["yearly"]:
        dues = (
            dt.date(year, one["month"], one["before"]) - dt.timedelta(days=1)
            for year in (today.year, today.year + 1)
        )
        due = next(due for due in dues if due >= today)
        if one["from"] <= due:
            words = f"{one['words']}, năm {due.year - 1}"
            yield Clock(one["key"], words, due, one["basis"], one["verified"])


@cache
def _data() -> Mapping[str, Any]:
    text = files("nhanai.funds").joinpath("data", "clocks.toml").read_text("utf-8")
    return tomllib.loads(text)
