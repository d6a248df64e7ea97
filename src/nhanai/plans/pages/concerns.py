"""The list of concerns, one of them with its thread, and the form that raises one."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter
from django.http import QueryDict
from django.utils.timezone import localtime

from nhanai.base.days import written
from nhanai.identity.models import User
from nhanai.journal.queries import JournalLine, key_of, of_subject
from nhanai.plans import queries
from nhanai.plans.forms import AnswerForm, ConcernForm, ReasonForm, RedirectForm
from nhanai.plans.models import Answer, Concern, Plan, Task
from nhanai.plans.queries import Chosen, ConcernFilters
from nhanai.plans.rules.answering import CLOSED, REPLIED, SILENT, STANDINGS
from nhanai.plans.rules.naming import shortened
from nhanai.plans.vocab import ConcernKind
from nhanai.units.models import Unit
from nhanai.web.paging import Page, number_from, page_of

if TYPE_CHECKING:
    from nhanai.plans.queries.concerns import StandingConcern

SHEET_ROWS = 5000
LOOKS: Mapping[str, tuple[str, str]] = {
    SILENT: ("hand", "clock"),
    REPLIED: ("run", "half"),
    CLOSED: ("ok", "tick"),
}
WORDS = dict(STANDINGS)


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A concern as a list shows it."""

    concern: "StandingConcern"
    unit: str
    addressed_to: str

    @property
    def label(self) -> str:
        """Where it stands, in words."""
        return WORDS[self.concern.standing]

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of that."""
        return LOOKS[self.concern.standing]

    @property
    def short(self) -> str:
        """Its first words."""
        return shortened(self.concern.text, 160)


@dataclass(frozen=True, slots=True)
class ConcernsPage:
    """The list as it was asked for."""

    page: Page[int]
    """The keys of those that are shown."""
    rows: tuple[ConcernRow, ...]
    filters: ConcernFilters
    states: list[tuple[str, str, int | None]]
    kinds: list[tuple[str, str, int | None]]
    plan: Plan | None
    unit: Chosen | None
    query: str
    waiting_for_me: int

    @property
    def total(self) -> int:
        """How many there are in whatever state."""
        return self.states[0][2] or 0


def concerns_page(query: QueryDict, *, user: User, today: dt.date) -> ConcernsPage:
    """Load the list in a steady number of queries."""
    visible = queries.visible_concerns(user, today=today)
    wanted = _filters(query)
    everywhere = ConcernFilters(
        wanted.text, wanted.kind, "", wanted.plan, wanted.unit, wanted.addressed_to
    )
    found = queries.narrowed_concerns(visible, everywhere)
    counts = queries.standing_counts(found)
    shown = queries.narrowed_concerns(found, ConcernFilters(state=wanted.state))
    # keys first: the rows are wide, and only a page of them is wanted
    page = page_of(
        shown.values_list("pk", flat=True),
        number=number_from(query.get("trang")),
        noun="vướng mắc, kiến nghị",
        total=counts.get(wanted.state, 0) if wanted.state else sum(counts.values()),
    )
    rows = queries.with_states(Concern.objects.filter(pk__in=page.rows)) if page.rows else ()
    plans = queries.visible_to(user, today=today)
    labels = queries.labels_of([wanted.unit or wanted.addressed_to or 0], today)
    return ConcernsPage(
        page=page,
        rows=rows_of_concerns(rows, today=today),
        filters=wanted,
        states=[
            ("", "Tất cả", sum(counts.values())),
            *((key, words, counts.get(key, 0)) for key, words in STANDINGS),
        ],
        kinds=[("", "Mọi loại", None), *((str(k), str(k.label), None) for k in ConcernKind)],
        plan=plans.filter(pk=wanted.plan).first() if wanted.plan is not None else None,
        unit=next(iter(labels.values()), None),
        query=query.urlencode(),
        waiting_for_me=queries.open_for(user, today=today).count(),
    )


def _filters(query: QueryDict) -> ConcernFilters:
    kind, state = query.get("loai", ""), query.get("trang-thai", "")
    return ConcernFilters(
        text=query.get("q", "").strip()[:200],
        kind=kind if kind in ConcernKind.values else "",
        state=state if state in WORDS else "",
        plan=_number(query.get("ke-hoach", "")),
        unit=_number(query.get("don-vi", "")),
        addressed_to=_number(query.get("gui", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


def rows_of_concerns(
    concerns: "Iterable[StandingConcern]", *, today: dt.date
) -> tuple[ConcernRow, ...]:
    """The concerns with the names of their units, in one query more."""
    concerns = list(concerns)
    ids = {one.unit_id for one in concerns} | {one.addressed_to_id for one in concerns}
    names = queries.labels_of(ids, today)
    return tuple(
        ConcernRow(one, names[one.unit_id].name, names[one.addressed_to_id].name)
        for one in concerns
    )


HEAD = (
    "STT", "Loại", "Nội dung", "Nhiệm vụ", "Kế hoạch", "Đơn vị nêu", "Gửi đến",
    "Người nêu", "Ngày nêu", "Tình trạng", "Ngày giải quyết",
)  # fmt: skip
WIDTHS = (6, 20, 60, 16, 50, 34, 34, 22, 12, 22, 16)


def concerns_sheet(query: QueryDict, *, user: User, today: dt.date) -> bytes:
    """The same list as a spreadsheet; every cell is text, so that nothing in it is run."""
    visible = queries.visible_concerns(user, today=today)
    found = queries.narrowed_concerns(visible, _filters(query))[:SHEET_ROWS]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Vướng mắc, kiến nghị")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for column, (title, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows_of_concerns(found, today=today), start=1):
        for column, said in enumerate((str(number), *_cells(row))):
            sheet.write_string(number, column, said, wrapped)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _cells(row: ConcernRow) -> Sequence[str]:
    concern = row.concern
    settled = concern.settled_at
    return (
        str(concern.get_kind_display()),
        concern.text,
        concern.task.address,
        concern.task.plan.title,
        row.unit,
        row.addressed_to,
        str(concern.by),
        written(localtime(concern.at).date()),
        row.label,
        written(localtime(settled).date()) if settled else "",
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was said or done about a concern."""

    at: dt.datetime
    by: str
    unit: str
    text: str
    what: str
    settles: bool = False


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """One concern with what was said to it."""

    row: ConcernRow
    turns: tuple[Turn, ...]
    answer: AnswerForm | None
    redirect: RedirectForm | None
    reopen: ReasonForm | None
    sees_task: bool
    is_on_behalf: bool
    """Whether somebody from elsewhere wrote it down for the unit."""

    @property
    def concern(self) -> Concern:
        """The concern itself."""
        return self.row.concern


