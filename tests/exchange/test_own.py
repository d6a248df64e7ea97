"""What stands at each unit itself adds to the whole: nothing twice, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.exchange.rules.own import without_lower
from nhanai.facts.rules.cells import Cell

pytestmark = pytest.mark.nodb
PARENTS = {1: None, 2: 1, 3: 1, 4: 2, 5: 4}


@given(st.dictionaries(st.sampled_from(sorted(PARENTS)), st.integers(-50, 50)))
def test_own_figures_are_those_from_which_the_roll_up_was_made(said: dict[int, int]) -> None:
    rolled: dict[int, list[int]] = {}
    for unit, quantity in said.items():
        at: int | None = unit
        while at is not None:
            rolled.setdefault(at, []).append(quantity)
            at = PARENTS[at]
    cells = {(unit, 0, ""): {"XH02": Cell(sum(own), 0, len(own))} for unit, own in rolled.items()}

    found = without_lower(cells, PARENTS)

    own = {unit: cell["XH02"] for (unit, _, _), cell in found.items() if cell}
    assert own == {unit: Cell(quantity, 0, 1) for unit, quantity in said.items()}
