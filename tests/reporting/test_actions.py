"""Each act: done, refused, and nothing changed after a refusal."""

import datetime as dt
import io
import uuid

import docx
import pytest
from tests.builders.concerns import a_concern, an_agency_officer
from tests.builders.plans import AT, Desk, a_review
from tests.builders.reporting import (
    LATER,
    YEAR,
    a_leader,
    a_plan_at_work,
    a_ready_report,
    a_report,
    a_submitted_report,
    a_target,
    tell,
    work,
)
from tests.builders.units import unit

from nhanai.identity.models import User
from nhanai.journal.models import Line
from nhanai.paper.fingerprint import hash_of
from nhanai.paper.storing import from_json
from nhanai.plans.actions import record_conference, withdraw_conference
from nhanai.plans.models import Update
from nhanai.plans.vocab import ProgressState
from nhanai.reporting import actions, queries
from nhanai.reporting.models import Opinion, Passage, PassageSource, ResultReport
from nhanai.reporting.queries.facts import facts_of
from nhanai.reporting.queries.paper import paper_of
from nhanai.reporting.vocab import ReportKind, ReportState

pytestmark = pytest.mark.django_db


def a_told_plan() -> Desk:
    desk = a_plan_at_work()
    tell(work(desk), "Đã khám cho 120 người", by=desk.officer)
    return desk


def passage_of(report: ResultReport, start: str = "viec-") -> Passage:
    return Passage.objects.get(section__report=report, key__startswith=start)


def last_verb() -> str:
    return Line.objects.order_by("-sequence")[0].verb


def test_a_report_is_begun_with_derived_days_and_gathered_passages() -> None:
    desk = a_told_plan()

    report = a_report(desk)

    assert (report.start, report.end) == (dt.date(2025, 12, 15), dt.date(2026, 12, 15))
    assert report.state == ReportState.DRAFT
    assert passage_of(report).standing == "Sở Y tế: Đã khám cho 120 người."
    assert list(PassageSource.objects.exclude(update=None).values_list("update", flat=True)) == [
        Update.objects.get().pk
    ]
    assert last_verb() == "reporting.started"


def test_a_midterm_report_covers_the_plan_from_its_first_day() -> None:
    report = a_report(a_told_plan(), kind=ReportKind.MIDTERM)

    assert (report.start, report.end) == (dt.date(2026, 10, 12), dt.date(2026, 12, 15))
    assert report.title.startswith("Sơ kết thực hiện Kế hoạch")


def test_a_second_report_of_the_same_period_is_refused() -> None:
    desk = a_told_plan()
    a_report(desk)

    with pytest.raises(actions.CannotStart, match="đã có báo cáo định kỳ năm 2026"):
        a_report(desk)

    assert ResultReport.objects.count() == 1


def test_a_plan_under_review_has_nothing_to_report() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotStart, match="chưa xác nhận"):
        a_report(desk)


@pytest.mark.parametrize("key", ["", "ND09:YEAR:1999", "khác"])
def test_only_a_period_of_the_list_may_be_chosen(key: str) -> None:
    desk = a_told_plan()

    with pytest.raises(actions.CannotStart, match="trong danh sách"):
        actions.start_report(
            plan=desk.plan, unit=desk.office, kind=ReportKind.PERIODIC, period_key=key,
            by=desk.officer, at=AT,
        )  # fmt: skip


def test_a_period_that_has_not_begun_is_refused() -> None:
    desk = a_told_plan()

    with pytest.raises(actions.CannotStart, match="chưa bắt đầu"):
        actions.start_report(
            plan=desk.plan, unit=desk.office, kind=ReportKind.PERIODIC,
            period_key="ND09:YEAR:2028", by=desk.officer, at=AT,
        )  # fmt: skip


def test_an_agency_reports_only_for_itself() -> None:
    desk = a_told_plan()
    tell(work(desk, "III.5.-1", by="so-gddt"), "Trường học", by=desk.officer)
    officer = an_agency_officer()

    own = a_report(desk, unit=unit("so-y-te"), by=officer)
    with pytest.raises(actions.CannotStart, match="chưa được giao quyền"):
        a_report(desk, by=officer)

    told = Passage.objects.filter(section__report=own, key__startswith="viec-")
    assert [one.standing for one in told] == ["Sở Y tế: Đã khám cho 120 người."]


