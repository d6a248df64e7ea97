"""Writing down what a reading found: all in one transaction, in place of an earlier one."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.db import transaction
from django.utils.timezone import localtime

from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity
from nhanai.documents import queries, rules
from nhanai.documents.actions import drafts
from nhanai.documents.actions.drafts import Json
from nhanai.documents.actions.heading import fill_heading, fitting, link_back
from nhanai.documents.models import Citation, Document, Mark, Node, Remark
from nhanai.documents.vocab import TASK_RULES, ReadingState
from nhanai.journal.actions import record

READER: Final = "Bộ đọc văn bản"
"""Who is named in the journal for what the worker does."""

BATCH: Final = 2000
KEPT_ELSEWHERE: Final = ("text", "nodes")
"""Parts of the reading that stand in columns and rows of their own."""


def complete_reading(*, document: Document, json: Json, at: dt.datetime) -> Document:
    """Write the text, the tree, citations, marks and findings, and what the heading says.

    A result that comes after another took its place is left aside. What can be worked out
    beforehand is, as other people wait while the database is held.
    """
    json = drafts.storable(json) if "\x00" in json["text"] else json
    tree = drafts.tree_of(document, json)
    marks = drafts.marks_of(document, tree, json)
    body = rules.search_text([json["text"]])
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        if not rules.may_move(ReadingState(document.reading_state), ReadingState.READ):
            return document
        settled = _cleared(document)
        _write_document(document, json, body, at)
        for level in tree.levels():
            Node.objects.bulk_create(level, batch_size=BATCH)
        citations = _write_citations(document, json)
        findings = _findings(document, citations, json)
        _write_remarks(document, findings, settled)
        marks += drafts.finding_marks_of(document, tree, findings)
        Mark.objects.bulk_create(marks, batch_size=BATCH)
        link_back(document)
        _tell(document, citations, findings, at)
    return document


Settled = Mapping[tuple[str, str, str], Remark]


def _cleared(document: Document) -> Settled:
    """Take an earlier reading away; what people said about its findings is handed back."""
    settled = {
        (one.rule, one.address, one.message): one
        for one in document.remarks.filter(settled_at__isnull=False)
    }
    for old in (document.marks, document.remarks, document.citations, document.nodes):
        old.all().delete()
    return settled


def _write_document(document: Document, json: Json, body: str, at: dt.datetime) -> None:
    document.text = json["text"]
    fill_heading(document, json, body=body)
    document.reading = {name: part for name, part in json.items() if name not in KEPT_ELSEWHERE}
    document.task_count = len(json["tasks"])
    document.reading_state = ReadingState.READ
    document.reading_progress, document.reading_error = "", ""
    document.reading_attempts, document.reading_touched_at, document.read_at = 0, at, at
    document.save()


def _write_citations(document: Document, json: Json) -> list[Citation]:
    """The citations, each with the legal document and the entry of the register that it means."""
    citations = drafts.citations_of(document, json)
    cited = [citation.as_cited for citation in citations]
    laws = queries.meant_by(cited, day=rules.date_of(document.year, document.month, document.day))
    entries = queries.entries_meant_by(document, cited)
    for citation, law, entry in zip(citations, laws, entries, strict=True):
        citation.legal, citation.registered = law, entry
    return Citation.objects.bulk_create(citations, batch_size=BATCH)


def _findings(document: Document, citations: Sequence[Citation], json: Json) -> list[Finding]:
    """All findings, those of the document before those that only ask something of a task."""
    found = [
        *_said(citations, json),
        *_superseded(document, citations),
        *_duplicates(document),
    ]
    return sorted(found, key=lambda one: one.rule in TASK_RULES)


def _said(citations: Sequence[Citation], json: Json) -> Iterator[Finding]:
    """What the reading found, except where the catalogue in the database knows better."""
    known = [citation.reference for citation in citations if citation.legal_id]
    for one in json["findings"]:
        superseded = one["rule"] == "citation-superseded"
        if superseded and any(reference and reference in one["message"] for reference in known):
            continue
        span = tuple(one["span"]) if one.get("span") else None
        yield Finding(
            one["rule"], one["message"], Severity(one["severity"]), one.get("address"), span
        )


def _duplicates(document: Document) -> Iterator[Finding]:
    first = queries.same_reference(document).first()
    if first is not None:
        day = localtime(first.registered_at)
        message = (
            f"Sổ đã có văn bản số {document.reference} của {document.issuer}, "
            f"vào sổ ngày {written(day)}. Hãy đối chiếu, tránh giao việc hai lần."
        )
        yield Finding("duplicate", message, Severity.WARNING)


def _superseded(document: Document, citations: Sequence[Citation]) -> Iterator[Finding]:
    day = rules.date_of(document.year, document.month, document.day)
    for citation in citations:
        law = citation.legal
        said = law and rules.supersession(
            cited=str(citation),
            ended_on=law.end,
            successors=[successor.called for successor in law.successors.all()],
            day=day,
        )
        if said:
            where = citation.addresses[0] if citation.addresses else None
            yield Finding("citation-superseded", said[1], said[0], where)


def _write_remarks(document: Document, findings: Sequence[Finding], settled: Settled) -> None:
    """The findings; one that a person settled in an earlier reading stays settled."""
    remarks = []
    for order, one in enumerate(findings, start=1):
        remark = Remark(
            document=document,
            order=order,
            rule=fitting(Remark, "rule", one.rule),
            severity=one.severity.value,
            address=fitting(Remark, "address", one.where),
            start=one.span[0] if one.span else None,
            end=one.span[1] if one.span else None,
            message=one.message,
        )
        before = settled.get((remark.rule, remark.address, remark.message))
        if before:
            remark.settled_by_id, remark.settled_at = before.settled_by_id, before.settled_at
            remark.settled_how = before.settled_how
        remarks.append(remark)
    Remark.objects.bulk_create(remarks, batch_size=BATCH)


def _tell(
    document: Document,
    citations: Sequence[Citation],
    findings: Sequence[Finding],
    at: dt.datetime,
) -> None:
    record(
        verb="documents.read",
        subject=document,
        by=READER,
        at=at,
        new={"tasks": document.task_count, "citations": len(citations), "findings": len(findings)},
        unit_key=document.owner.key,
    )
