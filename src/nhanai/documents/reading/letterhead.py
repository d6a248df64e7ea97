"""The head of a document: issuer, number, place and date, kind, title, addressees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from nhanai.documents.reading import document_kinds, labels, office_names, paragraphs
from nhanai.documents.reading.lines import Line, visible
from nhanai.documents.reading.model import DateParts, Joined, Span
from nhanai.documents.reading.paragraphs import is_capitals

_REACH: Final = 120
"""The head ends within so many lines."""

_KIND: Final = re.compile(
    r"(?P<words>KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|THÔNG BÁO|CÔNG ĐIỆN|CHƯƠNG TRÌNH HÀNH ĐỘNG|"
    r"CHƯƠNG TRÌNH|HƯỚNG DẪN|BÁO CÁO|TỜ TRÌNH|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|ĐỀ ÁN|DỰ ÁN|KẾT LUẬN|"
    r"THÔNG TƯ|NGHỊ ĐỊNH|BIÊN BẢN|THÔNG CÁO|GIẤY MỜI|CÔNG VĂN|LUẬT|PHÁP LỆNH|ĐIỀU LỆ)"
    r"(?:\s+(?P<more>LIÊN TỊCH|PHỐI HỢP|KẾT LUẬN))?(?P<rest>[\s:].*)?$"
)
_CODES: Final = {
    **{name: code for code, name in reversed(list(document_kinds.KIND_OF_LETTERS.items()))},
    "Chương trình": "CTr", "Chương trình hành động": "CTr", "Tờ trình": "TTr", "Quy định": "QyĐ",
}  # fmt: skip
_SYMBOL: Final = r"[A-ZĐƯƠÂÊÔa-zđ][\wĐđƯưƠơ&.]*(?:\s?[-–/]\s?[\wĐđƯưƠơ&.]+)*"
_NUMBER: Final = re.compile(
    r"(?:^(?:Luật\s+)?Số\s*[:.]?|"
    r"(?<![^\W_])Số\s*:)\s*(?P<number>\d{0,6}[A-Za-z]?(?:\s*/\s*(?:19|20)\d\d(?=\s*/))?)"
    rf"[\s.…_]*[/–-]\s*(?P<symbol>{_SYMBOL})",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?:(?P<place>[^\W\d_][^\n,:;()|/]{1,45}?)\s*,\s*)?ngày\s*(?P<day>\d{0,2})[\s.…_]*tháng\s*"
    r"(?P<month>\d{0,2})[\s.…_]*năm\s*(?P<year>\d{0,4})",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI(?:\s+CHỦ\s+NGHĨA)?(?:\s+VIỆT\s+NAM)?|^CHỦ\s+NGHĨA\s+VIỆT\s+NAM|"
    r"Độc\s+lập\s*[-–—]+\s*Tự\s+do\s*[-–—]+\s*Hạnh\s+phúc|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"V/v\b|Về việc\b", re.IGNORECASE)
_ADDRESSED: Final = re.compile(r"(?:kính\s+gửi|[^.]{0,60}(?:điện|gửi))\s*:", re.IGNORECASE)
_OPENER: Final = re.compile(
    r"Căn cứ|Thực hiện|Kính gửi|Để |Nhằm |Theo |Ngày |Sau khi|Xét |Trong |Thời gian|Trước |Qua |"
    r"Nhận |Tiếp theo|Phát huy|\(|Phần|Chương"
)
_OF_WHOM: Final = re.compile(r"(?:CỦA|Của) (?:BAN|Ban|CHỦ|Chủ|TỈNH|ỦY|UỶ)\b[^.:;]{3,60}$")
"""Whose document it is, between its kind and its title."""
_ISSUING: Final = re.compile(
    r"(?:ỦY BAN|UỶ BAN|CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|HỘI ĐỒNG|CHÍNH PHỦ|BAN |QUỐC HỘI|"
    r"TỔNG GIÁM ĐỐC|THỦ TRƯỞNG|ỦY BAN THƯỜNG VỤ)"
)


@dataclass(slots=True)
class Head:
    """What the head of a document says."""

    kind: tuple[str, str] | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: DateParts | None = None
    kind_line: Joined | None = None
    title: Joined | None = None
    addressees: tuple[Joined, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)
    lines: tuple[Joined, ...] = ()
    length: int = 0
    """How many lines it takes."""


def read(lines: Sequence[Line], source: str) -> Head:
    """The head at the beginning of `lines`."""
    head = Head()
    if lines and re.match(r"phụ (?:lục|biểu)", lines[0].text, re.IGNORECASE):
        return head
    kind_at = _kind_line(lines)
    until = kind_at if kind_at is not None else _letter_end(lines)
    cells = list(_cells(lines[:until], source))
    _read_number(cells, head)
    _read_date(cells, head)
    _read_issuer(cells, head)
    end = until
    if kind_at is not None:
        end = _read_kind_and_title(lines, kind_at, head)
    elif head.symbol:
        _read_subject(cells, head)
        name = document_kinds.kind_of_symbol(head.symbol)
        head.kind = (_CODES.get(name, "CV"), name)
    elif until == 0:
        return head
    end = _read_addressees(lines, end, source, head)
    head.length = end
    head.lines = tuple(cell for cell in cells if cell.text)
    return head


def _kind_line(lines: Sequence[Line]) -> int | None:
    for place, line in enumerate(lines[:_REACH]):
        if kind_of(line.text):
            return place
        label = labels.find(line.text)
        if label and label.rank <= labels.Rank.NUMBER and len(line.text) > 40:
            return None
    return None


def kind_of(text: str) -> re.Match[str] | None:
    """The kind of document that a line in capitals says."""
    found = _KIND.match(text) if len(text) < 300 and text[:1].isupper() else None
    return found if found and is_capitals(text) and not text.endswith(":") else None


def _letter_end(lines: Sequence[Line]) -> int:
    """How many lines the head of a letter has: up to whom it is addressed."""
    for place, line in enumerate(lines[:_REACH]):
        if _ADDRESSED.match(line.text):
            return place
    last = 0
    for place, line in enumerate(lines[:25]):
        if _STATE.search(line.text) or _NUMBER.search(line.text) or _DATE.match(line.text):
            last = place + 1
    return last


def _cells(lines: Sequence[Line], source: str) -> Iterator[Joined]:
    """The head's pieces: a cell of a scraped table, a column of a line, or a line."""
    has_bars = any(line.is_bar for line in lines)
    held: list[Joined] = []
    for line in lines:
        if line.is_bar:
            if held:
                yield from _unwrapped(held)
            held = []
        elif has_bars:
            held.append(line.content)
        else:
            yield from _columns(line, source)
    yield from _unwrapped(held)