def test_gathering_again_renews_what_nobody_edited() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    tell(work(desk), "Khám thêm 30 người", by=desk.officer, at=LATER)

    actions.gather(report=report, by=desk.officer, at=LATER)

    passage = passage_of(report)
    assert passage.standing == "Sở Y tế: Đã khám cho 120 người. Khám thêm 30 người."
    assert passage.sources.count() == 2
    assert last_verb() == "reporting.gathered"


def test_gathering_again_offers_new_words_beside_what_was_edited() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    passage = passage_of(report)
    hers = actions.write(
        passage=passage, text="Sở Y tế khám 120 lượt người.", seen=passage.standing,
        by=desk.officer, at=AT,
    )  # fmt: skip
    tell(work(desk), "Khám thêm 30 người", by=desk.officer, at=LATER)

    actions.gather(report=report, by=desk.officer, at=LATER)

    hers.refresh_from_db()
    assert hers.standing == "Sở Y tế khám 120 lượt người."
    assert hers.offered == "Sở Y tế: Đã khám cho 120 người. Khám thêm 30 người."
    taken = actions.accept_offer(passage=hers, by=desk.officer, at=LATER)
    assert (taken.standing, taken.offered, taken.edited_by) == (hers.offered, "", None)


def test_keeping_ones_own_words_settles_the_offer() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    passage = passage_of(report)
    actions.write(passage=passage, text="Lời khác.", seen=passage.standing, by=desk.officer, at=AT)
    tell(work(desk), "Thêm", by=desk.officer, at=LATER)
    actions.gather(report=report, by=desk.officer, at=LATER)

    actions.keep_mine(passage=passage, by=desk.officer, at=LATER)
    actions.gather(report=report, by=desk.officer, at=LATER)

    passage.refresh_from_db()
    assert (passage.standing, passage.offered) == ("Lời khác.", "")
    with pytest.raises(actions.CannotEdit, match="không có lời mới"):
        actions.keep_mine(passage=passage, by=desk.officer, at=LATER)


def test_what_is_gone_leaves_or_is_marked_beside_edited_words() -> None:
    desk = a_told_plan()
    tell(work(desk, "III.5.-1", by="so-gddt"), "Trường học", by=desk.officer)
    report = a_report(desk)
    edited = Passage.objects.get(section__report=report, standing__contains="Sở Y tế:")
    actions.write(passage=edited, text="Giữ.", seen=edited.standing, by=desk.officer, at=AT)
    desk.plan.tasks.filter(address__in=["III.4.-1", "III.5.-1"]).update(state="DROPPED")

    actions.gather(report=report, by=desk.officer, at=LATER)

    left = Passage.objects.filter(section__report=report, key__startswith="viec-")
    assert [one.standing for one in left] == ["Giữ."]
    assert [one.is_withdrawn for one in edited.sources.all()] == [True]


def test_updates_outside_the_period_are_not_told() -> None:
    desk = a_plan_at_work()
    early = dt.datetime(2025, 12, 14, 16, 59, tzinfo=dt.UTC)
    inside = dt.datetime(2025, 12, 14, 17, 0, tzinfo=dt.UTC)
    tell(work(desk), "Kỳ trước", by=desk.officer, at=early)
    tell(work(desk), "Kỳ này", by=desk.officer, at=inside)

    assert passage_of(a_report(desk)).standing == "Sở Y tế: Kỳ này."


def test_targets_and_concerns_are_gathered_with_their_sources() -> None:
    desk = a_plan_at_work()
    a_target(desk)
    tell(work(desk), "Mở 12 lớp", quantity=12, by=desk.officer)
    concern = a_concern(desk)

    report = a_report(desk)

    goal, hindered = passage_of(report, "chi-tieu-"), passage_of(report, "vuong-mac-")
    assert goal.standing == "Chỉ tiêu lớp tập huấn sơ cấp cứu: đạt 12/20 lớp (60 %)."
    assert [one.figure for one in goal.sources.all()] == ["12 lớp"]
    assert hindered.standing == "Sở Y tế: Chưa có kinh phí khám bệnh tại các xã biên giới."
    assert [one.concern_id for one in hindered.sources.all()] == [concern.pk]


