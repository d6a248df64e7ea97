"""Rows are found by the first letters of their words, on both databases alike."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.plans import Said, a_review

from nhanai.base.text import fold
from nhanai.plans.models import Task
from nhanai.search import lookups
from nhanai.search.rules import words_of

pytestmark = pytest.mark.django_db


def found(asked: str) -> list[str]:
    """The addresses of the tasks with these words."""
    tasks = Task.objects.filter(text_folded__words=fold(asked))
    return list(tasks.order_by("address").values_list("address", flat=True))


def a_world() -> None:
    a_review(
        said=[
            Said("II.1.-1", "Vận động hiến máu tình nguyện theo Kế hoạch số 3836/KH-UBND."),
            Said("II.1.-2", "Tuyên truyền về máu, “hiến mô”, tạng: 1.749 người."),
            Said("II.2.-1", "Đỡ đầu trẻ mồ côi."),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "addresses"),
    [
        ("hiến máu", ["II.1.-1", "II.1.-2"]),
        ("hien mau tinh", ["II.1.-1"]),
        ("mau hien", ["II.1.-1", "II.1.-2"]),
        ("ình nguyện", []),
        ("do dau", ["II.2.-1"]),
        ("ĐỠ ĐẦU", ["II.2.-1"]),
        ("3836/KH-UBND", ["II.1.-1"]),
        ("1.749", ["II.1.-2"]),
        ("hien* OR do", []),
        ('"', []),
        ("'; DROP TABLE plans_task; --", []),
        ("", []),
    ],
)
def test_every_word_begins_some_word_of_what_is_found(asked: str, addresses: list[str]) -> None:
    a_world()

    assert found(asked) == addresses


def test_lately_means_among_the_newest_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    a_world()
    monkeypatch.setattr(lookups, "LATELY", 2)

    newest = Task.objects.filter(text_folded__words_lately=fold("đỡ"))
    older = Task.objects.filter(text_folded__words_lately=fold("hiến"))

    assert [task.address for task in newest] == ["II.2.-1"]
    assert [task.address for task in older] == ["II.1.-2"]


def test_what_is_changed_or_gone_is_found_as_it_stands() -> None:
    a_world()
    task = Task.objects.get(address="II.2.-1")

    task.text_folded = "hoc bong cho hoc sinh"
    task.save()
    Task.objects.filter(address="II.1.-1").delete()

    assert found("mo coi") == []
    assert found("hoc bong") == ["II.2.-1"]
    assert found("tinh nguyen") == []


@given(st.text(max_size=40))
def test_whatever_is_typed_is_cut_into_plain_words(text: str) -> None:
    assert all(word.isascii() and word.isalnum() for word in words_of(fold(text)))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL needs no triggers")
def test_no_later_migration_has_lost_the_triggers_of_an_indexed_column() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE '%\\_words' ESCAPE '\\'")
        tables = {name for (name,) in cursor.fetchall()}

    wanted = {f"{name}_{when}" for name in tables for when in ("came", "went", "changed")}
    assert len(tables) >= 3
    assert wanted - triggers == set(), "end the migration with IndexWords again"
