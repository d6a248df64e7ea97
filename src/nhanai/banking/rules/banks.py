"""The banks, by the figures under which payments find them."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data"


@lru_cache(maxsize=1)
def banks() -> Mapping[str, str]:
    """The six figures of Napas → the name that people know."""
    found: dict[str, str] = tomllib.loads((_DATA / "banks.toml").read_text("utf-8"))["banks"]
    return found


def bank_of(code: str) -> str | None:
    """The bank of that code, or None."""
    return banks().get(code)
