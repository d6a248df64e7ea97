"""Correcting an activity, taking it back, and putting it in again; the journal keeps what was."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities import facts
from nhanai.activities.actions.recording import (
    CannotRecord,
    Links,
    check_may_record,
    fill,
    findings_of,
    refuse,
    write_parts,
)
from nhanai.activities.models import Activity
from nhanai.activities.rules.recording import MOVES, Told, plain
from nhanai.activities.vocab import ActivityState
from nhanai.base.text import single_spaced
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line

_KEPT = (
    "kind", "field", "title", "first_on", "last_on", "place", "persons", "services", "households",
    "joined", "cash", "goods", "service", "blood", "donor", "result", "state",
)  # fmt: skip


def locked(key: int) -> Activity:
    """The activity, held until the act is done."""
    rows = Activity.objects.select_related("unit", "campaign", "commune")
    return rows.select_for_update(of=("self",)).get(pk=key)


@transaction.atomic
def change(
    *, activity: Activity, told: Told, links: Links, version: int, is_draft: bool = False,
    by: User, at: dt.datetime,
) -> Activity:  # fmt: skip
    """Write it as it is told now; refused where somebody changed it since `version` was read."""
    row = locked(activity.pk)
    check_may_record(row.unit, by=by, at=at)
    if row.version != version:
        raise CannotRecord(
            "Người khác vừa sửa hoạt động này. Hãy mở lại để xem bản mới, rồi sửa tiếp."
        )
    state = ActivityState.DRAFT if is_draft else ActivityState.RECORDED
    if row.state == ActivityState.WITHDRAWN or state not in MOVES[row.state]:
        raise CannotRecord("Hoạt động này không sửa như vậy được. Hãy mở lại trang.")
    refuse(findings_of(row.unit, told, links, today=localdate(at), is_draft=is_draft))
    before = _as_kept(row)
    row.state = state
    fill(row, told, links, by=by, at=at)
    row.version += 1
    row.save()
    write_parts(row, told, links)
    return _counted_again(row, before, "activities.changed", by=by, at=at)


@transaction.atomic
def withdraw(*, activity: Activity, reason: str, by: User, at: dt.datetime) -> Activity:
    """Take it back: it stays to be seen, and counts no longer."""
    row = locked(activity.pk)
    check_may_record(row.unit, by=by, at=at)
    if ActivityState.WITHDRAWN not in MOVES[row.state]:
        raise CannotRecord("Hoạt động này đã rút rồi.")
    reason = single_spaced(reason)[:400]
    if not reason:
        raise CannotRecord("Hãy ghi một câu vì sao rút, để người sau hiểu.")
    return _moved(row, ActivityState.WITHDRAWN, reason, "activities.withdrawn", by=by, at=at)


@transaction.atomic
def restore(*, activity: Activity, by: User, at: dt.datetime) -> Activity:
    """Count again what was withdrawn by mistake."""
    row = locked(activity.pk)
    check_may_record(row.unit, by=by, at=at)
    if row.state != ActivityState.WITHDRAWN:
        raise CannotRecord("Hoạt động này đang được tính.")
    return _moved(row, ActivityState.RECORDED, "", "activities.restored", by=by, at=at)


def _moved(
    row: Activity, state: ActivityState, reason: str, verb: str, *, by: User, at: dt.datetime
) -> Activity:
    before = _as_kept(row)
    row.state, row.reason = state, reason
    row.changed_by, row.changed_at, row.version = by, at, row.version + 1
    row.save()
    return _counted_again(row, before, verb, by=by, at=at)


def _counted_again(
    row: Activity, before: dict[str, object], verb: str, *, by: User, at: dt.datetime
) -> Activity:
    """Count it as it is now, and leave what changed in the journal."""
    fresh = Activity.objects.select_related("unit", "campaign").get(pk=row.pk)
    facts.write(fresh)
    after = _as_kept(fresh)
    changed = [name for name in after if after[name] != before[name]]
    write_line(
        verb=verb, subject=fresh, by=by, at=at, unit_key=fresh.unit.key, note=fresh.reason,
        old={name: before[name] for name in changed}, new={name: after[name] for name in changed},
    )  # fmt: skip
    return fresh


def _as_kept(row: Activity) -> dict[str, object]:
    """What the journal compares."""
    amounts = {one.item: str(plain(one.number)) for one in row.amounts.all()}
    campaign = row.campaign.name if row.campaign else ""
    kept: dict[str, object] = {name: getattr(row, name) for name in _KEPT}
    return {**kept, "amounts": amounts, "campaign": campaign}
