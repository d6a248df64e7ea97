"""What an export asks: one's own exports, and the people of a list as the cells of a sheet."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import PeopleExport, Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.finding import birth_of
from nhanai.people.queries.listing import Asked, listed, roles_asked
from nhanai.people.rules.sheets.writing import CONTACTS, SENSITIVE, Cells
from nhanai.units.queries import names_on

BATCH: Final = 1000
NO_ROLE: Final = "Không còn vai trò"


def exports_of(user: User) -> QuerySet[PeopleExport]:
    """Her own exports, the newest first; nobody sees another's."""
    return PeopleExport.objects.filter(by=user).defer("content")


def exportable(user: User, asked: Asked, *, today: dt.date) -> QuerySet[Person]:
    """The people of the filtered list whose data may be used further."""
    return listed(user, asked, today=today).filter(restricted_at__isnull=True)


@dataclass(slots=True)
class ExportedList:
    """The rows of one list, read batch by batch: a row for each role that a person holds.

    Contacts stand where she records, sensitive values where she may open them and asked for them.
    """

    user: User
    asked: Asked
    is_full: bool
    today: dt.date
    _names: dict[int, str] = field(default_factory=dict)

    def batches(self) -> Iterator[tuple[int, list[Cells]]]:
        """How many people a batch has, and its rows."""
        may_record = identity.reached(self.user, Permission.RECORD, today=self.today)
        may_open = identity.reached(self.user, Permission.OPEN, today=self.today)
        within = identity.reached(self.user, Permission.VIEW, today=self.today)
        numbers = list(
            exportable(self.user, self.asked, today=self.today).values_list("pk", flat=True)
        )
        for start in range(0, len(numbers), BATCH):
            some = numbers[start : start + BATCH]
            found = Person.objects.in_bulk(some)
            people = [found[pk] for pk in some if pk in found]
            roles = self._roles(people, within)
            yield len(some), [
                row
                for one in people
                for row in self._rows(
                    one, roles.get(one.pk, ()), contacts=one.keeper_id in may_record,
                    sensitive=self.is_full and one.keeper_id in may_open,
                )
            ]  # fmt: skip

    def _roles(
        self, people: Sequence[Person], within: frozenset[int]
    ) -> Mapping[int, Sequence[PersonRole]]:
        held = roles_asked(PersonRole.objects.filter(identity.in_force(self.today)), self.asked)
        roles: dict[int, list[PersonRole]] = {}
        for role in held.filter(person__in=people).order_by("person", "start", "pk"):
            if role.unit_id in within:
                roles.setdefault(role.person_id, []).append(role)
        units = {role.unit_id for some in roles.values() for role in some}
        units |= {one.keeper_id for one in people}
        self._names |= names_on(units - self._names.keys(), self.today)
        return roles

    def _rows(
        self, person: Person, roles: Sequence[PersonRole], *, contacts: bool, sensitive: bool
    ) -> Iterator[Cells]:
        hidden = (frozenset() if contacts else CONTACTS) | (frozenset() if sensitive else SENSITIVE)
        own = {
            "full_name": person.full_name,
            "birth": str(birth_of(person)) if contacts else str(person.birth_year or ""),
            "sex": person.get_sex_display(),
            "citizen_number": person.citizen_number or "",
            "phone": person.phone,
            "ethnicity": person.ethnicity,
            "hamlet": person.hamlet,
            "household": person.household,
            "household_kind": person.get_household_kind_display(),
            "health": person.health,
            "note": person.note,
        }
        for role in roles or (None,):
            cells = {**own, **self._held(role, person)}
            yield {name: text for name, text in cells.items() if name not in hidden}

    def _held(self, role: PersonRole | None, person: Person) -> Cells:
        if role is None:
            return {"role": NO_ROLE, "unit": self._names.get(person.keeper_id, "")}
        return {
            "role": role.get_kind_display(),
            "unit": self._names.get(role.unit_id, ""),
            "joined": f"{role.since:%d/%m/%Y}",
            "grade": role.get_grade_display(),
            "card_number": role.card_number,
        }
