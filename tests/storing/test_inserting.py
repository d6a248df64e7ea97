"""Many rows at once are written as Django writes them one by one."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.builders.people import a_society

from nhanai.people.models import ImportRow, PeopleImport, Person
from nhanai.people.vocab import RowVerdict, Sex
from nhanai.storing.inserting import insert

pytestmark = pytest.mark.django_db


def people(number: int) -> list[Person]:
    chapter = a_society().chapter
    return [
        Person(
            key=uuid.uuid5(uuid.NAMESPACE_OID, str(at)), full_name=f"Lò Thị {at}", keeper=chapter,
            birth_on=dt.date(1980, 2, 1 + at % 28), birth_year=1980, sex=Sex.FEMALE,
            created_at=timezone.now(), note="Nói: 'đúng' 100 %",
        )
        for at in range(number)
    ]  # fmt: skip


def said_by(person: Person) -> dict[str, object]:
    return {field.name: getattr(person, field.attname) for field in Person._meta.concrete_fields}


def test_rows_come_back_as_they_were_given_each_with_its_number() -> None:
    rows = people(3)

    insert(rows)

    assert [said_by(one) for one in Person.objects.order_by("pk")] == [said_by(one) for one in rows]


def test_more_rows_than_one_statement_takes_all_get_their_own_number() -> None:
    rows = people(2600)

    insert(rows)

    assert {one.pk: one.full_name for one in rows} == dict(
        Person.objects.values_list("pk", "full_name")
    )


def test_texts_numbers_and_lists_in_a_json_column_stay_what_they_are() -> None:
    society = a_society()
    of = PeopleImport.objects.create(
        unit=society.chapter, by=society.clerk, at=timezone.now(), moved_at=timezone.now()
    )
    said: list[object] = ["một chữ", 7, True, {"năm": [1990]}]

    insert(
        [
            ImportRow(of=of, number=at, verdict=RowVerdict.NEW, said=one)
            for at, one in enumerate(said)
        ]
    )

    assert list(of.rows.order_by("number").values_list("said", flat=True)) == said


def test_a_row_that_the_table_refuses_leaves_none_of_them() -> None:
    rows = people(2)
    rows[1].key = rows[0].key

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(rows)

    assert not Person.objects.exists()


def test_nothing_to_write_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # the fixture has no type of its own
        insert([])
