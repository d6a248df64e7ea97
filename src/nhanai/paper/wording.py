"""The fixed words of an official document, from its values: what both printers print."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlsplit

from nhanai.base.text import single_spaced
from nhanai.paper import decree, measure
from nhanai.paper.values import (
    Annex,
    Block,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Table,
)

TEXT_WIDTH: Final = decree.PAGE_WIDTH - decree.LEFT - decree.RIGHT
RIGHT_COLUMN: Final = 90.0
LEFT_COLUMN: Final = TEXT_WIDTH - RIGHT_COLUMN
_BLANK: Final = "\u00a0" * 5
_NO_DAY: Final = dt.date(2020, 3, 5)
END: Final = "./."
_AIR: Final = 3.0
"""Millimetres that keep the bodies apart from the national title."""
_MARKS: Final = " ;.,"
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_URL_MARKS: Final = "%/:?#@!$&'()*+,;=~-._"
"""What may stand in an address as it is; a bracket, which belongs to a host alone, may not."""
_HOST: Final = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


def kind_name(kind: str) -> str:
    """`BC` → `Báo cáo`; a kind of no article is printed as given."""
    return decree.KINDS.get(kind, kind)


def title(paper: OfficialPaper) -> str:
    """The name of the file's content: its kind and subject on one line."""
    return single_spaced(f"{kind_name(paper.kind)} {paper.subject}")


def made(paper: OfficialPaper) -> dt.date:
    """The day in the properties of the file; a draft has that of the decree."""
    return paper.day or _NO_DAY


def is_letter(paper: OfficialPaper) -> bool:
    """Whether it is an official letter."""
    return paper.kind == decree.LETTER


def superior(head: Letterhead) -> str:
    """The body above as the letterhead prints it."""
    return measure.broken(head.superior.upper(), decree.LETTERHEAD_SIZE, LEFT_COLUMN - _AIR)


def issuer(head: Letterhead) -> str:
    """The issuing body as the letterhead prints it."""
    return measure.broken(head.issuer.upper(), decree.LETTERHEAD_SIZE, LEFT_COLUMN - _AIR)


def number(paper: OfficialPaper) -> str:
    """`05/BC-CTĐ`; a draft leaves room before the slash."""
    digits = paper.number.strip()
    if digits.isdecimal() and int(digits) < 10:
        digits = f"0{int(digits)}"
    return f"{digits or _BLANK}/{paper.symbol.strip().lstrip('/')}"


def day(paper: OfficialPaper) -> str:
    """`ngày 05 tháng 3 năm 2026`, or the blanks of a draft."""
    if paper.day is None:
        return f"ngày{_BLANK}tháng{_BLANK}năm {paper.year or _BLANK}"
    return dated(paper.day)


def dated(on: dt.date) -> str:
    """A zero before days under 10 and the months 1 and 2, and before no other month."""
    month = f"{on.month:02d}" if on.month < 3 else f"{on.month}"
    return f"ngày {on.day:02d} tháng {month} năm {on.year:04d}"


def place_and_day(paper: OfficialPaper) -> str:
    """`Lai Châu, ngày 05 tháng 3 năm 2026`."""
    return f"{paper.place.strip().rstrip(',')}, {day(paper)}"


def listed(lines: Iterable[str]) -> list[str]:
    """Lines that each begin with a dash and end with `;`, the last with a full stop."""
    return [f"- {line}" for line in ended(line.lstrip("-– ") for line in lines)]


def ended(lines: Iterable[str]) -> list[str]:
    """Lines that each end with `;`, the last with a full stop."""
    bare = [line.strip().rstrip(_MARKS) for line in lines]
    kept = [line for line in bare if line]
    return [f"{line}{';' if place < len(kept) else '.'}" for place, line in enumerate(kept, 1)]


def addressees(paper: OfficialPaper) -> list[str]:
    """Whom a document of a kind that is addressed is for."""
    named = [name for name in paper.addressees if name.strip(_MARKS)]
    return named if paper.kind in decree.ADDRESSED else []


def body(paper: OfficialPaper) -> tuple[Block, ...]:
    """The body with `./.` where it ends."""
    if not paper.body:
        return ()
    last = paper.body[-1]
    if isinstance(last, Paragraph) and "".join(run.text for run in last.runs).strip(_MARKS):
        return (*paper.body[:-1], Paragraph(_closed(last.runs)))
    return (*paper.body, Paragraph((Run(END),)))


def _closed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with `./.` after the last words in place of any other mark."""
    *before, last = runs
    text = last.text.rstrip().removesuffix(END).rstrip(_MARKS)
    if not text:
        return _closed(tuple(before))
    return (*before, Run(f"{text}{END}", last.bold, last.italic, last.href))


def heading(block: Heading) -> str:
    """Its label and words, those of the first level in capitals."""
    text = f"{block.label} {block.text}".strip()
    return text.upper() if block.level == 1 else text


def table_size(block: Table) -> float:
    """The points of its letters: fewer where the columns are many."""
    return decree.TABLE_SIZES[len(block.columns) > decree.WIDE_TABLE]


def widths(block: Table, width: float) -> list[float]:
    """The millimetres of each column of a table that is `width` wide."""
    whole = sum(column.share for column in block.columns)
    return [round(width * column.share / whole, 3) for column in block.columns]


def cell_addresses(block: Table) -> list[tuple[str, ...]]:
    """What each cell opens, row by row; "" where it opens nothing."""
    if not block.hrefs:
        return [("",) * len(block.columns)] * len(block.rows)
    return [tuple(map(address, row)) for row in block.hrefs]


def annex_label(place: int, count: int) -> str:
    """`Phụ lục`, or `Phụ lục II` where there are several."""
    return "Phụ lục" if count == 1 else f"Phụ lục {roman(place)}"


def roman(figure: int) -> str:
    """4 → IV."""
    text = ""
    for value, letters in _ROMAN:
        while figure >= value:
            text, figure = text + letters, figure - value
    return text


def attached(paper: OfficialPaper) -> str:
    """`(Kèm theo Báo cáo số 05/BC-CTĐ ngày 05 tháng 3 năm 2026 của …)`."""
    whose = paper.letterhead.issuer.strip()
    return f"(Kèm theo {kind_name(paper.kind)} số {number(paper)} {day(paper)} của {whose})"


def annex_width(annex: Annex) -> float:
    """Millimetres between the margins."""
    page = decree.PAGE_HEIGHT if annex.landscape else decree.PAGE_WIDTH
    return page - decree.LEFT - decree.RIGHT


def address(href: str) -> str:
    """A whole address of the web in letters that every reader takes, or nothing."""
    quoted = quote(href.strip(), safe=_URL_MARKS)
    try:
        parts = urlsplit(quoted)
        _ = parts.port
    except ValueError:
        return ""
    whole = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "")
    return quoted if whole and len(quoted) < 2000 else ""
