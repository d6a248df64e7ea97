"""The codes of a partner in place of ours, and back.

Of each kind (measures, units, groups) that has any code of the partner, only those are exchanged
that have one; a kind without any is called by our own codes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from nhanai.base.findings import Finding
from nhanai.exchange.vocab import CodeKind, IdScheme

LONGEST: Final = 100
_OF_PART: Final = ":"


@dataclass(frozen=True, slots=True)
class Codes:
    """What a partner calls what we call so; without a partner everything bears our codes."""

    theirs: Mapping[CodeKind, Mapping[str, str]] = field(default_factory=dict)
    name: str = ""
    scheme: IdScheme = IdScheme.CODE
    data_set: str = ""

    def out(self, kind: CodeKind, ours: str) -> str | None:
        """Their code; None where they have codes of this kind and none for this."""
        known = self.theirs.get(kind)
        return known.get(ours) if known else ours

    def back(self, kind: CodeKind, theirs: str) -> str | None:
        """Our code, in the same way."""
        known = self.theirs.get(kind)
        if not known:
            return theirs
        return next((ours for ours, said in known.items() if said == theirs), None)

    def part_back(self, measure: str, theirs: str) -> str | None:
        """The group of our measure that they call so; None where there is none."""
        known = self.theirs.get(CodeKind.PART)
        if not known:
            return theirs
        own = (part_of(ours) for ours, said in known.items() if said == theirs)
        return next((part for of, part in own if of == measure), None)


def part_key(measure: str, part: str) -> str:
    """Our code of a group: `XH12:TK`, since groups of two measures may share a letter."""
    return f"{measure}{_OF_PART}{part}"


def part_of(key: str) -> tuple[str, str]:
    """The measure and the group of such a code."""
    measure, _, part = key.partition(_OF_PART)
    return measure, part


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a table of codes: where it stands, the kind in words, our code and theirs."""

    number: int
    kind: str
    ours: str
    theirs: str


KINDS: Final[Mapping[str, CodeKind]] = {
    "chi tieu": CodeKind.MEASURE, "measure": CodeKind.MEASURE, "dataelement": CodeKind.MEASURE,
    "don vi": CodeKind.UNIT, "unit": CodeKind.UNIT, "orgunit": CodeKind.UNIT,
    "nhom": CodeKind.PART, "nhom cua chi tieu": CodeKind.PART, "part": CodeKind.PART,
    "categoryoptioncombo": CodeKind.PART,
}  # fmt: skip
"""What the kind may be called in a table, folded."""


def faults_of(lines: Sequence[CodeLine], known: Mapping[CodeKind, frozenset[str]]) -> list[Finding]:
    """Everything that is wrong with a table of codes; a code means one thing on either side."""
    found: list[Finding] = []
    seen: dict[tuple[CodeKind, str, str], int] = {}
    for line in lines:
        kind = KINDS.get(line.kind)
        if kind is None:
            found.append(_fault(line, "cột loại ghi “chỉ tiêu”, “đơn vị” hoặc “nhóm”"))
            continue
        if not line.ours or not line.theirs:
            found.append(_fault(line, "cần cả mã của ta và mã của đối tác"))
            continue
        if max(len(line.ours), len(line.theirs)) > LONGEST:
            found.append(_fault(line, f"mã dài quá {LONGEST} ký tự"))
            continue
        if line.ours not in known[kind]:
            what = str(kind.label).lower()
            found.append(_fault(line, f"không có {what} nào mang mã “{line.ours}”"))
        for side, code in (("ours", line.ours), ("theirs", line.theirs)):
            # two measures may have groups that the partner calls alike
            of = part_of(line.ours)[0] if kind == CodeKind.PART else ""
            first = seen.setdefault((kind, side, f"{of}{_OF_PART}{code}"), line.number)
            if first != line.number:
                found.append(_fault(line, f"mã “{code}” đã có ở dòng {first}"))
    return found


def _fault(line: CodeLine, why: str) -> Finding:
    return Finding("code-line", f"Dòng {line.number}: {why}.", where=str(line.number))


def pairs_of(lines: Iterable[CodeLine]) -> list[tuple[CodeKind, str, str]]:
    """The codes of lines without faults."""
    return [(KINDS[line.kind], line.ours, line.theirs) for line in lines]
