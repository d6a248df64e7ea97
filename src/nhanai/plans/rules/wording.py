"""How two wordings differ, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words that stand in both, only in the old, or only in the new."""

    text: str
    in_old: bool
    in_new: bool


def differences(old: str, new: str) -> tuple[Stretch, ...]:
    """The old and the new wording as stretches; joined by blanks each gives its words back."""
    before, after = old.split(), new.split()
    found: list[Stretch] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch(" ".join(before[i:j]), in_old=True, in_new=True))
            continue
        if i < j:
            found.append(Stretch(" ".join(before[i:j]), in_old=True, in_new=False))
        if k < m:
            found.append(Stretch(" ".join(after[k:m]), in_old=False, in_new=True))
    return tuple(found)
