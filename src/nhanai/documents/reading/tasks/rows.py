"""Tasks of a table: one a row, by the names of its columns; rows that title a group."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from nhanai.documents.reading import labels
from nhanai.documents.reading.columns import Role
from nhanai.documents.reading.labels import Label, Rank
from nhanai.documents.reading.model import NOTHING, Joined, Task
from nhanai.documents.reading.tables import Grid
from nhanai.documents.reading.tasks import fields as field_lines
from nhanai.documents.reading.tasks import making
from nhanai.documents.reading.tasks.making import Fields
from nhanai.documents.reading.tree import Addresses, Branch

_GROUP_RANKS: Final = frozenset((Rank.ROMAN, Rank.CAPITAL, Rank.PART))
_SHORTEST_TITLE: Final = 3
_FEW_COLUMNS: Final = 3
_COUNTED: Final = re.compile(r"\(?\d{1,4}\)?|[-–\s]*")


def plant(grid: Grid, parent: Branch, addresses: Addresses) -> list[Branch]:
    """Make nodes of the rows under `parent`: group titles as sections, tasks as rows."""
    above = parent
    planted: list[Branch] = []
    for cells in _whole(grid):
        filled = [cell for cell in cells if cell.text]
        if not filled or all(_COUNTED.fullmatch(cell.text) for cell in filled):
            continue
        group = _group_title(grid, cells)
        if group is not None:
            above = _group(*group, parent, addresses)
        elif len(filled) > 1 or len(grid.roles) == 1:
            parent.counts["r"] += 1
            row = Branch(
                address=addresses.claim(_under(parent, f"r{parent.counts['r']}")),
                kind="row",
                rank=int(Rank.BULLET),
                content=Joined.of(filled, " | "),
                rule="table-row",
                parent=above,
                cells=cells,
            )
            above.children.append(row)
            planted.append(row)
    return planted


def _whole(grid: Grid) -> Iterator[tuple[Joined, ...]]:
    """The rows, what a page break parted put together again."""
    held: tuple[Joined, ...] | None = None
    for cells in grid.rows:
        if held is not None and _goes_on(grid, held, cells):
            held = tuple(
                Joined.of((one, cells[place])) if place < len(cells) else one
                for place, one in enumerate(held)
            )
            continue
        if held is not None:
            yield held
        held = cells
    if held is not None:
        yield held


def _goes_on(grid: Grid, before: tuple[Joined, ...], cells: tuple[Joined, ...]) -> bool:
    """Whether a row without number goes on with the one before it."""
    by_role = {role: cell for role, cell in zip(grid.roles, cells, strict=False) if role}
    content = by_role.get(Role.CONTENT, NOTHING).text
    if Role.NUMBER not in by_role or by_role[Role.NUMBER].text or not before[0].text:
        return False
    if len(cells) != len(before) or not content or content.isupper():
        return False
    said = next(
        (cell.text for place, cell in enumerate(before) if grid.roles[place] is Role.CONTENT), ""
    )
    if said.rstrip().endswith((";", ",")) or content[:1].islower():
        return True
    agency = (by_role.get(Role.LEAD) or by_role.get(Role.DOER) or NOTHING).text
    return (
        not agency
        and not content[:1].isdigit()
        and labels.find(content) is None
        and bool(by_role.keys() & {Role.LEAD, Role.DOER})
        and len(before) > 2
        and bool(said)
    )


def _under(parent: Branch, label: str) -> str:
    return f"{parent.address}.{label}" if parent.address else label


def _group_title(grid: Grid, cells: tuple[Joined, ...]) -> tuple[Label | None, Joined] | None:
    """The label and title of a row that groups the rows after it."""
    first, *others = [cell for cell in cells if cell.text]
    if not others or len({cell.text for cell in (first, *others)}) == 1:
        is_title = len(first.text) > _SHORTEST_TITLE and not first.text[:1].isdigit()
        label = labels.find(first.text)
        content = first.part(label.length) if label else first
        return (label, content) if is_title else None
    label = labels.find(f"{first.text.rstrip('. ')}. x")
    is_group_mark = label is not None and label.rank in _GROUP_RANKS
    if is_group_mark and cells[0].text and (len(others) == 1 or not _has_agency(grid, cells)):
        return label, others[0]
    if len(others) == 1 and len(cells) > _FEW_COLUMNS and _is_alone(grid, cells, others[0]):
        return None, Joined.of((first, others[0]))
    return None


def _has_agency(grid: Grid, cells: tuple[Joined, ...]) -> bool:
    return any(
        cell.text and role in {Role.LEAD, Role.DOER, Role.COORDINATING}
        for role, cell in zip(grid.roles, cells, strict=False)
    )


def _is_alone(grid: Grid, cells: tuple[Joined, ...], title: Joined) -> bool:
    """Whether only number and content are filled, in bold capitals, so that it titles a group."""
    content = next((place for place, role in enumerate(grid.roles) if role is Role.CONTENT), 1)
    in_place = content < len(cells) and cells[content] is title
    return in_place and title.text.isupper()


def _group(label: Label | None, title: Joined, parent: Branch, addresses: Addresses) -> Branch:
    parent.counts["G"] += 1
    mark = label.text if label else f"G{parent.counts['G']}"
    branch = Branch(
        address=addresses.claim(_under(parent, mark)),
        kind="section",
        rank=int(label.rank if label else Rank.ROMAN),
        content=title,
        rule=label.rule if label else "table-group",
        label=label,
        parent=parent,
    )
    parent.children.append(branch)
    return branch


def task(branch: Branch, grid: Grid, issued: dt.date | None) -> Task | None:
    """The task of one row."""
    by_role: dict[Role, Joined] = {}
    for role, cell in zip(grid.roles, branch.cells, strict=False):
        if role and cell.text and role not in by_role:
            by_role[role] = cell
    content = by_role.get(Role.CONTENT)
    if content is None or len(content.text) < 4:
        return None
    if not set(grid.roles) & {Role.LEAD, Role.DOER, Role.COORDINATING}:
        return None
    label = labels.find(content.text)
    if label:
        content = content.part(label.length)
    fields = Fields()
    for role in (Role.LEAD, Role.DOER, Role.COORDINATING, Role.TIME, Role.PRODUCT):
        if role in by_role:
            fields = field_lines.said(fields, role, by_role[role], branch)
    above = branch.parent
    made = making.task(
        address=branch.address,
        content=content,
        rule="table-row",
        issued=issued,
        group=above.address if above and above.is_heading else None,
    )
    return making.with_fields(made, fields, issued)
