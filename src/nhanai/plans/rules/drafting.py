"""A written plan as official paper, and what keeps it from being handed in."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.findings import Finding, Severity
from nhanai.base.text import nfc, single_spaced
from nhanai.paper.values import Block, Heading, Letterhead, OfficialPaper, Paragraph, Run, Signature
from nhanai.paper.wording import roman

KIND: Final = "KH"
AIMS: Final = "Mục đích, yêu cầu"
CONTENT: Final = "Nội dung thực hiện"
CARRYING_OUT: Final = "Tổ chức thực hiện"
CLOSING: Final = (
    "Trên đây là Kế hoạch {subject}. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, "
    "các cơ quan, đơn vị kịp thời phản ánh về {issuer} để xem xét, giải quyết."
)
LONGEST_LINE: Final = 2000
_BULLET: Final = re.compile(r"^(?:[-–—+•*●▪]|\d{1,2}[.)](?=\s)|[a-zđ]\)(?=\s))\s*")
_ENDS: Final = (".", "!", "?", "…", ":")


@dataclass(frozen=True, slots=True)
class Frame:
    """Who issues and signs; lists one line each."""

    issuer: str
    superior: str
    symbol: str
    place: str
    signature: str
    signer: str
    recipients: str


@dataclass(frozen=True, slots=True)
class Part:
    """A content group with its bullets, or the agencies of a block with their tasks."""

    key: str
    heading: str
    lines: tuple[str, ...]
    units: int = 0
    ended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that was written of a plan."""

    subject: str
    bases: tuple[str, ...]
    purpose: tuple[str, ...]
    requirements: tuple[str, ...]
    groups: tuple[Part, ...]
    blocks: tuple[Part, ...]
    closing: str
    frame: Frame
    open_opinions: int = 0


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, as they stand."""
    return tuple(line for line in map(single_spaced, nfc(text).splitlines()) if line)


def bullets_of(text: str) -> tuple[str, ...]:
    """What was typed or pasted, a sentence a line: no mark before it, one at its end."""
    bare = (_BULLET.sub("", line).strip() for line in lines_of(text))
    return tuple(ended(line) for line in bare if line)


def ended(line: str) -> str:
    """With a full stop where it ends without a mark, or with one that asks for more."""
    line = line.rstrip(" ;,")
    return line if line.endswith(_ENDS) else f"{line}."


def joined_names(names: Sequence[str]) -> str:
    """What a block of several units is called where nobody gave it a heading."""
    return "; ".join(names)


def closing_of(subject: str, issuer: str) -> str:
    """The usual last sentence."""
    return CLOSING.format(subject=_lowered(subject), issuer=issuer)


def _lowered(subject: str) -> str:
    """`Tổ chức Tết` goes on inside a sentence as `tổ chức Tết`; an abbreviation stays."""
    return f"{subject[:1].lower()}{subject[1:]}" if subject[1:2].islower() else subject


def compose(written: Written, *, year: int) -> OfficialPaper:
    """The plan as a draft without number and day."""
    frame = written.frame
    return OfficialPaper(
        kind=KIND,
        letterhead=Letterhead(frame.issuer, frame.superior),
        symbol=frame.symbol,
        place=frame.place,
        subject=written.subject,
        body=tuple(_body(written)),
        signature=Signature(lines_of(frame.signature), frame.signer),
        recipients=lines_of(frame.recipients),
        bases=written.bases,
        year=year,
    )


def _body(written: Written) -> Iterator[Block]:
    yield _said(f"{written.frame.issuer} ban hành Kế hoạch với những nội dung như sau:")
    chapters = (
        (AIMS, _aims(written)),
        (CONTENT, [one for one in written.groups if one.lines]),
        (CARRYING_OUT, [one for one in written.blocks if one.lines]),
    )
    for number, (heading, parts) in enumerate((one for one in chapters if one[1]), start=1):
        yield Heading(1, f"{roman(number)}.", heading)
        for place, part in enumerate(parts, start=1):
            yield Heading(2, f"{place}.", part.heading)
            yield from (_said(f"- {line}") for line in part.lines)
    if written.closing:
        yield _said(written.closing)


def _aims(written: Written) -> list[Part]:
    both = (
        Part("muc-dich", "Mục đích", written.purpose),
        Part("yeu-cau", "Yêu cầu", written.requirements),
    )
    return [part for part in both if part.lines]


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def placed(lines: Sequence[str], texts: Iterable[str]) -> list[int | None]:
    """For each line where it stands among `texts`, in their order; None where it does not."""
    there = [single_spaced(text) for text in texts]
    found: list[int | None] = []
    after = 0
    for line in lines:
        try:
            place = there.index(single_spaced(line), after)
        except ValueError:
            found.append(None)
            continue
        found.append(place)
        after = place + 1
    return found


def check(written: Written) -> tuple[Finding, ...]:
    """What is missing; an error keeps the plan from being handed in."""
    return (*_check_content(written), *_check_blocks(written.blocks))


def _check_content(written: Written) -> Iterator[Finding]:
    if not written.purpose:
        message = "Chưa ghi mục đích của kế hoạch."
        yield Finding("aims-missing", message, Severity.WARNING, "chung")
    if not written.bases:
        message = "Chưa ghi căn cứ ban hành kế hoạch."
        yield Finding("bases-missing", message, Severity.WARNING, "chung")
    if not any(one.lines for one in written.groups):
        message = "Chưa có nhóm nội dung nào."
        yield Finding("content-missing", message, Severity.WARNING)
    for group in written.groups:
        if group.lines and not group.heading:
            message = "Nhóm nội dung này chưa có tiêu đề."
            yield Finding("group-unnamed", message, where=group.key)
        elif not group.lines:
            message = f"Nhóm “{group.heading}” chưa có ý nào nên không in ra."
            yield Finding("group-empty", message, Severity.WARNING, group.key)
    if written.open_opinions:
        message = f"Còn {written.open_opinions} ý kiến của lãnh đạo chưa tiếp thu."
        yield Finding("opinions-open", message, where="y-kien")


def _check_blocks(blocks: Sequence[Part]) -> Iterator[Finding]:
    if not any(one.lines for one in blocks):
        message = "Chưa giao nhiệm vụ cho cơ quan nào. Hãy thêm khối cơ quan và nhiệm vụ."
        yield Finding("blocks-missing", message)
    for block in blocks:
        if not block.units:
            yield Finding("block-nobody", "Khối này chưa chọn đơn vị nào.", where=block.key)
        if not block.lines:
            message = (
                f"Khối “{block.heading}” chưa có nhiệm vụ."
                if block.heading
                else ("Khối này chưa có nhiệm vụ.")
            )
            yield Finding("block-empty", message, where=block.key)
        for name in block.ended:
            message = f"{name} không còn hoạt động. Hãy chọn đơn vị đã tiếp nhận."
            yield Finding("unit-ended", message, where=block.key)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A task as the printed plan says it to a reader who knows only the paper."""

    key: str
    text: str
    is_there: bool
    meant: frozenset[int]
    """The units that the paper names for it; who only helps is not among them."""
    given: frozenset[int]
    """The units that were chosen."""


