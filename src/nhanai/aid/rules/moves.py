"""The life of an address: what may follow what, and what each step asks for."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.aid.vocab import AddressState as State
from nhanai.aid.vocab import CloseReason, SittingKind
from nhanai.base.days import written
from nhanai.base.findings import Finding

MOVES: Final[Mapping[State, frozenset[State]]] = {
    State.SURVEYED: frozenset({State.REVIEWED, State.CLOSED}),
    State.REVIEWED: frozenset({State.CONFIRMED, State.SURVEYED, State.CLOSED}),
    State.CONFIRMED: frozenset({State.APPROVED, State.SURVEYED, State.CLOSED}),
    State.APPROVED: frozenset(
        {State.PUBLISHED, State.SPONSORED, State.HELPED, State.PAUSED, State.CLOSED}
    ),
    State.PUBLISHED: frozenset(
        {State.APPROVED, State.SPONSORED, State.HELPED, State.PAUSED, State.CLOSED}
    ),
    State.SPONSORED: frozenset({State.APPROVED, State.HELPED, State.PAUSED, State.CLOSED}),
    State.HELPED: frozenset({State.SPONSORED, State.APPROVED, State.PAUSED, State.CLOSED}),
    State.PAUSED: frozenset(
        {State.APPROVED, State.PUBLISHED, State.SPONSORED, State.HELPED, State.CLOSED}
    ),
    State.CLOSED: frozenset({State.SURVEYED}),
}
"""Survey, choice by the community, confirmation, approval come in this order and none is left out.

Law 11/2008/QH12: who is helped for long is chosen openly and democratically by the community and
confirmed by the commune's People's Committee. What ended begins again with a new survey.
"""

BY_SITTING: Final[Mapping[SittingKind, tuple[State, State]]] = {
    SittingKind.REVIEW: (State.SURVEYED, State.REVIEWED),
    SittingKind.CONFIRMATION: (State.REVIEWED, State.CONFIRMED),
    SittingKind.APPROVAL: (State.CONFIRMED, State.APPROVED),
}
"""What each kind of sitting moves, from where to where."""

BEFORE_APPROVAL: Final = frozenset({State.SURVEYED, State.REVIEWED, State.CONFIRMED})

YEAR: Final = 365
"""Days after which a standing address is looked at again; our choice, unverified."""

LONGEST: Final[Mapping[str, tuple[str, int]]] = {
    "place": ("Nơi họp", 200),
    "attendees": ("Thành phần", 400),
    "chair": ("Người chủ trì, người ký", 120),
    "reference": ("Số biên bản, văn bản", 60),
}


@dataclass(frozen=True, slots=True)
class SittingValues:
    """What is told of one sitting."""

    kind: SittingKind
    on: dt.date
    place: str = ""
    present: int | None = None
    attendees: str = ""
    chair: str = ""
    reference: str = ""


def may_move(before: str, after: State) -> bool:
    """Whether an address may go from the one state to the other."""
    return after in MOVES[State(before)]


def faults_of_sitting(values: SittingValues, *, today: dt.date) -> Iterator[Finding]:
    """What a sitting lacks to prove anything; all at once."""
    if values.on > today:
        yield Finding("sitting-ahead", "Ngày này chưa đến. Ghi sau khi đã họp.", where="on")
    for name, (label, most) in LONGEST.items():
        if len(getattr(values, name)) > most:
            message = f"{label} dài quá {most} ký tự, hãy viết gọn lại."
            yield Finding("sitting-long", message, where=name)
    if values.kind == SittingKind.REVIEW:
        if not values.place:
            yield Finding(
                "sitting-place", "Ghi nơi bình xét, ví dụ nhà văn hóa bản.", where="place"
            )
        if not values.present or values.present > 5000:
            message = "Ghi số người dự bình xét, ít nhất một người."
            yield Finding("sitting-present", message, where="present")
        if not values.reference:
            message = "Ghi số hoặc tên biên bản bình xét để tra lại được."
            yield Finding("sitting-minutes", message, where="reference")
    if values.kind == SittingKind.CONFIRMATION:
        if not values.chair:
            yield Finding("sitting-signer", "Ghi họ tên, chức vụ người ký xác nhận.", where="chair")
        if not values.reference:
            message = "Ghi số văn bản hoặc danh sách có xác nhận của UBND cấp xã."
            yield Finding("sitting-paper", message, where="reference")


def faults_of_day(on: dt.date, since: dt.date, *, code: str, today: dt.date) -> Iterator[Finding]:
    """A step stands neither before the one before it nor in the time to come."""
    if on > today:
        yield Finding("step-ahead", "Ngày này chưa đến.", where="on")
    if on < since:
        message = (
            f"{code} ở bước trước từ ngày {written(since)}; bước này không thể sớm hơn."
            " Hãy sửa ngày."
        )
        yield Finding("step-before", message, where="on")


def review_due(on: dt.date) -> dt.date:
    """By when an address that was approved or looked at on that day is looked at again."""
    return on + dt.timedelta(days=YEAR)


COUNTED_AS: Final[Mapping[CloseReason, str]] = {
    CloseReason.LIFTED: "TK",
    CloseReason.DIED: "QD",
    CloseReason.MOVED: "CD",
    CloseReason.ENDED: "KH",
    CloseReason.DECLINED: "KH",
    CloseReason.NOT_CHOSEN: "KH",
}
"""The group of XH12 that each end belongs to."""
