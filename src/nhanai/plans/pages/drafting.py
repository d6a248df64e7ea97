"""Writing a plan: the list of drafts, beginning one, and the draft with one part open."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from nhanai.base.findings import Finding
from nhanai.documents import queries as documents
from nhanai.documents.rules.approval import OPEN
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries
from nhanai.plans.forms.choosing import Named
from nhanai.plans.forms.drafting import DraftFrameForm, DraftTaskForm, StartDraftForm, WordsForm
from nhanai.plans.models import DraftOpinion, DraftTask, Plan, PlanDraft, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import Chosen
from nhanai.plans.queries import drafting as drafts
from nhanai.plans.queries.drafting import Section
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.plans.vocab import DraftState
from nhanai.units.models import Unit
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, number_from, page_of, page_of_values

LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    DraftState.DRAFT: ("hand", "draft"),
    DraftState.SUBMITTED: ("run", "half"),
    DraftState.RETURNED: ("hand", "back"),
    DraftState.APPROVED: ("ok", "tick"),
    DraftState.ISSUED: ("ok", "lock"),
}
"""Tone and icon of each state."""
WAY: Final = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.APPROVED, DraftState.ISSUED)
WORDS, FRAME = "chung", "the-thuc"
SOURCES: Final = 50
"""Earlier plans that are offered as a start."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft as the list shows it."""

    draft: PlanDraft
    unit: str

    @property
    def look(self) -> tuple[str, str]:
        """Tone and icon of its state."""
        return LOOKS[self.draft.state]


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """The drafts that a person sees."""

    page: Page[PlanDraft]
    rows: tuple[Listed, ...]
    text: str
    state: str
    states: list[tuple[str, str, int | None]]
    may_write: bool


def drafts_page(query: QueryDict, *, user: User, today: dt.date) -> DraftsPage:
    """The list as it was asked for."""
    text, state = query.get("q", "").strip()[:200], query.get("trang-thai", "")
    found = drafts.drafts_narrowed(drafts.drafts_visible_to(user, today=today), text=text)
    counts = drafts.draft_counts(found)
    wanted = drafts.drafts_narrowed(found, state=state)
    page = page_of(wanted, number=number_from(query.get("trang")), noun="bản soạn")
    names = names_on({row.unit_id for row in page.rows}, today)
    tabs = [(str(s), str(s.label), counts[s]) for s in DraftState if counts.get(s)]
    return DraftsPage(
        page=page,
        rows=tuple(Listed(row, names.get(row.unit_id, "")) for row in page.rows),
        text=text,
        state=state if state in DraftState.values else "",
        states=[("", "Tất cả", sum(counts.values())), *tabs],
        may_write=identity.holds(user, Permission.WRITE, today=today),
    )


@dataclass(frozen=True, slots=True)
class NewDraftPage:
    """What may be chosen for a new plan."""

    form: StartDraftForm
    units: tuple[Named, ...]
    sources: tuple[tuple[str, str], ...]
    chosen: str


def new_draft_page(
    query: QueryDict, *, user: User, today: dt.date, form: StartDraftForm | None = None
) -> NewDraftPage:
    """Load the page."""
    units = drafts.drafting_units(user, today=today)
    return NewDraftPage(
        form=form or StartDraftForm(units=units),
        units=tuple(units),
        sources=tuple(_sources(user, today=today)),
        chosen=(form.data.get("dua_theo", "") if form else query.get("theo", ""))[:30],
    )


def _sources(user: User, *, today: dt.date) -> list[tuple[str, str]]:
    """Drafts first, then plans that were read; what was written here is offered once."""
    own = list(drafts.drafts_visible_to(user, today=today)[:SOURCES])
    read = queries.visible_to(user, today=today).filter(state__in=HANDED_OUT)
    read = read.exclude(pk__in=PlanDraft.objects.filter(plan__isnull=False).values("plan"))
    named = [(f"soan-{one.pk}", f"{one.subject} ({_said(one)})") for one in own]
    return named + [(f"kh-{one.pk}", _called(one)) for one in read[:SOURCES]]


def _said(draft: PlanDraft) -> str:
    return draft.issued.reference if draft.issued else draft.get_state_display().lower()


def _called(plan: Plan) -> str:
    reference = plan.document.reference
    return f"{plan.title} ({reference})" if reference else plan.title


def source_of(key: str, *, user: User, today: dt.date) -> PlanDraft | Plan | None:
    """The earlier plan that was chosen, for those who see it."""
    kind, _, number = key.partition("-")
    if not (number.isdecimal() and number.isascii() and len(number) < 10):
        return None
    if kind == "soan":
        return drafts.drafts_visible_to(user, today=today).filter(pk=int(number)).first()
    return queries.visible_to(user, today=today).filter(pk=int(number)).first()


@dataclass(frozen=True, slots=True)
class Step:
    """A state on the way of the plan."""

    label: str
    icon: str
    is_current: bool
    is_past: bool
    when: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """A task of the open block, with its form."""

    task: DraftTask
    form: DraftTaskForm


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything that the page shows."""

    draft: PlanDraft
    unit: str
    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    part: str
    section: Section | None
    tasks: Page[DraftTask] | None
    rows: tuple[Row, ...]
    words: WordsForm
    frame: DraftFrameForm
    text: str
    found: tuple[Chosen, ...]
    bases: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    opinions: tuple[DraftOpinion, ...]
    is_open: bool
    may_judge: bool
    may_issue: bool
    sendable: tuple[tuple[Unit, str], ...]

    @property
    def groups(self) -> list[Section]:
        """The content groups."""
        return [one for one in self.sections if not one.is_block]

    @property
    def blocks(self) -> list[Section]:
        """The blocks of agencies."""
        return [one for one in self.sections if one.is_block]


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was typed, to be shown again with what is wrong in it."""

    words: WordsForm | None = None
    frame: DraftFrameForm | None = None
    task: DraftTaskForm | None = None
    task_key: int = 0


