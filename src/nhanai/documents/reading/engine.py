"""Reads a document: from plain text to tree, heading fields, citations, tasks and findings."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from nhanai.documents.reading import (
    citations,
    findings,
    headings,
    issuers,
    letterhead,
    lines,
    paragraphs,
    signature,
    tables,
    tree,
    zones,
)
from nhanai.documents.reading.labels import Rank
from nhanai.documents.reading.letterhead import Head
from nhanai.documents.reading.lines import Emphasis, Line
from nhanai.documents.reading.model import (
    NOTHING,
    Joined,
    Knowledge,
    Node,
    Reading,
    Section,
    Signer,
    Task,
)
from nhanai.documents.reading.signature import Closing
from nhanai.documents.reading.source import Source
from nhanai.documents.reading.tables import Grid
from nhanai.documents.reading.tasks import charges, clauses, groups, roles, rows
from nhanai.documents.reading.tasks.roles import Role
from nhanai.documents.reading.tasks.walk import Walk
from nhanai.documents.reading.tree import Addresses, Branch, Tree
from nhanai.documents.reading.zones import Stretch, Zone


@dataclass(slots=True)
class Parts:
    """What has been found so far."""

    source: Source
    emphasis: Emphasis
    grids: dict[int, Grid]
    """The file's tables of tasks by where they begin."""
    addresses: Addresses = field(default_factory=Addresses)
    nodes: list[Node] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    recipients: list[Joined] = field(default_factory=list)
    signer: Signer | None = None
    general: list[str] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)
    """The titles of the content groups by address."""
    issued: dt.date | None = None


def read(source: Source, knowledge: Knowledge | None = None) -> Reading:
    """Everything that can be said of the document."""
    seen, emphasis = lines.of(source)
    seen, grids = _with_tables(seen, source)
    head = letterhead.read(seen, source.text)
    parts = Parts(source, emphasis, grids, issued=_day(head))
    _head_nodes(head, parts)
    stretches = zones.of(seen[head.length :])
    annexes = sum(stretch.zone is Zone.ANNEX for stretch in stretches)
    for stretch in stretches:
        _READERS[stretch.zone](stretch, parts, annexes)
    return _reading(head, parts, knowledge)


def _reading(head: Head, parts: Parts, knowledge: Knowledge | None) -> Reading:
    issuer = head.issuer or issuers.inferred(head, parts.signer, parts.nodes)
    found = Reading(
        kind=head.kind,
        number=head.number,
        symbol=head.symbol,
        issuer=issuer,
        place=head.place,
        date=head.date,
        title=issuers.title(head, parts.nodes),
        nodes=tuple(parts.nodes),
        sections=tuple(_sections(parts.nodes)),
        citations=(),
        tasks=groups.matched(parts.tasks, parts.contents),
        recipients=tuple(recipient.text for recipient in parts.recipients),
        signer=parts.signer,
        findings=(),
        heading_spans=head.spans,
        addressees=tuple(one.text for one in head.addressees),
        general_clauses=tuple(parts.general),
    )
    own = f"{found.number}/{found.symbol}" if found.number and found.symbol else None
    placed = citations.find(_cited_from(found.nodes), own)
    found = replace(found, citations=citations.gather(placed))
    return replace(found, findings=findings.check(found, parts.source, knowledge, placed))


def _cited_from(nodes: Iterable[Node]) -> list[Node]:
    """The nodes in which another document may be named: not what a web page adds."""
    return [node for node in nodes if node.kind != "afterword"]


def _day(head: Head) -> dt.date | None:
    if head.date is None or not (head.date.year and head.date.month and head.date.day):
        return None
    try:
        return dt.date(head.date.year, head.date.month, head.date.day)
    except ValueError:
        return None


def _with_tables(seen: list[Line], source: Source) -> tuple[list[Line], dict[int, Grid]]:
    """The lines with the file's tables in their places, and those that hold tasks.

    A table is one line that stands for it; one that only lays out text is the lines of its cells.
    """
    grids: dict[int, Grid] = {}
    added: list[Line] = []
    drawn = tuple(tables.tabbed(seen, source.text)) if "\t" in source.text else ()
    if drawn:
        rows = {row[0].start for table in drawn for row in table.rows}
        seen = [line for line in seen if line.start not in rows]
    for table in (*source.tables, *drawn):
        grid = tables.of_file(table, source)
        if grid is None:
            added.extend(tables.lines_of(table, source))
        else:
            grids[table.start] = grid
            added.append(Line(NOTHING, table.start, table.end, blank_before=True, is_table=True))
    return (sorted([*seen, *added], key=_line_start) if added else seen), grids


