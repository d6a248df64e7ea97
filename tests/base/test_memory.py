"""What is asked while a page is read, and how often."""

import pytest

from nhanai.base.memory import remembered, remembering

pytestmark = pytest.mark.nodb


def asking(counted: list[int]) -> int:
    counted.append(1)
    return len(counted)


def test_a_read_asks_once_and_the_next_one_asks_anew() -> None:
    counted: list[int] = []

    with remembering():
        first = [remembered("key", lambda: asking(counted)) for _ in range(3)]
    with remembering():
        second = remembered("key", lambda: asking(counted))

    assert (first, second) == ([1, 1, 1], 2)


def test_a_read_within_a_read_is_the_same_read() -> None:
    counted: list[int] = []

    with remembering():
        before = remembered("key", lambda: asking(counted))
        with remembering():
            inside = remembered("key", lambda: asking(counted))
        after = remembered("key", lambda: asking(counted))

    assert (before, inside, after) == (1, 1, 1)


def test_what_is_kept_under_one_key_does_not_answer_for_another() -> None:
    with remembering():
        assert remembered("a", lambda: 1) == 1
        assert remembered("b", lambda: 2) == 2


def test_outside_a_read_nothing_is_kept() -> None:
    counted: list[int] = []

    assert [remembered("key", lambda: asking(counted)) for _ in range(2)] == [1, 2]


def test_an_accident_in_a_read_leaves_nothing_behind() -> None:
    counted: list[int] = []

    with pytest.raises(ZeroDivisionError), remembering():
        remembered("other", lambda: 1 // len(counted))

    assert [remembered("key", lambda: asking(counted)) for _ in range(2)] == [1, 2]
