"""The periodic reports of the last two months: sent, accepted, one returned, some late or missing.

They come after everything else, as what is accepted tells of all that was counted before.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.project.demo.years.calendar import clock, seeded
from nhanai.project.demo.years.deeds import Deed, Hands, do
from nhanai.project.demo.years.places import Place
from nhanai.project.demo.years.society import PROVINCE, user_of
from nhanai.submissions import actions
from nhanai.submissions.models import Submission
from nhanai.submissions.queries import Slot, prepared, slot_of
from nhanai.submissions.rules.answering import Said
from nhanai.submissions.rules.checks import reply_key

FORM: Final = "bao-cao-cong-tac"
OCTOBER: Final = "ND09:MONTH:2026-10"
NOVEMBER: Final = "ND09:MONTH:2026-11"
TRIED: Final = "lc-hoi-xa-03478-2025"
"""The chapter as which one signs in to the demo: its report is left to try."""

_AHEAD: Final = (
    "Chuẩn bị Tết Nhân ái: rà soát danh sách hộ nghèo, vận động quà; duy trì địa chỉ nhân đạo.",
    "Tuyên truyền hiến máu đợt cuối năm; củng cố chi hội ở các bản xa.",
    "Vận động áo ấm cho học sinh bán trú; sinh hoạt chi hội theo lịch.",
)
_HARD: Final = (
    "Đường đến các bản vùng cao khó đi trong mùa mưa, chi phí vận chuyển quà tăng.",
    "Cán bộ Hội kiêm nhiệm, chưa có phụ cấp ổn định.",
    "",
)
_REPLY: Final = "Đã đối chiếu với sổ hoạt động, đúng như đã ghi."
_RETURN: Final = "Anh, chị viết thêm một câu về khó khăn, vướng mắc và xem lại phương hướng kỳ tới."


@dataclass(frozen=True, slots=True)
class Reported(Deed):
    """A chapter wrote the few words of its report and sent it."""

    unit: str
    period: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged(Deed):
    """The province accepted a report, or returned it with a word."""

    unit: str
    period: str
    returned: str = ""


def reports(places: Sequence[Place]) -> Iterator[Deed]:
    """October came from nearly all and was accepted; November is on its way."""
    for number, place in enumerate(places):
        if number % 12 != 11:
            yield _reported(place, OCTOBER, clock(dt.date(2026, 10, 15 + number % 2), 9, number))
            yield Judged(clock(dt.date(2026, 10, 19), 14, number), PROVINCE, place.now.key, OCTOBER)
    for number, place in enumerate(places):
        if place.now.key == TRIED or number % 8 == 7:
            continue
        is_late = number % 10 == 4
        day = dt.date(2026, 11, 20 if is_late else 16 + number % 2)
        yield _reported(place, NOVEMBER, clock(day, 9, number))
        if number % 9 == 2:
            at = clock(dt.date(2026, 11, 21), 9, number)
            yield Judged(at, PROVINCE, place.now.key, NOVEMBER, returned=_RETURN)
        elif number % 2 == 0:
            at = clock(dt.date(2026, 11, 21), 10, number)
            yield Judged(at, PROVINCE, place.now.key, NOVEMBER)


def _reported(place: Place, period: str, at: dt.datetime) -> Reported:
    random = seeded(f"report {place.now.key} {period}")
    words = {"phuong-huong": random.choice(_AHEAD), "kho-khan": random.choice(_HARD)}
    told = {key: text for key, text in words.items() if text}
    return Reported(at, user_of(place.now, place), place.now.key, period, told)


@do.register
def _sent(deed: Reported, hands: Hands) -> None:
    """What still has to be mended keeps a report from going: then it stays a draft."""
    slot, by = _slot(deed.unit, deed.period, hands), hands.user(deed.by)
    said = [Said(f"text:{key}", text) for key, text in deed.words.items()]
    row = actions.save(slot=slot, said=said, by=by, at=deed.at)
    asked = prepared(slot, row).standing
    replies = [Said(reply_key(one), _REPLY, about=one.message) for one in asked if not one.blocking]
    actions.save(slot=slot, said=replies, by=by, at=deed.at)
    if not any(one.blocking for one in asked):
        actions.submit(slot=slot, by=by, at=deed.at)


@do.register
def _judged(deed: Judged, hands: Hands) -> None:
    row = Submission.objects.select_related("current").get(
        unit=hands.units[deed.unit], code=FORM, period_key=deed.period
    )
    if row.current is None:
        return
    number, by, at = row.current.number, hands.user(deed.by), deed.at
    if deed.returned:
        actions.give_back(
            submission=row, number=number, text=deed.returned, remarks={}, by=by, at=at
        )
    else:
        actions.accept(submission=row, number=number, by=by, at=at)


def _slot(unit: str, period: str, hands: Hands) -> Slot:
    slot = slot_of(hands.units[unit], FORM, period)
    if slot is None:
        raise LookupError(f"no form for {unit} in {period}")
    return slot
