"""Plans while they are written: who sees and writes which, and what was written of one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.documents import queries as documents
from nhanai.documents.extraction.own import read_own
from nhanai.documents.models import Document, LegalDocument
from nhanai.documents.rules.outgoing import check_paper
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.paper.docx import docx_of
from nhanai.paper.storing import from_json
from nhanai.paper.values import OfficialPaper
from nhanai.plans.models import DraftOpinion, DraftSection, DraftTask, PlanDraft, Task
from nhanai.plans.permissions import Permission
from nhanai.plans.queries.agencies import Chosen, labels_of
from nhanai.plans.queries.concerns import PLACES
from nhanai.plans.queries.dissemination import below
from nhanai.plans.queries.giving import FOUND, above_for, with_plans
from nhanai.plans.queries.plans import reach_of
from nhanai.plans.queries.proposals import proposals
from nhanai.plans.queries.tasks import Filters, narrowed
from nhanai.plans.rules.drafting import (
    Frame,
    Part,
    ReadBack,
    Written,
    bullets_of,
    check,
    check_days,
    check_read_back,
    compose,
    joined_names,
    lines_of,
    placed,
)
from nhanai.plans.vocab import DraftSectionKind, DraftState
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

COMMITTEES, CHAPTERS = "ubnd", "hoi"
"""Groups of units that stand in a plan under one name."""


def drafts_visible_to(user: User, *, today: dt.date) -> QuerySet[PlanDraft]:
    """The drafts of units in whose name she writes or approves."""
    writes = reach_of(user, Permission.WRITE, today=today)
    approves = reach_of(user, Permission.APPROVE, today=today)
    drafts = PlanDraft.objects.filter(Q(unit__in=writes) | Q(unit__in=approves))
    return drafts.select_related("unit", "issued", "started_by").order_by("-changed_at", "-pk")


def drafts_narrowed(
    drafts: QuerySet[PlanDraft], *, text: str = "", state: str = ""
) -> QuerySet[PlanDraft]:
    """Those of `drafts` that are wanted."""
    for word in fold(text).split():
        drafts = drafts.filter(subject_folded__contains=word)
    return drafts.filter(state=state) if state in DraftState.values else drafts


def draft_counts(drafts: QuerySet[PlanDraft]) -> Mapping[str, int]:
    """How many of `drafts` are in each state."""
    return dict(drafts.order_by("state").values_list("state").annotate(n=Count("pk")))


def may_write_draft(draft: PlanDraft, user: User, *, today: dt.date) -> bool:
    """Whether she may change its words while it is open."""
    return identity.allowed(user, Permission.WRITE, unit=draft.unit, today=today)


def may_approve_draft(draft: PlanDraft, user: User, *, today: dt.date) -> bool:
    """Whether she may return or approve it."""
    return identity.allowed(user, Permission.APPROVE, unit=draft.unit, today=today)


def drafting_units(user: User, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The units at which she herself is appointed to write, with their names."""
    held = identity.appointments_of(user, today=today).filter(
        role__in=identity.roles_with(Permission.WRITE)
    )
    units = list(Unit.objects.filter(pk__in=held.order_by().values("unit")).order_by("pk"))
    names = labels_of([unit.pk for unit in units], today)
    return [(unit, names[unit.pk].name if unit.pk in names else unit.key) for unit in units]


def last_frame_of(unit: Unit) -> PlanDraft | None:
    """The unit's newest draft, whose letterhead and signer are taken over."""
    return PlanDraft.objects.filter(unit=unit).order_by("-started_at", "-pk").first()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a draft as it will be printed."""

    row: DraftSection
    units: tuple[Chosen, ...]
    tasks: tuple[DraftTask, ...]

    @property
    def is_block(self) -> bool:
        """Whether it names agencies."""
        return self.row.kind == DraftSectionKind.BLOCK

    @property
    def heading(self) -> str:
        """What is printed above it."""
        return self.row.heading or joined_names([unit.name for unit in self.units])

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed below that."""
        if self.is_block:
            return tuple(task.text for task in self.tasks)
        return bullets_of(self.row.bullets)


