"""The list of the facts behind a figure, each with the record that says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from nhanai.base.days import written
from nhanai.base.numbers import show
from nhanai.facts.models import Fact, Measure
from nhanai.facts.queries.catalogue import value_of
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.cells import Over, why_not
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.rules.placing import WHOLE
from nhanai.facts.vocab import Adding, MeasureKind
from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.origins import OTHER, Origin, records_of
from nhanai.figures.pages.table import lines_of
from nhanai.figures.queries.behind import Behind, behind, matching
from nhanai.figures.rules.sheets import Column, Sheet
from nhanai.figures.rules.showing import number, unit_of
from nhanai.identity.models import User
from nhanai.units.queries import names_by_day
from nhanai.web.paging import Page, page_of

MOST_OUT: Final = 20_000
"""Rows that one file takes out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it says, and what of it counts here."""

    fact: Fact
    unit: str
    part: str
    quantity: str
    exact: Decimal
    share: str
    counted: str
    counts: Decimal
    record: Origin


@dataclass(frozen=True, slots=True)
class Facts:
    """The page."""

    frame: Frame
    measure: MeasureValue
    measured_in: str
    words: str
    page: Page[Fact]
    rows: Sequence[Row]
    total: str
    exact: Decimal
    is_distinct: bool
    why_not: str
    """Why the lines must not be added, as each is of a unit of its own; "" where they are."""


def facts(
    user: User, frame: Frame, row: Measure, *, words: str, number_of_page: int, size: int
) -> Facts:
    """The facts of the measure at the unit in the period, the newest first."""
    measure = value_of(row)
    found = behind(row, frame.chosen.unit.pk, frame.period.period, frame.structure)
    page = page_of(matching(found.facts, words), number=number_of_page, noun="dòng", size=size)
    total = Fraction(found.total(), WHOLE * 10**measure.decimals)
    return Facts(
        frame, measure, unit_of(measure, ""), words, page,
        _rows(user, found, page.rows, measure, frame),
        number(total, measure, ""), rounded(total, measure.decimals),
        measure.adding == Adding.DISTINCT,
        why_not([measure], Over.UNITS) if measure.kind == MeasureKind.RATIO else "",
    )  # fmt: skip


def _rows(
    user: User, found: Behind, shown: Sequence[Fact], measure: MeasureValue, frame: Frame
) -> Sequence[Row]:
    names = names_by_day((fact.unit_id, fact.day) for fact in shown)
    records = records_of(user, shown, today=frame.today)
    counting = None
    if measure.adding == Adding.DISTINCT:
        listed = [fact.pk for fact in shown]
        counting = set(Fact.objects.filter(pk__in=listed)
                       .filter(pk__in=found.counting.order_by().values("pk"))
                       .values_list("pk", flat=True))  # fmt: skip
    return [_row(fact, names[fact.unit_id, fact.day], measure, records, counting) for fact in shown]


def _row(
    fact: Fact, unit: str, measure: MeasureValue, records: Mapping[tuple[str, int], Origin],
    counting: set[int] | None,
) -> Row:  # fmt: skip
    weight = int(getattr(fact, "weight", WHOLE))
    own = Fraction(fact.quantity, 10**measure.decimals)
    counts = Fraction(0) if counting is not None and fact.pk not in counting else own
    counts = counts * weight / WHOLE
    share = f"{show(rounded(Fraction(100 * weight, WHOLE), 2))} %" if weight != WHOLE else ""
    return Row(
        fact, unit, measure.parts.get(fact.part, ""),
        number(own, measure, ""), rounded(own, measure.decimals),
        share, _said(counts, measure, is_whole=weight == WHOLE), rounded(counts, 6).normalize(),
        records.get((fact.source, fact.record), OTHER),
    )  # fmt: skip


def _said(counts: Fraction, measure: MeasureValue, *, is_whole: bool) -> str:
    """What counts; a share is printed with what rounding would hide."""
    if is_whole:
        return number(counts, measure, "")
    return show(rounded(counts, measure.decimals + 2))


def sheet(page: Facts) -> Sheet:
    """The list to take along, with what each line counts here."""
    measure = page.measure
    columns = (
        Column("Ngày", 12), Column("Đơn vị", 36), Column("Nhóm", 18), Column("Số lượng", 16),
        Column("Phần được tính", 12), Column("Được tính", 16), Column("Bản ghi", 44),
    )  # fmt: skip
    rows = [
        (
            written(row.fact.day), row.unit, row.part, row.exact, row.share, row.counts,
            row.record.words,
        )
        for row in page.rows
    ]  # fmt: skip
    lines = [
        *lines_of(page.frame),
        page.why_not or f"{page.page.words}; cộng lại: {page.total} {measure.unit_of_measure}.",
    ]
    title = f"{measure.code} {measure.name}: {page.frame.chosen.name}"
    return Sheet(f"so-lieu-goc-{measure.code}", title, lines, columns, rows)
