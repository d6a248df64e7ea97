"""Entries: whole or not at all, in order, and never touched again."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.ledger import AT, DAY, GIVEN, Books, aid, gift, some_books

from nhanai.ledger import actions, queries
from nhanai.ledger.models import Entry, EntryLine, FundBalance, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LineValue
from nhanai.ledger.rules.followers import _FOLLOWERS
from nhanai.ledger.vocab import VoucherState

pytestmark = pytest.mark.django_db
CASH, GIFTS = account_for("cash"), account_for("donations")


@pytest.fixture
def books() -> Books:
    return some_books()


def test_a_gift_and_what_is_handed_out_leave_the_rest_in_the_fund(books: Books) -> None:
    books.gave(1_000_000)
    actions.post(
        book=books.book, day=DAY, memo="Trợ giúp", lines=aid(books.fund, 400_000), source=GIVEN,
        by=books.accountant, at=AT,
    )  # fmt: skip

    assert books.left == queries.balance_of(books.fund).amount == 600_000
    assert [one.number for one in Entry.objects.order_by("pk")] == [1, 2]
    assert list(queries.faults()) == []


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ([LineValue(CASH, debit=5)], "entry-short"),
        ([LineValue(CASH, debit=5), LineValue(GIFTS, credit=4)], "entry-unbalanced"),
        ([LineValue(CASH, debit=5), LineValue("9999", credit=5)], "line-account"),
        ([LineValue(CASH, debit=-5), LineValue(GIFTS, credit=-5)], "line-amount"),
        ([LineValue(CASH, debit=10**16), LineValue(GIFTS, credit=10**16)], "line-large"),
        ([LineValue(CASH, debit=5, fund=10**9), LineValue(GIFTS, credit=5)], "fund-elsewhere"),
    ],
)
def test_what_is_no_entry_is_refused_and_leaves_nothing(
    books: Books, lines: list[LineValue], rule: str
) -> None:
    with pytest.raises(actions.CannotPost) as refusal:
        actions.post(book=books.book, day=DAY, memo="Ghi", lines=lines, by=books.accountant, at=AT)

    assert rule in {one.rule for one in refusal.value.findings}
    assert not Entry.objects.exists()


def test_a_fund_never_gives_more_than_it_has(books: Books) -> None:
    books.gave(300_000)

    with pytest.raises(actions.CannotPost) as refusal:
        actions.post(
            book=books.book, day=DAY, memo="Trợ giúp", lines=aid(books.fund, 300_001), source=GIVEN,
            by=books.accountant, at=AT,
        )  # fmt: skip

    (finding,) = refusal.value.findings
    assert finding.message == "Quỹ nhân đạo còn 300.000 đ, không đủ chi 300.001 đ."
    assert books.left == 300_000


def test_an_entry_is_undone_once_by_its_opposite(books: Books) -> None:
    entry = books.gave(300_000)

    undone = actions.reverse(
        entry=entry, day=DAY, reason="Ghi nhầm quỹ", by=books.accountant, at=AT
    )

    assert books.left == 0
    assert undone.reverses == entry
    assert undone.memo == "Đảo bút toán 1: Ghi nhầm quỹ"
    for again in (entry, undone):
        with pytest.raises(actions.CannotPost):
            actions.reverse(entry=again, day=DAY, reason="x", by=books.accountant, at=AT)
    assert list(queries.faults()) == []


def test_a_closed_period_takes_nothing_until_it_is_opened_again_with_a_reason(
    books: Books,
) -> None:
    books.gave(300_000)
    actions.close_book(book=books.book, through=DAY, by=books.accountant, at=AT)

    with pytest.raises(actions.CannotPost, match="Chưa ghi được sổ"):
        books.gave(1)
    with pytest.raises(actions.CannotKeepBook, match="chưa được giao mở lại"):
        actions.reopen_book(
            book=books.book, through=None, reason="Thiếu phiếu", by=books.accountant, at=AT
        )
    with pytest.raises(actions.CannotKeepBook, match="Nhập lý do"):
        actions.reopen_book(book=books.book, through=None, reason=" ", by=books.leader, at=AT)
    actions.reopen_book(book=books.book, through=None, reason="Thiếu phiếu", by=books.leader, at=AT)

    books.gave(1)
    assert books.left == 300_001


def test_money_does_not_leave_by_one_persons_hand(books: Books) -> None:
    books.gave(300_000)

    with pytest.raises(actions.CannotPost, match="phải qua phiếu chi"):
        actions.post(
            book=books.book, day=DAY, memo="Chi", lines=aid(books.fund, 5), by=books.accountant,
            at=AT,
        )  # fmt: skip

    assert books.left == 300_000


def test_what_is_written_for_an_earlier_day_leaves_no_day_below_nothing(books: Books) -> None:
    books.gave(300_000)
    early = DAY - dt.timedelta(days=5)

    with pytest.raises(actions.CannotPost) as refusal:
        actions.post(
            book=books.book, day=early, memo="Trợ giúp", lines=aid(books.fund, 100_000),
            source=GIVEN, by=books.accountant, at=AT,
        )  # fmt: skip

    (finding,) = refusal.value.findings
    assert finding.message.startswith("Từ ngày 15/11/2026, Quỹ nhân đạo còn 0 đ")


def test_codes_that_read_alike_name_different_funds(books: Books) -> None:
    first, second = (
        actions.open_fund(
            book=books.book, code=code, name=code, purpose="Việc thiện", opened_on=DAY,
            by=books.accountant, at=AT,
        )
        for code in ("Q 1", "Q-1")
    )  # fmt: skip

    assert first.key != second.key


def test_who_may_not_record_writes_nothing(books: Books) -> None:
    for user in (books.cashier, books.head):
        with pytest.raises(actions.CannotPost, match="chưa được giao ghi sổ"):
            actions.post(
                book=books.book, day=DAY, memo="x", lines=gift(books.fund, 5), by=user, at=AT
            )
    assert not Entry.objects.exists()


def test_what_an_entry_came_from_is_told_with_its_reversal(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int | None, bool]] = []
    monkeypatch.setitem(
        _FOLLOWERS, "funds.donation", lambda one: told.append((one.record, bool(one.reverses_id)))
    )

    entry = books.gave(5, source="funds.donation", record=17)
    actions.reverse(entry=entry, day=DAY, reason="Nhầm", by=books.accountant, at=AT)

    assert told == [(17, False), (17, True)]
    assert queries.entries_of("funds.donation", 17)[0] == entry


def replaced(entry: Entry) -> None:
    """The way that SQLite has of putting a row in another's place."""
    columns = "id, book_id, number, day, memo, memo_folded, source, made_by_id, made_at,"
    columns += " previous_hash, hash, sealed"
    row = "id, book_id, number, day, 'khác', 'khac', source, made_by_id, made_at, previous_hash, ''"
    how = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{how} INTO ledger_entry ({columns}) SELECT {row}, false"  # noqa: S608 (names of ours)
            " FROM ledger_entry WHERE id = %s",
            [entry.pk],
        )


