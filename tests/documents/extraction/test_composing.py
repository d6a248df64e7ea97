"""The account of where lines, tables and bold words stand is right for any text."""

from unicodedata import is_normalized, normalize

from hypothesis import given
from hypothesis import strategies as st

from nhanai.documents.extraction.composing import Box, Composer, Line, clean, tidy

WORDS = st.text(alphabet="aáăâ\u0301\u0323 \t\nđ\u00a0\u200b\x07x", max_size=12)
LINES = st.builds(lambda a, b, c: Line(a + b + c, ((len(a), len(a + b)),)), WORDS, WORDS, WORDS)


@given(st.lists(LINES))
def test_the_text_is_composed_and_bold_ranges_lie_in_it(lines: list[Line]) -> None:
    composer = Composer()
    for line in lines:
        composer.paragraph(line.text, line.bold)

    content = composer.content()

    assert is_normalized("NFC", content.text)
    assert all(0 <= start < end <= len(content.text) for start, end in content.bold)
    assert content.text == content.text.strip()


@given(LINES)
def test_a_tidied_line_loses_only_what_nobody_sees(line: Line) -> None:
    found, _ = tidy(line)

    assert found.text == normalize("NFC", clean(line.text)).strip(" \t\n")


@given(st.lists(st.lists(st.lists(WORDS, max_size=2), min_size=1, max_size=3), min_size=1))
def test_cells_are_where_the_table_says(rows: list[list[list[str]]]) -> None:
    composer = Composer()
    composer.paragraph("trước")
    composer.table([[Box(tuple(map(Line, cell))) for cell in row] for row in rows])
    composer.paragraph("sau")

    content = composer.content()

    table = content.tables[0]
    lines = content.text[table.start : table.end].split("\n")
    assert [[content.text[cell.start : cell.end] for cell in row] for row in table.rows] == [
        line.split("\t") for line in lines
    ]
    assert len(lines) == len(rows)


def test_a_page_break_before_the_first_words_is_none() -> None:
    composer = Composer()
    composer.page_break()
    composer.paragraph("a")
    composer.page_break()
    composer.page_break()
    composer.continued("b")

    assert composer.content().text == "a\n\fb"
