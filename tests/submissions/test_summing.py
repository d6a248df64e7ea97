"""Reports put together: what adds is the sum of the parts, the rest is computed again."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.facts.rules.catalogue import MeasureValue
from nhanai.facts.rules.formulas import Formula
from nhanai.facts.vocab import Adding, MeasureKind
from nhanai.paper.values import Paragraph
from nhanai.submissions.rules.official import Origins, Replaced, official_paper
from nhanai.submissions.rules.origins import code_of, read_code
from nhanai.submissions.rules.sheets import Difference, FigureLine, Sheet, SheetBlock
from nhanai.submissions.rules.summing import Sums, put_together
from nhanai.submissions.rules.telling import told
from nhanai.submissions.rules.together import Share, Together
from nhanai.submissions.rules.wording import Titled

pytestmark = pytest.mark.nodb

FLOW = MeasureValue("XH02", "Lượt người", "lượt", MeasureKind.FLOW, Adding.SUM)
STOCK = MeasureValue("TC04", "Hội viên", "người", MeasureKind.STOCK, Adding.BALANCE)
PEOPLE = MeasureValue("DS01", "Dân số", "người", MeasureKind.STOCK, Adding.LAST)
ONCE = MeasureValue("TH02N", "Người", "người", MeasureKind.DISTINCT, Adding.DISTINCT)
SHARE = MeasureValue(
    "TC05", "Tỷ lệ hội viên", "%", MeasureKind.RATIO, Adding.FORMULA, decimals=2,
    formula=Formula.read("100*TC04/DS01"),
)  # fmt: skip
KNOWN = {one.code: one for one in (FLOW, STOCK, PEOPLE, ONCE, SHARE)}

numbers = st.one_of(st.none(), st.integers(0, 10**9).map(Decimal))


def a_line(measure: MeasureValue, now: Decimal | None, **more: object) -> FigureLine:
    return FigureLine(
        measure.code, measure.code, measure.name, measure.unit_of_measure, now=now,
        adds=measure.kind is not MeasureKind.STOCK, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def nothing(_code: str, _column: str) -> Fraction | None:
    return None


def together(live: list[FigureLine], *parts: list[FigureLine]) -> dict[str, FigureLine]:
    sums = Sums(KNOWN, nothing)
    return put_together(
        {one.key: one for one in live}, {}, [{one.key: one for one in part} for part in parts], sums
    )


@given(st.lists(st.tuples(numbers, numbers), max_size=40))
def test_what_adds_is_the_sum_of_the_accepted_reports(given: list[tuple]) -> None:  # type: ignore[type-arg]
    live = [a_line(FLOW, Decimal(999)), a_line(STOCK, Decimal(999))]
    parts = [[a_line(FLOW, flow), a_line(STOCK, stock)] for flow, stock in given]

    found = together(live, *parts)

    for place, key in enumerate(("XH02", "TC04")):
        there = [one[place] for one in given if one[place] is not None]
        assert found[key].now == (sum(there) if there else None)
        assert not found[key].is_recomputed


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 5_000)), min_size=1, max_size=40))
def test_a_ratio_comes_from_the_sums_of_its_parts_and_is_never_added(
    given: list[tuple[int, int]],
) -> None:
    live = [a_line(STOCK, None), a_line(PEOPLE, None), a_line(SHARE, Decimal("55.5"))]
    parts = [
        [a_line(STOCK, Decimal(m)), a_line(PEOPLE, Decimal(p)), a_line(SHARE, Decimal(77))]
        for m, p in given
    ]

    share = together(live, *parts)["TC05"]

    members, people = sum(m for m, _ in given), sum(p for _, p in given)
    assert share.now is not None
    assert abs(Fraction(share.now) - Fraction(100 * members, people)) <= Fraction(1, 200)
    assert share.is_recomputed


def test_people_counted_once_are_what_the_facts_say_of_the_whole() -> None:
    live = [a_line(ONCE, Decimal(12))]

    found = together(live, [a_line(ONCE, Decimal(9))], [a_line(ONCE, Decimal(8))])

    assert found["TH02N"].now == 12
    assert found["TH02N"].is_recomputed


def test_what_belongs_to_no_unit_is_counted_once_beside_them() -> None:
    live, direct = a_line(FLOW, Decimal(999)), a_line(FLOW, Decimal(5), before=Decimal(2))
    parts = [{"XH02": a_line(FLOW, Decimal(7), before=Decimal(1), cumulative=Decimal(20))}]

    found = put_together({"XH02": live}, {"XH02": direct}, parts, Sums(KNOWN, nothing))["XH02"]

    assert [found.now, found.before, found.cumulative] == [12, 3, 20]


def test_a_part_of_a_formula_that_no_line_asks_for_comes_from_the_facts() -> None:
    sums = Sums(KNOWN, lambda code, _column: Fraction(200) if code == "DS01" else None)
    live = {"TC04": a_line(STOCK, None), "TC05": a_line(SHARE, None)}

    found = put_together(live, {}, [{"TC04": a_line(STOCK, Decimal(50))}], sums)

    assert found["TC05"].now == 25


@given(st.lists(st.text("abcđ ", min_size=1, max_size=9), max_size=40, unique=True))
def test_every_missing_unit_is_named(names: list[str]) -> None:
    share = Share("a", "A", 1, 1, "1/2026", "", {})
    made = Together((share,), tuple(names))

    assert all(name in made.note for name in names)
    assert f"1/{len(names) + 1} đơn vị" in made.note
    assert bool(names) == ("Chưa có báo cáo của" in made.note)


@pytest.mark.parametrize("line", ["XH03", "XH03/HN", "XH02@1", "TH02N"])
def test_the_code_of_a_figure_names_its_version_and_line(line: str) -> None:
    assert read_code(code_of(12, line)) == (12, line)


@pytest.mark.parametrize(
    "code", ["", "12", "12-", "x-XH03", "12-XH03-HN-1", "12-XH03_12", "9" * 30]
)
def test_what_is_no_code_names_nothing(code: str) -> None:
    assert read_code(code) is None


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"now": 114, "before": 100}, "Lượt người: 114 lượt, tăng 14 % so với cùng kỳ (100)"),
        ({"now": 90, "before": 96}, "Lượt người: 90 lượt, giảm 6,3 % so với cùng kỳ (96)"),
        ({"now": 100, "before": 100}, "Lượt người: 100 lượt, bằng cùng kỳ"),
        ({"now": 250, "before": 100}, "Lượt người: 250 lượt, gấp 2,5 lần cùng kỳ (100)"),
        ({"now": 300, "before": 100}, "Lượt người: 300 lượt, gấp 3 lần cùng kỳ (100)"),
        ({"now": 7, "before": 0}, "Lượt người: 7 lượt (cùng kỳ không phát sinh)"),
        (
            {"now": 1_240, "cumulative": 9_272, "planned": 10_000},
            "Lượt người: 1.240 lượt; lũy kế từ đầu năm 9.272; đạt 92,72 % kế hoạch năm (10.000)",
        ),
        ({"now": None, "before": 3}, ""),
    ],
)  # fmt: skip
def test_a_figure_is_told_as_official_papers_tell_it(
    figures: dict[str, int | None], words: str
) -> None:
    numbers = {name: None if one is None else Decimal(one) for name, one in figures.items()}
    line = FigureLine("XH02", "XH02", "Lượt người", "lượt", **numbers)  # type: ignore[arg-type]

    runs = told(line, "https://nhanai.example/1")

    assert "".join(run.text for run in runs).replace("cùng kỳ năm trước", "cùng kỳ") == words
    assert all(run.href for run in runs if any(sign.isdigit() for sign in run.text))


def test_a_correction_tells_old_and_new_figures_as_links_and_words_in_quotes() -> None:
    block = SheetBlock("II.1", "Nhân đạo", (a_line(FLOW, Decimal(48)),))
    changes = (
        Difference("XH02", "Lượt người", "kỳ này", "47", "48"),
        Difference("kho-khan", "Khó khăn", "lời", "", "Đường xa.\nThiếu xe."),
    )
    sheet = Sheet(
        (block,),
        corrects=1,
        why="Ghi thiếu.",
        changes=changes,
        together=Together((), ("Hội xã A",)),
    )
    frame = dict.fromkeys(("issuer", "superior", "symbol", "place", "signature", "signer"), "A") | {
        "recipients": "",
        "addressed_to": "",
    }
    origins = Origins(lambda version, key: f"https://nhanai.example/{version}-{key}", 7)

    paper = official_paper(
        Titled(frame, "Kết quả", "A báo cáo:", 2026), sheet, ("XH02",), origins,
        Replaced("Báo cáo số 02/BC-CTĐ"),
    )  # fmt: skip

    told = [block for block in paper.body if isinstance(block, Paragraph)]
    words = ["".join(run.text for run in one.runs) for one in told]
    assert words[1:5] == [
        "Báo cáo này đính chính, thay thế Báo cáo số 02/BC-CTĐ. Lý do: Ghi thiếu.",
        "- Lượt người (kỳ này): 47 → 48",
        "- Khó khăn (lời): không có → “Đường xa. Thiếu xe.”",
        "Số liệu tổng hợp từ báo cáo đã duyệt của 0/1 đơn vị. Chưa có báo cáo của Hội xã A.",
    ]
    assert told[2].runs[-1].href == "https://nhanai.example/7-XH02"
    assert [one.title for one in paper.annexes] == [
        "Biểu số liệu", "Số liệu theo đơn vị", "Đơn vị chưa có báo cáo",
    ]  # fmt: skip
