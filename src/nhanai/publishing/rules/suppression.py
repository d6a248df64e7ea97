"""Small numbers of persons are hidden in a table with totals, so that nobody can work them out.

A count from 1 to k−1 (k is 5) may point to persons. Hiding it alone does not help where totals are
published: so further cells are hidden, until whoever knows everything published, and that counts
are not negative, must hold each small count possible to be 0 and possible to be k.

Rows are a tree (province, communes), columns are parts of a whole; every total is a cell. Then each
cell stands in two sums, once as a part and once as the whole, and the table is a flow in a network.
What can be deduced of a cell is how far the flow through it can rise and fall while all that is
published stays: a largest flow in whole numbers, exact, and the same that linear programming finds
(the sums of such a network are totally unimodular). After Gusfield 1988 and Cox 1995. Which cells
are hidden besides is chosen along cheapest ways, then those not needed are shown again: few are
hidden, not provably the fewest, which is a hard problem.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

LEAST: Final = 5
"""A smaller count of persons, other than none, is not published."""

TOTAL: Final = ""
"""The column in which the columns of a row are added."""

Cell = tuple[str, str]
"""A row and a column."""

Range = tuple[int, int | None]
"""From what to what a hidden count may be, for all that is published; None where without end."""

_OUTSIDE: Final = ("outside", "", "")
_Node = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of persons by the lowest rows and by columns; what is missing is 0.

    `parents` has every row with the row that it is a part of, None for the uppermost one.
    """

    parents: Mapping[str, str | None]
    columns: tuple[str, ...]
    counts: Mapping[Cell, int]

    def __post_init__(self) -> None:
        uppermost = [row for row, parent in self.parents.items() if parent is None]
        if len(uppermost) != 1 or not self.columns or TOTAL in self.columns:
            raise ValueError("a table has one uppermost row, and columns that have names")
        leaves = set(self.leaves)
        if any(
            row not in leaves or column not in self.columns or count < 0
            for (row, column), count in self.counts.items()
        ):
            raise ValueError("counts are not negative and stand in the lowest rows")

    @property
    def leaves(self) -> list[str]:
        """The lowest rows."""
        above = set(self.parents.values())
        return [row for row in self.parents if row not in above]

    @property
    def with_totals(self) -> dict[Cell, int]:
        """Every cell with its count, the totals among them."""
        sums: dict[Cell, int] = {
            (row, column): 0 for row in self.parents for column in self.all_columns
        }
        for (leaf, column), count in self.counts.items():
            for row in self._upward(leaf):
                for one in {column, self.all_columns[-1]}:
                    sums[row, one] += count
        return sums

    @property
    def all_columns(self) -> tuple[str, ...]:
        """The columns, with that of totals where there are several."""
        return (*self.columns, TOTAL) if len(self.columns) > 1 else self.columns

    def _upward(self, row: str | None) -> Iterator[str]:
        steps = 0
        while row is not None:
            yield row
            row, steps = self.parents[row], steps + 1
            if steps > len(self.parents):
                raise ValueError("rows go round in a circle")


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it may be published: hidden cells are None, and what can be known of them."""

    cells: Mapping[Cell, int | None]
    ranges: Mapping[Cell, Range]

    @property
    def hidden(self) -> frozenset[Cell]:
        """The cells that are not shown."""
        return frozenset(self.ranges)


def protected(table: Table, least: int = LEAST) -> Published:
    """The table without what would tell of fewer than `least` persons."""
    network = _Network(table)
    small = [cell for cell, count in network.counts.items() if 0 < count < least]
    network.hidden.update(small)
    for cell in small:
        network.protect(cell, least)
    extra = sorted(network.hidden - set(small), key=lambda cell: (-network.counts[cell], cell))
    for cell in extra:
        network.hidden.discard(cell)
        if not all(network.is_protected(one, least) for one in small):
            network.hidden.add(cell)
    return Published(
        {cell: None if cell in network.hidden else count for cell, count in network.counts.items()},
        {cell: network.range_of(cell) for cell in sorted(network.hidden)},
    )


class _Network:
    """The table as a flow: each cell runs from the sum it is a part of to the sum it is."""

    def __init__(self, table: Table) -> None:
        self.counts = table.with_totals
        self.hidden: set[Cell] = set()
        leaves = set(table.leaves)
        self._ends = {cell: _ends(table, leaves, cell) for cell in self.counts}
        self._at: dict[_Node, list[tuple[Cell, bool]]] = defaultdict(list)
        for cell, (tail, head) in self._ends.items():
            self._at[tail].append((cell, True))
            self._at[head].append((cell, False))

    def protect(self, cell: Cell, least: int) -> None:
        """Hide what is needed for the cell to be possibly `least`, and possibly 0."""
        tail, head = self._ends[cell]
        self._flow(head, tail, cell, least - self.counts[cell], may_hide=True)
        self._flow(tail, head, cell, self.counts[cell], may_hide=True)

    def is_protected(self, cell: Cell, least: int) -> bool:
        """Whether what is hidden suffices for it."""
        tail, head = self._ends[cell]
        up, down = least - self.counts[cell], self.counts[cell]
        return self._flow(head, tail, cell, up) == up and self._flow(tail, head, cell, down) == down

    def range_of(self, cell: Cell) -> Range:
        """What can be known of a hidden cell."""
        tail, head = self._ends[cell]
        count = self.counts[cell]
        up = self._flow(head, tail, cell, None)
        down = self._flow(tail, head, cell, count)
        return count - (down or 0), None if up is None else count + up

    def _flow(
        self, source: _Node, target: _Node, without: Cell, need: int | None, *,
        may_hide: bool = False,
    ) -> int | None:  # fmt: skip
        """How much can go from source to target beside the cell; None where without end."""
        changed: dict[Cell, int] = defaultdict(int)
        gone = 0
        while need is None or gone < need:
            way = self._way(source, target, without, changed, may_hide=may_hide)
            if way is None:
                break
            self.hidden.update(cell for cell, _ in way)
            rooms = [self.counts[cell] + changed[cell] for cell, forward in way if not forward]
            if need is not None:
                rooms.append(need - gone)
            if not rooms:
                return None
            gone += min(rooms)
            for cell, forward in way:
                changed[cell] += min(rooms) if forward else -min(rooms)
        return gone

    def _way(
        self, source: _Node, target: _Node, without: Cell, changed: Mapping[Cell, int], *,
        may_hide: bool,
    ) -> list[tuple[Cell, bool]] | None:  # fmt: skip
        """The cheapest way on which something can go: what is hidden already costs nothing."""
        costs: dict[_Node, int] = {source: 0}
        came: dict[_Node, tuple[_Node, Cell, bool]] = {}
        queue = [(0, source)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == target:
                return _back(came, source, target)
            if cost > costs[node]:
                continue
            for cell, forward in self._at[node]:
                is_shown = cell not in self.hidden
                if cell == without or (is_shown and not may_hide):
                    continue
                if not forward and self.counts[cell] + changed.get(cell, 0) <= 0:
                    continue
                there = self._ends[cell][forward]
                further = cost + (self.counts[cell] + 1 if is_shown else 0)
                if there not in costs or further < costs[there]:
                    costs[there] = further
                    came[there] = (node, cell, forward)
                    heapq.heappush(queue, (further, there))
        return None


def _ends(table: Table, leaves: set[str], cell: Cell) -> tuple[_Node, _Node]:
    """From which sum to which the cell runs; the column of totals runs the other way."""
    row, column = cell
    parent = table.parents[row]
    above = _OUTSIDE if parent is None else ("sum", parent, column)
    if row not in leaves:
        below = ("sum", row, column)
    elif len(table.columns) > 1:
        below = ("row", row, "")
    else:
        below = _OUTSIDE
    return (above, below) if column == TOTAL else (below, above)


def _back(
    came: Mapping[_Node, tuple[_Node, Cell, bool]], source: _Node, target: _Node
) -> list[tuple[Cell, bool]]:
    way, node = [], target
    while node != source:
        node, cell, forward = came[node]
        way.append((cell, forward))
    return way
