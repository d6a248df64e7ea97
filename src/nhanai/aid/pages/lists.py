"""The list of addresses, and the board of the province by state."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict

from nhanai.aid import queries
from nhanai.aid.forms.address import FilterForm
from nhanai.aid.models import Address
from nhanai.aid.pages.rows import Row, rows_of
from nhanai.aid.permissions import Permission
from nhanai.aid.queries import Filters
from nhanai.aid.rules.rubric import Rubric, rubric_on
from nhanai.aid.vocab import AddressState
from nhanai.base.text import sort_key
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, number_from, page_of, page_of_values

OFFERED: Final = 400


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the list shows."""

    rows: Sequence[Row]
    page: Page[object]
    form: FilterForm
    words: str
    is_narrowed: bool
    may_record: bool
    may_identify: bool
    may_approve: bool
    rubric: Rubric
    address: str


def asked_of(asked: QueryDict, form: FilterForm) -> Filters:
    """The filters of an address of the web."""
    got = form.cleaned_data if form.is_valid() else {}
    return Filters(
        asked.get("q", "")[:120], got.get("trang_thai", ""), got.get("nhom", ""),
        got.get("don_vi", ""), bool(got.get("ra_soat")),
    )  # fmt: skip


def list_page(user: User, asked: QueryDict, *, today: dt.date) -> ListPage:
    """Load the list; the number of queries does not grow with the rows."""
    seen = queries.visible_to(user, today=today)
    form = FilterForm(asked, units=units_seen(user, today=today))
    chosen = asked_of(asked, form)
    found = queries.filtered(seen, chosen, user, today=today)
    page = page_of(found, number=number_from(asked.get("trang")), noun="địa chỉ")
    held = {
        one: identity.holds(user, one, today=today)
        for one in (Permission.RECORD, Permission.IDENTIFY, Permission.APPROVE)
    }
    kept = asked.copy()
    kept.pop("trang", None)
    return ListPage(
        rows_of(page.rows, user, today=today), page, form, chosen.words,
        chosen != Filters(), held[Permission.RECORD], held[Permission.IDENTIFY],
        held[Permission.APPROVE], rubric_on(today), kept.urlencode(),
    )  # fmt: skip


def units_seen(user: User, *, today: dt.date) -> list[tuple[str, str]]:
    """The units that keep an address she sees, by key and name."""
    seen = queries.visible_to(user, today=today).order_by().values("unit").distinct()
    units = list(Unit.objects.filter(pk__in=seen)[:OFFERED])
    names = names_on([unit.pk for unit in units], today)
    listed = [(unit.key, names.get(unit.pk, unit.key)) for unit in units]
    return sorted(listed, key=lambda one: sort_key(one[1]))


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit with how many addresses it has in each state."""

    key: str
    name: str
    counts: Sequence[tuple[str, int]]
    total: int
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything that the board shows."""

    states: Sequence[tuple[str, str]]
    totals: Sequence[tuple[str, int]]
    whole: int
    open: int
    helped: int
    rows: Sequence[BoardRow]
    page: Page[BoardRow]


def board_page(user: User, *, today: dt.date, number: int) -> BoardPage:
    """Every unit with addresses, by state; five queries."""
    seen = queries.visible_to(user, today=today)
    counted = queries.by_state(seen)
    late = _late(seen, today)
    names = names_on({unit for unit, _ in counted}, today)
    keys = dict(Unit.objects.filter(pk__in=names).values_list("pk", "key"))
    units = sorted(names, key=lambda unit: sort_key(names[unit]))
    rows = [_board_row(unit, keys[unit], names[unit], counted, late) for unit in units]
    page = page_of_values(rows, number=number, noun="đơn vị", size=40)
    totals = [
        (state.value, sum(n for (_, held), n in counted.items() if held == state.value))
        for state in AddressState
    ]
    whole = sum(n for _, n in totals)
    by_state = dict(totals)
    return BoardPage(
        AddressState.choices, totals, whole, whole - by_state[AddressState.CLOSED],
        by_state[AddressState.HELPED], page.rows, page,
    )  # fmt: skip


def _late(seen: QuerySet[Address], today: dt.date) -> Mapping[int, int]:
    """How many addresses of each unit should have been looked at again."""
    rows = seen.filter(review_due_on__lt=today).exclude(state=AddressState.CLOSED)
    found: Counter[int] = Counter()
    for (unit, _), n in queries.by_state(rows).items():
        found[unit] += n
    return found


def _board_row(
    unit: int, key: str, name: str, counted: Mapping[tuple[int, str], int],
    late: Mapping[int, int],
) -> BoardRow:  # fmt: skip
    counts = [(state.value, counted.get((unit, state.value), 0)) for state in AddressState]
    total = sum(n for _, n in counts)
    ended = counted.get((unit, AddressState.CLOSED), 0)
    return BoardRow(key, name, counts, total, total - ended, late.get(unit, 0))
