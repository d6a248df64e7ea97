"""What leaves the room on paper or as a file leaves a line."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.distributions.actions.holding import check_may
from nhanai.distributions.models import GiftRound, GiftSample, Quota
from nhanai.distributions.permissions import Permission
from nhanai.identity.models import User
from nhanai.journal.actions import record


@transaction.atomic
def print_sheet(*, quota: Quota, by: User, at: dt.datetime) -> None:
    """Note that a list with names was printed."""
    check_may(by, Permission.IDENTIFY, quota.unit, localdate(at))
    record(verb="distributions.printed", subject=quota.round, by=by, at=at, unit_key=quota.unit.key)


@transaction.atomic
def print_visits(*, sample: GiftSample, by: User, at: dt.datetime) -> None:
    """Note that the list of a sample was printed."""
    unit = sample.round.unit
    check_may(by, Permission.IDENTIFY, unit, localdate(at))
    record(verb="distributions.printed", subject=sample.round, by=by, at=at, unit_key=unit.key)


@transaction.atomic
def note_export(*, round_: GiftRound, rows: int, by: User, at: dt.datetime) -> None:
    """Note that a table was taken out."""
    record(
        verb="distributions.exported", subject=round_, by=by, at=at, new={"rows": rows},
        unit_key=round_.unit.key,
    )  # fmt: skip
