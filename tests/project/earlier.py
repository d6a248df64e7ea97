"""A database as earlier versions left it, and what the tables of today say of it.

`python -m tests.project.earlier write` makes it, `read` prints its kept sums; each a process of
its own, as Django knows one state of the tables only.
"""

import datetime as dt
import json
import sys
from typing import Any, Final

import django
from django.db.migrations.state import StateApps

Row = Any
"""A row of a table as it was: what it has, no type of today says."""
BEFORE: Final = [
    ("facts", "0001_tables"),
    ("figures", "0001_tables"),
    ("identity", "0001_tables"),
    ("people", "0001_tables"),
]
"""From before sums were kept beside the facts, and what ended with its unit was counted right."""
START, ENDED = dt.date(2020, 1, 1), dt.date(2025, 7, 15)
AT: Final = dt.datetime(2025, 1, 10, 2, 0, tzinfo=dt.UTC)


def write() -> None:
    """The chapters, the people, the figures of then, with their facts as they were kept then."""
    from django.db import connection  # noqa: PLC0415 (after Django is set up)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    made = executor.migrate(BEFORE)
    Earlier(made.apps).write()


class Earlier:
    """Rows of the tables as they were."""

    def __init__(self, apps: StateApps) -> None:
        self.apps = apps
        self.facts = apps.get_model("facts", "Fact").objects
        self.measures = {
            code: apps.get_model("facts", "Measure").objects.create(
                code=code, name=code, unit_of_measure="người", kind=kind, adding=adding,
                field=field, source="figures" if field else "people", parts=parts, start=START,
            )
            for code, kind, adding, field, parts in (
                ("XH08", "STOCK", "LAST", 1, {}),
                ("XH09", "FLOW", "SUM", 1, {}),
                ("TC01", "STOCK", "BALANCE", 0, {}),
                ("TC03", "STOCK", "BALANCE", 0, {}),
                ("TC04", "STOCK", "BALANCE", 0, {}),
                ("TC11", "FLOW", "SUM", 0, {"HV": "Hội viên"}),
                ("TC14", "STOCK", "BALANCE", 0, {"CT": "Chuyên trách"}),
            )
        }  # fmt: skip

    def write(self) -> None:
        """A chapter that became another, its branch, its chairwoman, figures of both."""
        office = self.unit("hoi-tinh", "CHAPTER")
        old = self.unit("hoi-cu", "CHAPTER", end=ENDED)
        new = self.unit("hoi-moi", "CHAPTER", start=ENDED)
        branch = self.unit("chi-hoi", "BRANCH", end=ENDED)
        for unit, parent in ((old, office), (new, office), (branch, old)):
            self.apps.get_model("units", "Placement").objects.create(
                unit=unit, parent=parent, line="RED_CROSS", start=unit.start, end=unit.end
            )
        last = ENDED - dt.timedelta(days=1)
        for unit, parent, code, day, quantity in (
            (old, office, "TC01", START, 1),
            (old, office, "TC01", ENDED, -1),
            (new, office, "TC01", ENDED, 1),
            (branch, old, "TC03", START, 1),
            (branch, old, "TC03", last, -1),
        ):
            self.fact(("people.unit", unit.pk), parent, code, (day, quantity))
        self.people(old, new, last)
        self.figures(old, new)

    def people(self, old: Row, new: Row, last: dt.date) -> None:
        """One who went on as a member, and whose office ended with the chapter."""
        roles = self.apps.get_model("people", "PersonRole").objects
        person = self.apps.get_model("people", "Person").objects.create(
            full_name="Lò Thị Ế", name_folded="lo thi e", sort_key="e", keeper=new, created_at=AT
        )
        joined = dt.date(2025, 1, 10)
        begun = {"person": person, "unit": old, "since": joined, "start": joined, "end": ENDED}
        before = roles.create(kind="MEMBER", end_reason="UNIT_ENDED", **begun)
        roles.create(
            person=person, unit=new, kind="MEMBER", since=joined, start=ENDED, follows=before
        )
        office = roles.create(kind="OFFICER", end_reason="TERM_ENDED", **begun)
        self.apps.get_model("people", "OfficerPost").objects.create(
            role=office, employment="FULL_TIME"
        )
        self.fact(("people.role", before.pk), old, "TC04", (joined, 1))
        self.fact(("people.role", before.pk), old, "TC11", (joined, 1), part="HV")
        self.fact(("people.role", office.pk), old, "TC14", (joined, 1), part="CT")
        self.fact(("people.role", office.pk), old, "TC14", (last, -1), part="CT")

    def figures(self, old: Row, new: Row) -> None:
        """What was typed on both sides of a year's edge, and a count."""
        by = self.apps.get_model("identity", "User").objects.create(username="hoixa", created_at=AT)
        for unit, code, day, quantity in (
            (old, "XH09", dt.date(2024, 12, 14), 1),
            (old, "XH09", dt.date(2024, 12, 15), 2),
            (new, "XH09", dt.date(2025, 12, 14), 4),
            (new, "XH09", dt.date(2025, 12, 15), 8),
            (new, "XH09", dt.date(2026, 1, 31), 16),
            (old, "XH08", dt.date(2025, 3, 1), 32),
        ):
            row = self.apps.get_model("figures", "Figure").objects.create(
                unit=unit, measure=self.measures[code], day=day, quantity=quantity,
                made_by=by, made_at=AT, changed_by=by, changed_at=AT,
            )  # fmt: skip
            self.fact(("figures.figure", row.pk), unit, code, (day, quantity), field=1)

    def unit(
        self, key: str, kind: str, *, start: dt.date = START, end: dt.date | None = None
    ) -> Row:
        """One unit."""
        units = self.apps.get_model("units", "Unit").objects
        return units.create(key=key, kind=kind, start=start, end=end)

    def fact(
        self, of: tuple[str, int], unit: Row, code: str, change: tuple[dt.date, int], **more: object
    ) -> None:
        """One fact of a record: the day and how much."""
        (source, record), (day, quantity) = of, change
        self.facts.create(
            source=source, record=record, unit=unit, measure=self.measures[code], day=day,
            quantity=quantity, **more,
        )  # fmt: skip


def read() -> None:
    """The kept sums that say something, by measure and span: quantity and number of facts."""
    from nhanai.facts.models import KeptSum  # noqa: PLC0415 (after Django is set up)

    rows = KeptSum.objects.filter(facts__gt=0).order_by("measure__code", "span", "unit__key")
    names = ("measure__code", "span", "unit__key", "quantity", "facts")
    sys.stdout.write(json.dumps(list(rows.values_list(*names))))


if __name__ == "__main__":
    django.setup()
    {"write": write, "read": read}[sys.argv[1]]()
