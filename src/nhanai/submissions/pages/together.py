"""The page on which the level above puts its report together: units, differences, words, frame."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhanai.identity.models import User
from nhanai.reporting.forms import FrameForm
from nhanai.submissions.models import GatheredPassage, Submission
from nhanai.submissions.pages.looks import LOOKS
from nhanai.submissions.queries.addresses import address_of
from nhanai.submissions.queries.board import Standing
from nhanai.submissions.queries.framing import frame_of
from nhanai.submissions.queries.passages import passages_of
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import Slot, may_fill
from nhanai.submissions.queries.together import counted_together
from nhanai.submissions.rules.moves import OPEN
from nhanai.submissions.rules.origins import code_of
from nhanai.submissions.rules.sheets import FigureLine, Sheet, said
from nhanai.submissions.rules.together import DIRECT, Together
from nhanai.submissions.vocab import LineKind
from nhanai.units.queries import name_on
from nhanai.web.paging import Page, page_of_values

PASSAGES = 10


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit below: where its report is, and what it gives to the line that is looked at."""

    one: Standing
    href: str
    given: Decimal | None
    origin: str
    is_in: bool

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return LOOKS[self.one.state if self.one.has_begun else ""]

    @property
    def words(self) -> str:
        """What it gives, as printed."""
        return said(self.given) if self.is_in else "chưa tính"


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """Everything the page shows."""

    slot: Slot
    unit_name: str
    row: Submission | None
    together: Together
    is_frozen: bool
    is_open: bool
    may_write: bool
    line: FigureLine | None
    lines: Sequence[FigureLine]
    rows: Sequence[UnitRow]
    direct: str
    questions: Sequence[tuple[str, str, int | None]]
    question: str
    passages: Page[GatheredPassage]
    frame: FrameForm
    framed: Mapping[str, str]

    @property
    def label(self) -> str:
        """The period without its days."""
        return self.slot.period.label.partition(" (")[0]

    @property
    def direct_label(self) -> str:
        """What stands for the level itself."""
        return DIRECT

    @property
    def late(self) -> Sequence[tuple[str, Sequence[object]]]:
        """What the records have beside what was accepted, by unit."""
        found: dict[str, list[object]] = {}
        for one in self.together.uncounted:
            found.setdefault(one.name, []).append(one)
        return list(found.items())


def together_page(
    slot: Slot, row: Submission | None, asked: Mapping[str, str], *, number: int, user: User,
    today: dt.date, frame: FrameForm | None = None,
) -> TogetherPage | None:  # fmt: skip
    """Load the page; None where no unit below reports."""
    made = counted_together(slot)
    if made is None:
        return None
    is_open = row is None or row.state in OPEN
    frozen = _frozen(row)
    together = (frozen and frozen.together) or made.together
    figures = frozen.figures if frozen else made.figures
    lines = [one for one in figures.values() if one.now is not None]
    line = next((one for one in lines if one.key == asked.get("dong")), next(iter(lines), None))
    passages = passages_of(row)
    framed = frame_of(slot, row, today=today)
    questions = _questions(slot, passages)
    question = _question(questions, asked.get("cau", ""))
    return TogetherPage(
        slot=slot,
        unit_name=name_on(slot.unit, min(today, slot.cut_off)),
        row=row,
        together=Together(
            together.shares, together.missing, together.direct, made.together.uncounted
        ),
        is_frozen=frozen is not None,
        is_open=is_open,
        may_write=is_open and may_fill(user, slot.unit, today=today),
        line=line,
        lines=lines,
        rows=_rows(slot, made.standings, together, line),
        direct=said(together.direct.get(line.key)) if line else "",
        questions=questions,
        question=question,
        passages=page_of_values(
            [one for one in passages if one.line == question],
            number=number, noun="đoạn", size=PASSAGES,
        ),
        frame=frame or FrameForm(initial=framed),
        framed=framed,
    )  # fmt: skip


def _frozen(row: Submission | None) -> Sheet | None:
    """What was sent, while nobody writes in it; None of what was not put together."""
    if row is None or row.current is None or row.state in OPEN:
        return None
    sheet = sheet_in(row.current)
    return sheet if sheet.together is not None else None


def _question(questions: Sequence[tuple[str, str, int | None]], asked: str) -> str:
    """The question that is looked at: as asked, else the first that anybody answered."""
    keys = [key for key, *_ in questions]
    if asked in keys:
        return asked
    return next((key for key, _, count in questions if count), "".join(keys[:1]))


def _rows(
    slot: Slot, below: Sequence[Standing], together: Together, line: FigureLine | None
) -> list[UnitRow]:
    shares = {one.unit: one for one in together.shares}
    found = []
    for one in below:
        share = shares.get(one.unit.key)
        given = share.figures.get(line.key) if share and line else None
        origin = code_of(share.version, line.key) if share and line and given is not None else ""
        href = address_of(slot.form.code, slot.period.key, one.unit.key)
        found.append(UnitRow(one, href, given, origin, share is not None))
    return found


def _questions(
    slot: Slot, passages: Sequence[GatheredPassage]
) -> list[tuple[str, str, int | None]]:
    """The questions whose answers are gathered, with how many there are."""
    counts: dict[str, int] = {}
    for one in passages:
        counts[one.line] = counts.get(one.line, 0) + 1
    return [
        (line.key, line.label, counts.get(line.key, 0))
        for line in slot.form.of(LineKind.TEXT)
        if line.is_gathered
    ]
