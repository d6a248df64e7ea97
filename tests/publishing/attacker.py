"""Somebody who knows linear programming and everything published: exact, slow, by other means."""

from collections.abc import Sequence
from fractions import Fraction

from nhanai.publishing.rules.suppression import TOTAL, Cell, Published, Table

Row = list[Fraction]


def equations(table: Table) -> list[tuple[Cell, list[Cell]]]:
    """Every sum of the table: the whole and its parts."""
    found: list[tuple[Cell, list[Cell]]] = []
    for row in table.parents:
        parts = [part for part, parent in table.parents.items() if parent == row]
        if parts:
            found += [
                ((row, column), [(part, column) for part in parts]) for column in table.all_columns
            ]
        if len(table.columns) > 1:
            found.append(((row, TOTAL), [(row, column) for column in table.columns]))
    return found


def known(table: Table, published: Published, cell: Cell) -> tuple[object, object]:
    """The least and the most that the cell can be; None where there is no most."""
    unknown = sorted(published.hidden)
    rows: list[Row] = []
    for whole, parts in equations(table):
        row = [Fraction(0)] * (len(unknown) + 1)
        for one, sign in ((whole, -1), *((part, 1) for part in parts)):
            value = published.cells[one]
            if value is None:
                row[unknown.index(one)] += sign
            else:
                row[-1] -= sign * value
        rows.append(row)
    goal = [Fraction(one == cell) for one in unknown]
    most = largest(rows, goal)
    least = largest(rows, [-one for one in goal])
    assert least is not None
    return -least, most


def largest(rows: Sequence[Row], goal: Row) -> Fraction | None:
    """The largest value of goal·x where rows hold and x is not negative; None where unbounded."""
    count = len(goal)
    table = [[-one for one in row] if row[-1] < 0 else list(row) for row in rows]
    for at, row in enumerate(table):
        row[-1:-1] = [Fraction(at == other) for other in range(len(table))]
    basis = [count + at for at in range(len(table))]
    phase_one = [Fraction(0)] * count + [Fraction(-1)] * len(table)
    assert _climb(table, basis, phase_one) == 0, "the published table contradicts itself"
    for at in reversed(range(len(table))):
        if basis[at] >= count:
            column = next((n for n in range(count) if table[at][n]), None)
            if column is None:
                del table[at], basis[at]
            else:
                _pivot(table, basis, at, column)
    for row in table:
        del row[count:-1]
    return _climb(table, basis, goal)


def _climb(table: list[Row], basis: list[int], goal: Row) -> Fraction | None:
    """The simplex method after Bland, which never goes round in a circle."""
    while True:
        enters = next(
            (
                n
                for n in range(len(goal))
                if n not in basis
                and goal[n] - sum(goal[basis[at]] * row[n] for at, row in enumerate(table)) > 0
            ),
            None,
        )
        if enters is None:
            return sum((goal[basis[at]] * row[-1] for at, row in enumerate(table)), Fraction(0))
        leaves = [
            (row[-1] / row[enters], basis[at], at)
            for at, row in enumerate(table)
            if row[enters] > 0
        ]
        if not leaves:
            return None
        _pivot(table, basis, min(leaves)[2], enters)


def _pivot(table: list[Row], basis: list[int], at: int, column: int) -> None:
    by = table[at][column]
    table[at] = [one / by for one in table[at]]
    for other, row in enumerate(table):
        if other != at and row[column]:
            times = row[column]
            table[other] = [one - times * own for one, own in zip(row, table[at], strict=True)]
    basis[at] = column