def concern_page(
    concern: "StandingConcern", *, user: User, today: dt.date, given: AnswerForm | None = None
) -> ConcernPage:
    """Load the page; forms only for who may use them."""
    row = rows_of_concerns([concern], today=today)[0]
    answering = queries.answerable_at(concern, user, today=today)
    moves = bool(answering) or queries.speaks_for(concern, user, today=today)
    is_open = concern.settled_at is None
    addresses = queries.addressable(concern.task, asking=[concern.unit], today=today)
    elsewhere = [unit for unit in addresses if unit.pk != concern.addressed_to_id]
    answer = given or AnswerForm(units=named(answering, today=today))
    visible = queries.visible_tasks(user, today=today)
    told = list(of_subject(key_of(concern)).filter(verb__in=[RAISED, *MOVED]))
    return ConcernPage(
        row=row,
        turns=_turns(concern, told, today=today),
        answer=answer if answering and is_open else None,
        redirect=RedirectForm(addresses=named(elsewhere, today=today))
        if moves and is_open and elsewhere
        else None,
        reopen=ReasonForm() if moves and not is_open else None,
        sees_task=visible.filter(pk=concern.task_id).exists(),
        is_on_behalf=any(line.verb == RAISED and "is_on_behalf" in line.new for line in told),
    )


def _turns(concern: Concern, told: Iterable[JournalLine], *, today: dt.date) -> tuple[Turn, ...]:
    """Answers, and from the journal where it was sent on or opened again; the oldest first."""
    answers = list(Answer.objects.filter(concern=concern).select_related("by").order_by("at"))
    names = queries.labels_of([one.unit_id for one in answers], today)
    said = [
        Turn(one.at, str(one.by), names[one.unit_id].name, one.text, "", one.settles)
        for one in answers
    ]
    moved = [
        Turn(line.at, line.by, "", line.note, MOVED[line.verb])
        for line in told
        if line.verb in MOVED
    ]
    return tuple(sorted([*said, *moved], key=lambda turn: turn.at))


RAISED = "plans.concern_raised"
MOVED = {
    "plans.concern_redirected": "chuyển đơn vị trả lời",
    "plans.concern_reopened": "mở lại",
}


@dataclass(frozen=True, slots=True)
class RaisePage:
    """The form that raises a concern about a task."""

    task: Task
    form: ConcernForm


def raise_page(
    task: Task, *, user: User, today: dt.date, data: QueryDict | None = None
) -> RaisePage | None:
    """The form with the units she speaks for and whom she may write to; None if there is none."""
    asking = queries.raising_units(task, user, today=today)
    if not asking:
        return None
    addresses = queries.addressable(task, asking=asking, today=today)
    form = ConcernForm(
        data, units=named(asking, today=today), addresses=named(addresses, today=today)
    )
    return RaisePage(task, form)


def named(units: Sequence[Unit], *, today: dt.date) -> list[tuple[Unit, str]]:
    """The units with their names of today, in their order."""
    labels = queries.labels_of([unit.pk for unit in units], today)
    return [(unit, labels[unit.pk].name) for unit in units if unit.pk in labels]