def _line_start(line: Line) -> int:
    return line.start


def _head_nodes(head: Head, parts: Parts) -> None:
    for place, piece in enumerate(head.lines, start=1):
        parts.nodes.append(_plain(parts, f"DAU.{place}", "letterhead", piece, "letterhead"))
    if head.kind_line is not None:
        parts.nodes.append(_plain(parts, "LOAI", "title", head.kind_line, "kind"))
    if head.title is not None:
        parts.nodes.append(_plain(parts, "TEN", "title", head.title, "title"))
    for place, piece in enumerate(head.addressees, start=1):
        parts.nodes.append(_plain(parts, f"KG.{place}", "recipient", piece, "addressee"))


def _plain(parts: Parts, address: str, kind: str, content: Joined, rule: str) -> Node:
    return Node(parts.addresses.claim(address), kind, 0, "", content, None, rule)


def _body(stretch: Stretch, parts: Parts, _annexes: int) -> None:
    root = Branch("", "root", -1, NOTHING, "root")
    _segment(stretch.lines, root, parts, Role.OPEN)


_ANNEX_OF_TASKS: Final = re.compile(
    r"nhiệm vụ|phân công|giải pháp|nội dung công việc", re.IGNORECASE
)


def _annex(stretch: Stretch, parts: Parts, annexes: int) -> None:
    """An annex: its title, its table or its text."""
    first, *others = stretch.lines
    if first.is_table:
        others = list(stretch.lines)
    label = zones.annex_label(first.text)
    address = "PL" if annexes == 1 else f"PL{label or ''}"
    title, rest = _annex_title(first, others)
    root = Branch(parts.addresses.claim(address), "annex", int(Rank.ANNEX), title, "annex")
    _segment(rest, root, parts, Role.CONTENT if _ANNEX_OF_TASKS.search(title.text) else Role.MEANS)


def _annex_title(first: Line, others: Sequence[Line]) -> tuple[Joined, list[Line]]:
    pieces: list[Joined] = []
    at = 0
    while at < len(others) and at < 10 and not (others[at].is_bar or others[at].is_table):
        text = others[at].text
        if text.startswith(("(", "|")) or not paragraphs.is_capitals(text):
            break
        pieces.append(others[at].content)
        at += 1
    return Joined.of(pieces) if pieces else first.content, list(others[at:])


def _segment(seen: Sequence[Line], root: Branch, parts: Parts, role: Role) -> None:
    """Tree and tasks of a run of lines."""
    grown = Tree(parts.addresses, root)
    grids: dict[str, Grid] = {}
    habit = paragraphs.habits(seen)
    for block in _blocks(seen, parts.grids):
        if isinstance(block, Grid):
            _plant(block, grown, parts.addresses, grids)
        else:
            headings.grow(grown, paragraphs.of(block, parts.emphasis, habit))
    headings.mark(root)
    _set_apart(root, parts)
    walk = Walk(grids, parts.issued)
    parts.tasks.extend(walk.tasks(root, role))
    parts.general.extend(walk.general)
    parts.nodes.extend(_nodes(root))
    parts.contents.update(_content_groups(root))


def _blocks(seen: Sequence[Line], grids: Mapping[int, Grid]) -> Iterator[list[Line] | Grid]:
    """Runs of lines and the tables among them, in order."""
    held: list[Line] = []
    for piece in tables.split(seen):
        grid = piece if isinstance(piece, Grid) else grids.get(piece.start)
        if isinstance(piece, Line) and not piece.is_table:
            held.append(piece)
        elif grid is not None:
            if held:
                yield held
            held = []
            yield grid
    if held:
        yield held


def _plant(grid: Grid, grown: Tree, addresses: Addresses, grids: dict[str, Grid]) -> None:
    parent = grown.top()
    grids.update(dict.fromkeys((row.address for row in rows.plant(grid, parent, addresses)), grid))


