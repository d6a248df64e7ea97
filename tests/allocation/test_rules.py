"""Dividing: the best there is, whole đồng, the same everywhere, and proved by other means."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.allocation.exhaustive import best, reachable, stand

from nhanai.allocation.rules import measuring
from nhanai.allocation.rules.explaining import Binding, explained
from nhanai.allocation.rules.proving import disproved
from nhanai.allocation.rules.solving import CannotDivide, solve
from nhanai.allocation.rules.values import Claimant, Objective, Pot, Result, Round, faults

pytestmark = pytest.mark.nodb

CODES = "ABC"


@st.composite
def claimants(draw: st.DrawFn, code: str, pots: int, largest: int = 5) -> Claimant:
    need = draw(st.integers(1, largest))
    received = draw(st.integers(0, need))
    maximum = draw(st.none() | st.integers(0, largest))
    at_most = need - received if maximum is None else min(need - received, maximum)
    eligible = draw(st.none() | st.frozensets(st.sampled_from(CODES[:pots])))
    return Claimant(
        code, need, draw(st.integers(1, 3)), received,
        minimum=draw(st.sampled_from([0, 0, 0, min(1, at_most)])), maximum=maximum, pots=eligible,
    )  # fmt: skip


@st.composite
def rounds(draw: st.DrawFn, most: int = 4, largest: int = 5, pots: int = 2) -> Round:
    count = draw(st.integers(1, pots))
    step = draw(st.sampled_from([1, 1, 2])) if largest < 9 else 1
    who = [draw(claimants(f"N{at}", count, largest)) for at in range(draw(st.integers(1, most)))]
    some = tuple(Pot(CODES[at], draw(st.integers(0, largest + 1))) for at in range(count))
    one = Round(some, tuple(replace(each, minimum=0) if step > 1 else each for each in who))
    objective = draw(st.sampled_from([Objective.LEXIMIN, Objective.PRIORITY]))
    return replace(one, objective=objective, step=step, lot=draw(st.sampled_from(["a", "b"])))


def solved(one: Round) -> Result | None:
    try:
        return solve(one)
    except CannotDivide:
        return None


@given(one=rounds())
@settings(max_examples=150, deadline=None)
def test_no_other_division_is_better_than_ours_by_trying_them_all(one: Round) -> None:
    result = solved(one)

    if result is None:
        assert reachable(one) == set()
        return
    ours = sorted(
        stand(each, share, one.objective)
        for each, share in zip(one.claimants, result.shares, strict=True)
    )
    assert ours == best(one)
    assert disproved(one, result) == []


@given(one=rounds(most=12, largest=400, pots=3), objective=st.sampled_from(Objective))
@settings(max_examples=60, deadline=None)
def test_every_result_is_proved_and_adds_up(one: Round, objective: Objective) -> None:
    one = replace(one, objective=objective)
    result = solved(one)

    if result is not None:
        assert disproved(one, result) == []
        for at, pot in enumerate(one.pots):
            assert sum(parts.get(at, 0) for parts in result.given) <= pot.amount
        assert len(explained(one, result)) == len(one.claimants)


@given(one=rounds(most=6), data=st.data())
@settings(max_examples=60, deadline=None)
def test_whoever_moves_a_unit_away_from_the_best_is_found_out(
    one: Round, data: st.DataObject
) -> None:
    result = solved(one)
    if result is None or not any(result.shares):
        return
    loser = data.draw(st.sampled_from([at for at, share in enumerate(result.shares) if share]))
    pot = data.draw(st.sampled_from(sorted(result.given[loser])))
    moved = [dict(parts) for parts in result.given]
    moved[loser][pot] -= one.step
    if not moved[loser][pot]:
        del moved[loser][pot]

    kept = replace(result, given=tuple(moved))
    each = one.claimants[loser]
    assert each.minimum <= each.at_most
    assert disproved(one, kept) != []


@given(one=rounds(most=6, largest=8), data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_list_decides_nothing(one: Round, data: st.DataObject) -> None:
    turned = replace(one, claimants=tuple(data.draw(st.permutations(one.claimants))))
    result, again = solved(one), solved(turned)

    assert (result is None) == (again is None)
    if result and again:
        shares = dict(zip((each.code for each in one.claimants), result.shares, strict=True))
        others = dict(zip((each.code for each in turned.claimants), again.shares, strict=True))
        assert shares == others


@given(one=rounds(most=6, largest=60, pots=2), more=st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_more_money_takes_from_nobody_where_all_draw_from_one_pot(one: Round, more: int) -> None:
    one = replace(
        one, pots=one.pots[:1], claimants=tuple(replace(each, pots=None) for each in one.claimants)
    )
    richer = replace(one, pots=(replace(one.pots[0], amount=one.pots[0].amount + more),))
    result, again = solved(one), solved(richer)

    if result and again:
        assert all(now >= old for old, now in zip(result.shares, again.shares, strict=True))


def shares_of(one: Round) -> dict[str, int]:
    result = solve(one)
    assert disproved(one, result) == []
    return dict(zip((each.code for each in one.claimants), result.shares, strict=True))


TWO = (Claimant("Ít", 1_000_000, weight=1), Claimant("Nhiều", 9_000_000, weight=1))


@pytest.mark.parametrize(
    ("objective", "expected"),
    [
        (Objective.LEXIMIN, {"Ít": 400_000, "Nhiều": 3_600_000}),
        (Objective.PROPORTIONAL, {"Ít": 1_000_000, "Nhiều": 3_000_000}),
    ],
)
def test_one_equalises_the_share_of_need_the_other_money_by_point(
    objective: Objective, expected: dict[str, int]
) -> None:
    assert shares_of(Round((Pot("A", 4_000_000),), TWO, objective)) == expected


def test_by_priority_the_highest_score_is_served_first() -> None:
    one = Round(
        (Pot("A", 5),),
        (Claimant("Thấp", 4, weight=1), Claimant("Cao", 3, weight=9)),
        Objective.PRIORITY,
    )

    assert shares_of(one) == {"Thấp": 2, "Cao": 3}


def test_a_double_score_brings_a_double_share_of_need_until_it_is_met() -> None:
    double = Claimant("Hai", 100, weight=2)
    one = Round((Pot("A", 30),), (Claimant("Một", 100), double))

    assert shares_of(one) == {"Một": 10, "Hai": 20}


def test_what_came_before_counts_toward_what_is_met() -> None:
    one = Round((Pot("A", 60),), (Claimant("Có rồi", 100, received=40), Claimant("Chưa", 100)))

    assert shares_of(one) == {"Có rồi": 10, "Chưa": 50}


def test_money_goes_in_round_sums_and_the_rest_stays_in_the_pot() -> None:
    one = Round(
        (Pot("A", 1_075_000),), (Claimant("X", 10**6), Claimant("Y", 10**6)), step=50_000, lot="s"
    )

    assert sorted(shares_of(one).values()) == [500_000, 550_000]


def test_the_last_unit_among_equals_goes_by_the_published_lot() -> None:
    equal = tuple(Claimant(f"N{at}", 10) for at in range(8))
    firsts = {
        code
        for lot in ("mồng một", "mồng hai", "mồng ba", "mồng bốn", "mồng năm")
        for code, share in shares_of(Round((Pot("A", 1),), equal, lot=lot)).items()
        if share
    }
    drawn = Round((Pot("A", 1),), equal, lot="mồng một")

    assert len(firsts) > 1
    assert {one.binding for one in explained(drawn, solve(drawn))} == {
        Binding.LOT, Binding.EXHAUSTED,
    }  # fmt: skip


def test_a_pot_for_few_leaves_the_common_pot_to_others() -> None:
    one = Round(
        (Pot("Chung", 60), Pot("Trẻ em", 60)),
        (
            Claimant("Bé", 100, groups=("trẻ em",)),
            Claimant("Già", 100, pots=frozenset({"Chung"}), groups=("người già",)),
        ),
    )
    result = solve(one)

    assert result.shares == (60, 60)
    assert [dict(parts) for parts in result.given] == [{1: 60}, {0: 60}]


def test_whoever_may_draw_from_a_poor_pot_only_is_told_that_this_binds() -> None:
    one = Round(
        (Pot("Nghèo", 10, "Quỹ nhỏ"), Pot("Giàu", 90)),
        (
            Claimant("Chỉ nghèo", 100, pots=frozenset({"Nghèo"})),
            Claimant("Chỉ giàu", 100, pots=frozenset({"Giàu"})),
        ),
    )
    reasons = explained(one, solve(one))

    assert [reason.binding for reason in reasons] == [Binding.EARMARK, Binding.EXHAUSTED]
    assert reasons[0].sentence == (
        "Được 10 đồng (đáp ứng 10,0 % nhu cầu): Quỹ nhỏ đã chia hết ở mức này. "
        "Nguồn khác chia đến mức cao hơn, nhưng hồ sơ này không thuộc diện."
    )


@pytest.mark.parametrize(
    ("each", "binding"),
    [
        (Claimant("X", 10), Binding.NEED),
        (Claimant("X", 10, received=10), Binding.NEED),
        (Claimant("X", 10, maximum=4), Binding.MAXIMUM),
    ],
)
def test_what_binds_where_money_is_left(each: Claimant, binding: Binding) -> None:
    one = Round((Pot("A", 100),), (each,))

    assert [reason.binding for reason in explained(one, solve(one))] == [binding]


def test_minimums_that_the_pot_does_not_hold_are_refused_by_the_pots_name() -> None:
    one = Round((Pot("A", 5), Pot("B", 5)), (Claimant("X", 9, minimum=6, pots=frozenset({"A"})),))

    with pytest.raises(CannotDivide, match="nguồn A;"):
        solve(one)


def test_all_faults_of_a_round_are_found_at_once() -> None:
    one = Round(
        (Pot("A", -1),),
        (
            Claimant("X", 0, weight=0, received=-1),
            Claimant("X", 5, minimum=6, pots=frozenset({"C"})),
        ),
    )

    assert {finding.rule for finding in faults(one)} == {
        "pot-amount", "claimant-twice", "need", "weight", "received", "minimum", "pot-unknown",
    }  # fmt: skip
    with pytest.raises(CannotDivide):
        solve(one)


@given(values=st.lists(st.integers(0, 50), min_size=1, max_size=8))
@settings(max_examples=40)
def test_gini_is_the_mean_difference_of_all_pairs(values: list[int]) -> None:
    pairs = sum(abs(one - other) for one in values for other in values)
    whole = 2 * len(values) * sum(values)

    assert measuring.gini(values) == (Fraction(pairs, whole) if whole else 0)


def test_objectives_stand_side_by_side_and_a_corrected_fact_shows_who_gains_and_loses() -> None:
    one = Round((Pot("A", 4_000_000),), (replace(TWO[0], groups=("Mường Than",)), TWO[1]))
    side_by_side = measuring.compared(one)
    corrected = replace(one, claimants=(replace(one.claimants[0], need=3_000_000), TWO[1]))
    changes = measuring.differences((one, solve(one).shares), (corrected, solve(corrected).shares))

    assert {
        objective: (figures.lowest, figures.fully_met)
        for objective, (_, figures) in side_by_side.items()
    } == {
        Objective.LEXIMIN: (Fraction(2, 5), 0),
        Objective.PROPORTIONAL: (Fraction(333333333333, 10**12), 1),
        Objective.PRIORITY: (Fraction(2, 5), 0),
    }
    assert side_by_side[Objective.LEXIMIN][1].gini == 0
    assert side_by_side[Objective.LEXIMIN][1].by_group["Mường Than"].met == Fraction(2, 5)
    assert [(one.code, one.change) for one in changes] == [("Nhiều", -600_000), ("Ít", 600_000)]
