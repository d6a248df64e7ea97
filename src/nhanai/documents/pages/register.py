"""The register as a list."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.text import sort_key
from nhanai.documents import queries
from nhanai.documents.models import Document
from nhanai.documents.permissions import Permission
from nhanai.documents.queries import Filters
from nhanai.documents.vocab import Direction, ReadingState
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.web.paging import Page, page_of

LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    ReadingState.WAITING: ("", "clock"),
    ReadingState.READING: ("run", "sync"),
    ReadingState.READ: ("ok", "tick"),
    ReadingState.FAILED: ("bad", "stop"),
}
"""Tone and icon of each state."""

Choices = Sequence[tuple[str, str, int | None]]


@dataclass(frozen=True, slots=True)
class State:
    """How a state of reading is shown."""

    label: str
    tone: str
    icon: str


def state_of(document: Document) -> State:
    """The state in its shape, word and colour."""
    tone, icon = LOOKS[document.reading_state]
    return State(document.get_reading_state_display(), tone, icon)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the register."""

    document: Document
    state: State

    @property
    def title(self) -> str:
        """What the entry is called: its title, or its file as long as nobody knows that."""
        return self.document.title or self.document.file_name


@dataclass(frozen=True, slots=True)
class Register:
    """The register, narrowed to what the person looks for."""

    rows: Page[Row]
    wanted: Filters
    total: int
    waiting: int
    failed: int
    directions: Choices
    states: Choices
    kinds: Choices
    years: Choices
    year: str
    can_register: bool

    @property
    def is_narrowed(self) -> bool:
        """Whether some filter hides entries."""
        return self.wanted != Filters()


def register(user: User, wanted: Filters, *, number: int, today: dt.date) -> Register:
    """One page of the register with its filters, in nine queries besides the rights."""
    visible = queries.visible_to(user, today=today)
    whole = queries.counts(visible, Filters(), "reading_state")
    found = queries.in_list(queries.narrowed(visible, wanted))
    page = page_of(found, number=number, noun="văn bản")
    states = queries.counts(visible, wanted, "reading_state")
    directions = queries.counts(visible, wanted, "direction")
    kinds = queries.counts(visible, wanted, "kind_name")
    years = queries.counts(visible, wanted, "year")
    return Register(
        rows=Page(
            [Row(document, state_of(document)) for document in page],
            page.number, page.total, page.size, page.noun,
        ),
        wanted=wanted,
        total=sum(whole.values()),
        waiting=whole.get(ReadingState.WAITING, 0) + whole.get(ReadingState.READING, 0),
        failed=whole.get(ReadingState.FAILED, 0),
        directions=choices("Tất cả", directions, dict(Direction.choices)),
        states=choices("Mọi tình trạng", states, dict(ReadingState.choices)),
        kinds=choices("Mọi loại", kinds, by_name(kinds)),
        years=choices("Mọi năm", years, newest_first(years)),
        year="" if wanted.year is None else str(wanted.year),
        can_register=holds(user, Permission.REGISTER, today=today),
    )  # fmt: skip


Counted = Mapping[str | int | None, int]


def choices(everything: str, counted: Counted, words: Mapping[str | int | None, str]) -> Choices:
    """A row of filters: everything first, then what is there, each with how many."""
    there = [(str(key), said, counted[key]) for key, said in words.items() if key in counted]
    return [("", everything, sum(counted.values())), *there]


def by_name(counted: Counted) -> dict[str | int | None, str]:
    """The kinds in the order of the alphabet."""
    names = [str(name) for name in counted if name]
    return {name: name for name in sorted(names, key=sort_key)}


def newest_first(counted: Counted) -> dict[str | int | None, str]:
    """The years, this one before the last."""
    years = [int(year) for year in counted if year]
    return {year: str(year) for year in sorted(years, reverse=True)}
