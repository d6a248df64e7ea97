"""A measure of the province's own: what is asked for, and what is wrong with it."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding
from nhanai.base.text import fold
from nhanai.facts.rules.catalogue import MeasureValue, faults_of
from nhanai.facts.vocab import Adding, Block, MeasureKind

ADDED_AS: Final[Mapping[MeasureKind, Adding]] = {
    MeasureKind.FLOW: Adding.SUM,
    MeasureKind.STOCK: Adding.LAST,
    MeasureKind.RATIO: Adding.LAST,
}
"""The kinds of measure that are typed, and how each adds up."""
_MARK: Final = "R"
"""Stands after the block in the code of what is the province's own (`XHR1`)."""
_PART: Final = re.compile(r"[A-Z0-9]{1,6}")
_MOST_PARTS: Final = 20
_MOST_DECIMALS: Final = 3


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A typed measure that is to be added; `parts` has a line `CODE = name` for each group."""

    block: Block
    name: str
    unit_of_measure: str
    kind: MeasureKind
    start: dt.date
    end: dt.date | None = None
    decimals: int = 0
    parts: str = ""
    note: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """The groups as they are written."""
        lines = (line.partition("=") for line in self.parts.splitlines() if line.strip())
        return [(code.strip().upper(), name.strip()) for code, _, name in lines]


def next_code(block: Block, known: Mapping[str, MeasureValue]) -> str:
    """The first free code of the province's own in the block."""
    begins = f"{block.value}{_MARK}"
    taken = [code.removeprefix(begins) for code in known if code.startswith(begins)]
    numbers = [int(one) for one in taken if one.isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1}"


def faults_of_own(
    own: OwnMeasure, value: MeasureValue | None, known: Mapping[str, MeasureValue]
) -> list[Finding]:
    """Everything that is wrong; `value` is what would be added, where it can be said at all."""
    found = [*_faults_of_words(own, known), *_faults_of_parts(own)]
    if not 0 <= own.decimals <= _MOST_DECIMALS:
        message = f"Số chữ số thập phân từ 0 đến {_MOST_DECIMALS}."
        found.append(Finding("own-decimals", message, where="decimals"))
    if own.end is not None and own.end <= own.start:
        message = "Ngày thôi áp dụng phải sau ngày bắt đầu áp dụng."
        found.append(Finding("own-end", message, where="end"))
    if own.kind not in ADDED_AS:
        message = "Chỉ tiêu riêng là số nhập tay: chọn phát sinh, có đến cuối kỳ, hoặc điểm."
        found.append(Finding("own-kind", message, where="kind"))
    return found or ([*faults_of([*known.values(), value])] if value else [])


def _faults_of_words(own: OwnMeasure, known: Mapping[str, MeasureValue]) -> Iterator[Finding]:
    if len(own.name) < 3 or len(own.name) > 300:
        yield Finding("own-name", "Tên chỉ tiêu dài từ 3 đến 300 ký tự.", where="name")
    same = [one.code for one in known.values() if fold(one.name) == fold(own.name)]
    if same:
        message = f"Đã có chỉ tiêu {same[0]} cùng tên. Hãy dùng chỉ tiêu ấy, hoặc đặt tên khác."
        yield Finding("own-name-taken", message, where="name")
    if not own.unit_of_measure or len(own.unit_of_measure) > 50:
        message = "Ghi đơn vị tính, nhiều nhất 50 ký tự, ví dụ: người, đồng, suất."
        yield Finding("own-unit", message, where="unit_of_measure")
    if len(own.note) > 500:
        yield Finding("own-note", "Ghi chú dài quá 500 ký tự.", where="note")


def _faults_of_parts(own: OwnMeasure) -> Iterator[Finding]:
    pairs = own.pairs()
    codes = [code for code, _ in pairs]
    wrong = [code or name for code, name in pairs if not _PART.fullmatch(code) or not name]
    if wrong:
        message = (
            f"Nhóm “{wrong[0][:40]}” chưa đúng. Mỗi dòng một nhóm, mã là chữ không dấu hoặc số,"
            " ví dụ: HN = Hộ nghèo."
        )
        yield Finding("own-part", message, where="parts")
    elif len(set(codes)) < len(codes) or len(codes) > _MOST_PARTS:
        message = f"Mỗi mã nhóm dùng một lần, nhiều nhất {_MOST_PARTS} nhóm."
        yield Finding("own-parts", message, where="parts")