def _unwrapped(held: list[Joined]) -> Iterator[Joined]:
    """A cell's lines; a place and date, a number or the state's name is one piece."""
    whole = Joined.of(held)
    if _DATE.search(whole.text) or _NUMBER.search(whole.text) or _STATE.search(whole.text):
        yield whole
    else:
        yield from held


_BLANK_LEFT: Final = re.compile(r"(?:Số\s*:?|ngày|tháng|năm)\s$", re.IGNORECASE)
"""A blank that is left to be filled in, not a gap between columns."""


def _columns(line: Line, source: str) -> Iterator[Joined]:
    at = line.start
    raw = source[line.start : line.end]
    for gap in re.finditer(r"\s{3,}|\t+", raw):
        if _BLANK_LEFT.search(raw, 0, gap.start() + 1):
            continue
        yield visible(source, at, line.start + gap.start())
        at = line.start + gap.end()
    yield visible(source, at, line.end) if at > line.start else line.content


def _read_number(cells: Sequence[Joined], head: Head) -> None:
    for cell in [*cells, Joined.of(cells)]:
        if found := _NUMBER.search(cell.text):
            head.number = re.sub(r"\s", "", found["number"]) or None
            head.symbol = re.sub(r"\s", "", found["symbol"]).replace("–", "-").rstrip(".")
            head.spans["symbol"] = cell.span(*found.span("symbol"))
            if head.number:
                head.spans["number"] = cell.span(*found.span("number"))
            return


