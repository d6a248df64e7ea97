"""References that survive what banks do to them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.banking.rules.references import (
    MOST,
    SIGNS,
    found_in,
    is_reference,
    reference_of,
)

NUMBERS = st.integers(0, MOST - 1)


def test_each_number_has_its_own_reference() -> None:
    made = {reference_of(number) for number in range(20_000)}

    assert len(made) == 20_000
    assert all(re.fullmatch(rf"NA[2-9][{SIGNS}]{{5}}", one) for one in made)


@settings(max_examples=60)
@given(NUMBERS, st.integers(2, 7), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_never_another_reference(number: int, place: int, sign: str) -> None:
    reference = reference_of(number)
    wrong = reference[:place] + sign + reference[place + 1 :]

    assert is_reference(wrong) is (wrong == reference)


@settings(max_examples=60)
@given(NUMBERS, st.integers(2, 6))
def test_two_signs_that_changed_places_are_never_another_reference(number: int, place: int) -> None:
    signs = list(reference_of(number))
    signs[place], signs[place + 1] = signs[place + 1], signs[place]

    assert is_reference("".join(signs)) is ("".join(signs) == reference_of(number))


WORDS = st.sampled_from(["Ủng hộ", "CHUYEN TIEN", "từ nam lào", "MBVCB.123456", "Nang", "gd"])


@settings(max_examples=60)
@given(NUMBERS, WORDS, WORDS, st.sampled_from(["join", "space", "dots", "lower", "split"]))
def test_a_reference_is_found_whatever_a_bank_does_to_the_memo(
    number: int, before: str, behind: str, treatment: str
) -> None:
    reference = reference_of(number)
    memo = {
        "join": f"{before}{reference}{behind}".replace(" ", ""),
        "space": f"{before} {reference} {behind}",
        "dots": f"{before}.{reference}-{behind}",
        "lower": f"{before} {reference} {behind}".lower(),
        "split": f"{before} {reference[:4]} {reference[4:]} {behind}",
    }[treatment]

    assert reference in found_in(memo)


def test_common_words_hold_no_reference() -> None:
    memo = "Ong Nam chuyen khoan NANG LUONG 2026 NAM HOC 2026-2027 ung ho NA7K3F42X thang 11"

    assert found_in(memo) == ()
