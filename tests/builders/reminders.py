"""Work that waits for a person."""

import datetime as dt
from dataclasses import dataclass

from tests.builders.identity import a_user, an_appointment
from tests.builders.plans import AT, Desk, a_review, many_said
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.plans import actions as plans
from nhanai.plans.models import Occurrence
from nhanai.plans.vocab import AssignmentRole, ProgressState

TODAY = dt.date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Work:
    """A confirmed plan, the officer of the agency that holds its tasks, and who reviews it."""

    desk: Desk
    doctor: User

    def occurrence(
        self,
        address: str,
        *,
        due_on: dt.date | None = None,
        state: ProgressState = ProgressState.NOT_STARTED,
        label: str = "",
        start: dt.date = dt.date(2026, 11, 1),
    ) -> Occurrence:
        """Work of the agency on one task."""
        return Occurrence.objects.create(
            task=self.desk.task(address),
            unit=unit("so-y-te"),
            role=AssignmentRole.LEAD,
            start=start,
            label=label,
            due_on=due_on,
            state=state,
        )


def some_work(tasks: int = 3, *, email: str = "yte@laichau.example") -> Work:
    """A plan with so many tasks of Sở Y tế; the work on them is still to be opened."""
    desk = a_review(said=many_said(tasks))
    plans.check_all_assigned(plan=desk.plan, by=desk.officer, at=AT)
    plans.confirm(plan=desk.plan, by=desk.officer, at=AT)
    Occurrence.objects.all().delete()
    doctor = a_user(full_name="Lò Thị Hạnh")
    doctor.email = email
    doctor.save()
    an_appointment(user=doctor, unit=unit("so-y-te"))
    return Work(desk, doctor)
