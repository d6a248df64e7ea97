"""Rules for the body, the addressees, the signature and the annexes."""

import re
from collections.abc import Iterator
from typing import Final

from nhanai.base.findings import Finding
from nhanai.paper import decree
from nhanai.paper.inspection.faults import CAPITALS, SIGNING, fault, near, note
from nhanai.paper.inspection.sheet import Line, Sheet

_DEGREE: Final = re.compile(
    r"\s*(PGS|GS|TS|ThS|CN|BS|KS|BSCKI|BSCKII|CKI|CKII)\b[.,\s]", re.IGNORECASE
)
_SOCIETY: Final = re.compile("hội [Cc]hữ thập đỏ|Hội chữ thập đỏ")
_DEPUTY: Final = re.compile(r"PHÓ\b", re.IGNORECASE)


def _sized(line: Line) -> bool:
    return near(line.face.size, 13, 14, 0)


def _justified(line: Line) -> bool:
    return line.stand.justify in {"both", "distribute"}


def _indented(line: Line) -> bool:
    return near(line.stand.first, 10, 10) or near(line.stand.first, 12.7, 12.7)


def _parted(line: Line) -> bool:
    return line.stand.before + line.stand.after >= 6


def _spaced(line: Line) -> bool:
    return line.stand.line is None or near(line.stand.line, 1, 1.5, 0.01)


_RUNNING: Final = (
    ("body-size", "Dùng cỡ chữ 13 đến 14 cho nội dung", _sized),
    ("body-align", "Canh đều hai lề nội dung", _justified),
    ("body-indent", "Lùi dòng đầu mỗi đoạn 1 cm hoặc 1,27 cm", _indented),
    ("body-space", "Đặt khoảng cách giữa các đoạn tối thiểu 6 pt", _parted),
    ("body-line", "Đặt giãn dòng từ đơn đến 1,5", _spaced),
)


def body(sheet: Sheet) -> Iterator[Finding]:
    """Size, alignment, indent, spacing; each fault once, with how many paragraphs have it."""
    running = [
        line for line in sheet.body if line.stand.justify != "center" and len(line.text) > 60
    ]
    for rule, act, holds in _RUNNING:
        wrong = [line for line in running if not holds(line)]
        if wrong:
            first = wrong[0].text[:40]
            yield fault(rule, f"{act} ({len(wrong)} đoạn, từ “{first}…”)", "Nội dung")
    last = sheet.body[-1] if sheet.body else None
    if last and sheet.places < len(sheet.said) and not last.text.endswith("./."):
        yield note("end", "Kết thúc nội dung bằng dấu “./.” như các mẫu văn bản", "Nội dung")


def addressees(sheet: Sheet) -> Iterator[Finding]:
    """`Kính gửi` only in letters, reports and submissions."""
    at = sheet.first(r"Kính gửi\b", before=sheet.places)
    if at >= 0 and sheet.kind not in decree.ADDRESSED:
        act = "Bỏ “Kính gửi”: chỉ công văn, báo cáo và tờ trình gửi cấp trên mới ghi"
        yield fault("addressees", act, "Kính gửi")
    elif at < 0 and sheet.kind == decree.LETTER:
        yield fault("addressees-missing", "Công văn phải có “Kính gửi:”", "Kính gửi")
    elif at >= 0 and not sheet.said[at].text.startswith("Kính gửi:"):
        yield fault("addressees-colon", "Ghi “Kính gửi:” với dấu hai chấm", "Kính gửi")


def places(sheet: Sheet) -> Iterator[Finding]:
    """`Nơi nhận`: 12 bold italic; lines of 11, `;` and last `.`, with `Lưu`."""
    if sheet.places == len(sheet.said):
        yield fault(
            "places-missing", "Ghi “Nơi nhận:” ở góc trái, ngang hàng chức vụ người ký", "Nơi nhận"
        )
        return
    head = sheet.said[sheet.places]
    if not (head.all("bold") and head.all("italic") and near(head.face.size, 12, 12, 0)):
        yield fault(
            "places-style", "Trình bày “Nơi nhận:” bằng chữ nghiêng, đậm, cỡ 12", "Nơi nhận"
        )
    lines = _recipients(sheet, head)
    if any(not near(line.face.size, 11, 11, 0) or line.face.bold for line in lines):
        yield fault(
            "recipients-size", "Trình bày các dòng nơi nhận bằng chữ đứng, cỡ 11", "Nơi nhận"
        )
    if lines and not (
        all(line.text.endswith(";") for line in lines[:-1]) and lines[-1].text.endswith(".")
    ):
        act = "Kết thúc mỗi dòng nơi nhận bằng dấu “;”, dòng cuối bằng dấu “.”"
        yield fault("recipients-marks", act, "Nơi nhận")
    if any(not line.text.startswith("-") for line in lines):
        yield fault("recipients-dash", "Bắt đầu mỗi dòng nơi nhận bằng gạch đầu dòng", "Nơi nhận")
    if not lines or not lines[-1].text.lstrip("- ").startswith("Lưu"):
        yield fault("recipients-archive", "Ghi dòng cuối của nơi nhận: “- Lưu: VT, …”", "Nơi nhận")


