"""A seal over what an import wrote of a person: it breaks when anybody changes that."""

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from nhanai.people.models import Person, PersonRole

_OF_PERSON: Final = (
    *("full_name", "birth_on", "birth_year", "sex", "ethnicity", "citizen_number", "phone"),
    *("hamlet", "commune_id", "household", "household_kind", "health", "note", "keeper_id"),
    *("merged_into_id", "died_on", "restricted_at", "erased_at"),
)
_OF_ROLE: Final = (
    *("pk", "person_id", "unit_id", "kind", "grade", "office", "card_number", "details"),
    *("since", "start", "end", "end_reason", "end_note", "follows_id"),
)


def seal_of(person: Person | None, roles: Iterable[PersonRole]) -> str:
    """The seal over a person whom an import made (None for one who was kept) and her roles."""
    said = [[str(getattr(person, name)) for name in _OF_PERSON]] if person else [[]]
    said += [[str(getattr(role, name)) for name in _OF_ROLE] for role in roles]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
