"""Facts are what the records say: after any history, the table made from nothing is the same."""

import datetime as dt
import io
import random
import uuid
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Model
from tests.builders.activities import gifts
from tests.builders.figures import measures, said
from tests.builders.identity import an_appointment
from tests.builders.people import AT, TODAY, Society, a_person, a_role, a_society

from nhanai.activities import actions as activities
from nhanai.activities.actions import Links
from nhanai.activities.models import Activity
from nhanai.activities.vocab import ActivityState, PersonPart
from nhanai.base.errors import Refused
from nhanai.desk.actions import units as desk
from nhanai.facts import actions as facts
from nhanai.facts.models import Fact
from nhanai.figures import actions as figures
from nhanai.figures.models import Figure
from nhanai.identity.vocab import Role
from nhanai.people import actions as people
from nhanai.people.models import Person, PersonRole
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units import actions as units
from nhanai.units.models import Reorganisation, Unit
from nhanai.units.rules.requests import Merge, Opening, Part
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db
MERGED = dt.date(2026, 10, 1)
Row = TypeVar("Row", bound=Model)
CODES = (("XH08", ""), ("XH09", ""), ("XH12", "TK"), ("NL05", ""))


def table() -> Counter[tuple[object, ...]]:
    """Every fact without its number."""
    columns = ("unit", "day", "measure", "quantity", "subject", "field", "part", "source", "record")
    return Counter(Fact.objects.values_list(*columns))


class History:
    """Somebody who does what one may, by chance."""

    def __init__(self, seed: int) -> None:
        measures()
        self.chance = random.Random(seed)
        self.society: Society = a_society()
        self.officer = self.society.officer
        manager = an_appointment(role=Role.ADMINISTRATOR, unit=self.society.province)
        self.manager = manager.user
        people.count_units()
        self.done = 0

    def chapters(self) -> list[Unit]:
        rows = Unit.objects.filter(kind=UnitKind.CHAPTER).exclude(pk=self.society.office.pk)
        return list(rows.order_by("pk"))

    def day(self, unit: Unit) -> dt.date:
        last = min(unit.end or TODAY, TODAY)
        first = max(unit.start, dt.date(2026, 1, 1))
        return first + dt.timedelta(days=self.chance.randrange((last - first).days))

    def live(self, steps: int) -> None:
        acts = (
            self.enter, self.enter, self.correct, self.withdraw, self.join, self.join, self.leave,
            self.record, self.record, self.rewrite, self.take_back, self.name,
        )  # fmt: skip
        for step in range(steps):
            if step == steps // 2:
                self.merge()
            elif step == steps - 4 and self.chance.random() < 0.5:
                self.undo()
            try:
                with transaction.atomic():
                    self.chance.choice(acts)()
                self.done += 1
            except Refused:
                continue  # what may not be done leaves nothing behind

    def enter(self) -> None:
        unit, (code, part) = self.chance.choice(self.chapters()), self.chance.choice(CODES)
        what = said(self.chance.randint(0, 30), code, day=self.day(unit), part=part)
        figures.enter(unit=unit, said=what, by=self.officer, at=AT)

    def correct(self) -> None:
        for row in self.some(Figure):
            figures.correct(
                figure=row, quantity=Decimal(self.chance.randint(0, 30)), reason="Đếm lại",
                version=row.version, by=self.officer, at=AT,
            )  # fmt: skip

    def withdraw(self) -> None:
        for row in self.some(Figure):
            figures.withdraw(figure=row, reason="Nhầm", version=row.version, by=self.officer, at=AT)

    def join(self) -> None:
        unit = self.chance.choice(self.chapters())
        person = a_person(unit, start=self.day(unit), kind=RoleKind.MEMBER)
        if self.chance.random() < 0.5:
            a_role(person, unit, kind=RoleKind.VOLUNTEER, start=self.day(unit))

    def leave(self) -> None:
        for role in self.some(PersonRole):
            last = max(role.start, self.day(role.unit))
            people.end_role(role=role, last_day=last, reason=EndReason.LEFT, by=self.officer, at=AT)

    def record(self) -> None:
        unit = self.chance.choice(self.chapters())
        told = gifts(first_on=self.day(unit), persons=self.chance.randint(1, 50))
        activities.record(
            unit=unit, told=told, links=Links(), key=uuid.uuid4(), by=self.officer, at=AT
        )

    def rewrite(self) -> None:
        for row in self.some(Activity):
            told = replace(gifts(first_on=self.day(row.unit)), goods=self.chance.randint(0, 9))
            activities.change(
                activity=row, told=told, links=Links(), version=row.version, by=self.officer, at=AT
            )

    def take_back(self) -> None:
        for row in self.some(Activity):
            if row.state == ActivityState.WITHDRAWN:
                activities.restore(activity=row, by=self.officer, at=AT)
            else:
                activities.withdraw(activity=row, reason="Nhầm", by=self.officer, at=AT)

    def name(self) -> None:
        for row in self.some(Activity):
            named = {one.pk: PersonPart.HELPED for one in self.some(Person)}
            activities.set_people(activity=row, people=named, by=self.officer, at=AT)

    def merge(self) -> None:
        opening = Opening(
            "hoi-moi", UnitKind.CHAPTER, "Hội xã Mới", {Line.RED_CROSS: self.society.office.key}
        )
        parts = (Part(self.society.chapter.key), Part(self.society.other.key))
        desk.reorganise(
            request=Merge(parts, opening, MERGED), basis=units.Basis("9/QĐ-UBND"),
            by=self.manager, at=AT, today=TODAY,
        )  # fmt: skip

    def undo(self) -> None:
        last = Reorganisation.objects.order_by("pk").last()
        assert last is not None
        try:
            desk.undo(reorganisation=last, by=self.manager, at=AT, today=TODAY)
        except Refused:
            return  # the new unit has records of its own by now

    def some(self, kind: type[Row]) -> list[Row]:
        """One row by chance, or none."""
        rows = list(kind._default_manager.order_by("pk"))
        return [self.chance.choice(rows)] if rows else []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_table_made_from_nothing_is_the_one_that_the_acts_left(seed: int) -> None:
    history = History(seed)
    history.live(40)
    before = table()
    assert history.done > 15
    assert len(set(Fact.objects.values_list("source", flat=True))) == 4
    assert facts.check(lambda _: None).examples == []

    Fact.objects.all().delete()
    outcome = facts.rebuild(lambda _: None)

    assert table() == before
    assert (outcome.missing, outcome.extra) == (before.total(), 0)
    assert facts.check(lambda _: None).is_same