def sections_of(draft: PlanDraft, *, today: dt.date) -> list[Section]:
    """Groups, then blocks, each with its units and tasks; five queries, however many."""
    rows = list(draft.sections.order_by("order", "pk"))
    rows.sort(key=lambda row: row.kind == DraftSectionKind.BLOCK)
    held: defaultdict[int, list[int]] = defaultdict(list)
    pairs = DraftSection.units.through.objects.filter(draftsection__draft=draft)
    for section, unit in pairs.order_by("pk").values_list("draftsection", "unit"):
        held[section].append(unit)
    labels = labels_of({unit for some in held.values() for unit in some}, today)
    tasks: defaultdict[int, list[DraftTask]] = defaultdict(list)
    found = DraftTask.objects.filter(section__draft=draft).annotate(upper_count=Count("uppers"))
    for task in found.order_by("order", "pk"):
        tasks[task.section_id].append(task)
    return [
        Section(
            row,
            tuple(labels[unit] for unit in held[row.pk] if unit in labels),
            tuple(tasks[row.pk]),
        )
        for row in rows
    ]


def written_of(draft: PlanDraft, sections: Sequence[Section], *, today: dt.date) -> Written:
    """What was written, as the paper and its checks need it."""
    groups = [one for one in sections if not one.is_block]
    blocks = [one for one in sections if one.is_block]
    ended = _ended([unit for one in blocks for unit in one.units], today)
    return Written(
        subject=draft.subject,
        bases=lines_of(draft.bases),
        purpose=bullets_of(draft.purpose),
        requirements=bullets_of(draft.requirements),
        groups=tuple(Part(key_of(one), one.heading, one.lines) for one in groups),
        blocks=tuple(
            Part(
                key_of(one), one.heading, one.lines, len(one.units),
                tuple(unit.name for unit in one.units if unit.pk in ended),
            )
            for one in blocks
        ),
        closing=single_spaced(draft.closing),
        frame=Frame(
            issuer=draft.issuer, superior=draft.superior, symbol=draft.symbol, place=draft.place,
            signature=draft.signature, signer=draft.signer, recipients=draft.recipients,
        ),
        open_opinions=DraftOpinion.objects.filter(draft=draft, settled_at=None).count(),
    )  # fmt: skip


def key_of(section: Section) -> str:
    """How the page calls it."""
    return f"m{section.row.pk}"


def _ended(units: Collection[Chosen], today: dt.date) -> set[int]:
    closed = Unit.objects.filter(pk__in=[one.pk for one in units], end__lte=today)
    return set(closed.values_list("pk", flat=True))


def paper_of_draft(draft: PlanDraft, *, today: dt.date) -> OfficialPaper:
    """The frozen paper of an approved draft, else what stands in it today."""
    if draft.paper is not None:
        return from_json(draft.paper)
    return compose(written_of(draft, sections_of(draft, today=today), today=today), year=today.year)


def findings_of(draft: PlanDraft, sections: Sequence[Section], *, today: dt.date) -> list[Finding]:
    """Everything to know before it is handed in; an error blocks."""
    written = written_of(draft, sections, today=today)
    paper = compose(written, year=today.year)
    framed = [one for one in check_paper(paper) if one.where != "body"]
    found = [*framed, *check(written)]
    blocks = [one for one in sections if one.is_block]
    found += check_days(
        [(key_of(one), task.due) for one in blocks for task in one.tasks], today=today
    )
    return [*found, *check_read_back(read_back(draft, sections, paper, today=today))]


