"""What each public page shows; made of what was published and of nothing else."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.timezone import localdate

from nhanai.figures.rules.drawing.tiles import layout
from nhanai.portal.rules.drawing import Chart, chart
from nhanai.publishing.models import PublicEntry, Release
from nhanai.publishing.queries import newest, published
from nhanai.publishing.vocab import ReleaseKind
from nhanai.web.paging import Page, page_of

SUMS: Final = ("carried", "received", "given", "returned", "moved", "left")
_SHADES: Final = 5


@dataclass(frozen=True, slots=True)
class Money:
    """A release of money: totals, funds, months."""

    release: Release
    totals: Mapping[str, int]
    funds: Sequence[Mapping[str, Any]]
    months: Sequence[tuple[str, Mapping[str, int]]]
    chart: Chart | None
    given_part: str
    returned_part: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A commune on the map: where it stands, its number and its shade; None where it is hidden."""

    column: int
    row: int
    name: str
    number: int | None
    shade: int


@dataclass(frozen=True, slots=True)
class Addresses:
    """A release of addresses: a table by commune, the same as tiles, totals."""

    release: Release
    communes: Sequence[Mapping[str, Any]]
    tiles: Sequence[Tile]
    total: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    money: Money | None
    addresses: Addresses | None
    reports: Sequence[Release]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was published yet."""
        return not (self.money or self.addresses or self.reports)


def home() -> Home:
    """The newest of each kind."""
    money, addresses = newest(ReleaseKind.MONEY), newest(ReleaseKind.ADDRESSES)
    return Home(
        money_of(money) if money else None,
        addresses_of(addresses) if addresses else None,
        list(published().filter(kind=ReleaseKind.REPORT)[:5]),
    )


def money_of(release: Release) -> Money:
    """The tables of a release of money."""
    funds = release.content["funds"]
    totals = {name: sum(fund[name] for fund in funds) for name in SUMS}
    months: dict[str, Counter[str]] = {}
    for entry in release.content["entries"]:
        if entry["kind"] != "fund-month":
            continue
        month = months.setdefault(entry["month"], Counter())
        month.update({name: entry.get(name, 0) for name in ("received", "given", "returned")})
    rows = [(name, months[name]) for name in sorted(months)]
    whole = totals["given"] + totals["returned"] + max(0, totals["left"])
    parts = [
        f"{100 * totals[name] / whole:.2f}%" if whole else "0%" for name in ("given", "returned")
    ]
    return Money(release, totals, funds, rows, chart(rows[-24:]), parts[0], parts[1])


def addresses_of(release: Release) -> Addresses:
    """The table and the tiles of a release of addresses."""
    communes = release.content["communes"]
    numbers = sorted({one["helped"] for one in communes if one["helped"] is not None})
    places = layout()
    tiles = [
        Tile(
            *places[one["code"]], _short(one["name"]), one["helped"],
            0 if one["helped"] is None
            else 1 + numbers.index(one["helped"]) * _SHADES // len(numbers),
        )
        for one in communes
        if one["code"] in places
    ]  # fmt: skip
    told = {one["code"] for one in communes}
    tiles += [Tile(*places[code], "", None, 0) for code in places if code not in told]
    return Addresses(release, communes, tiles, release.content["total"])


def _short(name: str) -> str:
    return name.removeprefix("Xã ").removeprefix("Phường ").removeprefix("xã ")


def releases(number: int, words: str) -> Page[Release]:
    """All that was published, the newest first."""
    return page_of(published(words), number=number, noun="bản công khai", size=20)


def entries_of(release: Release, number: int) -> Page[PublicEntry]:
    """The entries of a release in their order."""
    return page_of(release.entries.order_by("index"), number=number, noun="mục", size=50)


def day_of(release: Release) -> dt.date:
    """The day on which it was published."""
    if release.published_at is None:
        raise ValueError("what is shown to the public was published")
    return localdate(release.published_at)
