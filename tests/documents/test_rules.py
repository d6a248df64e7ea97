"""Decisions about documents, as tables."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.findings import Severity
from nhanai.documents import rules
from nhanai.documents.rules import Heading, Marking, Segment
from nhanai.documents.vocab import MarkKind, ReadingState

AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("number", "symbol", "reference"),
    [
        ("895", "QĐ-TTg", "895/QĐ-TTg"),
        ("44", "KL/TW", "44-KL/TW"),
        ("11/2008", "QH12", "11/2008/QH12"),
        ("07/2014", "TT-BGDĐT", "07/2014/TT-BGDĐT"),
        ("12", "", "12"),
        ("", "KH-UBND", ""),
        ("", "", ""),
    ],
)
def test_a_reference_is_put_together_as_it_is_printed(
    number: str, symbol: str, reference: str
) -> None:
    assert rules.reference_of(number, symbol) == reference


@pytest.mark.parametrize(
    "spelling",
    ["07/2014/TT-BGDĐT", "7/2014/tt-bgddt", "07/2014/TT–BGDĐT", "07 / 2014 / TT - BGDĐT"],
)
def test_spellings_of_one_reference_have_one_key(spelling: str) -> None:
    assert rules.reference_key(spelling) == "7/2014/tt-bgddt"


@pytest.mark.parametrize(
    ("year", "month", "day", "words"),
    [
        (2010, 6, 8, "08/6/2010"),
        (2023, 1, 26, "26/01/2023"),
        (2023, 9, None, "tháng 9 năm 2023"),
        (2023, None, None, "năm 2023"),
        (None, None, None, ""),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(
    year: int | None, month: int | None, day: int | None, words: str
) -> None:
    assert rules.date_words(year, month, day) == words


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("ke-hoach.docx", "ke-hoach.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("a\x00b\r\nc.txt", "a b c.txt"),
        ("...", "van-ban"),
        ("", "van-ban"),
        ("a" * 300 + ".docx", "a" * 250 + ".docx"),
    ],
)
def test_a_file_name_keeps_nothing_that_could_mislead(given_name: str, kept: str) -> None:
    assert rules.safe_name(given_name) == kept


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.DOCX", ".docx"), ("a.b.pdf", ".pdf"), ("docx", ""), (".docx", ""), ("a.longsuffix", "")],
)
def test_the_suffix_is_the_last_ending_in_small_letters(name: str, suffix: str) -> None:
    assert rules.suffix_of(name) == suffix


@pytest.mark.parametrize(
    ("state", "minutes", "stale"),
    [
        (ReadingState.READING, 2, False),
        (ReadingState.READING, 3, True),
        (ReadingState.WAITING, 3, True),
        (ReadingState.READ, 500, False),
        (ReadingState.FAILED, 500, False),
    ],
)
def test_a_reading_without_word_for_three_minutes_is_given_up(
    state: ReadingState, minutes: int, stale: bool
) -> None:
    assert rules.is_stale(state, AT - dt.timedelta(minutes=minutes), AT) is stale


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (ReadingState.WAITING, False),
        (ReadingState.READING, False),
        (ReadingState.READ, True),
        (ReadingState.FAILED, True),
    ],
)
def test_only_what_has_come_to_an_end_may_be_read_again(state: ReadingState, may: bool) -> None:
    assert rules.may_read_again(state, AT, AT) is may


def test_a_paragraph_is_cut_where_marks_begin_and_end() -> None:
    text = "Thực hiện Thông tư 07/2017 của Bộ"
    markings = [Marking(10, 26, MarkKind.CITATION, 2), Marking(19, 26, MarkKind.FINDING, 5)]

    segments = rules.cut(text, markings)

    assert segments == (
        Segment("Thực hiện "),
        Segment("Thông tư ", (MarkKind.CITATION,), 2),
        Segment("07/2017", (MarkKind.CITATION, MarkKind.FINDING), 2, (5,)),
        Segment(" của Bộ"),
    )


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50), st.sampled_from(MarkKind))),
)
def test_cutting_loses_and_moves_nothing(
    text: str, ranges: list[tuple[int, int, MarkKind]]
) -> None:
    markings = [Marking(start, end, kind) for start, end, kind in ranges]

    segments = rules.cut(text, markings)

    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


def test_places_of_a_joined_text_are_found_across_a_closed_break() -> None:
    source = "- Thông tư số\n   07/2017 ngày\n\f\n14/3/2014"
    joined = "Thông tư số 07/2017 ngày 14/3/2014"

    places = rules.offsets(source, joined)

    start, end = rules.within(places, source.index("07/2017"), source.index("14/3/2014") + 9)
    assert joined[start:end] == "07/2017 ngày 14/3/2014"


@given(st.text(alphabet="abc \n", max_size=60))
def test_places_never_run_backwards_nor_beyond_the_source(source: str) -> None:
    joined = " ".join(source.split())

    places = rules.offsets(source, joined)

    assert list(places) == sorted(places)
    assert all(
        rules.same(source[place], letter) for place, letter in zip(places, joined, strict=True)
    )


def test_a_citation_of_what_had_ended_weighs_more_than_of_what_ended_later() -> None:
    ended = dt.date(2026, 3, 1)
    before = rules.supersession(
        cited="Nghị định 93/2019/NĐ-CP", ended_on=ended, successors=["Nghị định 03/2026/NĐ-CP"],
        day=dt.date(2023, 9, 1),
    )  # fmt: skip
    after = rules.supersession(
        cited="Nghị định 93/2019/NĐ-CP", ended_on=ended, successors=[], day=dt.date(2026, 5, 2)
    )

    assert before == (
        Severity.NOTE,
        (
            "Nghị định 93/2019/NĐ-CP hết hiệu lực từ 01/3/2026, được thay thế bởi "
            "Nghị định 03/2026/NĐ-CP. Khi thực hiện, hãy căn cứ văn bản đang có hiệu lực."
        ),
    )
    assert after is not None
    assert after[0] is Severity.WARNING


def test_nothing_is_said_of_what_still_holds() -> None:
    said = rules.supersession(cited="Luật Hiến máu", ended_on=None, successors=[], day=None)

    assert said is None


def test_a_law_is_known_with_and_without_its_kind_in_the_name() -> None:
    assert rules.name_key("Luật", "Luật Hoạt động chữ thập đỏ") == rules.name_key(
        "Luật", "Hoạt động chữ thập đỏ"
    )


@pytest.mark.parametrize(
    ("heading", "wrong"),
    [
        (Heading(number="3836", symbol="KH-UBND", year=2023, month=10, day=12), []),
        (Heading(number="07/2014", symbol="TT-BGDĐT"), []),
        (Heading(), []),
        (Heading(number="ba mươi"), ["number"]),
        (Heading(symbol="KH UBND"), ["symbol"]),
        (Heading(year=2023, month=2, day=30), ["day"]),
        (Heading(year=1800), ["year"]),
        (Heading(month=3), ["year"]),
        (Heading(year=2023, day=3), ["year"]),
        (Heading(number="x!", symbol="/", year=2050), ["number", "symbol", "year"]),
    ],
)
def test_a_heading_is_refused_for_everything_that_cannot_be_so(
    heading: Heading, wrong: list[str]
) -> None:
    found = rules.check_heading(heading, today=dt.date(2026, 11, 24))

    assert [finding.where for finding in found] == wrong
