"""The largest flow from claimants to pots in whole numbers (Dinic), and the cut that limits it."""

from collections import deque
from collections.abc import Mapping, Sequence


class Network:
    """Kinds of claimants draw from pots; kinds and pots are numbered from 0."""

    def __init__(
        self, demands: Sequence[int], draws: Sequence[Sequence[int]], holds: Mapping[int, int]
    ) -> None:
        """`demands[k]` is what kind `k` wants, `draws[k]` its pots, `holds` what pots hold."""
        self._kinds = len(demands)
        self._pots = sorted(holds)
        place = {pot: self._kinds + 2 + at for at, pot in enumerate(self._pots)}
        self._edges: list[list[int]] = [[] for _ in range(self._kinds + 2 + len(place))]
        self._to: list[int] = []
        self._room: list[int] = []
        self._source, self._sink = self._kinds, self._kinds + 1
        plenty = sum(demands) + 1
        for kind, demand in enumerate(demands):
            self._join(self._source, kind, demand)
        for pot in self._pots:
            self._join(place[pot], self._sink, holds[pot])
        self._drawn: list[tuple[int, int, int]] = []
        for kind, pots in enumerate(draws):
            for pot in pots:
                self._drawn.append((kind, pot, len(self._to)))
                self._join(kind, place[pot], plenty)
        self.flow = 0
        while self._levels():
            self.flow += self._push()

    def _join(self, one: int, other: int, room: int) -> None:
        for here, there, space in ((one, other, room), (other, one, 0)):
            self._edges[here].append(len(self._to))
            self._to.append(there)
            self._room.append(space)

    def _levels(self) -> bool:
        """Distances from the source along what has room; whether the sink is reached."""
        self._far = [-1] * len(self._edges)
        self._far[self._source] = 0
        queue = deque([self._source])
        while queue:
            here = queue.popleft()
            for edge in self._edges[here]:
                there = self._to[edge]
                if self._room[edge] and self._far[there] < 0:
                    self._far[there] = self._far[here] + 1
                    queue.append(there)
        return self._far[self._sink] >= 0

    def _push(self) -> int:
        """As much as goes along shortest ways."""
        pushed, at = 0, [0] * len(self._edges)
        way: list[int] = []
        here = self._source
        while True:
            if here == self._sink:
                amount = min(self._room[edge] for edge in way)
                for edge in way:
                    self._room[edge] -= amount
                    self._room[edge ^ 1] += amount
                pushed += amount
                full = next(n for n, edge in enumerate(way) if not self._room[edge])
                here = self._to[way[full] ^ 1]
                del way[full:]
                continue
            if edge := self._onward(here, at):
                way.append(edge - 1)
                here = self._to[edge - 1]
            elif way:
                here = self._to[way.pop() ^ 1]
                at[here] += 1
            else:
                return pushed

    def _onward(self, here: int, at: list[int]) -> int:
        """One more than the edge by which the way goes on; 0 where it does not."""
        edges = self._edges[here]
        while at[here] < len(edges):
            edge = edges[at[here]]
            if self._room[edge] and self._far[self._to[edge]] == self._far[here] + 1:
                return edge + 1
            at[here] += 1
        return 0

    @property
    def limited(self) -> set[int]:
        """The kinds on the source's side of a smallest cut: they want more than their pots hold."""
        return {kind for kind in range(self._kinds) if self._far[kind] >= 0}

    def drawn(self) -> dict[tuple[int, int], int]:
        """What each kind draws from each pot."""
        return {
            (kind, pot): amount
            for kind, pot, edge in self._drawn
            if (amount := self._room[edge ^ 1])
        }
