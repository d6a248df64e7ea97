"""The sheet of a survey with what the page around it needs."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhanai.aid import queries
from nhanai.aid.forms.survey import SurveyForm, initial_of
from nhanai.aid.models import Address
from nhanai.aid.rules.rubric import rubric_on
from nhanai.identity.models import User
from nhanai.people import queries as people
from nhanai.people.models import Person
from nhanai.people.vocab import HouseholdKind
from nhanai.units.queries import names_on

UNITS_OFFERED: Final = 60
PEOPLE_SHOWN: Final = 30


def form_for(
    user: User, data: Mapping[str, Any] | None, *, today: dt.date, address: Address | None = None,
    person: Person | None = None,
) -> SurveyForm:  # fmt: skip
    """The sheet; of a known address or person it begins with what is known and not sensitive."""
    units = queries.recordable_units(user, today=today)[:UNITS_OFFERED]
    initial: dict[str, Any] = {"surveyor": user.full_name}
    if address is not None:
        last = queries.current_survey(address)
        initial |= initial_of(address, last)
        name = names_on([address.unit_id], today).get(address.unit_id, "")
        units = [(address.unit, name)]
    elif person is not None:
        kinds = {HouseholdKind.POOR: ["POOR"], HouseholdKind.NEAR_POOR: ["NEAR_POOR"]}
        initial["answers"] = kinds.get(HouseholdKind(person.household_kind or "OTHER"), [])
    return SurveyForm(
        data, units=units, rubric=rubric_on(today), today=today, initial=initial,
        is_known=address is not None or person is not None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PhonePage:
    """Whose phone page it is, for which units."""

    who: int
    name: str
    units: Sequence[tuple[str, str]]


def phone_page(user: User, form: SurveyForm) -> PhonePage:
    """What stands around the sheet on a phone."""
    names = form.fields["unit"].choices  # type: ignore[attr-defined]  # a field of choices
    return PhonePage(user.pk, str(user), [(str(key), str(name)) for key, name in names])


def address_of(code: str, user: User, *, today: dt.date) -> Address | None:
    """The address with that code, if she sees it."""
    rows = queries.visible_to(user, today=today).filter(code__iexact=code.strip())
    return rows.select_related("unit", "person").first()


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People of the register who may become an address."""

    words: str
    rows: Sequence[tuple[Person, str]]
    is_more: bool


def people_page(user: User, words: str, *, today: dt.date) -> PeoplePage:
    """Those of the register whom she sees and whose name has these words."""
    seen = people.visible_to(user, today=today).filter(erased_at=None, died_on=None)
    found = list(people.matching(seen, words)[: PEOPLE_SHOWN + 1]) if words.strip() else []
    rows = [(one, people.shown_as(one)) for one in found[:PEOPLE_SHOWN]]
    return PeoplePage(words, rows, len(found) > PEOPLE_SHOWN)
