"""What acts change and why they may not, told on a small structure without a database."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from nhanai.base.findings import Severity
from nhanai.units.rules.acts import Outcome, prepare
from nhanai.units.rules.requests import (
    Close,
    Merge,
    Move,
    Open,
    Opening,
    Part,
    Rename,
    Request,
    Split,
    units_named,
)
from nhanai.units.rules.structure import CodeRow, HeirRow, NameRow, PlaceRow, Structure, UnitRow

START, DAY = dt.date(2020, 1, 1), dt.date(2024, 7, 1)
HALF = Decimal("0.5")


def a_structure() -> Structure:
    """T above A and B; A above A1 and A2; all since 2020. Z ended in 2022."""
    structure = Structure()
    for pk, (key, parent) in enumerate(
        [("T", ""), ("A", "T"), ("B", "T"), ("A1", "A"), ("A2", "A")], start=1
    ):
        kind = "CHAPTER" if parent else "PROVINCE"
        structure.units[key] = UnitRow(pk, key, kind, START)
        structure.names[key] = (NameRow(pk, key, f"Hội {key}", "", START),)
        if parent:
            structure.places[key] = (PlaceRow(pk, key, parent, "RED_CROSS", START),)
    structure.codes["A"] = (CodeRow(1, "A", "GSO", "03388", START),)
    ended = dt.date(2022, 1, 1)
    structure.units["Z"] = UnitRow(6, "Z", "CHAPTER", START, ended)
    structure.names["Z"] = (NameRow(6, "Z", "Hội Z", "", START, ended),)
    structure.places["Z"] = (PlaceRow(6, "Z", "T", "RED_CROSS", START, ended),)
    return structure


def new(key: str = "N", name: str = "Hội N", *, parent: str = "T", code: str = "") -> Opening:
    return Opening(key, "CHAPTER", name, {"RED_CROSS": parent}, code=code)


def done(request: Request) -> Outcome:
    return prepare(a_structure(), request)


def rules(outcome: Outcome) -> set[str]:
    return {finding.rule for finding in outcome.findings if finding.blocking}


def sheet(outcome: Outcome) -> list[str]:
    return [
        f"{row.aspect}: {row.name}: {row.was} > {row.becomes}"
        + (f" {row.share}" if row.share is not None else "")
        for row in outcome.sheet
    ]


def test_open_puts_a_unit_below_its_parent() -> None:
    outcome = done(Open(new(code="03999"), DAY))

    assert (outcome.findings, outcome.touched) == ((), ("N",))
    assert sheet(outcome) == [
        "Thành lập: Hội N: — > Hội N",
        "Đơn vị trên: Hội N: — > Hội T",
    ]


def test_rename_keeps_the_old_name_to_the_day_before() -> None:
    outcome = done(Rename("A", "Hội Mới", DAY))

    assert [(change.before, change.after) for change in outcome.changes] == [
        (
            NameRow(2, "A", "Hội A", "", START),
            NameRow(2, "A", "Hội A", "", START, DAY),
        ),
        (None, NameRow(None, "A", "Hội Mới", "", DAY, None, -1)),
    ]
    assert sheet(outcome) == ["Tên: Hội A: Hội A > Hội Mới"]


def test_move_ends_one_placement_and_begins_another() -> None:
    assert sheet(done(Move("A1", "RED_CROSS", "B", DAY))) == ["Đơn vị trên: Hội A1: Hội A > Hội B"]


def test_merge_into_another_takes_the_children_along() -> None:
    outcome = done(Merge((Part("A"),), "B", DAY))

    assert outcome.may_be_done
    assert sheet(outcome) == [
        "Bên tiếp nhận: Hội A: Hội A > Hội B 1",
        "Đơn vị trên: Hội A1: Hội A > Hội B",
        "Đơn vị trên: Hội A2: Hội A > Hội B",
    ]
    assert [unit.key for unit in outcome.moved] == ["A1", "A2"]
    assert [unit.key for unit in outcome.closed] == ["A"]


def test_merge_into_a_child_gives_the_child_its_parents_place() -> None:
    outcome = done(Merge((Part("A"),), "A1", DAY))

    assert outcome.may_be_done
    assert "Đơn vị trên: Hội A1: Hội A > Hội T" in sheet(outcome)
    assert "Đơn vị trên: Hội A2: Hội A > Hội A1" in sheet(outcome)


def test_a_new_unit_may_bear_the_name_and_code_of_one_that_merges_into_it() -> None:
    outcome = done(Merge((Part("A"), Part("B")), new("A-2024", "Hội A", code="03388"), DAY))

    assert outcome.findings == ()


def test_a_part_that_is_left_goes_to_the_unit_named_for_it() -> None:
    outcome = done(Merge((Part("A1", Decimal("0.6")),), "A2", DAY, rest_to="B"))

    assert sheet(outcome) == [
        "Bên tiếp nhận: Hội A1: Hội A1 > Hội A2 0.6",
        "Bên tiếp nhận: Hội A1: Hội A1 > Hội B 0.4",
    ]


def test_split_shares_one_among_several() -> None:
    outcome = done(Split("A", ((new(), HALF), ("B", HALF)), DAY, children_to="B"))

    assert outcome.may_be_done
    assert sheet(outcome) == [
        "Thành lập: Hội N: — > Hội N",
        "Bên tiếp nhận: Hội A: Hội A > Hội N 0.5",
        "Bên tiếp nhận: Hội A: Hội A > Hội B 0.5",
        "Đơn vị trên: Hội N: — > Hội T",
        "Đơn vị trên: Hội A1: Hội A > Hội B",
        "Đơn vị trên: Hội A2: Hội A > Hội B",
    ]


def test_close_ends_a_unit_without_children() -> None:
    assert sheet(done(Close("B", DAY))) == ["Kết thúc: Hội B: Hội B > Kết thúc hoạt động"]


EARLY, ENDED = dt.date(2019, 1, 1), dt.date(2023, 1, 1)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (Open(new("A"), DAY), {"key-held"}),
        (Open(new(name=" "), DAY), {"no-name"}),
        (Open(replace(new(), parents={}), DAY), {"no-parent"}),
        (Open(new(parent="?"), DAY), {"no-such-unit"}),
        (Open(new(parent="Z"), DAY), {"after-closing"}),
        (Open(new(), EARLY), {"before-opening"}),
        (Open(new(name="hội  a"), DAY), {"name-held"}),
        (Open(new(code="03388"), DAY), {"code-held"}),
        (Rename("A", "Hội B", DAY), {"name-held"}),
        (Rename("A", "Hội A", DAY), {"same-name"}),
        (Rename("A", " ", DAY), {"no-name"}),
        (Rename("A", "Mới", START), {"on-first-day", "later-change"}),
        (Rename("A", "Mới", EARLY), {"before-opening", "later-change"}),
        (Rename("Z", "Mới", ENDED), {"after-closing"}),
        (Move("A", "RED_CROSS", "A1", DAY), {"cycle"}),
        (Move("A", "RED_CROSS", "A", DAY), {"cycle"}),
        (Move("A1", "RED_CROSS", "A", DAY), {"same-parent"}),
        (Move("A1", "STATE", "B", DAY), {"not-in-line"}),
        (Move("A1", "RED_CROSS", "Z", DAY), {"after-closing"}),
        (Merge((), "B", DAY), {"no-source"}),
        (Merge((Part("A"),), "A", DAY), {"into-itself"}),
        (Merge((Part("A"), Part("A")), "B", DAY), {"source-twice"}),
        (Merge((Part("A", HALF),), "B", DAY), {"shares-not-one"}),
        (Merge((Part("A", Decimal(2)),), "B", DAY), {"share-not-a-part"}),
        (Merge((Part("A", HALF),), "B", DAY, rest_to="B"), {"rest-to-itself"}),
        (Merge((Part("T"),), "A1", DAY), {"cycle"}),
        (Merge((Part("T"),), "A", DAY), {"living-child", "parent-not-alive"}),
        (Split("A", ((new(), Decimal(1)),), DAY, "N"), {"one-part"}),
        (Split("A", ((new(), HALF), (new(), HALF)), DAY, "N"), {"part-twice"}),
        (Split("A", ((new(), HALF), ("A", HALF)), DAY, "N"), {"into-itself"}),
        (Split("A", ((new(), HALF), ("B", Decimal("0.4"))), DAY, "B"), {"shares-not-one"}),
        (Split("A", ((new(), Decimal(0)), ("B", Decimal(1))), DAY, "B"), {"share-not-a-part"}),
        (Split("A", ((new(), HALF), ("B", HALF)), DAY), {"children-without-home"}),
        (Close("A", DAY), {"living-child"}),
        (Close("Z", ENDED), {"after-closing"}),
        (Close("?", DAY), {"no-such-unit"}),
    ],
)
def test_nonsense_is_refused_by_name(request_: Request, expected: set[str]) -> None:
    outcome = done(request_)

    assert rules(outcome) == expected
    assert not outcome.may_be_done


def test_all_faults_are_told_at_once() -> None:
    outcome = done(Merge((Part("Z"), Part("A", HALF)), "?", DAY))

    assert rules(outcome) == {"after-closing", "shares-not-one", "no-such-unit"}
    assert [finding.message for finding in outcome.findings] == [
        "“Hội Z” đã kết thúc hoạt động từ ngày 01/01/2022.",
        "Các phần của “Hội A” chưa đủ 100 %: hãy ghi phần còn lại về đơn vị nào.",
        "Không có đơn vị “?”.",
    ]


def test_an_act_before_a_later_change_is_refused() -> None:
    structure = a_structure()
    later = dt.date(2025, 1, 1)
    structure.names["A"] = (
        NameRow(2, "A", "Hội A", "", START, later),
        NameRow(7, "A", "Hội Á", "", later),
    )

    outcome = prepare(structure, Rename("A", "Hội Mới", DAY))

    assert [finding.message for finding in outcome.findings] == [
        "Đã có thay đổi từ ngày 01/01/2025; hãy chọn ngày sau đó hoặc hoàn tác thay đổi ấy trước."
    ]


def test_a_unit_with_a_decided_end_is_not_ended_again() -> None:
    structure = a_structure()
    end = dt.date(2030, 1, 1)
    structure.units["B"] = UnitRow(3, "B", "CHAPTER", START, end)
    structure.names["B"] = (NameRow(3, "B", "Hội B", "", START, end),)
    structure.places["B"] = (PlaceRow(3, "B", "T", "RED_CROSS", START, end),)

    outcome = prepare(structure, Close("B", DAY))

    assert rules(outcome) == {"ends-already"}


def test_nobody_moves_below_a_unit_that_will_end() -> None:
    structure = a_structure()
    structure.units["B"] = UnitRow(3, "B", "CHAPTER", START, dt.date(2030, 1, 1))

    outcome = prepare(structure, Move("A1", "RED_CROSS", "B", DAY))

    assert rules(outcome) == {"parent-not-alive"}


def test_an_heir_is_not_ended_before_it_inherited() -> None:
    structure = a_structure()
    structure.heirs["Z"] = (HeirRow(1, "Z", "B", dt.date(2026, 1, 1), Decimal(1)),)

    outcome = prepare(structure, Close("B", DAY))

    assert "later-inheritance" in rules(outcome)


def test_who_works_on_an_ended_territory_is_warned_of() -> None:
    structure = a_structure()
    structure.units["A2"] = UnitRow(5, "A2", "CHAPTER", START, territory="B")

    outcome = prepare(structure, Close("B", DAY))

    assert outcome.may_be_done
    assert [(finding.rule, finding.severity) for finding in outcome.findings] == [
        ("works-on-ended-territory", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("request_", "named"),
    [
        (Open(new(), DAY), ("T",)),
        (Rename("A", "x", DAY), ("A",)),
        (Move("A1", "RED_CROSS", "B", DAY), ("A1", "B")),
        (Merge((Part("A"), Part("B")), new(), DAY, "A1"), ("A", "B", "T", "A1")),
        (Split("A", (("B", HALF), (new(), HALF)), DAY), ("A", "B", "T")),
    ],
)
def test_a_request_names_the_units_that_rights_are_asked_for(
    request_: Request, named: tuple[str, ...]
) -> None:
    assert units_named(request_) == named
