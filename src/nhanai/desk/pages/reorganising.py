"""An act on units: its form, the preview of what it moves, its sheet afterwards."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.http import QueryDict

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.desk.actions.units import may_reorganise
from nhanai.desk.forms.units import FORMS, ActForm
from nhanai.identity.models import Appointment, User
from nhanai.plans import queries as plans
from nhanai.units import actions as units
from nhanai.units import queries
from nhanai.units.models import Reorganisation, Unit
from nhanai.units.rules.acts import Outcome
from nhanai.units.rules.sheet import Aspect
from nhanai.units.vocab import ActKind

FEW: Final = 12
"""Names that a preview lists before it only counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reconciliation sheet."""

    key: str
    name: str
    aspect: str
    was: str
    becomes: str
    share: Decimal | None

    @property
    def percent(self) -> str:
        """The share as people write it."""
        return (
            "" if self.share is None else f"{(self.share * 100).normalize():f} %".replace(".", ",")
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do, and what that means for people and tasks."""

    findings: Sequence[Finding]
    sheet: Sequence[Line]
    may_be_done: bool
    closed: int
    moved: int
    appointments: Sequence[Appointment]
    tasks: int

    @property
    def blocking(self) -> Sequence[Finding]:
        """What speaks against it."""
        return [finding for finding in self.findings if finding.blocking]

    @property
    def warnings(self) -> Sequence[Finding]:
        """What is worth a look."""
        return [finding for finding in self.findings if not finding.blocking]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The page of one act."""

    unit: Unit
    name: str
    verb: str
    title: str
    form: ActForm
    preview: Preview | None = None
    refusal: Refused | None = None
    names: Sequence[str] = ()

    @property
    def may_confirm(self) -> bool:
        """Whether the one decision of the page can be taken."""
        return self.preview is not None and self.preview.may_be_done


def load_change(unit: Unit, verb: str, *, today: dt.date, typed: QueryDict | None) -> ChangePage:
    """The form of an act; with its preview where values were typed that can be read."""
    kind = FORMS[verb]
    name = queries.name_on(unit, today)
    form = kind(typed, unit=unit, initial=_initial(verb, name, today))
    page = ChangePage(unit, name, verb, ActKind(kind.kind).label, form, names=_names(unit, today))
    if typed is None or not form.is_valid():
        return page
    preview = preview_of(form)
    # What was typed is shown again with the mark of what the preview shows.
    shown = typed.copy()
    shown["seen"] = form.digest
    again = kind(shown, unit=unit)
    again.is_valid()
    return ChangePage(unit, name, verb, page.title, again, preview, names=page.names)


def _initial(verb: str, name: str, today: dt.date) -> Mapping[str, Any]:
    own: dict[str, Any] = {"sources": f"{name}\n"} if verb == "sap-nhap" else {}
    return {"on": today, **own}


def _names(unit: Unit, today: dt.date) -> Sequence[str]:
    """Names that a field may propose: the living of this unit's kind."""
    living = queries.living(today).filter(kind=unit.kind)
    return list(living.values_list("called", flat=True)[:200])


def preview_of(form: ActForm) -> Preview:
    """What the act would do, with the appointments and open tasks of the units that end."""
    outcome = units.preview(request=form.request(), basis=form.basis)
    day: dt.date = form.cleaned_data["on"]
    closed = Unit.objects.filter(key__in=[unit.key for unit in outcome.closed])
    held = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=day), unit__in=closed)
    return Preview(
        outcome.findings,
        [_line(row) for row in _rows(outcome)],
        outcome.may_be_done,
        len(outcome.closed),
        len(outcome.moved),
        list(held.select_related("user").order_by("user__sort_key")),
        plans.open_tasks_of(closed).count(),
    )


def _rows(outcome: Outcome) -> Sequence[Mapping[str, Any]]:
    return [
        {
            "unit": row.unit,
            "name": row.name,
            "aspect": row.aspect,
            "was": row.was,
            "becomes": row.becomes,
            "share": row.share,
        }
        for row in outcome.sheet
    ]


def _line(row: Mapping[str, Any]) -> Line:
    share = None if row["share"] is None else Decimal(row["share"])
    aspect = Aspect(row["aspect"]).value
    return Line(row["unit"], row["name"], aspect, row["was"], row["becomes"], share)


@dataclass(frozen=True, slots=True)
class SheetPage:
    """An act that was done: its sheet, and whether it can be undone."""

    act: Reorganisation
    lines: Sequence[Line]
    existing: frozenset[str]
    may_undo: bool
    newer: Sequence[Reorganisation]
    refusal: Refused | None = None

    @property
    def undone_by(self) -> Reorganisation | None:
        """The act that undid it."""
        return getattr(self.act, "undone_by", None)


def load_sheet(
    act: Reorganisation, *, user: User, today: dt.date, refusal: Refused | None = None
) -> SheetPage:
    """Everything that the page of a done act shows."""
    keys = list(act.units.order_by("pk").values_list("unit_key", flat=True))
    newer = list(queries.standing_after(act, keys)[:FEW])
    is_undone = getattr(act, "undone_by", None) is not None
    undoable = act.kind not in (ActKind.UNDO, ActKind.LOAD) and not is_undone and not newer
    return SheetPage(
        act,
        [_line(row) for row in act.sheet],
        frozenset(Unit.objects.filter(key__in=keys).values_list("key", flat=True)),
        undoable and may_reorganise(user, keys, today=today),
        newer,
        refusal,
    )
