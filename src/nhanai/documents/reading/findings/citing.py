"""Faults of citations: a year that does not fit, two dates for one document, a law replaced."""

import datetime as dt
from collections.abc import Iterator, Sequence

from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity
from nhanai.documents.reading.citations import Placed
from nhanai.documents.reading.model import Knowledge, KnownLaw


def citing(placed: Sequence[Placed], knowledge: Knowledge | None) -> Iterator[Finding]:
    """Every fault of the documents cited, each said once, where it first stands."""
    groups: dict[tuple[str, str], list[Placed]] = {}
    for each in placed:
        if each.mention.reference:
            groups.setdefault((each.mention.kind, each.mention.reference.upper()), []).append(each)
    for group in groups.values():
        known = _known(group[0], knowledge)
        yield from _year(group, knowledge)
        yield from _conflict(group, known)
        yield from _superseded(group, known)


def _known(first: Placed, knowledge: Knowledge | None) -> KnownLaw | None:
    """The catalogue's entry of the same number and kind; numbers alone repeat."""
    if knowledge is None or first.mention.reference is None:
        return None
    law = knowledge.law(first.mention.reference)
    return law if law and law.kind.lower() == first.mention.kind.lower() else None


def _year(group: Sequence[Placed], knowledge: Knowledge | None) -> Iterator[Finding]:
    """The year inside the number is not that of the date."""
    for each in group:
        mention = each.mention
        if mention.year is None or mention.date is None or mention.date[:4] == str(mention.year):
            continue
        called = _called(mention.kind, mention.reference)
        yield _finding(
            "citation-year",
            f"{called} ghi năm {mention.year} trong số hiệu nhưng đề ngày {_day(mention.date)}; "
            f"hãy kiểm tra lại số và ngày.{_right_one(each, knowledge)}",
            each,
        )
        return


def _right_one(each: Placed, knowledge: Knowledge | None) -> str:
    """What the document may have meant, where the catalogue has it."""
    mention = each.mention
    if knowledge is None or mention.reference is None or mention.date is None:
        return ""
    meant = mention.reference.replace(f"/{mention.year}/", f"/{mention.date[:4]}/")
    law = knowledge.law(meant)
    if law is None or law.date != mention.date or law.kind.lower() != mention.kind.lower():
        return ""
    return (
        f" Danh mục có {_called(law.kind, law.reference)} ngày {_day(law.date)} "
        f"“{law.title}”: có thể là văn bản định dẫn."
    )


def _conflict(group: Sequence[Placed], known: KnownLaw | None) -> Iterator[Finding]:
    """One document with two dates, here or against the catalogue."""
    dates = list(dict.fromkeys(each.mention.date for each in group if each.mention.date))
    called = _called(group[0].mention.kind, group[0].mention.reference)
    if len(dates) > 1:
        other = next(each for each in group if each.mention.date == dates[1])
        said = " và ".join(f"ngày {_day(date)}" for date in dates)
        yield _finding(
            "citation-conflict",
            f"{called} được dẫn với các ngày khác nhau ({said}); hãy thống nhất một ngày.",
            other,
        )
    elif dates and known and known.date and known.date != dates[0]:
        first = next(each for each in group if each.mention.date)
        yield _finding(
            "citation-conflict",
            f"{called} được dẫn với ngày {_day(dates[0])}, danh mục ghi ngày {_day(known.date)}; "
            "hãy kiểm tra lại ngày ban hành.",
            first,
        )


def _superseded(group: Sequence[Placed], known: KnownLaw | None) -> Iterator[Finding]:
    """The catalogue knows what has replaced it."""
    if known and known.replaced_by:
        successors = ", ".join(known.replaced_by)
        yield _finding(
            "citation-superseded",
            f"{_called(known.kind, known.reference)} nay đã được thay thế bởi {successors}; "
            "hãy áp dụng văn bản đang có hiệu lực.",
            group[0],
        )


def _finding(rule: str, message: str, each: Placed) -> Finding:
    span = each.node.content.span(each.mention.start, each.mention.end)
    return Finding(rule, message, Severity.WARNING, each.node.address, (span.start, span.end))


def _called(kind: str, reference: str | None) -> str:
    return f"{kind} số {reference}"


def _day(date: str | None) -> str:
    return written(dt.date.fromisoformat(date or ""))
