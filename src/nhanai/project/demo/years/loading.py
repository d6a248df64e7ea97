"""Loads the two years, some records in each transaction, and goes on where it was stopped."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from django.conf import settings
from django.db import transaction

from nhanai.desk.actions.demo import note_demo_loaded
from nhanai.desk.queries import Loading, demo_loading
from nhanai.identity.actions import NotADemo
from nhanai.journal.vocab import ORIGIN
from nhanai.project.demo.years.deeds import Deed, Hands, do
from nhanai.project.demo.years.places import Place, places
from nhanai.project.demo.years.plan import deeds
from nhanai.units.models import Unit

BATCH: Final = 20
"""Records of one transaction: on SQLite nobody else writes for as long as it lasts."""

BY: Final = "Dữ liệu minh họa"


def load(
    *,
    clock: Callable[[], dt.datetime],
    pause: float = 0.0,
    only: Callable[[Sequence[Place]], Sequence[Deed]] = deeds,
) -> Iterator[Loading]:
    """Load what is missing, saying after each batch how far it is.

    `pause` are seconds left to others between two batches, `only` a smaller share for tests. What
    was done counts from the same list at every start, so a kill repeats and leaves out nothing. A
    demo that another version of the list has begun is left as it is.
    """
    if not settings.DEMO:
        raise NotADemo("Dữ liệu minh họa chỉ nạp vào bản minh họa.")
    origin = ORIGIN.set("load_demo_years")
    try:
        planned, hands = only(places()), Hands()
        while (loading := _batch(planned, hands, at=clock())) is not None:
            yield loading
            time.sleep(pause)
    finally:
        ORIGIN.reset(origin)


@transaction.atomic
def _batch(planned: Sequence[Deed], hands: Hands, *, at: dt.datetime) -> Loading | None:
    """The next batch; None where all is done. Two that load wait for each other here."""
    top = Unit.objects.select_for_update().get(key="lc-tinh")
    before = demo_loading()
    done = before.done if before else 0
    some = planned[done : done + BATCH]
    if not some or (before and before.total != len(planned)):
        return None
    for deed in some:
        do(deed, hands)
    loading = Loading(done + len(some), len(planned))
    note_demo_loaded(loading=loading, top=top, by=BY, at=at)
    return loading
