"""The way of each gift, told from the entries of its fund."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.funds.rules.ways import Move, NotCovered, Use, ways

pytestmark = pytest.mark.nodb
FLOOD, TET = 1, 2


def told(*moves: Move) -> dict[int, tuple[int, int, int, int]]:
    """received, distributed, returned, remaining of each gift."""
    return {
        key: (one.received, one.distributed, one.returned, one.remaining)
        for key, one in ways(moves).items()
    }


def test_a_gift_for_the_campaign_is_used_before_older_ones_and_those_for_others_last() -> None:
    found = told(
        Move(1, 100, campaign=TET), Move(2, 100), Move(3, 100, campaign=FLOOD),
        Move(4, -250, campaign=FLOOD),
    )  # fmt: skip

    assert found == {1: (100, 50, 0, 50), 2: (100, 100, 0, 0), 3: (100, 100, 0, 0)}


def test_what_is_for_no_campaign_takes_free_money_first_and_the_oldest_of_it() -> None:
    assert told(Move(1, 50, campaign=TET), Move(2, 50), Move(3, 50), Move(4, -60)) == {
        1: (50, 0, 0, 50), 2: (50, 50, 0, 0), 3: (50, 10, 0, 40),
    }  # fmt: skip


def test_a_reversal_gives_each_gift_back_what_was_taken_of_it() -> None:
    before = ways([Move(1, 70), Move(2, 50)])

    assert ways([Move(1, 70), Move(2, 50), Move(3, -90), Move(4, 90, undoes=3)]) == before


def test_a_gift_that_was_undone_leaves_what_it_paid_for_to_the_others() -> None:
    found = ways([Move(1, 70), Move(2, 90), Move(3, -60), Move(4, -70, undoes=1)])

    assert found[1].received == 0
    assert found[1].uses == ()
    assert found[2].uses == (Use(3, 60),)


def test_a_gift_goes_back_to_its_donor_though_it_had_been_used_already() -> None:
    found = told(Move(1, 70), Move(2, 90), Move(3, -70), Move(4, -50, returns=1))

    assert found == {1: (70, 20, 50, 0), 2: (90, 50, 0, 40)}


def test_money_is_not_told_of_a_gift_of_goods() -> None:
    found = told(
        Move(1, 80, campaign=TET, is_goods=True), Move(2, 100), Move(3, -60, campaign=TET),
        Move(4, -50, is_goods=True),
    )  # fmt: skip

    assert found == {1: (80, 50, 0, 30), 2: (100, 60, 0, 40)}


def test_more_than_there_is_is_refused() -> None:
    with pytest.raises(NotCovered):
        ways([Move(1, 10), Move(2, -11)])


@st.composite
def histories(draw: st.DrawFn) -> list[Move]:
    """What a book can hold: never more out than in, each entry reversed at most once."""
    moves: list[Move] = []
    undone: set[int] = set()
    for key in range(1, draw(st.integers(1, 16)) + 1):
        balance = sum(one.change for one in moves)
        campaign = draw(st.sampled_from([None, FLOOD, TET]))
        open_ones = [one for one in moves if not one.undoes and one.key not in undone]
        undoable = [one for one in open_ones if balance >= one.change]
        kind = draw(st.sampled_from("iiouur"))
        gifts = [one for one in open_ones if one.change > 0]
        if kind == "u" and undoable:
            one = draw(st.sampled_from(undoable))
            undone.add(one.key)
            moves.append(Move(key, -one.change, undoes=one.key))
        elif kind == "r" and gifts and balance:
            gift = draw(st.sampled_from(gifts))
            amount = draw(st.integers(1, min(balance, gift.change)))
            moves.append(Move(key, -amount, returns=gift.key))
        elif kind == "o" and balance:
            amount = draw(st.integers(1, balance))
            moves.append(Move(key, -amount, campaign=campaign, is_goods=draw(st.booleans())))
        else:
            amount = draw(st.integers(1, 500))
            moves.append(Move(key, amount, campaign=campaign, is_goods=draw(st.booleans())))
    return moves


def standing(moves: Sequence[Move]) -> dict[int, int]:
    """What still left the fund, by the move."""
    undone = {one.undoes for one in moves}
    return {
        one.key: -one.change
        for one in moves
        if one.change < 0 and not one.undoes and one.key not in undone
    }


@settings(max_examples=60, deadline=None)
@given(histories())
def test_not_a_dong_is_lost_or_spent_twice(moves: list[Move]) -> None:
    found = ways(moves)
    used: dict[int, int] = {}
    for way in found.values():
        assert way.remaining >= 0
        assert way.received == way.distributed + way.returned + way.remaining
        assert all(use.amount > 0 for use in way.uses)
        for use in way.uses:
            used[use.move] = used.get(use.move, 0) + use.amount

    assert used == standing(moves)
    assert sum(way.remaining for way in found.values()) == sum(one.change for one in moves)
    assert ways(list(moves)) == found


@settings(max_examples=40, deadline=None)
@given(histories(), st.data())
def test_spending_that_was_reversed_leaves_every_gift_as_it_was(
    moves: list[Move], data: st.DataObject
) -> None:
    balance = sum(one.change for one in moves)
    if balance <= 0:
        return
    amount = data.draw(st.integers(1, balance))
    spent = Move(100, -amount, campaign=data.draw(st.sampled_from([None, FLOOD])))

    assert ways([*moves, spent, Move(101, amount, undoes=100)]) == ways(moves)
