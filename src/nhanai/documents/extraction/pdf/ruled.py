"""Tables drawn with rules: from the thin lines on a page to cells."""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from nhanai.documents.extraction.composing import Box, Grid, Line
from nhanai.documents.extraction.pdf.lines import Segment

THIN = 3.0
NEAR = 3.0
MOST_OBJECTS = 20_000
MOST_RULES = 2_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The grid that the rules of one table make; `ys` from the top down."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    def holds(self, segment: Segment) -> bool:
        """Whether the piece stands inside the table."""
        return (
            self.ys[-1] < segment.middle < self.ys[0]
            and self.xs[0] - NEAR < segment.left
            and (segment.left + segment.right) / 2 < self.xs[-1]
        )

    def grid(self, segments: Iterable[Segment]) -> Grid:
        """The table's boxes with the pieces that stand in each."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        owner = self._owners(rows, columns)
        words: dict[tuple[int, int], list[Segment]] = {}
        for segment in segments:
            place = self._place(segment, rows, columns)
            words.setdefault(owner[place], []).append(segment)
        spans = _spans(owner)
        return [
            [
                _box(words.get((row, column), ()), spans[row, column])
                if owner[row, column] == (row, column)
                else Box(())
                for column in range(columns)
            ]
            for row in range(rows)
        ]

    def _place(self, segment: Segment, rows: int, columns: int) -> tuple[int, int]:
        across = bisect_right(self.xs, (segment.left + segment.right) / 2) - 1
        down = sum(segment.middle < y for y in self.ys) - 1
        return min(max(down, 0), rows - 1), min(max(across, 0), columns - 1)

    def _owners(self, rows: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place the first place of the cell that covers it."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(rows):
            middle = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(columns):
                centre = (self.xs[column] + self.xs[column + 1]) / 2
                if column and not _drawn(self.upright, self.xs[column], middle):
                    owner[row, column] = owner[row, column - 1]
                elif row and not _drawn(self.level, self.ys[row], centre):
                    owner[row, column] = owner[row - 1, column]
                else:
                    owner[row, column] = (row, column)
        return owner


def _drawn(rules: Sequence[Rule], at: float, across: float) -> bool:
    return any(
        abs(rule.at - at) < NEAR and rule.start - NEAR <= across <= rule.end + NEAR
        for rule in rules
    )


def _spans(owner: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), first in owner.items():
        rows, columns = spans.get(first, (1, 1))
        spans[first] = (max(rows, row - first[0] + 1), max(columns, column - first[1] + 1))
    return spans


def _box(segments: Sequence[Segment], span: tuple[int, int]) -> Box:
    ordered = sorted(segments, key=lambda piece: (-round(piece.middle / 4), piece.left))
    return Box(tuple(Line(piece.text) for piece in ordered), *span)


def rules_of(page: pypdfium2.PdfPage) -> tuple[list[Rule], list[Rule]]:
    """The upright and the level rules drawn on a page."""
    sides = tuple(ctypes.c_float() for _ in range(4))
    out = tuple(ctypes.byref(side) for side in sides)
    upright: list[Rule] = []
    level: list[Rule] = []
    for at in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(thing, *out)
        left, bottom, right, top = (side.value for side in sides)
        if right - left < THIN < top - bottom:
            upright.append(Rule((left + right) / 2, bottom, top))
        elif top - bottom < THIN < right - left:
            level.append(Rule((top + bottom) / 2, left, right))
    if len(upright) + len(level) > MOST_RULES:
        return [], []
    return upright, level


def tables_of(upright: Sequence[Rule], level: Sequence[Rule]) -> list[RuledTable]:
    """The tables that the rules make: each stretch of upright rules down the page is one."""
    tables: list[RuledTable] = []
    for bottom, top in _stretches(upright):
        own = [rule for rule in upright if bottom - NEAR <= rule.start and rule.end <= top + NEAR]
        xs = _clustered(rule.at for rule in own)
        crossing = [
            rule
            for rule in level
            if bottom - NEAR <= rule.at <= top + NEAR
            and rule.start <= xs[-1] + NEAR
            and rule.end >= xs[0] - NEAR
        ]
        ys = _clustered(rule.at for rule in crossing)[::-1]
        if len(xs) > 2 and len(ys) > 2:
            tables.append(RuledTable(tuple(xs), tuple(ys), tuple(own), tuple(crossing)))
    return tables


def _stretches(rules: Iterable[Rule]) -> list[tuple[float, float]]:
    stretches: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if stretches and rule.start <= stretches[-1][1] + NEAR:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
        else:
            stretches.append((rule.start, rule.end))
    return stretches


def _clustered(values: Iterable[float]) -> list[float]:
    """The values in order, those nearer than a rule's width made one."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] < NEAR:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]
