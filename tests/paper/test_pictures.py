"""A picture stands in official paper alike in both files, numbered, and told in words."""

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from tests.paper.papers import a_report, said
from tests.paper.reading import by_office, words_of

from nhanai.paper import checker
from nhanai.paper.docx import docx_of
from nhanai.paper.fonts import FOLDER
from nhanai.paper.pdf import pdf_of
from nhanai.paper.picturing import NotADrawing, numbered, png_of, sides
from nhanai.paper.storing import from_json, to_json
from nhanai.paper.values import Annex, OfficialPaper, Picture

pytestmark = pytest.mark.nodb

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="240" viewBox="0 0 600 240">'
    '<rect x="60" y="40" width="80" height="160" fill="#27407f"/>'
    '<text x="300" y="120" font-family="Liberation Serif" font-size="24">Mường Tè, Pắc Ta</text>'
    "</svg>"
)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def a_picture(**changed: object) -> Picture:
    """A column with words beside it."""
    return replace(Picture(SVG, "Kết quả năm 2026", "Một cột & hai tên xã"), **changed)  # type: ignore[arg-type]  # any part of it


def a_paper(*pictures: Picture, annexed: Picture | None = None) -> OfficialPaper:
    """A report with pictures in its body, and one in its annex."""
    annexes = (Annex("Hình kèm theo", (annexed,), landscape=True),) if annexed else ()
    body = (said("Kết quả thể hiện ở hình sau:"), *pictures, said("Trân trọng"))
    return a_report(body=body, annexes=annexes)


def test_captions_are_numbered_through_body_and_annexes() -> None:
    paper = numbered(a_paper(a_picture(), a_picture(caption="Hình hai"), annexed=a_picture()))

    found = [one for one in paper.body if isinstance(one, Picture)]
    assert [one.caption for one in found] == ["Hình 1. Kết quả năm 2026", "Hình 2. Hình hai"]
    (last,) = paper.annexes[0].blocks
    assert isinstance(last, Picture)
    assert last.caption == "Hình 3. Kết quả năm 2026"


def test_a_picture_is_kept_and_read_again() -> None:
    paper = a_paper(a_picture(width=120.5), annexed=a_picture())

    assert from_json(to_json(paper)) == paper


def test_the_docx_holds_points_at_200_to_the_inch_and_tells_them_in_words() -> None:
    data = docx_of(a_paper(a_picture(), annexed=a_picture()))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        image = Image.open(io.BytesIO(archive.read("word/media/picture1.png")))
        document = etree.fromstring(archive.read("word/document.xml"))
        relations = archive.read("word/_rels/document.xml.rels").decode()
        assert 'Extension="png"' in archive.read("[Content_Types].xml").decode()
    assert image.width == pytest.approx(165 / 25.4 * 200, abs=2)
    assert image.width / image.height == pytest.approx(600 / 240, rel=0.01)
    told = [one.get("descr") for one in document.iter(f"{WP}docPr")]
    assert told == ["Một cột & hai tên xã"] * 2
    embedded = [one.get(next(iter(one.attrib))) for one in document.iter(f"{A}blip")]
    assert embedded == ["picture1", "picture2"]
    assert all(f'Id="{one}"' in relations for one in embedded)


def test_the_same_paper_gives_the_same_bytes_and_one_without_pictures_none_of_theirs() -> None:
    paper = a_paper(a_picture())

    assert docx_of(paper) == docx_of(paper)
    with zipfile.ZipFile(io.BytesIO(docx_of(a_paper()))) as archive:
        assert not [name for name in archive.namelist() if "media" in name]
        assert "png" not in archive.read("[Content_Types].xml").decode()


def test_the_check_of_layout_finds_nothing_new() -> None:
    def rules(paper: OfficialPaper) -> list[str]:
        return [finding.rule for finding in checker.check(docx_of(paper))]

    assert rules(a_paper(a_picture(), annexed=a_picture())) == rules(a_paper())


def test_the_pdf_holds_the_drawing_itself_with_its_vietnamese_words() -> None:
    words = {line.text: line for line in words_of(pdf_of(a_paper(a_picture())))}

    assert "Mường Tè, Pắc Ta" in words
    assert "Hình 1. Kết quả năm 2026" in words
    if FOLDER.is_dir():
        assert words["Mường Tè, Pắc Ta"].font.endswith("LiberationSerif")


@pytest.mark.slow
def test_both_files_put_the_caption_in_the_same_place(tmp_path: Path) -> None:
    if shutil.which("soffice") is None or not FOLDER.is_dir():
        pytest.skip("LibreOffice or Liberation Serif is not installed")
    paper = a_paper(a_picture())

    found = [
        next(line for line in words_of(data) if line.text.startswith("Hình 1."))
        for data in (pdf_of(paper), by_office(docx_of(paper), tmp_path))
    ]

    first, second = found
    assert first.page == second.page
    assert first.size == pytest.approx(second.size, abs=0.1)
    assert first.top == pytest.approx(second.top, abs=2)
    assert first.left == pytest.approx(second.left, abs=1)


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(1, 400), st.floats(20, 300))
def test_a_picture_never_leaves_the_paper_and_keeps_its_shape(
    wide: int, high: int, width: float, most: float
) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"/>'

    found = sides(a_picture(svg=svg, width=width), most)

    assert found[0] <= most + 0.001
    assert found[1] <= 200.001
    assert found[0] * high == pytest.approx(found[1] * wide, rel=0.01, abs=wide)


@pytest.mark.parametrize("svg", ["", "<svg/>", SVG.replace('"600"', '"100%"'), "<p width='1'/>"])
def test_what_is_no_drawing_with_a_size_is_refused(svg: str) -> None:
    with pytest.raises(NotADrawing):
        sides(a_picture(svg=svg), 165)


def test_words_with_marks_are_drawn_and_not_boxes() -> None:
    drawn = Image.open(io.BytesIO(png_of(a_picture(), 100))).convert("L")
    bare = SVG.replace("Mường Tè, Pắc Ta", "Muong Te, Pac Ta")
    plain = Image.open(io.BytesIO(png_of(a_picture(svg=bare), 100))).convert("L")

    ink = [sum(one.histogram()[:128]) for one in (drawn, plain)]
    assert ink[1] < ink[0] < ink[1] * 1.2
