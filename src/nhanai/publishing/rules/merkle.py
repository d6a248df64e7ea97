"""A log that only grows, and proofs from it, after RFC 6962.

The hash of every *full* subtree (of 1, 2, 4, … entries, none missing) never changes, so each is
stored once: two an entry on average. The root and every proof are made from at most some dozens of
them, however long the log is. `Nodes` fetches one by its level (0 for entries) and index.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from nhanai.publishing.rules.verifier import node_hash

Nodes = Callable[[int, int], bytes]
"""The hash of the full subtree at a level and index."""


@dataclass(frozen=True, slots=True)
class Node:
    """A full subtree of 2^level entries, the `index`-th of its level."""

    level: int
    index: int
    hash: bytes


def grown(size: int, leaf: bytes, nodes: Nodes) -> list[Node]:
    """What is to be stored when a leaf follows on `size` entries: its hash, and what it fills."""
    made = [Node(0, size, leaf)]
    index, level, found = size, 0, leaf
    while index & 1:
        found = node_hash(nodes(level, index - 1), found)
        index, level = index >> 1, level + 1
        made.append(Node(level, index, found))
    return made


def peaks(size: int) -> list[tuple[int, int]]:
    """Level and index of the full subtrees of which a log of this size is made, left to right."""
    found, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


def root(size: int, nodes: Nodes) -> bytes:
    """The root of the log; of an empty one the hash of nothing."""
    return _hash(0, size, nodes) if size else sha256(b"").digest()


def _hash(start: int, end: int, nodes: Nodes) -> bytes:
    """The root over the entries `start` to `end`, which begin where a subtree begins."""
    found: bytes | None = None
    for level, index in reversed(peaks(end - start)):
        part = nodes(level, (start >> level) + index)
        found = part if found is None else node_hash(part, found)
    if found is None:
        raise ValueError("nothing to hash")
    return found


def _half(size: int) -> int:
    """The largest power of two below `size`, at which a tree is cut."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The path that proves that the entry at `index` stands in the log of `size` entries."""
    if not 0 <= index < size:
        raise ValueError(f"{index} is not in a log of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(_hash(middle, end, nodes))
            end = middle
        else:
            path.append(_hash(start, middle, nodes))
            start = middle
    return path[::-1]


def consistency(first: int, second: int, nodes: Nodes) -> list[bytes]:
    """The path that proves that the log of `second` entries begins with the log of `first`."""
    if not 0 < first <= second:
        raise ValueError(f"{first} is not before {second}")
    path, start, end, is_known = [], 0, second, True
    while end != first:
        middle = start + _half(end - start)
        if first <= middle:
            path.append(_hash(middle, end, nodes))
            end = middle
        else:
            path.append(_hash(start, middle, nodes))
            start, is_known = middle, False
    if not is_known:
        path.append(_hash(start, end, nodes))
    return path[::-1]
