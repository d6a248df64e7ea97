"""How fast the public log grows and proves.

`python -m benchmarks.merkle [ENTRIES]`
"""

import random
import sys
import time

from benchmarks import results

from nhanai.publishing.rules import merkle
from nhanai.publishing.rules.heads import Inclusion, SigningKey, proof, signed_head
from nhanai.publishing.rules.verifier import (
    Head,
    canonical,
    leaf_hash,
    root_from_inclusion,
    roots_from_consistency,
    verified,
)

PROOFS = 10_000


def main(count: int) -> None:
    """Grow a log, prove and verify, and record."""
    chance = random.Random(1)
    entries = [{"phieu": at, "so_tien": chance.randrange(10**9)} for at in range(count)]
    hashes: dict[tuple[int, int], bytes] = {}

    def node(level: int, index: int) -> bytes:
        return hashes[level, index]

    begun = time.perf_counter()
    for at, entry in enumerate(entries):
        for one in merkle.grown(at, leaf_hash(canonical(entry)), node):
            hashes[one.level, one.index] = one.hash
    growing = time.perf_counter() - begun
    root = merkle.root(count, node)
    asked = [chance.randrange(count) for _ in range(PROOFS)]

    begun = time.perf_counter()
    paths = [merkle.inclusion(at, count, node) for at in asked]
    proving = time.perf_counter() - begun

    begun = time.perf_counter()
    for at, path in zip(asked, paths, strict=True):
        assert root_from_inclusion(node(0, at), at, count, path) == root
    checking = time.perf_counter() - begun

    begun = time.perf_counter()
    for at in asked:
        path = merkle.consistency(at + 1, count, node)
        before = merkle.root(at + 1, node)
        assert roots_from_consistency(at + 1, count, path, before) == (before, root)
    comparing = time.perf_counter() - begun

    key = SigningKey("do", b"\x01" * 32)
    head = signed_head(Head("do", count, root), [key])
    data = proof(head, [key.public], Inclusion(entries[asked[0]], asked[0], paths[0]))
    begun = time.perf_counter()
    assert verified(data)[0]
    whole = time.perf_counter() - begun
    lines = [
        f"A log of {count:,} entries, in memory, one core.",
        "",
        *results.table(
            ("step", "a second"),
            [
                ("entries added", f"{count / growing:,.0f}"),
                ("inclusion proofs made", f"{PROOFS / proving:,.0f}"),
                ("inclusion proofs checked", f"{PROOFS / checking:,.0f}"),
                ("consistency proofs made and checked", f"{PROOFS / comparing:,.0f}"),
            ],
        ),
        "",
        f"A proof as a file has {len(data):,} bytes; all of it, the signature with the standard",
        f"library alone, is checked in {whole * 1000:.0f} ms.",
    ]
    for line in lines:
        print(line)
    results.record("The public log", lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
