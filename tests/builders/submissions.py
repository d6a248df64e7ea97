"""Chapters that report: one with a clerk and a head, below the province's office."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.builders.activities import at as somebody_at
from tests.builders.facts import a_fact
from tests.builders.figures import measures
from tests.builders.units import a_unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.submissions import actions
from nhanai.submissions.actions import load_forms
from nhanai.submissions.models import ReportForm, Submission
from nhanai.submissions.queries import Slot, prepared, slot_of
from nhanai.submissions.rules.answering import Said
from nhanai.submissions.rules.checks import reply_key
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
WORK = "bao-cao-cong-tac"
SCORES = "cham-diem-cap-xa"
OCTOBER = "ND09:MONTH:2026-10"
YEAR = "ND09:YEAR:2025"
"""15/9 – 14/10/2026 and 15/12/2024 – 14/12/2025."""

DAY = dt.date(2026, 10, 5)
AFTER = dt.datetime(2026, 10, 16, 9, 0, tzinfo=HERE)


@dataclass(frozen=True, slots=True)
class Reporting:
    """The office with one chapter, and who works there."""

    office: Unit
    chapter: Unit
    officer: User
    clerk: User
    head: User

    def slot(self, key: str = OCTOBER, code: str = WORK) -> Slot:
        """The report of the chapter for a period."""
        found = slot_of(self.chapter, code, key)
        assert found is not None
        return found


def forms() -> None:
    """The catalogue and the forms, as an installation has them."""
    measures()
    if not ReportForm.objects.exists():
        load_forms()


def a_reporting() -> Reporting:
    """The smallest world in which a report goes up."""
    forms()
    office = a_unit("Hội Chữ thập đỏ tỉnh", key="hoi-tinh", kind=UnitKind.CHAPTER)
    chapter = a_chapter(office, "Hội Chữ thập đỏ xã Bum Tở", "hoi-bum-to")
    return Reporting(
        office, chapter, somebody_at(office, Role.PROVINCE_OFFICER), somebody_at(chapter),
        somebody_at(chapter, Role.CHAPTER_HEAD),
    )  # fmt: skip


def a_chapter(office: Unit, name: str, key: str, *, end: dt.date | None = None) -> Unit:
    """A chapter of a commune below the office."""
    return a_unit(name, key=key, kind=UnitKind.CHAPTER, parent=office, line=Line.RED_CROSS, end=end)


def gave(unit: Unit, measure: str, quantity: int | Decimal, *, day: dt.date = DAY) -> None:
    """Something counted there, in the period of October unless the day says otherwise."""
    source = "figures.figure" if measure[:2] in {"KT", "DS"} else "activities.activity"
    a_fact(unit, measure, quantity, day=day, source=source)


def wrote(world: Reporting, *said: Said, slot: Slot | None = None, by: User | None = None) -> None:
    """The clerk writes into the report."""
    actions.save(slot=slot or world.slot(), said=said, by=by or world.clerk, at=AFTER)


def ahead(text: str = "Vận động Tết Nhân ái.") -> Said:
    """The one answer that the report cannot go without."""
    return Said("text:phuong-huong", text)


def replied(slot: Slot, text: str = "Đúng như sổ ghi.") -> list[Said]:
    """A sentence for everything that asks for one."""
    row = slot.rows().first()
    return [
        Said(reply_key(one), text, about=one.message)
        for one in prepared(slot, row).standing
        if one.severity.value == "warning"
    ]


def sent(
    world: Reporting, *, slot: Slot | None = None, by: User | None = None,
    at: dt.datetime = AFTER,
) -> Submission:  # fmt: skip
    """The head sends what the clerk wrote."""
    slot = slot or world.slot()
    if not slot.rows().filter(answers__key="text:phuong-huong").exists():
        wrote(world, ahead(), slot=slot)
    wrote(world, *replied(slot), slot=slot)
    return actions.submit(slot=slot, by=by or world.head, at=at)


def accepted(world: Reporting, *, slot: Slot | None = None) -> Submission:
    """The officer accepts what the head sent."""
    row = sent(world, slot=slot)
    assert row.current is not None
    return actions.accept(submission=row, number=row.current.number, by=world.officer, at=AFTER)