def _recipients(sheet: Sheet, head: Line) -> list[Line]:
    rest = sheet.said[sheet.places + 1 :]
    if head.cell is not None:
        return [line for line in rest if line.cell == head.cell]
    listed = []
    for line in rest:
        if not line.text.startswith("-"):
            break
        listed.append(line)
    return listed


def signing(sheet: Sheet) -> Iterator[Finding]:
    """TM. above KT. above the title; each its own line; no degree before the name."""
    lines = sheet.signing
    marks = [line.text.split(".")[0].strip().upper() for line in lines if "." in line.text[:5]]
    if "TM" in marks and marks[0] != "TM":
        yield fault("signing-order", "Đặt dòng “TM.” trên dòng “KT.”", "Chữ ký", source=SIGNING)
    stacked = [line for line in lines if re.match(r"KT\s*\.", line.text, re.IGNORECASE)]
    for line in stacked:
        after = lines[lines.index(line) + 1 : lines.index(line) + 2]
        if not after or not _DEPUTY.match(after[0].text):
            act = "Ghi chức vụ cấp phó của người ký ở dòng riêng ngay dưới dòng “KT.”"
            yield fault("signing-deputy", act, "Chữ ký", source=SIGNING)
    if any(not (line.capitals and line.all("bold")) for line in lines[: len(marks)]):
        yield fault(
            "signing-style",
            "Trình bày quyền hạn, chức vụ bằng chữ in hoa, đứng, đậm, cỡ 13 đến 14",
            "Chữ ký",
        )
    if _DEGREE.match(_name(sheet)):
        yield fault("signer-degree", "Bỏ học hàm, học vị trước họ tên người ký", "Chữ ký")


def _name(sheet: Sheet) -> str:
    """The last line beside `Nơi nhận`, or of the signature."""
    if sheet.signing:
        return sheet.signing[-1].text
    closing = [line for line in sheet.said[sheet.places :] if line.cell is not None]
    return closing[-1].text if closing else ""


def annexes(sheet: Sheet) -> Iterator[Finding]:
    """`Phụ lục` bold in the middle, its title in capitals, what it belongs to in italics."""
    after = sheet.said[sheet.places :]
    for at, line in enumerate(after):
        if line.cell is not None or not re.fullmatch(
            r"phụ lục(\s+[IVXLC\d]+)?", line.text, re.IGNORECASE
        ):
            continue
        if not (
            line.all("bold") and line.stand.justify == "center" and near(line.face.size, 14, 14, 0)
        ):
            yield fault(
                "annex-head",
                f"Trình bày “{line.text}” bằng chữ đứng, đậm, cỡ 14, ở giữa",
                line.text,
            )
        title = after[at + 1 : at + 2]
        if title and not (title[0].capitals and title[0].all("bold")):
            yield fault(
                "annex-title", "Trình bày tên phụ lục bằng chữ in hoa, đậm, cỡ 13 đến 14", line.text
            )
        if not any(
            one.text.startswith("(") and one.all("italic") for one in after[at + 2 : at + 5]
        ):
            act = "Ghi dưới tên phụ lục “(Kèm theo … số … ngày … của …)” bằng chữ nghiêng"
            yield fault("annex-attached", act, line.text)


def society(sheet: Sheet) -> Iterator[Finding]:
    """The society's name bears two capitals."""
    wrong = [line for line in sheet.said if _SOCIETY.search(line.text)]
    if wrong:
        act = f"Viết hoa “Hội Chữ thập đỏ” ({len(wrong)} chỗ, từ “{wrong[0].text[:40]}…”)"
        yield fault("society-name", act, "Toàn văn bản", source=CAPITALS)
