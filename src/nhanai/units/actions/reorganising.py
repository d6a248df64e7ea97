"""The acts on units: preview, carry out, undo. Each is dated and rests on a legal act."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from django.db import models, transaction

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.journal import actions as journal
from nhanai.units import queries
from nhanai.units.actions import lineage, writing
from nhanai.units.models import LegalAct, Reorganisation, ReorganisedUnit, Unit
from nhanai.units.rules import acts
from nhanai.units.rules.acts import Outcome
from nhanai.units.rules.faults import faults, shown
from nhanai.units.rules.requests import Close, Merge, Move, Open, Rename, Request, Split
from nhanai.units.vocab import ActKind

_KINDS: Final[dict[type, ActKind]] = {
    Open: ActKind.OPEN,
    Rename: ActKind.RENAME,
    Move: ActKind.MOVE,
    Merge: ActKind.MERGE,
    Split: ActKind.SPLIT,
    Close: ActKind.CLOSE,
}


class CannotReorganise(Refused):
    """The act would leave units in a state that cannot be."""


class CannotUndo(Refused):
    """The act is no longer the newest on its units, or what it made is in use."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The legal act on which a change rests."""

    reference: str
    dated_on: dt.date | None = None
    title: str = ""
    is_verified: bool = True


def preview(*, request: Request, basis: Basis) -> Outcome:
    """What `carry_out` would do with the same values; nothing is written."""
    outcome = acts.prepare(queries.structure(), request)
    return Outcome(
        outcome.changes,
        (*_check_basis(basis, request.on), *outcome.findings),
        outcome.sheet,
        outcome.touched,
        outcome.moved,
        outcome.closed,
    )


@transaction.atomic
def carry_out(
    *, request: Request, basis: Basis, by: models.Model | str, at: dt.datetime, note: str = ""
) -> Reorganisation:
    """Do what `request` says, or refuse with everything that speaks against it."""
    _lock()
    outcome = preview(request=request, basis=basis)
    if not outcome.may_be_done:
        raise CannotReorganise("Chưa thể thay đổi tổ chức như vậy.", outcome.findings)
    act = LegalAct.objects.get_or_create(
        reference=basis.reference.strip(),
        dated_on=basis.dated_on,
        defaults={"title": basis.title, "is_verified": basis.is_verified},
    )[0]
    done = Reorganisation(kind=_KINDS[type(request)], on=request.on, act=act, note=note)
    done.changes = writing.write(outcome.changes, act)
    done.sheet = [
        {**asdict(row), "share": str(row.share) if row.share is not None else None}
        for row in outcome.sheet
    ]
    _finish(done, outcome.touched, verb=f"units.{done.kind.lower()}", by=by, at=at)
    return done


@transaction.atomic
def undo(
    *, reorganisation: Reorganisation, by: models.Model | str, at: dt.datetime, note: str = ""
) -> Reorganisation:
    """Put every row back as it was before, if nothing newer rests on it."""
    _lock()
    undone = Reorganisation.objects.get(pk=reorganisation.pk)
    keys = list(undone.units.order_by("pk").values_list("unit_key", flat=True))
    findings = list(_check_undo(undone, keys))
    if findings:
        raise CannotUndo("Không thể hoàn tác thay đổi này.", findings)
    try:
        unchanged = writing.put_back(undone.changes)
    except models.ProtectedError as used:
        raise CannotUndo(
            "Không thể hoàn tác: đơn vị đã lập trong thay đổi này đang được dùng ở nơi khác."
        ) from used
    left = queries.structure()
    findings = list(faults(left, (key for key in keys if key in left.units)))
    if not unchanged or any(finding.blocking for finding in findings):
        raise CannotUndo("Không thể hoàn tác: dữ liệu đã đổi sau thay đổi này.", findings)
    done = Reorganisation(kind=ActKind.UNDO, on=undone.on, act=undone.act, note=note)
    done.undoes = undone
    done.sheet = undone.sheet
    _finish(done, keys, verb="units.undone", by=by, at=at)
    return done


def _finish(
    done: Reorganisation,
    keys: Iterable[str],
    *,
    verb: str,
    by: models.Model | str,
    at: dt.datetime,
) -> None:
    """What every act ends with: its own row, the lineage, the journal."""
    touched = list(dict.fromkeys(keys))
    done.at, done.by = at, str(by)
    done.save()
    ReorganisedUnit.objects.bulk_create(
        [ReorganisedUnit(reorganisation=done, unit_key=key) for key in touched]
    )
    lineage.rebuild(list(Unit.objects.filter(key__in=touched).values_list("pk", flat=True)))
    journal.record(
        verb=verb,
        subject=done,
        by=by,
        at=at,
        old={"units": [f"{row['name']}: {row['was']}" for row in done.sheet]},
        new={
            "units": [f"{row['name']}: {row['becomes']}" for row in done.sheet],
            "on": done.on,
            "act": str(done.act or ""),
        },
        note=done.note,
        unit_key=touched[0] if touched else "",
    )


def _lock() -> None:
    """Acts on units wait for each other; there are few, and each sees the whole."""
    list(Reorganisation.objects.select_for_update().order_by("pk")[:1])


def _check_basis(basis: Basis, on: dt.date) -> Iterable[Finding]:
    if not basis.reference.strip():
        yield Finding(
            "no-legal-act", "Hãy ghi số, ký hiệu văn bản làm căn cứ thay đổi.", where="reference"
        )
    if basis.dated_on and basis.dated_on > on:
        yield Finding(
            "act-after-change",
            f"Văn bản ký ngày {shown(basis.dated_on)}, sau ngày thay đổi {shown(on)}.",
            Severity.WARNING,
            where="dated_on",
        )


def _check_undo(undone: Reorganisation, keys: list[str]) -> Iterable[Finding]:
    if undone.kind in (ActKind.UNDO, ActKind.LOAD):
        yield Finding("cannot-undo-kind", "Chỉ hoàn tác được một thay đổi tổ chức.")
    if Reorganisation.objects.filter(undoes=undone).exists():
        yield Finding("undone-already", "Thay đổi này đã được hoàn tác rồi.")
        return
    for later in queries.standing_after(undone, keys):
        day = f" từ ngày {shown(later.on)}" if later.on else ""
        yield Finding(
            "newer-act",
            f"Sau đó đã có “{later.get_kind_display()}”{day} trên cùng đơn vị;"
            " hãy hoàn tác thay đổi mới hơn trước.",
            where=str(later.pk),
        )
