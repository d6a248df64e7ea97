"""How far the loading of the demo's two years has come."""

import datetime as dt

from nhanai.desk.queries import Loading
from nhanai.journal.actions import record
from nhanai.units.models import Unit


def note_demo_loaded(*, loading: Loading, top: Unit, by: str, at: dt.datetime) -> None:
    """Keep it, in the transaction that loaded so much."""
    new = {"done": loading.done, "total": loading.total}
    record(verb="desk.demo_loaded", subject=top, by=by, at=at, new=new, unit_key=top.key)
