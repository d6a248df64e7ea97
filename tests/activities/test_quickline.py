"""One line as people write it, read into the fields of an activity."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.activities.rules.quickline import Field, Quantity, Reading, Surroundings, Worth, read
from nhanai.activities.rules.quickline.pieces import Piece
from nhanai.units.rules import shipped
from nhanai.units.rules.resolving import NameIndex

TODAY = dt.date(2026, 11, 24)
HERE = Path(__file__).parent


@cache
def index() -> NameIndex:
    return NameIndex(shipped.register())


@cache
def around() -> Surroundings:
    return Surroundings(TODAY, index().resolve)


def cases(name: str) -> Iterator[tuple[str, str]]:
    """Each line of the file with what it says."""
    line = ""
    for text in (HERE / name).read_text("utf-8").splitlines():
        if text.startswith("= "):
            yield line, text[2:]
        elif text and not text.startswith("#"):
            line = text


def told(reading: Reading) -> str:
    """A reading in the notation of the file; words told back are left out."""
    day = index().register
    words = [f"day={str(reading.days).replace(' ', '')}"] if reading.days else []
    for name, key in (("unit", reading.unit), ("at", reading.where)):
        words += [f"{name}={day.ref(key, TODAY).name.replace(' ', '_')}"] if key else []
    words += [f"place={reading.place.replace(' ', '_')}"] if reading.place else []
    words += [f"kind={reading.kind}"] if reading.kind else []
    counted = [
        f"{one.item}={mark(one)}{one.number}{'*' * one.is_computed}" for one in reading.quantities
    ]
    words += sorted(counted)
    if reading.each:
        words.append(f"each={mark(reading.each)}{reading.each.amount}/{reading.each.item}")
    if reading.worth:
        worth = reading.worth
        words.append(f"money={mark(worth)}{worth.amount}{'*' * worth.is_computed}")
    words += [f"campaign={reading.campaign}"] if reading.campaign else []
    words += [f"by={reading.donor.replace(' ', '_')}"] if reading.donor else []
    return " ".join(words)


def mark(value: Quantity | Worth) -> str:
    return "~" if value.is_rough else ""


def in_order(expected: str) -> str:
    """The quantities of an expectation, sorted as `told` sorts them."""
    words = [word for word in expected.split() if not word.startswith("?")]
    counted = sorted(word for word in words if word.partition("=")[0].isupper())
    plain = [word for word in words if word not in counted]
    at = next(
        (n for n, w in enumerate(plain) if w.startswith(("each", "money", "camp", "by"))), None
    )
    at = len(plain) if at is None else at
    return " ".join((*plain[:at], *counted, *plain[at:]))


LINES = [*cases("lines.txt"), *cases("blind.txt")]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_says_what_a_person_reads_in_it(line: str, expected: str) -> None:
    reading = read(line, around())

    assert told(reading) == in_order(expected)
    back = {one.text.replace(" ", "_") for one in reading.unread}
    for word in expected.split():
        if word.startswith("?"):
            assert any(word[1:] in one for one in back), back


def test_the_file_has_enough_lines() -> None:
    assert len(list(cases("lines.txt"))) >= 150


def span_of(reading: Reading, piece: Piece) -> str:
    return reading.text[slice(*piece.span)]


def test_every_piece_stands_in_the_line_and_names_its_rule() -> None:
    reading = read("22/11 xã Bum Tở trao 40 suất quà, 12.000.000 đ", around())

    shown = [(piece.field, piece.rule, span_of(reading, piece)) for piece in reading.pieces]
    assert shown == [
        (Field.DAY, "date", "22/11"),
        (Field.UNIT, "unit-by-name", "xã Bum Tở"),
        (Field.KIND, "kind-words", "trao"),
        (Field.QUANTITY, "number-and-noun", "40 suất quà"),
        (Field.MONEY, "amount", "12.000.000 đ"),
    ]
    assert reading.unread == ()


def test_an_amount_that_differs_from_what_is_computed_is_pointed_out() -> None:
    reading = read("trao 40 suất quà mỗi suất 300k tổng 15 triệu", around())

    notes = [piece.note for piece in reading.of(Field.MONEY) if piece.note]
    assert notes == ["Tính từ số lượng thì được 12.000.000 đ. Hãy xem lại số nào đúng."]
    assert reading.worth == Worth(15_000_000)


def test_a_slip_of_thousands_is_read_and_said() -> None:
    reading = read("mỗi suất 300 đ, trao 40 suất", around())

    assert reading.each == Worth(300_000, "GIFT")
    assert "300.000 đ" in reading.of(Field.EACH)[0].note


def test_a_day_that_has_not_come_is_pointed_out() -> None:
    reading = read("25/12/2026 trao 5 suất quà", around())

    assert reading.of(Field.DAY)[0].note == "Ngày này chưa đến. Hãy xem lại."


@pytest.mark.parametrize("line", ["", "   ", "ok", "!!!", "a" * 5000, "0/0 0 đ", "1" * 400])
def test_what_is_no_line_is_told_back_and_breaks_nothing(line: str) -> None:
    reading = read(line, around())

    assert not reading.of(Field.KIND)


PARTS = st.sampled_from(
    ["22/11", "hôm qua", "40", "suất", "quà", "mỗi", "12 triệu", "đ", "/", "-", "xã Bum Tở", "do",
     "Công ty", "tặng", "bản", "5", "triệu", "rưỡi", "năm", "trăm", "×", ",", "tháng", "T7"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=14))
def test_pieces_stand_inside_the_line_and_no_day_is_impossible(parts: list[str]) -> None:
    reading = read(" ".join(parts), around())

    for span in [one.span for one in reading.pieces] + [one.span for one in reading.unread]:
        assert 0 <= span[0] < span[1] <= len(reading.text)
    for one in reading.unread:
        assert reading.text[slice(*one.span)] == one.text
    assert all(quantity.number >= 0 for quantity in reading.quantities)


@given(
    st.integers(1, 999), st.sampled_from([100, 200, 300, 500]), st.booleans(), st.booleans()
)  # fmt: skip
def test_the_whole_is_the_number_times_what_each_is_worth(
    count: int, thousands: int, each_first: bool, bare: bool
) -> None:
    each = f"mỗi suất {thousands}k"
    line = f"{each}, trao {count} suất quà" if each_first else f"trao {count} suất quà, {each}"
    line = line.replace("ỗ", "o").replace("ấ", "a").replace("à", "a") if bare else line

    reading = read(line, around())

    assert reading.worth == Worth(count * thousands * 1000, is_computed=True)
