"""A unit ends: its open work goes on with who took over, and comes back with an undo."""

import datetime as dt

import pytest
from tests.builders.plans import AT, Desk
from tests.builders.progress import DAY, MONTHLY, ONCE, a_desk, an_update, somebody_at, work
from tests.builders.units import a_unit, unit

from nhanai.plans import actions, queries
from nhanai.plans.models import Occurrence
from nhanai.plans.vocab import ProgressState
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 12, 1)


def handed_over(desk: Desk, *to: Unit) -> None:
    actions.hand_over(
        unit=unit("so-y-te"), successors=to, on=ON, reason="Sáp nhập", by=desk.officer, at=AT + DAY
    )


def taken_back(desk: Desk) -> None:
    actions.take_back(
        unit=unit("so-y-te"), on=ON, reason="Hoàn tác", by=desk.officer, at=AT + 2 * DAY
    )


def all_rows() -> list[tuple[object, ...]]:
    return list(Occurrence.objects.order_by("pk").values_list())


def test_open_work_goes_on_with_the_successor_from_where_it_stood() -> None:
    desk = a_desk()
    an_update(work(desk))
    heir = a_unit("Sở Y tế và Xã hội", key="heir")

    handed_over(desk, heir)

    old, new = work(desk), work(desk, "heir")
    assert (old.passed_on_at, new.taken_from, new.state) == (AT + DAY, old, "IN_PROGRESS")
    assert [row.unit.key for row in queries.chain_of(new)] == ["so-y-te"]
    mine = queries.of_my_units(somebody_at(heir), today=AT.date())
    assert [row.pk for row in mine] == [new.pk]
    an_update(new, at=AT + 2 * DAY)


def test_an_undo_right_after_leaves_every_row_as_it_was() -> None:
    desk = a_desk()
    an_update(work(desk))
    before = all_rows()

    handed_over(desk, a_unit("A", key="a"), a_unit("B", key="b"))
    taken_back(desk)

    assert all_rows() == before


def test_what_the_successor_said_in_between_is_not_lost() -> None:
    desk = a_desk()
    handed_over(desk, a_unit("A", key="a"))
    an_update(work(desk, "a"), state=ProgressState.DONE, at=AT + DAY)

    taken_back(desk)

    assert (work(desk).state, work(desk).passed_on_at) == ("DONE", None)
    assert work(desk, "a").passed_on_at == AT + 2 * DAY
    assert work(desk, "a").updates.count() == 1


def test_finished_work_stays_and_is_not_asked_of_the_successor_again() -> None:
    desk = a_desk()
    an_update(work(desk), state=ProgressState.DONE)

    handed_over(desk, a_unit("A", key="a"))
    actions.open_occurrences(plan=None, by="Máy", at=AT + 30 * DAY)

    assert [row.unit.key for row in Occurrence.objects.all()] == ["so-y-te"]


def test_the_next_period_opens_for_the_successor() -> None:
    desk = a_desk(MONTHLY)
    an_update(work(desk), state=ProgressState.DONE)
    handed_over(desk, a_unit("A", key="a"))

    actions.open_occurrences(plan=None, by="Máy", at=AT + 30 * DAY)

    found = Occurrence.objects.order_by("start").values_list("unit__key", "start")
    assert list(found) == [("so-y-te", dt.date(2026, 11, 24)), ("a", dt.date(2026, 12, 15))]


def test_a_successor_with_work_of_her_own_goes_on_with_that() -> None:
    desk = a_desk(ONCE)
    heir = a_unit("A", key="a")
    task = desk.task("III.4.-1")
    Occurrence.objects.create(task=task, unit=heir, role="ASSIGNED", start=work(desk).start)

    handed_over(desk, heir)

    assert Occurrence.objects.filter(unit=heir).count() == 1
    assert work(desk).passed_on_at == AT + DAY
