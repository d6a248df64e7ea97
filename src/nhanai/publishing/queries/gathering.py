"""What a release would say, asked of the rooms below and made fit for everybody to see."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

from nhanai.aid.models import Address
from nhanai.aid.vocab import STANDING, AddressState
from nhanai.base.days import written
from nhanai.documents.models import OutgoingDocument
from nhanai.ledger.models import EntryLine, Fund
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.ledger.vocab import AccountKind, BookSource
from nhanai.publishing.queries.gifts import gifts_of
from nhanai.publishing.rules.suppression import Table, protected
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Lineage, Unit
from nhanai.units.queries import code_on, names_on
from nhanai.units.vocab import Line

Content = dict[str, Any]
WAITING: Final = "waiting"
HELPED: Final = "helped"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be published: from `start` to before `end`, of the unit and all below it."""

    kind: ReleaseKind
    unit: Unit
    start: dt.date
    end: dt.date
    document: OutgoingDocument | None = None

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.end - dt.timedelta(days=1)


def gathered(asked: Asked) -> Content:
    """The snapshot: `title`, `title_en`, what pages show, and `entries` for the log.

    Amounts are đồng. Nothing in it names a person, or a place below the commune.
    """
    return _GATHERS[asked.kind](asked)


def _money(asked: Asked) -> Content:
    funds = Fund.objects.filter(book__source=BookSource.FUND, book__unit__in=_below(asked))
    rows = funds.select_related("book__unit").order_by("book__unit", "code")
    moves, carried = _moves(asked), _carried(asked)
    names = names_on([fund.book.unit_id for fund in rows], asked.last)
    told, entries = [], []
    for fund in rows:
        unit = names.get(fund.book.unit_id, "")
        months = moves.get(fund.pk, {})
        sums = {
            what: sum(month[what] for month in months.values())
            for what in ("received", "given", "returned", "moved", "carried")
        }
        before = carried[fund.pk] + sums.pop("carried")
        left = before + sums["received"] - sums["given"] - sums["returned"] + sums["moved"]
        if not (before or any(sums.values())):
            continue
        entries += gifts_of(fund, unit, asked.start, asked.end)
        told.append(
            {
                "key": fund.key, "name": fund.name, "purpose": fund.purpose,
                "unit": unit, "carried": before, **sums, "left": left,
            }
        )  # fmt: skip
        entries += [
            {"kind": "fund-month", "key": f"{fund.key}/{month}".upper(), "fund": fund.name,
             "unit": unit, "month": month, **dict(sorted(found.items()))}
            for month, found in sorted(months.items())
        ]  # fmt: skip
    days = f"{written(asked.start)} – {written(asked.last)}"
    return {
        "title": f"Tiền vào, tiền ra {days}", "title_en": f"Money in and out, {days}",
        "funds": told, "entries": entries,
    }  # fmt: skip


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
        what, sign = _meaning(account)
        if what:
            found[fund][f"{month:%Y-%m}"][what] += sign * (debit - credit)
    return found


def _meaning(account: str) -> tuple[str, int]:
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


def _addresses(asked: Asked) -> Content:
    standing = [state for state in AddressState if state in STANDING]
    rows = (
        Address.objects.filter(unit__in=_below(asked), state__in=standing, commune__isnull=False)
        .values_list("commune__key", "commune", "state")
        .annotate(number=Count("pk"))
        .order_by("commune__key")
    )
    counts: Counter[tuple[str, str]] = Counter()
    communes: dict[str, int] = {}
    for key, commune, state, number in rows:
        communes[key] = commune
        what = HELPED if state in {AddressState.SPONSORED, AddressState.HELPED} else WAITING
        counts[key, what] += number
    names = names_on(communes.values(), asked.last)
    units = Unit.objects.filter(pk__in=communes.values())
    codes = {unit.key: code_on(unit, asked.last) for unit in units}
    parents: dict[str, str | None] = {"": None, **dict.fromkeys(sorted(communes), "")}
    cells: Mapping[tuple[str, str], int | None] = {}
    if communes:
        cells = protected(Table(parents, (WAITING, HELPED), counts)).cells
    told = [
        {
            "key": key, "code": codes[key], "name": names.get(communes[key], ""),
            WAITING: cells[key, WAITING], HELPED: cells[key, HELPED],
        }
        for key in sorted(communes, key=lambda one: names.get(communes[one], ""))
    ]  # fmt: skip
    day = written(asked.last)
    return {
        "title": f"Địa chỉ nhân đạo đến ngày {day}",
        "title_en": f"Humanitarian addresses on {day}",
        "communes": told, "total": {name: cells.get(("", name), 0) for name in (WAITING, HELPED)},
        "entries": [
            {"kind": "addresses", "key": f"addresses/{one['key']}/{asked.last}".upper(), **one}
            for one in told
        ],
    }  # fmt: skip


def _report(asked: Asked) -> Content:
    document = asked.document
    if document is None:
        raise ValueError("a report to be published is an issued document")
    said = f"{document.subject} (số {document.reference}, ngày {written(document.day)})"
    entry = {
        "kind": "report", "key": f"report/{document.reference}/{document.day}".upper(),
        "reference": document.reference, "day": f"{document.day}",
        "subject": document.subject, "sha256": document.pdf_sha256,
    }  # fmt: skip
    return {
        "title": said[:300], "title_en": f"Report {document.reference}, {written(document.day)}",
        "report": entry, "entries": [entry],
    }  # fmt: skip


_GATHERS: Final[Mapping[str, Callable[[Asked], Content]]] = {
    ReleaseKind.MONEY: _money,
    ReleaseKind.ADDRESSES: _addresses,
    ReleaseKind.REPORT: _report,
}


def _below(asked: Asked) -> list[int]:
    """The unit and all that ever stood below it."""
    rows = Lineage.objects.filter(ancestor=asked.unit, line=Line.RED_CROSS)
    return [asked.unit.pk, *rows.values_list("descendant", flat=True)]
