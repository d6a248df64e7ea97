"""Writing a plan: who may, what is kept, what is refused, and its way to the leader and back."""

import datetime as dt
from collections.abc import Callable

import pytest
from tests.builders.drafting import AT, Writing, a_whole_draft, a_writer, a_writing
from tests.builders.units import unit

from nhanai.documents.models import Document, OutgoingDocument
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import DraftOpinion, DraftSection, DraftTask, Plan, PlanDraft
from nhanai.plans.queries import drafting
from nhanai.plans.vocab import DraftSectionKind, DraftState
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=400)


def fresh(writing: Writing) -> PlanDraft:
    return PlanDraft.objects.get(pk=writing.draft.pk)


def test_a_draft_begins_with_the_units_frame_and_the_next_takes_it_over() -> None:
    writing = a_writing()
    draft = fresh(writing)
    assert (draft.symbol, draft.place, draft.issuer, draft.state) == (
        "KH-CTĐ", "Lai Châu", "Hội Chữ thập đỏ tỉnh Lai Châu", DraftState.DRAFT,
    )  # fmt: skip

    again = actions.start_draft(unit=draft.unit, subject="Tết Nhân ái", by=writing.officer, at=AT)

    assert (again.signer, again.signature) == ("Tao Văn Phong", "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH")
    line = Line.objects.filter(verb="plans.draft_started").latest("pk")
    assert (line.new["subject"], line.unit_key) == ("Tết Nhân ái", "lc-hoi-tinh")


def test_only_who_writes_for_the_unit_begins_a_plan_and_about_something() -> None:
    writing = a_writing()
    office = writing.draft.unit
    clerk = a_writer(unit("lc-hoi-xa-03478-2025"), Role.CHAPTER_CLERK, "Lý A Sử")
    for by in (clerk, writing.leader):
        with pytest.raises(actions.CannotWrite, match="chưa được giao quyền soạn"):
            actions.start_draft(unit=office, subject="Tết", by=by, at=AT)
    for subject, said in ((" ", "Hãy ghi trích yếu"), ("a" * 501, "quá 500 ký tự")):
        with pytest.raises(actions.CannotWrite, match=said):
            actions.start_draft(unit=office, subject=subject, by=writing.officer, at=AT)

    assert PlanDraft.objects.count() == 1


def test_words_are_kept_as_typed_and_two_writers_lose_nothing() -> None:
    writing = a_writing()
    actions.set_words(draft=writing.draft, values={"purpose": "Một"}, by=writing.officer, at=AT)

    actions.set_words(
        draft=writing.draft, values={"purpose": "Hai\r\nBa"}, seen={"purpose": "Một"},
        by=writing.officer, at=AT,
    )  # fmt: skip
    assert fresh(writing).purpose == "Hai\nBa"
    with pytest.raises(actions.CannotWrite, match="vừa được người khác sửa"):
        actions.set_words(
            draft=writing.draft, values={"purpose": "Bốn"}, seen={"purpose": "Một"},
            by=writing.officer, at=AT,
        )  # fmt: skip
    assert fresh(writing).purpose == "Hai\nBa"
    actions.set_words(draft=writing.draft, values={"place": "Lai Châu"}, by=writing.officer, at=AT)
    assert Line.objects.filter(verb="plans.draft_written").count() == 3


def test_a_basis_is_cited_once() -> None:
    writing = a_writing()
    for words in ("Căn cứ Luật A", "Căn cứ  Luật A", "Căn cứ Luật B"):
        actions.add_basis(draft=writing.draft, words=words, by=writing.officer, at=AT)

    assert fresh(writing).bases == "Căn cứ Luật A\nCăn cứ Luật B"
    with pytest.raises(actions.CannotWrite, match="Hãy chọn văn bản"):
        actions.add_basis(draft=writing.draft, words=" ", by=writing.officer, at=AT)


def test_sections_and_tasks_are_moved_and_removed() -> None:
    writing = a_whole_draft()
    officer = writing.officer
    first, second = DraftSection.objects.filter(kind=DraftSectionKind.BLOCK).order_by("order")
    actions.move_section(section=second, up=True, by=officer, at=AT)
    actions.move_section(section=second, up=True, by=officer, at=AT)
    actions.move_task(task=writing.task("Chủ trì"), up=False, by=officer, at=AT)

    sections = drafting.sections_of(fresh(writing), today=AT.date())
    assert [one.row.pk for one in sections if one.is_block] == [second.pk, first.pk]
    assert [task.text[:8] for task in first.tasks.order_by("order")] == ["Phối hợp", "Chủ trì "]
    gone = writing.task("Chủ trì")
    actions.remove_task(task=gone, by=officer, at=AT)
    actions.remove_section(section=second, by=officer, at=AT)

    assert DraftTask.objects.count() == 1
    assert Line.objects.get(verb="plans.draft_task_removed").old["text"].startswith("Chủ trì")
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.remove_task(task=gone, by=officer, at=AT),
        lambda: actions.move_section(section=DraftSection(pk=second.pk, draft=writing.draft),
                                     up=True, by=officer, at=AT),
    )  # fmt: skip
    for act in acts:
        with pytest.raises(actions.CannotWrite, match="đã được bỏ"):
            act()


