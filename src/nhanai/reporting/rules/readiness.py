"""What still lacks before a report may be handed to the leader."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nhanai.base.findings import Finding, Severity
from nhanai.base.numbers import show
from nhanai.reporting.rules.gathering import AHEAD


@dataclass(frozen=True, slots=True)
class Stand:
    """A section as the decision about it needs it."""

    key: str
    label: str
    heading: str
    level: int
    filled: int
    """Passages with words that go into the report."""
    offered: int
    has_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Reports:
    """The rest that is asked of a report."""

    place: str
    signature: str
    signer: str
    addressed_to: str
    recipients: str
    open_opinions: int
    late: int
    silent: int


def check(sections: Sequence[Stand], report: Reports) -> tuple[Finding, ...]:
    """Everything at once: first what blocks, then what should be known."""
    found = [*_frame(report), *_sections(sections), *_told(report)]
    return tuple(sorted(found, key=lambda one: not one.blocking))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those for which an act must refuse."""
    return [one for one in findings if one.blocking]


def _frame(report: Reports) -> Iterator[Finding]:
    if not report.signer or not report.signature:
        message = "Ghi chức vụ và họ tên người ký ở mục Thể thức."
        yield Finding("signature-missing", message, where="the-thuc")
    if not report.place:
        yield Finding("place-missing", "Ghi nơi ban hành ở mục Thể thức.", where="the-thuc")
    if not report.addressed_to:
        yield Finding("addressee-missing", "Ghi nơi kính gửi ở mục Thể thức.", where="the-thuc")
    if not report.recipients:
        yield Finding("recipients-missing", "Ghi nơi nhận ở mục Thể thức.", where="the-thuc")
    if report.open_opinions:
        message = f"Còn {show(report.open_opinions)} ý kiến của lãnh đạo chưa tiếp thu."
        yield Finding("opinion-open", message, where="y-kien")


def _sections(sections: Sequence[Stand]) -> Iterator[Finding]:
    for one in sections:
        name = f"{one.label} {one.heading}"
        if one.offered:
            message = f"Mục {name}: {show(one.offered)} đoạn có lời mới chờ chọn."
            yield Finding("offer-undecided", message, where=one.key)
        if one.has_withdrawn:
            message = f"Mục {name}: có đoạn lấy từ nguồn không còn trong kỳ này."
            yield Finding("source-withdrawn", message, Severity.WARNING, where=one.key)
        if one.filled or one.level > 1:
            continue
        parts = any(other.filled for other in sections if other.key.startswith(f"{one.key}."))
        if not parts:
            weight = Severity.ERROR if one.key in {"II", AHEAD} else Severity.NOTE
            message = f"Mục {name} chưa có nội dung."
            if weight is Severity.NOTE:
                message = f"Mục {name} không có nội dung nên không in trong báo cáo."
            yield Finding("section-empty", message, weight, where=one.key)


def _told(report: Reports) -> Iterator[Finding]:
    if report.silent:
        message = f"{show(report.silent)} phần việc chưa có báo cáo của đơn vị."
        yield Finding("units-silent", message, Severity.WARNING)
    if report.late:
        message = f"{show(report.late)} phần việc quá hạn."
        yield Finding("work-late", message, Severity.WARNING)