def test_writing_over_what_somebody_else_just_wrote_is_refused() -> None:
    desk = a_told_plan()
    passage = passage_of(a_report(desk))
    before = passage.standing
    actions.write(passage=passage, text="Của chị Hạnh.", seen=before, by=desk.officer, at=AT)

    with pytest.raises(actions.CannotEdit, match="vừa được người khác sửa"):
        actions.write(passage=passage, text="Của anh Pâng.", seen=before, by=desk.officer, at=AT)

    passage.refresh_from_db()
    assert passage.standing == "Của chị Hạnh."


def test_a_passage_may_be_left_out_added_and_moved() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    section = passage_of(report).section

    added = actions.add_passage(section=section, text=" Đoạn thêm. ", by=desk.officer, at=AT)
    actions.move(passage=added, up=True, by=desk.officer, at=AT)
    actions.move(passage=added, up=True, by=desk.officer, at=AT)
    actions.leave_out(passage=passage_of(report), by=desk.officer, at=AT)

    shown = [(one.standing, one.is_left_out) for one in section.passages.order_by("order")]
    assert shown == [("Đoạn thêm.", False), ("Sở Y tế: Đã khám cho 120 người.", True)]
    back = actions.take_back_in(passage=passage_of(report), by=desk.officer, at=AT)
    assert not back.is_left_out
    with pytest.raises(actions.CannotEdit, match="ghi nội dung"):
        actions.add_passage(section=section, text="  ", by=desk.officer, at=AT)


def test_a_withdrawn_conference_is_not_told_of() -> None:
    desk = a_plan_at_work()
    report = a_report(desk)
    held = [
        record_conference(
            plan=desk.plan, unit=desk.office, on=LATER.date() - dt.timedelta(days=days),
            place="Hội trường", note="", attendances={desk.office: 7}, by=desk.officer, at=LATER,
        )
        for days in (3, 5)
    ]  # fmt: skip
    withdraw_conference(conference=held[0], reason="Ghi nhầm.", by=desk.officer, at=LATER)

    spread = facts_of(report, today=LATER.date()).spread

    assert (spread.conferences, spread.attended) == (1, 7)


def test_a_passage_sent_twice_with_the_same_form_is_added_once() -> None:
    desk = a_told_plan()
    section = passage_of(a_report(desk)).section
    token = uuid.uuid4()

    def add(text: str) -> int:
        by = desk.officer
        return actions.add_passage(section=section, text=text, token=token, by=by, at=AT).pk

    first, again, other = add("Đoạn thêm."), add(" Đoạn thêm. "), add("Đoạn khác.")

    assert first == again != other
    shown = [one.standing for one in section.passages.order_by("order")]
    assert shown[1:] == ["Đoạn thêm.", "Đoạn khác."]


def test_gathering_keeps_what_people_added_and_left_out() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    section = passage_of(report).section
    actions.add_passage(section=section, text="Đoạn thêm.", by=desk.officer, at=AT)
    actions.leave_out(passage=passage_of(report), by=desk.officer, at=AT)

    actions.gather(report=report, by=desk.officer, at=LATER)

    shown = [(one.standing, one.is_left_out) for one in section.passages.order_by("order")]
    assert shown == [("Sở Y tế: Đã khám cho 120 người.", True), ("Đoạn thêm.", False)]


def test_who_may_not_write_changes_nothing() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    stranger = an_agency_officer()

    with pytest.raises(actions.CannotEdit, match="chưa được giao quyền"):
        actions.gather(report=report, by=stranger, at=LATER)
    with pytest.raises(actions.CannotHandIn, match="chưa được giao quyền"):
        actions.submit(report=report, by=stranger, at=LATER)
    with pytest.raises(actions.CannotJudge, match="chưa được giao quyền"):
        actions.approve(report=report, by=stranger, at=LATER)


