"""Where facts come from: each room that writes them tells all of them anew, from its records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nhanai.facts.rules.values import FactValue

Told = Iterator[tuple[int, Sequence[FactValue]]]
"""Records by their number, from the lowest up, each with its facts; one that counts for nothing
may be left out."""


@dataclass(frozen=True, slots=True)
class Register:
    """The facts of one kind of record: `source` as facts name it, and how all are told anew."""

    source: str
    everything: Callable[[], Told]
