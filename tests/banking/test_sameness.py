"""However often and in whatever form a statement is sent, each movement stands once."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.banking.rules.sameness import Movement, had_already

FIRST = dt.date(2026, 11, 1)
MEMOS = ["NA7K3F4M UNG HO DONG BAO", "Ủng hộ đồng bào lũ lụt", "PHI QUAN LY", "LUONG", ""]


@st.composite
def histories(draw: st.DrawFn) -> list[Movement]:
    """What moved on one account, day by day, twins of one day among it."""
    moved, balance = [], Decimal(10_000_000)
    steps = draw(
        st.lists(
            st.tuples(
                st.integers(0, 4),
                st.sampled_from([50_000, 50_000, 100_000, -20_000]),
                st.sampled_from(MEMOS),
            ),
            min_size=1,
            max_size=14,
        )
    )
    for number, (day, amount, memo) in enumerate(sorted(steps, key=lambda step: step[0])):
        balance += amount
        on = FIRST + dt.timedelta(days=day)
        moved.append(Movement(on, Decimal(amount), memo, balance, f"FT{number:05d}"))
    return moved


def as_form(form: str, line: Movement) -> Movement:
    """The same movement as another form tells it."""
    if form == "mt940":
        return replace(line, balance=None, memo=line.memo.upper().replace(" ", ""))
    if form == "plain":
        return replace(line, reference="")
    return line


FILES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["csv", "mt940", "plain"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(histories(), FILES)
def test_overlapping_files_in_any_form_and_order_tell_each_movement_once(
    history: list[Movement], files: list[tuple[int, int, str]]
) -> None:
    kept: list[Movement] = []
    days: set[int] = set()
    for first, last, form in files:
        covered = range(min(first, last), max(first, last) + 1)
        days.update(covered)
        sent = [as_form(form, one) for one in history if (one.day - FIRST).days in covered]
        for line, place in zip(sent, had_already(kept, sent), strict=True):
            kept.extend([line] if place is None else [])

    assert sorted((one.day, one.amount) for one in kept) == sorted(
        (one.day, one.amount) for one in history if (one.day - FIRST).days in days
    )


def test_a_later_twin_that_a_file_cut_off_in_the_middle_of_the_day_is_new() -> None:
    one = Movement(FIRST, Decimal(50_000), "UNG HO", Decimal(150_000))
    two = replace(one, balance=Decimal(200_000))

    assert had_already([one], [one, two]) == [0, None]
    assert had_already([one], [two]) == [None]


def test_a_memo_that_a_bank_cut_is_still_the_same() -> None:
    whole = Movement(FIRST, Decimal(50_000), "Ủng hộ đồng bào bị lũ lụt ở Mường Tè")
    cut = replace(whole, memo="UNG HO DONG BAO BI LU")

    assert had_already([whole], [cut]) == [0]
