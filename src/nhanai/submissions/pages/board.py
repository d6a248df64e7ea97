"""Who has sent and who has not: one form, one period, every unit below."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.periods.queries import regimes
from nhanai.periods.rules import NamedPeriod, NoPeriod, from_key
from nhanai.periods.vocab import Level
from nhanai.submissions import queries
from nhanai.submissions.pages.lists import periods_of
from nhanai.submissions.pages.looks import LOOKS
from nhanai.submissions.queries.addresses import address_of
from nhanai.submissions.queries.board import Standing, root_of, standings
from nhanai.submissions.rules.asking import asked_of
from nhanai.submissions.rules.forms import Form
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.models import Unit
from nhanai.web.paging import Page, page_of_values

IN, MISSING, LATE, TO_JUDGE = "da-nop", "chua-nop", "cham", "cho-duyet"
ROWS = 50


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit on the board."""

    one: Standing
    code: str
    period: NamedPeriod
    late: int

    @property
    def href(self) -> str:
        """Its report."""
        return address_of(self.code, self.period.key, self.one.unit.key)

    @property
    def words(self) -> str:
        """The state in words: a draft that nobody wrote in is not begun."""
        is_blank = self.one.state is SubmissionState.DRAFT and not self.one.has_begun
        return "Chưa làm" if is_blank else str(self.one.state.label)

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of the state."""
        return LOOKS[self.one.state if self.one.has_begun else ""]


@dataclass(frozen=True, slots=True)
class Board:
    """The page."""

    root: Unit
    form: Form
    period: NamedPeriod
    rows: Sequence[BoardRow]
    page: Page[BoardRow]
    counts: Mapping[str, int]
    tabs: Sequence[tuple[str, str, int | None]]
    text: str
    shown: str
    periods: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    may_remind: bool
    due: dt.date | None

    @property
    def chosen(self) -> str:
        """The form and period as the form sends them."""
        return f"{self.form.code}|{self.period.key}"

    @property
    def label(self) -> str:
        """The period without its days."""
        return self.period.label.partition(" (")[0]

    @property
    def own(self) -> str:
        """The report that is put together from these; "" of a form that only chapters fill."""
        if set(self.form.levels) <= {Level.CHAPTER}:
            return ""
        return address_of(self.form.code, self.period.key, self.root.key)


def board(said: Mapping[str, str], *, number: int, user: User, today: dt.date) -> Board | None:
    """The page as it was asked for; None for who has no unit to look at."""
    root = root_of(user, today=today)
    asked = _asked(said.get("bc", ""), today) if root else None
    if root is None or asked is None:
        return None
    form, period = asked
    several = standings(root, form.code, period, form)
    rows = [BoardRow(one, form.code, period, one.days_late(today)) for one in several]
    kinds = {
        IN: [row for row in rows if row.one.is_in],
        MISSING: [row for row in rows if not row.one.is_in],
        LATE: [row for row in rows if row.late],
        TO_JUDGE: [row for row in rows if row.one.state is SubmissionState.SUBMITTED],
    }
    shown = said.get("loc", "") if said.get("loc", "") in kinds else ""
    text = said.get("q", "").strip()[:100]
    wanted = [row for row in kinds.get(shown, rows) if _has(row, text)]
    labels = {IN: "Đã nộp", MISSING: "Chưa nộp, đang sửa", LATE: "Chậm", TO_JUDGE: "Chờ duyệt"}
    return Board(
        root=root,
        form=form,
        period=period,
        rows=rows,
        page=page_of_values(wanted, number=number, noun="đơn vị", size=ROWS),
        counts={name.replace("-", "_"): len(found) for name, found in kinds.items()},
        tabs=[("", "Tất cả", len(rows)), *((key, labels[key], len(kinds[key])) for key in kinds)],
        text=text,
        shown=shown,
        periods=periods_of(today),
        may_remind=queries.receives(user, root, today=today) and today > period.cut_off,
        due=min((row.one.due_on for row in rows if row.one.due_on), default=None),
    )


def _asked(text: str, today: dt.date) -> tuple[Form, NamedPeriod] | None:
    """The form and period of an address, else what units below are asked for now."""
    code, _, key = text[:100].partition("|")
    try:
        period = from_key(key, regimes())
    except NoPeriod:
        period = None
    kept = queries.form_for(code, period.cut_off) if period else None
    if period and kept and kept[1].regime == period.regime.code and period.kind in kept[1].kinds:
        return kept[1], period
    asked = asked_of(queries.on(today), Level.CHAPTER, today, regimes())
    newest = max(asked, key=lambda one: one.period.cut_off, default=None)
    return (newest.form, newest.period) if newest else None


def _has(row: BoardRow, text: str) -> bool:
    name = fold(row.one.unit_name)
    return all(word in name for word in fold(text).split())
