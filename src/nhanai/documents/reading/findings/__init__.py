"""What is wrong with a document, or worth knowing: each rule a function, each fault a sentence.

`check` applies all of them to a reading; every finding says what to do about it.
"""

from collections.abc import Iterator, Sequence

from nhanai.base.findings import Finding
from nhanai.documents.reading.citations import Placed
from nhanai.documents.reading.citations import find as find_citations
from nhanai.documents.reading.findings.agencies import agencies
from nhanai.documents.reading.findings.citing import citing
from nhanai.documents.reading.findings.heading import heading
from nhanai.documents.reading.findings.numbering import numbering
from nhanai.documents.reading.findings.tasks import tasks
from nhanai.documents.reading.findings.wording import characters, wording
from nhanai.documents.reading.model import Knowledge, Reading
from nhanai.documents.reading.source import Source

__all__ = ["check"]


def check(
    reading: Reading,
    source: Source,
    knowledge: Knowledge | None = None,
    placed: Sequence[Placed] | None = None,
) -> tuple[Finding, ...]:
    """Every finding about `reading`, all at once.

    `placed` are the citations as `citations.find` found them, where the caller has them already.
    """
    return tuple(_all(reading, source, knowledge, placed))


def _all(
    reading: Reading,
    source: Source,
    knowledge: Knowledge | None,
    placed: Sequence[Placed] | None,
) -> Iterator[Finding]:
    if placed is None:
        placed = find_citations(reading.nodes, own_reference(reading))
    yield from heading(reading)
    yield from citing(placed, knowledge)
    yield from numbering(reading.nodes)
    yield from wording(reading.nodes)
    yield from characters(source)
    yield from tasks(reading.tasks)
    if knowledge is not None:
        yield from agencies(reading, knowledge)


def own_reference(reading: Reading) -> str | None:
    """The document's own number and symbol, as others would cite it."""
    if not reading.number or not reading.symbol:
        return None
    return f"{reading.number}{'-' if '/' in reading.symbol else '/'}{reading.symbol}"
