"""What of a report went out, and what issuing it asks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.identity.models import User
from nhanai.reporting.queries import named_units
from nhanai.submissions.models import IssuedReport, Submission
from nhanai.submissions.queries.issued import issuable, issued_of, may_issue
from nhanai.submissions.queries.slots import Slot
from nhanai.submissions.queries.together import puts_together
from nhanai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Out:
    """Whether the report is put together, what was issued of it, whether she may issue it now."""

    puts_together: bool = False
    issued: Sequence[IssuedReport] = ()
    may_issue: bool = False
    sendable: Sequence[tuple[Unit, str]] = ()
    """The units that addressee and recipients name."""


def out_of(slot: Slot, row: Submission | None, user: User, today: dt.date) -> Out:
    """The same of a slot; no query for a unit below which nobody reports."""
    if not puts_together(slot):
        return Out()
    version = issuable(row) if row else None
    if row is None or version is None or not may_issue(row, user, today=today):
        return Out(True, issued_of(row))
    frame = version.content["frame"]
    named = f"{frame['addressed_to']}\n{frame['recipients']}"
    return Out(True, issued_of(row), True, tuple(named_units(named, today=today)))
