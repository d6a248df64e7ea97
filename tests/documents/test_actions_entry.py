"""Entering documents in the register."""

import datetime as dt
import io
import os
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.builders.documents import AT, a_document, a_file, an_office, an_officer

from nhanai.documents import actions, queries
from nhanai.documents.models import Document
from nhanai.documents.vocab import Direction, ReadingState
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line

pytestmark = pytest.mark.django_db


def files() -> list[Path]:
    """Every file that is kept."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def nothing_happened() -> bool:
    """No file, no row, no job, no line."""
    rows = [model.objects.count() for model in (Document, DBTaskResult, Line)]
    return files() == [] and rows == [0, 0, 0]


def test_registering_keeps_the_file_its_hash_and_who_and_when() -> None:
    owner = an_office()
    officer = an_officer(unit=owner)

    document = actions.register(
        file=a_file("Nội dung", name="Kế hoạch.TXT"), owner=owner, by=officer, at=AT
    )

    document.refresh_from_db()
    assert [path.read_text("utf-8") for path in files()] == ["Nội dung"]
    assert (document.file_name, document.file_size) == ("Kế hoạch.TXT", 10)
    assert document.sha256 == "75931e76c230c525f1aae50c3b952697de2c1e2f6f1e5af14481a65734a7363d"
    assert (document.registered_by, document.registered_at) == (officer, AT)
    assert (document.owner, document.direction) == (owner, Direction.INCOMING)
    assert document.reading_state == ReadingState.WAITING
    assert (document.reference, document.dated) == ("", "")
    line = Line.objects.get()
    assert (line.verb, line.by, line.unit_key) == (
        "documents.registered", officer.full_name, owner.key
    )  # fmt: skip


def test_a_document_may_be_entered_as_outgoing() -> None:
    owner = an_office()

    document = actions.register(
        file=a_file(),
        owner=owner,
        direction=Direction.OUTGOING,
        by=an_officer(unit=owner),
        at=AT,
    )

    assert document.direction == Direction.OUTGOING


@pytest.mark.parametrize("name", ["../../../x.txt", "..\\..\\x.txt", "/etc/cron.d/x.txt"])
def test_the_name_of_a_file_never_decides_where_it_is_kept(name: str) -> None:
    file = a_file()
    file.name = name

    document = a_document(file=file)

    kept = files()
    assert len(kept) == 1
    assert kept[0].is_relative_to(Path(settings.MEDIA_ROOT) / "documents" / "2026" / "11")
    assert "x" not in kept[0].stem
    assert document.file_name == "x.txt"


def test_a_document_waits_in_the_queue_from_the_moment_it_is_entered() -> None:
    document = a_document()

    jobs = DBTaskResult.objects.order_by("enqueued_at", "run_after")
    assert [job.task_path for job in jobs] == ["nhanai.documents.tasks.read"] * 2
    assert [job.args_kwargs["args"] for job in jobs] == [[document.pk]] * 2
    assert [job.run_after < AT + dt.timedelta(hours=1) for job in jobs].count(True) == 1


@pytest.mark.parametrize(
    "role", [Role.INSPECTOR, Role.AGENCY_OFFICER, Role.CHAPTER_CLERK, Role.ADMINISTRATOR]
)
def test_registering_is_refused_without_the_right(role: Role) -> None:
    owner = an_office()

    with pytest.raises(actions.CannotRegister, match="không có quyền"):
        actions.register(file=a_file(), owner=owner, by=an_officer(unit=owner, role=role), at=AT)

    assert nothing_happened()


def test_registering_is_refused_in_the_register_of_another_unit() -> None:
    with pytest.raises(actions.CannotRegister, match="không có quyền"):
        actions.register(file=a_file(), owner=an_office(), by=an_officer(), at=AT)

    assert nothing_happened()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", "MZ", "Không nhận tệp “a.exe”. Hệ thống đọc được các tệp .docx"),
        ("khong-duoi", "x", "Không nhận tệp “khong-duoi”"),
        ("to.txt", "x" * 41, "Tệp “to.txt” lớn 0,1 MB, quá 0,1 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(
    settings: Settings, name: str, content: str, said: str
) -> None:
    settings.UPLOAD_LIMIT = 40
    owner = an_office()

    with pytest.raises(actions.CannotRegister) as refused:
        actions.register(
            file=a_file(content, name=name), owner=owner, by=an_officer(unit=owner), at=AT
        )

    assert refused.value.message.startswith(said)
    assert nothing_happened()


def test_an_empty_file_is_refused() -> None:
    owner = an_office()
    file = a_file("x")
    file.file.truncate(0)
    file.size = 0

    with pytest.raises(actions.CannotRegister, match="rỗng"):
        actions.register(file=file, owner=owner, by=an_officer(unit=owner), at=AT)

    assert nothing_happened()


def test_several_files_are_entered_together() -> None:
    owner = an_office()

    documents = actions.register_all(
        files=[a_file(name="a.txt"), a_file(name="b.txt")],
        owner=owner,
        by=an_officer(unit=owner),
        at=AT,
    )

    assert [document.file_name for document in documents] == ["a.txt", "b.txt"]
    assert (len(files()), Line.objects.count()) == (2, 2)


def test_one_bad_file_among_several_keeps_all_of_them_out_and_every_fault_is_named() -> None:
    owner = an_office()

    with pytest.raises(actions.CannotRegister) as refused:
        actions.register_all(
            files=[a_file(name="a.txt"), a_file(name="b.exe"), a_file(name="c.png")],
            owner=owner,
            by=an_officer(unit=owner),
            at=AT,
        )

    assert [finding.where for finding in refused.value.findings] == ["b.exe", "c.png"]
    assert nothing_happened()


def test_no_file_too_many_files_and_one_file_twice_are_refused() -> None:
    owner = an_office()
    officer = an_officer(unit=owner)

    for chosen, said in [
        ([], "Chưa chọn tệp"),
        ([a_file() for _ in range(21)], "nhiều nhất 20 tệp"),
        (
            [a_file("như nhau", name="a.txt"), a_file("như nhau", name="b.txt")],
            "trùng tệp: “b.txt”",
        ),
    ]:
        with pytest.raises(actions.CannotRegister, match=said):
            actions.register_all(files=chosen, owner=owner, by=officer, at=AT)

    assert nothing_happened()


def test_the_same_file_is_entered_again_only_when_meant() -> None:
    owner = an_office()
    officer = an_officer(unit=owner)
    first = a_document(owner=owner, by=officer, file=a_file("một"))

    with pytest.raises(actions.AlreadyRegistered) as refused:
        actions.register(file=a_file("một", name="khac.txt"), owner=owner, by=officer, at=AT)
    again = actions.register(file=a_file("một"), owner=owner, again=True, by=officer, at=AT)

    assert refused.value.first == (first,)
    assert [document.pk for document in queries.same_entries(again)] == [first.pk]
    assert (Document.objects.count(), len(files())) == (2, 2)


def test_the_same_sending_twice_enters_its_files_once_even_where_another_entry_was_meant() -> None:
    owner, token = an_office(), uuid.uuid4()
    officer = an_officer(unit=owner)

    def send(*, again: bool = False) -> list[int]:
        chosen = [a_file("một", name="a.txt"), a_file("hai", name="b.txt")]
        entered = actions.register_all(
            files=chosen, owner=owner, again=again, token=token, by=officer, at=AT
        )
        return [document.pk for document in entered]

    assert send() == send()
    assert send(again=True) == send(again=True)
    assert (Document.objects.count(), len(files())) == (4, 4)
    assert Line.objects.filter(verb="documents.registered").count() == 4


def test_the_same_file_in_the_register_of_another_unit_is_no_duplicate() -> None:
    a_document(file=a_file("một"))

    a_document(file=a_file("một"))

    assert Document.objects.count() == 2


def test_a_stop_between_file_and_row_leaves_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = an_office()
    officer = an_officer(unit=owner)

    def killed(fd: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.register(file=a_file(), owner=owner, by=officer, at=AT)

    assert nothing_happened()


def test_a_row_that_the_database_refuses_leaves_no_file_of_the_whole_upload() -> None:
    owner = an_office()
    officer = an_officer(unit=owner)
    entered = 0

    def second_row_fails(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 (Django's wrapper)
        nonlocal entered
        if sql.startswith('INSERT INTO "documents_document" '):
            entered += 1
            if entered == 2:
                raise DatabaseError("no room left")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(second_row_fails), pytest.raises(DatabaseError):
        actions.register_all(files=[a_file(), a_file()], owner=owner, by=officer, at=AT)

    assert nothing_happened()


def test_sweeping_removes_only_old_files_that_no_document_knows() -> None:
    document = a_document()
    folder = Path(document.file.path).parent
    orphan, fresh = folder / "orphan.txt", folder / "fresh.txt"
    for path in (orphan, fresh):
        path.write_text("x", encoding="utf-8")
    yesterday = (timezone.now() - dt.timedelta(days=2)).timestamp()
    os.utime(orphan, (yesterday, yesterday))
    os.utime(document.file.path, (yesterday, yesterday))

    told = io.StringIO()
    call_command("tidy_files", stdout=told)

    assert told.getvalue() == "Đã xóa 1 tệp dở dang.\n"
    assert sorted(path.name for path in files()) == sorted(
        [Path(document.file.path).name, "fresh.txt"]
    )