def test_what_makes_no_sense_in_a_section_is_refused() -> None:
    writing = a_whole_draft()
    officer = writing.officer
    group = DraftSection.objects.get(kind=DraftSectionKind.GROUP)
    block = DraftSection.objects.filter(kind=DraftSectionKind.BLOCK)[0]
    task = writing.task("Chủ trì")
    ended = Unit.objects.filter(end__lte=AT.date())[0]
    refusals: list[tuple[Callable[[], object], str]] = [
        (lambda: actions.add_section(draft=writing.draft, kind=DraftSectionKind.GROUP,
                                     by=officer, at=AT), "tiêu đề"),
        (lambda: actions.set_section(section=group, heading="", bullets="", by=officer, at=AT),
         "tiêu đề"),
        (lambda: actions.set_section(section=group, heading="A", bullets="B", seen="cũ",
                                     by=officer, at=AT), "vừa được người khác sửa"),
        (lambda: actions.choose_units(section=group, units=[], by=officer, at=AT), "khối cơ quan"),
        (lambda: actions.choose_units(section=block, units=[ended], by=officer, at=AT),
         "không còn hoạt động"),
        (lambda: actions.add_tasks(section=group, text="A", by=officer, at=AT), "khối cơ quan"),
        (lambda: actions.add_tasks(section=block, text=" - ", by=officer, at=AT), "ít nhất một"),
        (lambda: actions.add_tasks(section=block, text="a\n" * 201, by=officer, at=AT), "200"),
        (lambda: actions.add_tasks(section=block, text="a" * 2001, by=officer, at=AT), "dài quá"),
        (lambda: actions.set_task(task=task, text=" ", by=officer, at=AT), "Hãy ghi lời"),
        (lambda: actions.set_task(task=task, text="Mới", seen="cũ", by=officer, at=AT),
         "vừa được người khác sửa"),
    ]  # fmt: skip
    before = list(DraftTask.objects.values_list("text", flat=True))

    for act, said in refusals:
        with pytest.raises(actions.CannotWrite, match=said):
            act()

    assert list(DraftTask.objects.values_list("text", flat=True)) == before


def test_a_plan_is_not_handed_in_while_something_is_missing() -> None:
    writing = a_writing()
    actions.set_words(
        draft=writing.draft, values={"symbol": "CTĐ", "signer": ""}, by=writing.officer, at=AT
    )

    with pytest.raises(actions.CannotSubmitDraft) as refused:
        actions.submit_draft(draft=writing.draft, by=writing.officer, at=AT)

    rules = {one.rule for one in refused.value.findings}
    assert {"blocks-missing", "paper-symbol"} <= rules
    assert fresh(writing).state == DraftState.DRAFT


def test_a_returned_plan_is_mended_and_handed_in_again() -> None:
    writing = a_whole_draft()
    draft, officer, leader = writing.draft, writing.officer, writing.leader
    with pytest.raises(actions.CannotJudgeDraft, match="đang soạn"):
        actions.approve_draft(draft=draft, by=leader, at=AT)
    with pytest.raises(actions.CannotSubmitDraft, match="chưa được giao quyền"):
        actions.submit_draft(draft=draft, by=leader, at=AT)
    actions.submit_draft(draft=draft, by=officer, at=AT)
    with pytest.raises(actions.CannotSubmitDraft, match="đã trình rồi"):
        actions.submit_draft(draft=draft, by=officer, at=AT)
    with pytest.raises(actions.CannotWrite, match="đã trình nên không sửa được"):
        actions.set_words(draft=draft, values={"purpose": "x"}, by=officer, at=AT)
    with pytest.raises(actions.CannotJudgeDraft, match="chưa được giao quyền duyệt"):
        actions.give_draft_back(draft=draft, text="Sửa", by=officer, at=AT)
    with pytest.raises(actions.CannotJudgeDraft, match="Hãy ghi ý kiến"):
        actions.give_draft_back(draft=draft, text=" ", by=leader, at=AT)

    actions.give_draft_back(draft=draft, text="Ghi rõ kinh phí.", by=leader, at=AT)
    with pytest.raises(actions.CannotSubmitDraft) as refused:
        actions.submit_draft(draft=draft, by=officer, at=AT)
    assert [one.rule for one in refused.value.findings] == ["opinions-open"]
    opinion = DraftOpinion.objects.get()
    actions.settle_draft_opinion(opinion=opinion, by=officer, at=AT)
    with pytest.raises(actions.CannotWrite, match="đã tiếp thu"):
        actions.settle_draft_opinion(opinion=opinion, by=officer, at=AT)
    actions.submit_draft(draft=draft, by=officer, at=AT)
    actions.approve_draft(draft=draft, by=leader, at=AT)

    assert fresh(writing).state == DraftState.APPROVED
    assert len(fresh(writing).paper_sha256) == 64


