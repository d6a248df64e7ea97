"""A report put together: the accepted reports of the units below, and the facts beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from nhanai.base.days import Period
from nhanai.facts.rules.catalogue import needed
from nhanai.facts.rules.cells import Cell, figures
from nhanai.facts.rules.formulas import rounded
from nhanai.facts.vocab import MeasureKind
from nhanai.periods.vocab import Level
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.board import Standing, standings
from nhanai.submissions.queries.filling import Counted, counted, group_of, way_of
from nhanai.submissions.queries.sent import Accepted, sheet_in
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.rules.forms import Line
from nhanai.submissions.rules.sheets import FigureLine, Sheet, SheetBlock, differences
from nhanai.submissions.rules.summing import Sums, adds_over_units, put_together
from nhanai.submissions.rules.together import Share, Together, Uncounted
from nhanai.submissions.vocab import LineKind

NOT_SENT = "chưa có báo cáo được duyệt"


def puts_together(slot: Slot) -> bool:
    """Whether units below may report to the unit of the slot."""
    return slot.level is not Level.CHAPTER


@dataclass(frozen=True, slots=True)
class PutTogether:
    """The figures of the level above by line, and what they were put together from."""

    figures: Mapping[str, FigureLine]
    together: Together
    standings: Sequence[Standing]


def together_of(slot: Slot, found: Counted, live: Mapping[str, FigureLine]) -> PutTogether | None:
    """Put the report of the slot together; None where no unit below reports.

    Only units directly below are asked: what they report holds those below them already. Four
    queries, however many units.
    """
    if not puts_together(slot):
        return None
    below = standings(slot.unit, slot.form.code, slot.period, slot.form)
    if not below:
        return None
    accepted = _accepted(slot, below)
    apart = Apart(found, frozenset(one.unit.pk for one in below))
    direct = _direct(found, apart)
    given = [accepted[one.unit.pk] for one in below if one.unit.pk in accepted]
    missing = Apart(found, apart.units - accepted.keys()) if accepted else apart
    sums = Sums(found.known, _Facts(found, missing).value)
    lines = put_together(live, direct, [one.sheet.figures for one in given], sums)
    together = Together(
        shares=tuple(
            _share(one, accepted[one.unit.pk]) for one in below if one.unit.pk in accepted
        ),
        missing=tuple(one.unit_name for one in below if one.unit.pk not in accepted),
        direct=_told_direct(found, direct, apart),
        uncounted=tuple(_uncounted(below, accepted, found)),
    )
    return PutTogether(lines, together, below)


def counted_together(slot: Slot) -> PutTogether | None:
    """The same from the beginning, for a page that shows nothing else."""
    if not puts_together(slot):
        return None
    found = counted(slot, looks_back=False)
    return together_of(slot, found, found.figures(slot.unit.pk, {}))


def accepted_of(slot: Slot) -> Mapping[int, tuple[str, Accepted]]:
    """The name of each unit directly below with the report of it that stands."""
    below = standings(slot.unit, slot.form.code, slot.period, slot.form)
    accepted = _accepted(slot, below)
    return {
        one.unit.pk: (one.unit_name, accepted[one.unit.pk])
        for one in below
        if one.unit.pk in accepted
    }


def _accepted(slot: Slot, below: Sequence[Standing]) -> Mapping[int, Accepted]:
    """The version that stands of each; while one is corrected, what was accepted before."""
    units = [one.unit.pk for one in below]
    rows = Submission.objects.filter(
        unit__in=units, code=slot.form.code, period_key=slot.period.key, accepted__isnull=False
    )
    return {
        row.unit_id: Accepted(row, row.accepted, sheet_in(row.accepted))
        for row in rows.select_related("accepted", "unit").order_by("unit_id")
        if row.accepted is not None
    }


def _share(one: Standing, held: Accepted) -> Share:
    given = {key: line.now for key, line in held.sheet.figures.items() if line.now is not None}
    version = held.version
    return Share(
        one.unit.key, one.unit_name, version.pk, version.number, version.receipt, version.sha256,
        given,
    )  # fmt: skip


_Sum = tuple[int, int, int]


@dataclass(frozen=True)
class Apart:
    """What was counted at the unit of the report without some of the units below it."""

    found: Counted
    units: frozenset[int]

    @cached_property
    def sums(self) -> Mapping[tuple[str, int, str, str], _Sum]:
        """What these units have together, by way, number of the period, group and measure."""
        sums: dict[tuple[str, int, str, str], _Sum] = {}
        for way, rolled in self.found.rolled.items():
            for (unit, period, group), cells in rolled.cells.items():
                if unit not in self.units:
                    continue
                for code, cell in cells.items():
                    place = (way, period, group, code)
                    exact, estimated, facts = sums.get(place, (0, 0, 0))
                    sums[place] = (
                        exact + cell.exact, estimated + cell.estimated, facts + cell.facts,
                    )  # fmt: skip
        return sums

    def rest(self, line: Line, period: Period | None) -> Cell | None:
        """What is left of a line without them; None where nothing was counted there."""
        whole = self.found.cell(self.found.slot.unit.pk, line, period)
        if whole is None or period is None:
            return None
        place = (way_of(line), self.found.times.numbers[period], group_of(line), line.measure)
        exact, estimated, facts = self.sums.get(place, (0, 0, 0))
        rest = Cell(whole.exact - exact, whole.estimated - estimated, whole.facts - facts)
        return rest if rest.exact or rest.estimated or rest.facts > 0 else None


def _direct(found: Counted, apart: Apart) -> Mapping[str, FigureLine]:
    """Of each line that adds, what was counted at the level itself and at no unit that reports."""
    known = found.known
    lines = {}
    for line in found.lines:
        measure = known[line.measure]
        if not adds_over_units(measure):
            continue
        times = (found.times.now, found.times.before, found.times.year)
        cells = [apart.rest(line, period) for period in times]
        now, before, year = (
            None if cell is None else rounded(cell.figure(measure.decimals), measure.decimals)
            for cell in cells
        )
        if any(one is not None for one in (now, before, year)):
            lines[line.key] = FigureLine(
                line.key, line.measure, measure.name, measure.unit_of_measure, now=now,
                is_estimated=bool(cells[0] and cells[0].estimated),
                facts=cells[0].facts if cells[0] else 0, before=before, cumulative=year,
            )  # fmt: skip
    return lines


def _told_direct(
    found: Counted, direct: Mapping[str, FigureLine], apart: Apart
) -> dict[str, Decimal]:
    """What the level did itself, also of sums that a formula makes; for the table by unit."""
    known = found.known
    told = {key: one.now for key, one in direct.items() if one.now}
    for line in found.lines:
        measure = known[line.measure]
        if measure.formula is None or measure.kind != MeasureKind.FLOW:
            continue
        cells = {
            code: cell
            for code in needed([measure.code], known)
            if (cell := apart.rest(_whole(code), found.times.now))
        }
        figure = figures(cells, known, [measure.code]).get(measure.code)
        if figure is not None and figure.value:
            told[line.key] = figure.printed
    return told


def _whole(code: str) -> Line:
    return Line(code, LineKind.MEASURE, measure=code)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the facts say of a measure without the units that are missing."""

    found: Counted
    missing: Apart

    def value(self, code: str, column: str) -> Fraction | None:
        """People counted once cannot be taken apart: of them, and of scores, the whole."""
        times = self.found.times
        period = {"now": times.now, "before": times.before, "cumulative": times.year}[column]
        measure = self.found.known[code]
        if measure.kind in {MeasureKind.DISTINCT, MeasureKind.RATIO}:
            cell = self.found.cell(self.found.slot.unit.pk, _whole(code), period)
        else:
            cell = self.missing.rest(_whole(code), period)
        return None if cell is None else cell.figure(measure.decimals)


def _uncounted(
    below: Sequence[Standing], accepted: Mapping[int, Accepted], found: Counted
) -> Iterator[Uncounted]:
    """By unit: what its records have now beside what was accepted of it."""
    for one in below:
        held = accepted.get(one.unit.pk)
        if held is None:
            filled = found.filled_lines(one.unit.pk)
            if filled:
                told = f"{filled} chỉ tiêu có số liệu trong sổ, chưa tính"
                yield Uncounted(one.unit.key, one.unit_name, "Cả báo cáo", "", NOT_SENT, told)
            continue
        live = found.figures(one.unit.pk, {})
        now = Sheet((SheetBlock("", "", tuple(live.values())),))
        old = Sheet((SheetBlock("", "", tuple(_kept(held.sheet, live))),))
        for change in differences(old, now, words=False):
            yield Uncounted(
                one.unit.key, one.unit_name, change.label, change.what, change.old, change.new
            )


def _kept(sheet: Sheet, live: Mapping[str, FigureLine]) -> Iterator[FigureLine]:
    """The lines of the accepted report that the form still asks for."""
    return (line for key, line in sheet.figures.items() if key in live)
