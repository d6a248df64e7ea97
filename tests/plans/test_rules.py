"""What may follow what, where words part, what blocks, and how things are called."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.findings import Severity
from nhanai.plans.rules import cutting, grouping, moves, naming
from nhanai.plans.rules.confirming import Considered, Named, is_sure, plan_findings, task_findings
from nhanai.plans.vocab import AssignmentRole, PlanState, TaskState

LEAD, COORDINATING = AssignmentRole.LEAD, AssignmentRole.COORDINATING


@pytest.mark.parametrize(
    ("state", "to", "may"),
    [
        ("REVIEW", "CONFIRMED", True),
        ("REVIEW", "REOPENED", False),
        ("CONFIRMED", "REOPENED", True),
        ("CONFIRMED", "REVIEW", False),
        ("REOPENED", "CONFIRMED", True),
        ("REOPENED", "REVIEW", False),
    ],
)
def test_a_plan_is_confirmed_reopened_and_confirmed_again(state: str, to: str, may: bool) -> None:
    assert moves.may_move_plan(state, PlanState(to)) is may


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("PROPOSED", {"CHECKED", "GENERAL", "DROPPED", "REPLACED"}),
        ("CHECKED", {"PROPOSED", "DROPPED", "REPLACED", "ENDED"}),
        ("GENERAL", {"PROPOSED", "DROPPED", "ENDED"}),
        ("DROPPED", {"PROPOSED"}),
        ("REPLACED", {"PROPOSED"}),
        ("ENDED", set()),
    ],
)
def test_a_task_moves_only_so(state: str, to: set[str]) -> None:
    found = {other for other in TaskState.values if moves.may_move_task(state, TaskState(other))}

    assert found == to


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một câu.", ("Một câu.",)),
        ("Khám bệnh. Báo cáo.", ("Khám bệnh.", "Báo cáo.")),
        ("khám bệnh; vận động hiến máu", ("khám bệnh;", "vận động hiến máu")),
        ("theo mục 1. và mục 2. của Luật", ("theo mục 1. và mục 2. của Luật",)),
        ("tại TP. Lai Châu", ("tại TP. Lai Châu",)),
        ("khó khăn... trong xã hội", ("khó khăn... trong xã hội",)),
        ("phong trào “Tết Nhân ái.” Duy trì", ("phong trào “Tết Nhân ái.”", "Duy trì")),
        ("ngày 15/12. Đ. Lê Văn A", ("ngày 15/12. Đ. Lê Văn A",)),
    ],
)
def test_words_part_after_a_sentence_or_a_semicolon(text: str, parts: tuple[str, ...]) -> None:
    assert cutting.parts(text, cutting.cut_points(text)) == parts


words = st.text("abcđ. ;Ơ", min_size=1, max_size=12).map(lambda t: " ".join(t.split()))
texts = st.lists(words.filter(bool), min_size=1, max_size=8).map(" ".join)


@given(texts, st.data())
def test_what_is_cut_and_joined_again_is_the_whole_with_its_range(
    text: str, data: st.DataObject
) -> None:
    at = data.draw(st.sets(st.sampled_from(cutting.cut_points(text) or (0,)))) - {0}
    whole = cutting.Piece(text, 100, 100 + len(text))

    pieces = cutting.cut(whole, [100 + i for i in range(len(text))], at)

    assert cutting.join(pieces) == whole
    assert len(pieces) == len(at) + 1


@given(texts)
def test_pieces_lie_one_behind_the_other_and_hold_their_own_words(text: str) -> None:
    source = text.replace(" ", "\n  ")
    places = [i for i, letter in enumerate(source) if not letter.isspace() or letter == "\n"]

    pieces = cutting.cut(cutting.Piece(text, 0, len(source)), places, cutting.cut_points(text))

    assert all(one.end <= following.start for one, following in pairwise(pieces))
    assert [" ".join(source[p.start : p.end].split()) for p in pieces] == [p.text for p in pieces]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 18, "Tổ chức khám bệnh."),
        (4, 10, "chức khám"),
        (8, 15, "khám bệnh"),
        (7, 12, "khám"),
        (-5, 99, "Tổ chức khám bệnh."),
        (7, 8, ""),
        (12, 4, ""),
    ],
)
def test_a_selection_holds_whole_words(start: int, end: int, words: str) -> None:
    text = "Tổ chức khám bệnh."

    first, after = cutting.whole_words(text, start, end)

    assert text[first:after] == words


def considered(*named: Named, state: str = "PROPOSED", address: str = "III.1") -> Considered:
    return Considered(address, state, named)


@pytest.mark.parametrize(
    ("named", "rules"),
    [
        ((), ["task-unassigned"]),
        ((Named("Sở Y tế", LEAD, 1),), []),
        ((Named("Sở Y tế", COORDINATING, 1),), ["task-unassigned"]),
        ((Named("Ban nọ", LEAD, 0),), ["assignment-unresolved"]),
        ((Named("Sở cũ", LEAD, 1, "Sở cũ không còn."),), ["assignment-doubt"]),
        (
            (Named("Sở Y tế", LEAD, 1), Named("các ngành", COORDINATING, 0)),
            ["coordinator-unresolved"],
        ),
        ((Named("Sở Y tế", LEAD, 1), Named("Sở Nội vụ", LEAD, 1)), ["leads-many"]),
    ],
)
def test_what_is_found_about_a_task(named: tuple[Named, ...], rules: list[str]) -> None:
    assert [finding.rule for finding in task_findings(considered(*named))] == rules


def test_only_who_answers_for_a_task_blocks_it() -> None:
    lead = task_findings(considered(Named("Ban nọ", LEAD, 0)))
    other = task_findings(considered(Named("Sở Y tế", LEAD, 1), Named("Ban nọ", COORDINATING, 0)))

    assert [finding.severity for finding in (*lead, *other)] == [Severity.ERROR, Severity.NOTE]


def test_a_doubt_asks_for_a_look_and_an_unknown_coordinator_does_not() -> None:
    sure = considered(Named("Sở Y tế", LEAD, 1), Named("các ngành", COORDINATING, 0))
    doubtful = considered(Named("Sở cũ", LEAD, 1, "Sở cũ không còn."))

    assert (is_sure(sure), is_sure(doubtful)) == (True, False)


def test_everything_that_blocks_a_plan_is_told_once() -> None:
    tasks = [
        considered(address="II.1"),
        considered(Named("Ban nọ", LEAD, 0), address="III.1", state="CHECKED"),
        considered(Named("Sở Y tế", LEAD, 1), address="III.2"),
        considered(Named("Sở Y tế", LEAD, 1), address="III.3", state="CHECKED"),
        considered(address="II.2", state="GENERAL"),
        considered(address="II.3", state="DROPPED"),
    ]

    found = [(finding.where, finding.rule) for finding in plan_findings(tasks)]

    assert found == [
        ("II.1", "task-unassigned"),
        ("III.1", "assignment-unresolved"),
        ("III.2", "task-unchecked"),
    ]


def test_a_plan_in_which_nothing_is_to_be_done_says_so() -> None:
    found = plan_findings([considered(state="GENERAL"), considered(state="DROPPED")])

    assert [finding.rule for finding in found] == ["plan-empty"]


LONG_TITLE = (
    "Thực hiện Quyết định số 895/QĐ-TTg, ngày 26/7/2023 của Thủ tướng Chính phủ ban hành kế hoạch"
    " thực hiện Kết luận số 44-KL/TW, ngày 14/11/2022 của Ban Bí thư"
)


@pytest.mark.parametrize(
    ("kind", "title", "called"),
    [
        ("Kế hoạch", "Thực hiện công tác nhân đạo", "Kế hoạch thực hiện công tác nhân đạo"),
        ("Kế hoạch", "Kế hoạch phòng chống thiên tai", "Kế hoạch phòng chống thiên tai"),
        ("Kế hoạch", "UBND tỉnh triển khai", "Kế hoạch UBND tỉnh triển khai"),
        ("", "ke-hoach.docx", "ke-hoach.docx"),
        (
            "Kế hoạch",
            LONG_TITLE,
            "Kế hoạch thực hiện Quyết định số 895/QĐ-TTg",
        ),
    ],
)
def test_a_plan_is_called_by_its_kind_and_its_title_up_to_the_number(
    kind: str, title: str, called: str
) -> None:
    assert naming.plan_title(kind, title) == called


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Khám bệnh nhân đạo.", 90, "Khám bệnh nhân đạo"),
        ("Khám bệnh nhân đạo; vận động hiến máu", 30, "Khám bệnh nhân đạo"),
        ("Tổ chức khám bệnh nhân đạo tại các xã biên giới", 20, "Tổ chức khám bệnh…"),
    ],
)
def test_a_task_is_called_by_its_first_clause(text: str, limit: int, short: str) -> None:
    assert naming.shortened(text, limit) == short


def test_addresses_stay_apart() -> None:
    taken = {"III.1", "III.1/1", "III.1/3"}

    assert naming.free_address("III.2", taken) == "III.2"
    assert naming.free_address("III.1", taken) == "III.1/2"
    assert naming.part_addresses("III.1", 3, taken) == ("III.1/2", "III.1/4", "III.1/5")


@pytest.mark.parametrize(
    ("address", "paragraph"),
    [("III.1.-1", "III.1.-1"), ("III.1.-1/2/1", "III.1.-1"), ("III.1 + III.2", "III.1")],
)
def test_the_paragraph_of_a_task_is_found_by_its_address(address: str, paragraph: str) -> None:
    assert naming.paragraph_of(address) == paragraph


GROUPS = [
    ("II.1", "Tuyên truyền, nâng cao nhận thức về công tác nhân đạo"),
    ("II.2", "Củng cố, kiện toàn tổ chức Hội các cấp"),
    ("II.3", "Kiểm tra, sơ kết, tổng kết, báo cáo kết quả"),
]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Tăng cường tuyên truyền, nâng cao nhận thức của cán bộ", "II.1"),
        ("Thường xuyên kiện toàn, củng cố tổ chức Hội", "II.2"),
        ("Thực hiện sơ kết, tổng kết theo quy định", "II.3"),
        ("Bố trí kinh phí theo khả năng ngân sách", None),
    ],
)
def test_a_task_is_likened_to_the_group_whose_words_it_shares(text: str, group: str | None) -> None:
    assert grouping.likeliest(text, GROUPS) == group


def test_with_one_group_nothing_is_proposed() -> None:
    assert grouping.likeliest("Tuyên truyền", GROUPS[:1]) is None
