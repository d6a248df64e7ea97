"""Groups that want to bring help to communes of the demo; every name and number is invented."""

import datetime as dt
import uuid
from typing import Final

from django.utils.timezone import localdate

from nhanai.identity.models import User
from nhanai.sending.actions import Came, opened
from nhanai.trips import actions, queries
from nhanai.trips.actions import FORM, ResultValues, TripValues
from nhanai.trips.models import Trip
from nhanai.trips.vocab import TripWay
from nhanai.units.models import Unit

_GROUPS: Final = (
    ("Nhóm Áo Ấm Biên Cương", "120 suất quà: 10 kg gạo, chăn, áo ấm trẻ em", 120, 60_000_000, 0, 5),
    ("Câu lạc bộ Cựu sinh viên", "60 bộ sách vở, ủng, 20 thùng mì", 60, 24_000_000, 0, 8),
    ("Công ty Thủy điện Nậm Mu", "80 suất quà Tết, mỗi suất 500.000 đ", 80, 40_000_000, 1, 20),
    ("Nhóm Bếp Yêu Thương", "Nấu cháo, tặng sữa cho trẻ em hai bản", 45, 9_000_000, 2, 12),
    ("Hội đồng hương Hà Nội", "100 chăn ấm, 100 áo phao", 100, 35_000_000, 3, 10),
)


def some_trips(*, officer: User, at: dt.datetime) -> None:
    """Make them, if there is none yet: waiting, proposed, confirmed, done."""
    if Trip.objects.exists():
        return
    today = localdate(at)
    places = [unit for unit, _ in queries.communes(today) if queries.host_of(unit, today)][:4]
    if len(places) < 4:
        return
    gone = _written(0, places, officer, at - dt.timedelta(days=12))
    actions.confirm(trip=gone, answer="Trưởng bản đón đoàn ở nhà văn hóa.", by=officer,
                    at=at - dt.timedelta(days=11))  # fmt: skip
    result = ResultValues(gone.on, "118 suất quà: gạo, chăn, áo ấm", 118, 59_000_000)
    actions.tell_result(trip=gone, values=result, by=None, at=at)
    actions.accept_result(trip=gone, by=officer, at=at)
    for number in (2, 3):
        trip = _written(number, places, officer, at)
        actions.confirm(trip=trip, answer="Mời đoàn ghé Hội xã trước khi vào bản.", by=officer,
                        at=at)  # fmt: skip
    near = _written(4, places, officer, at)
    actions.propose(
        trip=near, commune=near.commune, on=near.on + dt.timedelta(days=3),
        reason="Hôm ấy xã họp dân; ba ngày sau Hội xã đón được đoàn.", by=officer, at=at,
    )  # fmt: skip
    came = Came(opened(FORM, at=at - dt.timedelta(minutes=4)), "203.0.113.24")
    actions.register(values=_values(1, places, today), agreed=True, came=came, at=at)


def _values(number: int, places: list[Unit], today: dt.date) -> TripValues:
    group, what, households, worth, place, days = _GROUPS[number]
    return TripValues(
        group, f"0912 000 10{number}", places[place], today + dt.timedelta(days=days), what,
        households, hamlet=f"Bản {number + 1}", worth=worth, may_name=number != 3,
    )  # fmt: skip


def _written(number: int, places: list[Unit], officer: User, at: dt.datetime) -> Trip:
    unit = queries.office(localdate(at))
    if unit is None:
        raise LookupError("the demo has an office")
    return actions.write_down(
        values=_values(number, places, localdate(at)), way=TripWay.PHONE, unit=unit,
        token=uuid.uuid4(), by=officer, at=at,
    )[0]  # fmt: skip
