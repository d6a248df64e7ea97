"""The official report of a level that puts reports together: outline, summary, annexes that lie."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from nhanai.submissions.rules.picturing import pictures_of
from nhanai.submissions.rules.sheets import FIGURE_PARTS, FigureLine, Sheet, SheetBlock, said
from nhanai.submissions.rules.telling import told
from nhanai.submissions.rules.together import DIRECT, Share, Together
from nhanai.submissions.rules.wording import COLUMNS, KIND, Titled, cells_of

RESULTS: Final = "Kết quả thực hiện nhiệm vụ"
SUMMARY: Final = "Các chỉ tiêu chính"
LINES: Final = "Biểu số liệu"
BY_UNIT: Final = "Số liệu theo đơn vị"
MISSING: Final = "Đơn vị chưa có báo cáo"
WHOLE: Final = "Toàn đơn vị báo cáo"
FEW: Final = 8
"""So many figures stand beside the name of a unit on one page that lies."""

_ANEW: Final = (
    "Chỉ tiêu có dấu (*) đếm mỗi người một lần hoặc tính bằng công thức: được tính lại cho toàn"
    " đơn vị báo cáo, không phải tổng của các dòng."
)
_SUMMARY_COLUMNS: Final = (
    Column("STT", 0.07, Align.CENTER),
    Column("Chỉ tiêu", 0.33),
    Column("Đơn vị tính", 0.12, Align.CENTER),
    Column("Kỳ này", 0.16, Align.RIGHT),
    Column("Cùng kỳ năm trước", 0.17, Align.RIGHT),
    Column("Tăng, giảm", 0.15, Align.RIGHT),
)
_MISSING_COLUMNS: Final = (Column("STT", 0.1, Align.CENTER), Column("Đơn vị", 0.9))

Address = Callable[[int, str], str]
"""Where a figure opens: of a version (its number in the table) the line of that key."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where figures open: `version` is that of the report itself; 0 in a draft opens nothing."""

    address: Address
    version: int = 0

    def of(self, line: FigureLine) -> str:
        """Where a figure of the report itself opens."""
        return self.address(self.version, line.key) if self.version else ""

    def within(self, share: Share, line: FigureLine) -> str:
        """Where what a unit gave to it opens."""
        return self.address(share.version, line.key) if self.version else ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The issued report that this one corrects: its reference and day as they are cited."""

    cited: str = ""


def official_paper(
    titled: Titled, sheet: Sheet, main: Sequence[str], origins: Origins, replaced: Replaced
) -> OfficialPaper:
    """The report as a draft without number and day; `sheet` was put together."""
    frame = titled.frame
    figures = sheet.figures
    chosen = [figures[key] for key in main if key in figures and figures[key].now is not None]
    return OfficialPaper(
        kind=KIND,
        letterhead=Letterhead(frame["issuer"], frame["superior"]),
        symbol=frame["symbol"],
        place=frame["place"],
        subject=titled.subject,
        body=tuple(_body(titled.opening, sheet, chosen, origins, replaced)),
        signature=Signature(_lines(frame["signature"]), frame["signer"]),
        recipients=_lines(frame["recipients"]),
        addressees=_lines(frame["addressed_to"]),
        annexes=tuple(_annexes(sheet, chosen, origins)),
        year=titled.year,
    )


def _body(
    opening: str, sheet: Sheet, main: Sequence[FigureLine], origins: Origins, replaced: Replaced
) -> Iterator[Block]:
    yield _said(opening)
    yield from _corrected(sheet, origins, replaced)
    if sheet.together is not None:
        yield _said(sheet.together.note)
    number = 0
    for title, blocks in _chapters(sheet.blocks):
        parts = [(block, tuple(_told(block, origins))) for block in blocks]
        filled = [(block, inside) for block, inside in parts if inside]
        is_results = title == RESULTS
        if not filled and not (is_results and main):
            continue
        number += 1
        yield Heading(1, f"{roman(number)}.", title)
        yield from _parts(filled, numbered=is_results)
        if is_results and main:
            yield Heading(2, f"{len(filled) + 1}.", SUMMARY)
            yield _summary(main, origins)
            yield from _pictures(sheet, main, origins)
    yield _said("Số liệu chi tiết tại các phụ lục kèm theo.")


def _corrected(sheet: Sheet, origins: Origins, replaced: Replaced) -> Iterator[Block]:
    """What it corrects: every old figure beside the new one, and why."""
    if not sheet.corrects:
        return
    what = replaced.cited or f"bản đã duyệt (lần nộp {sheet.corrects})"
    yield _said(f"Báo cáo này đính chính, thay thế {what}. Lý do: {single_spaced(sheet.why)}")
    figures = sheet.figures
    for one in sheet.changes:
        line = figures.get(one.key)
        is_figure = line is not None and one.what in FIGURE_PARTS
        old, new = (_side(text, quoted=not is_figure) for text in (one.old, one.new))
        href = origins.of(line) if line and is_figure else ""
        yield Paragraph((Run(f"- {one.label} ({one.what}): {old} → "), Run(new, href=href)))


def _side(text: str, *, quoted: bool) -> str:
    """One side of a change: a figure as printed, words in quotation marks on one line."""
    if not text:
        return "không có"
    return f"“{single_spaced(text)}”" if quoted else text


def _chapters(blocks: Iterable[SheetBlock]) -> Iterator[tuple[str, Sequence[SheetBlock]]]:
    """Blocks of the form under the headings of the outline: `II.1`, `II.2` … are the results."""
    results: list[SheetBlock] = []
    for block in blocks:
        if "." in block.label:
            results.append(block)
            continue
        if results:
            yield RESULTS, results
            results = []
        yield block.title, [block]
    if results:
        yield RESULTS, results


def _parts(
    filled: Sequence[tuple[SheetBlock, Sequence[Block]]], *, numbered: bool
) -> Iterator[Block]:
    for place, (block, inside) in enumerate(filled, 1):
        if numbered:
            yield Heading(2, f"{place}.", block.title)
        yield from inside


def _told(block: SheetBlock, origins: Origins) -> Iterator[Block]:
    """The words of the block, then its figures in sentences, then what is said of single ones."""
    several = len(block.texts) > 1
    for place, text in enumerate((one for one in block.texts if one.text), 1):
        if several:
            yield Heading(2, f"{place}.", text.label)
        lines = _lines(text.text)
        for line in lines:
            dash = "- " if len(lines) > 1 and not line.startswith("-") else ""
            yield _said(f"{dash}{line}")
    for figure in block.figures:
        if figure.now and figure.key == figure.measure:
            yield _sentence(figure, origins)
    for figure in block.figures:
        for line in _lines(figure.remark):
            yield _said(f"{figure.label}: {line}")


def _sentence(figure: FigureLine, origins: Origins) -> Paragraph:
    runs = told(figure, origins.of(figure))
    return Paragraph((Run("- "), *(run for run in runs if run.text), Run(".")))


def _summary(main: Sequence[FigureLine], origins: Origins) -> Table:
    rows = [
        (
            str(place), one.label, one.measured_in, one.now_words, one.before_words,
            one.change_words,
        )
        for place, one in enumerate(main, 1)
    ]  # fmt: skip
    hrefs = [("", "", "", *(origins.of(one),) * 3) for one in main]
    return Table(_SUMMARY_COLUMNS, tuple(rows), hrefs=_kept(hrefs))


def _pictures(sheet: Sheet, main: Sequence[FigureLine], origins: Origins) -> Iterator[Block]:
    """The pictures, each with where the figures that it draws come from."""
    for picture, lines in pictures_of(sheet, main):
        yield picture
        if origins.version:
            runs = [Run(one.label, italic=True, href=origins.of(one)) for one in lines]
            parted = [run for one in runs for run in (one, Run("; "))][:-1]
            yield Paragraph((Run("Nguồn số liệu của hình: ", italic=True), *parted, Run(".")))


def _annexes(sheet: Sheet, main: Sequence[FigureLine], origins: Origins) -> Iterator[Annex]:
    tables = [one for block in sheet.blocks for one in _lines_of(block, origins)]
    if tables:
        yield Annex(LINES, tuple(tables), landscape=True)
    made = sheet.together
    if made is None:
        return
    if main and made.units:
        yield Annex(BY_UNIT, tuple(_by_unit(made, main, origins)), landscape=True)
    if made.missing:
        rows = tuple((str(place), name) for place, name in enumerate(made.missing, 1))
        yield Annex(MISSING, (Table(_MISSING_COLUMNS, rows),))


def _lines_of(block: SheetBlock, origins: Origins) -> Iterator[Block]:
    """Every line of a block that says something, with all its columns."""
    lines = [one for one in block.figures if one.now is not None or one.before is not None]
    if lines:
        rows = tuple(cells_of(number, one) for number, one in enumerate(lines, 1))
        hrefs = [("", "", "", *(origins.of(one),) * 6) for one in lines]
        yield Table(COLUMNS, rows, f"{block.label}. {block.title}", _kept(hrefs))


def _by_unit(made: Together, main: Sequence[FigureLine], origins: Origins) -> Iterator[Block]:
    """The main figures unit by unit, a few to a table; who is missing stands with its name."""
    if any(one.is_recomputed for one in main):
        yield _said(_ANEW)
    for start in range(0, len(main), FEW):
        yield _unit_table(made, main[start : start + FEW], origins)


def _unit_table(made: Together, some: Sequence[FigureLine], origins: Origins) -> Table:
    share = 0.72 / len(some)
    columns = (
        Column("STT", 0.05, Align.CENTER),
        Column("Đơn vị", 0.23),
        *(Column(_head(one), share, Align.RIGHT) for one in some),
    )
    blank = ("", "", *("" for _ in some))
    rows, hrefs = [("", WHOLE, *(one.now_words for one in some))], []
    hrefs.append(("", "", *(origins.of(one) for one in some)))
    if any(one.key in made.direct for one in some):
        rows.append(("", DIRECT, *(said(made.direct.get(one.key)) for one in some)))
        hrefs.append(("", "", *(origins.of(one) for one in some)))
    for place, unit in enumerate(made.shares, 1):
        cells = (said(unit.figures.get(one.key)) for one in some)
        rows.append((str(place), unit.name, *cells))
        hrefs.append(("", "", *(origins.within(unit, one) for one in some)))
    for place, name in enumerate(made.missing, len(made.shares) + 1):
        rows.append((str(place), f"{name} (chưa có báo cáo)", *("" for _ in some)))
        hrefs.append(blank)
    return Table(columns, tuple(rows), hrefs=_kept(hrefs))


def _head(one: FigureLine) -> str:
    mark = " (*)" if one.is_recomputed else ""
    return f"{one.label}{mark} ({one.measured_in})"


def _kept(hrefs: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The addresses of a table; none at all where nothing opens."""
    return tuple(hrefs) if any(any(row) for row in hrefs) else ()


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(single_spaced, text.splitlines()) if line)
