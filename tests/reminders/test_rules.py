"""When a person is reminded, in which words, and how a calendar is written."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from nhanai.mail.rules import wait_after
from nhanai.reminders import rules
from nhanai.reminders.rules.feed import Entry, as_ics

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
SEEN = dt.datetime(2026, 11, 24, 8, 0, tzinfo=HERE)


@pytest.mark.parametrize(
    ("hour", "working", "days_off", "due"),
    [
        (6, True, False, False),
        (7, True, False, True),
        (15, True, False, True),
        (9, False, False, False),
        (9, False, True, True),
        (6, False, True, False),
    ],
)
def test_the_digest_is_due_from_her_hour_on_and_on_days_off_only_if_she_asks(
    hour: int, working: bool, days_off: bool, due: bool
) -> None:
    now = dt.datetime(2026, 11, 24, hour, 0, tzinfo=HERE)

    found = rules.is_time(now, hour=7, is_working_day=working, on_days_off=days_off)

    assert found is due


def test_the_name_of_a_mail_is_that_of_its_person_and_day() -> None:
    assert (
        rules.message_id(7, dt.date(2026, 11, 24), "nhanai.laichau.vn")
        == "<nhac-viec.20261124.7@nhanai.laichau.vn>"
    )


def test_each_try_waits_twice_as_long() -> None:
    assert [wait_after(n) // dt.timedelta(minutes=1) for n in (1, 2, 3, 4)] == [5, 10, 20, 40]


def test_the_subject_says_what_waits_and_nothing_of_what_does_not() -> None:
    counts = {"LATE": 2, "SOON": 0, "CONCERN": 1}

    assert (
        rules.subject(dt.date(2026, 2, 6), counts)
        == "Nhắc việc 06/02: 2 việc quá hạn, 1 kiến nghị chờ trả lời"
    )


@pytest.mark.parametrize(
    ("text", "short"),
    [("Một câu ngắn.", "Một câu ngắn."), ("Chủ trì,  phối\nhợp với", "Chủ trì, phối…")],
)
def test_a_long_text_ends_at_a_word(text: str, short: str) -> None:
    assert rules.shortened(text, 16) == short


@given(st.text(max_size=300), st.integers(min_value=5, max_value=120))
def test_a_shortened_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(rules.shortened(text, length)) <= length + 1


@pytest.mark.parametrize(
    ("hours", "before"),
    [(0, None), (2, None), (3, SEEN), (48, SEEN)],
)
def test_who_comes_back_soon_is_on_the_same_visit(hours: int, before: dt.datetime | None) -> None:
    assert rules.since(SEEN, None, at=SEEN + dt.timedelta(hours=hours)) == before


def test_two_digests_that_say_the_same_have_the_same_hash() -> None:
    one, other = rules.Line("LATE", "Khám bệnh"), rules.Line("SOON", "Khám bệnh")

    assert rules.content_hash([one]) == rules.content_hash([rules.Line("LATE", "Khám bệnh")])
    assert rules.content_hash([one]) != rules.content_hash([other])


TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"),
    max_size=200,
)


@given(TEXTS, TEXTS, st.integers(min_value=0, max_value=999))
def test_a_calendar_reads_back_as_it_was_written(name: str, quotation: str, sequence: int) -> None:
    changed = dt.datetime(2026, 11, 20, 9, 30, tzinfo=HERE)
    entry = Entry(
        5, dt.date(2026, 12, 15), name, quotation, "", "https://x.vn/1/", changed, sequence
    )

    written = as_ics([entry], host="x.vn")
    (event,) = Calendar.from_ical(written).walk("VEVENT")

    assert str(event["summary"]) == f"Hạn: {name}"
    assert quotation in str(event["description"])
    assert event.decoded("dtstart") == dt.date(2026, 12, 15)
    assert event.decoded("dtend") == dt.date(2026, 12, 16)
    assert event.decoded("last-modified") == changed
    assert (str(event["uid"]), str(event["sequence"])) == ("viec-5@x.vn", str(sequence))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
