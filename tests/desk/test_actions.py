"""What follows when a unit ends: its open tasks go to who took over, and come back with an undo."""

import datetime as dt

import pytest
from tests.builders.identity import an_appointment
from tests.builders.plans import AT, Desk, a_document, an_officer_at, finish
from tests.builders.units import lai_chau, unit

from nhanai.desk.actions.units import MayNotReorganise, reorganise, undo
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions as plans_actions
from nhanai.plans.models import Assignee
from nhanai.units.actions import Basis
from nhanai.units.models import Reorganisation
from nhanai.units.rules.requests import Merge, Part

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
DAY = dt.date(2027, 1, 1)
BASIS = Basis("12/NQ-HĐND", dt.date(2026, 12, 10))


def a_confirmed_plan() -> Desk:
    """A plan of the provincial chapter, whose tasks real departments hold."""
    lai_chau()
    office = unit("lc-hoi-tinh")
    officer = an_officer_at(office)
    document = a_document(office=office, officer=officer)
    desk = Desk(plans_actions.start_review(document=document, by=officer, at=AT), officer, office)
    finish(desk)
    plans_actions.confirm(plan=desk.plan, by=officer, at=AT)
    return desk


def an_administrator() -> User:
    return an_appointment(role=Role.ADMINISTRATOR, unit=unit("lc-tinh")).user


def merged(by: User) -> Reorganisation:
    request = Merge((Part("lc-so-y-te"),), into="lc-so-noi-vu", on=DAY)
    return reorganise(request=request, basis=BASIS, by=by, at=AT, today=TODAY)


def holders() -> list[tuple[str, dt.date | None]]:
    rows = Assignee.objects.filter(assignment__words="Sở Y tế").order_by("assignment", "pk")
    return list(rows.values_list("unit__key", "end"))


def test_the_tasks_of_a_merged_unit_go_to_its_successor_and_the_old_holder_stays_seen() -> None:
    a_confirmed_plan()

    merged(an_administrator())

    once = [("lc-so-y-te", DAY), ("lc-so-noi-vu", None)]
    assert sorted(holders(), key=str) == sorted([*once, *once], key=str)


def test_undoing_the_merger_gives_the_tasks_back() -> None:
    a_confirmed_plan()
    before = holders()
    administrator = an_administrator()
    act = merged(administrator)

    undo(reorganisation=act, by=administrator, at=AT, today=TODAY)

    assert holders() == before


def test_who_may_not_reorganise_moves_neither_units_nor_tasks() -> None:
    desk = a_confirmed_plan()
    before = holders()

    with pytest.raises(MayNotReorganise):
        merged(desk.officer)

    assert holders() == before
    assert unit("lc-so-y-te").end is None
