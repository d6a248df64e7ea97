"""A reading as the machine interface prints it; keys may be added, never renamed."""

from typing import Any

from nhanai.base.findings import Finding
from nhanai.documents.reading.model import (
    Assignee,
    Citation,
    Due,
    JsonObject,
    Node,
    Reading,
    Section,
    Signer,
    Span,
    Task,
)
from nhanai.documents.reading.source import Source


def to_json(reading: Reading, source: Source) -> JsonObject:
    """One JSON object: the schema's keys first, then what the pages show besides."""
    return {
        "file": {
            "name": source.name,
            "format": str(source.format),
            "sha256": source.sha256,
            "characters": len(source.text),
            "pages": source.pages,
            "encoding": source.encoding,
        },
        "kind": {"code": reading.kind[0], "name": reading.kind[1]} if reading.kind else None,
        "number": reading.number,
        "symbol": reading.symbol,
        "issuer": reading.issuer,
        "place": reading.place,
        "date": (
            {"year": reading.date.year, "month": reading.date.month, "day": reading.date.day}
            if reading.date
            else None
        ),
        "title": reading.title,
        "sections": [_section(section) for section in reading.sections],
        "citations": [_citation(citation) for citation in reading.citations],
        "tasks": [_task(task) for task in reading.tasks],
        "recipients": list(reading.recipients),
        "signer": _signer(reading.signer),
        "findings": [_finding(finding) for finding in reading.findings],
        "addressees": list(reading.addressees),
        "general_clauses": list(reading.general_clauses),
        "heading_spans": {name: _span(span) for name, span in reading.heading_spans.items()},
        "nodes": [_node(node) for node in reading.nodes],
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _section(section: Section) -> JsonObject:
    return {
        "address": section.address,
        "label": section.label,
        "title": section.title,
        "level": section.level,
        "span": _span(section.span),
    }


def _citation(citation: Citation) -> JsonObject:
    return {
        "kind": citation.kind,
        "reference": citation.reference,
        "name": citation.name,
        "date": citation.date,
        "issuer": citation.issuer,
        "addresses": list(dict.fromkeys(mention.address for mention in citation.mentions)),
        "mentions": [
            {
                "address": mention.address,
                "span": _span(mention.span),
                "node": [mention.node_start, mention.node_end],
                "rule": mention.rule,
            }
            for mention in citation.mentions
        ],
    }


def _task(task: Task) -> JsonObject:
    return {
        "address": task.address,
        "text": task.text,
        "assignees": [_assignee(assignee) for assignee in task.assignees],
        "coordinating": list(task.coordinating),
        "due": _due(task.due),
        "recurrence": task.recurrence,
        "product": task.product,
        "report_to": task.report_to,
        "group": task.group,
        "rule": task.rule,
        "span": _span(task.span),
        "nodes": list(task.nodes),
    }


def _assignee(assignee: Assignee) -> JsonObject:
    said: dict[str, Any] = {
        "agency": assignee.agency,
        "lead": assignee.lead,
        "requested": assignee.requested,
        "parts": list(assignee.parts),
        "rule": assignee.rule,
        "mention": None,
    }
    if assignee.node is not None:
        said["mention"] = {
            "address": assignee.node,
            "span": _span(assignee.span),
            "node": [assignee.node_start, assignee.node_end],
        }
    return said


def _due(due: Due | None) -> JsonObject | None:
    return {"text": due.text, "date": due.date, "span": _span(due.span)} if due else None


def _signer(signer: Signer | None) -> JsonObject | None:
    if signer is None:
        return None
    return {
        "authority": signer.authority,
        "capacity": signer.capacity,
        "position": signer.position,
        "name": signer.name,
        "span": _span(signer.span),
    }


def _finding(finding: Finding) -> JsonObject:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "address": finding.where,
        "message": finding.message,
        "span": list(finding.span) if finding.span else None,
    }


def _node(node: Node) -> JsonObject:
    return {
        "address": node.address,
        "kind": node.kind,
        "level": node.level,
        "label": node.label,
        "text": node.content.text,
        "span": _span(node.content.span()),
        "parent": node.parent,
        "rule": node.rule,
        "broken_at": list(node.broken_at),
    }
