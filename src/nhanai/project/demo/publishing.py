"""Two releases of the demo: what came in and went out, and the addresses by commune."""

import datetime as dt

from nhanai.identity.models import User
from nhanai.publishing import actions
from nhanai.publishing.actions import CannotPublish
from nhanai.publishing.models import Release
from nhanai.publishing.queries import Asked
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Unit


def some_releases(office: Unit, *, officer: User, leader: User, at: dt.datetime) -> None:
    """Prepare and publish them, if nothing was yet; what there is nothing of is left out."""
    if Release.objects.exists():
        return
    start, end = at.date().replace(month=1, day=1), at.date()
    for kind in (ReleaseKind.MONEY, ReleaseKind.ADDRESSES):
        try:
            made = actions.prepare(asked=Asked(kind, office, start, end), by=officer, at=at)
        except CannotPublish:
            continue
        actions.publish(release=made, by=leader, at=at)
