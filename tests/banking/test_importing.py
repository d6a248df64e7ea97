"""Statements are brought in once, however often they are sent."""

import datetime as dt

import pytest
from tests.banking.test_reading import SHAPES, camt
from tests.builders.banking import AT, NUMBER, Cash, csv, sent, some_cash

from nhanai.banking import actions, queries
from nhanai.banking.actions import CannotImport
from nhanai.banking.models import Statement, StatementLine
from nhanai.journal.models import Line as JournalLine

pytestmark = pytest.mark.django_db
FIRST = "01/11 +500000 1500000 FT1 NA7K3F4M ung ho"
SECOND = "02/11 -20000 1480000 FT2 phi"
THIRD = "03/11 +500000 1980000 FT3 ung ho"


def kept(cash: Cash) -> list[tuple[int, str]]:
    rows = StatementLine.objects.filter(account=cash.account).order_by("day", "pk")
    return [(int(row.amount), row.memo) for row in rows]


def test_overlapping_statements_give_each_line_once() -> None:
    cash = some_cash()

    done = [sent(cash, FIRST, SECOND), sent(cash, SECOND, THIRD), sent(cash, FIRST, SECOND, THIRD)]

    assert [(one.new, one.before) for one in done] == [(2, 0), (1, 1), (0, 3)]
    assert kept(cash) == [(500000, "NA7K3F4M ung ho"), (-20000, "phi"), (500000, "ung ho")]


def test_the_same_file_twice_is_told_and_written_once() -> None:
    cash = some_cash()
    first = sent(cash, FIRST)
    lines = JournalLine.objects.count()

    again = sent(cash, FIRST, name="khac.csv")

    assert (again.statement, again.is_repeat) == (first.statement, True)
    assert (Statement.objects.count(), JournalLine.objects.count()) == (1, lines)


def test_equal_twins_of_one_file_stay_two() -> None:
    cash = some_cash()
    twins = csv("05/11 +50000 50000 - ung ho", "05/11 +50000 100000 - ung ho").replace(
        b",-,", b",,"
    )

    for name in ("a.csv", "b.csv"):
        data = twins + (b"\n" if name == "b.csv" else b"")
        actions.import_statement(
            account=cash.account, data=data, file_name=name, by=cash.officer, at=AT
        )

    assert kept(cash) == [(50000, "ung ho"), (50000, "ung ho")]


def test_one_history_in_every_form_stands_once() -> None:
    cash = some_cash()

    for shape, data in SHAPES.items():
        actions.import_statement(
            account=cash.account, data=data, file_name=f"{shape}.x", by=cash.officer, at=AT
        )

    assert len(kept(cash)) == 3
    assert Statement.objects.count() == len(SHAPES)
    assert set(queries.continuity(cash.account, list(Statement.objects.all())).values()) == {0}


def test_a_missing_day_shows_as_a_difference() -> None:
    cash = some_cash()
    sent(cash, FIRST)
    later = sent(cash, THIRD)

    gaps = queries.continuity(cash.account, [later.statement])

    assert gaps == {later.statement.pk: -20000}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (camt().replace("0011004123456", "9999").encode(), f"không phải {NUMBER}"),
        (camt().replace('Ccy="VND"', 'Ccy="USD"').encode(), "tính bằng USD"),
        (csv(FIRST.replace("01/11", "01/12")), "ở tương lai"),
        (b"%PDF", "không phải bảng sao kê"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_written(data: bytes, words: str) -> None:
    cash = some_cash()
    lines = JournalLine.objects.count()

    with pytest.raises(CannotImport, match=words):
        actions.import_statement(
            account=cash.account, data=data, file_name="a", by=cash.officer, at=AT
        )

    assert (Statement.objects.count(), JournalLine.objects.count()) == (0, lines)


def test_who_does_not_work_there_brings_in_nothing_and_sees_nothing() -> None:
    cash = some_cash()
    sent(cash, FIRST)

    with pytest.raises(CannotImport, match="chưa được giao"):
        actions.import_statement(
            account=cash.account, data=csv(SECOND), file_name="a", by=cash.head, at=AT
        )

    today = dt.date(2026, 11, 24)
    assert queries.visible_to(cash.head, today=today).count() == 0
    assert queries.visible_to(cash.officer, today=today).count() == 1


def test_lines_are_found_by_words_amount_and_reference() -> None:
    cash = some_cash()
    sent(cash, FIRST, SECOND, THIRD)
    seen = queries.visible_to(cash.officer, today=dt.date(2026, 11, 24))

    found = {
        words: queries.filtered(seen, queries.Filters(words)).count()
        for words in ("ủng hộ", "na7k", "20000", "không có", "FT3")
    }

    assert found == {"ủng hộ": 2, "na7k": 1, "20000": 1, "không có": 0, "FT3": 1}