@pytest.mark.parametrize(
    "alter",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(memo="khác"),
        lambda entry: EntryLine.objects.filter(entry=entry).update(party="khác"),
        lambda entry: EntryLine.objects.filter(entry=entry)._raw_delete("default"),
        lambda entry: Entry.objects.filter(pk=entry.pk)._raw_delete("default"),
        lambda entry: EntryLine.objects.create(entry=entry, account=CASH, debit=1),
        lambda entry: Entry.objects.create(
            book=entry.book, number=9, day=DAY, memo="x", memo_folded="x", made_by=entry.made_by,
            made_at=AT, previous_hash=entry.hash, hash="x", sealed=True,
        ),
        replaced,
    ],
    ids=["memo", "line", "line-gone", "gone", "one-more-line", "born-sealed", "replaced"],
)  # fmt: skip
def test_the_database_refuses_to_touch_what_is_sealed(
    books: Books, alter: Callable[[Entry], object]
) -> None:
    entry = books.gave(5)

    with pytest.raises(DatabaseError), transaction.atomic():
        alter(entry)

    assert list(queries.faults()) == []


def test_the_database_refuses_to_seal_what_does_not_balance(books: Books) -> None:
    entry = Entry.objects.create(
        book=books.book, number=1, day=DAY, memo="x", memo_folded="x", made_by=books.accountant,
        made_at=AT, previous_hash="0",
    )  # fmt: skip
    EntryLine.objects.create(entry=entry, account=CASH, debit=5)
    EntryLine.objects.create(entry=entry, account=GIFTS, credit=4)

    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(sealed=True, hash="x")

    EntryLine.objects.create(entry=entry, account=GIFTS, credit=1)
    assert Entry.objects.filter(pk=entry.pk).update(sealed=True, hash="x") == 1


