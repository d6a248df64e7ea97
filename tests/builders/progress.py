"""Work on handed-out tasks, and people who speak of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal

from tests.builders.identity import a_user, an_appointment
from tests.builders.plans import AT, Desk, Said, a_confirmed_plan

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions
from nhanai.plans.models import Occurrence, Update
from nhanai.plans.rules.evidence import Given
from nhanai.plans.vocab import ProgressState
from nhanai.units.models import Unit

DAY = dt.timedelta(days=1)
ONCE = Said("III.4.-1", "Tổ chức hội nghị nhân đạo.", by=("Sở Y tế",))
YEARLY = Said(
    "III.4.-1",
    "Báo cáo kết quả trước ngày 15/12 hằng năm.",
    by=("Sở Y tế",),
    coordinating=("Sở Giáo dục và Đào tạo",),
    due="trước ngày 15/12 hằng năm",
    recurrence="annual",
)
MONTHLY = Said("III.4.-1", "Khám bệnh hằng tháng.", by=("Sở Y tế",), recurrence="monthly")


def a_desk(*said: Said) -> Desk:
    """A confirmed plan with these tasks, one that is done once where none is named."""
    return a_confirmed_plan(said=said or (ONCE,))


def work(desk: Desk, unit: str = "so-y-te", *, at: int = 0) -> Occurrence:
    """The unit's work in the plan, the first one or a later one."""
    rows = Occurrence.objects.filter(task__plan=desk.plan, unit__key=unit)
    return rows.order_by("task__start", "start", "pk")[at]


def somebody_at(unit: Unit, *, role: Role = Role.AGENCY_OFFICER) -> User:
    """Who speaks for the unit."""
    user = a_user(full_name="Nguyễn Thu Hà")
    return an_appointment(user=user, role=role, unit=unit, start=dt.date(2026, 1, 1)).user


def an_update(
    occurrence: Occurrence,
    *,
    state: ProgressState = ProgressState.IN_PROGRESS,
    text: str = "Đã khám cho 120 lượt người tại xã Sìn Hồ.",
    quantity: Decimal | None = None,
    evidence: Sequence[Given] = (),
    token: uuid.UUID | None = None,
    by: User | None = None,
    at: dt.datetime = AT,
) -> Update:
    """What the unit says, by somebody of its own."""
    return actions.update(
        occurrence=occurrence,
        state=state,
        text=text,
        quantity=quantity,
        evidence=evidence,
        token=token or uuid.uuid4(),
        by=by or somebody_at(occurrence.unit),
        at=at,
    )
