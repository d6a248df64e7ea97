"""Who sees which reports, and what one holds."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import Appointment, User
from nhanai.plans.models import Plan
from nhanai.plans.queries import HEAVY
from nhanai.reporting.models import Opinion, Passage, PassageSource, ReportSection, ResultReport
from nhanai.reporting.permissions import Permission
from nhanai.reporting.queries.facts import standing_counts
from nhanai.reporting.rules.moves import HANDED_UP
from nhanai.reporting.rules.readiness import Reports, Stand
from nhanai.reporting.vocab import ReportState
from nhanai.units.models import Unit, UnitName
from nhanai.units.queries.days import in_force

_ROUTE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """Which reports are wanted; empty means all of them."""

    text: str = ""
    state: str = ""
    plan: int | None = None


def visible_to(user: User, *, today: dt.date) -> QuerySet[ResultReport]:
    """Reports of units in her reach; of plans followed there also those that were handed up."""
    within = identity.reached(user, Permission.VIEW, today=today)
    handed_up = Q(plan__owner__in=within, state__in=HANDED_UP)
    found = ResultReport.objects.filter(Q(unit__in=within) | handed_up)
    heavy = [f"plan__{name}" for name in HEAVY]
    related = ("plan__document", "plan__owner", "unit", "issued")
    people = ("started_by", "submitted_by", "approved_by", "sent_by", "received_by")
    return (
        found.select_related(*related, *people).defer(*heavy).order_by("-end", "-started_at", "-pk")
    )


def narrowed(reports: QuerySet[ResultReport], wanted: ReportFilters) -> QuerySet[ResultReport]:
    """Those of `reports` that are wanted."""
    if wanted.text:
        reports = reports.filter(title_folded__words=fold(wanted.text))
    if wanted.state in ReportState.values:
        reports = reports.filter(state=wanted.state)
    if wanted.plan is not None:
        reports = reports.filter(plan=wanted.plan)
    return reports


def state_counts(reports: QuerySet[ResultReport]) -> Mapping[str, int]:
    """How many of `reports` are in each state."""
    return dict(reports.order_by("state").values_list("state").annotate(n=Count("pk")))


def may_write(report: ResultReport, user: User, *, today: dt.date) -> bool:
    """Whether she may change its words while it is open."""
    return identity.allowed(user, Permission.WRITE, unit=report.unit, today=today)


def writes_for(unit: Unit, user: User, *, today: dt.date) -> bool:
    """Whether she writes in the name of that unit."""
    return identity.allowed(user, Permission.WRITE, unit=unit, today=today)


def may_approve(report: ResultReport, user: User, *, today: dt.date) -> bool:
    """Whether she may return or approve it.

    Where a unit has no leader of its own among the accounts, one officer approves what another
    handed in; who is alone there approves her own.
    """
    if identity.allowed(user, Permission.APPROVE, unit=report.unit, today=today):
        return True
    if report.unit_id not in identity.rights_of(user, today=today).at(Permission.APPROVE_OWN):
        return False
    return report.submitted_by_id != user.pk or not _others_may_approve(report, user, today=today)


def _others_may_approve(report: ResultReport, user: User, *, today: dt.date) -> bool:
    roles = {
        role
        for permission in (Permission.APPROVE, Permission.APPROVE_OWN)
        for role in identity.roles_with(permission)
    }
    held = Appointment.objects.filter(
        identity.in_force(today), unit=report.unit_id, role__in=roles, user__is_active=True
    )
    return held.exclude(user=user).exists()


def may_send(report: ResultReport, user: User, *, today: dt.date) -> bool:
    """Whether she may send an approved report up to who follows the plan."""
    if report.unit_id == report.plan.owner_id:
        return False
    return may_write(report, user, today=today) or may_approve(report, user, today=today)


def may_receive(report: ResultReport, user: User, *, today: dt.date) -> bool:
    """Whether she may receive it for who follows the plan, or return it."""
    return identity.allowed(user, Permission.RECEIVE, unit=report.plan.owner, today=today)


def writing_units(plan: Plan, user: User, *, today: dt.date) -> list[Unit]:
    """For which units she may report on the plan: its owner, or her own units that hold tasks."""
    if identity.allowed(user, Permission.WRITE, unit=plan.owner, today=today):
        return [plan.owner]
    places = identity.rights_of(user, today=today).places(Permission.WRITE)
    return [unit for unit, _ in places]


def named_units(text: str, *, today: dt.date) -> list[tuple[Unit, str]]:
    """The units whose full names stand as lines of `text`, in that order; one query."""
    wanted = list(dict.fromkeys(name for line in text.splitlines() if (name := _bare(line))))
    rows = UnitName.objects.filter(in_force(today), name_folded__in=wanted).select_related("unit")
    found = {row.name_folded: (row.unit, row.name) for row in rows.order_by("pk")}
    return [found[name] for name in wanted if name in found]


def _bare(line: str) -> str:
    """A line of the recipients without its route (`(b/c)`) and mark."""
    return fold(_ROUTE.sub("", line)).strip(" -;.,")


def last_frame(unit: Unit) -> ResultReport | None:
    """The unit's newest report: its letterhead and signer are taken over."""
    return ResultReport.objects.filter(unit=unit).order_by("-started_at", "-pk").first()


