"""What frames a paper of a unit: the body above it, symbol, place, addressee, who signs."""

import re
from typing import Final

CENTRAL: Final = "Trung ương Hội Chữ thập đỏ Việt Nam"
COMMITTEE: Final = "Ủy ban nhân dân"
_PLACE: Final = re.compile(r"^(?:tỉnh|thành phố|xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)
_LAST_PLACE: Final = re.compile(r"(?:tỉnh|xã|phường|thị trấn|thành phố)\s+(.+)$", re.IGNORECASE)


def place_of(name: str, province: str) -> str:
    """Where a document of that unit is issued: the place in its name, else the province."""
    found = _LAST_PLACE.search(name)
    return found[1] if found else _PLACE.sub("", province)


def first_frame(
    name: str, superior: str, province: str, *, is_chapter: bool, kind: str
) -> dict[str, str]:
    """The frame of a unit's first paper of `kind`; people correct it once, later ones follow it."""
    above = f"{COMMITTEE} {province[:1].lower()}{province[1:]}" if province else ""
    is_committee = name.startswith(COMMITTEE)
    if is_chapter:
        symbol, signature = "CTĐ", "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH"
    elif is_committee:
        symbol, signature = "UBND", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    else:
        symbol, signature = initials(name), "THỦ TRƯỞNG ĐƠN VỊ"
    return {
        "issuer": name,
        "superior": superior or (CENTRAL if is_chapter else "" if is_committee else above),
        "symbol": f"{kind}-{symbol}",
        "place": place_of(name, province),
        "addressed_to": above,
        "signature": signature,
        "signer": "",
        "recipients": "Như trên\nLưu: VT",
    }


def initials(name: str) -> str:
    """The first letters of the words of a name, as symbols have them: `SYT`, `STC`."""
    words = re.findall(r"[^\W\d_]+", name)
    return "".join(word[0].upper() for word in words if word.lower() not in {"và", "tỉnh"})[:12]
