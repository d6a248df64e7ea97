"""The paper of a report: words as the body, figures as a table on pages that lie."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.base.text import single_spaced
from nhanai.paper.values import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.paper.wording import roman
from nhanai.submissions.rules.sheets import FigureLine, Sheet, SheetBlock, said

KIND: Final = "BC"
ANNEX: Final = "Biểu số liệu"
SCORES: Final = "Bảng tự chấm điểm"
COLUMNS: Final = (
    Column("STT", 0.04, Align.CENTER),
    Column("Chỉ tiêu", 0.28),
    Column("Đơn vị tính", 0.09, Align.CENTER),
    Column("Kỳ này", 0.11, Align.RIGHT),
    Column("Cùng kỳ năm trước", 0.11, Align.RIGHT),
    Column("Tăng, giảm", 0.08, Align.RIGHT),
    Column("Lũy kế năm", 0.11, Align.RIGHT),
    Column("Kế hoạch năm", 0.1, Align.RIGHT),
    Column("Đạt", 0.08, Align.RIGHT),
)
SCORE_COLUMNS: Final = (
    Column("TT", 0.07, Align.CENTER),
    Column("Tiêu chí", 0.4),
    Column("Điểm tối đa", 0.1, Align.CENTER),
    Column("Tự chấm", 0.1, Align.CENTER),
    Column("Hội đồng", 0.1, Align.CENTER),
    Column("Minh chứng", 0.23),
)


@dataclass(frozen=True, slots=True)
class Titled:
    """What stands around the report on paper; `frame` as a unit's first paper has it."""

    frame: Mapping[str, str]
    subject: str
    opening: str
    year: int


def paper_of(
    titled: Titled, sheet: Sheet, council: Mapping[str, Mapping[str, str]]
) -> OfficialPaper:
    """The report as a draft of official paper, without number and day."""
    frame = titled.frame
    return OfficialPaper(
        kind=KIND,
        letterhead=Letterhead(frame["issuer"], frame["superior"]),
        symbol=frame["symbol"],
        place=frame["place"],
        subject=titled.subject,
        body=tuple(_body(titled.opening, sheet)),
        signature=Signature(_lines(frame["signature"]), frame["signer"]),
        recipients=_lines(frame["recipients"]),
        addressees=_lines(frame["addressed_to"]),
        annexes=tuple(_annexes(sheet, council)),
        year=titled.year,
    )


def _body(opening: str, sheet: Sheet) -> Iterator[Block]:
    yield _paragraph(opening)
    if sheet.corrects:
        yield _paragraph(
            f"Báo cáo này đính chính bản đã duyệt (lần nộp {sheet.corrects}): {sheet.why}"
        )
        for one in sheet.changes:
            yield _paragraph(f"- {one.label} ({one.what}): {one.old or 'không có'} → {one.new}")
    number = 0
    for block in sheet.blocks:
        told = [*_told(block)]
        if told:
            number += 1
            yield Heading(1, f"{roman(number)}.", block.title)
            yield from told
    if any(one.figures for one in sheet.blocks):
        yield _paragraph("Số liệu chi tiết tại phụ lục kèm theo.")


def _told(block: SheetBlock) -> Iterator[Block]:
    """What the unit wrote, then what was counted, then what it says of single figures."""
    for text in block.texts:
        if text.text and len(block.texts) > 1:
            yield _paragraph(f"{text.label}:")
        for line in _lines(text.text):
            yield _paragraph(line)
    for figure in block.figures:
        if figure.now and figure.key == figure.measure:
            yield _paragraph(f"- {sentence_of(figure)}")
    for figure in block.figures:
        for line in _lines(figure.remark):
            yield _paragraph(f"{figure.label}: {line}")


def sentence_of(line: FigureLine) -> str:
    """`Hội viên: 22 người, cùng kỳ năm trước 18 (+22,2 %); kế hoạch năm 30, đạt 73,33 %`."""
    told = f"{line.label}: {line.now_words} {line.measured_in}"
    if line.before is not None:
        change = f" ({line.change_words})" if line.change_words else ""
        told += f", cùng kỳ năm trước {line.before_words}{change}"
    if line.planned is not None and line.reached_words:
        told += f"; kế hoạch năm {line.planned_words}, đạt {line.reached_words}"
    return told


def _annexes(sheet: Sheet, council: Mapping[str, Mapping[str, str]]) -> Iterator[Annex]:
    blocks = [one for block in sheet.blocks for one in _figures(block)]
    if blocks:
        yield Annex(ANNEX, tuple(blocks), landscape=True)
    rows = [
        (
            one.key, one.label, said(one.most), said(one.points),
            council.get(one.key, {}).get("points", "").replace(".", ","), one.evidence,
        )
        for one in sheet.scores.values()
    ]  # fmt: skip
    if rows:
        total = ("", "Cộng", said(sheet.most), said(sheet.points), "", "")
        yield Annex(SCORES, (Table(SCORE_COLUMNS, (*rows, total)),))


def _figures(block: SheetBlock) -> Iterator[Block]:
    lines = [one for one in block.figures if one.now is not None or one.before is not None]
    if lines:
        rows = tuple(cells_of(number, one) for number, one in enumerate(lines, 1))
        yield Table(COLUMNS, rows, title=f"{block.label}. {block.title}")


def cells_of(number: int, line: FigureLine) -> tuple[str, ...]:
    """The cells of a line below `COLUMNS`."""
    mark = " (ước tính)" if line.is_estimated else ""
    return (
        str(number), line.label, line.measured_in, f"{line.now_words}{mark}", line.before_words,
        line.change_words, line.cumulative_words, line.planned_words, line.reached_words,
    )  # fmt: skip


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(single_spaced, text.splitlines()) if line)
