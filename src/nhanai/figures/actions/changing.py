"""Correcting a figure and taking it back; the journal keeps what it was."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import Period
from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.rules.values import steps
from nhanai.figures import facts
from nhanai.figures.actions.entering import CannotEnter, check_may, plain, refuse
from nhanai.figures.actions.showing import look, show_with
from nhanai.figures.models import Figure
from nhanai.figures.rules.entering import Said, faults_of, faults_of_reason
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line
from nhanai.plans.rules.evidence import Given


def correct(
    *, figure: Figure, quantity: Decimal, reason: str, version: int,
    evidence: Sequence[Given] = (), by: User, at: dt.datetime,
) -> Figure:  # fmt: skip
    """Write the right quantity in place of the wrong one, and why.

    Refused where somebody changed the figure since `version` was read, and where nothing differs.
    """
    looked, reason = look(evidence), single_spaced(reason)
    with transaction.atomic():
        row = _locked(figure, version, by=by, at=at)
        refuse([*_faults(row, quantity, at), *faults_of_reason(reason), *looked.faults])
        old = plain(row)
        row.quantity = steps(quantity, row.measure.decimals) or 0
        show_with(row, looked)
        if quantity == old and not looked.kept:
            raise CannotEnter("Số mới giống số cũ. Hãy nhập số đúng, hoặc thôi.")
        _saved(row, by=by, at=at)
        write_line(
            verb="figures.corrected", subject=row, by=by, at=at, unit_key=row.unit.key,
            old={"quantity": str(old)}, new={"quantity": str(quantity)}, note=reason,
        )  # fmt: skip
    return row


@transaction.atomic
def withdraw(*, figure: Figure, reason: str, version: int, by: User, at: dt.datetime) -> Figure:
    """Count it no longer; it stays to be seen, with the reason."""
    reason = single_spaced(reason)
    row = _locked(figure, version, by=by, at=at)
    refuse(faults_of_reason(reason))
    row.withdrawn_at, row.reason = at, reason
    _saved(row, by=by, at=at)
    write_line(
        verb="figures.withdrawn", subject=row, by=by, at=at, unit_key=row.unit.key,
        old={"quantity": str(plain(row))}, note=reason,
    )  # fmt: skip
    return row


def _locked(figure: Figure, version: int, *, by: User, at: dt.datetime) -> Figure:
    """The figure as it stands, held, if she may change it and it may still be changed."""
    rows = Figure.objects.select_related("unit", "measure").select_for_update(of=("self",))
    row = rows.get(pk=figure.pk)
    check_may(row.unit, by=by, at=at)
    if not row.stands:
        raise CannotEnter("Số liệu này đã rút, không sửa được nữa. Hãy nhập số mới.")
    if row.version != version:
        raise CannotEnter("Người khác vừa sửa số liệu này. Hãy mở lại để xem số mới, rồi sửa tiếp.")
    return row


def _faults(row: Figure, quantity: Decimal, at: dt.datetime) -> list[Finding]:
    said = Said(row.measure.code, row.day, quantity, row.part)
    life = Period.of(row.unit.start, row.unit.end)
    found = faults_of(row.unit_id, [said], measures(), life=life, today=localdate(at))
    return [Finding(one.rule, one.message, where="quantity") for one in found]


def _saved(row: Figure, *, by: User, at: dt.datetime) -> None:
    row.changed_by, row.changed_at, row.version = by, at, row.version + 1
    row.save()
    facts.write(row)
