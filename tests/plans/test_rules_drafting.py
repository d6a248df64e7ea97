"""The written plan as paper: what is printed, what is missing, and what a reader makes of it."""

import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.documents.extraction.own import read_own
from nhanai.paper.docx import docx_of
from nhanai.paper.values import Heading, Paragraph
from nhanai.plans.rules.drafting import (
    Frame,
    Part,
    ReadBack,
    Written,
    bullets_of,
    check,
    check_days,
    check_read_back,
    closing_of,
    compose,
    ended,
    joined_names,
    placed,
)
from nhanai.units.rules.shipped import province

pytestmark = pytest.mark.nodb
DAY = dt.date(2026, 11, 24)
PLACES = {"PROVINCE", "COMMUNE", "DISTRICT", "VILLAGE", "GROUP"}
FRAME = Frame(
    issuer="Hội Chữ thập đỏ tỉnh Lai Châu",
    superior="Trung ương Hội Chữ thập đỏ Việt Nam",
    symbol="KH-CTĐ",
    place="Lai Châu",
    signature="TM. BAN THƯỜNG VỤ\nCHỦ TỊCH",
    signer="Tao Văn Phong",
    recipients="Các cơ quan được giao nhiệm vụ\nLưu: VT",
)


def a_plan(blocks: tuple[Part, ...] = (), **changed: object) -> Written:
    usual: dict[str, object] = {
        "subject": "Tổ chức Tháng Nhân đạo năm 2027",
        "bases": ("Căn cứ Luật Hoạt động chữ thập đỏ năm 2008",),
        "purpose": ("Nâng cao nhận thức.",),
        "requirements": (),
        "groups": (Part("m1", "Tuyên truyền", ("Treo băng rôn.",)),),
        "blocks": blocks or (Part("m2", "Sở Y tế", ("Tập huấn sơ cấp cứu.",), 1),),
        "closing": closing_of("Tổ chức Tháng Nhân đạo năm 2027", FRAME.issuer),
        "frame": FRAME,
    }
    return Written(**{**usual, **changed})  # type: ignore[arg-type]  # the fields of a plan


@cache
def agencies() -> tuple[str, ...]:
    """What the units of the real province that can be given work are called today."""
    living = [
        one.known for one in province().units
        if str(one.known.kind) not in PLACES and (one.known.end is None or one.known.end > DAY)
    ]  # fmt: skip
    names = [
        name.name for unit in living for name in unit.names
        if name.start <= DAY and (name.end is None or name.end > DAY)
    ]  # fmt: skip
    return tuple(dict.fromkeys(names))


def test_the_parts_are_numbered_and_empty_ones_are_left_out() -> None:
    body = compose(a_plan(requirements=(), groups=(Part("m1", "Rỗng", ()),)), year=2026).body

    said = [
        f"{one.label} {one.text}" if isinstance(one, Heading) else one.runs[0].text[:24]
        for one in body
        if isinstance(one, Heading | Paragraph)
    ]
    assert said == [
        "Hội Chữ thập đỏ tỉnh Lai",
        "I. Mục đích, yêu cầu",
        "1. Mục đích",
        "- Nâng cao nhận thức.",
        "II. Tổ chức thực hiện",
        "1. Sở Y tế",
        "- Tập huấn sơ cấp cứu.",
        "Trên đây là Kế hoạch tổ ",
    ]


def test_pasted_lines_become_bullets_without_their_marks() -> None:
    marked = "- Treo băng rôn;\n+ Phát thanh,\n\n  1. Họp báo\na) Tọa đàm"
    pasted = f"{marked}\n1.200 người tham gia\n•\tĐi bộ"

    assert bullets_of(pasted) == (
        "Treo băng rôn.", "Phát thanh.", "Họp báo.", "Tọa đàm.", "1.200 người tham gia.", "Đi bộ.",
    )  # fmt: skip


@given(st.text(max_size=60))
def test_bullets_typed_once_stay_as_they_are(text: str) -> None:
    once = bullets_of(text)

    assert all(line == line.strip() and "\n" not in line for line in once)
    assert all(ended(line) == line for line in once)


