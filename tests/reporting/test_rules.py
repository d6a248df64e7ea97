"""Composing, merging, readiness: pure values."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhanai.base.findings import Severity
from nhanai.documents.rules.framing import first_frame, initials
from nhanai.plans.vocab import ConcernKind, ProgressState
from nhanai.reporting.rules.composing import Chapter, Row, annex_of, printed
from nhanai.reporting.rules.facts import Frame, Goal, Group, Raised, Said, Spread, Work
from nhanai.reporting.rules.framing import title_of
from nhanai.reporting.rules.gathering import Part, compose
from nhanai.reporting.rules.merging import Words, accepted, kept, met, written
from nhanai.reporting.rules.moves import may_move
from nhanai.reporting.rules.readiness import Reports, Stand, blocking, check
from nhanai.reporting.rules.wording import listed, reached, sentence, unnumbered
from nhanai.reporting.vocab import ReportKind, ReportState

TODAY = dt.date(2026, 11, 24)
FRAME = Frame(
    plan="Kế hoạch công tác nhân đạo",
    reference="số 3836/KH-UBND ngày 12/10/2026",
    unit="Hội Chữ thập đỏ tỉnh",
    start=dt.date(2025, 12, 15),
    end=dt.date(2026, 12, 15),
    today=TODAY,
)
LETTERS = "aáĐồ ữ.,;“\n"
words = st.lists(st.sampled_from(LETTERS), max_size=12).map("".join)
CLASSES = Goal("lớp tập huấn", "lớp", Decimal(20))


def a_work(
    pk: int = 1,
    *said: Said,
    state: ProgressState = ProgressState.IN_PROGRESS,
    due_on: dt.date | None = None,
    goal: Goal | None = None,
    group: int | None = None,
    unit: int = 1,
    start: dt.date = dt.date(2026, 10, 12),
) -> Work:
    return Work(
        pk=pk, task=pk, name="Khám bệnh nhân đạo", group=group, unit=unit,
        unit_name=f"Sở thứ {unit}", label=f"năm {start.year}", start=start, due_on=due_on,
        state=state, is_doing=True, counts=True, said=said, goal=goal,
    )  # fmt: skip


def said(pk: int, text: str, quantity: int | None = None, *, year: int = 2026) -> Said:
    number = None if quantity is None else Decimal(quantity)
    return Said(pk, dt.date(year, 11, 2), ProgressState.IN_PROGRESS, text, number)


def parts(*works: Work, groups: tuple[Group, ...] = (), frame: Frame = FRAME) -> tuple[Part, ...]:
    return compose(frame, works=works, groups=groups, concerns=(), spread=Spread())


def texts(found: tuple[Part, ...], key: str) -> list[str]:
    return [one.text for part in found if part.key == key for one in part.passages]


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("  Đã khám cho\n 120 người ", "Đã khám cho 120 người."),
        ("Đã xong;", "Đã xong."),
        ("Đã xong!", "Đã xong!"),
        ("   ", ""),
        ("Vì sao?", "Vì sao?"),
    ],
)
def test_a_sentence_stands_on_one_line_and_ends(text: str, ended: str) -> None:
    assert sentence(text) == ended


def test_a_target_is_told_in_words_with_vietnamese_numbers() -> None:
    assert reached(Decimal(12), Decimal(20), "lớp") == "đạt 12/20 lớp (60 %)"
    assert reached(Decimal("1249.5"), Decimal(1500), "suất") == "đạt 1.249,5/1.500 suất (83,3 %)"


def test_a_group_leaves_the_number_of_its_own_document() -> None:
    assert unnumbered("3. Chăm sóc sức khỏe") == "Chăm sóc sức khỏe"
    assert unnumbered("Các nhiệm vụ 1. và 2.") == "Các nhiệm vụ 1. và 2."


def test_names_are_joined_by_va() -> None:
    assert listed(["A", "B", "C"]) == "A, B và C"
    assert listed(["A"]) == "A"


def test_the_outline_is_the_usual_one_with_the_plans_groups_in_it() -> None:
    found = parts(
        a_work(1, said(1, "Đã truyền thông"), group=7),
        a_work(2, said(2, "Đã kiện toàn")),
        groups=(Group(7, "Tuyên truyền"), Group(8, "Củng cố tổ chức")),
    )

    assert [f"{part.label} {part.heading}" for part in found] == [
        "I. Tình hình chung, công tác chỉ đạo",
        "II. Kết quả thực hiện",
        "1. Tuyên truyền",
        "2. Kết quả theo nhiệm vụ của từng cơ quan, đơn vị",
        "III. Khó khăn, vướng mắc",
        "IV. Đề xuất, kiến nghị",
        "V. Đơn vị chưa báo cáo kết quả",
        "VI. Phương hướng, nhiệm vụ thời gian tới",
    ]


def test_what_a_unit_said_stands_in_its_own_words_with_its_number_and_the_target() -> None:
    found = parts(a_work(1, said(1, "Mở 7 lớp", 7), said(2, "mở thêm 5 lớp;", 12), goal=CLASSES))

    assert texts(found, "II.khac") == [
        "Sở thứ 1: Mở 7 lớp. mở thêm 5 lớp. Kết quả: 12 lớp.",
        "Chỉ tiêu lớp tập huấn: đạt 12/20 lớp (60 %).",
    ]


def test_an_update_without_words_is_told_by_its_state() -> None:
    found = parts(a_work(1, Said(1, TODAY, ProgressState.DONE), state=ProgressState.DONE))

    assert texts(found, "II.khac") == ["Sở thứ 1 đã hoàn thành nhiệm vụ “Khám bệnh nhân đạo”."]


def test_counts_say_what_is_done_late_and_not_answered() -> None:
    found = parts(
        a_work(1, said(1, "Xong"), state=ProgressState.DONE),
        a_work(2, due_on=dt.date(2026, 11, 1), state=ProgressState.NOT_STARTED, unit=2),
    )

    assert texts(found, "II") == [
        (
            "Trong kỳ, 2 đơn vị thực hiện 2 nhiệm vụ (2 phần việc): 1 phần việc đã hoàn thành,"
            " 1 phần việc quá hạn, 1 phần việc chưa có báo cáo của đơn vị."
        )
    ]
    assert texts(found, "V") == [
        "Đến ngày 24/11/2026, còn 1 đơn vị chưa báo cáo kết quả: Sở thứ 2."
    ]


def test_a_report_over_years_counts_each_year_and_names_the_period() -> None:
    frame = Frame("Kế hoạch", "", "Hội", dt.date(2024, 1, 5), dt.date(2026, 12, 15), TODAY)
    found = parts(
        a_work(1, said(1, "Năm đầu", year=2024), start=dt.date(2024, 1, 5)),
        a_work(2, said(2, "Năm sau", year=2025), start=dt.date(2025, 1, 5)),
        frame=frame,
    )

    assert texts(found, "II") == [
        (
            "Từ năm 2024 đến năm 2025, 1 đơn vị thực hiện 2 nhiệm vụ (2 phần việc):"
            " chưa phần việc nào hoàn thành, 2 phần việc đang thực hiện."
        ),
        (
            "Năm 2024, 1 đơn vị thực hiện 1 nhiệm vụ (1 phần việc):"
            " chưa phần việc nào hoàn thành, 1 phần việc đang thực hiện."
        ),
        (
            "Năm 2025, 1 đơn vị thực hiện 1 nhiệm vụ (1 phần việc):"
            " chưa phần việc nào hoàn thành, 1 phần việc đang thực hiện."
        ),
    ]
    assert texts(found, "II.khac") == [
        "Sở thứ 1 (năm 2024): Năm đầu.",
        "Sở thứ 1 (năm 2025): Năm sau.",
    ]


def test_obstacles_stand_while_they_are_open_and_proposals_say_to_whom() -> None:
    raised = (
        Raised(1, ConcernKind.OBSTACLE, "Sở Y tế", "Hội tỉnh", "Thiếu kinh phí", is_open=True),
        Raised(2, ConcernKind.OBSTACLE, "Sở Y tế", "Hội tỉnh", "Đã gỡ", is_open=False),
        Raised(3, ConcernKind.PROPOSAL, "Sở Y tế", "UBND tỉnh", "bố trí kinh phí", is_open=True),
    )
    found = compose(FRAME, works=(), groups=(), concerns=raised, spread=Spread())

    assert texts(found, "III") == ["Sở Y tế: Thiếu kinh phí."]
    assert texts(found, "IV") == ["Sở Y tế kiến nghị UBND tỉnh: bố trí kinh phí."]


def test_how_the_plan_was_made_known_is_told_where_it_was() -> None:
    found = compose(FRAME, works=(), groups=(), concerns=(), spread=Spread(2, 130, 5, 9, 7))

    assert texts(found, "I") == [
        "Đã tổ chức 2 hội nghị quán triệt với 130 người dự.",
        "Kế hoạch được gửi đến 5 đơn vị để quán triệt; 7/9 người được gửi đã xác nhận đọc.",
    ]


HURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that others use too may pause for seconds; how long a draw takes is not asked here."""


