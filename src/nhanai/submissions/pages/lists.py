"""The list of reports: what waits for her units, and all that she sees."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods.queries import regimes
from nhanai.submissions import queries
from nhanai.submissions.models import Submission
from nhanai.submissions.pages.looks import LOOKS, address
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries import Due
from nhanai.submissions.queries.forms import on
from nhanai.submissions.rules.asking import back_from
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.queries import names_on
from nhanai.units.vocab import UnitKind
from nhanai.web.paging import Page, page_of

_OFFERED = {"MONTH": 6, "QUARTER": 3}
_FEW = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that a unit of hers has to send."""

    due: Due
    late: int

    @property
    def href(self) -> str:
        """Where it opens, filled in."""
        return self.due.path

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return ("bad", "warn") if self.late else LOOKS[self.due.state]


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as the list shows it."""

    row: Submission
    form: str
    unit: str

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return LOOKS[self.row.state]

    @property
    def href(self) -> str:
        """Where it opens."""
        return address(self.row)

    @property
    def period(self) -> str:
        """The period without its days."""
        return self.row.period_label.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class SubmissionsPage:
    """The page."""

    waiting: Sequence[Waiting]
    page: Page[Submission]
    rows: Sequence[Listed]
    text: str
    code: str
    state: str
    codes: Sequence[tuple[str, str]]
    states: Sequence[tuple[str, str, int | None]]
    units: Sequence[tuple[str, str]]
    periods: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    watches: bool


def submissions_page(
    said: Mapping[str, str], *, number: int, user: User, today: dt.date
) -> SubmissionsPage:
    """The list as it was asked for."""
    text, code = said.get("q", "").strip()[:100], said.get("mau", "")
    state, known = said.get("trang-thai", ""), dict(queries.known_codes())
    found = _matching(queries.visible_to(user, today=today), text, code if code in known else "")
    counts = dict(found.order_by("state").values_list("state").annotate(n=Count("pk")))
    wanted = found.filter(state=state) if state in SubmissionState.values else found
    page = page_of(wanted, number=number, noun="báo cáo")
    names = names_on([row.unit_id for row in page.rows], today)
    tabs = [(str(s), str(s.label), counts[s]) for s in SubmissionState if counts.get(s)]
    places = identity.rights_of(user, today=today).places(Permission.FILL)
    return SubmissionsPage(
        waiting=[
            Waiting(one, one.days_late(today)) for one in queries.due_of(user, today=today)
        ],
        page=page,
        rows=[
            Listed(row, known.get(row.code, row.code), names.get(row.unit_id, ""))
            for row in page.rows
        ],
        text=text,
        code=code if code in known else "",
        state=state if state in SubmissionState.values else "",
        codes=list(known.items()),
        states=[("", "Tất cả", sum(counts.values())), *tabs],
        units=[(unit.key, name) for unit, name in places if unit.kind == UnitKind.CHAPTER],
        periods=periods_of(today),
        watches=queries.watches(user, today=today),
    )  # fmt: skip


def _matching(rows: QuerySet[Submission], text: str, code: str) -> QuerySet[Submission]:
    """Those whose unit, by any of its names, or whose period has these words."""
    for word in fold(text).split():
        named = Q(unit__names__name_folded__contains=word)
        rows = rows.filter(named | Q(period_label__contains=word)).distinct()
    return rows.filter(code=code) if code else rows


def periods_of(today: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The forms with the periods for which one may be opened, from the one that runs back."""
    by_code = {regime.code: regime for regime in regimes()}
    found = []
    for form in on(today):
        offered: list[tuple[str, str]] = []
        for kind in form.kinds:
            several = back_from(by_code[form.regime], kind, today)
            for _, one in zip(range(_OFFERED.get(kind, _FEW)), several, strict=False):
                offered.append((f"{form.code}|{one.key}", one.label.partition(" (")[0]))
        found.append((form.name, offered))
    return found
