"""Plans under review and confirmed, of small documents written for the tests."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.builders.documents import a_read_document
from tests.builders.identity import a_user, an_appointment
from tests.builders.units import a_unit

from nhanai.documents.models import Document
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions
from nhanai.plans.models import Assignment, Plan, Task
from nhanai.plans.vocab import TaskState
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
LONG = (
    "Chủ trì khám bệnh nhân đạo tại các xã biên giới; vận động hiến máu tình nguyện."
    " Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm."
)
"""A task's words that part in three."""


@dataclass(frozen=True, slots=True)
class Said:
    """A task as a document says it."""

    address: str
    text: str
    by: tuple[str, ...] = ()
    lead: bool = True
    requested: bool = False
    coordinating: tuple[str, ...] = ()
    group: str | None = None
    due: str | None = None
    recurrence: str | None = None


USUAL = (
    Said("II.1.-1", "Tuyên truyền các giá trị nhân đạo đến mọi tầng lớp nhân dân.", group="II.1"),
    Said("II.2.-1", "Củng cố, kiện toàn tổ chức từ tỉnh đến cơ sở.", group="II.2"),
    Said("III.4.-1", LONG, by=("Sở Y tế",), coordinating=("Hội Chữ thập đỏ tỉnh",)),
    Said("III.4.-2", "Tham gia tuyên truyền các giá trị nhân đạo.", by=("Sở Y tế",), lead=False),
    Said(
        "III.5.-1", "Chỉ đạo công tác Chữ thập đỏ trong trường học.", by=("Sở Giáo dục và Đào tạo",)
    ),
)
SECTIONS = {
    "II": "NỘI DUNG",
    "II.1": "Tuyên truyền, nâng cao nhận thức",
    "II.2": "Củng cố tổ chức Hội",
    "III": "TỔ CHỨC THỰC HIỆN",
    "III.4": "Sở Y tế",
    "III.5": "Sở Giáo dục và Đào tạo",
}


def a_reading(
    said: Sequence[Said] = USUAL, *, findings: Iterable[tuple[str, str, str]] = ()
) -> dict[str, Any]:
    """What the reader makes of a document with these tasks; a finding is rule, address, message."""
    text, nodes, tasks = "", [], []
    for address, title in SECTIONS.items():
        nodes.append(_node(address, title, len(text), kind="section"))
        text += f"{title}\n"
        for one in said:
            if one.address.rpartition(".")[0] != address:
                continue
            start = len(text) + 2
            nodes.append(_node(one.address, one.text, start, kind="bullet"))
            tasks.append(_task(one, start))
            text += f"- {one.text}\n"
    return {
        "file": {"name": "ke-hoach.txt", "format": "txt", "encoding": "utf-8"},
        "text": text,
        "kind": {"code": "KH", "name": "Kế hoạch"},
        "number": "3836",
        "symbol": "KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Lai Châu",
        "place": "Lai Châu",
        "date": {"year": 2026, "month": 10, "day": 12},
        "title": "Thực hiện công tác nhân đạo trên địa bàn tỉnh",
        "sections": [
            {"address": a, "label": a.rpartition(".")[2], "title": t, "level": a.count(".") + 1}
            for a, t in SECTIONS.items()
        ],
        "nodes": nodes,
        "citations": [],
        "tasks": tasks,
        "recipients": [],
        "signer": None,
        "findings": [
            {"rule": rule, "severity": "warning", "address": address, "message": message}
            for rule, address, message in findings
        ],
    }


def _node(address: str, text: str, start: int, *, kind: str) -> dict[str, Any]:
    return {
        "address": address,
        "kind": kind,
        "level": address.count("."),
        "label": "",
        "text": text,
        "span": [start, start + len(text)],
        "parent": address.rpartition(".")[0] or None,
        "rule": kind,
        "broken_at": [],
    }