def test_the_frame_is_tidied_and_taken_over_by_the_next_report() -> None:
    desk = a_told_plan()
    report = a_report(desk)
    actions.set_frame(
        report=report, values={"recipients": " Như trên \n\n Lưu: VT ", "signer": " Giàng  A Tủa "},
        by=desk.officer, at=AT,
    )  # fmt: skip

    following = a_report(desk, kind=ReportKind.FINAL)

    assert following.recipients == "Như trên\nLưu: VT"
    assert following.signer == "Giàng A Tủa"


@pytest.mark.parametrize("field", ["symbol", "place"])
def test_a_paper_needs_a_symbol_and_a_place(field: str) -> None:
    desk = a_told_plan()

    with pytest.raises(actions.CannotEdit, match="Hãy ghi"):
        actions.set_frame(report=a_report(desk), values={field: " "}, by=desk.officer, at=AT)


def test_a_report_that_lacks_something_is_not_handed_in() -> None:
    desk = a_told_plan()
    report = a_report(desk)

    with pytest.raises(actions.CannotHandIn) as refused:
        actions.submit(report=report, by=desk.officer, at=AT)

    assert {one.rule for one in refused.value.findings} >= {"signature-missing", "section-empty"}
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_a_report_goes_to_the_leader_comes_back_and_is_approved() -> None:
    desk = a_told_plan()
    leader = a_leader(desk)
    report = a_submitted_report(desk)
    with pytest.raises(actions.CannotEdit, match="đã nộp"):
        actions.gather(report=report, by=desk.officer, at=LATER)
    with pytest.raises(actions.CannotHandIn, match="đã nộp rồi"):
        actions.submit(report=report, by=desk.officer, at=LATER)

    actions.give_back(report=report, text="Nêu rõ số lớp.", by=leader, at=LATER)
    with pytest.raises(actions.CannotHandIn) as refused:
        actions.submit(report=report, by=desk.officer, at=LATER)
    opinion = Opinion.objects.get()
    actions.settle_opinion(opinion=opinion, by=desk.officer, at=LATER)
    actions.submit(report=report, by=desk.officer, at=LATER)
    approved = actions.approve(report=report, by=leader, at=LATER)

    assert [one.rule for one in refused.value.findings] == ["opinion-open"]
    assert (approved.state, approved.approved_by) == (ReportState.APPROVED, leader)
    assert last_verb() == "reporting.approved"
    with pytest.raises(actions.CannotEdit, match="không sửa được"):
        actions.settle_opinion(opinion=opinion, by=desk.officer, at=LATER)


def test_returning_needs_an_opinion_and_a_report_that_was_handed_in() -> None:
    desk = a_told_plan()
    leader = a_leader(desk)
    report = a_ready_report(desk)

    with pytest.raises(actions.CannotJudge, match="tình trạng"):
        actions.give_back(report=report, text="Sửa.", by=leader, at=LATER)
    actions.submit(report=report, by=desk.officer, at=AT)
    with pytest.raises(actions.CannotJudge, match="ghi ý kiến"):
        actions.give_back(report=report, text=" ", by=leader, at=LATER)

    assert Opinion.objects.count() == 0


def test_an_approved_report_stays_as_it_was_approved() -> None:
    desk = a_told_plan()
    report = a_submitted_report(desk)
    approved = actions.approve(report=report, by=a_leader(desk), at=AT)
    before = paper_of(approved, today=LATER.date())
    Passage.objects.filter(section__report=report).update(standing="Đổi trộm.")
    tell(work(desk), "Thêm", state=ProgressState.DONE, by=desk.officer, at=LATER)

    again = ResultReport.objects.get(pk=report.pk)

    assert again.paper is not None
    assert paper_of(again, today=LATER.date()) == before == from_json(again.paper)
    assert hash_of(again.paper) == again.paper_sha256


def test_the_annex_of_the_plans_report_lists_every_task() -> None:
    desk = a_told_plan()
    report = a_report(desk)

    paper = paper_of(report, today=AT.date())

    table = paper.annexes[0].blocks[0]
    checked = desk.plan.tasks.filter(state="CHECKED").count()
    assert len(table.rows) == checked > 0  # type: ignore[union-attr]  # a table
    assert paper.annexes[0].landscape
    assert report.period_key == YEAR


