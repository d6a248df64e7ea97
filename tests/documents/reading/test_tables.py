"""Tables of tasks: marked by the file, piped, barred, stacked."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine
from nhanai.documents.reading.model import Task
from nhanai.documents.reading.source import Cell, FileFormat, Source, Table

pytestmark = pytest.mark.nodb

HEAD = "KẾ HOẠCH\n\nTên\n\nI. NHIỆM VỤ\n\n"


def shown(tasks: tuple[Task, ...]) -> list[tuple[str, str, list[str], tuple[str, ...]]]:
    return [
        (task.address, task.text, [one.agency for one in task.assignees], task.coordinating)
        for task in tasks
    ]


def with_table(*rows: tuple[str, ...], spans: dict[tuple[int, int], int] | None = None) -> Source:
    """A source whose file marks these rows as a table; `spans` says how many rows a cell covers."""
    text = HEAD
    made: list[tuple[Cell, ...]] = []
    for place, row in enumerate(rows):
        cells: list[Cell] = []
        for column, cell in enumerate(row):
            covered = (spans or {}).get((place, column), 1)
            cells.append(Cell(len(text), len(text) + len(cell), covered))
            text += cell + "\t"
        text = text[:-1] + "\n"
        made.append(tuple(cells))
    table = Table(len(HEAD), len(text) - 1, tuple(made))
    return Source("a.docx", FileFormat.DOCX, "0" * 64, text, tables=(table,))


def test_a_table_of_the_file_gives_a_task_a_row() -> None:
    source = with_table(
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"),
        ("1", "Rà soát văn bản", "Sở Tư pháp", "Sở Nội vụ; Sở Y tế"),
        ("2", "Mở lớp tập huấn", "Sở Y tế", ""),
    )

    assert shown(engine.read(source).tasks) == [
        ("I.r1", "Rà soát văn bản", ["Sở Tư pháp"], ("Sở Nội vụ", "Sở Y tế")),
        ("I.r2", "Mở lớp tập huấn", ["Sở Y tế"], ()),
    ]


def test_a_merged_cell_is_said_of_every_row_that_it_covers() -> None:
    source = with_table(
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì"),
        ("1", "Rà soát văn bản", "Sở Tư pháp"),
        ("2", "Mở lớp tập huấn", ""),
        spans={(1, 2): 2},
    )

    tasks = engine.read(source).tasks

    assert [task.assignees[0].agency for task in tasks] == ["Sở Tư pháp", "Sở Tư pháp"]


def test_a_row_of_one_cell_titles_the_rows_after_it() -> None:
    text = (
        "| STT | Nội dung | Chủ trì |\n|---|---|---|\n| **I** | **TRUYỀN THÔNG** | |\n"
        "| 1 | Phát thanh | Đài tỉnh |"
    )

    (task,) = engine.read(a_source(HEAD + text)).tasks

    assert (task.address, task.group) == ("I.r1", "I.I")


def test_a_row_parted_by_a_page_break_is_one() -> None:
    text = (
        "| STT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Giám sát các cơ sở; | Sở Y tế |\n"
        "| | kết quả xét nghiệm. | |\n| 2 | Báo cáo kết quả | Sở Y tế |"
    )

    tasks = engine.read(a_source(HEAD + text)).tasks

    assert [task.text for task in tasks] == [
        "Giám sát các cơ sở; kết quả xét nghiệm.",
        "Báo cáo kết quả",
    ]


def test_an_empty_cell_between_bars_is_not_the_end_of_its_row() -> None:
    cells = ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
    header = "".join(f"|\n{cell}\n" for cell in cells)
    rows = (
        "|\n|\n1\n|\nRà soát văn bản\n|\nSở Tư pháp\n|\n|\nQuý I/2026\n|\n"
        "|\n2\n|\nMở lớp tập huấn\n|\nSở Y tế\n|\nSở Nội vụ\n|\nThường xuyên\n|"
    )

    tasks = engine.read(a_source(f"{HEAD}{header}{rows}")).tasks

    assert shown(tasks) == [
        ("I.r1", "Rà soát văn bản", ["Sở Tư pháp"], ()),
        ("I.r2", "Mở lớp tập huấn", ["Sở Y tế"], ("Sở Nội vụ",)),
    ]
    assert [task.due.date if task.due else task.recurrence for task in tasks] == [
        "2026-03-31",
        "continuous",
    ]


def test_a_table_without_agencies_holds_no_task() -> None:
    assert (
        engine.read(with_table(("TT", "Tên xã", "Số hộ"), ("1", "Mường Than", "120"))).tasks == ()
    )


@pytest.mark.parametrize("bar", ["\t", " | "])
def test_rows_parted_by_tabs_or_bars_alone_are_a_table(bar: str) -> None:
    rows = [
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"),
        ("1", "Rà soát văn bản", "Sở Tư pháp", "Sở Nội vụ"),
        ("2", "Mở lớp tập huấn", "Sở Y tế", "Sở Tài chính"),
    ]

    tasks = engine.read(a_source(HEAD + "\n".join(bar.join(row) for row in rows))).tasks

    assert [row[1:] for row in shown(tasks)] == [
        ("Rà soát văn bản", ["Sở Tư pháp"], ("Sở Nội vụ",)),
        ("Mở lớp tập huấn", ["Sở Y tế"], ("Sở Tài chính",)),
    ]


def test_a_cell_that_lists_its_bodies_names_each() -> None:
    table = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì |\n| 1 | Xây dựng phần mềm | - Sở Y tế; - Sở Nội vụ |"
    )

    tasks = engine.read(a_source(HEAD + table)).tasks

    assert [row[2] for row in shown(tasks)] == [["Sở Y tế", "Sở Nội vụ"]]
