"""Whatever is done to the journal behind its back shows."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests.builders.journal import AT, a_line, a_subject

from nhanai.journal import queries, rules
from nhanai.journal.models import Line
from nhanai.journal.queries import DamageKind

pytestmark = pytest.mark.django_db


def ten_lines() -> list[Line]:
    return [a_line(subject=a_subject(number), new={"số": number}) for number in range(1, 11)]


def sql(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def damages() -> list[tuple[DamageKind, int]]:
    return [(damage.kind, damage.sequence) for damage in queries.check().damages]


def test_an_untouched_journal_is_sound() -> None:
    lines = ten_lines()

    assert queries.check() == queries.Verdict(10, lines[-1].hash, ())


def test_an_empty_journal_is_sound() -> None:
    assert queries.check() == queries.Verdict(0, rules.GENESIS, ())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00:00+00:00"),
        ('"by"', "Người khác"),
        ("by_key", "identity.user:99"),
        ("origin", "1.2.3.4"),
        ("verb", "units.opened"),
        ("subject", "Văn bản khác"),
        ("subject_key", "units.unit:5"),
        ("unit_key", "lc-so-y-te"),
        ("old", '{"a": 1}'),
        ("new", '{"số": 40}'),
        ("note", "sửa"),
        ("folded", "khong tim thay"),
        ("hash", "0" * 64),
    ],
)
def test_an_altered_column_is_found(column: str, value: str) -> None:
    ten_lines()

    sql(f"UPDATE journal_line SET {column} = %s WHERE sequence = 4", value)  # noqa: S608

    assert (DamageKind.ALTERED, 4) in damages()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite lets a day be no day")
def test_a_value_that_can_no_longer_be_read_is_found() -> None:
    ten_lines()

    sql("UPDATE journal_line SET at = '2026-13-45 00:00:00' WHERE sequence = 4")

    assert damages() == [(DamageKind.ALTERED, 4)]


def test_an_altered_line_with_a_hash_made_anew_is_found_at_the_next() -> None:
    ten_lines()
    forged = Line.objects.get(sequence=4)
    forged.note = "sửa"

    sql(
        "UPDATE journal_line SET note = %s, hash = %s WHERE sequence = 4",
        forged.note,
        rules.hash_of(forged.previous_hash, forged.content()),
    )

    assert damages() == [(DamageKind.UNCHAINED, 5)]


def test_removed_lines_are_found() -> None:
    ten_lines()

    sql("DELETE FROM journal_line WHERE sequence IN (4, 5)")

    assert damages() == [(DamageKind.MISSING, 4)]


def test_a_removed_line_with_the_rest_numbered_anew_is_found() -> None:
    ten_lines()

    sql("DELETE FROM journal_line WHERE sequence = 4")
    for number in range(5, 11):
        sql("UPDATE journal_line SET sequence = %s WHERE sequence = %s", number - 1, number)

    assert damages()[:2] == [(DamageKind.UNCHAINED, 4), (DamageKind.ALTERED, 4)]


def test_lines_that_changed_places_are_found() -> None:
    ten_lines()

    for old, new in ((4, 40), (5, 4), (40, 5)):
        sql("UPDATE journal_line SET sequence = %s WHERE sequence = %s", new, old)

    assert damages()[:2] == [(DamageKind.UNCHAINED, 4), (DamageKind.ALTERED, 4)]


def test_a_line_put_in_between_is_found() -> None:
    ten_lines()
    for number in range(10, 4, -1):
        sql("UPDATE journal_line SET sequence = %s WHERE sequence = %s", number + 1, number)
    before = Line.objects.get(sequence=4)

    forged = Line(sequence=5, at=AT, by="x", verb="v", subject="s", previous_hash=before.hash)
    forged.hash = rules.hash_of(forged.previous_hash, forged.content())
    forged.save()

    assert damages()[:2] == [(DamageKind.UNCHAINED, 6), (DamageKind.ALTERED, 6)]


def test_a_line_put_after_the_last_is_found() -> None:
    last = ten_lines()[-1]

    forged = Line(sequence=11, at=AT, by="x", verb="v", subject="s", previous_hash=last.hash)
    forged.hash = rules.hash_of(forged.previous_hash, forged.content())
    forged.save()

    assert damages() == [(DamageKind.BEYOND_HEAD, 11)]


def test_a_cut_tail_is_found() -> None:
    ten_lines()

    sql("DELETE FROM journal_line WHERE sequence > 7")

    assert [damage.message for damage in queries.check().damages] == [
        "Thiếu 3 dòng cuối, từ dòng 8 đến dòng 10."
    ]


def test_an_emptied_journal_is_found() -> None:
    ten_lines()

    sql("DELETE FROM journal_line")

    assert damages() == [(DamageKind.TAIL_CUT, 1)]


def test_a_removed_head_is_found() -> None:
    ten_lines()

    sql("DELETE FROM journal_head")

    assert damages() == [(DamageKind.BEYOND_HEAD, 10)]


def test_a_journal_rewritten_as_a_whole_is_found_by_the_seal_noted_before() -> None:
    ten_lines()
    seal = queries.check().seal
    sql("DELETE FROM journal_line")
    sql("DELETE FROM journal_head")

    ten_lines()
    untouched = queries.check().seal
    sql("DELETE FROM journal_line")
    sql("DELETE FROM journal_head")
    for number in range(1, 11):
        a_line(subject=a_subject(number), note="khác")

    assert untouched == seal
    assert queries.check().is_sound
    assert queries.holds_seal(queries.check().seal)
    assert not queries.holds_seal(seal)
    assert not queries.holds_seal("vớ vẩn")


@pytest.mark.parametrize("size", [1, 3, 10, 11])
def test_the_check_is_the_same_in_batches_of_any_size(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "BATCH", size)
    ten_lines()
    sound = queries.check()

    sql("UPDATE journal_line SET note = 'x' WHERE sequence IN (3, 4)")

    assert (sound.lines, sound.is_sound) == (10, True)
    assert damages() == [(DamageKind.ALTERED, 3), (DamageKind.ALTERED, 4)]


def test_a_verdict_lists_no_more_damages_than_a_person_reads() -> None:
    for number in range(queries.SHOWN + 5):
        a_line(subject=a_subject(number))

    sql("UPDATE journal_line SET note = 'x'")

    assert len(queries.check().damages) == queries.SHOWN


def test_the_command_says_that_the_journal_is_whole_and_gives_the_seal() -> None:
    lines = ten_lines()
    out = StringIO()

    call_command("check_journal", stdout=out)

    assert out.getvalue().splitlines() == [
        "Nhật ký nguyên vẹn: 10 dòng.",
        f"Mã niêm phong, nên ghi lại ở nơi khác: 10:{lines[-1].hash}",
    ]


def test_the_command_fails_on_damage_and_says_where() -> None:
    ten_lines()
    sql("DELETE FROM journal_line WHERE sequence = 2")
    errors = StringIO()

    with pytest.raises(CommandError, match="KHÔNG còn nguyên vẹn"):
        call_command("check_journal", stderr=errors)

    assert errors.getvalue() == "Thiếu dòng 2: đã bị xóa hoặc đánh số lại.\n"


def test_the_command_compares_with_an_earlier_seal() -> None:
    ten_lines()
    errors = StringIO()

    with pytest.raises(CommandError):
        call_command("check_journal", seal=f"10:{'a' * 64}", stderr=errors)

    assert "không còn khớp" in errors.getvalue()


def test_a_reader_sees_the_lines_of_her_units_and_her_own() -> None:
    a_line(unit_key="lc-so-y-te", note="một")
    a_line(unit_key="lc-bao", note="hai")
    a_line(by=a_subject(3), note="ba")
    a_line(note="bốn")

    def notes(unit_keys: list[str] | None, own_key: str = "") -> list[str]:
        lines = queries.visible_lines(unit_keys=unit_keys, own_key=own_key)
        return [line.note for line in lines]

    assert notes(None) == ["bốn", "ba", "hai", "một"]
    assert notes(["lc-so-y-te"]) == ["một"]
    assert notes(["lc-so-y-te"], "units.legalact:3") == ["ba", "một"]
    assert notes([]) == []


def test_a_search_without_accents_finds_and_days_are_local() -> None:
    late = dt.datetime(2026, 11, 23, 17, 30, tzinfo=dt.UTC)  # 00:30 on the 24th at home
    a_line(by="Giàng A Đức", at=late - dt.timedelta(hours=1), verb="units.opened")
    a_line(by="Giàng A Đức", at=late, note="xã Mường Than")
    everything = queries.visible_lines(unit_keys=None)

    def found(**wanted: object) -> list[int]:
        return [line.sequence for line in queries.matching(everything, **wanted)]  # type: ignore[arg-type]  # a table of cases

    day = dt.date(2026, 11, 24)
    assert found(words="duc giang") == [2, 1]
    assert found(words="muong than") == [2]
    assert found(words="đức khác") == []
    assert found(since=day) == [2]
    assert found(until=day - dt.timedelta(days=1)) == [1]
    assert found(since=day, until=day) == [2]
    assert found(verb="units.opened") == [1]
    assert found(by_keys=["identity.user:1"]) == []


def test_what_happened_to_one_thing_is_found_by_its_key() -> None:
    a_line(subject=a_subject(1))
    second = a_line(subject=a_subject(2))

    assert list(queries.of_subject("units.legalact:2")) == [second]
