"""The only door through which the journal is written."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models

from nhanai.journal.models import Line


def record(
    *,
    verb: str,
    subject: models.Model,
    by: models.Model | str,
    at: dt.datetime,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    note: str = "",
    unit_key: str = "",
) -> Line:
    """Append one line in the transaction of the act it speaks of.

    `verb` is the room and the act (`"plans.confirmed"`), `by` the account or the name of a
    command, `old` and `new` plain values of what changed.
    """
    raise NotImplementedError
