"""The office puts its report together from accepted ones, issues it, and corrects it later."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
import python_calamine
from django.test import Client
from django.urls import reverse
from tests.builders.activities import at as somebody_at
from tests.builders.submissions import (
    AFTER,
    OCTOBER,
    Reporting,
    a_chapter,
    a_reporting,
    accepted,
    ahead,
    gave,
    replied,
    sent,
    wrote,
)

from nhanai.documents.models import OutgoingDocument
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.queries import key_of, of_subject
from nhanai.submissions import actions
from nhanai.submissions.actions import CannotGather, CannotIssueReport, CannotSend
from nhanai.submissions.models import GatheredPassage, IssuedReport, Submission
from nhanai.submissions.queries import Slot, prepared, sheet_in, slot_of
from nhanai.submissions.queries.framing import frame_of
from nhanai.submissions.rules.answering import Said
from nhanai.submissions.rules.origins import code_of
from nhanai.submissions.rules.sheets import Sheet
from nhanai.submissions.rules.together import Together
from nhanai.submissions.vocab import SubmissionState

pytestmark = pytest.mark.django_db

LATER = AFTER + dt.timedelta(days=3)


@pytest.fixture
def world() -> Reporting:
    """Three chapters: two whose reports are accepted, one that has sent nothing."""
    made = a_reporting()
    gave(made.chapter, "XH03", 12)
    wrote(made, Said("text:kho-khan", "Đường xa, khó vận chuyển quà."))
    accepted(made)
    other = beside(made, "Hội Chữ thập đỏ xã Pa Ủ", "hoi-pa-u")
    gave(other.chapter, "XH03", 30)
    accepted(other)
    silent = beside(made, "Hội Chữ thập đỏ xã Thu Lũm", "hoi-thu-lum")
    gave(silent.chapter, "XH03", 100)
    gave(made.office, "XH03", 5)
    return made


def beside(world: Reporting, name: str, key: str) -> Reporting:
    chapter = a_chapter(world.office, name, key)
    head = somebody_at(chapter, Role.CHAPTER_HEAD)
    return replace(world, chapter=chapter, head=head, clerk=head)


def office_slot(world: Reporting, key: str = OCTOBER) -> Slot:
    found = slot_of(world.office, "bao-cao-cong-tac", key)
    assert found is not None
    return found


def sheet(world: Reporting) -> Sheet:
    slot = office_slot(world)
    return prepared(slot, slot.rows().first()).sheet


def made_of(world: Reporting) -> Together:
    made = sheet(world).together
    assert made is not None
    return made


def sent_up(world: Reporting) -> Submission:
    """The office's own report, framed, its findings answered, handed to its leader."""
    slot = office_slot(world)
    framed = frame_of(slot, slot.rows().first(), today=LATER.date())
    actions.set_frame(
        slot=slot,
        fields={**framed, "signer": "Lò Văn Mai", "place": "Lai Châu"},
        by=world.officer,
        at=LATER,
    )
    if not slot.rows().filter(answers__key="text:phuong-huong").exists():
        wrote(world, ahead("Toàn tỉnh vận động Tết Nhân ái."), slot=slot, by=world.officer)
    actions.save(slot=slot, said=replied(slot), by=world.officer, at=LATER)
    return actions.submit(slot=slot, by=world.officer, at=LATER)


def leader(world: Reporting) -> User:
    return somebody_at(world.office, Role.PROVINCE_LEADER)


def approved(world: Reporting) -> Submission:
    row = sent_up(world)
    assert row.current is not None
    return actions.accept(submission=row, number=row.current.number, by=leader(world), at=LATER)


def issued(world: Reporting) -> IssuedReport:
    row = approved(world)
    return actions.issue_report(
        slot=office_slot(world), submission=row, to=[], by=world.officer, at=LATER
    )


def words_in(document: OutgoingDocument) -> str:
    with document.docx.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as parts:
        return parts.read("word/document.xml").decode()


def links_in(document: OutgoingDocument) -> str:
    with document.docx.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as parts:
        return parts.read("word/_rels/document.xml.rels").decode()


def test_the_report_is_the_sum_of_what_was_accepted_and_names_who_is_missing(
    world: Reporting,
) -> None:
    made = made_of(world)

    assert sheet(world).figures["XH03"].now == 12 + 30 + 5
    assert [one.figures["XH03"] for one in made.shares] == [12, 30]
    assert made.direct["XH03"] == 5
    assert made.missing == ("Hội Chữ thập đỏ xã Thu Lũm",)
    assert "Chưa có báo cáo của Hội Chữ thập đỏ xã Thu Lũm." in made.note


