"""How far a task came below its holders, and which texts sound alike."""

from hypothesis import given
from hypothesis import strategies as st

from nhanai.plans.rules.coverage import ALL, MANY, NOBODY, SOME, covered
from nhanai.plans.rules.likeness import Likely, likeliest

UNITS = st.frozensets(st.integers(1, 12))


def test_a_task_of_few_holders_reaches_the_units_directly_below_them() -> None:
    judged = covered([1], below={1: [2, 3]}, own=[3, 9], given_to=[], given_by=[1])

    assert judged is not None
    assert (judged.reach, judged.missing, judged.by_plan, judged.by_hand) == (
        SOME,
        frozenset({2}),
        frozenset({3}),
        frozenset(),
    )


def test_a_task_of_many_holders_is_for_each_of_them_to_make_concrete() -> None:
    judged = covered([1, 2, 3, 4], below={}, own=[2], given_to=[7], given_by=[1])

    assert judged is not None
    assert (judged.expected, judged.reached) == (frozenset({1, 2, 3, 4}), frozenset({1, 2}))


def test_a_task_with_nobody_below_is_not_judged() -> None:
    assert covered([1], below={2: [3]}, own=[1], given_to=[1], given_by=[1]) is None
    assert covered([], below={}, own=[], given_to=[], given_by=[]) is None


@given(holders=UNITS, below=st.dictionaries(st.integers(1, 12), UNITS), own=UNITS, to=UNITS)
def test_reached_and_missing_part_what_is_expected(
    holders: frozenset[int],
    below: dict[int, frozenset[int]],
    own: frozenset[int],
    to: frozenset[int],
) -> None:
    judged = covered(holders, below=below, own=own, given_to=to, given_by=to)

    if judged is None:
        assert len(holders) < MANY
        return
    assert judged.reached | judged.missing == judged.expected
    assert not judged.reached & judged.missing
    words = NOBODY if not judged.reached else SOME if judged.missing else ALL
    assert judged.reach == words


def test_texts_of_the_same_words_are_alike_in_whatever_order() -> None:
    among = [
        Likely(1, "van dong hien mau tinh nguyen trong thanh nien"),
        Likely(2, "kham benh nhan dao tai cac xa bien gioi"),
    ]

    found = likeliest("tai xa bien gioi to chuc kham benh nhan dao", among)

    assert [pk for pk, _ in found] == [2]
    assert likeliest("", among) == likeliest("kham benh", []) == []
