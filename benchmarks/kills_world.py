"""The installation that `kills.py` works on; each call is a process of its own.

python -m benchmarks.kills_world make 1000     # people to remind
python -m benchmarks.kills_world write         # say how the work goes until told to stop
python -m benchmarks.kills_world read          # what became of it, as JSON
"""

import datetime as dt
import json
import os
import signal
import sys
import time
import uuid
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 (Django must be ready)
from django.utils import timezone  # noqa: E402 (see above)
from tests.builders.identity import a_user, an_appointment  # noqa: E402 (see above)
from tests.builders.reminders import some_work  # noqa: E402 (see above)

from nhanai.identity.models import User  # noqa: E402 (see above)
from nhanai.journal import queries as journal  # noqa: E402 (see above)
from nhanai.mail.links import host  # noqa: E402 (see above)
from nhanai.plans import actions as plans  # noqa: E402 (see above)
from nhanai.plans.models import Occurrence, Update  # noqa: E402 (see above)
from nhanai.plans.vocab import ProgressState  # noqa: E402 (see above)
from nhanai.reminders import queries, rules  # noqa: E402 (see above)
from nhanai.reminders.models import Preference, Reminder  # noqa: E402 (see above)
from nhanai.reminders.vocab import ReminderState  # noqa: E402 (see above)
from nhanai.units.models import Unit  # noqa: E402 (see above)


def make(people: int) -> None:
    """So many people at one agency that has work; whatever hour and day it is, they are due."""
    call_command("migrate", verbosity=0)
    work = some_work()
    work.occurrence("III.4.-1", due_on=timezone.localdate())
    agency = Unit.objects.get(key="so-y-te")
    Preference.objects.create(user=work.doctor, hour=0, on_days_off=True)
    for number in range(1, people):
        user = a_user(username=f"cb{number}", full_name=f"Cán bộ {number}")
        user.email = f"cb{number}@laichau.example"
        user.save(update_fields=["email"])
        an_appointment(user=user, unit=agency)
        Preference.objects.create(user=user, hour=0, on_days_off=True)


def write() -> None:
    """Update the work again and again, as an officer does; print each one that was acknowledged."""
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopping.append(number))
    officer = User.objects.filter(email="yte@laichau.example").get()
    work = Occurrence.objects.filter(unit__key="so-y-te", state__in=_OPEN).order_by("pk")[0]
    while not stopping:
        plans.update(
            occurrence=work,
            state=ProgressState.IN_PROGRESS,
            token=uuid.uuid4(),
            text="Đã khám thêm một bản.",
            by=officer,
            at=timezone.now(),
        )
        print("ok", flush=True)
        time.sleep(0.05)


_OPEN = (ProgressState.NOT_STARTED, ProgressState.IN_PROGRESS)


def read() -> None:
    """States, names of mails, and whether tomorrow tells again what nobody knows arrived."""
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    rows = list(Reminder.objects.select_related("user").order_by("pk"))
    unclear = [row for row in rows if row.state == ReminderState.UNKNOWN]
    again = [bool(queries.lines_for(row.user, day=tomorrow)) for row in unclear[:50]]
    journal.visible_lines(unit_keys=None)
    told = {
        "states": Counter(row.state for row in rows),
        "sent": [name_of(row) for row in rows if row.state == ReminderState.SENT],
        "unclear": [name_of(row) for row in unclear],
        "told_again": all(again),
        "people": Preference.objects.count(),
        "rows": len(rows),
        "lines": sum(
            1 for _ in journal.visible_lines(unit_keys=None).filter(verb="reminders.sent")
        ),
        "chain": not journal.check().damages,
        "updates": Update.objects.count(),
    }
    print(json.dumps(told))


def name_of(row: Reminder) -> str:
    """The Message-ID of its mail."""
    return rules.message_id(row.user_id, row.day, host())


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    {"make": lambda: make(int(rest[0])), "write": write, "read": read}[verb]()
