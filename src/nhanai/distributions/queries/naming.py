"""By which words a recipient is called for whom."""

import datetime as dt
from collections.abc import Mapping, Sequence

from nhanai.distributions.models import EmergencyAid, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import Person
from nhanai.people.queries import shown_as


def names_of(user: User, recipients: Sequence[Recipient], *, today: dt.date) -> Mapping[int, str]:
    """Each recipient for `user`: the person where she may know who it is.

    `recipients` carry their quota and person. Who is erased is named to nobody.
    """
    known = identity.reached(user, Permission.IDENTIFY, today=today)
    return {
        one.pk: shown_as(one.person.merged_into or one.person)
        if one.quota.unit_id in known and one.person.erased_at is None
        else f"Người nhận số {one.pk}"
        for one in recipients
    }


def helped_by(user: User, rows: Sequence[EmergencyAid], *, today: dt.date) -> Mapping[int, str]:
    """Who was helped, for `user`."""
    known = identity.reached(user, Permission.IDENTIFY, today=today)
    people = _people({one.person_id for one in rows if one.person_id and one.unit_id in known})
    return {
        one.pk: one.whom
        or (
            shown_as(people[one.person_id])
            if one.person_id and one.person_id in people
            else f"Người được giúp, hồ sơ số {one.pk}"
        )
        for one in rows
    }


def _people(wanted: set[int]) -> Mapping[int, Person]:
    if not wanted:
        return {}
    rows = Person.objects.filter(pk__in=wanted, erased_at=None).select_related("merged_into")
    return {row.pk: row.merged_into or row for row in rows}
