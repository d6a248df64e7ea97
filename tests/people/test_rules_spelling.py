"""Names, births and numbers are written one way, or the person hears what to correct."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.people.rules import spelling
from nhanai.people.rules.spelling import Birth, Misspelt
from nhanai.people.rules.values import PersonValues, faults_of, read

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  lò  văn pâng ", "Lò Văn Pâng"),
        ("VÀNG A PÁO", "Vàng A Páo"),
        ("Hoàng Thị Hoà", "Hoàng Thị Hòa"),
        ("Chẻo Sử Mẩy", "Chẻo Sử Mẩy"),
        ("Mẩy", "Mẩy"),
        (unicodedata.normalize("NFD", "Đèo Văn Ún"), "Đèo Văn Ún"),
    ],
)
def test_a_name_is_tidied(typed: str, kept: str) -> None:
    assert spelling.full_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "Lò Văn 2", "---", "a" * 121])
def test_what_is_no_name_is_told(typed: str) -> None:
    with pytest.raises(Misspelt):
        spelling.full_name(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("05/6/1990", Birth(dt.date(1990, 6, 5), 1990)),
        ("5-6-1990", Birth(dt.date(1990, 6, 5), 1990)),
        ("1990-06-05 00:00:00", Birth(dt.date(1990, 6, 5), 1990)),
        ("6/1990", Birth(None, 1990)),
        ("1990", Birth(None, 1990)),
        ("", Birth()),
    ],
)
def test_of_a_birth_what_is_known_is_kept(typed: str, kept: Birth) -> None:
    assert spelling.birth(typed) == kept


@pytest.mark.parametrize("typed", ["31/02/1990", "90", "khoảng 1990", "05/6/0190"])
def test_a_birth_that_cannot_be_is_told(typed: str) -> None:
    with pytest.raises(Misspelt):
        spelling.birth(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("012 345 678 901", "012345678901"), ("'001090000001", "001090000001")]
)
def test_a_citizen_number_keeps_its_zeros(typed: str, kept: str) -> None:
    assert spelling.citizen_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345678901", "Thiếu 1 chữ số. Số căn cước có 12 chữ số, giữ cả số 0 ở đầu."),
        ("045123456", "Đây là số chứng minh nhân dân cũ. Nhập số căn cước 12 chữ số."),
        ("0123456789012", "Thừa 1 chữ số. Số căn cước có 12 chữ số."),
        ("01234567890x", "Số căn cước chỉ gồm chữ số."),
    ],
)
def test_a_wrong_citizen_number_says_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(Misspelt, match=said):
        spelling.citizen_number(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("912345678", "0912345678"),
        ("0213.3876.543", "02133876543"),
        ("", ""),
    ],
)
def test_a_phone_has_its_zero(typed: str, kept: str) -> None:
    assert spelling.phone(typed) == kept


@given(st.text(max_size=40))
def test_whatever_is_typed_becomes_a_value_or_a_sentence(text: str) -> None:
    values, findings = read(dict.fromkeys(("full_name", "birth", "citizen_number", "phone"), text))

    kept = PersonValues(values.full_name or "Lò Văn A", values.birth, phone=values.phone)
    assert all(one.message.endswith((".", "?")) for one in findings)
    assert {one.where for one in faults_of(kept, today=TODAY)} <= {"birth"}


def test_every_fault_of_a_person_is_told_at_once() -> None:
    values, misspelt = read(
        {"full_name": "", "birth": "31/02/1990", "citizen_number": "12", "phone": "x"}
    )

    found = {one.where for one in (*misspelt, *faults_of(values, today=TODAY))}

    assert found == {"full_name", "birth", "citizen_number", "phone"}
