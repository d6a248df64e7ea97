"""What is recorded of people is counted, in the same act, and on any day."""

import datetime as dt
import itertools

import pytest
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.builders.identity import an_appointment
from tests.builders.people import AT, TODAY, Society, a_person, a_role, a_society
from tests.builders.units import a_unit

from nhanai.base.days import Period
from nhanai.desk.actions import units as desk
from nhanai.facts.actions.rebuilding import check
from nhanai.facts.models import Fact
from nhanai.facts.queries.rolling import rolled_up
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.people import actions, facts
from nhanai.people.models import PersonRole
from nhanai.people.rules.counting import Measured, Stay, changes, facts_of_unit
from nhanai.people.rules.roles import RoleValues
from nhanai.people.vocab import Employment, EndReason, RoleKind, VolunteerGrade
from nhanai.units import actions as units
from nhanai.units.models import Unit
from nhanai.units.rules.requests import Merge, Opening, Part
from nhanai.units.vocab import Line, UnitKind

DAY = dt.date(2026, 1, 1)


def stock(measure: str, day: dt.date) -> int:
    """What the facts say is there at the end of that day."""
    said = Fact.objects.filter(measure__code=measure, day__lte=day)
    return said.aggregate(sum=Sum("quantity"))["sum"] or 0


@pytest.mark.django_db
def test_a_role_counts_from_its_first_day_to_its_last() -> None:
    society = a_society()
    role = a_person(society.chapter, start=dt.date(2026, 3, 1)).roles.get()

    actions.end_role(role=role, last_day=dt.date(2026, 10, 31), reason=EndReason.LEFT,
                     by=society.clerk, at=AT)  # fmt: skip

    days = (dt.date(2026, 2, 28), dt.date(2026, 3, 1), dt.date(2026, 10, 31), dt.date(2026, 11, 1))
    assert [stock("TC04", day) for day in days] == [0, 1, 1, 0]
    assert stock("TC11", TODAY) == 1


@pytest.mark.django_db
def test_a_graded_volunteer_is_a_core_one_and_both_ages_of_the_young_are_told_apart() -> None:
    society = a_society()
    person = a_person(society.chapter, kind=None)
    for kind, grade in (
        (RoleKind.VOLUNTEER, VolunteerGrade.GOLD),
        (RoleKind.YOUTH, ""),
        (RoleKind.TEENAGER, ""),
        (RoleKind.DONOR, ""),
    ):
        a_role(person, society.chapter, kind=kind, grade=grade)

    said = Fact.objects.filter(source="people.role").order_by("measure__code", "part")
    assert list(said.values_list("measure__code", "part", "quantity")) == [
        ("TC06", "", 1),
        ("TC07", "", 1),
        ("TC08", "TN", 1),
        ("TC08", "TR", 1),
        ("TC11", "TNV", 1),
    ]


@pytest.mark.django_db
def test_a_club_counts_at_its_chapter() -> None:
    society = a_society()
    below = {"parent": society.chapter, "line": Line.RED_CROSS}
    a_unit("Câu lạc bộ 25", kind=UnitKind.CLUB, start=DAY, **below)  # type: ignore[arg-type]  # shared by both
    a_unit("Đội ứng phó", kind=UnitKind.RESPONSE_TEAM, start=DAY, end=dt.date(2026, 6, 1), **below)  # type: ignore[arg-type]  # shared by both

    facts.count_units()

    assert [stock(code, DAY) for code in ("TC09", "TC10", "TT05A")] == [1, 1, 1]
    assert [stock(code, TODAY) for code in ("TC02", "TC09", "TC10", "TT05A")] == [0, 1, 0, 0]
    assert stock("TC01", TODAY) == 2
    assert set(Fact.objects.filter(measure__code="TC09").values_list("unit", flat=True)) == {
        society.chapter.pk
    }


@pytest.mark.django_db
def test_made_anew_the_facts_are_the_same() -> None:
    society = a_society()
    person = a_person(society.chapter)
    a_role(person, society.chapter, kind=RoleKind.VOLUNTEER, end=dt.date(2026, 5, 1))
    facts.count_units()
    columns = ("unit", "day", "measure", "quantity", "part", "field", "source", "record")
    before = sorted(Fact.objects.values_list(*columns), key=str)
    Fact.objects.all().delete()

    facts.rebuild()
    facts.rebuild()

    assert before
    assert sorted(Fact.objects.values_list(*columns), key=str) == before


def test_a_club_that_goes_over_with_its_chapter_is_counted_once() -> None:
    merged = dt.date(2026, 7, 1)
    stays = [Stay(1, DAY, merged, unit_end=merged), Stay(2, merged, dt.date(2026, 9, 1))]

    said = facts_of_unit(UnitKind.CLUB, "", UnitKind.CHAPTER, stays)

    assert [(one.unit, one.day, one.quantity) for one in said] == [
        (1, DAY, 1),
        (2, dt.date(2026, 9, 1), -1),
    ]


