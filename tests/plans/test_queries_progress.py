"""Who sees which work, how it stands, and what it comes to."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.builders.plans import AT, Said
from tests.builders.progress import (
    DAY,
    MONTHLY,
    ONCE,
    YEARLY,
    a_desk,
    an_update,
    somebody_at,
    work,
)
from tests.builders.units import a_unit, unit

from nhanai.plans import actions, queries
from nhanai.plans.models import Occurrence, Task
from nhanai.plans.queries import WorkFilters
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.timing import Standing
from nhanai.plans.vocab import AssignmentRole, ProgressState, TaskState

pytestmark = pytest.mark.django_db
TODAY = AT.date()
OTHER = Said("III.5.-1", "Dạy sơ cấp cứu trong trường học.", by=("Sở Giáo dục và Đào tạo",))


def test_an_agency_sees_its_own_work_and_that_of_who_shares_its_tasks() -> None:
    desk = a_desk(YEARLY, OTHER)
    doctor = somebody_at(unit("so-y-te"))

    seen = queries.visible_occurrences(doctor, today=TODAY)
    mine = queries.of_my_units(doctor, today=TODAY)

    assert {row.unit.key for row in seen} == {"so-y-te", "so-gddt"}
    assert {row.task.address for row in seen} == {"III.4.-1"}
    assert [row.unit.key for row in mine] == ["so-y-te"]
    assert queries.visible_occurrences(desk.officer, today=TODAY).count() == 3


def test_who_belongs_nowhere_near_sees_nothing() -> None:
    a_desk()

    assert not queries.visible_occurrences(somebody_at(a_unit("Sở Xây dựng")), today=TODAY)


def test_counts_and_filters_agree_on_what_is_late_soon_and_closed() -> None:
    desk = a_desk(YEARLY, OTHER)
    an_update(work(desk, "so-gddt"), state=ProgressState.DONE)
    rows = queries.visible_occurrences(desk.officer, today=TODAY)
    on = {"late": dt.date(2026, 12, 16), "soon": dt.date(2026, 12, 10), "early": TODAY}

    counts = {name: queries.work_counts(rows, today=day) for name, day in on.items()}

    found = {
        name: (one.all, one.late, one.soon, one.closed, one.open) for name, one in counts.items()
    }
    assert found == {"late": (3, 1, 0, 1, 2), "soon": (3, 0, 1, 1, 2), "early": (3, 0, 0, 1, 2)}
    for name, day in on.items():
        sizes = [
            queries.narrowed_work(rows, WorkFilters(standing=one), today=day).count()
            for one in Standing
        ]
        assert sum(sizes) == 3
        assert sizes[list(Standing).index(Standing.LATE)] == counts[name].late


def test_work_is_found_by_unit_role_plan_words_and_nearness_of_its_day() -> None:
    desk = a_desk(YEARLY, OTHER)
    rows = queries.visible_occurrences(desk.officer, today=TODAY)

    def keys(wanted: WorkFilters) -> list[str]:
        return [row.unit.key for row in queries.narrowed_work(rows, wanted, today=TODAY)]

    assert keys(WorkFilters(unit=unit("so-y-te").pk)) == ["so-y-te"]
    assert keys(WorkFilters(role=AssignmentRole.COORDINATING)) == ["so-gddt"]
    assert keys(WorkFilters(text="sơ cấp cứu")) == ["so-gddt"]
    assert keys(WorkFilters(due_within=30)) == ["so-y-te", "so-gddt"]
    assert keys(WorkFilters(due_within=10)) == []
    assert keys(WorkFilters(plan=desk.plan.pk + 1)) == []


def test_the_lead_alone_says_where_a_task_stands() -> None:
    desk = a_desk(YEARLY)
    task = desk.task("III.4.-1")
    an_update(work(desk, "so-gddt"), state=ProgressState.DONE)

    before = queries.progress_of([task.pk], today=TODAY)[task.pk]
    an_update(work(desk), state=ProgressState.DONE)
    after = queries.progress_of([task.pk], today=TODAY)[task.pk]

    assert (before.state, before.done, before.units) == (ProgressState.NOT_STARTED, 0, 1)
    assert (after.state, after.standing) == (ProgressState.DONE, Standing.CLOSED)


def test_a_missed_month_makes_the_task_late_while_the_new_one_runs() -> None:
    desk = a_desk(MONTHLY)
    actions.open_occurrences(plan=desk.plan, by="Máy", at=AT + 40 * DAY)
    task = desk.task("III.4.-1")

    found = queries.progress_of([task.pk], today=TODAY + 40 * DAY)[task.pk]

    assert (found.standing, found.late, found.units) == (Standing.LATE, 1, 2)


def test_the_newest_number_of_each_period_of_each_answering_unit_counts() -> None:
    desk = a_desk(YEARLY)
    task = desk.task("III.4.-1")
    actions.set_target(
        task=task, name="Khám", measured_in="lượt người", value=Decimal(400), by=desk.officer,
        at=AT,
    )  # fmt: skip
    an_update(work(desk), quantity=Decimal(90))
    an_update(work(desk), quantity=Decimal(120), at=AT + DAY)
    an_update(work(desk), at=AT + 2 * DAY)
    an_update(work(desk, "so-gddt"), quantity=Decimal(50))
    actions.open_occurrences(plan=desk.plan, by="Máy", at=AT + 40 * DAY)
    an_update(work(desk, at=1), quantity=Decimal(30), at=AT + 41 * DAY)

    total = queries.totals_of([task.pk])[task.pk]

    assert (total.reached, total.units, total.percent) == (Decimal(150), 2, 37)


def test_the_words_of_the_period_before_are_at_hand() -> None:
    desk = a_desk(YEARLY)
    an_update(work(desk), text="Năm nay khám 3 đợt.")
    actions.open_occurrences(plan=desk.plan, by="Máy", at=AT + 40 * DAY)

    before = queries.said_before(work(desk, at=1))

    assert before is not None
    assert before.text == "Năm nay khám 3 đợt."
    assert queries.said_before(work(desk)) is None


def test_the_newest_words_of_each_row_come_in_one_query(django_assert_num_queries: object) -> None:
    desk = a_desk(ONCE, OTHER)
    an_update(work(desk), text="Một.")
    an_update(work(desk), text="Hai.")
    keys = list(Occurrence.objects.values_list("pk", flat=True))

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.last_updates(keys)

    assert [one.text for one in found.values()] == ["Hai."]
    assert [one.text for one in queries.updates_of(keys)[work(desk).pk]] == ["Hai.", "Một."]


def test_open_work_counted_by_its_days_is_the_open_standing_work() -> None:
    desk = a_desk(YEARLY, OTHER)

    def counted() -> set[int]:
        return set(queries.open_work_on([desk.plan.pk]).values_list("pk", flat=True))

    def looked_up() -> set[int]:
        standing = queries.standing_work(Occurrence.objects.filter(task__plan=desk.plan))
        return {row.pk for row in standing if row.state not in CLOSED}

    assert counted() == looked_up()
    assert len(counted()) == 3
    assert not queries.open_work_on([desk.plan.pk + 1])
    an_update(work(desk, "so-gddt"), state=ProgressState.DONE)
    assert counted() == looked_up()
    assert len(counted()) == 2
    Occurrence.objects.filter(pk=min(counted())).update(passed_on_at=AT)
    assert counted() == looked_up()
    assert len(counted()) == 1
    Task.objects.filter(plan=desk.plan).update(state=TaskState.PROPOSED)
    assert counted() == looked_up() == set()
    assert not queries.open_work_on([])
