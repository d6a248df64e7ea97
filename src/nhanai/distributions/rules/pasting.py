"""Rows pasted from a sheet: who is to receive, or whom others help."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.distributions.vocab import RecipientTarget
from nhanai.people.rules import values as people
from nhanai.people.rules.values import PersonValues

MOST: Final = 300
"""Rows of one paste; more are several pastes."""
COLUMNS: Final = ("full_name", "birth", "hamlet", "household", "citizen_number", "target")
HEADS: Final = "Họ và tên; năm sinh; thôn, bản; số hộ; số căn cước; đối tượng (HN, CDC hoặc KH)"
_TARGETS: Final = {
    "": RecipientTarget.POOR, "hn": RecipientTarget.POOR, "ho ngheo": RecipientTarget.POOR,
    "cdc": RecipientTarget.DIOXIN, "nncdc": RecipientTarget.DIOXIN,
    "chat doc da cam": RecipientTarget.DIOXIN, "kh": RecipientTarget.OTHER,
    "khac": RecipientTarget.OTHER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row: who, and as which target; `number` is its line in the paste."""

    number: int
    person: PersonValues
    target: RecipientTarget


def read_rows(text: str) -> tuple[list[RowTold], list[Finding]]:
    """The rows of a paste, cells parted by tabs or semicolons; each fault names its line."""
    rows: list[RowTold] = []
    findings: list[Finding] = []
    for number, line in enumerate(nfc(text).splitlines(), 1):
        cells = [single_spaced(cell) for cell in line.replace("\t", ";").split(";")]
        if not any(cells) or (number == 1 and fold(cells[0]) in {"ho va ten", "ho ten"}):
            continue
        row, faults = _row(number, cells)
        findings += faults
        if row is not None:
            rows.append(row)
    if not rows and not findings:
        findings.append(Finding("paste-empty", f"Dán ít nhất một dòng: {HEADS}.", where="rows"))
    if len(rows) > MOST:
        findings.append(Finding("paste-long", f"Mỗi lần nhiều nhất {MOST} dòng.", where="rows"))
    return rows, findings


def _row(number: int, cells: Sequence[str]) -> tuple[RowTold | None, list[Finding]]:
    if len(cells) > len(COLUMNS):
        message = f"Dòng {number} có {len(cells)} cột. Cần: {HEADS}."
        return None, [Finding("paste-columns", message, where="rows")]
    said = dict(zip(COLUMNS, cells, strict=False))
    target = _TARGETS.get(fold(said.pop("target", "")).replace(".", ""))
    person, faults = people.read(said)
    found = [
        Finding(one.rule, f"Dòng {number}: {one.message}", one.severity, where="rows")
        for one in faults
    ]
    if target is None:
        message = f"Dòng {number}: đối tượng ghi HN, CDC hoặc KH."
        found.append(Finding("paste-target", message, where="rows"))
    return (RowTold(number, person, target) if target and not found else None), found


def print_texts(commune: int | None, person: PersonValues) -> tuple[str, str, str]:
    """What the prints of a person are made of: name, citizen number, household; empty if unknown.

    A name tells somebody only with her year of birth and her commune.
    """
    year = person.birth.on.year if person.birth.on else person.birth.year
    name = f"{commune}:{fold(person.full_name)}:{year}" if commune and year else ""
    number = person.citizen_number
    household = fold(person.household).replace(" ", "")
    return name, number, f"{commune}:{household}" if commune and household else ""
