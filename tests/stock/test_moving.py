"""Goods move, and there is never less than nothing of anything."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.builders.stock import AT, DAY, Stores, lot_of, received, some_stores, told

from nhanai.journal.models import Line as JournalLine
from nhanai.stock import actions, queries
from nhanai.stock.actions import CannotKeep, Goods
from nhanai.stock.models import Holding, Item, Slip, Warehouse

FIVE = Decimal(5)


def held(warehouse: Warehouse) -> list[Decimal]:
    rows = Holding.objects.filter(warehouse=warehouse).order_by("lot")
    return [one.quantity for one in rows]


@pytest.mark.django_db
def test_what_came_in_goes_out_and_is_numbered_by_kind_and_year() -> None:
    stores = some_stores()
    first = received(stores.main, stores.officer)
    second = received(stores.main, stores.officer, "Chăn", 20, "chiếc")

    out = actions.give_out(
        warehouse=stores.main, lots={lot_of(first): Decimal("12.5"), lot_of(second): FIVE},
        told=told(), by=stores.officer, at=AT,
    )  # fmt: skip

    assert [(one.kind, one.number) for one in (first, second, out)] == [
        ("IN", 1), ("IN", 2), ("OUT", 1)
    ]  # fmt: skip
    assert held(stores.main) == [Decimal("87.5"), Decimal(15)]
    assert [one.left for one in out.lines.order_by("pk")] == [Decimal("87.5"), Decimal(15)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("quantity", "rule"),
    [("100.001", "stock-short"), ("0", "stock-quantity"), ("-1", "stock-quantity")],
)
def test_more_than_there_is_never_goes_out(quantity: str, rule: str) -> None:
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer, number="100.000", unit="kg"))
    lines = JournalLine.objects.count()

    with pytest.raises(CannotKeep) as refused:
        actions.give_out(
            warehouse=stores.main, lots={lot: Decimal(quantity)}, told=told(),
            by=stores.officer, at=AT,
        )  # fmt: skip

    assert [one.rule for one in refused.value.findings] == [rule]
    assert held(stores.main) == [Decimal(100)]
    assert JournalLine.objects.count() == lines


@pytest.mark.django_db
def test_the_database_itself_holds_no_less_than_nothing() -> None:
    stores = some_stores()
    received(stores.main, stores.officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.update(quantity=-1)


@pytest.mark.django_db
def test_goods_that_move_are_in_one_place_at_a_time() -> None:
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer))

    actions.move(
        warehouse=stores.main, to=stores.small, lots={lot: Decimal(30)}, told=told(),
        by=stores.officer, at=AT,
    )  # fmt: skip

    assert (held(stores.main), held(stores.small)) == ([Decimal(70)], [Decimal(30)])
    with pytest.raises(CannotKeep, match="Kho tỉnh"):
        actions.move(
            warehouse=stores.small, to=stores.main, lots={lot: FIVE}, told=told(),
            by=stores.head, at=AT,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_wrong_slip_is_reversed_once_and_not_when_the_goods_are_gone() -> None:
    stores = some_stores()
    came = received(stores.main, stores.officer)
    out = actions.give_out(
        warehouse=stores.main, lots={lot_of(came): FIVE}, told=told(), by=stores.officer, at=AT
    )

    with pytest.raises(CannotKeep, match="không còn đủ"):
        actions.reverse(slip=came, reason="Nhầm", by=stores.officer, at=AT)
    with pytest.raises(CannotKeep, match="vì sao"):
        actions.reverse(slip=out, reason=" ", by=stores.officer, at=AT)
    actions.reverse(slip=out, reason="Ghi nhầm kho", by=stores.officer, at=AT)

    assert held(stores.main) == [Decimal(100)]
    with pytest.raises(CannotKeep, match="đã hủy"):
        actions.reverse(slip=out, reason="Nhầm", by=stores.officer, at=AT)


@pytest.mark.django_db
def test_a_count_explains_every_difference() -> None:
    stores = some_stores()
    rice = lot_of(received(stores.main, stores.officer))
    soap = lot_of(received(stores.main, stores.officer, "Xà phòng", 40, "bánh"))
    counted = {rice: Decimal(98), soap: Decimal(40)}

    with pytest.raises(CannotKeep) as refused:
        actions.count(
            warehouse=stores.main, counted=counted, reasons={}, told=told(),
            by=stores.officer, at=AT,
        )  # fmt: skip
    slip = actions.count(
        warehouse=stores.main, counted=counted, reasons={rice: "Chuột cắn"}, told=told(),
        by=stores.officer, at=AT,
    )  # fmt: skip

    assert [one.where for one in refused.value.findings] == [f"lot-{rice}"]
    assert [(one.lot_id, one.change, one.reason) for one in slip.lines.all()] == [
        (rice, Decimal(-2), "Chuột cắn")
    ]
    assert held(stores.main) == [Decimal(98), Decimal(40)]


@pytest.mark.django_db
def test_goods_are_refused_with_everything_that_is_wrong() -> None:
    stores = some_stores()
    received(stores.main, stores.officer)
    goods = [
        Goods("gạo", "tấn", Decimal("1.5"), expires_on=dt.date(2026, 11, 1), value=-1),
        Goods("Mì tôm", "", Decimal(0)),
    ]

    with pytest.raises(CannotKeep) as refused:
        actions.receive(
            warehouse=stores.main, goods=goods, told=told(dt.date(2026, 12, 1), " "),
            by=stores.officer, at=AT,
        )  # fmt: skip

    assert [one.rule for one in refused.value.findings] == [
        "stock-day", "stock-reason", "stock-unit", "stock-expired",
        "stock-value", "stock-unit", "stock-quantity",
    ]  # fmt: skip
    assert Item.objects.count() == 1


@pytest.mark.django_db
def test_a_slip_is_not_of_a_day_before_the_last_one() -> None:
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer))

    with pytest.raises(CannotKeep) as refused:
        actions.lose(
            warehouse=stores.main, lots={lot: FIVE}, told=told(DAY - dt.timedelta(days=1)),
            by=stores.officer, at=AT,
        )  # fmt: skip

    assert "20/11/2026" in refused.value.findings[0].message


@pytest.mark.django_db
def test_who_does_not_keep_the_warehouse_changes_and_sees_nothing() -> None:
    stores = some_stores()
    slip = received(stores.main, stores.officer)
    today = dt.date(2026, 11, 24)

    with pytest.raises(CannotKeep, match="chưa được giao"):
        actions.give_out(
            warehouse=stores.main, lots={lot_of(slip): FIVE}, told=told(), by=stores.head, at=AT
        )
    assert queries.holdings_visible_to(stores.head, today=today).count() == 0
    assert queries.slips_visible_to(stores.stranger, today=today).count() == 0
    assert queries.holdings_visible_to(stores.officer, today=today).count() == 1


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["in", "out", "move", "back", "lose", "count", "undo"]),
        st.integers(0, 2),
        st.integers(1, 30),
    ),
    max_size=8,
)


class AnyHistory(TestCase):
    """Whatever is done in whatever order."""

    @settings(max_examples=30)
    @given(STEPS)
    def test_holdings_are_what_the_slips_add_up_to(self, steps: list[tuple[str, int, int]]) -> None:
        """Nothing below nothing, nothing out of nowhere, numbers without gaps."""
        stores = some_stores()
        lots = [lot_of(received(stores.main, stores.officer, name, 20, "cái")) for name in "ABC"]
        for step in steps:
            done(stores, lots, *step)

        assert not queries.contradictions().exists()
        assert all(one.quantity >= 0 for one in Holding.objects.all())
        numbers: dict[tuple[int, str], list[int]] = {}
        for slip in Slip.objects.order_by("number"):
            numbers.setdefault((slip.warehouse_id, slip.kind), []).append(slip.number)
        assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def done(stores: Stores, lots: list[int], verb: str, which: int, number: int) -> None:
    """Do one thing; a refusal changes nothing."""
    main, small, by, amount = stores.main, stores.small, stores.officer, Decimal(number)
    lot = {lots[which]: amount}
    try:
        match verb:
            case "in":
                received(main, by, "ABC"[which], number, "cái")
            case "out":
                actions.give_out(warehouse=main, lots=lot, told=told(), by=by, at=AT)
            case "lose":
                actions.lose(warehouse=small, lots=lot, told=told(), by=by, at=AT)
            case "move":
                actions.move(warehouse=main, to=small, lots=lot, told=told(), by=by, at=AT)
            case "back":
                actions.move(warehouse=small, to=main, lots=lot, told=told(), by=by, at=AT)
            case "count":
                actions.count(
                    warehouse=main, counted=lot, reasons={lots[which]: "Đếm lại"}, told=told(),
                    by=by, at=AT,
                )  # fmt: skip
            case "undo":
                last = Slip.objects.order_by("-pk")[which % Slip.objects.count()]
                actions.reverse(slip=last, reason="Ghi nhầm", by=by, at=AT)
    except CannotKeep:
        pass


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_give_out_the_last_goods_at_once_give_them_out_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite holds the whole database for one writer; in memory it has one thread")
    stores = some_stores()
    lot = lot_of(received(stores.main, stores.officer, number=10))
    said: list[str] = []
    together = threading.Barrier(2)

    def give() -> None:
        together.wait()
        try:
            actions.give_out(
                warehouse=stores.main, lots={lot: Decimal(7)}, told=told(), by=stores.officer,
                at=AT,
            )  # fmt: skip
            said.append("done")
        except CannotKeep:
            said.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)

    assert sorted(said) == ["done", "refused"]
    assert held(stores.main) == [Decimal(3)]
