"""Where what was given went: by commune, with how many households, small numbers hidden."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.db.models import Count, QuerySet, Sum

from nhanai.aid.models import Delivery
from nhanai.aid.vocab import DeliveryState
from nhanai.distributions.models import EmergencyAid, GiftMove, Quota, Recipient
from nhanai.distributions.vocab import RecipientState
from nhanai.funds.models import Spending
from nhanai.ledger.models import Entry, EntryLine, Fund
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.ledger.vocab import AccountKind
from nhanai.publishing.queries.asked import Asked, places_on
from nhanai.publishing.rules.places import shared_out
from nhanai.publishing.rules.suppression import Table, protected
from nhanai.units.vocab import UnitKind

BATCH: Final = "aid.batch"
GIFTS, GIFTS_BACK = "distributions.list", "distributions.return"
EMERGENCY: Final = "distributions.emergency"
_HOUSEHOLDS: Final = "households"

Where = Mapping[int, tuple[int, int]]
"""By commune: how much of the whole went there, in any measure, and to how many households."""


def places_of(asked: Asked, funds: Sequence[Fund]) -> list[dict[str, Any]]:
    """Communes with what was given there in đồng; what is tied to none comes last, with no key.

    All amounts together are what the funds gave in those days. `households` is None where hidden.
    """
    given = _given(asked, funds)
    entries = Entry.objects.filter(pk__in=given).select_related("reverses")
    first = {one.pk: one.reverses or one for one in entries}
    known = _where(list(first.values()))
    amounts: Counter[int] = Counter()
    households: Counter[int] = Counter()
    for entry, amount in given.items():
        where = known.get(first[entry].pk, {})
        sign = 1 if first[entry].pk == entry else -1
        worths = {commune: worth for commune, (worth, _) in where.items()}
        for commune, part in shared_out(amount, worths).items():
            amounts[commune] += part
        for commune, (_, number) in where.items():
            households[commune] += sign * number
    return _told(asked, amounts, households)


def _given(asked: Asked, funds: Sequence[Fund]) -> Mapping[int, int]:
    """What each entry of those days gave out of the funds, less what its reversal took back."""
    back = account_for("returns")
    codes = [one.code for one in chart().values()
             if one.kind == AccountKind.EXPENSE and one.code != back]  # fmt: skip
    lines = EntryLine.objects.filter(
        fund__in=funds, account__in=codes, entry__day__gte=asked.start, entry__day__lt=asked.end
    )
    sums = lines.order_by().values_list("entry").annotate(debit=Sum("debit"), credit=Sum("credit"))
    return {entry: debit - credit for entry, debit, credit in sums if debit != credit}


def _where(entries: Sequence[Entry]) -> Mapping[int, Where]:
    """Where each entry went, by what the room says of it that made it; one query a source."""
    records: dict[str, dict[int, int]] = defaultdict(dict)
    for one in entries:
        if one.record is not None:
            records[one.source][one.pk] = one.record
    found: dict[int, Where] = {
        int(one.entry_id or 0): {one.commune_id or 0: (1, one.households or 0)}
        for one in Spending.objects.filter(entry__in=[one.pk for one in entries])
    }
    for source, of_records in (
        (BATCH, _of_batches), (GIFTS, _of_gifts), (GIFTS_BACK, _of_gifts_back),
        (EMERGENCY, _of_emergencies),
    ):  # fmt: skip
        asked = records.get(source, {})
        told = of_records(set(asked.values())) if asked else {}
        found |= {entry: told[record] for entry, record in asked.items() if record in told}
    return found


def _of_batches(records: Collection[int]) -> Mapping[int, Where]:
    rows = Delivery.objects.filter(batch__in=records).exclude(state=DeliveryState.TAKEN_BACK)
    found: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for batch, commune, worth, number in (
        rows.order_by()
        .values_list("batch", "address__commune")
        .annotate(worth=Sum("worth"), number=Count("address", distinct=True))
    ):
        found[batch][commune or 0] = (worth, number)
    return found


def _of_gifts(records: Collection[int]) -> Mapping[int, Where]:
    """Lists of a round of gifts: each is of one unit, and where that one works."""
    came = Recipient.objects.filter(quota__in=records, state=RecipientState.RECEIVED)
    counted = came.order_by().values_list("quota")
    reached = dict(counted.annotate(number=Count("household_key", distinct=True)))
    rows = Quota.objects.filter(pk__in=records)
    return _by_unit(rows, "unit", {key: (1, reached.get(key, 0)) for key in records})


def _of_gifts_back(records: Collection[int]) -> Mapping[int, Where]:
    """Gifts that were not handed over: their worth came back from there."""
    rows = GiftMove.objects.filter(pk__in=records)
    return _by_unit(rows, "quota__unit", dict.fromkeys(records, (1, 0)))


def _of_emergencies(records: Collection[int]) -> Mapping[int, Where]:
    """Emergency aid, one case each: the commune of the unit that helped."""
    rows = EmergencyAid.objects.filter(pk__in=records)
    return _by_unit(rows, "unit", dict.fromkeys(records, (1, 1)))


def _by_unit(
    rows: QuerySet[Any], unit: str, told: Mapping[int, tuple[int, int]]
) -> Mapping[int, Where]:
    """What is told of each record, at the commune of its unit; of a province's it is none."""
    found = rows.values_list("pk", f"{unit}__territory", f"{unit}__territory__kind")
    return {
        key: {commune if kind == UnitKind.COMMUNE else 0: told[key]} for key, commune, kind in found
    }


def _told(
    asked: Asked, amounts: Mapping[int, int], households: Mapping[int, int]
) -> list[dict[str, Any]]:
    rows = [key for key in amounts if key and (amounts[key] or households.get(key, 0))]
    rest = amounts.get(0, 0)
    known = places_on(rows, asked.last)
    counts = {(str(key), _HOUSEHOLDS): max(0, households.get(key, 0)) for key in [*rows, 0]}
    parents: dict[str, str | None] = {"all": None, **{str(key): "all" for key in [*rows, 0]}}
    cells = protected(Table(parents, (_HOUSEHOLDS,), counts)).cells if rows else {}
    told = [
        {**known.of(key), "amount": amounts[key], _HOUSEHOLDS: cells[str(key), _HOUSEHOLDS]}
        for key in rows
    ]
    told.sort(key=lambda one: (-int(one["amount"] or 0), str(one["name"])))
    none: dict[str, Any] = {"key": "", "code": "", "name": "", "amount": rest, _HOUSEHOLDS: None}
    return [*told, *([none] if rest else [])]
