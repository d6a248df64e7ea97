"""The installation that `deadline.py` works on: a province with so many chapters and their past."""

import datetime as dt

from benchmarks.figures import facts
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from tests.builders.identity import a_user

from nhanai.facts.actions.keeping import differing
from nhanai.facts.models import Fact, Measure
from nhanai.facts.queries.history import history
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.storing.inserting import insert
from nhanai.submissions.models import ReportForm
from nhanai.submissions.queries import forms
from nhanai.units import actions as units_actions
from nhanai.units.models import Lineage, Unit
from nhanai.units.rules.known import Called, KnownUnit
from nhanai.units.rules.shipped import REFORM, Placed, Province, ShippedUnit
from nhanai.units.vocab import Line, UnitKind

UNITS, WATCHERS = 150, 3
PASSWORD = "nương lúa bậc thang"  # noqa: S105 (of people who live for one run)
FORM, PERIOD = "bao-cao-cong-tac", "ND09:HALF:2026-H1"
LAST_DAY = dt.date(2026, 6, 14)
"""Of the half-year that began on 15 December 2025."""

BATCH = 5_000


def made() -> tuple[Unit, list[Unit]]:
    """Fill an installation that has its units; gives the province's office and its chapters."""
    office = _office()
    if not ReportForm.objects.exists():
        raise SystemExit("The installation was not prepared.")
    _add_chapters(office)
    below = _chapters(office)
    with transaction.atomic():
        _count()
        _people(office, below)
        differing(mends=True)
    with connection.cursor() as cursor:
        # as autovacuum would have done long before that day
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return office, below


def _office() -> Unit:
    """The chapter below which the others stand."""
    line = Lineage.objects.filter(line=Line.RED_CROSS, ancestor__kind=UnitKind.CHAPTER)
    counted: dict[int, int] = {}
    for ancestor in line.values_list("ancestor", flat=True):
        counted[ancestor] = counted.get(ancestor, 0) + 1
    return Unit.objects.get(pk=max(counted, key=counted.__getitem__))


def _chapters(office: Unit) -> list[Unit]:
    parents = history().on(LAST_DAY, office.pk).parents
    below = [unit for unit, parent in parents.items() if parent == office.pk]
    return list(Unit.objects.filter(pk__in=below, kind=UnitKind.CHAPTER).order_by("pk"))[:UNITS]


def _add_chapters(office: Unit) -> None:
    """Chapters of communes beside those of the province, until there are enough."""
    missing = range(UNITS - len(_chapters(office)))
    several = [
        KnownUnit(
            f"hoi-them-{number}", UnitKind.CHAPTER, REFORM, None,
            (Called(f"Hội Chữ thập đỏ xã Thêm {number}", "", REFORM, None),), (), "",
        )
        for number in missing
    ]  # fmt: skip
    data = Province(
        (), tuple(ShippedUnit(one) for one in several),
        tuple(Placed(one.key, office.key, Line.RED_CROSS, REFORM, None) for one in several), (), {},
    )  # fmt: skip
    units_actions.load(data, by="benchmark", at=dt.datetime(2025, 7, 1, 8, 0, tzinfo=dt.UTC))


def _count() -> None:
    """Two years of facts at every unit that lived on their day, and the sums kept beside them.

    What must not be greater than something else is left out: chance would make it so at most units,
    and their reports could not be sent.
    """
    line = Lineage.objects.filter(line=Line.RED_CROSS).values("descendant")
    units = list(Unit.objects.filter(pk__in=line).values_list("pk", "start", "end"))
    less = [one.less for _, form in forms() for one in form.at_most if one.severity == "error"]
    counted = Measure.objects.exclude(adding="FORMULA").exclude(code__in=less)
    measures = list(counted.values_list("pk", "adding"))
    batch: list[Fact] = []
    for row in facts(units, measures):
        batch.append(Fact(**row))
        if len(batch) == BATCH:
            insert(batch)
            batch.clear()
    insert(batch)


def _people(office: Unit, below: list[Unit]) -> None:
    """A head at each chapter, some who watch at the office; one password, hashed once."""
    hashed = make_password(PASSWORD)
    watching = [(f"theo-doi-{n}", Role.PROVINCE_OFFICER, office) for n in range(WATCHERS)]
    sending = [(username(unit), Role.CHAPTER_HEAD, unit) for unit in below]
    for name, role, unit in (*watching, *sending):
        user = a_user(username=name)
        User.objects.filter(pk=user.pk).update(password=hashed)
        Appointment.objects.create(user=user, role=role, unit=unit, start=dt.date(2026, 1, 1))


def username(unit: Unit) -> str:
    """Who sends the report of that unit."""
    return f"gui-{unit.key}"
