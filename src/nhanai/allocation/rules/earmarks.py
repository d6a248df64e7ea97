"""Several pots of which not everyone may draw: the exact leximin by decomposition.

What claimants can get together is a polymatroid: any set of them gets at most what the pots hold
from which one of them may draw. For such sets the best division in whole units is found by
dividing as if there were one pot, looking for the set that would get too much by a largest flow,
and dividing that set and the others by themselves (Fujishige 1980, Groenevelt 1991). Claimants who
may draw from the same pots are one kind, so the network is as small as there are kinds.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanai.allocation.rules.filling import Filling
from nhanai.allocation.rules.flows import Network
from nhanai.allocation.rules.scales import Scale


@dataclass(frozen=True, slots=True)
class Kind:
    """Claimants who may draw from the same pots."""

    members: tuple[int, ...]
    pots: frozenset[int]


@dataclass(frozen=True, slots=True)
class Part:
    """Kinds divided together, with all that is left of the pots of this part."""

    kinds: tuple[Kind, ...]
    pots: frozenset[int]
    units: Mapping[int, int]
    drawn: Mapping[tuple[int, int], int]


def kinds_of(draws: Sequence[frozenset[int]]) -> tuple[Kind, ...]:
    """The kinds of claimants, given the pots of each."""
    found: dict[frozenset[int], list[int]] = defaultdict(list)
    for who, pots in enumerate(draws):
        found[pots].append(who)
    return tuple(Kind(tuple(members), pots) for pots, members in found.items())


def too_poor(kinds: Sequence[Kind], holds: Mapping[int, int], scale: Scale) -> set[int]:
    """Pots that do not hold the minimums of those who may draw from nothing else; or none.

    A kind without any pot and with a minimum is answered by no pot: then all are named.
    """
    wants = [sum(scale.lows[one] for one in kind.members) for kind in kinds]
    network = Network(wants, [sorted(kind.pots) for kind in kinds], holds)
    if network.flow == sum(wants):
        return set()
    pots = {pot for at in network.limited for pot in kinds[at].pots}
    return pots or set(holds)


def divide(kinds: Sequence[Kind], holds: Mapping[int, int], filling: Filling) -> list[Part]:
    """The parts in the order in which the level rises; `holds` in units, enough for minimums."""
    done: list[Part] = []
    waiting = [(tuple(kinds), frozenset(holds))]
    while waiting:
        some, pots = waiting.pop()
        units = filling.fill(
            (one for kind in some for one in kind.members), sum(holds[pot] for pot in pots)
        )
        wants = [sum(units[one] for one in kind.members) for kind in some]
        network = Network(
            wants, [sorted(kind.pots & pots) for kind in some], {pot: holds[pot] for pot in pots}
        )
        if network.flow == sum(wants):
            done.append(Part(some, pots, units, network.drawn()))
            continue
        limited = network.limited
        tight = tuple(kind for at, kind in enumerate(some) if at in limited)
        loose = tuple(kind for at, kind in enumerate(some) if at not in limited)
        theirs = frozenset(pot for kind in tight for pot in kind.pots & pots)
        waiting.append((loose, pots - theirs))
        waiting.append((tight, theirs))
    return done
