"""Words of public pages, kept as data in Vietnamese and in English side by side."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from nhanai.base.days import written

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
ROOTS: Final[Mapping[str, str]] = {"vi": "/cong-khai/", "en": "/en/"}
"""Where the public site begins in each language."""


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


class Words(dict[str, str]):
    """One language's words; a word that is not there is a mistake of ours, not an empty page."""

    def __missing__(self, key: str) -> str:
        raise LookupError(f"there are no public words for {key!r}")


@cache
def words_of(language: str, *packages: str) -> Words:
    """The words of these packages' `data/words.toml`, a later one's before an earlier one's."""
    return Words(
        {key: both[language] for package in packages for key, both in both_of(package).items()}
    )


@cache
def both_of(package: str) -> Mapping[str, Mapping[str, str]]:
    """Every sentence of a package in both languages, as its file has them."""
    return tomllib.loads(files(package).joinpath("data", "words.toml").read_text("utf-8"))


def other_than(language: str) -> Language:
    """The language to change to."""
    return "en" if language == "vi" else "vi"


def day_in(language: str, day: dt.date) -> str:
    """A day as people of that language write it: 08/6/2010, 8 June 2010."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if language == "en" else written(day)