@st.composite
def some_works(draw: st.DrawFn) -> list[Work]:
    works, number = [], 0
    for pk in range(1, draw(st.integers(0, 8)) + 1):
        told = []
        for _ in range(draw(st.integers(0, 3))):
            number += 1
            told.append(said(number, draw(words), draw(st.none() | st.just(4))))
        works.append(
            a_work(pk, *told, group=draw(st.sampled_from([None, 7, 8, 99])), goal=CLASSES,
                   unit=draw(st.integers(1, 3)), state=draw(st.sampled_from(list(ProgressState))))
        )  # fmt: skip
    return works


@HURRIED
@given(some_works())
def test_every_update_stands_in_exactly_one_passage(works: list[Work]) -> None:
    found = parts(*works, groups=(Group(7, "Tuyên truyền"), Group(8, "Tổ chức")))

    traced = Counter(
        origin.update for part in found for one in part.passages for origin in one.origins
        if origin.update is not None
    )  # fmt: skip
    assert traced == Counter(one.pk for work in works for one in work.said)


@HURRIED
@given(some_works())
def test_every_passage_has_a_key_of_its_own(works: list[Work]) -> None:
    keys = [one.key for part in parts(*works) for one in part.passages]

    assert len(keys) == len(set(keys))


@given(
    st.lists(words, max_size=6),
    words,
    st.integers(0, 6),
)
def test_gathering_again_never_loses_what_a_person_wrote(
    gatherings: list[str], text: str, after: int
) -> None:
    words = met(None, "đầu tiên")
    for number, newer in enumerate(gatherings):
        if number == after:
            words = written(words, text)
        is_hers, before = words.is_edited, words.standing
        words = met(words, newer)
        assert words.standing == (before if is_hers else newer)
        assert not words.offered or words.is_edited