def test_a_late_change_shows_by_unit_and_is_not_taken(world: Reporting) -> None:
    gave(world.chapter, "XH03", 1)

    late = [one for one in made_of(world).uncounted if one.unit == "hoi-bum-to"]

    assert sheet(world).figures["XH03"].now == 47
    assert [(one.label, one.what, one.old, one.new) for one in late] == [
        ("Tết Nhân ái: suất quà", "kỳ này", "12", "13"),
        ("Tết Nhân ái: suất quà", "lũy kế năm", "12", "13"),
    ]
    slot = office_slot(world)
    rules = {one.rule for one in prepared(slot, slot.rows().first()).findings}
    assert {"together-late", "together-missing"} <= rules


def test_an_accepted_correction_is_taken_in_place_of_what_it_corrects(world: Reporting) -> None:
    gave(world.chapter, "XH03", 1)
    row = world.slot().rows().get()
    actions.start_correction(submission=row, why="Ghi thiếu một suất.", by=world.clerk, at=LATER)

    assert sheet(world).figures["XH03"].now == 47
    accepted(world)
    assert sheet(world).figures["XH03"].now == 48


def test_words_are_gathered_by_question_and_what_was_edited_is_never_overwritten(
    world: Reporting,
) -> None:
    slot = office_slot(world)
    row = actions.gather(slot=slot, by=world.officer, at=LATER)
    passage = row.passages.get()
    assert passage.standing == ("Hội Chữ thập đỏ xã Bum Tở: Đường xa, khó vận chuyển quà.")
    assert passage.version == world.slot().rows().get().accepted
    assert passage.standing in sheet(world).texts["kho-khan"].text

    actions.write_passage(
        passage=passage,
        text="Một số xã đường xa.",
        seen=passage.standing,
        by=world.officer,
        at=LATER,
    )
    below = world.slot().rows().get()
    actions.start_correction(submission=below, why="Bổ sung.", by=world.clerk, at=LATER)
    mark = prepared(world.slot(), below).answers["text:kho-khan"].mark
    wrote(world, Said("text:kho-khan", "Đường xa, thiếu xe.", before=mark))
    accepted(world)
    actions.gather(slot=slot, by=world.officer, at=LATER)

    passage.refresh_from_db()
    assert passage.standing == "Một số xã đường xa."
    assert passage.offered == "Hội Chữ thập đỏ xã Bum Tở: Đường xa, thiếu xe."
    actions.keep_mine(passage=passage, by=world.officer, at=LATER)
    actions.gather(slot=slot, by=world.officer, at=LATER)
    passage.refresh_from_db()
    assert (passage.standing, passage.offered) == ("Một số xã đường xa.", "")
    actions.leave_out(passage=passage, is_left_out=True, by=world.officer, at=LATER)
    assert "Một số xã" not in sheet(world).texts["kho-khan"].text


def test_a_passage_that_another_changed_is_not_overwritten(world: Reporting) -> None:
    row = actions.gather(slot=office_slot(world), by=world.officer, at=LATER)
    passage = row.passages.get()
    before = passage.standing
    actions.write_passage(passage=passage, text="Một.", seen=before, by=world.officer, at=LATER)

    with pytest.raises(CannotGather, match="người khác sửa"):
        actions.write_passage(passage=passage, text="Hai.", seen=before, by=world.officer, at=LATER)
    with pytest.raises(CannotGather, match="chưa được giao"):
        actions.gather(slot=office_slot(world), by=world.head, at=LATER)
    with pytest.raises(CannotGather, match="cấp dưới"):
        actions.gather(slot=world.slot(), by=world.clerk, at=LATER)
    assert GatheredPassage.objects.get().standing == "Một."


def test_a_report_without_who_signs_is_not_sent_to_the_leader(world: Reporting) -> None:
    slot = office_slot(world)
    wrote(world, ahead(), slot=slot, by=world.officer)
    actions.save(slot=slot, said=replied(slot), by=world.officer, at=LATER)

    with pytest.raises(CannotSend, match="Thể thức"):
        actions.submit(slot=slot, by=world.officer, at=LATER)


def test_what_was_approved_goes_out_with_every_figure_opening_its_origin(world: Reporting) -> None:
    gave(world.office, "XH03", 2, day=dt.date(2026, 8, 20))
    out = issued(world)

    row = Submission.objects.get(unit=world.office)
    document, version = out.document, out.version
    text, links = words_in(document), links_in(document)
    assert (document.kind, document.number, row.state) == ("BC", 1, SubmissionState.LOCKED)
    assert "Chưa có báo cáo của Hội Chữ thập đỏ xã Thu Lũm" in text
    assert f"/bao-cao/dinh-ky/goc/{code_of(version.pk, 'XH03')}/" in links
    for share in sheet_in(version).together.shares:  # type: ignore[union-attr]
        assert f"/bao-cao/dinh-ky/goc/{code_of(share.version, 'XH03')}/" in links
    assert 'descr="' in text, "a picture tells itself"
    assert "Nguồn số liệu của hình" in text
    locked = Submission.objects.exclude(unit=world.office).values_list("state", flat=True)
    assert set(locked) == {SubmissionState.LOCKED}
    verbs = of_subject(key_of(row)).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-1] == "submissions.issued"


