"""A report is written, sent with a receipt, returned or accepted, locked, then only corrected."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.builders.activities import at as somebody_at
from tests.builders.submissions import (
    AFTER,
    DAY,
    HERE,
    OCTOBER,
    SCORES,
    YEAR,
    Reporting,
    a_chapter,
    a_reporting,
    accepted,
    ahead,
    gave,
    sent,
    wrote,
)

from nhanai.identity.vocab import Role
from nhanai.journal.queries import key_of, of_subject
from nhanai.submissions import actions
from nhanai.submissions.actions import (
    CannotCorrect,
    CannotJudge,
    CannotRemind,
    CannotSend,
    CannotWrite,
)
from nhanai.submissions.models import (
    ReportAnswer,
    ReportForm,
    Submission,
    SubmissionReminder,
    SubmissionVersion,
)
from nhanai.submissions.queries import accepted_below, prepared, sheet_in, slot_of
from nhanai.submissions.rules.answering import Said, mark_of
from nhanai.submissions.rules.sheets import Sheet, fingerprint
from nhanai.submissions.vocab import SubmissionState, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Reporting:
    """A chapter with twelve gifts in the period."""
    made = a_reporting()
    gave(made.chapter, "XH03", 12)
    return made


def version_of(row: Submission) -> SubmissionVersion:
    row.refresh_from_db()
    assert row.current is not None
    return row.current


def verbs(row: Submission) -> list[str]:
    return list(of_subject(key_of(row)).order_by("sequence").values_list("verb", flat=True))


def test_a_report_is_sent_with_the_figures_of_its_records(world: Reporting) -> None:
    row = sent(world)

    version = version_of(row)
    assert row.state == SubmissionState.SUBMITTED
    assert (version.number, version.receipt, version.receiver) == (1, "1/2026", world.office)
    assert sheet_in(version).figures["XH03"].now == 12
    assert version.sha256 == fingerprint(version.content)
    assert not version.is_on_behalf
    assert verbs(row)[-1] == "submissions.submitted"
    assert row.due_on == dt.date(2026, 10, 16)


def test_receipts_run_on_for_each_receiver_and_year(world: Reporting) -> None:
    other = replace(world, chapter=a_chapter(world.office, "Hội xã Pa Ủ", "hoi-pa-u"))
    head = somebody_at(other.chapter, Role.CHAPTER_HEAD)
    other = replace(other, head=head, clerk=somebody_at(other.chapter))
    sent(world)
    sent(other)
    again = sent(world, slot=world.slot("ND09:QUARTER:2026-Q3"))

    assert version_of(again).receipt_number == 3


def test_a_finding_that_nobody_answered_keeps_the_report(world: Reporting) -> None:
    gave(world.chapter, "HM02", 50)
    gave(world.chapter, "HM03", 74)
    with pytest.raises(CannotSend) as refusal:
        actions.submit(slot=world.slot(), by=world.head, at=AFTER)

    assert {one.rule for one in refusal.value.findings} == {
        "at-most-HM02", "at-most-HM04", "text-missing", "at-most-XH02",
    }  # fmt: skip
    assert not SubmissionVersion.objects.exists()
    assert not Submission.objects.exists()


def test_who_fills_does_not_send_and_who_is_elsewhere_does_neither(world: Reporting) -> None:
    stranger = somebody_at(a_chapter(world.office, "Hội xã Thu Lũm", "thu-lum"), Role.CHAPTER_HEAD)

    with pytest.raises(CannotSend):
        actions.submit(slot=world.slot(), by=world.clerk, at=AFTER)
    with pytest.raises(CannotWrite):
        actions.save(slot=world.slot(), said=[ahead()], by=stranger, at=AFTER)
    assert not Submission.objects.exists()


def test_a_report_is_not_sent_before_its_period_ends_but_may_be_written(world: Reporting) -> None:
    before = dt.datetime(2026, 10, 13, 9, 0, tzinfo=HERE)
    actions.save(slot=world.slot(), said=[ahead()], by=world.clerk, at=before)

    with pytest.raises(CannotSend, match="14/10/2026"):
        actions.submit(slot=world.slot(), by=world.head, at=before)


def test_sending_twice_sends_once(world: Reporting) -> None:
    row = sent(world)
    with pytest.raises(CannotSend, match="đã nộp rồi"):
        actions.submit(slot=world.slot(), by=world.head, at=AFTER)

    assert version_of(row).number == 1


def test_the_officer_fills_and_sends_for_a_chapter_that_cannot(world: Reporting) -> None:
    wrote(world, ahead(), by=world.officer)
    row = sent(world, by=world.officer)

    assert version_of(row).is_on_behalf
    line = of_subject(key_of(row)).order_by("sequence").last()
    assert line is not None
    assert line.note == "Nhập thay đơn vị."


def test_the_second_to_save_sees_the_first_and_loses_nothing(world: Reporting) -> None:
    wrote(world, Said("text:kho-khan", "Thiếu kinh phí."))
    with pytest.raises(CannotWrite) as refusal:
        wrote(world, Said("text:kho-khan", "Đường xa."), ahead(), by=world.head)

    assert [one.where for one in refusal.value.findings] == ["text:kho-khan"]
    assert [row.text for row in ReportAnswer.objects.all()] == ["Thiếu kinh phí."]

    mark = mark_of("Thiếu kinh phí.")
    wrote(world, Said("text:kho-khan", "Thiếu kinh phí, đường xa.", before=mark), by=world.head)
    assert ReportAnswer.objects.get().text == "Thiếu kinh phí, đường xa."


def test_saving_what_is_there_writes_nothing(world: Reporting) -> None:
    wrote(world, ahead())
    wrote(world, Said("text:phuong-huong", ahead().text, before=mark_of(ahead().text)))

    assert verbs(Submission.objects.get()) == ["submissions.saved"]


def test_a_returned_report_is_sent_again_and_every_version_is_kept(world: Reporting) -> None:
    row = sent(world)
    actions.give_back(
        submission=row, number=1, text="Xem lại suất quà.", remarks={"XH03": "Thiếu chợ Tết."},
        by=world.officer, at=AFTER,
    )  # fmt: skip
    row.refresh_from_db()
    assert row.state == SubmissionState.RETURNED
    assert [(one.line, one.text) for one in version_of(row).remarks.all()] == [
        ("", "Xem lại suất quà."),
        ("XH03", "Thiếu chợ Tết."),
    ]

    gave(world.chapter, "XH03", 3)
    why = "có bản ghi thêm hoặc sửa sau khi nộp."
    ready = prepared(world.slot(), row)
    assert [one.message for one in ready.findings if one.rule.startswith("since-sent")] == [
        f"Tết Nhân ái: suất quà ({what}) nay là 15, lần nộp ngày 16/10/2026 là 12: {why}"
        for what in ("kỳ này", "lũy kế năm")
    ]
    sent(world)
    numbers = [
        (one.number, sheet_in(one).figures["XH03"].now, one.verdict)
        for one in row.versions.order_by("number")
    ]
    assert numbers == [(1, Decimal(12), Verdict.RETURNED), (2, Decimal(15), "")]
    assert not version_of(row).is_correction


def test_returning_needs_a_word_about_a_line_that_is_there(world: Reporting) -> None:
    row = sent(world)
    for text, remarks in (("  ", {}), ("", {"KHONG": "?"})):
        with pytest.raises(CannotJudge):
            actions.give_back(
                submission=row, number=1, text=text, remarks=remarks, by=world.officer, at=AFTER
            )
    row.refresh_from_db()
    assert row.state == SubmissionState.SUBMITTED


def test_only_the_level_above_judges_and_only_the_version_it_looked_at(world: Reporting) -> None:
    row = sent(world)
    with pytest.raises(CannotJudge, match="chưa được giao"):
        actions.accept(submission=row, number=1, by=world.head, at=AFTER)
    with pytest.raises(CannotJudge, match="bản khác"):
        actions.accept(submission=row, number=2, by=world.officer, at=AFTER)
    actions.accept(submission=row, number=1, by=world.officer, at=AFTER)
    with pytest.raises(CannotJudge, match="đã duyệt"):
        actions.give_back(
            submission=row, number=1, text="?", remarks={}, by=world.officer, at=AFTER
        )


def test_what_was_accepted_cannot_be_written_nor_sent(world: Reporting) -> None:
    row = accepted(world)
    gave(world.chapter, "XH03", 3)

    with pytest.raises(CannotWrite, match="đính chính"):
        wrote(world, Said("text:kho-khan", "Muộn."))
    with pytest.raises(CannotSend):
        actions.submit(slot=world.slot(), by=world.head, at=AFTER)
    assert sheet_in(version_of(row)).figures["XH03"].now == 12


def test_a_correction_tells_old_and_new_and_why_and_goes_the_same_way(world: Reporting) -> None:
    row = actions.lock(submission=accepted(world), by=world.officer, at=AFTER)
    gave(world.chapter, "XH03", 3)
    actions.start_correction(submission=row, why="Sót chợ Tết.", by=world.clerk, at=AFTER)
    row = sent(world)

    version = version_of(row)
    held = sheet_in(version)
    assert (version.is_correction, held.corrects, held.why) == (True, 1, "Sót chợ Tết.")
    assert [(one.key, one.what, one.old, one.new) for one in held.changes] == [
        ("XH03", "kỳ này", "12", "15"),
        ("XH03", "lũy kế năm", "12", "15"),
    ]
    assert row.accepted is not None
    assert row.accepted.number == 1  # stands until the correction is accepted
    row = actions.accept(submission=row, number=2, by=world.officer, at=AFTER)
    assert (row.state, row.accepted) == (SubmissionState.LOCKED, version)


def test_a_correction_needs_a_reason_and_something_to_correct(world: Reporting) -> None:
    row = accepted(world)
    with pytest.raises(CannotCorrect, match="vì sao"):
        actions.start_correction(submission=row, why=" ", by=world.clerk, at=AFTER)
    with pytest.raises(CannotCorrect, match="nhiều nhất"):
        actions.start_correction(submission=row, why="a" * 2001, by=world.clerk, at=AFTER)
    actions.start_correction(submission=row, why="Xem lại.", by=world.clerk, at=AFTER)
    with pytest.raises(CannotSend, match="Không có gì khác"):
        sent(world)

    row = actions.drop_correction(submission=row, by=world.clerk, at=AFTER)
    assert (row.state, row.why) == (SubmissionState.ACCEPTED, "")
    with pytest.raises(CannotCorrect):
        actions.drop_correction(submission=row, by=world.clerk, at=AFTER)


def test_a_draft_is_not_corrected_nor_dropped(world: Reporting) -> None:
    wrote(world, ahead())
    row = Submission.objects.get()

    with pytest.raises(CannotCorrect):
        actions.start_correction(submission=row, why="?", by=world.clerk, at=AFTER)
    with pytest.raises(CannotCorrect):
        actions.drop_correction(submission=row, by=world.clerk, at=AFTER)


def test_while_a_correction_is_on_its_way_the_accepted_version_stands(world: Reporting) -> None:
    row = accepted(world)
    gave(world.chapter, "XH03", 3)
    actions.start_correction(submission=row, why="Sót.", by=world.clerk, at=AFTER)
    sent(world)

    found = accepted_below(world.office, row.code, OCTOBER, day=AFTER.date())
    assert [(one.version.number, one.sheet.figures["XH03"].now) for one in found.values()] == [
        (1, Decimal(12))
    ]


def test_the_council_gives_its_points_beside_the_units_own(world: Reporting) -> None:
    slot = slot_of(world.chapter, SCORES, YEAR)
    assert slot is not None
    scores = [Said(f"score:{key}", "Hồ sơ lưu", points="3") for key in slot.form.lines
              if key[0].isdigit() and "." in key]  # fmt: skip
    wrote(world, *scores, slot=slot)
    row = actions.submit(slot=slot, by=world.head, at=AFTER)
    assert sheet_in(version_of(row)).points == 54

    with pytest.raises(CannotJudge):
        actions.give_points(
            submission=row, number=1, points={"1.1": Decimal(9)}, notes={}, by=world.officer,
            at=AFTER,
        )  # fmt: skip
    actions.give_points(
        submission=row, number=1, points={"1.1": Decimal("2.5")}, notes={"1.1": "Thiếu ký nhận"},
        by=world.officer, at=AFTER,
    )  # fmt: skip
    assert version_of(row).council == {"1.1": {"points": "2.5", "note": "Thiếu ký nhận"}}


def test_who_has_not_sent_is_reminded_once_a_day(world: Reporting) -> None:
    late = a_chapter(world.office, "Hội xã Pa Ủ", "hoi-pa-u")
    slots = [world.slot(), replace(world.slot(), unit=late)]
    sent(world)

    assert actions.remind(slots=slots, by=world.officer, at=AFTER) == 1
    assert actions.remind(slots=slots, by=world.officer, at=AFTER) == 0
    assert SubmissionReminder.objects.get().unit == late
    with pytest.raises(CannotRemind):
        actions.remind(slots=slots, by=world.head, at=AFTER)
    with pytest.raises(CannotRemind):
        actions.remind(slots=[], by=world.officer, at=AFTER)


def test_a_form_by_which_reports_were_sent_stays_as_it_was(world: Reporting) -> None:
    assert actions.load_forms() == 0
    used = ReportForm.objects.get(code=world.slot().form.code)
    sent(world)
    ReportForm.objects.update(name="Tên cũ")

    assert actions.load_forms() == 2
    used.refresh_from_db()
    assert used.name == "Tên cũ"


def test_what_is_frozen_never_depends_on_what_comes_later(world: Reporting) -> None:
    version = version_of(sent(world))
    before: Sheet = sheet_in(version)
    gave(world.chapter, "XH03", 500, day=DAY)
    version.refresh_from_db()

    assert sheet_in(version) == before
    assert fingerprint(version.content) == version.sha256
