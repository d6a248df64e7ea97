"""Emergency aid: the list, the form's units, one case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.aid.queries import recordable_units
from nhanai.aid.queries.money import funds_for
from nhanai.aid.vocab import GiftKind
from nhanai.base import numbers
from nhanai.distributions.models import EmergencyAid, EmergencyPhoto
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.emergency import emergencies_of
from nhanai.distributions.queries.money import voucher_of
from nhanai.distributions.queries.naming import helped_by
from nhanai.distributions.rules.limits import days_to_record
from nhanai.distributions.vocab import EmergencyState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund, Voucher
from nhanai.units.models import Unit
from nhanai.units.queries import name_on, names_on
from nhanai.web.paging import Page, page_of, totals_of

SOURCE: Final = "distributions.emergency"
TONES: Final = {
    EmergencyState.RECORDED: "hand", EmergencyState.APPROVED: "ok", EmergencyState.REFUSED: "bad",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """One case, as the reader may see it."""

    emergency: EmergencyAid
    name: str
    unit: str
    worth: str
    tone: str


@dataclass(frozen=True, slots=True)
class EmergenciesPage:
    """Everything that the list shows."""

    rows: Sequence[EmergencyRow]
    page: Page[EmergencyAid]
    words: str
    state: str
    states: Sequence[tuple[str, str, int | None]]
    may_record: bool


def emergencies_page(
    user: User, words: str, state: str, *, today: dt.date, number: int
) -> EmergenciesPage:
    """Load the list; a steady number of queries."""
    state = state if state in EmergencyState.values else ""
    found = emergencies_of(user, today=today, words=words)
    parts = {one: found.filter(state=one) for one in EmergencyState.values}
    counts = totals_of({"": found, **parts})
    page = page_of(parts.get(state, found), number=number, noun="trường hợp", total=counts[state])
    names = helped_by(user, page.rows, today=today)
    units = names_on({one.unit_id for one in page}, today)
    rows = [
        EmergencyRow(
            one, names[one.pk], units.get(one.unit_id, ""), numbers.show_dong(one.worth),
            TONES[EmergencyState(one.state)],
        )
        for one in page
    ]  # fmt: skip
    choices = [("", "Tất cả", counts[""])]
    choices += [(one.value, str(one.label), counts[one.value]) for one in EmergencyState]
    may = identity.holds(user, Permission.LIST, today=today)
    return EmergenciesPage(rows, page, words, state, choices, may)


def units_for(user: User, *, today: dt.date) -> list[tuple[Unit, str]]:
    """Where she records emergency aid, her own units first."""
    return recordable_units(user, today=today, permission=Permission.LIST)


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """One case."""

    emergency: EmergencyAid
    name: str
    unit: str
    worth: str
    tone: str
    remark: str
    photos: Sequence[EmergencyPhoto]
    may_identify: bool
    may_decide: bool
    is_own: bool
    voucher: Voucher | None
    funds: Sequence[Fund]


def emergency_page(row: EmergencyAid, user: User, *, today: dt.date) -> EmergencyPage:
    """Load the page; a steady number of queries."""
    limit = days_to_record(row.on)
    late = (row.made_at.date() - row.on).days - limit.number
    remark = f"Ghi muộn {late} ngày. {limit.words}." if late > 0 else ""
    known = identity.allowed(user, Permission.IDENTIFY, unit=row.unit, today=today)
    decides = identity.allowed(user, Permission.APPROVE, unit=row.unit, today=today)
    money = row.kind == GiftKind.MONEY and row.state == EmergencyState.APPROVED
    voucher = voucher_of(SOURCE, row.pk) if money else None
    funds = list(funds_for(user, today=today)[:300]) if money and voucher is None else []
    return EmergencyPage(
        row, helped_by(user, [row], today=today)[row.pk], name_on(row.unit, row.on),
        numbers.show_dong(row.worth), TONES[EmergencyState(row.state)], remark,
        list(row.photos.order_by("pk")) if known else [], known,
        decides and row.state == EmergencyState.RECORDED, row.made_by_id == user.pk, voucher, funds,
    )  # fmt: skip
