"""What a document must be like before it is given a number."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.base.text import nfc, single_spaced
from nhanai.documents.vocab import ISSUED_KINDS, KINDS, LETTER, Numbering, OutgoingState
from nhanai.paper.values import OfficialPaper, Signature

_SYMBOL: Final = re.compile(r"[^\W_]+(-[^\W_]+)*")
SUBJECT_LENGTH: Final = 1000
SYMBOL_LENGTH: Final = 60
NAME_LENGTH: Final = 100
REASON_LENGTH: Final = 500
RECIPIENTS: Final = 500
"""Units that one document goes to at once: every commune, school and agency of a province."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register keeps of a document besides its number and day."""

    kind: str
    symbol: str
    subject: str
    signature: Signature
    recipients: tuple[str, ...]

    def tidied(self) -> "Facts":
        """The same, composed (NFC) and without spaces that say nothing."""
        signature = Signature(_lines(self.signature.lines), _line(self.signature.name))
        subject, symbol = _line(self.subject), _line(self.symbol)
        return Facts(self.kind, symbol, subject, signature, _lines(self.recipients))


def facts_of(paper: OfficialPaper) -> Facts:
    """What the register keeps of a paper."""
    signature, recipients = paper.signature, paper.recipients
    return Facts(paper.kind, paper.symbol, paper.subject, signature, recipients).tidied()


def _line(text: str) -> str:
    return single_spaced(nfc(text.replace("\x00", "")))


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := _line(text)))


def may_be_followed(state: OutgoingState) -> bool:
    """Whether a document may still be replaced, corrected or recalled."""
    return state in {OutgoingState.IN_FORCE, OutgoingState.CORRECTED}


def reference_printed(number: int, symbol: str) -> str:
    """`05/BC-CTĐ`: a zero before numbers under ten (Decree 30/2020/NĐ-CP, annex I)."""
    return f"{number:02d}/{symbol}"


def series_key(numbering: str, kind: str) -> str:
    """Which run of numbers a kind takes from: its own, or the one of all."""
    return kind if numbering == Numbering.PER_KIND else ""


def check_paper(paper: OfficialPaper) -> tuple[Finding, ...]:
    """Everything that keeps a paper from being issued."""
    found = list(check_facts(facts_of(paper)))
    if not paper.body:
        found.append(Finding("paper-body", "Văn bản chưa có nội dung.", where="body"))
    if not paper.letterhead.issuer.strip():
        message = "Chưa ghi tên cơ quan ban hành ở đầu văn bản."
        found.append(Finding("paper-issuer", message, where="issuer"))
    if not paper.place.strip():
        found.append(Finding("paper-place", "Chưa ghi địa danh ban hành.", where="place"))
    if paper.number or paper.day:
        message = "Bản dự thảo không ghi sẵn số và ngày: hệ thống cấp khi phát hành."
        found.append(Finding("paper-numbered", message, where="number"))
    return tuple(found)


def check_facts(facts: Facts) -> tuple[Finding, ...]:
    """The same of a document whose file was made elsewhere."""
    return (
        *_check_facts(facts.kind, facts.symbol, facts.subject),
        *_check_signature(facts.signature),
        *_check_recipients(facts.recipients),
    )


def check_day(day: dt.date, *, today: dt.date, last_on: dt.date | None) -> tuple[Finding, ...]:
    """Numbers go up with the days: neither before the last number's day nor in the future."""
    if day > today:
        message = f"Ngày ban hành không thể sau hôm nay ({written(today)})."
        return (Finding("day-future", message, where="day"),)
    if last_on is not None and day < last_on:
        message = (
            f"Số gần nhất đã cấp cho ngày {written(last_on)}. "
            f"Ngày ban hành phải từ ngày đó trở đi, không thể là {written(day)}."
        )
        return (Finding("day-order", message, where="day"),)
    return ()


def _check_facts(kind: str, symbol: str, subject: str) -> Iterator[Finding]:
    if kind not in ISSUED_KINDS:
        message = f"“{kind}” không phải loại văn bản hành chính mà đơn vị ban hành."
        yield Finding("paper-kind", message, where="kind")
    yield from _check_symbol(kind, symbol)
    if not subject.strip():
        yield Finding("paper-subject", "Chưa ghi trích yếu của văn bản.", where="subject")
    elif len(subject) > SUBJECT_LENGTH:
        message = f"Trích yếu dài {len(subject)} ký tự, nhiều nhất {SUBJECT_LENGTH}."
        yield Finding("paper-subject", message, where="subject")


def _check_symbol(kind: str, symbol: str) -> Iterator[Finding]:
    first = symbol.partition("-")[0]
    if not _SYMBOL.fullmatch(symbol) or len(symbol) > SYMBOL_LENGTH:
        message = "Ký hiệu gồm chữ và gạch nối, không có dấu cách. Ví dụ: BC-CTĐ."
        yield Finding("paper-symbol", message, where="symbol")
    elif kind == LETTER and first in KINDS:
        message = f"Ký hiệu của công văn không có tên loại: bỏ “{first}-”. Ví dụ: CTĐ-VP."
        yield Finding("paper-symbol", message, where="symbol")
    elif kind != LETTER and (first != kind or first == symbol):
        message = f"Ký hiệu của loại này bắt đầu bằng “{kind}-”. Ví dụ: {kind}-CTĐ."
        yield Finding("paper-symbol", message, where="symbol")


def _check_signature(signature: Signature) -> Iterator[Finding]:
    if not signature.name.strip():
        yield Finding("paper-signer", "Chưa ghi họ và tên người ký.", where="signer_name")
    elif len(signature.name) > NAME_LENGTH:
        message = f"Họ và tên người ký dài quá {NAME_LENGTH} ký tự."
        yield Finding("paper-signer", message, where="signer_name")
    if not any(line.strip() for line in signature.lines):
        message = "Chưa ghi quyền hạn, chức vụ của người ký. Ví dụ: CHỦ TỊCH."
        yield Finding("paper-signer-position", message, where="signer_lines")


def _check_recipients(recipients: Iterable[str]) -> Iterator[Finding]:
    if not any(line.strip() for line in recipients):
        message = "Chưa ghi nơi nhận. Ít nhất có: Lưu: VT."
        yield Finding("paper-recipients", message, where="recipients")
