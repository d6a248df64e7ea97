"""What the shipped data knows of agencies and laws, where there is no database to ask."""

import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from nhanai.documents.reading.model import EndedAgency, KnownLaw
from nhanai.units.rules.resolving import Ended, NameIndex, Resolution, Why
from nhanai.units.rules.shipped import register

_FILE: Final = Path(__file__).parents[1] / "data" / "legal.toml"
_AFTER_EVERY_REFORM: Final = dt.date(9999, 1, 1)
"""Asked about this day, the register answers with everything that it knows to have ended."""

_MANY: Final = re.compile(
    r"(?:các|những|mọi|tất cả|toàn thể|từng|mỗi|doanh nghiệp|cá nhân|tổ chức|cơ quan|đơn vị|"
    r"địa phương|bộ, ngành|sở, ngành|sở, ban|ban, ngành|chủ đầu tư|nhà thầu|cấp ủy|"
    r"người đứng đầu|thủ trưởng|nhân dân)(?![^\W_])",
    re.IGNORECASE,
)
"""Words for whoever it concerns; no register lists them."""


_HEAD_OF: Final = re.compile(
    r"^(?:đồng chí\s+)?(?:bộ trưởng|giám đốc|chủ tịch|trưởng ban|chánh (?:thanh tra|văn phòng))\s+",
    re.IGNORECASE,
)
"""The person who stands for the office named after the title."""


class ShippedKnowledge:
    """Answers from the files of `units/data` and `documents/data`, read when first needed."""

    def is_known_agency(self, words: str) -> bool:
        """Whether the register knows it, or the words mean whoever it concerns."""
        if _MANY.match(words) or _is_known(_resolve(words)):
            return True
        office = _HEAD_OF.sub("", words)
        return office != words and _is_known(_resolve(office))

    def ended_agency(self, words: str) -> EndedAgency | None:
        """The organisation called so, where none of those meant exists any more."""
        ended = _gone(_resolve(words))
        if not ended:
            return None
        return EndedAgency(
            name=words,
            ended_on=max(each.on for each in ended).isoformat(),
            successors=tuple(
                dict.fromkeys(unit.name for each in ended for unit in each.successors)
            ),
            is_verified=all(each.is_verified for each in ended),
        )

    def law(self, reference: str) -> KnownLaw | None:
        """The legal document with this reference."""
        return _laws().get(_key(reference))


@cache
def _index() -> NameIndex:
    return NameIndex(register())


@cache
def _resolve(words: str) -> Resolution:
    return _index().resolve(words, _AFTER_EVERY_REFORM)


def _is_known(resolution: Resolution) -> bool:
    return resolution.why is Why.OUTSIDE or (resolution.is_known and not _is_guess(resolution))


def _is_guess(resolution: Resolution) -> bool:
    """Whether only a slip of the pen explains it; a ministry is a letter away from a department."""
    return resolution.why is Why.NEAR


def _gone(resolution: Resolution) -> tuple[Ended, ...]:
    """Those that ended, of words all of whose meaning has; words may name several, part by part."""
    if resolution.parts:
        return tuple(ended for part in resolution.parts for ended in _gone(part))
    return () if resolution.units or _is_guess(resolution) else resolution.ended


@cache
def _laws() -> dict[str, KnownLaw]:
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["law"]
    return {_key(entry["reference"]): _law(entry) for entry in entries}


def _law(entry: dict[str, Any]) -> KnownLaw:
    date = entry.get("date")
    return KnownLaw(
        kind=entry["kind"],
        reference=entry["reference"],
        date=date.isoformat() if date else None,
        title=entry["title"],
        replaced_by=tuple(entry.get("replaced_by", ())),
    )


def _key(reference: str) -> str:
    return "".join(reference.upper().split()).replace("–", "-")