def test_newer_words_are_offered_once_and_may_be_taken_or_declined() -> None:
    hers = written(met(None, "cũ"), "của chị")

    offered = met(hers, "mới")

    assert offered == Words("cũ", "của chị", is_edited=True, offered="mới")
    assert accepted(offered) == Words("mới", "mới")
    assert met(kept(offered), "mới") == Words("mới", "của chị", is_edited=True)


def test_writing_the_gathered_words_again_makes_them_nobodys() -> None:
    assert written(Words("cũ", "của chị", is_edited=True), "cũ") == Words("cũ", "cũ")


def test_a_report_moves_only_along_its_way() -> None:
    may = {(a, b) for a in ReportState for b in ReportState if may_move(a, b)}

    assert may == {
        (ReportState.DRAFT, ReportState.SUBMITTED),
        (ReportState.RETURNED, ReportState.SUBMITTED),
        (ReportState.SUBMITTED, ReportState.RETURNED),
        (ReportState.SUBMITTED, ReportState.APPROVED),
        (ReportState.APPROVED, ReportState.ISSUED),
        (ReportState.APPROVED, ReportState.SENT),
        (ReportState.SENT, ReportState.RECEIVED),
        (ReportState.SENT, ReportState.RETURNED),
    }


def test_everything_that_lacks_is_said_at_once_the_blocking_first() -> None:
    stands = [
        Stand("II", "II.", "Kết quả", 1, 0, 0),
        Stand("II.khac", "1.", "Kết quả", 2, 3, 1, has_withdrawn=True),
        Stand("III", "III.", "Khó khăn", 1, 0, 0),
        Stand("VI", "VI.", "Phương hướng", 1, 0, 0),
    ]

    found = check(stands, Reports("", "", "", "", "", 1, 2, 3))

    assert [(one.rule, one.severity) for one in found] == [
        ("signature-missing", Severity.ERROR),
        ("place-missing", Severity.ERROR),
        ("addressee-missing", Severity.ERROR),
        ("recipients-missing", Severity.ERROR),
        ("opinion-open", Severity.ERROR),
        ("offer-undecided", Severity.ERROR),
        ("section-empty", Severity.ERROR),
        ("source-withdrawn", Severity.WARNING),
        ("section-empty", Severity.NOTE),
        ("units-silent", Severity.WARNING),
        ("work-late", Severity.WARNING),
    ]