def test_the_database_refuses_a_fund_below_nothing(books: Books) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        FundBalance.objects.filter(fund=books.fund).update(amount=-1)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are dropped as SQLite has them")
def test_a_row_altered_behind_the_books_back_is_named(books: Books) -> None:
    books.gave(5)
    entry = books.gave(7)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_entry_stays")
        cursor.execute("UPDATE ledger_entry SET memo = 'khác' WHERE id = %s", [entry.pk])

    assert [one.words for one in queries.faults()] == ["Bút toán 2 đã bị sửa."]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["gift", "aid", "reverse", "close"]),
        st.integers(1, 500_000),
        st.integers(0, 20),
    ),
    max_size=25,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_books_balance_without_a_gap_and_no_fund_is_below_nothing(
    books: Books, acts: list[tuple[str, int, int]]
) -> None:
    expected, last = 0, DAY - dt.timedelta(days=30)
    undoable: dict[int, int] = {}
    with transaction.atomic():
        for act, amount, ahead in acts:
            day = min(last + dt.timedelta(days=ahead % 3), DAY)
            try:
                with transaction.atomic():
                    if act in {"gift", "aid"}:
                        lines = (gift if act == "gift" else aid)(books.fund, amount)
                        entry = actions.post(
                            book=books.book, day=day, memo=act, lines=lines, source=GIVEN,
                            by=books.accountant, at=AT,
                        )  # fmt: skip
                        change = amount if act == "gift" else -amount
                        undoable[entry.pk] = change
                        expected += change
                    elif act == "reverse" and undoable:
                        pk = sorted(undoable)[amount % len(undoable)]
                        actions.reverse(
                            entry=Entry.objects.get(pk=pk), day=day, reason="x",
                            by=books.accountant, at=AT,
                        )  # fmt: skip
                        expected -= undoable.pop(pk)
                    elif act == "close":
                        actions.close_book(book=books.book, through=day, by=books.accountant, at=AT)
                        last = day
            except (actions.CannotPost, actions.CannotKeepBook):
                pass
        numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert books.left == expected >= 0
        assert list(queries.faults()) == []
        transaction.set_rollback(True)


def test_a_voucher_of_a_reversed_entry_counts_as_reversed(books: Books) -> None:
    books.gave(900_000)
    voucher = actions.approve_voucher(voucher=books.voucher(), by=books.head, at=AT)
    voucher = actions.settle_voucher(voucher=voucher, by=books.cashier, at=AT)
    assert voucher.entry is not None

    with pytest.raises(actions.CannotPost, match="chưa được giao"):
        actions.reverse(
            entry=voucher.entry, day=AT.date(), reason="Trả lại", by=books.cashier, at=AT
        )
    actions.reverse(entry=voucher.entry, day=AT.date(), reason="Trả lại", by=books.head, at=AT)

    assert Voucher.objects.get().state == VoucherState.REVERSED
    assert books.left == 900_000
