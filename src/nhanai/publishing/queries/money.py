"""Money in and out: by fund, by month, by campaign, by commune, and gift by gift."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import F, Sum
from django.db.models.functions import TruncMonth

from nhanai.base.wording import day_in
from nhanai.ledger.models import EntryLine, Fund
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.ledger.vocab import AccountKind, BookSource
from nhanai.publishing.queries.asked import Asked, Content, below
from nhanai.publishing.queries.gifts import gifts_of
from nhanai.publishing.queries.places import places_of
from nhanai.units.queries import names_on

_SUMS: Final = ("received", "given", "returned", "moved", "carried")


def money(asked: Asked) -> Content:
    """Every fund that had or moved something in those days, in đồng."""
    funds = Fund.objects.filter(book__source=BookSource.FUND, book__unit__in=below(asked))
    rows = list(funds.select_related("book__unit").order_by("book__unit", "code"))
    moves, carried = _moves(asked), _carried(asked)
    names = names_on([fund.book.unit_id for fund in rows], asked.last)
    told: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    campaigns: list[dict[str, Any]] = []
    for fund in rows:
        unit = names.get(fund.book.unit_id, "")
        months = moves.get(fund.pk, {})
        sums = {what: sum(month[what] for month in months.values()) for what in _SUMS}
        before = carried[fund.pk] + sums.pop("carried")
        left = before + sums["received"] - sums["given"] - sums["returned"] + sums["moved"]
        if not (before or any(sums.values())):
            continue
        gifts = gifts_of(fund, unit, asked.start, asked.end)
        entries += gifts.entries
        campaigns += gifts.campaigns
        told.append(
            {
                "key": fund.key, "name": fund.name, "purpose": fund.purpose,
                "unit": unit, "carried": before, **sums, "left": left,
            }
        )  # fmt: skip
        entries += _by_month(fund, unit, months)
    places = places_of(asked, rows)
    vi, en = (f"{day_in(one, asked.start)} – {day_in(one, asked.last)}" for one in ("vi", "en"))
    return {
        "title": f"Tiền vào, tiền ra {vi}", "title_en": f"Money in and out, {en}",
        "funds": told, "campaigns": campaigns, "places": places,
        "entries": [
            *entries,
            *({"kind": "campaign", **one, "key": f"{one['key']}/{asked.last}"}
              for one in campaigns),
            *({"kind": "place", **one, "key": f"place/{one['key']}/{asked.last}".upper()}
              for one in places if one["key"]),
        ],
    }  # fmt: skip


def _by_month(fund: Fund, unit: str, months: Mapping[str, Counter[str]]) -> list[dict[str, Any]]:
    return [
        {"kind": "fund-month", "key": f"{fund.key}/{month}".upper(), "fund": fund.name,
         "unit": unit, "month": month, **dict(sorted(found.items()))}
        for month, found in sorted(months.items())
    ]  # fmt: skip


_KINDS: Final[Mapping[str, str]] = {
    AccountKind.INCOME: "received", AccountKind.EXPENSE: "given",
}  # fmt: skip


def _moves(asked: Asked) -> Mapping[int, Mapping[str, Counter[str]]]:
    """By fund and month: received, given, returned to donors, moved from or to other books."""
    found: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    lines = EntryLine.objects.filter(
        fund__isnull=False, entry__day__gte=asked.start, entry__day__lt=asked.end
    )
    for fund, account, month, debit, credit in (
        lines.annotate(month=TruncMonth("entry__day"))
        .values_list("fund", "account", "month")
        .annotate(debit=Sum("debit"), credit=Sum("credit"))
        .order_by("fund", "month", "account")
    ):
        what, sign = meaning(account)
        if what:
            found[fund][f"{month:%Y-%m}"][what] += sign * (debit - credit)
    return found


def meaning(account: str) -> tuple[str, int]:
    """What an account says to the public, and the sign of its debit."""
    if account == account_for("returns"):
        return "returned", 1
    if account == account_for("transfers"):
        return "moved", -1
    if account == account_for("opening"):
        return "carried", -1
    kind = chart()[account].kind if account in chart() else ""
    what = _KINDS.get(kind, "")
    return what, -1 if what == "received" else 1


def _carried(asked: Asked) -> Counter[int]:
    """What each fund had before the first day."""
    codes = [one.code for one in chart().values() if one.is_of_balance]
    lines = EntryLine.objects.filter(
        fund__isnull=False, entry__day__lt=asked.start, account__in=codes
    )
    rows = lines.values_list("fund").annotate(has=Sum(F("debit") - F("credit")))
    return Counter(dict(rows))