names = st.lists(st.sampled_from(agencies()), min_size=1, max_size=4, unique=True)
VERBS = (
    "Chủ trì tổ chức", "Tham mưu", "Hướng dẫn", "Bố trí kinh phí cho", "Rà soát, báo cáo",
    "1.200 lượt người được tham gia",
)  # fmt: skip
OBJECTS = (
    "lễ phát động Tháng Nhân đạo", "công tác hiến máu; khám bệnh. Báo cáo kết quả",
    "chương trình “Tết Nhân ái”", "việc trợ giúp 250 hộ nghèo (mỗi xã 5 hộ)",
    "các hoạt động tại mục II.1 của Kế hoạch này",
)  # fmt: skip
WHEN = ("", " trước ngày 15/4/2027", " hằng quý", "; hoàn thành trong quý II năm 2027")
sentences = st.builds("{} {}{}.".format, *map(st.sampled_from, (VERBS, OBJECTS, WHEN)))
blocks = st.lists(
    st.tuples(names, st.lists(sentences, min_size=1, max_size=3)), min_size=1, max_size=6
)


@settings(max_examples=60)
@given(
    written=blocks, content=st.lists(sentences, max_size=3), aims=st.lists(sentences, max_size=2)
)
def test_the_paper_alone_gives_the_same_tasks_with_the_same_agencies(
    written: list[tuple[list[str], list[str]]], content: list[str], aims: list[str]
) -> None:
    parts = tuple(Part("m", joined_names(units), tuple(lines)) for units, lines in written)
    plan = a_plan(parts, purpose=tuple(aims), groups=(Part("m1", "Tuyên truyền", tuple(content)),))

    reading = read_own(docx_of(compose(plan, year=2026)))

    given_out = [
        (task["text"], {one["agency"] for one in task["assignees"]})
        for task in reading["tasks"]
        if task["assignees"]
    ]
    assert given_out == [(line, set(units)) for units, lines in written for line in lines]
    general = [task["text"] for task in reading["tasks"] if not task["assignees"]]
    assert general == content
    printed = [*aims, *content, *(line for _, lines in written for line in lines)]
    assert None not in placed(printed, [node["text"] for node in reading["nodes"]])


def test_lines_are_found_in_their_order_even_where_two_are_alike() -> None:
    assert placed(["a", "b", "a"], ["x", "a", " b ", "a"]) == [1, 2, 3]
    assert placed(["a", "c", "b"], ["a", "b"]) == [0, None, 1]


def test_what_is_missing_is_said_all_at_once() -> None:
    plan = a_plan(
        (
            Part("m3", "", ("Họp.",), 0),
            Part("m4", "Sở Y tế", (), 1, ended=("Phòng Y tế",)),
        ),
        groups=(Part("m1", "", ("Treo băng rôn.",)), Part("m2", "Rỗng", ())),
        bases=(), purpose=(), open_opinions=2,
    )  # fmt: skip

    assert {(one.rule, one.where, one.blocking) for one in check(plan)} == {
        ("aims-missing", "chung", False),
        ("bases-missing", "chung", False),
        ("group-unnamed", "m1", True),
        ("group-empty", "m2", False),
        ("opinions-open", "y-kien", True),
        ("block-nobody", "m3", True),
        ("block-empty", "m4", True),
        ("unit-ended", "m4", True),
    }
    bare = {one.rule for one in check(a_plan((Part("m", "Sở Y tế", (), 1),), groups=()))}
    assert {"content-missing", "blocks-missing"} <= bare


def test_days_that_have_passed_are_pointed_out() -> None:
    before, after = DAY - dt.timedelta(days=1), DAY

    found = list(check_days([("m1", before), ("m2", after), ("m3", None)], today=DAY))

    assert [one.where for one in found] == ["m1"]


def test_a_lost_sentence_blocks_and_an_unlike_agency_warns_once_a_block() -> None:
    here, there = frozenset({1}), frozenset({2})

    found = check_read_back(
        [
            ReadBack("m1", "Họp.", is_there=True, meant=here, given=there),
            ReadBack("m1", "Hát.", is_there=True, meant=here, given=there),
            ReadBack("m2", "Múa.", is_there=False, meant=here, given=here),
            ReadBack("m3", "Ca.", is_there=True, meant=here, given=here),
        ]
    )

    assert [(one.rule, one.where, one.blocking) for one in found] == [
        ("agency-unlike", "m1", False),
        ("sentence-lost", "m2", True),
    ]