def test_what_may_be_known_does_not_block() -> None:
    stands = [Stand("II", "II.", "Kết quả", 1, 1, 0), Stand("VI", "VI.", "Ahead", 1, 1, 0)]

    found = check(
        stands, Reports("Lai Châu", "CHỦ TỊCH", "Giàng A Tủa", "UBND tỉnh", "VT", 0, 2, 3)
    )

    assert blocking(found) == []
    assert len(found) == 2


def test_printed_sections_are_numbered_without_a_gap() -> None:
    chapters = [
        Chapter(1, "Chung", ("a",)),
        Chapter(1, "Kết quả", ()),
        Chapter(2, "Nhóm trống", ()),
        Chapter(2, "Nhóm hai", ("b",)),
        Chapter(1, "Vướng mắc", ()),
        Chapter(1, "Phương hướng", ("c",)),
    ]

    assert [f"{label} {one.heading}" for label, one in printed(chapters)] == [
        "I. Chung",
        "II. Kết quả",
        "1. Nhóm hai",
        "III. Phương hướng",
    ]


def test_the_annex_has_a_row_a_task() -> None:
    rows = [Row("Khám", "III.1", "Sở Y tế", "", "", "Hoàn thành", "", n) for n in range(3)]

    table = annex_of(rows).blocks[0]

    assert [row[0] for row in table.rows] == ["1", "2", "3"]  # type: ignore[union-attr]  # a table
    assert [row[-1] for row in table.rows] == ["", "1", "2"]  # type: ignore[union-attr]  # a table


def test_the_frame_is_derived_from_the_units_name() -> None:
    frame = first_frame(
        "Hội Chữ thập đỏ tỉnh Lai Châu", "", "Tỉnh Lai Châu", is_chapter=True, kind="BC"
    )

    assert frame["superior"] == "Trung ương Hội Chữ thập đỏ Việt Nam"
    assert frame["place"] == "Lai Châu"
    assert frame["addressed_to"] == "Ủy ban nhân dân tỉnh Lai Châu"
    assert initials("Sở Giáo dục và Đào tạo") == "SGDĐT"
    assert title_of(ReportKind.MIDTERM, "Kế hoạch A", "giai đoạn 2024 – 2026") == (
        "Sơ kết thực hiện Kế hoạch A giai đoạn 2024 – 2026"
    )


@pytest.mark.parametrize(
    ("plan", "label", "title"),
    [
        ("Kế hoạch A", "năm 2026", "Kế hoạch A năm 2026"),
        ("Kế hoạch 2026 - 2030", "năm 2026", "Kế hoạch 2026 - 2030, năm 2026"),
        (
            "Kế hoạch giai đoạn 2026 - 2030",
            "giai đoạn 2026 – 2030",
            "Kế hoạch giai đoạn 2026 - 2030",
        ),
    ],
)
def test_the_years_of_a_plan_and_of_its_report_are_neither_run_together_nor_said_twice(
    plan: str, label: str, title: str
) -> None:
    assert title_of(ReportKind.FINAL, plan, label) == f"Tổng kết thực hiện {title}"