NOTHING: Final = Typed()


def draft_page(
    draft: PlanDraft, query: QueryDict, *, user: User, today: dt.date, typed: Typed = NOTHING
) -> DraftPage:
    """Load the page; the number of queries does not grow with sections or tasks."""
    sections = drafts.sections_of(draft, today=today)
    part = query.get("muc", WORDS)
    section = next((one for one in sections if drafts.key_of(one) == part), None)
    tasks = (
        page_of_values(section.tasks, number=number_from(query.get("trang")), noun="nhiệm vụ")
        if section and section.is_block
        else None
    )
    is_open = draft.state in OPEN and drafts.may_write_draft(draft, user, today=today)
    text = query.get("tim", "").strip()[:200]
    may_issue = draft.state == DraftState.APPROVED and documents.may_issue(
        user, draft.unit, today=today
    )
    findings = drafts.findings_of(draft, sections, today=today) if draft.state in OPEN else []
    return DraftPage(
        draft=draft,
        unit=names_on([draft.unit_id], today).get(draft.unit_id, ""),
        steps=_steps(draft),
        sections=tuple(sections),
        part=part if section or part == FRAME else WORDS,
        section=section,
        tasks=tasks,
        rows=_rows(tasks, typed.task, typed.task_key) if is_open else (),
        words=typed.words or WordsForm(initial=_initial(draft, WordsForm)),
        frame=typed.frame or DraftFrameForm(initial=_initial(draft, DraftFrameForm)),
        text=text,
        found=_offered(section, text, today) if section and is_open else (),
        bases=tuple(drafts.basis_words(text, user=user, today=today)) if not section else (),
        findings=tuple(findings),
        opinions=_opinions(draft),
        is_open=is_open,
        may_judge=_may_judge(draft, user, today),
        may_issue=may_issue,
        sendable=_sendable(draft, sections) if may_issue else (),
    )


def _opinions(draft: PlanDraft) -> tuple[DraftOpinion, ...]:
    rows = DraftOpinion.objects.filter(draft=draft).select_related("by", "settled_by")
    return tuple(rows.order_by("-at", "-pk"))


def _may_judge(draft: PlanDraft, user: User, today: dt.date) -> bool:
    is_with_leader = draft.state == DraftState.SUBMITTED
    return is_with_leader and drafts.may_approve_draft(draft, user, today=today)


def _initial(draft: PlanDraft, form: type[WordsForm] | type[DraftFrameForm]) -> dict[str, object]:
    return {name: getattr(draft, name) for name in form.base_fields}


def _rows(tasks: Page[DraftTask] | None, given: DraftTaskForm | None, key: int) -> tuple[Row, ...]:
    return tuple(
        Row(one, given if given is not None and one.pk == key else task_form(one))
        for one in (tasks.rows if tasks else ())
    )


def task_form(task: DraftTask) -> DraftTaskForm:
    """The form of a task as it stands."""
    names = ("text", "due", "recurrence", "target")
    return DraftTaskForm(key=task.pk, initial={name: getattr(task, name) for name in names})


def _offered(section: Section, text: str, today: dt.date) -> tuple[Chosen, ...]:
    """Units that the words mean and that the block does not have yet."""
    held = {unit.pk for unit in section.units}
    found = queries.found_units(text, today=today) if text else ()
    return tuple(unit for unit in found if unit.pk not in held)


def _sendable(draft: PlanDraft, sections: Sequence[Section]) -> tuple[tuple[Unit, str], ...]:
    """Every unit that has a task, once, in the order of the blocks."""
    named = {unit.pk: unit.name for one in sections for unit in one.units}
    units = Unit.objects.in_bulk([pk for pk in named if pk != draft.unit_id])
    return tuple((units[pk], name) for pk, name in named.items() if pk in units)


def _steps(draft: PlanDraft) -> tuple[Step, ...]:
    way: tuple[DraftState, ...] = WAY
    if draft.state == DraftState.RETURNED:
        way = (WAY[0], WAY[1], DraftState.RETURNED, *WAY[2:])
    at = way.index(DraftState(draft.state))
    when = {
        DraftState.DRAFT: draft.started_at,
        DraftState.SUBMITTED: draft.submitted_at,
        DraftState.APPROVED: draft.approved_at,
    }
    return tuple(
        Step(str(one.label), LOOKS[one][1], n == at, n < at, when.get(one) if n <= at else None)
        for n, one in enumerate(way)
    )


@dataclass(frozen=True, slots=True)
class DraftUpperPage:
    """The tasks above that a written task will carry out, and those it could."""

    task: DraftTask
    draft: PlanDraft
    uppers: tuple[Task, ...]
    found: tuple[Task, ...]
    text: str
    is_open: bool


def draft_upper_page(
    task: DraftTask, query: QueryDict, *, user: User, today: dt.date
) -> DraftUpperPage:
    """Load the page."""
    draft, text = task.section.draft, query.get("q", "").strip()[:200]
    among = queries.visible_tasks(user, today=today)
    return DraftUpperPage(
        task=task,
        draft=draft,
        uppers=tuple(drafts.draft_uppers(task)),
        found=tuple(drafts.uppers_to_choose(task, text, among=among, today=today)),
        text=text,
        is_open=draft.state in OPEN and drafts.may_write_draft(draft, user, today=today),
    )
