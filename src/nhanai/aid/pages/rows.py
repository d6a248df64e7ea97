"""How an address stands in a list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid import queries
from nhanai.aid.models import Address
from nhanai.aid.vocab import AddressState as State
from nhanai.identity.models import User
from nhanai.units.queries import names_on

TONES: Final = {
    State.SURVEYED: "hand", State.REVIEWED: "hand", State.CONFIRMED: "hand",
    State.APPROVED: "run", State.PUBLISHED: "run", State.SPONSORED: "run", State.HELPED: "ok",
    State.PAUSED: "", State.CLOSED: "",
}  # fmt: skip
ICONS: Final = {
    State.HELPED: "ok", State.PAUSED: "clock", State.CLOSED: "lock",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One address as `user` may see it; `name` is no name where she may not know who it is."""

    address: Address
    name: str
    unit: str
    tone: str
    icon: str
    is_review_due: bool


def rows_of(addresses: Sequence[Address], user: User, *, today: dt.date) -> list[Row]:
    """The rows in four queries, however many."""
    names = queries.names_of(user, addresses, today=today)
    units = names_on({one.unit_id for one in addresses}, today)
    return [
        Row(
            one, names[one.pk], units.get(one.unit_id, ""), tone_of(one.state), icon_of(one.state),
            one.review_due_on is not None and one.review_due_on <= today,
        )
        for one in addresses
    ]  # fmt: skip


def tone_of(state: str) -> str:
    """The tone of a state."""
    return TONES[State(state)]


def icon_of(state: str) -> str:
    """The icon of a state."""
    return ICONS.get(State(state), "")
