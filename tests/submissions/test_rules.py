"""What is found in a report, what changed between two, which state may follow which."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base.days import Period
from nhanai.base.findings import Finding, Severity
from nhanai.facts.rules.catalogue import shipped as measures
from nhanai.periods.rules.shipped import shipped as regimes
from nhanai.periods.vocab import Level
from nhanai.submissions.rules import answering, asking, checks, moves, robust, sheets
from nhanai.submissions.rules.answering import Held, Said
from nhanai.submissions.rules.checks import Peers, Surroundings
from nhanai.submissions.rules.forms import Form, faults_of, form_of, shipped
from nhanai.submissions.rules.sheets import (
    FigureLine,
    Heading,
    ScoreLine,
    Sheet,
    SheetBlock,
    TextLine,
)
from nhanai.submissions.vocab import LineKind, SubmissionState

FORMS = [form_of(entry, Period(entry["start"])) for entry in shipped()]
WORK = next(form for form in FORMS if form.code == "bao-cao-cong-tac")
SCORES = next(form for form in FORMS if form.code == "cham-diem-cap-xa")

money = st.integers(0, 10**10).map(Decimal)


def line(key: str = "XH02", now: int | str | None = 10, **changed: object) -> FigureLine:
    measure = measures()[key.partition("/")[0]]
    number = None if now is None else Decimal(now)
    values = {"label": measure.name, "measured_in": measure.unit_of_measure, **changed}
    return FigureLine(key, measure.code, now=number, **values)  # type: ignore[arg-type]  # any part of a line


def sheet(*figures: FigureLine, texts: tuple[TextLine, ...] = ()) -> Sheet:
    return Sheet((SheetBlock("I", "Khối", figures, texts),))


def rules(*figures: FigureLine, around: Surroundings | None = None) -> list[tuple[str, str | None]]:
    found = checks.findings(WORK, sheet(*figures), around or Surroundings())
    return [(one.rule, one.where) for one in found]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_the_shipped_forms_hold(form: Form) -> None:
    assert faults_of(form, measures()) == []
    assert not form.is_verified


def test_the_scoring_sheet_has_a_hundred_points() -> None:
    assert sum(one.most for one in SCORES.of(LineKind.SCORE)) == 100


def test_a_form_that_names_what_is_not_there_is_told_so() -> None:
    entry = {**shipped()[0], "block": [{"label": "1", "title": "A", "measures": [
        "KHONG", "XH03/XX", "TH01/TM", "XH02", "XH02"]}], "main": ["XH02", "XH08"], "at_most": [
        {"less": "XH02", "more": "XH09", "message": "?"}]}  # fmt: skip
    found = faults_of(form_of(entry, Period(entry["start"])), measures())

    assert [(one.rule, one.where) for one in found] == [
        ("form-measure", "KHONG"), ("form-part", "XH03/XX"), ("form-part", "TH01/TM"),
        ("form-formula", "TH01/TM"), ("form-twice", "XH02"), ("form-main", "XH08"),
        ("form-check", "XH09"),
    ]  # fmt: skip


def test_more_donors_than_registered_keeps_the_report_from_going() -> None:
    found = checks.findings(WORK, sheet(line("HM02", 50), line("HM03", 74)), Surroundings())

    assert [(one.rule, one.severity) for one in found] == [("at-most-HM02", Severity.ERROR)]
    assert "74 so với 50" in found[0].message


def test_donors_and_bags_that_differ_ask_for_a_sentence() -> None:
    found = checks.findings(
        WORK, sheet(line("HM02", 96), line("HM03", 74), line("HM04", 71)), Surroundings()
    )

    assert [(one.rule, one.severity, one.where) for one in found] == [
        ("at-most-HM04", Severity.WARNING, "HM03")
    ]


def test_groups_that_add_to_more_than_the_whole_are_impossible() -> None:
    more = (line("XH03", 10), line("XH03/HN", 8), line("XH03/KH", 3))
    less = (line("XH03", 10), line("XH03/HN", 8), line("XH03/KH", None))

    assert rules(*more) == [("parts-more", "XH03")]
    assert rules(*less) == [("parts-less", "XH03")]


def test_groups_that_nobody_tells_apart_are_no_finding() -> None:
    assert rules(line("XH03", 10), line("XH03/HN", None)) == []


def test_a_negative_figure_is_an_error() -> None:
    assert rules(line("XH02", -1)) == [("negative", "XH02")]


def test_what_every_period_had_and_this_one_has_not_asks_for_a_sentence() -> None:
    history = {"SK06": [Decimal(9)] * 6}

    assert rules(line("SK06", None), around=Surroundings(history=history, earlier=6)) == [
        ("missing-here", "SK06")
    ]
    assert rules(line("SK06", None), around=Surroundings(history=history, earlier=7)) == []


def test_what_nearly_all_units_of_its_size_have_asks_for_a_sentence() -> None:
    around = Surroundings(peers=Peers(10, {"XH02": 8, "XH03": 7}))

    assert rules(line("XH02", None), line("XH03", None), around=around) == [
        ("missing-peers", "XH02")
    ]


@pytest.mark.parametrize(
    ("value", "history", "jumps"),
    [
        (214, [200, 190, 210, 205, 198], False),
        (900, [200, 190, 210, 205, 198], True),
        (0, [200, 190, 210, 205, 198], True),
        (900, [200, 190, 210], False),  # too short a history
        (12, [3, 4, 3, 3, 4], False),  # below the floor
        (24, [3, 4, 3, 3, 4], True),
        (240, [200, 200, 200, 200], False),  # less than half, though never before different
        (900, [200, 190, 9000, 205, 198], True),  # one odd month hides nothing
    ],
)
def test_a_jump_is_told_by_the_units_own_history(
    value: int, history: list[int], jumps: bool
) -> None:
    told = robust.is_jump(Decimal(value), [Decimal(one) for one in history], floor=Decimal(10))

    assert told is jumps


@given(st.lists(money, min_size=4, max_size=9))
def test_the_middle_of_a_history_is_never_a_jump(history: list[Decimal]) -> None:
    middle = robust.usual(history)

    assert middle is not None
    assert not robust.is_jump(middle, history, floor=Decimal(1))


@given(st.lists(money, min_size=4, max_size=9), money, st.integers(2, 1000))
def test_a_jump_is_the_same_in_any_unit_of_measure(
    history: list[Decimal], value: Decimal, scale: int
) -> None:
    told = robust.is_jump(value, history, floor=Decimal(10))
    scaled = robust.is_jump(
        scale * value, [scale * one for one in history], floor=Decimal(10 * scale)
    )

    assert told == scaled


@given(st.lists(money, min_size=4, max_size=9), money, money)
def test_what_is_farther_off_on_the_same_side_is_a_jump_too(
    history: list[Decimal], value: Decimal, more: Decimal
) -> None:
    middle = robust.usual(history) or Decimal(0)
    farther = value + more if value >= middle else value - more

    if robust.is_jump(value, history, floor=Decimal(10)):
        assert robust.is_jump(farther, history, floor=Decimal(10))


def test_an_answer_holds_only_for_what_it_was_written_about() -> None:
    finding = Finding("jump", "Tăng mạnh: 900.", Severity.WARNING, where="XH02")
    key = checks.reply_key(finding)

    assert checks.replies_to([finding], {key: ("Chợ Tết.", "Tăng mạnh: 900.")}) == {key: "Chợ Tết."}
    assert checks.replies_to([finding], {key: ("Chợ Tết.", "Tăng mạnh: 700.")}) == {}


def test_errors_stand_even_when_answered_and_notes_never_do() -> None:
    several = [
        Finding("a", "?", severity, where="XH02")
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    ]

    replies = {checks.reply_key(several[0]): "Có."}
    assert checks.standing(several, {}) == several[:2]
    assert checks.standing(several, replies) == several[:1]


def test_a_required_question_and_points_are_asked_for() -> None:
    block = SheetBlock(
        "I", "Khối", (), (TextLine("phuong-huong", "Phương hướng", is_required=True),),
        (
            ScoreLine("1.1", "Một", Decimal(5)),
            ScoreLine("1.2", "Hai", Decimal(5), Decimal(6)),
            ScoreLine("1.3", "Ba", Decimal(5), Decimal(5), wanted="Danh sách"),
            ScoreLine("1.4", "Bốn", Decimal(5), Decimal(0), wanted="Danh sách"),
            ScoreLine("1.5", "Năm", Decimal(5)),
        ),
    )  # fmt: skip
    found = checks.findings(SCORES, Sheet((block,)), Surroundings())

    assert "Chưa tự chấm 2 tiêu chí: 1.1, 1.5." in [one.message for one in found]
    assert [(one.rule, one.where) for one in found] == [
        ("text-missing", "phuong-huong"), ("score-missing", "1.1"), ("score-range", "1.2"),
        ("score-evidence", "1.3"),
    ]  # fmt: skip


# sheets


def test_change_and_share_of_the_plan_are_told_as_on_paper() -> None:
    one = line("XH02", 214, before=Decimal(187), cumulative=Decimal(2318), planned=Decimal(2500))

    assert (one.change_words, one.reached_words) == ("+14,4 %", "92,72 %")
    stock = line("TC04", 1749, adds=False, planned=Decimal(1800))
    assert (stock.cumulative_words, stock.reached_words) == ("không cộng", "97,17 %")
    assert line("XH02", None, before=Decimal(3)).change_words == ""
    assert line("XH02", 3, before=Decimal(0)).change_words == ""


numbers = st.one_of(st.none(), st.decimals(0, 10**12, places=2))
lines = st.builds(
    FigureLine, key=st.text(min_size=1), measure=st.text(), label=st.text(),
    measured_in=st.text(), now=numbers, before=numbers, cumulative=numbers, planned=numbers,
    is_estimated=st.booleans(), facts=st.integers(0, 99), adds=st.booleans(), remark=st.text(),
)  # fmt: skip
sheets_of_lines = st.lists(lines, max_size=4, unique_by=lambda one: one.key).map(
    lambda some: Sheet((SheetBlock("I", "Khối", tuple(some)),))
)
HEADING = Heading(
    "bao-cao", 1, "Báo cáo", "hoi", "Hội", OCTOBER := "ND09:MONTH:2026-10", "tháng 10", 1
)


@given(sheets_of_lines)
def test_a_frozen_report_is_read_back_as_it_was_through_json(one: Sheet) -> None:
    content = json.loads(json.dumps(sheets.frozen(HEADING, one)))

    assert sheets.sheet_of(content) == one
    assert sheets.fingerprint(content) == sheets.fingerprint(sheets.frozen(HEADING, one))


@given(sheets_of_lines, sheets_of_lines)
def test_two_reports_differ_exactly_where_their_figures_do(old: Sheet, new: Sheet) -> None:
    told = {one.key for one in sheets.differences(old, new, words=False)}

    assert told == {
        key
        for key in {**old.figures, **new.figures}
        if any(
            getattr(old.figures.get(key), what, None) != getattr(new.figures.get(key), what, None)
            for what in ("now", "cumulative")
        )
    }


# answering


def test_what_another_wrote_meanwhile_is_shown_and_not_written_over() -> None:
    held = {"text:kho-khan": Held("Thiếu kinh phí.", by="Lò Văn Pâng")}
    read = answering.read_all([Said("text:kho-khan", "Đường xa.")], held, WORK)

    assert read.answers == {}
    assert [one.where for one in read.faults] == ["text:kho-khan"]
    assert "Lò Văn Pâng" in read.faults[0].message
    assert "Thiếu kinh phí." in read.faults[0].message


def test_who_left_a_field_as_she_found_it_does_not_undo_what_another_wrote() -> None:
    held = {"text:kho-khan": Held("Thiếu kinh phí.")}
    said = Said("text:kho-khan", "Cũ.", before=answering.mark_of("Cũ."))

    assert answering.read_all([said], held, WORK) == answering.Read({}, ())


def test_two_who_write_the_same_are_at_one() -> None:
    held = {"text:kho-khan": Held("Thiếu kinh phí.")}

    assert answering.read_all([Said("text:kho-khan", "Thiếu kinh phí.")], held, WORK).faults == ()


def test_a_figure_cannot_be_typed_nor_a_line_made_up() -> None:
    said = [Said("XH02", "500"), Said("text:XH02", "500"), Said("score:1.1", "", points="5"),
            Said("remark:kho-khan", "?"), Said("remark:XH02", "Có chợ Tết.")]  # fmt: skip
    read = answering.read_all(said, {}, WORK)

    assert list(read.answers) == ["remark:XH02"]
    assert [one.rule for one in read.faults] == ["unknown"] * 4


def test_points_are_read_as_they_are_written_here() -> None:
    said = [Said("score:1.1", "Danh sách", points="7,5"), Said("score:1.2", "", points="bảy"),
            Said("score:1.3", "", points="1,234")]  # fmt: skip
    read = answering.read_all(said, {}, SCORES)

    assert read.answers == {"score:1.1": Held("Danh sách", Decimal("7.5"))}
    assert [one.where for one in read.faults] == ["score:1.2", "score:1.3"]


def test_what_is_too_long_is_told_with_its_length() -> None:
    read = answering.read_all([Said("remark:XH02", "x" * 1001)], {}, WORK)

    assert "1.001" in read.faults[0].message


# moves, asking


def test_what_was_accepted_changes_only_through_a_correction() -> None:
    ways = {state: {str(to) for to in moves.MOVES[state]} for state in SubmissionState}

    assert ways[SubmissionState.ACCEPTED] == {"LOCKED", "CORRECTING"}
    assert ways[SubmissionState.LOCKED] == {"CORRECTING"}
    assert not moves.may_move(SubmissionState.DRAFT, SubmissionState.ACCEPTED)
    assert moves.OPEN.isdisjoint(moves.SENT)


@pytest.mark.parametrize(
    ("today", "label"),
    [
        (dt.date(2026, 11, 24), "tháng 11/2026"),
        (dt.date(2026, 11, 14), "tháng 10/2026"),  # the last day still counts
        (dt.date(2026, 9, 20), "9 tháng năm 2026"),  # not the month, not the quarter
        (dt.date(2026, 6, 20), "6 tháng đầu năm 2026"),
        (dt.date(2026, 3, 20), "quý I/2026"),
        (dt.date(2026, 12, 20), "năm 2026 (15/12/2025 – 14/12/2026)"),
    ],
)
def test_on_one_cut_off_only_the_longest_period_is_asked_for(today: dt.date, label: str) -> None:
    asked = asking.asked_of([WORK], Level.CHAPTER, today, regimes())

    assert [one.period.label for one in asked] == [label]


def test_a_form_is_asked_only_of_its_levels() -> None:
    assert asking.asked_of([SCORES], Level.PROVINCE, dt.date(2026, 12, 20), regimes()) == []


@given(st.dates(dt.date(2024, 6, 1), dt.date(2035, 1, 1)))
def test_on_every_day_some_month_or_longer_period_has_just_ended(today: dt.date) -> None:
    (one,) = asking.asked_of([WORK], Level.CHAPTER, today, regimes())

    assert 0 < (today - one.period.cut_off).days <= 31
