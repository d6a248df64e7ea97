"""Which people of the register were helped or took part; each is then counted once."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities import facts
from nhanai.activities.actions.changing import locked
from nhanai.activities.actions.recording import CannotRecord, check_may_record
from nhanai.activities.models import Activity, ActivityPerson
from nhanai.activities.vocab import PersonPart
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line
from nhanai.people.queries import visible_to


@transaction.atomic
def set_people(
    *, activity: Activity, people: Mapping[int, PersonPart | None], by: User, at: dt.datetime
) -> Activity:
    """Name these people in their part, or name them no longer where the part is None.

    The journal keeps how many, never whom.
    """
    row = locked(activity.pk)
    check_may_record(row.unit, by=by, at=at)
    seen = visible_to(by, today=localdate(at)).order_by().filter(pk__in=people)
    known = set(seen.values_list("pk", flat=True))
    if known != set(people):
        raise CannotRecord("Có người không có trong sổ của đơn vị. Hãy tìm và chọn lại.")
    ActivityPerson.objects.filter(activity=row, person__in=people).delete()
    ActivityPerson.objects.bulk_create(
        ActivityPerson(activity=row, person_id=key, part=part)
        for key, part in people.items()
        if part
    )
    facts.write(Activity.objects.select_related("campaign").get(pk=row.pk))
    number = ActivityPerson.objects.filter(activity=row).count()
    write_line(
        verb="activities.people_set", subject=row, by=by, at=at, new={"people": number},
        unit_key=row.unit.key,
    )  # fmt: skip
    return row