def check_read_back(tasks: Iterable[ReadBack]) -> tuple[Finding, ...]:
    """Where the paper by itself would be understood otherwise than it is meant."""
    found: list[Finding] = []
    told: set[str] = set()
    for task in tasks:
        if not task.is_there:
            message = (
                f"Đọc lại bản in không thấy câu “{_start(task.text)}” đứng riêng. "
                "Hãy viết lại thành một câu trọn, không bắt đầu bằng số mục."
            )
            found.append(Finding("sentence-lost", message, where=task.key))
        elif task.meant != task.given and task.key not in told:
            told.add(task.key)
            message = (
                "Đọc lại bản in, tên cơ quan của khối này không ra đúng các đơn vị đã chọn. "
                "Hãy để trống tiêu đề để in tên đơn vị, hoặc ghi đủ tên."
            )
            found.append(Finding("agency-unlike", message, Severity.WARNING, task.key))
    return tuple(found)


def check_days(dues: Iterable[tuple[str, dt.date | None]], *, today: dt.date) -> Iterator[Finding]:
    """Days that have passed before the plan is issued."""
    for key, due in dues:
        if due is not None and due < today:
            message = "Có nhiệm vụ ghi hạn đã qua. Hãy xem lại hạn."
            yield Finding("due-past", message, Severity.WARNING, key)


def _start(text: str) -> str:
    return f"{text[:60]}…" if len(text) > 60 else text
