"""How list labels count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.documents.extraction.labels import (
    bullet,
    in_words,
    lower_letter,
    padded,
    upper_letter,
    upper_roman,
)

_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def value_of(roman: str) -> int:
    """A Roman number read back: a letter before a larger one is taken off."""
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True)
    )


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number: int) -> None:
    assert value_of(upper_roman(number)) == number


@pytest.mark.parametrize("number", [0, -3, 4000])
def test_what_has_no_roman_number_is_in_digits(number: int) -> None:
    assert upper_roman(number) == str(number)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "a"), (4, "d"), (26, "z"), (27, "aa"), (28, "bb"), (0, "0")]
)
def test_letters_repeat_after_z_and_know_no_d_with_a_stroke(number: int, letters: str) -> None:
    assert lower_letter(number) == letters
    assert upper_letter(number) == letters.upper()


def test_small_numbers_in_words_and_padded() -> None:
    assert (in_words(1), in_words(10), in_words(11)) == ("một", "mười", "11")
    assert (padded(3), padded(12)) == ("03", "12")


@pytest.mark.parametrize(
    ("text", "mark"),
    [("-", "-"), ("–", "–"), ("\uf0b7", "•"), ("\uf02d", "-"), ("", ""), ("§", "§"), ("n", "•")],
)
def test_bullets_are_what_a_reader_sees(text: str, mark: str) -> None:
    assert bullet(text) == mark
