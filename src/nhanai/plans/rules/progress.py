"""What keeps somebody from saying how the work goes, and what several units' work comes to."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base.findings import Finding
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.vocab import AssignmentRole, ProgressState

LARGEST: Final = Decimal(10) ** 15
"""Quantities stay below it: the column holds no more."""

EXPLAINED: Final = frozenset({ProgressState.NOT_APPLICABLE, ProgressState.CANCELLED})
"""States that nobody takes without saying why."""

LONGEST: Final = 20_000
"""Characters of one update."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody says of the work."""

    state: ProgressState
    text: str = ""
    quantity: Decimal | None = None
    reason: str = ""


def spoken_findings(said: Spoken, *, has_target: bool) -> tuple[Finding, ...]:
    """Everything that is missing or wrong in what was said."""
    return tuple(_findings(said, has_target=has_target))


def _findings(said: Spoken, *, has_target: bool) -> Iterator[Finding]:
    if said.state == ProgressState.NOT_STARTED:
        yield Finding("state-missing", "Hãy chọn việc này đang ở đâu.", where="state")
    if said.state == ProgressState.DONE and not said.text:
        yield Finding(
            "text-missing", "Việc đã hoàn thành thì ghi một câu đã làm được gì.", where="text"
        )
    if said.state in EXPLAINED and not (said.reason or said.text):
        yield Finding("reason-missing", "Hãy ghi một câu vì sao.", where="text")
    if len(said.text) > LONGEST:
        yield Finding(
            "text-long",
            f"Lời ghi dài {len(said.text)} chữ, nhiều nhất 20.000. Hãy gửi phần dài thành tệp.",
            where="text",
        )
    if said.quantity is not None:
        yield from _of_quantity(said.quantity, has_target=has_target)


def _of_quantity(quantity: Decimal, *, has_target: bool) -> Iterator[Finding]:
    if not has_target:
        yield Finding(
            "quantity-needless",
            "Nhiệm vụ này chưa có chỉ tiêu giao nên chưa ghi số lượng được. Hãy ghi số bằng lời.",
            where="quantity",
        )
    if not quantity.is_finite() or quantity < 0:
        yield Finding(
            "quantity-negative", "Số lượng không thể nhỏ hơn 0. Hãy ghi lại.", where="quantity"
        )
    elif quantity >= LARGEST:
        yield Finding("quantity-large", "Số lượng quá lớn. Hãy kiểm tra lại.", where="quantity")


def plain(number: Decimal) -> Decimal:
    """The number without the zeros that only its column adds: 1749, not 1749.000."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


_WEIGHT: Final = (
    ProgressState.WAITING,
    ProgressState.IN_PROGRESS,
    ProgressState.DONE,
    ProgressState.NOT_STARTED,
)


def state_of(states: Collection[str]) -> ProgressState:
    """Where a task stands by the work of those who answer for it.

    Done when nobody has anything left to do; waiting when somebody waits; begun when somebody
    has begun or finished a part.
    """
    found = {ProgressState(state) for state in states}
    if not found:
        return ProgressState.NOT_STARTED
    if found <= CLOSED:
        done = (ProgressState.DONE, ProgressState.NOT_APPLICABLE, ProgressState.CANCELLED)
        return next(state for state in done if state in found)
    first = next(state for state in _WEIGHT if state in found)
    return ProgressState.IN_PROGRESS if first == ProgressState.DONE else first


def answering(roles: Iterable[str]) -> frozenset[AssignmentRole]:
    """The roles whose work says where the task stands: the lead's, else of all who carry it out."""
    held = {AssignmentRole(role) for role in roles}
    if AssignmentRole.LEAD in held:
        return frozenset({AssignmentRole.LEAD})
    return frozenset({AssignmentRole.ASSIGNED})
