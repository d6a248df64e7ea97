"""What frames a report: its subject line, letterhead, symbol, place and addressee."""

import re
from typing import Final

from nhanai.reporting.vocab import ReportKind

CENTRAL: Final = "Trung ương Hội Chữ thập đỏ Việt Nam"
_SUMS_UP: Final = {
    ReportKind.PERIODIC: "Kết quả thực hiện",
    ReportKind.MIDTERM: "Sơ kết thực hiện",
    ReportKind.FINAL: "Tổng kết thực hiện",
}
_PLACE: Final = re.compile(r"^(?:tỉnh|thành phố|xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)
_LAST_PLACE: Final = re.compile(r"(?:tỉnh|xã|phường|thị trấn|thành phố)\s+(.+)$", re.IGNORECASE)


def title_of(kind: ReportKind, plan: str, label: str) -> str:
    """The subject line: `Kết quả thực hiện Kế hoạch … năm 2026`."""
    return f"{_SUMS_UP[kind]} {plan} {label}"


def place_of(name: str, province: str) -> str:
    """Where a document of that unit is issued: the place in its name, else the province."""
    found = _LAST_PLACE.search(name)
    return found[1] if found else _PLACE.sub("", province)


def first_frame(name: str, superior: str, province: str, *, is_chapter: bool) -> dict[str, str]:
    """The frame of a unit's first report; people correct it once, later reports take it over."""
    committee = f"Ủy ban nhân dân {province[:1].lower()}{province[1:]}" if province else ""
    above = superior or (CENTRAL if is_chapter else committee)
    return {
        "issuer": name,
        "superior": above,
        "symbol": "BC-CTĐ" if is_chapter else f"BC-{initials(name)}",
        "place": place_of(name, province),
        "addressed_to": committee,
        "signature": "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH" if is_chapter else "THỦ TRƯỞNG ĐƠN VỊ",
        "signer": "",
        "recipients": "Như trên\nLưu: VT",
    }


def initials(name: str) -> str:
    """The first letters of the words of a name, as symbols have them: `SYT`, `UBND`."""
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(word[0].upper() for word in words if word.lower() not in {"và", "tỉnh"})[:12]
