"""Activities as the rows of a list and as a page of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhanai.activities.models import Activity
from nhanai.activities.rules.kinds import items, kinds
from nhanai.activities.rules.recording import plain
from nhanai.activities.vocab import ActivityState
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.units.queries import names_by_day

LOOKS = {
    ActivityState.DRAFT: ("hand", "draft"),
    ActivityState.RECORDED: ("ok", "tick"),
    ActivityState.WITHDRAWN: ("", "x"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One activity in words."""

    activity: Activity
    unit: str
    kind: str
    tone: str
    icon: str

    @property
    def is_before(self) -> bool:
        """Whether the unit that did it has ended since."""
        return self.activity.unit.end is not None

    @property
    def days(self) -> str:
        """When it was."""
        one = self.activity
        if one.first_on == one.last_on:
            return written(one.last_on)
        return f"{written(one.first_on)} – {written(one.last_on)}"

    @property
    def people(self) -> str:
        """For how many, each figure with its own noun."""
        one = self.activity
        parts = (
            (one.persons, "người"), (one.services, "lượt người"), (one.households, "hộ"),
            (one.joined, "người tham gia"),
        )  # fmt: skip
        return ", ".join(f"{numbers.show(n)} {noun}" for n, noun in parts if n)

    @property
    def amounts(self) -> Sequence[str]:
        """What was given or done, with its number."""
        return [
            f"{'khoảng ' * one.is_rough}{numbers.show(plain(one.number))} {items()[one.item].name}"
            for one in self.activity.amounts.all()
            if one.item in items()
        ]

    @property
    def worth(self) -> str:
        """What it was worth, blood included, or nothing."""
        whole = self.activity.whole_worth
        return numbers.show_dong(whole) if whole else ""


def rows_of(activities: Iterable[Activity]) -> list[Row]:
    """The rows, each unit under the name that it bore then; one query more however many."""
    listed = list(activities)
    names = names_by_day((one.unit_id, one.last_on) for one in listed)
    return [_row(one, names.get((one.unit_id, one.last_on), "")) for one in listed]


def _row(activity: Activity, unit: str) -> Row:
    kind = kinds().get(activity.kind)
    tone, icon = LOOKS[ActivityState(activity.state)]
    return Row(activity, unit, kind.name if kind else activity.kind, tone, icon)
