"""Something that hinders the work on a task."""

import datetime as dt

from tests.builders.plans import AT, Desk, an_officer_at
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions
from nhanai.plans.models import Concern
from nhanai.plans.vocab import ConcernKind


def an_agency_officer(key: str = "so-y-te") -> User:
    """Who works at an agency that the plan names."""
    return an_officer_at(unit(key), role=Role.AGENCY_OFFICER)


def a_concern(
    desk: Desk,
    *,
    by: User | None = None,
    kind: ConcernKind = ConcernKind.OBSTACLE,
    text: str = "Chưa có kinh phí khám bệnh tại các xã biên giới.",
    at: dt.datetime = AT,
) -> Concern:
    """What an agency says to the office that follows the plan."""
    return actions.raise_concern(
        task=desk.task("III.4.-1"),
        kind=kind,
        unit=unit("so-y-te"),
        addressed_to=desk.office,
        text=text,
        by=by or an_agency_officer(),
        at=at,
    )