def sections_of(report: ResultReport) -> QuerySet[ReportSection]:
    """The sections in their order, each with what `readiness` asks; one query."""
    passages = Passage.objects.filter(section=OuterRef("pk"))
    gone = PassageSource.objects.filter(passage=OuterRef("pk"), is_withdrawn=True)
    withdrawn = passages.filter(Exists(gone)).order_by().values("section")
    every = Q(passages__is_left_out=False)
    return (
        ReportSection.objects.filter(report=report)
        .annotate(
            filled=Count("passages", filter=every & ~Q(passages__standing="")),
            held=Count("passages"),
            offered=Count("passages", filter=every & ~Q(passages__offered="")),
            is_withdrawn=Exists(withdrawn),
        )
        .order_by("order")
    )


def passages_of(section: ReportSection) -> QuerySet[Passage]:
    """The passages of a section with the number of their sources, and those that are gone."""
    gone = PassageSource.objects.filter(passage=OuterRef("pk"), is_withdrawn=True)
    rows = Passage.objects.filter(section=section).annotate(
        source_count=Count("sources"), has_gone=Exists(gone)
    )
    opinions = Opinion.objects.select_related("by", "settled_by").order_by("at", "pk")
    said = Prefetch("opinions", opinions)
    return rows.select_related("edited_by").prefetch_related(said).order_by("order", "pk")


def sources_of(passage: Passage) -> QuerySet[PassageSource]:
    """Where the words of a passage come from."""
    related = ("update__occurrence__task", "occurrence__task", "concern__task", "update__by")
    return PassageSource.objects.filter(passage=passage).select_related(*related).order_by("pk")


def readiness_of(
    report: ResultReport, sections: Sequence[ReportSection], *, today: dt.date
) -> tuple[tuple[Stand, ...], Reports]:
    """What the decision about handing it in needs; two queries besides the sections."""
    late, silent = standing_counts(report, today=today)
    open_opinions = Opinion.objects.filter(report=report, settled_at=None).count()
    stands = tuple(
        Stand(
            key=one.key, label=one.label, heading=one.heading, level=one.level,
            filled=one.filled, offered=one.offered, has_withdrawn=one.is_withdrawn,  # type: ignore[attr-defined]  # annotated by sections_of
        )
        for one in sections
    )  # fmt: skip
    asked = Reports(
        place=report.place,
        signature=report.signature,
        signer=report.signer,
        addressed_to=report.addressed_to,
        recipients=report.recipients,
        open_opinions=open_opinions,
        late=late,
        silent=silent,
    )
    return stands, asked
