"""The journal grows by one line for each act, and only grows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction
from tests.builders.databases import Ready, address_of_the_tests
from tests.builders.identity import a_user
from tests.builders.journal import AT, a_line, a_subject

from nhanai.journal import actions, queries
from nhanai.journal.models import AppendOnly, Head, Line
from nhanai.journal.vocab import ORIGIN

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_record_keeps_who_did_what_when_and_from_where() -> None:
    user = a_user(full_name="Vàng A Páo")
    token = ORIGIN.set("10.0.0.7")

    line = a_line(
        verb="units.renamed",
        by=user,
        old={"name": "Sở Nội vụ"},
        new={"name": "Sở Nội vụ tỉnh"},
        note="Theo quyết định",
        unit_key="lc-so-noi-vu",
    )
    ORIGIN.reset(token)
    line.refresh_from_db()

    assert {**line.content()} == {
        "sequence": 1,
        "at": "2026-11-24T02:30:00.000000+00:00",
        "by": "Vàng A Páo",
        "by_key": f"identity.user:{user.pk}",
        "origin": "10.0.0.7",
        "verb": "units.renamed",
        "subject": "Nghị quyết 1670",
        "subject_key": "units.legalact:7",
        "unit_key": "lc-so-noi-vu",
        "old": {"name": "Sở Nội vụ"},
        "new": {"name": "Sở Nội vụ tỉnh"},
        "note": "Theo quyết định",
        "folded": "vang a pao nghi quyet 1670 theo quyet dinh",
    }


@pytest.mark.django_db
def test_each_line_is_bound_to_the_one_before() -> None:
    first, second = a_line(), a_line()

    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_hash == first.hash
    assert (Head.objects.get().sequence, Head.objects.get().hash) == (2, second.hash)


@pytest.mark.django_db
def test_what_is_too_long_or_cannot_be_stored_is_cut_not_refused() -> None:
    line = a_line(subject=a_subject(title="ơ" * 900), by="ă" * 300, note="a\0b")

    assert (len(line.subject), len(line.by), line.note) == (500, 200, "a\ufffdb")
    assert queries.check().is_sound


@pytest.mark.django_db(transaction=True)
def test_record_refuses_to_stand_outside_the_transaction_of_its_act() -> None:
    with pytest.raises(RuntimeError):
        actions.record(verb="units.renamed", subject=a_subject(), by="x", at=AT)

    assert Line.objects.count() == 0


@transaction.atomic
def an_act_that_fails() -> None:
    actions.record(verb="units.renamed", subject=a_subject(), by="x", at=AT)
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_line() -> None:
    a_line()

    with pytest.raises(ZeroDivisionError):
        an_act_that_fails()

    assert queries.check().lines == 1
    assert queries.check().is_sound


@pytest.mark.django_db
def test_a_line_is_never_altered_nor_removed_through_the_model() -> None:
    line = a_line()

    with pytest.raises(AppendOnly):
        line.save()
    with pytest.raises(AppendOnly):
        line.delete()
    with pytest.raises(AppendOnly):
        Line.objects.update(note="khác")
    with pytest.raises(AppendOnly):
        Line.objects.all().delete()
    with pytest.raises(AppendOnly):
        Line.objects.bulk_create([line])
    with pytest.raises(AppendOnly):
        Line.objects.bulk_update([line], ["note"])

    assert queries.check().is_sound


WRITER = """
import datetime as dt, threading
import django
django.setup()
from django.db import connection, transaction
from nhanai.journal.actions import record
from nhanai.units.models import LegalAct

def write():
    for number in range(25):
        with transaction.atomic():
            record(verb="units.renamed", subject=LegalAct(pk=number, reference="x"), by="x",
                   at=dt.datetime.now(dt.UTC))
    connection.close()

threads = [threading.Thread(target=write) for _ in range(2)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_never_fork_the_chain(tmp_path: Path, ready: Ready) -> None:
    environment = installation_of_the_test(tmp_path, ready)

    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=environment, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    errors = [writer.communicate(timeout=120)[1].decode() for writer in writers]
    verdict = manage("check_journal", environment)

    assert errors == ["", "", ""]
    assert (verdict.returncode, verdict.stdout.splitlines()[0]) == (
        0,
        "Nhật ký nguyên vẹn: 150 dòng.",
    )


def installation_of_the_test(folder: Path, ready: Ready) -> dict[str, str]:
    """Processes of their own share the server's test database, or a file where SQLite is used.

    (SQLite's test database lives in the memory of this process.)
    """
    ready.fill(folder)
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "NHANAI_STATE_DIR": str(folder),
        "NHANAI_DATABASE_URL": address_of_the_tests(),
        "DJANGO_SETTINGS_MODULE": "nhanai.project.settings",
    }


def manage(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the product."""
    return subprocess.run(
        [sys.executable, "-m", "nhanai", "manage", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
