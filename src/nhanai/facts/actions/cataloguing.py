"""The province's own measures: added, and no longer used from a day on."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import Period, written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.facts.models import Fact, Measure
from nhanai.facts.permissions import Permission
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.own import ADDED_AS, OwnMeasure, faults_of_own, next_code
from nhanai.facts.vocab import FactSource
from nhanai.identity.models import User
from nhanai.identity.queries import holds_at_the_top, top_unit
from nhanai.journal.actions import record as write_line


class CannotCatalogue(Refused):
    """The catalogue cannot be changed so, or not by this person."""


@transaction.atomic
def add_measure(*, own: OwnMeasure, by: User, at: dt.datetime) -> Measure:
    """Add a measure that is typed; its code follows from its block."""
    _check_may(by, at)
    known = measures()
    value = _value_of(own, known) if own.kind in ADDED_AS and _has_days(own) else None
    findings = faults_of_own(own, value, known)
    if findings or value is None:
        raise CannotCatalogue("Chưa thêm được chỉ tiêu. Hãy sửa những chỗ dưới đây.", findings)
    row = Measure.objects.create(
        code=value.code, name=value.name, unit_of_measure=value.unit_of_measure,
        kind=value.kind, adding=value.adding, decimals=value.decimals, source=value.source,
        parts=dict(value.parts), start=own.start, end=own.end, note=own.note,
        order=Measure.objects.count() + 1, is_shipped=False, is_verified=True,
    )  # fmt: skip
    _write_line("facts.measure_added", row, {"name": row.name, "start": row.start}, by=by, at=at)
    return row


@transaction.atomic
def end_measure(*, measure: Measure, on: dt.date, by: User, at: dt.datetime) -> Measure:
    """Use one of the province's own measures no longer from that day on."""
    _check_may(by, at)
    row = Measure.objects.select_for_update().get(pk=measure.pk)
    if row.is_shipped:
        raise CannotCatalogue("Chỉ tiêu có sẵn của phần mềm không thôi dùng ở đây được.")
    fault = _fault_of_end(row, on)
    if fault:
        raise CannotCatalogue(fault, [Finding("measure-end", fault, where="on")])
    row.end = on
    row.save(update_fields=["end"])
    _write_line("facts.measure_ended", row, {"end": on}, by=by, at=at)
    return row


def _fault_of_end(row: Measure, on: dt.date) -> str:
    if on <= row.start:
        return f"Chỉ tiêu áp dụng từ {written(row.start)}; hãy chọn ngày sau đó."
    last = Fact.objects.filter(measure=row, day__gte=on).order_by("-day").first()
    if last is not None:
        return f"Đã có số liệu ngày {written(last.day)}. Hãy chọn ngày sau ngày ấy."
    return ""


def _check_may(by: User, at: dt.datetime) -> None:
    if not holds_at_the_top(by, Permission.MANAGE, today=localdate(at)):
        raise CannotCatalogue("Chỉ người quản trị cấp tỉnh sửa được danh mục chỉ tiêu.")
    Measure.objects.select_for_update().order_by("pk").first()  # one at a time takes a code


def _has_days(own: OwnMeasure) -> bool:
    return own.end is None or own.end > own.start


def _value_of(own: OwnMeasure, known: Mapping[str, MeasureValue]) -> MeasureValue:
    return MeasureValue(
        code=next_code(own.block, known), name=own.name, unit_of_measure=own.unit_of_measure,
        kind=own.kind, adding=ADDED_AS[own.kind], decimals=own.decimals,
        source=FactSource.FIGURES, parts=dict(own.pairs()), valid=Period.of(own.start, own.end),
        note=own.note,
    )  # fmt: skip


def _write_line(
    verb: str, row: Measure, new: dict[str, object], *, by: User, at: dt.datetime
) -> None:
    top = top_unit()
    write_line(verb=verb, subject=row, by=by, at=at, new=new, unit_key=top.key if top else "")
