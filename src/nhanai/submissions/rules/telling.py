"""Figures told in sentences of an official report, each figure opening where it comes from."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from nhanai.base.numbers import show
from nhanai.paper.values import Run
from nhanai.submissions.rules.sheets import FigureLine

TENTH: Final = Decimal("0.1")
TIMES: Final = 2
"""From so many times as much it is told as a multiple, not in percent."""


def told(line: FigureLine, href: str = "") -> tuple[Run, ...]:
    """`Hội viên: 1.240 người, tăng 14,4 % so với cùng kỳ năm trước (1.084); đạt 92,72 % kế hoạch…`.

    Nothing where the period has no figure.
    """
    if line.now is None:
        return ()
    mark = " (có phần ước tính)" if line.is_estimated else ""
    return (
        Run(f"{line.label}: "),
        Run(f"{line.now_words} {line.measured_in}", href=href),
        Run(mark),
        *_compared(line, href),
        *_so_far(line, href),
        *_planned(line, href),
    )


def _compared(line: FigureLine, href: str) -> Iterator[Run]:
    """Against the same period a year ago; nothing where none is known."""
    if line.before is None or line.now is None:
        return
    if line.now == line.before:
        yield Run(", bằng cùng kỳ năm trước")
        return
    if not line.before:
        yield Run(" (cùng kỳ năm trước không phát sinh)")
        return
    if line.now >= TIMES * line.before > 0:
        yield Run(", gấp ")
        yield Run(f"{_short(line.now / line.before)} lần", href=href)
        yield Run(" cùng kỳ năm trước (")
    else:
        yield Run(", tăng " if line.now > line.before else ", giảm ")
        yield Run(f"{_short(abs(line.change or Decimal(0)))} %", href=href)
        yield Run(" so với cùng kỳ năm trước (")
    yield Run(line.before_words, href=href)
    yield Run(")")


def _short(number: Decimal) -> str:
    """To one decimal, which is not printed where it is nought."""
    tenths = number.quantize(TENTH, ROUND_HALF_UP)
    return show(int(tenths) if tenths == int(tenths) else tenths)


def _so_far(line: FigureLine, href: str) -> Iterator[Run]:
    """The year so far, where it says more than the period."""
    if line.adds and line.cumulative is not None and line.cumulative != line.now:
        yield Run("; lũy kế từ đầu năm ")
        yield Run(line.cumulative_words, href=href)


def _planned(line: FigureLine, href: str) -> Iterator[Run]:
    """Against the plan of the year."""
    if line.planned is not None and line.reached_words:
        yield Run("; đạt ")
        yield Run(line.reached_words, href=href)
        yield Run(" kế hoạch năm (")
        yield Run(line.planned_words, href=href)
        yield Run(")")
