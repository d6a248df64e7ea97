"""Groups that want to bring help to a village; every name is invented."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from tests.builders.aid import AT, Village

from nhanai.sending.actions import Came, opened
from nhanai.trips import actions
from nhanai.trips.actions import FORM, TripValues
from nhanai.trips.models import Trip
from nhanai.trips.vocab import TripWay

PHONE = "0912 345 678"
DAY = dt.date(2026, 12, 12)


def values(village: Village, **changed: Any) -> TripValues:  # noqa: ANN401 (any part of a trip)
    """A group brings a hundred packages to Pa Tần."""
    told: dict[str, Any] = {
        "group": "Nhóm Áo Ấm", "contact": PHONE, "commune": village.chapter.territory, "on": DAY,
        "what": "100 suất gạo, chăn", "households": 100, "hamlet": "Bản Nậm Sập",
        "worth": 50_000_000, "name": "Tẩn A Pao", "may_name": True,
    }  # fmt: skip
    return TripValues(**{**told, **changed})


def written(village: Village, **changed: Any) -> Trip:  # noqa: ANN401 (any part of a trip)
    """As the office wrote it down."""
    return actions.write_down(
        values=values(village, **changed), way=TripWay.PHONE, unit=village.office,
        token=uuid.uuid4(), by=village.officer, at=AT,
    )[0]  # fmt: skip


def confirmed(village: Village, **changed: Any) -> Trip:  # noqa: ANN401 (any part of a trip)
    """As the office confirmed it."""
    trip = written(village, **changed)
    return actions.confirm(trip=trip, answer="", by=village.officer, at=AT)


def came(at: dt.datetime, *, form: str = FORM) -> Came:
    """From a page that was opened half a minute before."""
    return Came(opened(form, at=at - dt.timedelta(seconds=30)), "203.0.113.7")


def secret() -> bytes:
    """What codes are made with."""
    return str(settings.SECRET_KEY).encode()
