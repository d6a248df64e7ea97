"""Gathering again beside what stands already: what a person wrote is never overwritten."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage: as last gathered, as they will stand, and newer ones on offer."""

    gathered: str
    standing: str
    is_edited: bool = False
    offered: str = ""


def met(held: Words | None, newer: str) -> Words:
    """The passage after gathering `newer` words for it."""
    if held is None or not held.is_edited:
        return Words(newer, newer)
    offered = newer if newer not in {held.gathered, held.standing} else ""
    return Words(held.gathered, held.standing, is_edited=True, offered=offered)


def written(held: Words, text: str) -> Words:
    """The passage after a person wrote it; back at the gathered words nothing is hers."""
    return Words(held.gathered, text, text != held.gathered, held.offered)


def accepted(held: Words) -> Words:
    """The newer words stand."""
    return Words(held.offered, held.offered)


def kept(held: Words) -> Words:
    """Her words stay, and the newer ones count as seen."""
    return Words(held.offered, held.standing, is_edited=True)
