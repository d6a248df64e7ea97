"""Who is told when an entry is posted, and asked before money leaves, without being known here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from nhanai.base.findings import Finding

Told = Callable[[Any], None]
"""Takes the `ledger.models.Entry`, inside the transaction that posts it."""

Judge = Callable[[Any], Iterable[Finding]]
"""Says what speaks against a `ledger.models.Voucher` that pays out of a fund."""

InForeign = Callable[[int], Mapping[str, Any]]
"""Tells, of a record by its number, `currency`, `foreign` and `rate`; nothing where it is đồng."""

_IN_FOREIGN: Final[dict[str, InForeign]] = {}
_FOLLOWERS: Final[dict[str, Told]] = {}
_OF_EVERYTHING: Final[dict[str, Told]] = {}
_JUDGES: Final[dict[str, Judge]] = {}


def follow(source: str, posted: Told) -> None:
    """Have `posted` called with every entry whose `source` this is, reversals too.

    A room above says so when it is made ready, so that what it writes of an entry (its facts, say)
    stands or falls with it. One room follows a source.
    """
    _FOLLOWERS[source] = posted


def follow_everything(room: str, posted: Told) -> None:
    """Have `posted` called with every entry of every book, after who follows its source."""
    _OF_EVERYTHING[room] = posted


def followers_of(source: str) -> Iterator[Told]:
    """Who is told of entries from there."""
    if source in _FOLLOWERS:
        yield _FOLLOWERS[source]
    yield from _OF_EVERYTHING.values()


def judge_payments(room: str, judge: Judge) -> None:
    """Have `judge` asked of every payment out of a fund, when it is drafted and when it is paid.

    A voucher that is only being drafted has no number in the database yet.
    """
    _JUDGES[room] = judge


def name_foreign(source: str, tell: InForeign) -> None:
    """Have `tell` asked what a voucher of that source was in another currency, when it is paid."""
    _IN_FOREIGN[source] = tell


def in_foreign(source: str, record: int | None) -> Mapping[str, Any]:
    """What was given or paid in another currency; empty where it was đồng."""
    tell = _IN_FOREIGN.get(source)
    return tell(record) if tell is not None and record is not None else {}


def against_payment(voucher: Any) -> list[Finding]:  # noqa: ANN401 (a row, not known here)
    """What speaks against it; empty where nothing does."""
    return [found for judge in _JUDGES.values() for found in judge(voucher)]
