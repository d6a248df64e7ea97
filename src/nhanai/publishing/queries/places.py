"""Where what was given went: by commune, with how many households, small numbers hidden."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Count, Sum

from nhanai.aid.models import Delivery
from nhanai.aid.vocab import DeliveryState
from nhanai.funds.models import Spending
from nhanai.ledger.models import Entry, EntryLine, Fund
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.ledger.vocab import AccountKind
from nhanai.publishing.queries.asked import Asked, places_on
from nhanai.publishing.rules.places import shared_out
from nhanai.publishing.rules.suppression import Table, protected

BATCH: Final = "aid.batch"
_HOUSEHOLDS: Final = "households"


def places_of(asked: Asked, funds: Sequence[Fund]) -> list[dict[str, Any]]:
    """Communes with what was given there in đồng; what is tied to none comes last, with no key.

    All amounts together are what the funds gave in those days. `households` is None where hidden.
    """
    given = _given(asked, funds)
    entries = Entry.objects.filter(pk__in=given).only("pk", "source", "record", "reverses_id")
    first = {one.pk: one.reverses_id or one.pk for one in entries}
    batches = {one.reverses_id or one.pk: one.record for one in entries if one.source == BATCH}
    spent = {
        one.entry_id: one
        for one in Spending.objects.filter(entry__in=set(first.values()))
    }  # fmt: skip
    parts = _parts_of(batches.values())
    amounts: Counter[int] = Counter()
    households: Counter[int] = Counter()
    for entry, amount in given.items():
        spending, batch = spent.get(first[entry]), batches.get(first[entry])
        sign = 1 if first[entry] == entry else -1
        if batch is not None:
            known = parts.get(batch, {})
            for commune, part in shared_out(amount, {k: v[0] for k, v in known.items()}).items():
                amounts[commune] += part
            for commune, (_, number) in known.items():
                households[commune] += sign * number
        else:
            commune = spending.commune_id or 0 if spending else 0
            amounts[commune] += amount
            households[commune] += sign * (spending.households or 0 if spending else 0)
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


def _parts_of(batches: Iterable[int | None]) -> Mapping[int, Mapping[int, tuple[int, int]]]:
    """Of each batch, by commune: its worth and how many addresses it reached."""
    rows = Delivery.objects.filter(batch__in={one for one in batches if one is not None})
    rows = rows.exclude(state=DeliveryState.TAKEN_BACK)
    found: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for batch, commune, worth, number in (
        rows.order_by()
        .values_list("batch", "address__commune")
        .annotate(worth=Sum("worth"), number=Count("address", distinct=True))
    ):
        found[batch][commune or 0] = (worth, number)
    return found


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