@pytest.mark.slow
def test_an_approved_report_is_issued_under_number_01_and_sent() -> None:
    desk = a_told_plan()
    report = actions.approve(report=a_submitted_report(desk), by=a_leader(desk), at=AT)

    issued = actions.issue_report(report=report, to=[unit("so-y-te")], by=desk.officer, at=LATER)

    document = issued.issued
    assert document is not None
    assert document.paper is not None
    assert issued.paper is not None
    assert issued.state == ReportState.ISSUED
    assert document.reference == "01/BC-CTĐ"
    assert [one.unit.key for one in document.dispatches.all()] == ["so-y-te"]
    assert document.paper["body"] == issued.paper["body"]
    with document.docx.open("rb") as file:
        read = docx.Document(io.BytesIO(file.read()))
    text = "\n".join(one.text for one in read.paragraphs)
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert "Sở Y tế: Đã khám cho 120 người." in text
    assert "Số: 01/BC-CTĐ" in "\n".join([text, *cells])
    assert last_verb() == "reporting.issued"
    with pytest.raises(actions.CannotIssueReport, match="đã ban hành"):
        actions.issue_report(report=report, to=[], by=desk.officer, at=LATER)


def test_only_an_approved_report_that_nobody_touched_is_issued() -> None:
    desk = a_told_plan()
    report = a_submitted_report(desk)

    with pytest.raises(actions.CannotIssueReport, match="đã nộp"):
        actions.issue_report(report=report, to=[], by=desk.officer, at=LATER)
    approved = actions.approve(report=report, by=a_leader(desk), at=AT)
    assert approved.paper is not None
    approved.paper["subject"] = "Đổi trộm"
    approved.save()
    with pytest.raises(actions.CannotIssueReport, match="không còn đúng bản đã duyệt"):
        actions.issue_report(report=report, to=[], by=desk.officer, at=LATER)

    report.refresh_from_db()
    assert (report.state, report.issued) == (ReportState.APPROVED, None)


def test_a_symbol_that_cannot_be_numbered_is_told_before_it_is_handed_in() -> None:
    desk = a_told_plan()
    report = a_ready_report(desk)
    actions.set_frame(report=report, values={"symbol": "KH-CTĐ"}, by=desk.officer, at=AT)

    with pytest.raises(actions.CannotHandIn) as refused:
        actions.submit(report=report, by=desk.officer, at=AT)

    assert [one.rule for one in refused.value.findings] == ["paper-symbol"]


def an_agency_report() -> tuple[Desk, User, ResultReport]:
    """A report of Sở Y tế that lacks nothing, with the only officer who looks after it."""
    desk = a_told_plan()
    officer = an_agency_officer()
    report = a_report(desk, unit=unit("so-y-te"), by=officer)
    frame = {
        "symbol": "BC-SYT", "place": "Lai Châu", "signature": "GIÁM ĐỐC", "signer": "Vàng A Páo",
        "addressed_to": "Hội Chữ thập đỏ tỉnh", "recipients": "Như trên\nLưu: VT",
    }  # fmt: skip
    actions.set_frame(report=report, values=frame, by=officer, at=AT)
    ahead = Passage.objects.get(section__report=report, key="phuong-huong")
    actions.write(passage=ahead, text="Tiếp tục khám lưu động.", seen="", by=officer, at=AT)
    return desk, officer, actions.submit(report=report, by=officer, at=AT)


def test_who_is_alone_in_an_agency_approves_her_own_report_and_the_journal_says_so() -> None:
    desk, officer, report = an_agency_report()

    with pytest.raises(actions.CannotJudge):
        actions.approve(report=report, by=desk.officer, at=LATER)
    actions.approve(report=report, by=officer, at=LATER)

    line = Line.objects.get(verb="reporting.approved")
    assert (line.note, line.unit_key) == ("Người nộp tự duyệt.", "so-y-te")


