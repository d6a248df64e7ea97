"""Vouchers: what they must say, which way they go, what they write into the book."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.base.text import single_spaced
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.ledger.rules.entries import LARGEST, LineValue
from nhanai.ledger.vocab import VoucherKind, VoucherState

MOVES: Final[Mapping[str, frozenset[str]]] = {
    VoucherState.PROPOSED: frozenset(
        {VoucherState.APPROVED, VoucherState.REFUSED, VoucherState.CANCELLED}
    ),
    VoucherState.APPROVED: frozenset({VoucherState.SETTLED, VoucherState.CANCELLED}),
    VoucherState.SETTLED: frozenset({VoucherState.REVERSED}),
    VoucherState.REFUSED: frozenset(),
    VoucherState.CANCELLED: frozenset(),
    VoucherState.REVERSED: frozenset(),
}
"""From each state where a voucher may go."""

GIVES: Final = frozenset({VoucherKind.PAYMENT, VoucherKind.GOODS_OUT})
"""What leaves the society, and so is approved by somebody else first."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who gives or receives: a name, an address, a paper that shows who it is."""

    name: str
    address: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class VoucherValue:
    """What a voucher says; `account` what for, `place` where the money or goods lie (cash, or the
    store, where it is empty); `source` and `record` name what it comes from.
    """

    kind: VoucherKind
    day: dt.date
    party: Party
    content: str
    amount: Money
    account: str
    place: str = ""
    attached: str = ""
    source: str = ""
    record: int | None = None

    def tidied(self) -> "VoucherValue":
        """The same with single spaces, and the place named."""
        party = Party(*map(single_spaced, (self.party.name, self.party.address, self.party.paper)))
        return replace(
            self, party=party, content=single_spaced(self.content),
            attached=single_spaced(self.attached), place=self.place or places(self.kind)[0],
        )  # fmt: skip


def may_move(state: str, to: str) -> bool:
    """Whether a voucher in that state may come into the other."""
    return to in MOVES[VoucherState(state)]


def first_state(kind: str) -> VoucherState:
    """What leaves waits for approval; what comes waits for the cashier."""
    return VoucherState.PROPOSED if kind in GIVES else VoucherState.APPROVED


def faults_of(said: VoucherValue, *, today: dt.date) -> Iterator[Finding]:
    """What is missing of the seven items of Circular 41/2022/TT-BTC, and what cannot be."""
    kind, party, content = said.kind, said.party, said.content
    if said.day > today:
        yield Finding("voucher-day", "Ngày lập không sau hôm nay.", where="day")
    if not party.name:
        whom = "người nhận" if kind in GIVES else "người nộp"
        yield Finding("voucher-party", f"Nhập họ tên {whom}.", where="party_name")
    if not content:
        yield Finding("voucher-content", "Nhập nội dung thu, chi.", where="content")
    for words, where, longest in (
        (party.name, "party_name", 200), (party.address, "party_address", 300),
        (party.paper, "party_paper", 60), (content, "content", 500),
        (said.attached, "attached", 200),
    ):  # fmt: skip
        if len(words) > longest:
            yield Finding("voucher-long", f"Viết ngắn hơn {longest} chữ.", where=where)
    if not 0 < said.amount.amount <= LARGEST:
        yield Finding("voucher-amount", "Nhập số tiền lớn hơn 0 đồng.", where="amount")
    if said.account not in chart() or chart()[said.account].is_money:
        yield Finding("voucher-account", "Chọn khoản thu, chi.", where="account")
    if said.place not in places(kind):
        yield Finding("voucher-place", "Chọn nơi giữ tiền, hàng.", where="place")


def places(kind: str) -> tuple[str, ...]:
    """The accounts through which a voucher of that kind goes."""
    if kind in {VoucherKind.GOODS_IN, VoucherKind.GOODS_OUT}:
        return (account_for("goods"),)
    return account_for("cash"), account_for("bank"), account_for("transit")


def lines_of(
    kind: str, *, amount: int, fund: int | None, account: str, place: str, party: str
) -> list[LineValue]:
    """Both sides: the place of the money or goods, and what it was for."""
    gets, gives = (account, place) if kind in GIVES else (place, account)
    return [
        LineValue(gets, debit=amount, fund=fund, party=party),
        LineValue(gives, credit=amount, fund=fund, party=party),
    ]
