"""What a later document changes in a plan: which of its tasks is which of ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from nhanai.plans.vocab import ChangeKind, RevisionKind

LIKE: Final = 62
"""From this likeness on (of 100), two wordings are the same task reworded."""

SAME_HOLDER: Final = 6
"""What it adds to the likeness that the same units answer for both."""

WHOLE: Final = frozenset({RevisionKind.REPLACES, RevisionKind.REISSUES})
"""Documents that say the whole plan anew, so that what they leave out has ended."""


@dataclass(frozen=True, slots=True)
class Side:
    """A task of the plan or of the later document: its key, folded words, who answers for it."""

    key: int
    folded: str
    holders: frozenset[int]


@dataclass(frozen=True, slots=True)
class Match:
    """What becomes of a task: `old` of the plan, `new` of the later document."""

    kind: ChangeKind
    old: int | None
    new: int | None
    likeness: int


def compare(olds: Sequence[Side], news: Sequence[Side], kind: RevisionKind) -> tuple[Match, ...]:
    """Every task of both sides in exactly one match, in the order of the new, then what ends.

    An amending document speaks only of what it changes; a document that ends the plan ends all.
    """
    if kind == RevisionKind.ENDS:
        return tuple(Match(ChangeKind.CLOSED, old.key, None, 0) for old in olds)
    paired = _paired(olds, news)
    by_key = {old.key: old for old in olds}
    found = [
        _match(by_key[paired[new.key][0]], new, paired[new.key][1])
        if new.key in paired
        else Match(ChangeKind.NEW, None, new.key, 0)
        for new in news
    ]
    taken = {old for old, _ in paired.values()}
    left = [old for old in olds if old.key not in taken] if kind in WHOLE else []
    return (*found, *(Match(ChangeKind.CLOSED, old.key, None, 0) for old in left))


def _match(old: Side, new: Side, likeness: int) -> Match:
    if old.folded != new.folded:
        return Match(ChangeKind.CHANGED, old.key, new.key, likeness)
    moved = bool(new.holders) and old.holders != new.holders
    return Match(ChangeKind.MOVED if moved else ChangeKind.KEPT, old.key, new.key, 100)


def _paired(olds: Sequence[Side], news: Sequence[Side]) -> dict[int, tuple[int, int]]:
    """For each new task its old one and how alike they are; the most alike first, nobody twice."""
    scored = sorted(_scored(olds, news), key=lambda one: (-one[0], one[1], one[2]))
    found: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for score, new, old in scored:
        if new not in found and old not in taken:
            found[new] = (old, min(100, score))
            taken.add(old)
    return found


def _scored(olds: Sequence[Side], news: Iterable[Side]) -> Iterator[tuple[int, int, int]]:
    texts = [old.folded for old in olds]
    for new in news:
        near = process.extract(
            new.folded, texts, scorer=fuzz.ratio, score_cutoff=LIKE - SAME_HOLDER, limit=None
        )
        for _, likeness, place in near:
            old = olds[place]
            shared = bool(new.holders & old.holders) or new.holders == old.holders
            score = round(likeness) + SAME_HOLDER * shared
            if score >= LIKE:
                yield score, new.key, old.key


_SAID: Final = (
    (RevisionKind.ENDS, ("bai bo", "huy bo", "cham dut hieu luc", "het hieu luc")),
    (RevisionKind.REPLACES, ("thay the",)),
    (RevisionKind.AMENDS, ("sua doi", "bo sung", "dieu chinh")),
)


def kind_said(folded: str) -> RevisionKind | None:
    """What the words around a citation say that the later document does to the cited one.

    "thay thế" beside "hết hiệu lực" is a replacement: the old one ends because the new one stands.
    """
    found = {kind for kind, words in _SAID if any(word in folded for word in words)}
    for kind in (RevisionKind.REPLACES, RevisionKind.ENDS, RevisionKind.AMENDS):
        if kind in found:
            return kind
    return None
