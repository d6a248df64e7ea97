"""Texts that a spreadsheet would compute: kept from it going out, taken as said coming in."""

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """A text that a spreadsheet would compute begins with `'`."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text without the sign that `guarded` gave it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
