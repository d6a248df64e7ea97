"""Lines of the journal, as acts write them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from nhanai.journal import actions
from nhanai.journal.models import Line
from nhanai.units.models import LegalAct

AT = dt.datetime(2026, 11, 24, 2, 30, tzinfo=dt.UTC)


def a_subject(pk: int = 7, *, title: str = "Nghị quyết 1670") -> LegalAct:
    """Something that a line can speak of; it need not be stored."""
    return LegalAct(pk=pk, reference=title)


def a_line(
    *,
    verb: str = "identity.account_created",
    subject: models.Model | None = None,
    by: models.Model | str = "Lò Thị Hạnh",
    at: dt.datetime = AT,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    note: str = "",
    unit_key: str = "",
) -> Line:
    """One act's line, in a transaction of its own."""
    with transaction.atomic():
        return actions.record(
            verb=verb,
            subject=subject or a_subject(),
            by=by,
            at=at,
            old=old,
            new=new,
            note=note,
            unit_key=unit_key,
        )
