"""Entering figures where no register counts yet."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import Period, written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.numbers import show
from nhanai.facts.queries.catalogue import measure_numbers, measures
from nhanai.facts.rules.values import steps
from nhanai.figures import facts
from nhanai.figures.actions.showing import Looked, look, show_with
from nhanai.figures.models import Figure
from nhanai.figures.permissions import Permission
from nhanai.figures.queries.access import may_at
from nhanai.figures.queries.entered import counted_elsewhere, standing
from nhanai.figures.rules.entering import Said, faults_of, registers_of, twice_counted
from nhanai.identity.models import User
from nhanai.identity.queries import appointments_of
from nhanai.journal.actions import record as write_line
from nhanai.plans.rules.evidence import Given
from nhanai.sending.actions import once
from nhanai.units.models import Unit
from nhanai.units.vocab import RED_CROSS_KINDS


class CannotEnter(Refused):
    """The figure cannot be entered as it is said, or not by this person."""


def enter(
    *, unit: Unit, said: Said, evidence: Sequence[Given] = (), token: uuid.UUID | None = None,
    by: User, at: dt.datetime,
) -> Figure:  # fmt: skip
    """Enter one figure with what shows it; refused where that day's figure is there already."""
    made = enter_many(unit=unit, several=[said], evidence=evidence, token=token, by=by, at=at)
    return made[0]


def enter_many(
    *, unit: Unit, several: Sequence[Said], evidence: Sequence[Given] = (),
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> list[Figure]:  # fmt: skip
    """Enter all of them, each a record of its own with the same evidence, or none."""
    looked = look(evidence)
    content = [unit.key, *(repr(said) for said in several), *(repr(one) for one in evidence)]
    with transaction.atomic():
        made = once(
            lambda: _entered(unit, several, looked, by=by, at=at),
            token=token, act="figures.enter", content=content, by=by, at=at,
        )  # fmt: skip
    rows = Figure.objects.filter(pk__in=made).select_related("unit", "measure")
    return list(rows.order_by("pk"))


def _entered(
    unit: Unit, several: Sequence[Said], looked: Looked, *, by: User, at: dt.datetime
) -> list[int]:
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    today = localdate(at)
    check_may(unit, by=by, at=at)
    refuse([*_faults(unit, several, today), *looked.faults])
    numbers, known = measure_numbers(), measures()
    is_on_behalf = not appointments_of(by, today=today).filter(unit=unit).exists()
    made = []
    for said in several:
        figure = Figure(
            unit=unit, measure_id=numbers[said.measure], day=said.day, part=said.part,
            quantity=steps(said.quantity, known[said.measure].decimals) or 0, note=said.note,
            is_on_behalf=is_on_behalf, made_by=by, made_at=at, changed_by=by, changed_at=at,
        )  # fmt: skip
        show_with(figure, looked)
        figure.save()
        facts.write(figure)
        new = {"quantity": str(said.quantity), "day": said.day, "part": said.part}
        write_line(verb="figures.entered", subject=figure, by=by, at=at, new=new, unit_key=unit.key)
        made.append(figure.pk)
    return made


def check_may(unit: Unit, *, by: User, at: dt.datetime) -> None:
    """Refuse who does not enter figures for this unit, and units that count nothing themselves."""
    if not may_at(by, Permission.ENTER, unit=unit, today=localdate(at)):
        raise CannotEnter("Anh, chị chưa được giao nhập số liệu của đơn vị này.")
    if unit.kind not in RED_CROSS_KINDS:
        raise CannotEnter("Số liệu nhập ở tổ chức Hội. Hãy chọn Hội Chữ thập đỏ của nơi này.")


def refuse(findings: Sequence[Finding]) -> None:
    """Refuse with all that is wrong, if anything is."""
    if findings:
        raise CannotEnter("Chưa lưu số liệu nào. Hãy sửa những chỗ dưới đây.", findings)


def _faults(unit: Unit, several: Sequence[Said], today: dt.date) -> list[Finding]:
    if not several:
        return [Finding("nothing", "Chưa nhập số nào. Hãy nhập ít nhất một số.")]
    known = measures()
    found = faults_of(unit.pk, several, known, life=Period.of(unit.start, unit.end), today=today)
    wrong = {finding.where for finding in found}
    for key, figure in standing(unit, several).items():
        if key not in wrong:
            found.append(Finding("already", already(figure), where=key))
    shared = {said.measure for said in several if registers_of(known.get(said.measure))}
    began = counted_elsewhere(unit, shared, besides=facts.SOURCE) if shared else {}
    found += twice_counted([one for one in several if one.key not in wrong], known, began)
    twice = {said.key for said in several if [other.key for other in several].count(said.key) > 1}
    found += [Finding("twice", "Chỉ tiêu này nhập hai lần.", where=key) for key in sorted(twice)]
    return found


def already(figure: Figure) -> str:
    """That this figure is there, and what to do."""
    quantity = show(plain(figure))
    return (
        f"Ngày {written(figure.day)} đã có số {quantity} {figure.measure.unit_of_measure}."
        " Nếu số ấy sai, hãy mở ra để sửa."
    )


def plain(figure: Figure) -> Decimal:
    """The quantity in the unit of measure."""
    return Decimal(figure.quantity).scaleb(-figure.measure.decimals)
