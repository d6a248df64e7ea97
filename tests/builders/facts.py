"""Facts for tests, written as a record of some register would."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Final

from django.db import transaction

from nhanai.facts import actions
from nhanai.facts.rules.values import FactValue
from nhanai.units.models import Unit

DAY: Final = dt.date(2026, 3, 8)
_RECORDS: Final = itertools.count(1)


def a_fact(
    unit: Unit,
    measure: str = "XH03",
    quantity: int | Decimal = 1,
    *,
    day: dt.date = DAY,
    subject: int | None = None,
    field: int = 0,
    part: str = "",
    source: str = "activities.activity",
    record: int | None = None,
) -> int:
    """One fact of a record of its own; the record's number."""
    number = next(_RECORDS) if record is None else record
    fact = FactValue(unit.pk, day, measure, quantity, subject, field, part)
    with transaction.atomic():
        actions.replace(source=source, record=number, facts=[fact])
    return number