@pytest.mark.parametrize("moved", [dt.date(2026, 7, 1)])
def test_a_club_that_moves_while_both_chapters_live_leaves_one_for_the_other(
    moved: dt.date,
) -> None:
    said = facts_of_unit(UnitKind.CLUB, "", UnitKind.CHAPTER, [Stay(1, DAY, moved), Stay(2, moved)])

    assert [(one.unit, one.quantity) for one in said] == [(1, 1), (1, -1), (2, 1)]


@given(st.integers(0, 60), st.integers(1, 90), st.integers(1, 60), st.integers(0, 160))
def test_what_ends_with_its_unit_or_later_is_there_to_the_last_day_of_the_unit(
    at: int, long: int, unit_long: int, offset: int
) -> None:
    start, unit_end = DAY + dt.timedelta(days=at), DAY + dt.timedelta(days=at + unit_long)
    stay = Stay(1, start, start + dt.timedelta(days=long), unit_end)
    day = DAY + dt.timedelta(days=offset)

    said = changes(Measured("TC04"), stay)

    is_held = start <= day < min(start + dt.timedelta(days=long), unit_end)
    assert sum(one.quantity for one in said if one.day <= day) == is_held


@pytest.mark.django_db
def test_an_office_that_ends_with_its_chapter_counts_on_the_last_day_of_both() -> None:
    society = a_society()
    merged = dt.date(2026, 10, 1)
    actions.appoint_officer(
        person=a_person(society.chapter), unit=society.chapter,
        values=actions.PostValues("Chủ tịch", Employment.FULL_TIME, DAY, dt.date(2031, 1, 1)),
        by=society.head, at=AT,
    )  # fmt: skip
    manager = an_appointment(role=Role.ADMINISTRATOR, unit=society.province).user

    made_one(society, merged, manager)

    before, after = Period(DAY, merged), Period(DAY, merged + dt.timedelta(days=1))
    rolled = rolled_up(society.office.pk, ["TC14", "TC04"], [before, after])
    for unit in (society.office, society.chapter):
        assert rolled.figures(unit.pk, 0)["TC14"].value == 1
    assert rolled.figures(society.office.pk, 1)["TC14"].value == 0
    assert rolled.figures(society.office.pk, 1)["TC04"].value == 1
    assert check(lambda _: None).is_same


def made_one(society: Society, on: dt.date, manager: User) -> None:
    """Both chapters become a new one."""
    opening = Opening(
        "hoi-moi", UnitKind.CHAPTER, "Hội xã Mới", {Line.RED_CROSS: society.office.key}
    )
    parts = (Part(society.chapter.key), Part(society.other.key))
    desk.reorganise(
        request=Merge(parts, opening, on), basis=units.Basis("9/QĐ-UBND"), by=manager, at=AT,
        today=TODAY,
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.one_of(st.none(), st.integers(1, 200))), max_size=12
    ),
    st.integers(0, 600),
)
def test_the_changes_up_to_a_day_are_the_roles_held_on_it(
    drawn: list[tuple[int, int | None]], offset: int
) -> None:
    day = DAY + dt.timedelta(days=offset)
    stays = [
        Stay(
            1,
            start := DAY + dt.timedelta(days=at),
            start + dt.timedelta(days=long) if long else None,
        )
        for at, long in drawn
    ]

    said = [fact for stay in stays for fact in changes(Measured("TC04"), stay)]

    held = [one for one in stays if one.start <= day and (one.end is None or day < one.end)]
    assert sum(one.quantity for one in said if one.day <= day) == len(held)


class CountOfMembers(TestCase):
    """Against a real database: what the acts leave, whatever was asked of them in which order."""

    @settings(max_examples=15)
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 3), st.integers(0, 1), st.integers(0, 200), st.integers(1, 120)
            ),
            max_size=10,
        )
    )
    def test_no_roles_overlap_and_members_count_as_by_hand(
        self, asked: list[tuple[int, int, int, int]]
    ) -> None:
        society = a_society()
        people = [a_person(society.chapter, kind=None) for _ in range(4)]
        chapters: list[Unit] = [society.chapter, society.other]
        for who, where, at, long in asked:
            start = DAY + dt.timedelta(days=at)
            values = RoleValues(RoleKind.MEMBER, start, start + dt.timedelta(days=long))
            try:
                actions.give_role(person=people[who], unit=chapters[where], values=values,
                                  by=society.officer, at=AT)  # fmt: skip
            except actions.CannotChangeRole:
                continue

        rows = list(PersonRole.objects.order_by("person", "start"))
        for day in (DAY + dt.timedelta(days=offset) for offset in range(0, 330, 11)):
            by_hand = {row.person_id for row in rows if row.start <= day < (row.end or day)}
            assert stock("TC04", day) == len(by_hand)
        for one, other in itertools.pairwise(rows):
            assert not (one.person_id == other.person_id and other.start < (one.end or dt.date.max))