def test_nothing_is_issued_before_approval_by_another_or_of_other_words() -> None:
    writing = a_whole_draft()
    draft = writing.draft
    with pytest.raises(actions.CannotIssueDraft, match="chưa ban hành được"):
        actions.issue_draft(draft=draft, to=[], by=writing.officer, at=AT)
    actions.submit_draft(draft=draft, by=writing.officer, at=AT)
    actions.approve_draft(draft=draft, by=writing.leader, at=AT)
    stranger = a_writer(unit("lc-so-y-te"), Role.AGENCY_LEADER, "Nguyễn Thu Hà")
    with pytest.raises(Exception, match="không có quyền phát hành"):
        actions.issue_draft(draft=draft, to=[], by=stranger, at=AT)
    PlanDraft.objects.filter(pk=draft.pk).update(paper_sha256="0" * 64)
    with pytest.raises(actions.CannotIssueDraft, match="không còn đúng bản đã duyệt"):
        actions.issue_draft(draft=draft, to=[], by=writing.officer, at=AT)

    assert (Plan.objects.count(), OutgoingDocument.objects.count(), Document.objects.count()) == (
        0, 0, 0,
    )  # fmt: skip


def test_words_that_slipped_from_the_approved_paper_take_no_number() -> None:
    writing = a_whole_draft()
    actions.submit_draft(draft=writing.draft, by=writing.officer, at=AT)
    actions.approve_draft(draft=writing.draft, by=writing.leader, at=AT)
    DraftTask.objects.filter(text__startswith="Chủ trì").update(text="Một câu khác hẳn.")

    with pytest.raises(actions.CannotIssueDraft, match="không tìm thấy trong văn bản"):
        actions.issue_draft(draft=writing.draft, to=[], by=writing.officer, at=AT)

    assert not OutgoingDocument.objects.exists()
    assert fresh(writing).state == DraftState.APPROVED


def test_the_next_years_plan_begins_with_this_years_words_without_its_days() -> None:
    writing = a_whole_draft()
    task = writing.task("Chủ trì")
    actions.set_task(
        task=task, text=task.text, due=dt.date(2027, 4, 30), recurrence="annual", target="400",
        by=writing.officer, at=AT,
    )  # fmt: skip
    office = writing.draft.unit
    from_draft = actions.start_draft(
        unit=office, subject="Năm 2028", like=fresh(writing), by=writing.officer, at=LATER
    )
    plan = writing.issued().plan
    from_plan = actions.start_draft(
        unit=office, subject="Năm 2029", like=plan, by=writing.officer, at=LATER
    )

    said = {
        draft.subject: [
            (one.heading, one.lines) for one in drafting.sections_of(draft, today=AT.date())
        ]
        for draft in (fresh(writing), from_draft, from_plan)
    }
    assert said["Năm 2028"] == said["Năm 2029"] == said[writing.draft.subject]
    assert from_draft.purpose == fresh(writing).purpose
    copies = DraftTask.objects.filter(text=task.text).exclude(pk=task.pk)
    assert {(one.due, one.recurrence, one.target) for one in copies} == {(None, "annual", "400")}


def test_drafts_show_to_who_writes_or_approves_there_and_to_nobody_else() -> None:
    writing = a_writing()
    today = AT.date()
    inspector = a_writer(unit("lc-tinh"), Role.INSPECTOR, "Hoàng Thị Duyên")
    health = a_writer(unit("lc-so-y-te"), Role.AGENCY_OFFICER, "Nguyễn Thu Hà")

    for sees in (writing.officer, writing.leader):
        assert list(drafting.drafts_visible_to(sees, today=today)) == [writing.draft]
    for sees_not in (inspector, health):
        assert not drafting.drafts_visible_to(sees_not, today=today).exists()
