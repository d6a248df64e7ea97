"""Which gift paid for what: one fund's entries in the order of the book, to the đồng.

Money takes what came in as money first, goods what came in as goods. Among these what leaves a fund
takes, in this order, what came in for the same campaign, then what came in for no campaign, then
the rest; within each the oldest first. A return takes the gift of that donor.
A reversal gives back exactly what was taken. Where a gift is returned or undone that had been used
already, what it had paid for is paid by the others, in the same order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final

_ANY: Final = "any campaign"


class NotCovered(ValueError):
    """More left a fund than there was in it; a book does not let that happen."""


@dataclass(frozen=True, slots=True)
class Move:
    """An entry: `change` in đồng is more than zero where it came into the fund.

    `returns` is the move whose gift goes back to its donor, `undoes` the move that it reverses.
    """

    key: int
    change: int
    campaign: int | None = None
    returns: int | None = None
    undoes: int | None = None
    is_goods: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """So much of a gift went out with that move."""

    move: int
    amount: int
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """What became of one inflow: received = distributed + returned + remaining."""

    key: int
    campaign: int | None
    received: int
    uses: tuple[Use, ...] = ()
    is_goods: bool = False

    @property
    def distributed(self) -> int:
        """What was used for the purpose."""
        return sum(one.amount for one in self.uses if not one.is_return)

    @property
    def returned(self) -> int:
        """What went back to the donor."""
        return sum(one.amount for one in self.uses if one.is_return)

    @property
    def remaining(self) -> int:
        """What is still in the fund."""
        return self.received - self.distributed - self.returned


def ways(moves: Iterable[Move]) -> Mapping[int, Way]:
    """The way of every inflow by its key, in the order in which they came."""
    told = _Telling()
    for move in moves:
        told.take(move)
    return {
        one.key: Way(one.key, one.campaign, one.received, tuple(one.uses), one.is_goods)
        for one in told.inflows.values()
    }


@dataclass(slots=True)
class _Inflow:
    """An inflow while it is being used up; `place` is its place among all of them."""

    place: int
    key: int
    campaign: int | None
    received: int
    remaining: int
    is_goods: bool
    uses: list[Use] = field(default_factory=list)


@dataclass(slots=True)
class _Telling:
    """Everything that came in so far, and what was taken of it."""

    inflows: dict[int, _Inflow] = field(default_factory=dict)
    outflows: dict[int, Move] = field(default_factory=dict)
    in_order: list[_Inflow] = field(default_factory=list)
    free: dict[tuple[bool, object], list[int]] = field(default_factory=dict)
    """The places of inflows that may have something left, as a heap: by whether they are goods, and
    by campaign, those of any campaign besides once more together."""

    def take(self, move: Move) -> None:
        """One more entry of the book."""
        if move.undoes in self.inflows:
            self._drop(self.inflows[move.undoes])
        elif move.undoes in self.outflows:
            self._give_back(move.undoes)
        elif move.change > 0:
            inflow = self.inflows[move.key] = _Inflow(
                len(self.in_order), move.key, move.campaign, move.change, move.change,
                move.is_goods,
            )  # fmt: skip
            self.in_order.append(inflow)
            self._offer(inflow)
        elif move.change < 0:
            self.outflows[move.key] = move
            self._use(move, -move.change)

    def _use(self, move: Move, amount: int, *, besides: int | None = None) -> None:
        own = self.inflows.get(move.returns) if move.returns is not None else None
        if own is not None and own.key != besides:
            self._free(own, min(amount, own.received) - own.remaining)
            amount = _taken(own, move, amount)
        for kind in (move.is_goods, not move.is_goods):
            for campaign in (move.campaign, None, _ANY):
                while amount and (one := self._oldest((kind, campaign), besides)):
                    amount = _taken(one, move, amount)
        if amount:
            raise NotCovered(f"{amount} of move {move.key} is not there")

    def _offer(self, inflow: _Inflow) -> None:
        """It has something left."""
        heappush(self.free.setdefault((inflow.is_goods, inflow.campaign), []), inflow.place)
        if inflow.campaign is not None:
            heappush(self.free.setdefault((inflow.is_goods, _ANY), []), inflow.place)

    def _oldest(self, among: tuple[bool, object], besides: int | None) -> _Inflow | None:
        """The oldest of these that has something left; `besides` is passed over."""
        places, passed = self.free.get(among, []), None
        while places and (
            not (found := self.in_order[places[0]]).remaining or found.key == besides
        ):
            place = heappop(places)
            if found.remaining:
                passed = place
        found_one = self.in_order[places[0]] if places else None
        if passed is not None:
            heappush(places, passed)
        return found_one

    def _free(self, inflow: _Inflow, needed: int) -> None:
        """Have others pay for what this one paid for last, until so much of it is free."""
        while needed > 0:
            at = next(
                (i for i in range(len(inflow.uses) - 1, -1, -1) if not inflow.uses[i].is_return),
                None,
            )
            if at is None:
                return
            use = inflow.uses.pop(at)
            moved = min(use.amount, needed)
            if use.amount > moved:
                inflow.uses.insert(at, Use(use.move, use.amount - moved))
            self._use(self.outflows[use.move], moved, besides=inflow.key)
            inflow.remaining += moved
            self._offer(inflow)
            needed -= moved

    def _drop(self, inflow: _Inflow) -> None:
        """It never came: what it paid for is paid by the others."""
        uses, inflow.uses = inflow.uses, []
        inflow.received = inflow.remaining = 0
        for use in uses:
            self._use(self.outflows[use.move], use.amount, besides=inflow.key)

    def _give_back(self, key: int) -> None:
        """The outflow never was: each gift has back what was taken of it."""
        del self.outflows[key]
        for inflow in self.inflows.values():
            for use in [one for one in inflow.uses if one.move == key]:
                inflow.uses.remove(use)
                inflow.remaining += use.amount
                self._offer(inflow)


def _taken(inflow: _Inflow, move: Move, amount: int) -> int:
    """Take what there is, up to `amount`; tells what is still to be taken elsewhere."""
    part = min(inflow.remaining, amount)
    if part:
        is_return = move.returns == inflow.key
        same = next((i for i, one in enumerate(inflow.uses) if one.move == move.key), None)
        if same is None:
            inflow.uses.append(Use(move.key, part, is_return))
        else:
            inflow.uses[same] = Use(move.key, inflow.uses[same].amount + part, is_return)
        inflow.remaining -= part
    return amount - part
