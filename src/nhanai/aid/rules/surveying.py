"""What is told of an address by who surveys it, and what is wrong with it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhanai.aid.vocab import NeedKind, TargetGroup
from nhanai.base.days import Period, written
from nhanai.base.findings import Finding

MOST_PEOPLE: Final = 60
MOST_MONEY: Final = 10**11
MOST_NUMBER: Final = 100_000
LONGEST: Final = {
    "circumstances": ("Hoàn cảnh", 4000),
    "way": ("Đường đến nhà", 400),
    "surveyor": ("Người khảo sát", 120),
}


@dataclass(frozen=True, slots=True)
class NeedTold:
    """One need: `cost` is đồng for all of it, or for a month of it."""

    kind: str
    what: str = ""
    quantity: int = 1
    cost: int = 0
    is_monthly: bool = False
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SurveyTold:
    """One survey as it is told; what nobody told is None or empty."""

    on: dt.date
    group: str
    is_household: bool = True
    answers: tuple[str, ...] = ()
    members: int | None = None
    income: int | None = None
    circumstances: str = ""
    way: str = ""
    surveyor: str = ""
    is_from_paper: bool = False
    needs: tuple[NeedTold, ...] = ()


def faults_of(told: SurveyTold, *, life: Period, today: dt.date) -> Iterator[Finding]:
    """Everything that keeps the survey from being kept; each names its field."""
    if told.group not in TargetGroup.values:
        yield Finding("group-missing", "Chọn nhóm đối tượng.", where="group")
    if told.on > today:
        yield Finding("survey-ahead", "Ngày khảo sát chưa đến. Hãy sửa ngày.", where="on")
    if told.on < life.start:
        message = f"Đơn vị thành lập ngày {written(life.start)}; ngày khảo sát không thể sớm hơn."
        yield Finding("survey-before-unit", message, where="on")
    elif told.on >= life.end:
        message = f"Đơn vị đã kết thúc từ ngày {written(life.end)}. Chọn đơn vị tiếp nhận."
        yield Finding("survey-after-unit", message, where="on")
    for name, (label, most) in LONGEST.items():
        if len(getattr(told, name)) > most:
            message = f"{label} dài quá {most} ký tự, hãy viết gọn lại."
            yield Finding("survey-long", message, where=name)
    if told.members is not None and not 1 <= told.members <= MOST_PEOPLE:
        yield Finding("members", f"Số người trong hộ từ 1 đến {MOST_PEOPLE}.", where="members")
    if told.income is not None and not 0 <= told.income <= MOST_MONEY:
        yield Finding("income", "Thu nhập này quá lớn. Kiểm tra lại.", where="income")
    for need in told.needs:
        yield from faults_of_need(need, today=today)


def faults_of_need(need: NeedTold, *, today: dt.date) -> Iterator[Finding]:
    """What is wrong with one need."""
    if need.kind not in NeedKind.values:
        yield Finding("need-kind", "Chọn loại nhu cầu.", where="need_kind")
    if len(need.what) > 200:
        yield Finding(
            "need-long", "Nhu cầu dài quá 200 ký tự, hãy viết gọn lại.", where="need_what"
        )
    if not 1 <= need.quantity <= MOST_NUMBER:
        message = f"Số lượng từ 1 đến {MOST_NUMBER}."
        yield Finding("need-quantity", message, where="need_quantity")
    if not 0 <= need.cost <= MOST_MONEY:
        yield Finding("need-cost", "Số tiền này quá lớn. Kiểm tra lại.", where="need_cost")
    if need.until is not None and need.until < today:
        yield Finding("need-past", "Ngày này đã qua. Hãy sửa ngày.", where="need_until")
