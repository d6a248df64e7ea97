"""A plan written here is issued with its tasks, and says the same to who reads only the paper."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.builders.drafting import AT, TODAY, Writing, a_whole_draft, a_writer, a_writing
from tests.builders.units import unit

from nhanai.documents.extraction.own import read_own
from nhanai.documents.models import Document, OutgoingDocument
from nhanai.documents.vocab import Direction, ReadingState
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans import actions, queries
from nhanai.plans.models import (
    Assignee,
    Carrying,
    DraftTask,
    Occurrence,
    Plan,
)
from nhanai.plans.queries import drafting
from nhanai.plans.queries.proposals import proposals
from nhanai.plans.vocab import AddedField, PlanState

pytestmark = pytest.mark.django_db


def held_by(plan: Plan) -> dict[str, set[str]]:
    """Each task of the plan with the units that answer for it."""
    rows = Assignee.objects.filter(
        assignment__task__plan=plan, assignment__role__in=["LEAD", "ASSIGNED"]
    ).select_related("unit", "assignment__task")
    held: dict[str, set[str]] = {}
    for row in rows:
        held.setdefault(row.assignment.task.text, set()).add(row.unit.key)
    return held


def read_again(document: OutgoingDocument) -> dict[str, set[str]]:
    """What a stranger's reading and review would make of the issued file."""
    with document.docx.open() as file:
        reading = read_own(file.read())
    words = {one["agency"] for task in reading["tasks"] for one in task["assignees"]}
    meant = proposals(Document(owner=document.owner), words, today=TODAY)
    return {
        task["text"]: {
            one.key for agency in task["assignees"] for one in meant[agency["agency"]].standing
        }
        for task in reading["tasks"]
        if task["assignees"]
    }


def test_an_issued_plan_is_there_at_once_with_tasks_agencies_and_work() -> None:
    writing = a_whole_draft()

    draft = writing.issued(to=[unit("lc-so-y-te")])

    plan = draft.plan
    assert plan is not None
    assert draft.issued is not None
    assert (plan.state, plan.owner, plan.title) == (
        PlanState.CONFIRMED, unit("lc-hoi-tinh"), "Kế hoạch tổ chức Tháng Nhân đạo năm 2027",
    )  # fmt: skip
    assert [(t.address, t.state, t.text) for t in plan.tasks.order_by("start")] == [
        ("II.1.-1", "GENERAL", "Tổ chức lễ phát động Tháng Nhân đạo."),
        ("II.1.-2", "GENERAL", "Treo băng rôn tại trụ sở."),
        (
            "III.1.-1",
            "CHECKED",
            "Chủ trì tập huấn sơ cấp cứu; hoàn thành trước ngày 30/4/2027.",
        ),
        ("III.1.-2", "CHECKED", "Phối hợp với Sở Nội vụ khám sức khỏe cho cán bộ Hội."),
        ("III.2.-1", "CHECKED", "Báo cáo kết quả hằng quý."),
    ]
    assert [group.title for group in plan.groups.all()] == ["1. Tuyên truyền"]
    first = plan.tasks.get(address="III.1.-1")
    assert (first.said_due_on, first.document) == (dt.date(2027, 4, 30), plan.document)
    assert plan.document.text[first.start : first.end] == first.text
    named = [
        (one.words, one.role, [u.key for u in one.units.all()])
        for task in plan.tasks.order_by("start")
        for one in task.assignments.all()
    ]
    assert named == [
        ("Sở Y tế", "LEAD", ["lc-so-y-te"]),
        ("Sở Y tế", "ASSIGNED", ["lc-so-y-te"]),
        ("Sở Nội vụ", "COORDINATING", ["lc-so-noi-vu"]),
        ("Sở Giáo dục và Đào tạo", "ASSIGNED", ["lc-so-giao-duc-dao-tao"]),
        ("Sở Nội vụ", "ASSIGNED", ["lc-so-noi-vu"]),
    ]
    document = Document.objects.get(pk=plan.document_id)
    assert (document.direction, document.reading_state, document.reference) == (
        Direction.OUTGOING, ReadingState.READ, draft.issued.reference,
    )  # fmt: skip
    assert document.held_at is not None
    assert document.sha256 == draft.issued.docx_sha256
    verbs = set(Line.objects.values_list("verb", flat=True))
    assert {"plans.draft_issued", "plans.confirmed", "documents.issued"} <= verbs
    assert "plans.review_started" not in verbs


def test_the_agencies_see_their_tasks_on_their_pages() -> None:
    writing = a_whole_draft()
    health = a_writer(unit("lc-so-y-te"), Role.AGENCY_OFFICER, "Nguyễn Thu Hà")
    assert not queries.visible_tasks(health, today=TODAY).exists()

    writing.issued()

    assert [task.address for task in queries.visible_tasks(health, today=TODAY)] == [
        "III.1.-1", "III.1.-2",
    ]  # fmt: skip
    assert Occurrence.objects.filter(unit=unit("lc-so-y-te")).count() == 2
    assert queries.counts_for(health, today=TODAY).handed_to_me == 2


