"""The words of the public site, in Vietnamese and in English."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
ROOTS: Final[Mapping[str, str]] = {"vi": "/cong-khai/", "en": "/en/"}
"""Where the site begins in each language."""


class Words(dict[str, str]):
    """One language's words; a word that is not there is a mistake of ours, not an empty page."""

    def __missing__(self, key: str) -> str:
        raise LookupError(f"the portal has no words for {key!r}")


@cache
def words_in(language: str) -> Words:
    """All words of the language."""
    text = files("nhanai.portal").joinpath("data", "words.toml").read_text("utf-8")
    return Words({key: both[language] for key, both in tomllib.loads(text).items()})
