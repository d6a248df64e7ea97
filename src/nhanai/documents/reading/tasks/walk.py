"""Walks the tree and finds the tasks, each with the agencies that its place charges."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from nhanai.documents.reading.columns import Role as FieldRole
from nhanai.documents.reading.model import Task
from nhanai.documents.reading.tables import Grid
from nhanai.documents.reading.tasks import charges, clauses, further, making, roles, rows
from nhanai.documents.reading.tasks import fields as field_lines
from nhanai.documents.reading.tasks import place as places
from nhanai.documents.reading.tasks.charges import Charge
from nhanai.documents.reading.tasks.place import Place
from nhanai.documents.reading.tasks.roles import Role
from nhanai.documents.reading.tree import Branch


class Walk:
    """One pass over one segment of a document."""

    def __init__(self, grids: Mapping[str, Grid], issued: dt.date | None) -> None:
        self.grids = grids
        self.issued = issued
        self.general: list[str] = []

    def tasks(self, root: Branch, role: Role = Role.OPEN) -> Iterator[Task]:
        """The tasks under `root`, in document order."""
        is_prose = all(child.kind in places.UNMARKED for child in root.children)
        yield from self._below(root, Place(role, is_prose=is_prose))

    def _below(self, branch: Branch, place: Place, skip: int = 0) -> Iterator[Task]:
        """The tasks of a node's children."""
        outer = place
        held: list[Task] = []
        before: Branch | None = None
        children = branch.children[skip:]
        may_introduce = _may_introduce(branch, place)
        for child, following in zip(children, [*children[1:], None], strict=False):
            if places.goes_on(child, before, place, held):
                held[-1] = _continued(held[-1], child)
                continue
            before = child
            if titled := places.agency_title(child, following, place):
                place = replace(outer, charge=titled)
            elif _ends_open(child):
                introduced = _introduced(child, place) if may_introduce else None
                place = replace(place, default=introduced or place.default)
            else:
                yield from held
                held = list(self._of(child, place))
        yield from held

    def _of(self, branch: Branch, place: Place) -> Iterator[Task]:
        """The tasks of one node and what stands under it."""
        if branch.kind == "row":
            yield from self._of_row(branch)
        elif branch.is_heading:
            yield from self._of_heading(branch, place)
        elif branch.kind != "closing":
            yield from self._of_paragraph(branch, place)

    def _of_row(self, branch: Branch) -> Iterator[Task]:
        grid = self.grids.get(branch.address)
        made = rows.task(branch, grid, self.issued) if grid else None
        if made is not None:
            yield made

    def _of_heading(self, branch: Branch, place: Place) -> Iterator[Task]:
        role = roles.role_of(branch.text, place.role)
        charge = None if role is Role.AIM else charges.of_heading(branch)
        if charge is not None and role is Role.MEANS and place.role is not Role.MEANS:
            role = Role.DUTY
        inner = Place(role, charge or place.charge, place.default, place.group)
        if charge is None and role in {Role.CONTENT, Role.OPEN}:
            inner = replace(inner, group=branch.address)
        fields = field_lines.of_children(branch)
        if fields and role is not Role.AIM:
            yield from self._with_fields(branch, inner, fields)
        elif branch.children:
            yield from self._below(branch, inner)
        elif role in {Role.CONTENT, Role.DUTY} and branch.label is not None and charge is None:
            yield from self._of_paragraph(branch, replace(inner, group=place.group))

    def _of_paragraph(self, branch: Branch, place: Place) -> Iterator[Task]:
        if place.role is Role.AIM or not branch.text:
            return
        if clauses.is_general(branch.text):
            self.general.append(branch.address)
            yield from self._below(branch, place)
        elif fields := field_lines.of_children(branch):
            yield from self._with_fields(branch, place, fields)
        else:
            yield from self._of_sentence(branch, place)

    def _of_sentence(self, branch: Branch, place: Place) -> Iterator[Task]:
        """A paragraph that says itself what is to be done, or introduces what does."""
        own = _own_charge(branch, place)
        inner = replace(place, charge=own) if own else place
        if branch.children and branch.text.endswith(":"):
            yield from self._below(branch, inner)
            return
        more = places.continuing(branch, inner)
        if places.is_task(branch, place, own):
            made = self._task(branch, place, own)
            for child in more:
                made = _continued(made, child)
            yield made
        yield from self._below(branch, inner, skip=len(more))

    def _task(self, branch: Branch, place: Place, own: Charge | None) -> Task:
        charge = own or place.charge or place.default or charges.inside(branch)
        content, rule = branch.content, "unassigned"
        if charge is not None and charge.assignees:
            rule = charge.assignees[0].rule
        if own is not None and rule == "before-colon":
            content = branch.content.part(own.rest)
        made = making.task(
            address=branch.address,
            content=content,
            rule=rule,
            charge=charge,
            issued=self.issued,
            group=place.group,
        )
        bracketed = field_lines.in_brackets(branch)
        return making.with_fields(made, bracketed, self.issued) if bracketed else made

    def _with_fields(
        self, branch: Branch, place: Place, found: field_lines.Found
    ) -> Iterator[Task]:
        """One task whose fields stand on the lines under it, or one for each line beside them."""
        fields, content = field_lines.gathered(branch, found)
        own = charges.of_text(branch, under_agency=True) if not fields.assignees else None
        charge = own or (place.charge if not fields.assignees else None)
        if content is None and (listed := field_lines.listed(branch, found)):
            for child in listed:
                said = None if fields.assignees else charges.of_text(child, under_agency=True)
                made = self._task(child, replace(place, charge=charge or place.charge), said)
                yield making.with_fields(made, fields, self.issued)
            return
        made = making.task(
            address=branch.address,
            content=content or field_lines.without_colon(branch.content),
            rule="fields",
            charge=charge,
            issued=self.issued,
            group=place.group,
        )
        yield making.with_fields(made, fields, self.issued)
        yield from self._beside_fields(branch, place, found)

    def _beside_fields(
        self, branch: Branch, place: Place, found: field_lines.Found
    ) -> Iterator[Task]:
        """What else stands under a task with field lines: duties by date, tasks with fields."""
        for child in branch.children:
            if child in found:
                is_time = found[child][0] is FieldRole.TIME
                yield from self._timed_duties(child, place) if is_time else ()
            elif field_lines.of_children(child) or child.is_heading:
                yield from self._of(child, replace(place, charge=None))

    def _timed_duties(self, branch: Branch, place: Place) -> Iterator[Task]:
        """ "+ Các bộ gửi kết quả … trước ngày 15/12": duties under a field of time."""
        for child in branch.children:
            own = charges.of_text(child, under_agency=True)
            if own is not None and own.is_subject:
                yield self._task(child, place, own)


