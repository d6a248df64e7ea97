"""What leaves the room on paper or as a file leaves a line."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid.actions.opening import Opened, open_circumstances
from nhanai.aid.actions.stepping import check_may, locked
from nhanai.aid.models import Address, Batch
from nhanai.aid.permissions import Permission
from nhanai.identity.models import User
from nhanai.identity.queries import top_unit
from nhanai.journal.actions import record


@transaction.atomic
def print_survey(*, address: Address, by: User, at: dt.datetime) -> Opened:
    """Give what the filled sheet says, sensitive parts too; for who may open them."""
    opened = open_circumstances(address=address, by=by, at=at)
    row = locked(address.pk)
    record(verb="aid.printed", subject=row, by=by, at=at, unit_key=row.unit.key)
    return opened


@transaction.atomic
def print_list(*, batch: Batch, by: User, at: dt.datetime) -> None:
    """Note that a list with names was printed."""
    check_may(by, Permission.IDENTIFY, batch.unit, localdate(at))
    record(verb="aid.printed", subject=batch, by=by, at=at, unit_key=batch.unit.key)


@transaction.atomic
def note_export(*, rows: int, by: User, at: dt.datetime) -> None:
    """Note that a list was taken out."""
    top = top_unit()
    key = top.key if top else ""
    record(verb="aid.exported", subject=by, by=by, at=at, new={"rows": rows}, unit_key=key)
