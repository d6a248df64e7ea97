"""Keeps the time: opens the work of new periods, makes the digests of the day, sends mails."""

import datetime as dt
import logging
import os
import signal
import socket
import threading
from argparse import ArgumentParser
from uuid import uuid4

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from nhanai.aid import actions as aid
from nhanai.documents import actions as documents
from nhanai.journal.vocab import ORIGIN
from nhanai.people import actions as people
from nhanai.plans import actions as plans
from nhanai.reminders import actions
from nhanai.reminders.models import Duty
from nhanai.trips import actions as trips

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Runs until it is told to stop; a second one waits until the first is gone."""

    help = "Canh giờ: mở việc của kỳ mới, gửi văn bản qua thư điện tử, lập và gửi nhắc việc."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often it looks, and how long it counts as alive without a sign."""
        parser.add_argument("--every", type=float, default=60.0, metavar="GIÂY")
        parser.add_argument("--hold", type=float, default=180.0, metavar="GIÂY")
        parser.add_argument("--once", action="store_true", help="làm một lượt rồi dừng")

    def handle(self, *args: object, **options: object) -> None:
        """Look, do what is due, sleep."""
        every, hold = (
            float(str(options["every"])),
            dt.timedelta(seconds=float(str(options["hold"]))),
        )
        keeper = Keeper(hold)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, frame: keeper.stopping.set())
        origin = ORIGIN.set("keep_time")
        try:
            self.watch(keeper, every=every, once=bool(options["once"]))
        finally:
            ORIGIN.reset(origin)

    def watch(self, keeper: "Keeper", *, every: float, once: bool) -> None:
        """Look and sleep until told to stop; a database that is away is waited for."""
        while not keeper.stopping.is_set():
            try:
                keeper.look()
            except DatabaseError:
                log.exception("keep_time: the database is away, trying again")
            if once:
                break
            close_old_connections()
            keeper.stopping.wait(every)
        actions.leave_duty(holder=keeper.name, at=timezone.now())


class Keeper:
    """One process that would keep the time."""

    def __init__(self, hold: dt.timedelta) -> None:
        self.name = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:8]}"
        self.hold = hold
        self.stopping = threading.Event()

    def look(self) -> None:
        """Do what is due, unless another process has the duty."""
        duty = self.on_duty()
        if duty is None:
            return
        now = timezone.now()
        actions.give_up_unclear(at=now, older_than=self.hold)
        documents.give_up_unclear_mails(at=now, older_than=self.hold)
        today = timezone.localdate(now)
        if duty.opened_on != today:
            plans.open_occurrences(plan=None, by="Canh giờ", at=now)
            people.let_go_lists(at=now)
            aid.let_go_offers(at=now)
            trips.let_go_trips(at=now)
            actions.count_tables()
            actions.note_opened(on=today)
        documents.deliver_mails(clock=timezone.now, may_go_on=self.may_go_on)
        actions.deliver_waiting(clock=timezone.now, may_go_on=self.may_go_on)
        while self.may_go_on() and actions.make_due_digests(at=timezone.now()):
            actions.deliver_waiting(clock=timezone.now, may_go_on=self.may_go_on)

    def on_duty(self) -> Duty | None:
        """The duty, taken or kept."""
        return actions.take_duty(holder=self.name, at=timezone.now(), hold=self.hold)

    def may_go_on(self) -> bool:
        """Whether it was not told to stop and still has the duty."""
        return not self.stopping.is_set() and self.on_duty() is not None
