"""What is said about the time of a task."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a text, `start` … `end`, as printed."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words of a deadline, and the last day that they allow where that can be said."""

    text: str
    start: int
    end: int
    date: str | None
    """ISO, `YYYY-MM-DD`."""
    rule: str


@dataclass(frozen=True, slots=True)
class Timing:
    """By when, how often, and who is told."""

    due: Deadline | None
    recurrence: str | None
    report_to: Phrase | None