def _task(one: Said, start: int) -> dict[str, Any]:
    return {
        "address": one.address,
        "text": one.text,
        "span": [start, start + len(one.text)],
        "rule": "heading-bullets" if one.by else "content-bullet",
        "group": one.group,
        "assignees": [
            {"agency": agency, "lead": one.lead, "requested": one.requested, "rule": "heading"}
            for agency in one.by
        ],
        "coordinating": list(one.coordinating),
        "due": _due(one, start),
        "recurrence": one.recurrence,
        "product": None,
        "report_to": None,
    }


def _due(one: Said, start: int) -> dict[str, Any] | None:
    if one.due is None:
        return None
    at = start + max(one.text.find(one.due), 0)
    return {"text": one.due, "date": None, "span": [at, at + len(one.due)]}


def many_said(count: int) -> list[Said]:
    """As many tasks of one agency."""
    return [
        Said(f"III.4.-{n}", f"Tổ chức đợt khám bệnh nhân đạo thứ {n}.", by=("Sở Y tế",))
        for n in range(1, count + 1)
    ]


def an_office() -> Unit:
    """The office that follows the plans, and the agencies that they name."""
    office = a_unit("Hội Chữ thập đỏ tỉnh", key="hoi-tinh", kind=UnitKind.CHAPTER)
    a_unit("Sở Y tế", key="so-y-te")
    a_unit("Sở Giáo dục và Đào tạo", key="so-gddt", short_name="Sở GD&ĐT")
    return office


def an_officer_at(unit: Unit, *, role: Role = Role.PROVINCE_OFFICER) -> User:
    """Somebody with a role there."""
    return an_appointment(
        user=a_user(full_name="Lò Thị Hạnh"), role=role, unit=unit, start=dt.date(2026, 1, 1)
    ).user


def a_document(
    *,
    office: Unit | None = None,
    officer: User | None = None,
    said: Sequence[Said] = USUAL,
    findings: Iterable[tuple[str, str, str]] = (),
) -> Document:
    """A document that was read, in the register of the office."""
    office = office or an_office()
    officer = officer or an_officer_at(office)
    reading = a_reading(said, findings=findings)
    return a_read_document(owner=office, by=officer, reading=reading, at=AT)


@dataclass(frozen=True, slots=True)
class Desk:
    """A plan and who works on it."""

    plan: Plan
    officer: User
    office: Unit

    def task(self, address: str) -> Task:
        """The task with that address, as it is now."""
        return Task.objects.get(plan=self.plan, address=address)

    def standing(self) -> list[str]:
        """The addresses of the tasks that count, in their order."""
        shown = self.plan.tasks.exclude(state__in=[TaskState.DROPPED, TaskState.REPLACED])
        return list(shown.order_by("start", "end", "pk").values_list("address", flat=True))

    def named(self, address: str) -> list[tuple[str, str, list[str]]]:
        """The agencies of a task: words, role, keys of the units that hold it now."""
        rows = Assignment.objects.filter(task=self.task(address)).order_by("order")
        return [
            (
                row.words,
                row.role,
                list(
                    row.assignees.filter(end=None)
                    .order_by("unit__key")
                    .values_list("unit__key", flat=True)
                ),
            )
            for row in rows
        ]


def a_review(
    *, said: Sequence[Said] = USUAL, findings: Iterable[tuple[str, str, str]] = ()
) -> Desk:
    """A plan whose review has just begun."""
    office = an_office()
    officer = an_officer_at(office)
    document = a_document(office=office, officer=officer, said=said, findings=findings)
    plan = actions.start_review(document=document, by=officer, at=AT)
    return Desk(plan, officer, office)


def a_confirmed_plan(*, said: Sequence[Said] = USUAL) -> Desk:
    """A plan whose tasks are with their agencies."""
    desk = a_review(said=said)
    finish(desk)
    actions.confirm(plan=desk.plan, by=desk.officer, at=AT)
    desk.plan.refresh_from_db()
    return desk


def finish(desk: Desk) -> None:
    """Decide on every task: what has an agency is right, what has none is for everybody."""
    actions.check_all_assigned(plan=desk.plan, by=desk.officer, at=AT)
    waiting = list(desk.plan.tasks.filter(state=TaskState.PROPOSED))
    if waiting:
        actions.mark_general(plan=desk.plan, tasks=waiting, by=desk.officer, at=AT)
