"""Faults of what surrounds the text: number, date, signature block, recipients."""

from collections.abc import Iterator

from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold
from nhanai.documents.reading.model import Reading, Signer, Span


def heading(reading: Reading) -> Iterator[Finding]:
    """Every fault of heading and ending."""
    yield from _number(reading)
    yield from _date(reading)
    yield from _signer(reading)
    if not reading.recipients:
        yield Finding(
            "recipients-missing",
            "Không thấy mục “Nơi nhận”; hãy kiểm tra văn bản đã đủ trang cuối chưa.",
            Severity.WARNING,
        )


def _number(reading: Reading) -> Iterator[Finding]:
    if reading.number:
        return
    symbol = f" (chỉ có ký hiệu {reading.symbol})" if reading.symbol else ""
    yield Finding(
        "number-missing",
        f"Văn bản chưa có số{symbol}; hãy bổ sung số khi văn bản được ban hành.",
        Severity.WARNING,
        span=_span(reading, "number") or _span(reading, "symbol"),
    )


def _date(reading: Reading) -> Iterator[Finding]:
    date = reading.date
    if date is not None and date.year and date.month and date.day:
        return
    missing = [
        name
        for name, value in (
            ("ngày", date and date.day),
            ("tháng", date and date.month),
            ("năm", date and date.year),
        )
        if not value
    ]
    yield Finding(
        "date-incomplete",
        f"Ngày ban hành còn thiếu {', '.join(missing)}; hãy bổ sung theo bản chính thức.",
        Severity.WARNING,
        span=_span(reading, "date"),
    )


def _signer(reading: Reading) -> Iterator[Finding]:
    missing = list(_missing_from(reading.signer, reading))
    if missing:
        yield Finding(
            "signer-incomplete",
            f"Khối chữ ký thiếu {', '.join(missing)}; hãy đối chiếu với bản chính thức.",
            Severity.WARNING,
            span=_pair(reading.signer.span) if reading.signer else None,
        )


def _missing_from(signer: Signer | None, reading: Reading) -> Iterator[str]:
    if signer is None:
        yield "chức vụ và họ tên người ký"
        return
    if _signs_for_committee(signer, reading):
        yield "“TM. ỦY BAN NHÂN DÂN”"
    if not signer.position:
        yield "chức vụ người ký"
    if not signer.name:
        yield "họ tên người ký"


def _signs_for_committee(signer: Signer, reading: Reading) -> bool:
    """Whether a People's Committee issued it and its chairman signs without saying so."""
    signed = fold(" ".join(filter(None, (signer.capacity, signer.position))))
    issued = fold(reading.issuer or "")
    return not signer.authority and "chu tich" in signed and issued.startswith("uy ban nhan dan")


def _span(reading: Reading, part: str) -> tuple[int, int] | None:
    return _pair(reading.heading_spans.get(part))


def _pair(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None
