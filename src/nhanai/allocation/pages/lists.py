"""The list of rounds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.allocation import queries
from nhanai.allocation.models import AllocationRound
from nhanai.allocation.pages.rows import TONES
from nhanai.allocation.permissions import Permission
from nhanai.allocation.rules.moves import STATES
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import Page, page_of, totals_of


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list."""

    round: AllocationRound
    unit: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """The list, narrowed by words and state."""

    rows: Sequence[RoundRow]
    page: Page[AllocationRound]
    words: str
    state: str
    states: Sequence[tuple[str, str, int | None]]
    may_start: bool


def listed(user: User, *, words: str, state: str, number: int, today: dt.date) -> Rounds:
    """The rounds that she sees."""
    state = state if state in STATES else ""
    found = queries.matching(queries.visible_to(user, today=today), words=words)
    counts = totals_of({"": found, **{one: found.filter(state=one) for one in STATES}})
    page = page_of(
        found.filter(state=state) if state else found, number=number, noun="đợt",
        total=counts[state],
    )  # fmt: skip
    names = names_on({one.unit_id for one in page}, today)
    rows = [RoundRow(one, names.get(one.unit_id, ""), *TONES[one.state]) for one in page]
    choices = [("", "Tất cả", counts[""])]
    choices += [(one.value, label, counts[one]) for one, label in STATES.items()]
    may_start = identity.holds(user, Permission.PREPARE, today=today)
    return Rounds(rows, page, words, state, choices, may_start)


def units_for(user: User, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The society's units for which she may prepare a round, her own first."""
    rights = identity.rights_of(user, today=today)
    own = [unit.pk for unit, _ in rights.places(Permission.PREPARE)]
    units = identity.reach(user, Permission.PREPARE, today=today).filter(
        identity.in_force(today), kind=UnitKind.CHAPTER
    )
    listed = list(units)
    names = names_on([unit.pk for unit in listed], today)
    listed.sort(key=lambda unit: (unit.pk not in own, names.get(unit.pk, "")))
    return [(unit, names.get(unit.pk, unit.key)) for unit in listed]
