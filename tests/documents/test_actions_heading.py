"""Correcting the facts of a heading, and settling findings."""

import pytest
from tests.builders.documents import (
    AT,
    a_citation,
    a_document,
    a_read_document,
    a_reading,
    an_office,
    an_officer,
)

from nhanai.documents import actions, rules
from nhanai.documents.models import Document
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line

pytestmark = pytest.mark.django_db

HEADING = rules.Heading(
    kind_name="Kế hoạch",
    number="3836",
    symbol="KH-UBND",
    year=2023,
    month=10,
    day=12,
    issuer="Ủy ban nhân dân tỉnh Lai Châu",
    title="Kế hoạch thực hiện Quyết định số 895/QĐ-TTg",
)


def missing(rule: str) -> dict[str, object]:
    return {"rule": rule, "severity": "warning", "address": None, "message": rule, "span": None}


def test_correcting_keeps_old_and_new_in_the_journal() -> None:
    document = a_read_document(reading=a_reading(number=None))

    actions.correct_heading(document=document, heading=HEADING, by=document.registered_by, at=AT)

    document.refresh_from_db()
    assert (document.reference, document.hand_filled) == ("3836/KH-UBND", ["number"])
    line = Line.objects.latest("sequence")
    assert (line.verb, line.old, line.new) == (
        "documents.heading-corrected", {"number": ""}, {"number": "3836"}
    )  # fmt: skip


def test_a_corrected_document_is_found_by_its_new_facts() -> None:
    document = a_document()

    actions.correct_heading(document=document, heading=HEADING, by=document.registered_by, at=AT)

    document.refresh_from_db()
    assert " 3836 kh ubnd" in document.search_folded
    assert document.reference_folded == "3836/kh-ubnd"


def test_filling_number_and_day_settles_the_findings_that_asked_for_them() -> None:
    reading = a_reading(
        number=None,
        date={"year": 2023, "month": 9},
        findings=[missing("number-missing"), missing("date-incomplete"), missing("numbering")],
    )
    document = a_read_document(reading=reading)

    actions.correct_heading(document=document, heading=HEADING, by=document.registered_by, at=AT)

    settled = {one.rule: one.settled_how for one in document.remarks.all()}
    assert settled == {
        "number-missing": "Đã điền vào sổ.",
        "date-incomplete": "Đã điền vào sổ.",
        "numbering": "",
    }


def test_earlier_citations_find_a_document_once_its_number_is_filled() -> None:
    owner = an_office()
    cited = a_citation("Kế hoạch", "3836/KH-UBND", None, "title", "Thực hiện")
    citing = a_read_document(owner=owner, reading=a_reading(number="1", citations=[cited]))
    document = a_document(owner=owner, by=citing.registered_by)

    actions.correct_heading(document=document, heading=HEADING, by=citing.registered_by, at=AT)

    assert citing.citations.get().registered == document


def test_nothing_changed_writes_no_line() -> None:
    document = a_read_document()
    lines = Line.objects.count()

    actions.correct_heading(document=document, heading=HEADING, by=document.registered_by, at=AT)

    assert Line.objects.count() == lines


def test_a_heading_that_cannot_be_so_is_refused_with_everything_at_once() -> None:
    document = a_read_document()
    heading = rules.Heading(number="ba", year=2023, month=2, day=30)

    with pytest.raises(actions.CannotCorrect) as refused:
        actions.correct_heading(
            document=document, heading=heading, by=document.registered_by, at=AT
        )

    assert [finding.where for finding in refused.value.findings] == ["number", "day"]
    assert Document.objects.get().number == "3836"


def test_correcting_is_refused_without_the_right() -> None:
    document = a_read_document()
    inspector = an_officer(unit=document.owner, role=Role.INSPECTOR)

    with pytest.raises(actions.CannotCorrect, match="không có quyền"):
        actions.correct_heading(document=document, heading=rules.Heading(), by=inspector, at=AT)

    assert Document.objects.get().number == "3836"


def test_settling_keeps_who_when_and_how() -> None:
    document = a_read_document()

    remark = actions.settle_remark(
        remark=document.remarks.get(),
        how="  Đã đối   chiếu ",
        by=document.registered_by,
        at=AT,
    )

    remark.refresh_from_db()
    assert (remark.settled_by, remark.settled_at, remark.settled_how) == (
        document.registered_by, AT, "Đã đối chiếu"
    )  # fmt: skip
    line = Line.objects.latest("sequence")
    assert (line.verb, line.new["how"]) == ("documents.remark-settled", "Đã đối chiếu")


@pytest.mark.parametrize(
    ("how", "said"), [("  ", "Hãy ghi đã xử lý thế nào"), ("x" * 301, "trong 300 ký tự")]
)
def test_settling_is_refused_without_a_short_reason(how: str, said: str) -> None:
    document = a_read_document()

    with pytest.raises(actions.CannotSettle, match=said):
        actions.settle_remark(
            remark=document.remarks.get(), how=how, by=document.registered_by, at=AT
        )

    assert document.remarks.get().settled_at is None


def test_a_finding_is_settled_once_and_may_be_opened_again() -> None:
    document = a_read_document()
    officer, remark = document.registered_by, document.remarks.get()

    actions.settle_remark(remark=remark, how="Giữ như văn bản", by=officer, at=AT)
    with pytest.raises(actions.CannotSettle, match="đã được xử lý"):
        actions.settle_remark(remark=remark, how="Lần nữa", by=officer, at=AT)
    actions.reopen_remark(remark=remark, by=officer, at=AT)
    with pytest.raises(actions.CannotSettle, match="chưa được xử lý"):
        actions.reopen_remark(remark=remark, by=officer, at=AT)

    remark.refresh_from_db()
    assert (remark.settled_by, remark.settled_at, remark.settled_how) == (None, None, "")


def test_settling_is_refused_without_the_right() -> None:
    document = a_read_document()
    inspector = an_officer(unit=document.owner, role=Role.INSPECTOR)

    with pytest.raises(actions.CannotSettle, match="không có quyền"):
        actions.settle_remark(remark=document.remarks.get(), how="Xong", by=inspector, at=AT)

    assert document.remarks.get().settled_at is None
