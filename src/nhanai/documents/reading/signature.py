"""The end of a document: who receives it, and who signed it in whose name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.documents.reading.lines import Line, visible
from nhanai.documents.reading.model import Joined, Signer, Span
from nhanai.documents.reading.paragraphs import is_capitals

RECIPIENTS: Final = re.compile(r"n[ơo]i\s+nh[ậâ]n\s*(?:[:;.]|$)", re.IGNORECASE)
_AUTHORITY: Final = re.compile(r"(?:TM|T/M|T\.M|TUQ|THAY MẶT)\b\s*[./]?\s*\S")
_CAPACITY: Final = re.compile(r"(?:(?:KT|TL|TUQ|Q)\s*[./]|K/T|T/L|T/UQ)\s*[./]?\s*\S")
BEGINS: Final = frozenset("NnTKQ")
"""The letters of "Nơi nhận", TM, KT, TL, TUQ, Q."""
_BY_ORDER: Final = re.compile(r"(?:TL|T/L|TUQ|T/UQ)\b")
_POSITION: Final = re.compile(
    r"(?:PHÓ |QUYỀN |Q\. ?)?(?:TỔNG )?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|"
    r"CHÁNH THANH TRA|CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|"
    r"TỔNG BIÊN TẬP|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN|CHỦ NHIỆM|CHỈ HUY TRƯỞNG|"
    r"TƯ LỆNH|CHÁNH ÁN|ỦY VIÊN|UỶ VIÊN|THƯỜNG TRỰC|VĂN PHÒNG)"
)
_SPOKEN: Final = re.compile(
    r"(?:T\.?M|K\.?T|T\.?L|TUQ|Q)\s*[./]|PHÓ |CHỦ TỊCH|GIÁM ĐỐC|CHÁNH |BÍ THƯ"
)
_GAP: Final = re.compile(r"\s{3,}|\t+")
_NAME: Final = re.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)\s+|(?:PGS|GS|TS|ThS|BS|Bs|"
    r"CN)\.?\s*(?:TS\.?)?\s*)?"
    r"(?P<name>[A-ZĐÀ-Ỵ][a-zà-ỹđ’']*(?:\s+[A-ZĐÀ-Ỵ][a-zà-ỹđ’']*){1,5})"
)
_SIGNED: Final = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, đóng dấu|chữ ký số).*", re.IGNORECASE)
_TRAILING: Final = re.compile(
    r"(?<=[;.:])\s+(?P<said>(?:(?:TM|KT|TL|TUQ|Q|T/M|"
    r"K/T)\s*[./]\s*)?[A-ZĐÀ-Ỵ]{2,}(?:\s+[A-ZĐÀ-Ỵ]{2,}){0,6})$"
)
_MARK: Final = re.compile(r"[-–—+•*]\s*")
_LAST: Final = re.compile(r"(?:[-–]\s*)?lưu\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands after the last sentence."""

    recipients: tuple[Joined, ...]
    signer: Signer | None
    lines: tuple[Joined, ...]
    """The lines of the signature."""


def begins(lines: Sequence[Line], place: int) -> bool:
    """Whether the end of the document begins on this line."""
    text = lines[place].text
    if text[:1] not in BEGINS:
        return False
    if RECIPIENTS.match(text):
        return True
    if len(text) > 90 or (not _AUTHORITY.match(text) and not _CAPACITY.match(text)):
        return False
    if not is_capitals(text):
        return False
    following = [line.text for line in lines[place + 1 : place + 14] if not line.is_bar]
    return any(RECIPIENTS.match(line) for line in following) or any(
        _POSITION.match(line) for line in [text, *following[:3]]
    )


def length(lines: Sequence[Line], place: int) -> int:
    """How many lines from `place` on belong to recipients and signature."""
    at = place
    has_recipients = has_signature = False
    while at < len(lines):
        text = lines[at].text
        if lines[at].is_table:
            break
        if lines[at].is_bar or RECIPIENTS.match(text) or _MARK.match(text):
            has_recipients |= not lines[at].is_bar
        elif _speaks_for_office(text) or _SIGNED.fullmatch(text) or _NAME.fullmatch(text):
            has_signature = True
        elif (has_recipients and not has_signature and not _starts_something(text)) or (
            has_signature and (_gapped(lines[at]) or _ends_recipient(lines[at - 1].text, text))
        ):
            pass
        else:
            break
        at += 1
    return at - place


def _starts_something(text: str) -> bool:
    return re.match(r"PHỤ LỤC|DANH MỤC|KẾ HOẠCH|QUY CHẾ|\[\d", text) is not None or len(text) > 200