def _read_date(cells: Sequence[Joined], head: Head) -> None:
    for cell in [*cells, Joined.of(cells)]:
        number = _NUMBER.search(cell.text)
        found = _DATE.search(cell.text, number.end() if number else 0)
        if found is None:
            continue
        year, month, day = (
            int(found[part]) if found[part] else None for part in ("year", "month", "day")
        )
        head.date = DateParts(year, month, day)
        head.spans["date"] = cell.span(
            found.start("day") - 5 if not found["place"] else found.end("place"), found.end()
        )
        if found["place"]:
            words = re.split(r"phúc\s+", found["place"], flags=re.IGNORECASE)[-1]
            head.place = words.strip()
            head.spans["place"] = cell.span(found.end("place") - len(words), found.end("place"))
        return


_UNFINISHED: Final = re.compile(
    r"THỦ TƯỚNG|VĂN PHÒNG|THANH TRA|(?:ỦY|UỶ) BAN|BAN|BỘ|SỞ|HỘI|CỤC|CHI CỤC|TRUNG TÂM|"
    r"BAN CHỈ (?:ĐẠO|HUY)|"
    r"CÔNG AN|HỘI ĐỒNG|LIÊN ĐOÀN|(?:ỦY|UỶ) BAN NHÂN|TRƯỜNG|BỘ CHỈ HUY"
)


def _read_issuer(cells: Sequence[Joined], head: Head) -> None:
    """The offices of the left column, the last of which issues."""
    offices: list[str] = []
    pending = ""
    used: list[Joined] = []
    for cell in cells:
        text = _STATE.sub(" ", cell.text).strip(" *-")
        if _NUMBER.search(text) or _DATE.search(text) or _SUBJECT.match(text):
            if _NUMBER.match(text):
                break
            continue
        if not text or not is_capitals(text) or len(text) > 120:
            pending = "" if text else pending
            continue
        text, pending = f"{pending} {text}".strip(), ""
        if offices and (
            _UNFINISHED.fullmatch(offices[-1])
            or office_names.AREA_FIRST.match(text)
            or not office_names.HEAD_FIRST.match(text)
        ):
            offices[-1] = f"{_local(offices[-1], text)} {text}"
        elif office_names.HEAD_FIRST.match(text) or office_names.AREA_FIRST.match(text):
            offices.append(text)
        else:
            pending = text[-60:]
        used.append(cell)
    if offices:
        head.issuer = _named(offices)
        head.spans["issuer"] = Span(used[0].span().start, used[-1].span().end)


def _local(office: str, below: str) -> str:
    """An association's name above that of a place: the whole country's is left out."""
    is_of_place = office.startswith("HỘI ") and office_names.AREA_FIRST.match(below)
    return office.removesuffix(" VIỆT NAM") if is_of_place else office


