"""The pages of bringing in a list: all imports, and one at the step where it is."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from nhanai.base import numbers
from nhanai.base.text import fold
from nhanai.identity.models import User
from nhanai.people.models import ColumnChoice, ImportRow, PeopleImport
from nhanai.people.queries.importing import imports_of
from nhanai.people.reading import ReadTable
from nhanai.people.rules.importing import WORKING, is_stale
from nhanai.people.rules.sheets.columns import proposed
from nhanai.people.vocab import ImportState, RoleKind, RowVerdict
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of

MENDED: Final = "MENDED"
_YEAR: Final = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_TITLES: Final = (
    ("tinh nguyen vien", RoleKind.VOLUNTEER), ("hien mau", RoleKind.BLOOD_DONOR),
    ("thieu nien", RoleKind.TEENAGER), ("thanh nien", RoleKind.YOUTH),
    ("cong tac vien", RoleKind.COLLABORATOR), ("hoi vien danh du", RoleKind.HONORARY_MEMBER),
)  # fmt: skip
_TONES: Final = {
    RowVerdict.NEW: ("ok", "tick"), RowVerdict.KNOWN: ("", "tick"),
    RowVerdict.DOUBTFUL: ("hand", "warn"), RowVerdict.WRONG: ("bad", "warn"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imports:
    """Every import that one sees, the newest first."""

    page: Page[PeopleImport]
    places: Mapping[int, str]

    @property
    def rows(self) -> list[tuple[PeopleImport, str]]:
        """Each with the name of its unit."""
        return [(one, self.places.get(one.unit_id, "")) for one in self.page.rows]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the list as a person looks at it."""

    row: ImportRow
    place: str
    label: str
    tone: str
    icon: str
    born: str
    can_choose: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import at its step."""

    one: PeopleImport
    place: str
    tables: Sequence[ReadTable]
    table: ReadTable
    number: int
    page: Page[ImportRow] | None
    rows: Sequence[ListRow]
    tabs: Sequence[tuple[str, str, int | None]]
    verdict: str
    chosen: Mapping[str, int]
    is_working: bool
    is_stale: bool

    @property
    def is_checked(self) -> bool:
        """Whether rows are to be chosen."""
        return self.one.state == ImportState.CHECKED

    @property
    def can_choose_all(self) -> bool:
        """Whether all rows of what is shown may be chosen together."""
        return self.is_checked and self.verdict in {RowVerdict.DOUBTFUL, RowVerdict.NEW}

    @property
    def chosen_words(self) -> str:
        """How many rows are chosen of each verdict: `12 dòng mới, 3 dòng nghi ngờ`."""
        parts = [
            f"{numbers.show(self.chosen[verdict])} dòng {verdict.label.lower()}"
            for verdict in RowVerdict
            if self.chosen.get(verdict)
        ]
        return ", ".join(parts) or "chưa dòng nào"

    @property
    def is_let_go(self) -> bool:
        """Whether rows of this verdict were let go when their time was over."""
        said = self.one.counts.get(self.verdict.lower(), 0)
        return bool(said) and self.page is not None and not self.page.total

    @property
    def is_done(self) -> bool:
        """Whether it was written."""
        return self.one.state == ImportState.DONE

    @property
    def is_over(self) -> bool:
        """Whether it was written, or taken back since."""
        return self.one.state in {ImportState.DONE, ImportState.UNDONE}

    @property
    def can_map(self) -> bool:
        """Whether columns may still be said."""
        return self.one.state in {ImportState.READ, ImportState.CHECKED}


def imports(user: User, *, number: int, today: dt.date) -> Imports:
    """The imports of her units."""
    page = page_of(imports_of(user, today=today), number=number, noun="lần nhập")
    return Imports(page, names_on({one.unit_id for one in page.rows}, today))


def one_import(
    one: PeopleImport, *, table: int | None, verdict: str, number: int, at: dt.datetime,
    today: dt.date,
) -> ImportPage:  # fmt: skip
    """One import: its tables, or its rows of a verdict."""
    tables = [ReadTable.of(said) for said in one.tables]
    wanted = one.table if table is None or not 0 <= table < len(tables) else table
    has_rows = one.state not in {ImportState.READ, ImportState.CHECKING}
    tabs, shown = _tabs(one, verdict) if has_rows else ([], "")
    page = page_of(_rows(one, shown), number=number, noun="dòng") if has_rows else None
    places = names_on({row.unit_id for row in page.rows if row.unit_id} if page else set(), today)
    return ImportPage(
        one=one,
        place=names_on([one.unit_id], today).get(one.unit_id, ""),
        tables=tables,
        table=tables[wanted],
        number=wanted,
        page=page,
        rows=[_row(row, places, one.state) for row in (page.rows if page else ())],
        tabs=tabs,
        verdict=shown,
        chosen=_waiting(one) if has_rows else {},
        is_working=one.state in WORKING,
        is_stale=one.state in WORKING and is_stale(max(one.moved_at, one.at), at),
    )


def _waiting(one: PeopleImport) -> Mapping[str, int]:
    """How many rows of each verdict are chosen and not yet written."""
    rows = ImportRow.objects.filter(of=one, is_chosen=True, is_taken=False).order_by()
    return dict(rows.values("verdict").annotate(n=Count("pk")).values_list("verdict", "n"))


def _tabs(one: PeopleImport, verdict: str) -> tuple[list[tuple[str, str, int | None]], str]:
    said = one.counts.get
    tabs: list[tuple[str, str, int | None]] = [
        (RowVerdict.NEW, "Mới", said("new", 0)),
        (RowVerdict.KNOWN, "Đã có", said("known", 0)),
        (RowVerdict.DOUBTFUL, "Nghi ngờ", said("doubtful", 0)),
        (RowVerdict.WRONG, "Sai", said("wrong", 0)),
        (MENDED, "Đã sửa khi đọc", said("mended", 0)),
    ]
    first = next(
        (value for value in (RowVerdict.DOUBTFUL, RowVerdict.WRONG) if said(value.lower())),
        RowVerdict.NEW,
    )
    return tabs, verdict if verdict in {value for value, _, _ in tabs} else first


def _rows(one: PeopleImport, verdict: str) -> QuerySet[ImportRow]:
    rows = ImportRow.objects.filter(of=one).select_related("person").order_by("number")
    return rows.filter(is_mended=True) if verdict == MENDED else rows.filter(verdict=verdict)


def _row(row: ImportRow, places: Mapping[int, str], state: str) -> ListRow:
    verdict = RowVerdict(row.verdict)
    tone, icon = _TONES[verdict]
    born = str((row.said.get("values") or {}).get("birth") or "")
    can = state == ImportState.CHECKED and verdict != RowVerdict.WRONG
    return ListRow(
        row, places.get(row.unit_id or 0, ""), "Đã ghi" if row.is_taken else verdict.label,
        tone, icon, _day(born), can,
    )  # fmt: skip


def _day(text: str) -> str:
    return f"{dt.date.fromisoformat(text):%d/%m/%Y}" if len(text) == 10 else text


def first_columns(one: PeopleImport, table: ReadTable) -> Mapping[int, str]:
    """What the columns are taken for: as this unit said last of such a table, else by headings."""
    known = ColumnChoice.objects.filter(unit=one.unit, shape=table.shape).first()
    if known is not None:
        return {int(at): str(field) for at, field in known.columns.items()}
    return proposed(table.columns)


def first_kind(table: ReadTable) -> RoleKind:
    """What the title says that the people of the list are."""
    title = fold(table.title)
    return next((kind for words, kind in _TITLES if words in title), RoleKind.MEMBER)


def first_day(table: ReadTable, today: dt.date) -> dt.date:
    """The last day of the year that the title names, or today."""
    years = [int(year) for year in _YEAR.findall(table.title) if int(year) <= today.year]
    return min(dt.date(max(years), 12, 31), today) if years else today
