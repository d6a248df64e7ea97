"""Puts pieces that stand side by side in reading order: the left column's lines, then the right's.

Most files write a letterhead cell by cell, and then nothing is to be done. Where they write it
line by line, left and right pieces alternate; a run of such lines is one region with a gutter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhanai.documents.extraction.pdf.lines import Segment

_LABEL = re.compile(r"(?:[-–+•*▪]|\(?[0-9IVXLa-zđ]{1,4}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)$")

CLOSE = 1.9
"""Lines of one column follow each other within so many heights of their letters."""
ALIGNED = 4.0

Line = list[Segment]
"""The pieces of one line, left to right."""


@dataclass(slots=True)
class Region:
    """Lines of which some have a left and a right piece, and the gutter between them."""

    left_edge: float
    right_edge: float
    left: list[Segment] = field(default_factory=list)
    right: list[Segment] = field(default_factory=list)

    def takes(self, line: Line) -> bool:
        """Whether the line keeps the gutter free; if so, the gutter is narrowed by it."""
        left, right = _halves(line, (self.left_edge + self.right_edge) / 2)
        left_edge = max([self.left_edge, *(piece.right for piece in left)])
        right_edge = min([self.right_edge, *(piece.left for piece in right)])
        if left_edge >= right_edge:
            return False
        self.left_edge, self.right_edge = left_edge, right_edge
        return True

    def add(self, line: Line) -> None:
        """The line's pieces, each to its side."""
        left, right = _halves(line, (self.left_edge + self.right_edge) / 2)
        self.left.extend(left)
        self.right.extend(right)


def _halves(line: Line, middle: float) -> tuple[Line, Line]:
    return [s for s in line if s.left < middle], [s for s in line if s.left >= middle]


def merged_by_height(lines: Sequence[Line]) -> list[Line]:
    """Lines of one piece that stand beside the line before, at its height, made one with it."""
    merged: list[Line] = []
    for line in lines:
        if merged and _beside(merged[-1][-1], line[0]):
            merged[-1] = [*merged[-1], *line]
        else:
            merged.append(list(line))
    return merged


def _beside(one: Segment, other: Segment) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return other.left >= one.right and overlap > 0.5 * min(one.height, other.height)


def without_label_gaps(line: Line) -> Line:
    """A list label parted from its words by a tab is no column."""
    if len(line) > 1 and _LABEL.match(line[0].text):
        first, second, *rest = line
        text = f"{first.text} {second.text}"
        both = Segment(
            text,
            first.left,
            second.right,
            min(first.bottom, second.bottom),
            max(first.top, second.top),
        )
        return [both, *rest]
    return line


def in_reading_order(lines: Sequence[Line]) -> list[list[Segment]]:
    """Blocks of pieces: each column of a region is one block, each other piece stands alone."""
    lines = [without_label_gaps(line) for line in merged_by_height(lines)]
    blocks: list[list[Segment]] = []
    at = 0
    while at < len(lines):
        if len(lines[at]) != 2:
            blocks.extend([piece] for piece in lines[at])
            at += 1
            continue
        region, at = _region(lines, at)
        blocks.extend(side for side in (region.left, region.right) if side)
    return _strands_joined(blocks)


def _strands_joined(blocks: Sequence[list[Segment]]) -> list[list[Segment]]:
    """Pieces written cell by cell: where the text rises again, both sides are blocks.

    The strand at right begins with the rise; the one at left ends there.
    """
    joined = [list(block) for block in blocks]
    at = 1
    while at < len(joined):
        above, below = joined[at - 1], joined[at]
        if len(above) == len(below) == 1 and below[0].middle > above[0].top:
            first = _strand_start(joined, at)
            last = _strand_end(joined, at, first)
            if first is not None and last > at:
                left = [piece for block in joined[first:at] for piece in block]
                right = [piece for block in joined[at:last] for piece in block]
                joined[first:last] = [left, right]
                at = first + 1
        at += 1
    return joined


def _strand_start(blocks: Sequence[list[Segment]], at: int) -> int | None:
    """Where the left strand begins: pieces left of the rising one, no higher than it."""
    rising = blocks[at][0]
    first = None
    for place in range(at - 1, -1, -1):
        piece = blocks[place][0]
        too_high = piece.bottom > rising.top
        if len(blocks[place]) > 1 or piece.right > rising.left or too_high:
            break
        if first is not None and piece.middle < blocks[first][0].middle:
            break
        first = place
    return first


def _step(piece: Segment, foot: float) -> float:
    """How far below the piece above it may stand: anywhere beside the left strand, else close."""
    return float("inf") if piece.top >= foot else CLOSE * piece.height


def _strand_end(blocks: Sequence[list[Segment]], at: int, first: int | None) -> int:
    """The place after the right strand: pieces right of the left strand, not far below it."""
    if first is None:
        return at
    strand = [blocks[place][0] for place in range(first, at)]
    reach = max(piece.right for piece in strand)
    foot = min(piece.bottom for piece in strand)
    last = at
    for place in range(at, len(blocks)):
        piece = blocks[place][0]
        above = blocks[place - 1][0]
        if len(blocks[place]) > 1 or piece.left < reach:
            break
        if place > at and not 0 <= above.middle - piece.middle <= _step(piece, foot):
            break
        last = place + 1
    return last


def _region(lines: Sequence[Line], at: int) -> tuple[Region, int]:
    """The region that begins with this line of two pieces, and the line after it."""
    first, second = lines[at]
    region = Region(first.right, second.left)
    taken: list[Line] = []
    certain = 0
    for line in lines[at:]:
        if len(line) > 2 or not region.takes(line):
            break
        taken.append(line)
        if _belongs(taken, (region.left_edge + region.right_edge) / 2):
            certain = len(taken)
    for line in taken[:certain]:
        region.add(line)
    return region, at + certain


def _belongs(taken: Sequence[Line], middle: float) -> bool:
    """Whether the last line is surely of the region: it has both pieces, or goes on closely."""
    last = taken[-1]
    if len(last) > 1:
        return True
    piece = last[0]
    is_left = piece.left < middle
    same_side = [one for line in taken[:-1] for one in line if (one.left < middle) is is_left]
    if not same_side:
        return False
    above = same_side[-1]
    close = 0 < above.middle - piece.middle < CLOSE * max(above.height, piece.height)
    return close and (not is_left or abs(above.left - piece.left) < ALIGNED)
