"""What is said about the time of a task."""

from typing import NamedTuple


class Phrase(NamedTuple):
    """Some words of a text, `start` … `end`, as printed."""

    text: str
    start: int
    end: int


class Deadline(NamedTuple):
    """The words of a deadline, and the last day that they allow where that can be said."""

    text: str
    start: int
    end: int
    date: str | None
    """ISO, `YYYY-MM-DD`."""
    rule: str


class Timing(NamedTuple):
    """By when, how often, and who is told."""

    due: Deadline | None
    recurrence: str | None
    report_to: Phrase | None
