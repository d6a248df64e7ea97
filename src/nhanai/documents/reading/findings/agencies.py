"""Agencies that the register does not know, and agencies that have ended."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import canonical
from nhanai.documents.reading.model import EndedAgency, Knowledge, Reading, Span

_SHORT: Final = re.compile(r"(?<![^\W_])ubnd(?![^\W_])")
_MOST_NAMED: Final = 4
"""How many successors a sentence names before it counts the others."""


def agencies(reading: Reading, knowledge: Knowledge) -> Iterator[Finding]:
    """Each agency once, where it is first named with a task or among the recipients."""
    seen: set[str] = set()
    written_so: set[str] = set()
    for address, named, span, charged in _named(reading):
        words = named.strip(" ;.,")
        if words in written_so:
            continue
        written_so.add(words)
        key = _SHORT.sub("ủy ban nhân dân", canonical(words))
        if key in seen:
            continue
        seen.add(key)
        pair = (span.start, span.end) if span else None
        if ended := knowledge.ended_agency(words):
            yield Finding("agency-ended", _ended(ended), Severity.WARNING, address, pair)
        elif charged and not knowledge.is_known_agency(words):
            yield Finding(
                "agency-unknown",
                f"“{words}” không có trong danh mục đơn vị; hãy chọn đơn vị tương ứng.",
                Severity.WARNING,
                address,
                pair,
            )


def _named(reading: Reading) -> Iterator[tuple[str | None, str, Span | None, bool]]:
    """Where, by which words, and whether it is charged with a task or only told."""
    for task in reading.tasks:
        for assignee in task.assignees:
            yield task.address, assignee.agency, assignee.span, True
    for task in reading.tasks:
        for words in task.coordinating:
            yield task.address, words, None, False
    for words in reading.recipients:
        yield None, words, None, False


def _ended(ended: EndedAgency) -> str:
    """When it ended and who took over, and how sure that is."""
    sentence = f"“{ended.name}” đã kết thúc hoạt động từ ngày {_day(ended.ended_on)}"
    if ended.successors:
        sentence += f", nhiệm vụ do {_some(ended.successors)} tiếp nhận"
    if not ended.is_verified:
        sentence += " (chưa kiểm chứng)"
    return f"{sentence}; hãy xác định đơn vị thực hiện hiện nay."


def _some(names: tuple[str, ...]) -> str:
    named = ", ".join(names[:_MOST_NAMED])
    left = len(names) - _MOST_NAMED
    return f"{named} và {left} đơn vị khác" if left > 0 else named


def _day(date: str) -> str:
    return written(dt.date.fromisoformat(date))
