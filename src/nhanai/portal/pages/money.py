"""Money as it was published: totals, funds, months, campaigns, communes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhanai.portal.pages.tiles import Tile, tiles_of
from nhanai.portal.rules.drawing import Chart, chart
from nhanai.publishing.models import Release

SUMS: Final = ("carried", "received", "given", "returned", "moved", "left")
_MONTHS_DRAWN: Final = 24
_MILLION: Final = 1_000_000

Months = Sequence[tuple[str, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class Money:
    """A release of money: totals, funds, months, campaigns, communes."""

    release: Release
    totals: Mapping[str, int]
    funds: Sequence[Mapping[str, Any]]
    months: Months
    chart: Chart | None
    given_part: str
    returned_part: str
    campaigns: Sequence[Mapping[str, Any]]
    places: Sequence[Mapping[str, Any]]
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class FundPage:
    """One fund in a release: its sums and its months."""

    release: Release
    fund: Mapping[str, Any]
    months: Months
    chart: Chart | None


def money_of(release: Release) -> Money:
    """The tables of a release of money."""
    content = release.content
    funds = content["funds"]
    totals = {name: sum(fund[name] for fund in funds) for name in SUMS}
    months = _months(content["entries"])
    whole = totals["given"] + totals["returned"] + max(0, totals["left"])
    parts = [
        f"{100 * totals[name] / whole:.2f}%" if whole else "0%" for name in ("given", "returned")
    ]
    places = content.get("places", ())
    known = {one["code"]: one for one in places if one["code"]}
    tiles = tiles_of(
        {code: one["name"] for code, one in known.items()},
        {code: one["amount"] for code, one in known.items()},
        printed=_million,
    )
    return Money(
        release, totals, funds, months, chart(months[-_MONTHS_DRAWN:]), parts[0], parts[1],
        content.get("campaigns", ()), places, tiles if known else (),
    )  # fmt: skip


def fund_of(release: Release, key: str) -> FundPage | None:
    """One fund of a release; None where it is not in it."""
    fund = next((one for one in release.content["funds"] if one["key"] == key), None)
    if fund is None:
        return None
    own = [one for one in release.content["entries"]
           if one["key"].startswith(f"{key}/".upper())]  # fmt: skip
    months = _months(own)
    return FundPage(release, fund, months, chart(months[-_MONTHS_DRAWN:]))


def received_for(release: Release | None, campaign: str) -> Mapping[str, Any] | None:
    """What came in for a campaign, as it was published last."""
    listed = release.content.get("campaigns", ()) if release else ()
    return next((one for one in listed if one["key"] == campaign), None)


def _months(entries: Sequence[Mapping[str, Any]]) -> Months:
    months: dict[str, Counter[str]] = {}
    for entry in entries:
        if entry["kind"] != "fund-month":
            continue
        month = months.setdefault(entry["month"], Counter())
        month.update({name: entry.get(name, 0) for name in ("received", "given", "returned")})
    return [(name, months[name]) for name in sorted(months)]


def _million(amount: int) -> int | str:
    """Đồng as whole millions, as a tile has room for."""
    return round(amount / _MILLION) if amount >= _MILLION else "<1"