def _named(offices: list[str]) -> str:
    """The issuing office's name, with that of the one above where it says whose it is."""
    name = office_names.written(offices[-1])
    if len(offices) == 1 or re.search(
        r"\b(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|VIỆT NAM)\b", offices[-1]
    ):
        return name
    above = office_names.written(offices[-2])
    is_above_state = re.match(r"Ủy ban nhân dân|UBND", above)
    if re.match(r"VĂN PHÒNG|ỦY BAN KIỂM TRA", offices[-1]) or (
        offices[-1].startswith("BAN ") and not is_above_state
    ):
        return f"{name} {above}"
    area = re.search(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s.*", above)
    return f"{name} {area[0]}" if area else name


def _read_kind_and_title(lines: Sequence[Line], kind_at: int, head: Head) -> int:
    """Kind and title; gives back where they end."""
    line = lines[kind_at]
    found = _KIND.match(line.text)
    if found is None:
        return kind_at
    words = " ".join(filter(None, (found["words"], found["more"])))
    name = words.capitalize()
    head.kind = (_CODES.get(name) or _CODES.get(found["words"].capitalize(), "VB"), name)
    head.kind_line = line.content.part(0, len(words))
    head.spans["kind"] = line.content.span(0, len(words))
    pieces = [line.content.part(found.start("rest"))] if (found["rest"] or "").strip(" :") else []
    place = kind_at + 1
    while place < len(lines) and (lines[place].is_bar or _OF_WHOM.match(lines[place].text)):
        place += 1
    end = _title_end(lines, place, has_title=bool(pieces))
    pieces += [line.content for line in lines[place:end] if not line.is_bar]
    if pieces:
        head.title = Joined.of(pieces)
        head.spans["title"] = head.title.span()
    return end


def _title_end(lines: Sequence[Line], place: int, *, has_title: bool) -> int:
    """Where the title that begins at line `place` ends."""
    at = place
    while at < len(lines) and at - place < 15 and not (lines[at].is_bar or lines[at].is_table):
        text = lines[at].text
        is_first = at == place and not has_title
        if _ADDRESSED.match(text) or labels.find(text) or text.startswith("("):
            break
        if _OPENER.match(text) and (not is_first or text.startswith("Căn cứ")):
            break
        if not is_first and lines[at].blank_before and not _runs_on(lines[at - 1].text, text):
            break
        if not is_first and is_capitals(lines[at - 1].text) != is_capitals(text):
            break
        if not is_first and _ISSUING.match(text) and _before_basis(lines, at):
            break
        at += 1
    return at


def _runs_on(before: str, text: str) -> bool:
    if text[:1].islower():
        return not before.endswith((".", ":"))
    return paragraphs.is_cut(before, text) and not is_capitals(before)


def _before_basis(lines: Sequence[Line], at: int) -> bool:
    following = [line.text for line in lines[at + 1 : at + 4] if not line.is_bar]
    return any(text.startswith(("Căn cứ", "Xét")) for text in following)


def _read_subject(cells: Sequence[Joined], head: Head) -> None:
    """The subject of a letter, after "V/v"."""
    pieces: list[Joined] = []
    for cell in cells:
        if pieces and (
            _DATE.search(cell.text) or _STATE.search(cell.text) or is_capitals(cell.text)
        ):
            continue
        subject = _SUBJECT.search(cell.text)
        if subject and (subject.start() == 0 or _NUMBER.match(cell.text)):
            pieces.append(cell.part(subject.start()))
        elif pieces:
            pieces.append(cell)
    if pieces:
        head.title = Joined.of(pieces)
        head.spans["title"] = head.title.span()


def _read_addressees(lines: Sequence[Line], place: int, source: str, head: Head) -> int:
    """To whom it is addressed, when it says so; gives back where that ends."""
    at = place
    while at < len(lines) and lines[at].is_bar:
        at += 1
    if at >= len(lines) or not _ADDRESSED.match(lines[at].text) or len(lines[at].text) > 300:
        return place
    opened = _ADDRESSED.match(lines[at].text)
    named = [lines[at].content.part(opened.end() if opened else 0)]
    at += 1
    is_open = not named[0].text.endswith(".")
    while at < len(lines) and is_open and at - place < 60:
        line = lines[at]
        label = labels.find(line.text)
        is_listed = label is not None and label.rank is labels.Rank.BULLET
        if not line.is_bar and not is_listed and (line.blank_before or _OPENER.match(line.text)):
            break
        if not line.is_bar:
            mark = label.length if label and is_listed else 0
            if is_listed or not named[-1].text:
                named.append(line.content.part(mark))
            else:
                named[-1] = Joined.of((named[-1], line.content))
            is_open = not line.text.endswith(".")
        at += 1
    head.addressees = tuple(name for name in named if name.text)
    return at
