"""What is published stays as it was, and anybody can check it."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from tests.builders.ledger import AT
from tests.builders.publishing import Press, a_press

from nhanai.publishing import actions, queries
from nhanai.publishing.models import LogHead, PublicEntry, Release
from nhanai.publishing.rules.verifier import verified
from nhanai.publishing.vocab import ReleaseState

pytestmark = pytest.mark.django_db


@pytest.fixture
def press() -> Press:
    return a_press()


def test_a_release_says_what_came_in_what_went_out_and_what_is_left(press: Press) -> None:
    release = press.published()

    (fund,) = release.content["funds"]
    assert (fund["carried"], fund["received"], fund["given"]) == (0, 1_000_000, 400_000)
    assert fund["left"] == press.books.left == 600_000
    assert (release.number, release.state) == (1, ReleaseState.PUBLISHED)


def test_every_entry_is_proved_by_a_file_of_its_own(press: Press) -> None:
    press.published()

    for entry in PublicEntry.objects.all():
        is_right, lines = verified(queries.proof_of(entry), queries.signing_key().public.text)
        assert is_right, lines
    forged = json.loads(queries.proof_of(PublicEntry.objects.order_by("-index")[0]))
    forged["inclusion"]["entry"]["given"] = 1
    assert verified(json.dumps(forged).encode())[0] is False


def test_between_two_releases_the_log_only_grew(press: Press) -> None:
    press.published()
    first = queries.last_head()
    press.published()

    assert first is not None
    assert verified(queries.proof_since(first))[0]
    assert [head.size for head in LogHead.objects.order_by("size")] == [2, 4]


def test_who_prepared_a_release_does_not_publish_it_nor_does_who_may_not(press: Press) -> None:
    release = press.prepared()

    with pytest.raises(actions.CannotPublish, match="chưa được giao công bố"):
        actions.publish(release=release, by=press.books.cashier, at=AT)
    own = actions.prepare(asked=press.money(), by=press.leader, at=AT)
    with pytest.raises(actions.CannotPublish, match="không tự công bố"):
        actions.publish(release=own, by=press.leader, at=AT)

    assert not PublicEntry.objects.exists()


def test_a_dropped_release_takes_no_number_and_a_correction_names_what_it_corrects(
    press: Press,
) -> None:
    dropped = actions.drop(release=press.prepared(), reason="Thiếu một quỹ", by=press.leader, at=AT)
    first = press.published()
    again = actions.publish(release=press.prepared(corrects=first), by=press.leader, at=AT)

    assert dropped.number is None
    assert (first.number, again.number, again.corrects) == (1, 2, first)
    with pytest.raises(actions.CannotPublish, match="đã công bố"):
        actions.publish(release=first, by=press.leader, at=AT)


def test_nothing_to_show_or_days_to_come_are_no_release(press: Press) -> None:
    asked = press.money()
    later = type(asked)(asked.kind, asked.unit, asked.end, asked.end.replace(year=2027))

    with pytest.raises(actions.CannotPublish) as refusal:
        actions.prepare(asked=later, by=press.officer, at=AT)

    assert {one.rule for one in refusal.value.findings} == {"release-future"}
    assert not Release.objects.exists()


def test_the_database_refuses_to_alter_what_was_published(press: Press) -> None:
    release = press.published()

    for table, column in (
        ("publishing_publicentry", "content"), ("publishing_loghead", "root"),
        ("publishing_lognode", "hash"), ("publishing_release", "title"),
    ):  # fmt: skip
        for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)

    release.refresh_from_db()
    call_command("check_log")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are dropped as SQLite has them")
def test_a_row_altered_behind_the_logs_back_is_found_and_its_proof_fails(press: Press) -> None:
    press.published()
    entry = PublicEntry.objects.order_by("-index")[0]
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER publishing_publicentry_stays")
        changed = entry.content.replace("400000", "900000")
        cursor.execute(
            "UPDATE publishing_publicentry SET content = %s WHERE id = %s", [changed, entry.pk]
        )

    entry.refresh_from_db()
    assert verified(queries.proof_of(entry)) == (
        False, ["Bản ghi không có trong sổ, hoặc đã bị sửa sau khi ghi."],
    )  # fmt: skip
    assert list(queries.faults_of_log()) == ["Mục 2 của sổ công khai đã bị sửa.",
        "Đầu sổ công khai 2 mục không khớp với các mục."]  # fmt: skip
    with pytest.raises(CommandError, match="2 chỗ sai"):
        call_command("check_log")