def _ends_recipient(before: str, text: str) -> bool:
    """Whether a short line goes on with the recipient that the line before it names."""
    is_open = _MARK.match(before) is not None and not before.endswith((";", "."))
    return is_open and text[:1].islower() and text.endswith((";", ".", ",")) and len(text) < 60


def _gapped(line: Line) -> bool:
    return _GAP.search(line.text) is not None


def _speaks_for_office(text: str) -> bool:
    return len(text) < 90 and is_capitals(text) and _starts_something(text) is False


def read(lines: Sequence[Line], source: str) -> Closing:
    """Recipients and signer of the lines of a document's end."""
    recipients: list[Joined] = []
    signing: list[Joined] = []
    is_listing = is_done = has_head = False
    for line in lines:
        if line.is_bar:
            is_listing = False
            continue
        left, right = _columns(line, source)
        if right is not None:
            signing.append(right)
        if RECIPIENTS.match(left.text):
            is_listing, is_done, has_head = True, False, True
            first = left.part(RECIPIENTS.match(left.text).end())  # type: ignore[union-attr]  # just matched
            if is_capitals(first.text):
                signing.append(first)
            elif first.text:
                recipients.append(first)
        elif _belongs_to_list(left.text, is_listing, is_done, has_any=has_head):
            is_listing = True
            if mark := _MARK.match(left.text):
                recipients.append(left.part(mark.end()))
            elif recipients:
                recipients[-1] = Joined.of((recipients[-1], left))
            else:
                recipients.append(left)
            is_done = _LAST.match(recipients[-1].text) is not None and left.text.endswith(".")
        elif left.text:
            is_listing = False
            signing.append(left)
    kept = [piece for piece in signing if piece.text]
    return Closing(tuple(recipients), _signer(kept), tuple(kept))


def _belongs_to_list(text: str, is_listing: bool, is_done: bool, has_any: bool) -> bool:
    if _MARK.match(text):
        return is_listing or has_any
    if not is_listing or not text or is_done:
        return False
    return not is_capitals(text) and _NAME.fullmatch(text) is None and not _SIGNED.fullmatch(text)


def _columns(line: Line, source: str) -> tuple[Joined, Joined | None]:
    """The recipients' side of a line and the signature's, where both share it."""
    raw = source[line.start : line.end]
    gap = _GAP.search(raw.rstrip(), len(raw) - len(raw.lstrip()))
    if gap:
        left = visible(source, line.start, line.start + gap.start())
        return left, visible(source, line.start + gap.end(), line.end)
    content = line.content
    said = (
        _TRAILING.search(content.text)
        if _MARK.match(content.text) or RECIPIENTS.match(content.text)
        else None
    )
    if said and is_capitals(said["said"]) and _SPOKEN.search(said["said"]):
        return content.part(0, said.start("said")), content.part(said.start("said"))
    return content, None


def _signer(lines: Iterable[Joined]) -> Signer | None:
    """Authority, capacity, position and name from the lines of the signature."""
    said: dict[str, Joined] = {}
    last = ""
    for line in lines:
        text = line.text
        if _SIGNED.fullmatch(text):
            continue
        kind = _part_of_signature(text, said)
        if kind == "capacity" and _BY_ORDER.match(_text(said.get(kind)) or ""):
            said["authority"] = said.pop(kind)
        if kind == "more" and last:
            said[last] = Joined.of((said[last], line))
        elif kind and kind != "more" and kind not in said:
            said[kind] = line
            last = kind
    if not said:
        return None
    name = said.get("name")
    pieces = list(said.values())
    return Signer(
        authority=_text(said.get("authority")),
        capacity=_text(said.get("capacity")),
        position=_text(said.get("position")),
        name=_NAME.fullmatch(name.text)["name"] if name else None,  # type: ignore[index]  # only a name is kept as name
        span=Span(
            min(piece.span().start for piece in pieces), max(piece.span().end for piece in pieces)
        ),
    )


def _part_of_signature(text: str, said: dict[str, Joined]) -> str:
    if _AUTHORITY.match(text) and is_capitals(text):
        return "authority"
    if _CAPACITY.match(text) and is_capitals(text):
        return "capacity"
    if is_capitals(text):
        if "name" in said or not said or _POSITION.match(text):
            return "position" if "name" not in said else ""
        return "more" if "position" not in said else ""
    return "name" if _NAME.fullmatch(text) else ""


def _text(piece: Joined | None) -> str | None:
    return piece.text if piece else None