def test_where_a_colleague_may_approve_nobody_approves_her_own() -> None:
    _, officer, report = an_agency_report()
    colleague = an_agency_officer()

    with pytest.raises(actions.CannotJudge):
        actions.approve(report=report, by=officer, at=LATER)
    actions.approve(report=report, by=colleague, at=LATER)

    assert Line.objects.get(verb="reporting.approved").note == ""


def test_an_approved_report_goes_up_is_seen_there_and_received() -> None:
    desk, officer, report = an_agency_report()
    today = LATER.date()
    sees = queries.visible_to(desk.officer, today=today).filter(pk=report.pk)
    with pytest.raises(actions.CannotHandIn, match="được duyệt rồi mới gửi lên"):
        actions.send_up(report=report, by=officer, at=LATER)
    actions.approve(report=report, by=officer, at=LATER)
    assert not sees.exists()

    with pytest.raises(actions.CannotHandIn, match="chưa được giao quyền"):
        actions.send_up(report=report, by=desk.officer, at=LATER)
    actions.send_up(report=report, by=officer, at=LATER)
    assert sees.exists()
    with pytest.raises(actions.CannotJudge):
        actions.receive(report=report, by=officer, at=LATER)
    received = actions.receive(report=report, by=desk.officer, at=LATER)

    assert (received.state, received.received_by) == (ReportState.RECEIVED, desk.officer)
    assert last_verb() == "reporting.received"
    with pytest.raises(actions.CannotJudge, match="đã nhận rồi"):
        actions.receive(report=report, by=desk.officer, at=LATER)


def test_what_is_returned_from_above_is_open_again_and_no_longer_approved() -> None:
    desk, officer, report = an_agency_report()
    actions.approve(report=report, by=officer, at=LATER)
    actions.send_up(report=report, by=officer, at=LATER)

    with pytest.raises(actions.CannotJudge):
        actions.give_back(report=report, text="Nêu rõ số người.", by=officer, at=LATER)
    returned = actions.give_back(report=report, text="Nêu rõ số.", by=desk.officer, at=LATER)

    assert (returned.state, returned.paper, returned.approved_at, returned.sent_at) == (
        ReportState.RETURNED, None, None, None,
    )  # fmt: skip
    actions.settle_opinion(opinion=Opinion.objects.get(), answer="Đã thêm.", by=officer, at=LATER)
    again = actions.submit(report=report, by=officer, at=LATER)
    assert again.state == ReportState.SUBMITTED


def test_the_report_of_who_follows_the_plan_goes_no_further_up() -> None:
    desk = a_told_plan()
    report = actions.approve(report=a_submitted_report(desk), by=a_leader(desk), at=AT)

    with pytest.raises(actions.CannotHandIn):
        actions.send_up(report=report, by=desk.officer, at=LATER)


def test_a_remark_on_a_passage_is_answered_where_it_stands() -> None:
    desk = a_told_plan()
    leader, report = a_leader(desk), a_submitted_report(desk)
    passage = passage_of(report)

    with pytest.raises(actions.CannotJudge, match="ý kiến về đoạn này"):
        actions.remark(passage=passage, text=" ", by=leader, at=AT)
    with pytest.raises(actions.CannotJudge):
        actions.remark(passage=passage, text="Nêu rõ.", by=desk.officer, at=AT)
    opinion = actions.remark(passage=passage, text="Nêu rõ xã nào.", by=leader, at=AT)
    actions.give_back(report=report, text="", by=leader, at=AT)
    settled = actions.settle_opinion(
        opinion=opinion, answer="Tại xã Sìn Hồ.", by=desk.officer, at=LATER
    )

    assert (settled.passage, settled.answer, settled.settled_by) == (
        passage, "Tại xã Sìn Hồ.", desk.officer,
    )  # fmt: skip
    line = Line.objects.get(verb="reporting.remarked")
    assert (line.note, line.new["text"]) == ("Nêu rõ xã nào.", passage.standing)


def test_approving_takes_the_passages_as_they_stand() -> None:
    desk = a_told_plan()
    leader, report = a_leader(desk), a_submitted_report(desk)
    actions.remark(passage=passage_of(report), text="Nêu rõ.", by=leader, at=AT)

    actions.approve(report=report, by=leader, at=LATER)

    assert Opinion.objects.get().settled_by == leader
