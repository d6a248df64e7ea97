"""Finding people: by name without accents, by the last digits of a number, by likeness."""

import re
from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet

from nhanai.base.text import fold
from nhanai.people.models import Person
from nhanai.people.queries.people import at_unit, living_records
from nhanai.people.rules.spelling import Birth
from nhanai.units.models import Unit

LAST_DIGITS: Final = re.compile(r"\d{3,12}")
"""What is looked for as the end of a citizen number or a phone; fewer digits find everybody."""


def matching(people: QuerySet[Person], words: str, *, by_number: bool = False) -> QuerySet[Person]:
    """Those of `people` whose name has all these words.

    With `by_number`, digits find the end of a citizen number or a phone.
    """
    digits = words.replace(" ", "")
    if by_number and LAST_DIGITS.fullmatch(digits):
        return people.filter(Q(citizen_number__endswith=digits) | Q(phone__endswith=digits))
    for word in fold(words).split():
        people = people.filter(name_folded__contains=word)
    return people


def alike(name: str, birth: Birth, *, unit: Unit) -> Sequence[Person]:
    """People of that unit who may be the same one: name alike, and no year that speaks against.

    At most five; the surest, of the same year of birth, first.
    """
    found = at_unit(living_records(), [unit.pk]).filter(name_folded=fold(name))
    year = birth.on.year if birth.on else birth.year
    if year is not None:
        found = found.filter(Q(birth_year=year) | Q(birth_year__isnull=True))
    return list(found.order_by("-birth_year", "pk")[:5])


def shown_as(person: Person) -> str:
    """A person as a list names her: name, year of birth, hamlet."""
    parts = [person.full_name]
    if person.birth_year:
        parts.append(f"sinh {person.birth_year}")
    if person.hamlet:
        parts.append(person.hamlet)
    return ", ".join(parts)


def birth_of(person: Person) -> Birth:
    """What is known of her birth."""
    return Birth(person.birth_on, person.birth_year)


def holder_of_number(number: str, *, besides: Person | None = None) -> Person | None:
    """Who has that citizen number, merged records too."""
    holders = Person.objects.filter(citizen_number=number)
    return (holders.exclude(pk=besides.pk) if besides else holders).first() if number else None
