"""Which tables are data and which only place text; where merged boxes stand."""

import pytest

from nhanai.documents.extraction.composing import Box, Grid, Line
from nhanai.documents.extraction.tables import GridBuilder, flat, is_layout


def grid(*rows: list[str]) -> Grid:
    """Boxes of lines; `/` parts the lines of one box."""
    return [
        [Box(tuple(Line(part) for part in text.split("/") if part)) for text in row] for row in rows
    ]


@pytest.mark.parametrize(
    ("rows", "bordered", "layout"),
    [
        ([["UBND/TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], False, True),
        ([["HỘI CTĐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1", "Lai Châu"]], True, True),
        ([["TỈNH ỦY", "ĐẢNG CỘNG SẢN VIỆT NAM"]], False, True),
        ([["Nơi nhận:/- Như trên;", "CHỦ TỊCH"]], True, True),
        ([["", "CHỦ TỊCH/Lò Văn Hùng"]], False, True),
        ([["khung chữ"]], True, True),
        ([["a", "b"], ["c", "d"]], False, True),
        ([["a", "b"], ["c", "d"]], True, False),
        ([["a", "b", "c", "d"], ["1", "2", "3", "4"]], False, False),
        ([[str(row), "b"] for row in range(9)], False, False),
        ([["a", "b"], ["c", "d"], ["e", "f"]], False, False),
        ([["TT"], ["1"]], True, False),
    ],
)
def test_layout_is_told_from_data(rows: list[list[str]], bordered: bool, layout: bool) -> None:
    assert is_layout(grid(*rows), bordered=bordered) is layout


def test_boxes_below_a_merged_one_move_to_their_columns() -> None:
    builder = GridBuilder()
    builder.row([Box((Line("a"),), rows=2), Box((Line("b"),), columns=2)])
    builder.row([Box((Line("c"),)), Box((Line("d"),))])
    builder.row([Box((Line("e"),))])

    words = [["".join(line.text for line in box.lines) for box in row] for row in builder.grid()]

    assert words == [["a", "b", ""], ["", "c", "d"], ["e"]]


def test_a_table_of_endless_columns_is_cut() -> None:
    builder = GridBuilder()
    builder.row([Box((), columns=10**9), Box((), columns=10**9)])

    assert len(builder.grid()[0]) == GridBuilder.WIDEST


def test_a_table_as_lines_has_one_for_each_row() -> None:
    assert flat(grid(["a", "b/c"], ["", ""])) == (Line("a b c"),)