def test_it_is_issued_once_and_not_before_it_is_approved(world: Reporting) -> None:
    row = sent_up(world)
    with pytest.raises(CannotIssueReport):
        actions.issue_report(
            slot=office_slot(world), submission=row, to=[], by=world.officer, at=LATER
        )
    actions.accept(submission=row, number=1, by=leader(world), at=LATER)
    actions.issue_report(slot=office_slot(world), submission=row, to=[], by=world.officer, at=LATER)
    with pytest.raises(CannotIssueReport):
        actions.issue_report(
            slot=office_slot(world), submission=row, to=[], by=world.officer, at=LATER
        )

    assert OutgoingDocument.objects.count() == 1


def test_a_frozen_report_that_was_tampered_with_is_not_issued(world: Reporting) -> None:
    row = approved(world)
    assert row.accepted is not None
    row.accepted.content["sheet"]["together"]["missing"] = []
    row.accepted.save()

    with pytest.raises(CannotIssueReport, match="bản đã duyệt"):
        actions.issue_report(
            slot=office_slot(world), submission=row, to=[], by=world.officer, at=LATER
        )
    assert not OutgoingDocument.objects.exists()


def test_after_issue_a_late_change_leads_to_a_correction_that_names_old_and_new(
    world: Reporting,
) -> None:
    first = issued(world)
    gave(world.chapter, "XH03", 1)
    below = world.slot().rows().get()
    actions.start_correction(submission=below, why="Ghi thiếu.", by=world.clerk, at=LATER)
    accepted(world)
    below.refresh_from_db()
    row = Submission.objects.get(unit=world.office)
    why = "Xã Bum Tở đính chính số suất quà."
    actions.start_correction(submission=row, why=why, by=world.officer, at=LATER)
    second = issued(world)

    text = words_in(second.document)
    first.document.refresh_from_db()
    assert below.state == SubmissionState.LOCKED
    assert second.document.replaces == first.document
    assert "Tết Nhân ái: suất quà (kỳ này): 47 → " in text
    assert f"thay thế Báo cáo số {first.document.reference}" in text.replace(
        '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">', "-"
    )
    assert why in text
    assert sheet_in(first.version).figures["XH03"].now == 47


def test_the_address_of_a_figure_opens_what_was_frozen_for_who_may(world: Reporting) -> None:
    out = issued(world)
    gave(world.chapter, "XH03", 1)
    client, address = Client(), reverse(
        "submissions:origin", kwargs={"code": code_of(out.version.pk, "XH03")}
    )  # fmt: skip
    client.force_login(world.officer)
    answer = client.get(address)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<b>47</b>" in text
    assert out.document.reference in text
    assert "Hội Chữ thập đỏ xã Thu Lũm" in text
    client.force_login(world.clerk)
    assert client.get(address).status_code == 404


def test_the_annexes_are_a_workbook_of_numbers(world: Reporting) -> None:
    issued(world)
    client = Client()
    client.force_login(world.officer)
    where = {"code": "bao-cao-cong-tac", "key": OCTOBER, "unit": world.office.key}
    answer = client.get(reverse("submissions:annexes", kwargs=where))

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    cells = [cell for row in book.get_sheet_by_name("Phụ lục II").to_python() for cell in row]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        links = parts.read("xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert {47, 12, 30} <= set(cells)
    assert len(book.sheet_names) == 3
    assert "/bao-cao/dinh-ky/goc/" in links


def test_the_page_shows_units_differences_and_words(world: Reporting) -> None:
    gave(world.chapter, "XH03", 1)
    client = Client()
    client.force_login(world.officer)
    where = {"code": "bao-cao-cong-tac", "key": OCTOBER, "unit": world.office.key}
    client.post(reverse("submissions:gather", kwargs=where))
    text = client.get(
        reverse("submissions:together", kwargs=where), {"dong": "XH03"}
    ).content.decode()

    assert "2/3" in text
    assert "báo cáo 12, sổ nay 13" in text
    assert "Đường xa, khó vận chuyển quà." in text
    assert len(text) < 60_000


def test_nothing_of_a_missing_unit_is_counted_until_it_is_accepted(world: Reporting) -> None:
    silent = slot_of(
        a_chapter(world.office, "Hội Chữ thập đỏ xã Mù Cả", "hoi-mu-ca"),
        "bao-cao-cong-tac",
        OCTOBER,
    )
    assert silent is not None
    other = beside(world, "Hội Chữ thập đỏ xã Tà Tổng", "hoi-ta-tong")
    gave(other.chapter, "XH03", 8)
    sent(other)

    made = made_of(world)
    assert sheet(world).figures["XH03"].now == Decimal(47)
    assert len(made.missing) == 3