def test_what_goes_with_a_sentence_becomes_an_addition_of_who_wrote_it() -> None:
    writing = a_whole_draft()
    task = writing.task("Phối hợp")
    actions.set_task(
        task=task, text=task.text, due=dt.date(2027, 5, 8), recurrence="annual",
        target="400 cán bộ", by=writing.officer, at=AT,
    )  # fmt: skip

    plan = writing.issued().plan

    assert plan is not None
    made = plan.tasks.get(address="III.1.-2")
    added = queries.current_additions([made.pk])[made.pk]
    assert {field: (one.value, one.by) for field, one in added.items()} == {
        AddedField.DUE: ("2027-05-08", writing.officer),
        AddedField.RECURRENCE: ("annual", writing.officer),
        AddedField.TARGET: ("400 cán bộ", writing.officer),
    }


def test_a_commune_plan_carries_out_the_task_that_the_province_gave() -> None:
    writing = a_whole_draft()
    commune = unit("lc-ubnd-xa-03478-2025")
    writing.block(commune.key, text="Rà soát, lập danh sách hộ khó khăn")
    above = writing.issued().plan
    assert above is not None
    upper = above.tasks.get(text__startswith="Rà soát")
    officer = a_writer(commune, Role.AGENCY_OFFICER, "Giàng A Chứ")
    leader = a_writer(commune, Role.AGENCY_LEADER, "Sùng A Páo")
    draft = actions.start_draft(
        unit=commune, subject="Trợ giúp hộ khó khăn năm 2027", by=officer, at=AT
    )
    below = replace(writing, draft=draft, officer=officer, leader=leader)
    actions.set_words(draft=draft, values={"signer": "Sùng A Páo"}, by=officer, at=AT)
    below.block("lc-hoi-xa-03478-2025", text="Lập danh sách hộ khó khăn ở từng bản")
    task = below.task("Lập danh sách")
    among = queries.visible_tasks(officer, today=TODAY)
    assert drafting.uppers_to_choose(task, "danh sach", among=among, today=TODAY) == [upper]

    actions.set_upper(task=task, upper=upper, is_carried=True, by=officer, at=AT)
    actions.submit_draft(draft=draft, by=officer, at=AT)
    actions.approve_draft(draft=draft, by=leader, at=AT)
    plan = actions.issue_draft(draft=draft, to=[], by=leader, at=AT).plan

    assert plan is not None
    assert plan.owner == commune
    assert plan.document.reference == "01/KH-UBND"
    link = Carrying.objects.get()
    assert (link.upper, link.lower.plan) == (upper, plan)
    wrong = above.tasks.get(address="III.1.-1")
    other = a_writing_of(below, "Kế hoạch khác")
    with pytest.raises(actions.CannotWrite, match="Chỉ nối được"):
        actions.set_upper(task=other, upper=wrong, is_carried=True, by=officer, at=AT)


def a_writing_of(writing: Writing, subject: str) -> DraftTask:
    """One more task of the same unit in a draft of its own."""
    draft = actions.start_draft(unit=writing.draft.unit, subject=subject, by=writing.officer, at=AT)
    own = replace(writing, draft=draft)
    own.block("lc-hoi-xa-03478-2025", text="Việc khác")
    return own.task("Việc khác")


def test_units_under_one_name_read_back_as_all_of_them() -> None:
    writing = a_whole_draft()
    name, communes = drafting.unit_group(writing.draft, drafting.COMMITTEES, today=TODAY)
    assert len(communes) == 38
    keys = [one.key for one in communes]
    section = writing.block(*keys, text="Cân đối kinh phí cho Tháng Nhân đạo", heading=name)

    found = writing.findings()
    plan = writing.issued().plan

    assert [one for one in found if one.where == f"m{section.pk}"] == []
    assert plan is not None
    assert held_by(plan)["Cân đối kinh phí cho Tháng Nhân đạo."] == set(keys)


WRITTEN = (
    [
        (
            ("lc-so-y-te",),
            "Chủ trì khám bệnh cho 250 hộ nghèo trước ngày 15/4/2027\nTham mưu kinh phí",
        )
    ],
    [
        (("lc-so-noi-vu", "lc-cuc-thong-ke", "lc-so-tai-chinh"), "Hướng dẫn thi đua hằng năm"),
        (("lc-hoi-tinh",), "Phối hợp với Sở Tư pháp tuyên truyền. Báo cáo kết quả hằng quý"),
    ],
    [
        (("lc-hoi-xa-03478-2025", "lc-ubnd-xa-03478-2025"), "1.200 lượt người được hiến máu"),
        (("lc-cong-an",), "Bảo đảm trật tự tại các mục II.1, II.2 của Kế hoạch này"),
    ],
)


@pytest.mark.parametrize("blocks", WRITTEN)
def test_the_issued_file_read_by_a_stranger_gives_the_same_tasks_and_units(
    blocks: list[tuple[tuple[str, ...], str]],
) -> None:
    writing = a_writing()
    writing.group("Hiến máu tình nguyện", "Vận động hiến máu đạt 1.200 đơn vị máu")
    for keys, text in blocks:
        writing.block(*keys, text=text)

    draft = writing.issued()

    assert draft.issued is not None
    assert draft.plan is not None
    assert read_again(draft.issued) == held_by(draft.plan)
    assert len(held_by(draft.plan)) == sum(len(text.splitlines()) for _, text in blocks)


def test_a_sentence_that_names_another_agency_is_pointed_out_before_it_is_handed_in() -> None:
    writing = a_whole_draft()
    section = writing.block("lc-so-tai-chinh", text="Sở Xây dựng chủ trì sửa nhà cho hộ nghèo")

    found = writing.findings()

    assert [(one.rule, one.where) for one in found] == [("agency-unlike", f"m{section.pk}")]
