"""What a plan and a task are called: an address, and a few of their words."""

import re
from collections.abc import Collection
from typing import Final

from nhanai.base.text import single_spaced

ADDRESS_LENGTH: Final = 60
TITLE_LENGTH: Final = 160
LONG_TITLE: Final = 110
"""From here on a title is cut behind the number of the document that it names, if it names one."""
_UP_TO_NUMBER: Final = re.compile(r"^.{8,}?\bsố\s+[^\s,;]*\d[^\s,;]*")
_OPEN_ENDED: Final = re.compile(r"liên quan|chức năng(?!\s+của)|có trách nhiệm", re.IGNORECASE)
_CLAUSE_ENDS: Final = (". ", "; ")


def free_address(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the first number behind it that no other task of the plan has."""
    base = wanted[: ADDRESS_LENGTH - 6]
    if base not in taken:
        return base
    number = 2
    while f"{base}/{number}" in taken:
        number += 1
    return f"{base}/{number}"


def part_addresses(whole: str, count: int, taken: Collection[str]) -> tuple[str, ...]:
    """`III.1.-1/1`, `III.1.-1/2` …; numbers that are taken already are passed over."""
    base = whole[: ADDRESS_LENGTH - 6]
    found: list[str] = []
    number = 1
    while len(found) < count:
        if f"{base}/{number}" not in taken:
            found.append(f"{base}/{number}")
        number += 1
    return tuple(found)


def plan_title(kind: str, title: str) -> str:
    """What a plan is called: its kind and, of a long title, what stands up to the first number."""
    line = single_spaced(title)
    number = _UP_TO_NUMBER.match(line)
    if len(line) > LONG_TITLE and number and number.end() <= TITLE_LENGTH:
        line = number[0]
    if kind and not line.lower().startswith(kind.lower()):
        begins_a_word = line[1:2].islower() or line[1:2] == " "
        line = f"{kind} {line[:1].lower() if begins_a_word else line[:1]}{line[1:]}"
    return shortened(line, TITLE_LENGTH)


def is_vague(words: str) -> bool:
    """Whether words leave open whom they mean: "các sở, ngành liên quan" are not all of them."""
    return bool(_OPEN_ENDED.search(words))


def paragraph_of(address: str) -> str:
    """The address of the paragraph in which a task begins, split, joined or not."""
    return address.split(" + ", maxsplit=1)[0].split("/", maxsplit=1)[0]


def shortened(text: str, limit: int = 90) -> str:
    """The first clause of `text`, or as many whole words as `limit` holds."""
    line = single_spaced(text)
    ends = [at for end in _CLAUSE_ENDS if (at := line.find(end)) > limit // 3]
    if ends and min(ends) <= limit:
        return line[: min(ends)]
    if len(line) <= limit:
        return line.rstrip(".;")
    return f"{line[:limit].rsplit(' ', 1)[0].rstrip(',;:')}…"
