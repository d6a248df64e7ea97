"""From the places where documents are named to the documents themselves."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhanai.base.text import canonical
from nhanai.documents.reading.citations.laws import laws, number_follows
from nhanai.documents.reading.citations.mention import CitationMention
from nhanai.documents.reading.citations.references import references
from nhanai.documents.reading.model import Citation, Joined, Mention, Node

_NOT_CITING = frozenset({"letterhead", "signature", "recipient"})
"""Kinds of nodes in which a number is never that of another document."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and the node that it stands in."""

    node: Node
    mention: CitationMention


def mentions(joined: Joined) -> list[CitationMention]:
    """Every other document that a paragraph names, in the order of the text."""
    text = joined.text
    numbered = references(text)
    named = laws(text)
    if not named:
        return numbered
    merged: list[CitationMention] = []
    for mention in sorted([*numbered, *named], key=lambda each: (each.start, -each.end)):
        last = merged[-1] if merged else None
        if last and last.reference is None and number_follows(text, last, mention):
            merged[-1] = replace(
                mention, start=last.start, name=last.name, date=mention.date or last.date
            )
        elif last is None or mention.start >= last.end or mention.reference:
            merged.append(mention)
    return merged


def find(nodes: Iterable[Node], own: str | None = None) -> tuple[Placed, ...]:
    """Every mention in these nodes; `own` is the document's own number, which is none."""
    own_key = _reference_key(own) if own else None
    return tuple(
        Placed(node, mention)
        for node in nodes
        if node.kind not in _NOT_CITING
        for mention in mentions(node.content)
        if mention.reference is None or _reference_key(mention.reference) != own_key
    )


def collect(nodes: Iterable[Node], own: str | None = None) -> tuple[Citation, ...]:
    """One citation for each document that these nodes name."""
    return gather(find(nodes, own))


def gather(placed: Sequence[Placed]) -> tuple[Citation, ...]:
    """One citation for each document, in the order in which they are first named.

    Documents of different kinds stay apart even where they bear the same number. A law named
    once by number and once by name alone is one document.
    """
    number_of = {
        _name_key(each.mention.name): _key(each.mention)
        for each in placed
        if each.mention.name and each.mention.reference
    }
    groups: dict[tuple[str, str], list[Placed]] = {}
    for each in placed:
        key = _key(each.mention)
        if each.mention.reference is None:
            key = number_of.get(key[1], key)
        groups.setdefault(key, []).append(each)
    return tuple(_citation(group) for group in groups.values())


def _key(mention: CitationMention) -> tuple[str, str]:
    """What tells one document from another."""
    if mention.reference:
        return mention.kind, _reference_key(mention.reference)
    return "", _name_key(mention.name)


def _name_key(name: str | None) -> str:
    return canonical(name or "")


_NUMBER: Final = re.compile(r"^0*(\d+[A-Z]?)[-/]")


def _reference_key(reference: str) -> str:
    """The reference without the ways of writing it: `09/CT-UBND` is `9/CT-UBND`."""
    return _NUMBER.sub(r"\1/", "".join(reference.upper().split()).replace("–", "-"))


def _citation(group: Sequence[Placed]) -> Citation:
    said = [each.mention for each in group]
    return Citation(
        kind=said[0].kind,
        reference=next((mention.reference for mention in said if mention.reference), None),
        name=next((mention.name for mention in said if mention.name), None),
        date=next((mention.date for mention in said if mention.date), None),
        issuer=next((mention.issuer for mention in said if mention.issuer), None),
        mentions=tuple(
            Mention(
                address=each.node.address,
                span=each.node.content.span(each.mention.start, each.mention.end),
                rule=each.mention.rule,
                node_start=each.mention.start,
                node_end=each.mention.end,
            )
            for each in group
        ),
    )