def damaged() -> Counter[tuple[object, ...]]:
    """What it should be, of a table in which one fact is lost, one altered, three made up."""
    history = History(7)
    history.live(24)
    right = table()
    first, second = Fact.objects.order_by("pk")[:2]
    Fact.objects.filter(pk=first.pk).delete()
    Fact.objects.filter(pk=second.pk).update(quantity=second.quantity + 1)
    for source, record in (("figures.figure", 10**9), ("people.role", 0), ("nobody.thing", 1)):
        Fact.objects.create(
            unit=second.unit, day=second.day, measure=second.measure, quantity=1, source=source,
            record=record,
        )  # fmt: skip
    return right


def test_a_check_tells_what_differs_and_writes_nothing_and_a_rebuild_mends_it() -> None:
    right = damaged()
    wrong, said_so = table(), io.StringIO()

    with pytest.raises(CommandError, match="thiếu 2, thừa 4 dòng"):
        call_command("rebuild_facts", "--check", stdout=said_so)
    assert table() == wrong
    assert "figures.figure số 1000000000: thiếu 0, thừa 1 dòng" in said_so.getvalue()

    call_command("rebuild_facts", stdout=said_so)
    assert "Đã dựng lại: trước đó thiếu 2, thừa 4 dòng." in said_so.getvalue()
    assert table() == right
    call_command("rebuild_facts", "--check", stdout=said_so)
    assert "Bảng số liệu gốc khớp với các bản ghi." in said_so.getvalue()
