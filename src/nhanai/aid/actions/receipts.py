"""What a household got, noted so that who gives next sees it; rooms above note theirs too."""

from collections.abc import Iterable

from nhanai.aid.models import Receipt
from nhanai.aid.rules.households import key_of
from nhanai.aid.rules.overlap import Got
from nhanai.people.models import Person
from nhanai.units.models import Unit


def note_receipts(*, source: str, unit: Unit, got: Iterable[tuple[int, Person, Got]]) -> None:
    """Keep what people got, in the transaction of the record that says so.

    `source` is the room and the kind of record (`distributions.gift`); each of `got` is the
    record's number, who received it, and what. Noted again, it replaces what was noted before. No
    rights are asked for here: who may write the record was asked there.
    """
    for record, person, one in got:
        living = person.merged_into or person
        Receipt.objects.update_or_create(
            source=source, record=record, person=living,
            defaults={
                "household_key": one.household or household_of(living), "unit": unit, "on": one.on,
                "kind": one.kind, "what": one.what[:200], "worth": one.worth,
                "giver": one.giver[:200], "programme": one.programme[:200],
            },
        )  # fmt: skip


def forget_receipts(*, source: str, records: Iterable[int]) -> None:
    """Take away what was noted of records that did not happen after all."""
    Receipt.objects.filter(source=source, record__in=list(records)).delete()


def household_of(person: Person) -> str:
    """The key of the household in which a person lives."""
    return key_of(person.pk, person.commune_id, person.household)
