"""An office, chapters below it, and a plan of the office that gives them tasks."""

import datetime as dt
from dataclasses import dataclass

from tests.builders.plans import AT, Desk, Said, a_confirmed_plan, an_officer_at
from tests.builders.units import a_unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans.models import Occurrence
from nhanai.plans.vocab import AssignmentRole
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

SAID = (
    Said("III.4.-1", "Khám bệnh nhân đạo tại các xã biên giới.", by=("Hội Chữ thập đỏ tỉnh",)),
    Said("III.4.-2", "Tham gia hiến máu tình nguyện.", by=("Sở Y tế",)),
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The plan's desk, two chapters below the office, and a branch below the first of them."""

    desk: Desk
    chapters: tuple[Unit, Unit]
    branch: Unit
    heads: tuple[User, User]
    branch_head: User

    def work(
        self, *, start: dt.date = dt.date(2026, 10, 1), due_on: dt.date | None = None
    ) -> Occurrence:
        """The office's own part in the first task, in a quarter."""
        return Occurrence.objects.create(
            task=self.desk.task("III.4.-1"),
            unit=self.desk.office,
            role=AssignmentRole.LEAD,
            start=start,
            period_key=f"{start:%Y-%m}",
            label=f"Kỳ {start:%m/%Y}",
            due_on=due_on,
        )


def a_ladder() -> Ladder:
    """Everybody appointed, nothing handed down yet."""
    desk = a_confirmed_plan(said=SAID)
    chapters = (_chapter("Hội xã Pa Tần", desk.office), _chapter("Hội xã Sìn Hồ", desk.office))
    branch = _chapter("Chi hội bản Nậm Tiến", chapters[0], kind=UnitKind.BRANCH)
    heads = (_head(chapters[0]), _head(chapters[1]))
    return Ladder(desk, chapters, branch, heads, _head(branch))


def _chapter(name: str, parent: Unit, *, kind: UnitKind = UnitKind.CHAPTER) -> Unit:
    return a_unit(name, kind=kind, parent=parent, line=Line.RED_CROSS)


def _head(unit: Unit) -> User:
    return an_officer_at(unit, role=Role.CHAPTER_HEAD)


TODAY = AT.date()