def read_back(
    draft: PlanDraft, sections: Sequence[Section], paper: OfficialPaper, *, today: dt.date
) -> list[ReadBack]:
    """What the paper by itself says to a reader, task by task."""
    reading = read_own(docx_of(paper))
    lines = [(one, line) for one in sections for line in one.lines]
    nodes = reading["nodes"]
    places = placed([line for _, line in lines], [node["text"] for node in nodes])
    said = {task["address"]: task for task in reading["tasks"]}
    words = {one["agency"] for task in reading["tasks"] for one in task["assignees"]}
    meant = proposals(Document(owner=draft.unit), words, today=today)
    found = []
    for (section, line), place in zip(lines, places, strict=True):
        task: Mapping[str, Any] = said.get(nodes[place]["address"], {}) if place is not None else {}
        named = [meant[one["agency"]] for one in task.get("assignees", ())]
        found.append(
            ReadBack(
                key=key_of(section),
                text=line,
                is_there=place is not None,
                meant=frozenset(unit.pk for one in named for unit in one.standing),
                given=frozenset(unit.pk for unit in section.units),
            )
        )
    return found


def unit_group(draft: PlanDraft, group: str, *, today: dt.date) -> tuple[str, list[Unit]]:
    """All units of such a group that the plan's unit speaks to, and what they are called."""
    living = Unit.objects.filter(identity.in_force(today)).exclude(pk=draft.unit_id).order_by("pk")
    if group == COMMITTEES:
        found = living.filter(kind=UnitKind.PEOPLES_COMMITTEE, territory__kind=UnitKind.COMMUNE)
        return "Ủy ban nhân dân các xã, phường", list(found)
    if group == CHAPTERS:
        under = below(draft.unit, today=today)
        chapters = living.filter(pk__in=under, kind=UnitKind.CHAPTER)
        return "Hội Chữ thập đỏ các xã, phường", list(chapters)
    return "", []


def given_units(units: Iterable[int], *, today: dt.date) -> list[Unit]:
    """Those of the chosen units that can be given work, in the order in which they were chosen."""
    chosen = list(dict.fromkeys(units))
    living = Unit.objects.filter(identity.in_force(today), pk__in=chosen)
    found = {unit.pk: unit for unit in living.exclude(kind__in=PLACES)}
    return [found[key] for key in chosen if key in found]


def draft_uppers(task: DraftTask) -> list[Task]:
    """The tasks above that it will carry out."""
    return list(with_plans(task.uppers.all()).order_by("plan", "start", "end", "pk"))


def uppers_to_choose(
    task: DraftTask, text: str, *, among: QuerySet[Task], today: dt.date
) -> list[Task]:
    """The tasks above that have all of these words and are not chosen yet."""
    chosen = task.uppers.order_by().values("pk")
    tasks = above_for(task.section.draft.unit, among=among, today=today).exclude(pk__in=chosen)
    found = narrowed(tasks, Filters(text=text)).order_by("plan", "start", "end", "pk")
    return list(with_plans(found)[:FOUND])


def basis_words(text: str, *, user: User, today: dt.date, limit: int = 10) -> list[tuple[str, str]]:
    """Laws in force and documents of the register that a person may mean: key, and words."""
    if not text.strip():
        return []
    laws = documents.legal_matching(text=text, validity=documents.Validity.IN_FORCE, today=today)[
        :limit
    ]
    found = [(f"luat-{law.pk}", f"Căn cứ {_law(law)}") for law in laws]
    seen = documents.visible_to(user, today=today)
    entries = documents.narrowed(seen, documents.Filters(text=text))
    for one in documents.in_list(entries)[:limit]:
        if one.reference:
            kind = one.kind_name or "Văn bản"
            said = f"Thực hiện {kind} số {one.reference} {_day(one.dated)}của {one.issuer}"
            found.append((f"so-{one.pk}", single_spaced(f"{said} về {_inside(one.title)}")))
    return found


def _law(law: LegalDocument) -> str:
    day = f" ngày {law.dated_on:%d/%m/%Y}" if law.dated_on else ""
    called = f"{law.kind} số {law.reference}{day}" if law.reference else f"{law.title}{day}"
    tail = f" của {law.issuer}" if law.issuer else ""
    about = f" {_inside(law.title)}" if law.reference and law.title else ""
    return single_spaced(f"{called}{tail}{about}")


def _day(dated: str) -> str:
    return f"{dated} " if dated else ""


def _inside(title: str) -> str:
    line = single_spaced(title)
    return f"{line[:1].lower()}{line[1:]}" if line[1:2].islower() else line
