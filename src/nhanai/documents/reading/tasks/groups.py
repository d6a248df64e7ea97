"""To which content group an agency's task belongs, where their words say so."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from nhanai.base.text import unaccented
from nhanai.documents.reading.model import Task

_WORD: Final = re.compile(r"[a-z]+")
_MOST_GROUPS: Final = 40
_ENOUGH: Final = 0.3
"""The share of a title's weight that a task must speak of."""
_MARGIN: Final = 1.25
"""How much better than the next group it must fit."""
_PAIRS_AT_LEAST: Final = 3

Pair = tuple[str, str]


def matched(tasks: Sequence[Task], titles: dict[str, str]) -> tuple[Task, ...]:
    """The tasks, those without a group given the one whose title they speak of."""
    groups = dict(list(titles.items())[:_MOST_GROUPS])
    if len(groups) < 2:
        return tuple(tasks)
    pairs = {address: _pairs(title) for address, title in groups.items()}
    common = Counter(pair for each in pairs.values() for pair in each)
    weighed = {
        address: {pair: 1 / common[pair] ** 2 for pair in each} for address, each in pairs.items()
    }
    return tuple(task if task.group else _with_group(task, weighed) for task in tasks)


def _with_group(task: Task, groups: dict[str, dict[Pair, float]]) -> Task:
    said = _pairs(task.text)
    fits = sorted(((_fit(said, weights), address) for address, weights in groups.items()))
    (second, _), (best, address) = fits[-2:]
    if best < _ENOUGH or best < second * _MARGIN:
        return task
    return replace(task, group=address)


def _fit(said: set[Pair], weights: dict[Pair, float]) -> float:
    """How much of a title the words speak of."""
    shared = [weight for pair, weight in weights.items() if pair in said]
    if len(shared) < _PAIRS_AT_LEAST:
        return 0.0
    return sum(shared) / sum(weights.values())


def _pairs(text: str) -> set[Pair]:
    """The pairs of neighbouring syllables: most Vietnamese words are two."""
    words = _WORD.findall(unaccented(text[:1500]).lower())
    return set(pairwise(words))