def _set_apart(root: Branch, parts: Parts) -> None:
    """Take closing clauses out of the last section and name the preamble."""
    for child in root.children:
        if child.kind != "paragraph":
            break
        child.kind = "preamble"
    last = root
    while last.children and last.children[-1].kind != "row":
        last = last.children[-1]
    _lift(last, root)
    closing: list[Branch] = []
    while last.kind == "paragraph" and last.rule == "unmarked" and clauses.is_closing(last.text):
        parent = last.parent
        if parent is None or parent.children[-1] is not last or not _stands_after(last, parent):
            break
        parent.children.pop()
        closing.insert(0, last)
        if not parent.children:
            break
        last = parent.children[-1]
    for branch in closing:
        branch.kind = "closing"
        branch.parent = root
        root.children.append(branch)
        parts.general.append(branch.address)


def _lift(last: Branch, root: Branch) -> None:
    """Take the last paragraph out of the flat list that it stands after."""
    item = last.parent
    if last.rule != "unmarked" or item is None or item.parent is not root or item.is_heading:
        return
    item.children.pop()
    last.parent = root
    root.children.append(last)


def _stands_after(branch: Branch, parent: Branch) -> bool:
    """Whether other text stands before it, so that the section is not empty without it."""
    return parent.is_root or len(parent.children) > 1 or not parent.is_heading


def _nodes(root: Branch) -> Iterator[Node]:
    if root.kind == "annex":
        yield _node(root)
    for branch in root.walk():
        yield _node(branch)


def _node(branch: Branch) -> Node:
    above = branch.parent
    return Node(
        address=branch.address,
        kind=branch.kind,
        level=branch.level,
        label=branch.label.text if branch.label else "",
        content=branch.content,
        parent=above.address if above and above.address else None,
        rule=branch.rule,
        broken_at=tuple([at for at in branch.broken_at if 0 < at < len(branch.text)]),
    )


def _content_groups(root: Branch) -> dict[str, str]:
    """The sections that say what is to be done: II.1, II.2 …"""
    found: dict[str, str] = {}
    for top in root.children:
        if not top.is_heading or roles.role_of(top.text, Role.OPEN) is not Role.CONTENT:
            continue
        for child in top.children:
            if child.is_heading and charges.of_heading(child) is None:
                found[child.address] = child.text
    return found


def _sections(nodes: Iterable[Node]) -> Iterator[Section]:
    for node in nodes:
        if node.kind in tree.HEADINGS:
            title = node.content.text.rstrip(" :") or None
            label = node.label or ("PHỤ LỤC" if node.kind == "annex" else "")
            yield Section(node.address, label, title, node.level, node.content.span())


def _end(stretch: Stretch, parts: Parts, _annexes: int) -> None:
    closing: Closing = signature.read(stretch.lines, parts.source.text)
    for place, piece in enumerate(closing.recipients, start=1):
        parts.nodes.append(_plain(parts, f"NN.{place}", "recipient", piece, "recipient"))
    for place, piece in enumerate(closing.lines, start=1):
        parts.nodes.append(_plain(parts, f"KY.{place}", "signature", piece, "signature"))
    if not parts.recipients:
        parts.recipients.extend(closing.recipients)
    parts.signer = parts.signer or closing.signer


def _notes(stretch: Stretch, parts: Parts, _annexes: int) -> None:
    for place, piece in enumerate(paragraphs.of(stretch.lines, parts.emphasis), start=1):
        parts.nodes.append(_plain(parts, f"CT.{place}", "footnote", piece.content, "footnote"))


def _after(stretch: Stretch, parts: Parts, _annexes: int) -> None:
    for place, piece in enumerate(paragraphs.of(stretch.lines, parts.emphasis), start=1):
        parts.nodes.append(_plain(parts, f"SAU.{place}", "afterword", piece.content, "afterword"))


_READERS = {
    Zone.BODY: _body,
    Zone.ATTACHED: _body,
    Zone.ANNEX: _annex,
    Zone.END: _end,
    Zone.NOTES: _notes,
    Zone.AFTER: _after,
}
