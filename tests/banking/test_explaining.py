"""A line is explained once, and the explanation can be taken back."""

import datetime as dt
from collections.abc import Iterable

import pytest
from django.db import IntegrityError, transaction
from tests.builders.banking import AT, sent, some_cash

from nhanai.banking import actions, queries
from nhanai.banking.actions import CannotExplain
from nhanai.banking.models import LineTaking, StatementLine
from nhanai.banking.queries import proposing
from nhanai.banking.rules.matching import Expected
from nhanai.banking.rules.references import reference_of
from nhanai.banking.vocab import MatchKind
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def test_a_line_is_taken_by_one_record_only() -> None:
    cash = some_cash()
    sent(cash, "01/11 +500000 1500000 FT1 ung ho")
    line = StatementLine.objects.get()

    actions.take_line(
        line=line, source="funds.donation", record=7, words="Khoản 7", by=cash.officer, at=AT
    )

    with pytest.raises(CannotExplain, match="đã được giải thích"):
        actions.take_line(line=line, source="funds.donation", record=8, by=cash.officer, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineTaking.objects.create(
            line=line, source="x", record=1, words="x", by=cash.officer, at=AT
        )
    assert queries.open_lines(cash.officer, today=TODAY).count() == 0


def test_an_explanation_is_taken_back_by_its_own_source_with_a_reason() -> None:
    cash = some_cash()
    sent(cash, "01/11 +500000 1500000 FT1 ung ho")
    line = StatementLine.objects.get()
    actions.take_line(
        line=line, source="funds.donation", record=7, words="Khoản 7", by=cash.officer, at=AT
    )

    with pytest.raises(CannotExplain, match="Khoản 7"):
        actions.free_line(line=line, reason="nhầm", by=cash.officer, at=AT)
    with pytest.raises(CannotExplain, match="vì sao"):
        actions.free_line(line=line, reason=" ", source="funds.donation", by=cash.officer, at=AT)
    actions.free_line(
        line=line, reason="Nhầm người", source="funds.donation", by=cash.officer, at=AT
    )

    assert queries.open_lines(cash.officer, today=TODAY).count() == 1
    assert LineTaking.objects.get().reason == "Nhầm người"


def test_who_may_not_explain_takes_no_line() -> None:
    cash = some_cash()
    sent(cash, "01/11 +500000 1500000 FT1 ung ho")

    with pytest.raises(CannotExplain, match="chưa được giao"):
        actions.take_line(
            line=StatementLine.objects.get(), source="x", record=1, by=cash.head, at=AT
        )


def test_a_proposal_goes_by_reference_then_by_amount_and_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cash = some_cash()
    one, two = reference_of(1), reference_of(2)
    sent(
        cash,
        f"01/11 +500000 1500000 FT1 ung ho {one.lower()}",
        f"02/11 +90000 1590000 FT2 {two}CAM ON",
        "03/11 +70000 1660000 FT3 ung ho",
        "04/11 +60000 1720000 FT4 ung ho",
        "04/11 +60000 1780000 FT5 ung ho",
    )

    def tell(unit: Unit, codes: object, first: dt.date, last: dt.date) -> Iterable[Expected]:
        assert (unit, codes, first, last) == (
            cash.office, sorted([one, two]), dt.date(2026, 11, 1), dt.date(2026, 11, 4)
        )  # fmt: skip
        day = dt.date(2026, 11, 2)
        return [
            Expected("s", 1, "Một", one, 500_000), Expected("s", 2, "Hai", two, 100_000),
            Expected("s", 3, "Ba", "", 70_000, day), Expected("s", 4, "Bốn", "", 60_000, day),
        ]  # fmt: skip

    monkeypatch.setattr(proposing, "_EXPECTING", {"s": tell})
    lines = list(queries.open_lines(cash.officer, today=TODAY).order_by("day", "pk"))

    found = queries.proposals_for(cash.office, lines)

    assert [(found[k.pk].expected.record, found[k.pk].kind) for k in lines if k.pk in found] == [
        (1, MatchKind.REFERENCE), (2, MatchKind.OTHER_AMOUNT), (3, MatchKind.AMOUNT_AND_DAY),
    ]  # fmt: skip
