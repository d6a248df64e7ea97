"""A list is shown page by page, and says in words which part of the whole is shown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Case, CharField, Count, Model, Q, QuerySet, Value, When

ROWS = 25
"""Rows that fit on an officer's page."""

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row_co]):
    """The rows of one page of a list, and where it stands in the whole."""

    rows: Sequence[Row_co]
    number: int
    total: int
    size: int
    noun: str
    is_more: bool = False
    """Whether there are more than `total`, which then is as far as was counted."""

    def __iter__(self) -> Iterator[Row_co]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one page."""
        return max(1, -(-self.total // self.size))

    @property
    def has_previous(self) -> bool:
        """Whether a page stands before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number < self.last

    @property
    def around(self) -> range:
        """The page numbers worth a link: two before, two after."""
        return range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)

    @property
    def words(self) -> str:
        """`21–38 trong 38 đơn vị`."""
        if not self.total:
            return f"0 {self.noun}"
        first = (self.number - 1) * self.size + 1
        shown = f"{first}–{first + len(self.rows) - 1}" if len(self.rows) > 1 else f"{first}"
        return f"{shown} trong {self.counted}"

    @property
    def counted(self) -> str:
        """`38 đơn vị`, `hơn 500 đơn vị`."""
        number = f"{self.total:,}".replace(",", ".")
        return f"{'hơn ' * self.is_more}{number} {self.noun}"


def number_from(text: str | None) -> int:
    """The page an address asks for; what is no page number means the first."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 1


def page_of(
    queryset: QuerySet[Any, Row],
    *,
    number: int = 1,
    noun: str,
    size: int = ROWS,
    most: int | None = None,
    total: int | None = None,
) -> Page[Row]:
    """One page of `queryset` (which must be ordered) in two queries; past the end is the last.

    With `most`, no more than so many are counted and shown: for searches that find too much.
    With `total`, they were counted already.
    """
    if total is not None:
        counted = total
    elif most is None:
        counted = total = queryset.count()
    else:
        counted = queryset.order_by()[: most + 1].count()
        total = min(counted, most)
    number = min(max(1, number), max(1, -(-total // size)))
    rows = list(queryset[(number - 1) * size : number * size]) if total else []
    return Page(rows, number, total, size, noun, is_more=counted > total)


def totals_of(
    several: Mapping[str, QuerySet[Any]],
    *kinds: tuple[QuerySet[Any], Mapping[str, Q]],
    most: Mapping[str, int] | None = None,
) -> Mapping[str, int]:
    """How many rows each of `several` has, by its name; one query for all of them.

    Each of `kinds` is gone through once, and counted by the names of the conditions. With `most`,
    of each of `several` no more than so many are counted.
    """
    if most is not None:
        several = {name: _first(rows, most[name]) for name, rows in several.items()}
    named: list[tuple[QuerySet[Any], Value | Case]] = [
        (rows, Value(name, output_field=CharField())) for name, rows in several.items()
    ]
    for rows, conditions in kinds:
        cases = [When(condition, then=Value(name)) for name, condition in conditions.items()]
        named.append((rows, Case(*cases, default=Value(""), output_field=CharField())))
    parts = [
        rows.order_by().values(which=name).annotate(n=Count("pk")).values_list("which", "n")
        for rows, name in named
    ]
    return Counter(dict(parts[0].union(*parts[1:], all=True)))


def _first(rows: QuerySet[Record], most: int) -> QuerySet[Record]:
    """So many of `rows`, whichever are found first."""
    keys = rows.order_by().values("pk")[:most]
    return rows.model._default_manager.filter(pk__in=keys)


def page_of_values(
    values: Sequence[Row], *, number: int = 1, noun: str, size: int = ROWS
) -> Page[Row]:
    """One page of a list that is already in memory."""
    number = min(max(1, number), max(1, -(-len(values) // size)))
    return Page(values[(number - 1) * size : number * size], number, len(values), size, noun)
