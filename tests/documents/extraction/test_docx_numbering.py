"""The automatic lists of Word: formats, levels, restarts, overrides, lists tied to styles."""

from pathlib import Path

import pytest
from tests.builders.files import (
    WORD,
    a_docx,
    a_level,
    a_numbering,
    a_paragraph,
    a_styles,
    in_list,
)

from nhanai.documents.extraction.extract import extract


def read(path: Path, *body: str, numbering: str, styles: str = "") -> list[str]:
    """The paragraphs of a document with these lists."""
    a_docx(path, *body, numbering=numbering, styles=styles)
    return extract(path).text.split("\n\n")


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("decimalZero", "%1", ["01", "02"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2."]),
        ("vietnameseCounting", "Phần thứ %1:", ["Phần thứ một:", "Phần thứ hai:"]),
        ("ordinal", "%1.", ["1.", "2."]),
        ("bullet", "-", ["-", "-"]),
        ("bullet", "\uf0b7", ["•", "•"]),
        ("bullet", "\uf02d", ["-", "-"]),
        ("bullet", "+", ["+", "+"]),
        ("bullet", "o", ["•", "•"]),
    ],
)
def test_labels_are_written_as_they_are_printed(
    tmp_path: Path, form: str, text: str, labels: list[str]
) -> None:
    numbering = a_numbering(a_level(0, text, form))

    found = read(tmp_path / "a.docx", in_list("x"), in_list("y"), numbering=numbering)

    assert found == [f"{labels[0]} x", f"{labels[1]} y"]


def test_a_list_without_label_shows_none(tmp_path: Path) -> None:
    numbering = a_numbering(a_level(0, "", "none"))

    assert read(tmp_path / "a.docx", in_list("x"), numbering=numbering) == ["x"]


def test_lower_levels_show_the_numbers_above_and_begin_anew(tmp_path: Path) -> None:
    numbering = a_numbering(a_level(0, "%1."), a_level(1, "%1.%2."), a_level(2, "%1.%2.%3."))
    levels = [0, 1, 1, 2, 0, 1]

    found = read(
        tmp_path / "a.docx", *(in_list("x", level=at) for at in levels), numbering=numbering
    )

    assert [line.split()[0] for line in found] == ["1.", "1.1.", "1.2.", "1.2.1.", "2.", "2.1."]


def test_a_level_that_never_restarts_counts_through(tmp_path: Path) -> None:
    through = a_level(1, "Điều %2.", more='<w:lvlRestart w:val="0"/>')
    numbering = a_numbering(a_level(0, "Chương %1", "upperRoman"), through)
    levels = [0, 1, 1, 0, 1]

    found = read(
        tmp_path / "a.docx", *(in_list("x", level=at) for at in levels), numbering=numbering
    )

    assert found == ["Chương I x", "Điều 1. x", "Điều 2. x", "Chương II x", "Điều 3. x"]


def test_a_legal_level_shows_every_number_in_digits(tmp_path: Path) -> None:
    numbering = a_numbering(
        a_level(0, "%1.", "upperRoman"), a_level(1, "%1.%2.", more="<w:isLgl/>")
    )

    found = read(tmp_path / "a.docx", in_list("x"), in_list("y", level=1), numbering=numbering)

    assert found == ["I. x", "1.1. y"]


def test_a_level_met_without_the_one_above_shows_its_start(tmp_path: Path) -> None:
    numbering = a_numbering(a_level(0, "%1.", start=3), a_level(1, "%1.%2."))

    assert read(tmp_path / "a.docx", in_list("x", level=1), numbering=numbering) == ["3.1. x"]


def test_two_uses_of_a_list_count_on_and_an_override_begins_anew(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = a_numbering(a_level(), nums=nums)

    found = read(
        tmp_path / "a.docx", *(in_list("x", num_id=at) for at in (1, 2, 3, 3)), numbering=numbering
    )

    assert found == ["1. x", "2. x", "1. x", "2. x"]


def test_an_override_may_bring_its_own_level(tmp_path: Path) -> None:
    own = a_level(0, "%1)", "lowerLetter")
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    )
    numbering = a_numbering(a_level(), nums=nums)

    assert read(tmp_path / "a.docx", in_list("x", num_id=2), numbering=numbering) == ["a) x"]


def test_headings_are_numbered_through_their_styles(tmp_path: Path) -> None:
    numbering = a_numbering(
        a_level(0, "%1.", "upperRoman", more='<w:pStyle w:val="H1"/>'),
        a_level(1, "%2.", more='<w:pStyle w:val="H2"/>'),
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = a_styles(
        f'<w:style w:type="paragraph" w:styleId="H1">{listed}</w:style>',
        f'<w:style w:type="paragraph" w:styleId="H2">{listed}</w:style>',
    )
    body = [
        a_paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for style, text in (("H1", "MỤC ĐÍCH"), ("H2", "Mục đích"), ("H2", "Yêu cầu"))
    ]

    found = read(tmp_path / "a.docx", *body, numbering=numbering, styles=styles)

    assert found == ["I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu"]


def test_a_paragraph_may_take_itself_out_of_its_styles_list(tmp_path: Path) -> None:
    styles = a_styles(
        '<w:style w:type="paragraph" w:styleId="H1">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    out = '<w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'

    found = read(
        tmp_path / "a.docx",
        a_paragraph("PHỤ LỤC", properties=out),
        numbering=a_numbering(a_level()),
        styles=styles,
    )

    assert found == ["PHỤ LỤC"]


def test_a_list_that_only_names_a_style_takes_that_styles_levels(tmp_path: Path) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{WORD}">'
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Bac"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{a_level(0, "%1/", "lowerLetter")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = a_styles(
        '<w:style w:type="numbering" w:styleId="Bac">'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )

    found = read(tmp_path / "a.docx", in_list("x"), numbering=numbering, styles=styles)

    assert found == ["a/ x"]


def test_nothing_stands_between_label_and_words_where_the_list_says_so(tmp_path: Path) -> None:
    numbering = a_numbering(a_level(0, "%1", more='<w:suff w:val="nothing"/>'))

    assert read(tmp_path / "a.docx", in_list(". x"), numbering=numbering) == ["1. x"]


def test_a_list_that_is_not_defined_shows_no_label(tmp_path: Path) -> None:
    found = read(tmp_path / "a.docx", in_list("x", num_id=9), numbering=a_numbering(a_level()))

    assert found == ["x"]


def test_styles_that_are_based_on_each_other_in_a_circle_end(tmp_path: Path) -> None:
    styles = a_styles(
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    paragraph = a_paragraph("x", properties='<w:pStyle w:val="A"/>')

    assert read(tmp_path / "a.docx", paragraph, numbering="", styles=styles) == ["x"]
