"""Counting what lies in a warehouse; every difference has its reason."""

import datetime as dt
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.sending.actions import once
from nhanai.stock.actions.keeping import (
    CannotKeep,
    Change,
    Told,
    day_findings,
    held_in,
    locked,
    told_findings,
    write_slip,
)
from nhanai.stock.models import Slip, Warehouse
from nhanai.stock.rules.moving import differences
from nhanai.stock.vocab import SlipKind


@transaction.atomic
def count(
    *, warehouse: Warehouse, counted: Mapping[int, Decimal], reasons: Mapping[int, str],
    told: Told, token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    """Write a count: what was found of each lot, and why it differs from the book.

    A count that finds everything as it should be is a slip too, without lines.
    """
    row = locked([warehouse], by=by, at=at)[warehouse.pk]

    def make() -> list[int]:
        changes, wrong = differences(held_in(row), counted, reasons)
        findings = [*day_findings(row, told.day, localdate(at)), *told_findings(told), *wrong]
        if findings:
            raise CannotKeep("Chưa ghi được kiểm kê.", findings)
        moved = [Change(one.lot, row.pk, one.change, reasons.get(one.lot, "")) for one in changes]
        return [write_slip(SlipKind.COUNT, row, told, moved, by=by, at=at).pk]

    content = [str(row.pk), repr(told), repr(counted), repr(reasons)]
    made = once(make, token=token, act="stock.counted", content=content, by=by, at=at)
    return Slip.objects.select_related("warehouse").get(pk=made[0])
