"""Chapters send at the same moment: every one gets a receipt of its own, none is lost."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, connections
from tests.builders.activities import at as somebody_at
from tests.builders.submissions import (
    AFTER,
    Reporting,
    a_chapter,
    a_reporting,
    ahead,
    gave,
    wrote,
)

from nhanai.identity.vocab import Role
from nhanai.submissions import actions
from nhanai.submissions.actions import CannotSend
from nhanai.submissions.models import ReceiptBook, SubmissionVersion

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def chapters(world: Reporting, number: int) -> list[Reporting]:
    """Chapters whose reports wait to be sent."""
    made = []
    for place in range(number):
        chapter = a_chapter(world.office, f"Hội xã {place}", f"hoi-{place}")
        head = somebody_at(chapter, Role.CHAPTER_HEAD)
        one = replace(world, chapter=chapter, head=head, clerk=head)
        gave(chapter, "SK06", 4)
        wrote(one, ahead())
        made.append(one)
    return made


def at_once(acts: list[Callable[[], object]]) -> list[BaseException]:
    """Do all of them in threads of their own; what went wrong."""
    gate = threading.Barrier(len(acts))
    failed: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except CannotSend as refused:
            failed.append(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def sending(one: Reporting) -> Callable[[], object]:
    return lambda: actions.submit(slot=one.slot(), by=one.head, at=AFTER)


@pytest.fixture
def world() -> Reporting:
    """The office; threads share a database only where it is more than memory of one of them."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite of the tests lives in memory: it holds the whole database anyway")
    return a_reporting()


def test_receipts_of_chapters_that_send_at_once_have_no_gap(world: Reporting) -> None:
    several = chapters(world, 6)

    assert at_once([sending(one) for one in several]) == []
    numbers = sorted(SubmissionVersion.objects.values_list("receipt_number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert ReceiptBook.objects.get().last == 6


def test_two_who_send_the_same_report_at_once_send_it_once(world: Reporting) -> None:
    (one,) = chapters(world, 1)

    failed = at_once([sending(one), sending(one)])
    assert [str(refused) for refused in failed] == ["Báo cáo này đã nộp rồi."]
    assert SubmissionVersion.objects.count() == 1
