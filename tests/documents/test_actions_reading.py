"""The way of a reading, and what is written down of it."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from tests.builders.documents import (
    AT,
    DECISION,
    TEXT,
    a_citation,
    a_document,
    a_law,
    a_node,
    a_read_document,
    a_reading,
    an_office,
    an_officer,
    under_way,
)

from nhanai.documents import actions, queries, rules, tasks
from nhanai.documents.models import Citation, Document, Mark, Node, Remark
from nhanai.documents.vocab import MarkKind, ReadingState
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line

pytestmark = pytest.mark.django_db

LATER = AT + rules.STALE_AFTER


def state(document: Document) -> tuple[str, int]:
    document.refresh_from_db()
    return document.reading_state, document.reading_attempts


def rows() -> list[int]:
    return [model.objects.count() for model in (Node, Citation, Remark, Mark)]


def test_a_reading_fills_the_heading_and_writes_tree_citations_marks_and_findings() -> None:
    document = a_read_document()

    document.refresh_from_db()
    assert (document.kind_code, document.kind_name) == ("KH", "Kế hoạch")
    assert (document.reference, document.dated) == ("3836/KH-UBND", "12/10/2023")
    assert document.issuer == "Ủy ban nhân dân tỉnh Lai Châu"
    assert (document.reading_state, document.read_at) == (ReadingState.READ, AT)
    assert document.task_count == 1
    assert set(document.reading or ()) & {"text", "nodes"} == set()
    assert rows() == [6, 2, 1, 5]
    assert Line.objects.latest("sequence").verb == "documents.read"


def test_the_tree_keeps_addresses_order_parents_and_rules() -> None:
    document = a_read_document()

    found = [
        (node.address, node.parent and node.parent.address, node.rule, node.broken_at)
        for node in document.nodes.select_related("parent").order_by("order")
    ]
    assert found == [
        ("title", None, "title-line", []),
        ("III", None, "section-line", []),
        ("III.4", "III", "section-line", []),
        ("III.4.-1", "III.4", "bullet-line", []),
        ("III.5", "III", "section-line", []),
        ("III.5.-1", "III.5", "bullet-line", [39]),
    ]


def test_every_mark_stands_on_the_words_it_means() -> None:
    document = a_read_document()

    words = {
        (mark.kind, mark.item, mark.node.text[mark.start : mark.end])
        for mark in document.marks.select_related("node")
    }
    assert words == {
        (MarkKind.CITATION, 1, DECISION),
        (MarkKind.CITATION, 2, "Thông tư số 07/2017/TT-BGDĐT ngày 14/3/2014"),
        (MarkKind.AGENCY, None, "Sở Y tế"),
        (MarkKind.DEADLINE, None, "trước ngày 15/12/2026"),
        (MarkKind.FINDING, 1, "Thông tư số 07/2017/TT-BGDĐT ngày 14/3/2014"),
    }


def test_a_mark_that_names_its_node_wrongly_is_placed_by_its_range_in_the_source() -> None:
    cited = a_citation("Quyết định", "895/QĐ-TTg", None, "title", DECISION, at=3)

    document = a_read_document(reading=a_reading(citations=[cited], tasks=[], findings=[]))

    mark = document.marks.select_related("node").get()
    assert mark.node.text[mark.start : mark.end] == DECISION


def test_an_address_that_comes_twice_is_told_apart() -> None:
    nodes = [a_node("III.5", "Sở Y tế"), a_node("III.5", "Sở Giáo dục và Đào tạo")]

    document = a_read_document(reading=a_reading(nodes=nodes, citations=[], findings=[]))

    assert list(document.nodes.values_list("address", flat=True)) == ["III.5", "III.5~2"]


def test_a_character_that_no_database_keeps_is_left_out() -> None:
    document = a_read_document(reading=a_reading(text=f"{TEXT}\x00", title="Kế\x00hoạch"))

    document.refresh_from_db()
    assert (document.title, document.text[-2:]) == ("Kế hoạch", "\n ")


def test_a_second_result_is_left_aside() -> None:
    document = a_read_document()

    actions.complete_reading(document=document, json=a_reading(title="Khác"), at=LATER)

    document.refresh_from_db()
    assert document.title == "Kế hoạch thực hiện Quyết định số 895/QĐ-TTg"
    assert rows() == [6, 2, 1, 5]


def test_reading_again_replaces_what_was_found_and_keeps_what_people_said() -> None:
    officer = an_officer(unit=(owner := an_office()))
    document = a_read_document(owner=owner, by=officer)
    heading = rules.Heading(number="9", symbol="KH-UBND", title="Tên do người điền")
    actions.correct_heading(document=document, heading=heading, by=officer, at=AT)
    remark = document.remarks.get()
    actions.settle_remark(remark=remark, how="Đã đối chiếu bản có dấu", by=officer, at=AT)

    actions.read_again(document=document, by=officer, at=AT)
    actions.complete_reading(
        document=under_way(document), json=a_reading(place="Tam Đường"), at=LATER
    )

    document.refresh_from_db()
    assert (document.number, document.title) == ("9", "Tên do người điền")
    assert document.place == "Tam Đường"
    assert rows() == [6, 2, 1, 5]
    assert document.remarks.get().settled_how == "Đã đối chiếu bản có dấu"


def test_a_citation_points_to_the_catalogue_and_to_the_register() -> None:
    owner = an_office()
    law = a_law("895/QĐ-TTg")
    circular = a_reading(number="07/2017", symbol="TT-BGDĐT", date={"year": 2014}, citations=[])
    registered = a_read_document(owner=owner, reading=circular)

    document = a_read_document(owner=owner)

    found = [(one.legal, one.registered) for one in document.citations.order_by("order")]
    assert found == [(law, None), (None, registered)]


def test_a_document_entered_later_is_linked_from_earlier_citations() -> None:
    owner = an_office()
    document = a_read_document(owner=owner)
    circular = a_reading(number="07/2017", symbol="TT-BGDĐT", date={"year": 2014}, citations=[])

    registered = a_read_document(owner=owner, reading=circular)

    assert document.citations.get(order=2).registered == registered


def test_a_register_of_another_unit_is_never_linked() -> None:
    a_read_document(
        reading=a_reading(number="895", symbol="QĐ-TTg", date={"year": 2023}, citations=[])
    )

    document = a_read_document()

    assert [one.registered for one in document.citations.all()] == [None, None]


def test_the_catalogue_names_the_successor_of_a_cited_document() -> None:
    law = a_law("895/QĐ-TTg", end=dt.date(2026, 3, 1))
    law.successors.add(a_law("12/QĐ-TTg", dated_on=dt.date(2026, 2, 1)))
    shipped = {
        "rule": "citation-superseded",
        "severity": "warning",
        "address": "title",
        "message": "Quyết định 895/QĐ-TTg đã bị thay thế.",
        "span": None,
    }

    document = a_read_document(reading=a_reading(findings=[shipped]))

    found = document.remarks.get()
    assert (found.rule, found.severity, found.address) == ("citation-superseded", "note", "title")
    assert found.message == (
        "Quyết định 895/QĐ-TTg hết hiệu lực từ 01/3/2026, được thay thế bởi "
        "Quyết định 12/QĐ-TTg. Khi thực hiện, hãy căn cứ văn bản đang có hiệu lực."
    )


def test_the_same_number_symbol_issuer_and_year_is_pointed_out() -> None:
    owner = an_office()
    first = a_read_document(owner=owner)

    second = a_read_document(owner=owner, at=LATER)

    assert [one.rule for one in first.remarks.all()] == ["citation-year"]
    assert [one.rule for one in second.remarks.all()] == ["citation-year", "duplicate"]
    assert list(queries.same_entries(second)) == [first]


@pytest.mark.parametrize(
    "different",
    [
        {"number": "3837"},
        {"number": None},
        {"issuer": "Ủy ban nhân dân tỉnh Điện Biên"},
        {"date": {"year": 2024, "month": 1, "day": 2}},
    ],
)
def test_documents_that_differ_in_one_of_them_are_no_duplicates(
    different: dict[str, object],
) -> None:
    owner = an_office()
    a_read_document(owner=owner)

    second = a_read_document(owner=owner, reading=a_reading(**different))

    assert list(queries.same_entries(second)) == []


def test_a_document_without_number_and_day_is_read_and_says_so() -> None:
    document = a_read_document(reading=a_reading(number=None, date={"year": 2023, "month": 9}))

    assert (document.reference, document.dated) == ("", "tháng 9 năm 2023")


# The way of a reading


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # the worker closes and opens connections of its own
def test_the_worker_reads_a_document_that_waits() -> None:
    document = a_document()
    Path(document.file.path).write_text(
        "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\nKẾ HOẠCH\nThực hiện công tác nhân đạo\n\n"
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Khám bệnh nhân đạo cho Nhân dân.\n",
        encoding="utf-8",
    )

    call_command("db_worker", "--batch", "--no-startup-delay", "-v", "0")

    assert state(document) == (ReadingState.READ, 0)
    assert document.nodes.filter(text__contains="Khám bệnh nhân đạo").exists()


def test_a_file_that_cannot_be_read_leaves_a_sentence() -> None:
    document = a_document()
    Path(document.file.path).write_bytes(b"\x00\x01" * 500)

    tasks.read.call(document.pk)

    assert state(document) == (ReadingState.FAILED, 1)
    assert document.reading_error
    assert rows() == [0, 0, 0, 0]
    assert Line.objects.latest("sequence").verb == "documents.reading-failed"


def test_a_file_that_is_gone_leaves_a_sentence() -> None:
    document = a_document()
    Path(document.file.path).unlink()

    tasks.read.call(document.pk)

    assert state(document) == (ReadingState.FAILED, 1)
    assert document.reading_error


def test_a_job_for_a_document_that_is_gone_does_nothing() -> None:
    tasks.read.call(12345)

    assert Line.objects.count() == 0


def test_a_document_that_is_read_or_being_read_is_left_alone() -> None:
    read, reading = a_read_document(), under_way(a_document())

    for document in (read, reading):
        actions.read_now(document=document, at=AT)

    assert state(read) == (ReadingState.READ, 0)
    assert state(reading) == (ReadingState.READING, 1)


@pytest.mark.slow
def test_a_reading_whose_worker_was_killed_is_taken_up_again() -> None:
    document = under_way(a_document())

    actions.read_now(document=document, at=LATER)

    assert state(document)[0] == ReadingState.READ


def test_a_document_that_kills_every_worker_is_given_up() -> None:
    document = under_way(a_document())
    Document.objects.update(reading_attempts=rules.ATTEMPTS)

    actions.read_now(document=document, at=LATER)

    assert state(document) == (ReadingState.FAILED, rules.ATTEMPTS)
    assert "dừng giữa chừng" in document.reading_error


@pytest.mark.slow
def test_taking_a_document_up_leaves_a_later_look_in_the_queue() -> None:
    document = a_document()
    DBTaskResult.objects.all().delete()

    actions.read_now(document=document, at=AT)

    job = DBTaskResult.objects.get()
    assert job.run_after == LATER + dt.timedelta(seconds=5)


@pytest.mark.slow
def test_a_fault_of_ours_leaves_a_sentence_and_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = a_document()

    def broken(*, document: Document, json: object, at: dt.datetime) -> None:
        raise KeyError("nodes")

    monkeypatch.setattr(actions.reading, "complete_reading", broken)
    with pytest.raises(KeyError):
        actions.read_now(document=document, at=AT)

    assert state(document) == (ReadingState.FAILED, 1)
    assert "Đọc lại" in document.reading_error


def test_words_of_progress_are_kept_while_the_reading_lasts() -> None:
    document = under_way(a_document())

    actions.reading.note_progress(document=document, words="Đang đọc 3/10 trang", at=LATER)

    document.refresh_from_db()
    assert (document.reading_progress, document.reading_touched_at) == (
        "Đang đọc 3/10 trang", LATER
    )  # fmt: skip


def test_progress_is_written_at_most_once_a_second() -> None:
    document = under_way(a_document())
    moments = iter(AT + dt.timedelta(milliseconds=400 * step) for step in range(6))
    told = actions.reading.progress_of(document, lambda: next(moments))

    seen = []
    for step in range(6):
        told(f"Đang đọc {step}")
        document.refresh_from_db()
        seen.append(document.reading_progress)

    assert seen == ["Đang đọc 0"] * 3 + ["Đang đọc 3"] * 3


def test_words_of_progress_that_come_too_late_change_nothing() -> None:
    document = a_read_document()

    actions.reading.note_progress(document=document, words="Đang đọc", at=LATER)

    document.refresh_from_db()
    assert document.reading_progress == ""


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.CHAPTER_CLERK])
def test_reading_again_is_refused_without_the_right(role: Role) -> None:
    document = a_read_document()
    somebody = an_officer(unit=document.owner, role=role)

    with pytest.raises(actions.CannotReadAgain, match="không có quyền"):
        actions.read_again(document=document, by=somebody, at=AT)

    assert state(document) == (ReadingState.READ, 0)


def test_reading_again_is_refused_while_it_is_read_and_allowed_once_no_word_comes() -> None:
    document = under_way(a_document())

    with pytest.raises(actions.CannotReadAgain, match="đang được đọc"):
        actions.read_again(document=document, by=document.registered_by, at=AT)
    actions.read_again(document=document, by=document.registered_by, at=LATER)

    assert state(document) == (ReadingState.WAITING, 0)
    assert Line.objects.latest("sequence").verb == "documents.read-again"


def test_citations_by_number_never_meet_a_namesake_of_another_year() -> None:
    a_law("43-CT/TW", kind="Chỉ thị", title="Về cây trồng", dated_on=dt.date(1998, 5, 4))
    law = a_law("43-CT/TW", kind="Chỉ thị", title="Về Hội CTĐ", dated_on=dt.date(2010, 6, 8))
    cited = a_citation("Chỉ thị", "43-CT/TW", "2010-06-08", "title", "Thực hiện")

    document = a_read_document(reading=a_reading(citations=[cited]))

    assert document.citations.get().legal == law


def test_reading_again_is_refused_once_a_plan_quotes_the_reading_and_changes_nothing() -> None:
    document = a_read_document()
    before = rows()
    actions.hold(document=document, at=AT)

    with pytest.raises(actions.CannotReadAgain, match="kế hoạch"):
        actions.read_again(document=document, by=document.registered_by, at=LATER)

    assert state(document) == (ReadingState.READ, 0)
    assert rows() == before