def _own_charge(branch: Branch, place: Place) -> Charge | None:
    """The agencies that a paragraph itself charges, in all its clauses."""
    under_agency = place.charge is not None
    own = further.of_shared_head(branch) or charges.of_text(
        branch, under_agency=under_agency, is_apart=places.stands_apart(branch)
    )
    if own is None and place.is_prose:
        own = charges.inside(branch)
    return own if own is None or under_agency else further.with_further(branch, own)


def _introduced(branch: Branch, place: Place) -> Charge | None:
    """The agencies that an introduction charges with what follows."""
    is_preamble = branch.kind == "preamble" and place.role is Role.OPEN
    return charges.of_introduction(branch, is_preamble=is_preamble)


def _ends_open(branch: Branch) -> bool:
    """Whether it is a paragraph without a mark that ends with a colon."""
    return branch.kind in places.UNMARKED and branch.text.endswith(":")


def _may_introduce(branch: Branch, place: Place) -> bool:
    """Whether something does, and no heading under the node names agencies.

    Such headings distribute the work.
    """
    if place.role is Role.AIM or not any(map(_ends_open, branch.children)):
        return False
    return not any(
        child.is_heading and charges.of_heading(child) is not None for child in branch.children
    )


def _continued(task: Task, more: Branch) -> Task:
    """The task with a further paragraph of the same item."""
    return replace(task, text=f"{task.text} {more.text}", nodes=(*task.nodes, more.address))
