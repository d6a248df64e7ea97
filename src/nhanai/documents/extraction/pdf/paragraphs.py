"""Where a paragraph begins on a printed page: a paper has no paragraphs, only lines and margins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub
from statistics import median

from nhanai.documents.extraction.pdf.lines import Segment

_LABELLED = re.compile(r"\s*(?:[-–+•*▪]|\(?[0-9IVXLa-zđ]{1,4}[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s")
_NUMBER_ALONE = re.compile(r"\s*[-–]?\s*\d{1,4}\s*[-–]?\s*$")
_MARGIN = 0.09
"""Page numbers stand in this share of the page, at its top or foot."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual on a page: its margins, the step between lines, the size of letters."""

    left: float
    right: float
    step: float
    em: float


def measured(lines: Sequence[Segment], em: float, before: Measure | None) -> Measure:
    """The page's measure; a page of few lines keeps that of the page before."""
    if len(lines) < 8 and before is not None:
        return before
    lefts = sorted([line.left for line in lines])
    rights = sorted([line.right for line in lines])
    middles = [(line.top + line.bottom) / 2 for line in lines]
    steps = [step for step in map(sub, middles, middles[1:]) if 0 < step < 4 * em]
    return Measure(
        left=lefts[len(lefts) // 10] if lefts else 0.0,
        right=rights[len(rights) * 9 // 10] if rights else 0.0,
        step=median(steps) if steps else 1.5 * em,
        em=em,
    )


def begins(line: Segment, above: Segment, measure: Measure, *, same_page: bool) -> bool:
    """Whether `line` begins a paragraph, by what stands above it in reading order."""
    if same_page:
        step = above.middle - line.middle
        if step <= 0 or step > 1.3 * measure.step:
            return True
    if _is_centred(line, measure) and _is_centred(above, measure):
        return False
    if _had_room(line, above, measure):
        return True
    indent = line.left - measure.left
    if indent < 0.8 * measure.em:
        return False
    if _LABELLED.match(line.text):
        return True
    hangs = line.left - above.left < 3 * measure.em and _LABELLED.match(above.text)
    return line.left - above.left > 0.8 * measure.em and not hangs


def _had_room(line: Segment, above: Segment, measure: Measure) -> bool:
    """Whether the first word would have fitted on the line above, which so ended on purpose."""
    room = measure.right - above.right - 0.5 * measure.em
    if room <= 0 and line.right >= line.left:
        return False
    words = line.text.split(maxsplit=1)
    width = (line.right - line.left) / max(len(line.text), 1)
    return measure.right - above.right > (len(words[0]) + 1) * width + 0.5 * measure.em


def _is_centred(line: Segment, measure: Measure) -> bool:
    left, right = line.left - measure.left, measure.right - line.right
    return left > 2 * measure.em and abs(left - right) < 1.5 * measure.em


def is_page_number(line: Segment, height: float) -> bool:
    """Whether the line is only the number of its page."""
    at_edge = line.bottom < height * _MARGIN or line.top > height * (1 - _MARGIN)
    return at_edge and _NUMBER_ALONE.match(line.text) is not None
