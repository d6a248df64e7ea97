"""People are kept once, and are something somewhere from a day on."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.builders.people import AT, TODAY, a_person, a_role, a_society

from nhanai.journal import queries as journal
from nhanai.people import actions, queries
from nhanai.people.models import Person, PersonRole
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import EndReason, RoleKind

pytestmark = pytest.mark.django_db

PANG = PersonValues("Lò Văn Pâng", Birth(None, 1990), citizen_number="012090000011")
MEMBER = RoleValues(RoleKind.MEMBER, dt.date(2026, 3, 1))


def test_a_person_comes_with_a_first_role_in_one_act() -> None:
    society = a_society()

    person = actions.add_person(
        values=PANG, unit=society.chapter, role=MEMBER, by=society.clerk, at=AT
    )

    role = person.roles.get()
    assert (person.name_folded, person.birth_year, person.keeper) == (
        "lo van pang",
        1990,
        society.chapter,
    )
    assert (role.kind, role.unit, role.start, role.end) == (
        "MEMBER",
        society.chapter,
        dt.date(2026, 3, 1),
        None,
    )


def test_the_journal_keeps_that_and_not_whom() -> None:
    society = a_society()

    person = actions.add_person(
        values=PANG, unit=society.chapter, role=MEMBER, by=society.clerk, at=AT
    )
    lines = journal.of_subject(journal.key_of(person))

    assert [line.verb for line in lines] == ["people.role_given", "people.added"]
    assert not any("Pâng" in str(line.content()) or "0120900" in str(line.content())
                   for line in lines)  # fmt: skip


def test_who_may_not_record_there_changes_nothing() -> None:
    society = a_society()

    with pytest.raises(actions.CannotKeepPerson, match="không có quyền"):
        actions.add_person(values=PANG, unit=society.other, by=society.clerk, at=AT)

    assert not Person.objects.exists()


def test_every_fault_is_told_at_once_and_nothing_is_kept() -> None:
    society = a_society()
    a_person(society.other, citizen_number="012090000011")
    child = RoleValues(RoleKind.VOLUNTEER, dt.date(2027, 1, 1))
    values = PersonValues("Lò Văn Pâng", Birth(dt.date(2015, 1, 1), 2015),
                          citizen_number="012090000011")  # fmt: skip

    with pytest.raises(actions.CannotKeepPerson) as refused:
        actions.add_person(values=values, unit=society.chapter, role=child,
                           by=society.clerk, at=AT)  # fmt: skip

    assert {one.rule for one in refused.value.findings} == {
        "citizen-number-taken",
        "role-ahead",
        "age-outside",
    }
    assert Person.objects.count() == 1


def test_a_similar_person_of_the_unit_is_shown_before_a_second_is_made() -> None:
    society = a_society()
    known = a_person(society.chapter, "Lò Văn Pâng", birth=Birth(None, 1990), hamlet="Nậm Tiến")
    a_person(society.other, "Lò Văn Pâng", birth=Birth(None, 1990))
    a_person(society.chapter, "Lò Văn Pâng", birth=Birth(None, 1971))
    twin = PersonValues("Lò Văn Pâng", Birth(None, 1990))

    with pytest.raises(actions.Unsure) as asked:
        actions.add_person(values=twin, unit=society.chapter, by=society.clerk, at=AT)
    second = actions.add_person(
        values=twin, unit=society.chapter, despite_warnings=True, by=society.clerk, at=AT
    )

    assert asked.value.similar == (known,)
    assert "Lò Văn Pâng, sinh 1990, Nậm Tiến" in asked.value.findings[0].message
    assert second != known


def test_nobody_is_a_member_of_two_places() -> None:
    society = a_society()
    person = a_person(society.other)

    with pytest.raises(actions.CannotChangeRole) as refused:
        actions.give_role(
            person=person, unit=society.chapter, values=MEMBER, by=society.officer, at=AT
        )

    assert [one.rule for one in refused.value.findings] == ["member-elsewhere"]
    assert person.roles.count() == 1


def test_the_database_itself_keeps_a_member_to_one_place() -> None:
    society = a_society()
    person = a_person(society.other)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_role(person, society.chapter)


def test_one_person_holds_many_roles_and_stays_one() -> None:
    society = a_society()
    person = a_person(society.chapter)
    for kind in (RoleKind.VOLUNTEER, RoleKind.BLOOD_DONOR, RoleKind.DONOR):
        values = RoleValues(kind, dt.date(2026, 3, 1))
        actions.give_role(
            person=person, unit=society.chapter, values=values, by=society.clerk, at=AT
        )

    seen = queries.visible_to(society.clerk, today=TODAY)

    assert list(seen) == [person]
    assert queries.roles_on(TODAY).count() == 4


def test_a_member_from_before_the_chapter_was_is_its_own_since_its_first_day() -> None:
    society = a_society()
    values = RoleValues(RoleKind.MEMBER, dt.date(2012, 6, 1))

    person = actions.add_person(
        values=PANG, unit=society.chapter, role=values, by=society.clerk, at=AT
    )

    role = person.roles.get()
    assert (role.since, role.start) == (dt.date(2012, 6, 1), society.chapter.start)


def test_an_unverified_age_asks_and_a_verified_one_refuses() -> None:
    society = a_society()
    person = a_person(society.chapter, birth=Birth(dt.date(2012, 5, 1), 2012), kind=None)
    acts = {"person": person, "unit": society.chapter, "by": society.clerk, "at": AT}

    with pytest.raises(actions.UnsureOfRole):
        actions.give_role(values=MEMBER, **acts)  # type: ignore[arg-type]  # shared by the acts
    actions.give_role(values=MEMBER, despite_warnings=True, **acts)  # type: ignore[arg-type]  # shared
    with pytest.raises(actions.CannotChangeRole) as refused:
        actions.give_role(
            values=RoleValues(RoleKind.VOLUNTEER, dt.date(2026, 3, 1)),
            despite_warnings=True,
            **acts,  # type: ignore[arg-type]  # shared by the acts
        )

    assert [one.rule for one in refused.value.findings] == ["age-outside"]
    assert [role.kind for role in person.roles.all()] == ["MEMBER"]


def test_a_role_ends_once_for_a_reason() -> None:
    society = a_society()
    role = a_person(society.chapter).roles.get()

    ended = actions.end_role(
        role=role,
        last_day=dt.date(2026, 10, 31),
        reason=EndReason.LEFT,
        by=society.clerk,
        at=AT,
    )
    with pytest.raises(actions.CannotChangeRole) as refused:
        actions.end_role(role=role, last_day=TODAY, reason=EndReason.LEFT, by=society.clerk, at=AT)

    assert (ended.end, ended.end_reason) == (dt.date(2026, 11, 1), "LEFT")
    assert [one.rule for one in refused.value.findings] == ["role-ended"]


def test_a_death_ends_every_role() -> None:
    society = a_society()
    person = a_person(society.chapter)
    a_role(person, society.chapter, kind=RoleKind.VOLUNTEER)

    actions.end_role(
        role=queries.open_role(person, RoleKind.MEMBER) or PersonRole(),
        last_day=dt.date(2026, 11, 2),
        reason=EndReason.DIED,
        by=society.clerk,
        at=AT,
    )

    person.refresh_from_db()
    assert person.died_on == dt.date(2026, 11, 2)
    assert {(role.end, role.end_reason) for role in person.roles.all()} == {
        (dt.date(2026, 11, 3), "DIED")
    }


def test_a_correction_says_which_fields_and_not_what_they_were() -> None:
    society = a_society()
    person = a_person(society.chapter, "Lò Văn Pâng")
    values = PersonValues("Lò Văn Păng", Birth(None, 1991), phone="0912345678")

    actions.change_person(person=person, values=values, by=society.clerk, at=AT)

    person.refresh_from_db()
    line = journal.of_subject(journal.key_of(person))[0]
    assert actions.values_of(person) == values
    assert set(line.new["changed"]) == {"họ và tên", "ngày sinh", "năm sinh", "điện thoại"}
