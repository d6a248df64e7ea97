"""Both printers put everything where annex I of Decree 30/2020/NĐ-CP wants it, and alike."""

import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from tests.paper.papers import a_letter, a_plan, a_report, a_table, papers, said
from tests.paper.reading import Words, by_office, rules_of, sizes_of, words_of

from nhanai.paper import decree
from nhanai.paper.docx import docx_of
from nhanai.paper.fonts import FOLDER
from nhanai.paper.pdf import pdf_of
from nhanai.paper.values import Annex, Column, Heading, OfficialPaper, Paragraph, Run, Table

pytestmark = pytest.mark.nodb

Print = Callable[[OfficialPaper], bytes]


@pytest.fixture(scope="module", params=["office", "typst"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Print:
    if not FOLDER.is_dir():
        pytest.skip("the places are those of Liberation Serif, which is not installed")
    if request.param == "typst":
        return pdf_of
    return _office(tmp_path_factory.mktemp("office"))


def _office(folder: Path) -> Print:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    return lru_cache(lambda paper: by_office(docx_of(paper), folder))


def the(words: list[Words], part: str, page: int = 1) -> Words:
    """The one line with `part` on the page."""
    (found,) = [line for line in words if part in line.text and line.page == page]
    return found


REPORT, PLAN, LETTER = a_report(), a_plan(), a_letter()


@pytest.mark.slow
def test_the_national_title_stands_on_one_line_over_a_rule_as_long_as_the_motto(
    printed: Print,
) -> None:
    pdf = printed(REPORT)

    words = words_of(pdf)
    title, motto = the(words, decree.NATIONAL_TITLE), the(words, decree.MOTTO)
    left, top, length = next(rule for rule in rules_of(pdf) if rule[0] > 110)
    assert (title.size, motto.size) == pytest.approx((12, 13), abs=0.1)
    assert title.font.endswith("Serif-Bold")
    assert motto.font.endswith("Serif-Bold")
    assert length == pytest.approx(motto.right - motto.left, abs=1.5)
    assert left == pytest.approx(motto.left, abs=1)
    assert 4 < top - motto.top < 8
    bodies = [line for line in words if line.right < 105 and line.top < short_top(pdf)]
    line = max(one.right - one.left for one in bodies if one.font.endswith("Bold"))
    assert line / 3 <= next(rule[2] for rule in rules_of(pdf) if rule[0] < 75) <= line / 2


def short_top(pdf: bytes) -> float:
    """Where the rule under the issuer is drawn."""
    return next(rule[1] for rule in rules_of(pdf) if rule[0] < 75)


@pytest.mark.slow
def test_sizes_faces_and_margins_are_those_of_the_decree(printed: Print) -> None:
    words = words_of(printed(REPORT))

    number = the(words, "Số: 05/BC-CTĐ")
    assert "Lai Châu, ngày 07 tháng 02 năm 2026" in number.text
    assert number.size == pytest.approx(13, abs=0.1)
    kind = the(words, "BÁO CÁO")
    assert (kind.left + kind.right) / 2 == pytest.approx(112.5, abs=0.5)
    assert kind.font.endswith("Bold")
    body = the(words, "Thực hiện Kế hoạch")
    assert body.left == pytest.approx(30 + 12.7, abs=0.4)
    assert min(line.left for line in words) == pytest.approx(30, abs=0.4)
    assert max(line.right for line in words) <= 195 + 1.5
    assert the(words, "I. KẾT QUẢ").font.endswith("Bold")
    assert not the(words, "a) Hiến máu").font.endswith("Bold")
    assert the(words, "chỉ đạo./.").size == pytest.approx(14, abs=0.1)


@pytest.mark.slow
def test_places_and_signature_stand_level(printed: Print) -> None:
    words = words_of(printed(REPORT))

    places, line = the(words, "Nơi nhận:"), the(words, "TM. BAN THƯỜNG VỤ")
    assert places.top == pytest.approx(line.top, abs=1)
    assert places.font.endswith("BoldItalic")
    assert places.size == pytest.approx(12, abs=0.1)
    assert the(words, "- Lưu: VT, VP.").size == pytest.approx(11, abs=0.1)
    name = the(words, "Lò Thị Mai")
    assert (name.left + name.right) / 2 == pytest.approx((line.left + line.right) / 2, abs=0.5)
    assert name.top - the(words, "PHÓ CHỦ TỊCH").top > 25


@pytest.mark.slow
def test_a_letter_has_its_subject_under_the_number_and_a_list_of_addressees(
    printed: Print,
) -> None:
    words = words_of(printed(LETTER))

    number, subject = the(words, "Số: 05/CTĐ-VP"), the(words, "V/v đề nghị phối hợp")
    assert subject.size == pytest.approx(12, abs=0.1)
    assert 6 < subject.top - number.top < 10
    assert subject.right < 105
    dashes = [the(words, name) for name in ("- Sở Y tế;", "- Sở Giáo dục", "- Ủy ban nhân dân")]
    assert [round(dash.left) for dash in dashes] == [round(dashes[0].left)] * 3
    assert dashes[-1].text.endswith("phường.")


REFERENCES = ("3836/KH-UBND", "57-NQ/TW", "1318/2024/QĐ-TTg")


@pytest.mark.slow
def test_the_number_of_a_document_stands_on_one_line_with_its_symbol(printed: Print) -> None:
    body = tuple(
        said(f"{'a' * length} theo {REFERENCES[0]}, Nghị quyết {REFERENCES[1]}, {REFERENCES[2]}.")
        for length in range(1, 60)
    )
    wide = Table((Column("Căn cứ", 0.3), Column("Việc", 0.7)), ((f"Theo số {REFERENCES[0]}", "x"),))
    paper = replace(REPORT, body=(*body, wide), annexes=())

    lines = [line.text for line in words_of(printed(paper))]

    found = {one: sum(line.count(one) for line in lines) for one in REFERENCES}
    assert found == {REFERENCES[0]: 60, REFERENCES[1]: 59, REFERENCES[2]: 59}


@pytest.mark.slow
@pytest.mark.parametrize("above", range(1, 14, 4))
def test_an_annex_that_fills_its_page_leaves_no_empty_one(printed: Print, above: int) -> None:
    lines = "\n".join("x" * 3 for _ in range(above))
    filling = tuple(("x", lines if n == 0 else "x") for n in range(26))
    table = Table((Column("A", 0.5), Column("B", 0.5)), filling)
    paper = replace(REPORT, annexes=(Annex("Danh sách", (table,), landscape=True),))

    pdf = printed(paper)

    said_on = {line.page for line in words_of(pdf) if line.text not in "0123456789"}
    assert said_on == set(range(1, len(sizes_of(pdf)) + 1))


@pytest.mark.slow
def test_a_number_wider_than_its_column_is_broken_and_runs_into_no_other(printed: Print) -> None:
    columns = (Column("A", 0.08), *(Column("B", 0.46),) * 2)
    paper = replace(REPORT, body=(Table(columns, (("3836/KH-UBND", "Sở Y tế", "x"),)),), annexes=())

    words = words_of(printed(paper))

    narrow = 30 + 165 * 0.08
    pieces = [line for line in words if line.text.startswith(("3836", "KH", "UBND"))]
    assert len(pieces) > 1
    assert max(line.right for line in pieces) <= narrow + 0.5


@pytest.mark.slow
def test_annexes_turn_repeat_their_heads_and_count_from_one(printed: Print) -> None:
    pdf = printed(PLAN)

    words = words_of(pdf)
    top = [(line.page, line.text) for line in words if line.top < 18]
    wide = [number for number, size in enumerate(sizes_of(pdf), 1) if size == (297, 210)]
    first, *others = wide
    assert sizes_of(pdf)[0] == (210, 297)
    assert len(wide) > 2
    assert top == [(2, "2"), *((page, str(place)) for place, page in enumerate(others, 2))]
    assert the(words, "Phụ lục I", first).font.endswith("Bold")
    assert "ngày" in the(words, "(Kèm theo Kế hoạch số", first).text
    heads = [line.page for line in words if line.text.startswith("TT") and line.page in wide]
    assert heads == wide
    assert the(words, "Phụ lục II", wide[-1] + 1).size == pytest.approx(14, abs=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("paper", [REPORT, PLAN, LETTER])
def test_the_two_printers_differ_by_less_than_three_millimetres(
    paper: OfficialPaper, tmp_path: Path
) -> None:
    ours, theirs = words_of(pdf_of(paper)), words_of(_office(tmp_path)(paper))

    often = Counter((line.page, line.text) for line in (*ours, *theirs))
    places = {(line.page, line.text): line for line in theirs if often[line.page, line.text] == 2}
    shared = [(line, places[key]) for line in ours if (key := (line.page, line.text)) in places]
    far = [
        (one.text, one.top, other.top)
        for one, other in shared
        if abs(one.left - other.left) > 2 or abs(one.top - other.top) > 3
    ]
    assert far == []
    assert len(shared) > 0.9 * len(places)


def test_the_same_value_gives_the_same_bytes_in_which_no_machine_is_named() -> None:
    first = docx_of(PLAN)

    assert first == docx_of(PLAN)
    core = docx.Document(io.BytesIO(first)).core_properties
    assert core.author == "Ủy ban nhân dân tỉnh Lai Châu"
    assert core.last_modified_by == ""
    assert core.title.startswith("Kế hoạch Thực hiện Quyết định")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_pdf_is_pdf_a_in_vietnamese_with_a_title_and_does_not_vary() -> None:
    first = pdf_of(REPORT)

    assert first == pdf_of(REPORT)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B" in first
    assert re.search(rb"/Lang ?\(vi-VN\)", first)
    document = pypdfium2.PdfDocument(first)
    assert document.get_metadata_dict()["Title"].startswith("Báo cáo Kết quả công tác Hội")
    document.close()


@pytest.mark.slow
def test_without_liberation_every_vietnamese_letter_still_prints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nhanai.paper.fonts.FOLDER", Path("/nowhere"))
    vowels = "aăâeêioôơuưy"
    letters = "đ" + "".join(
        vowel + tone for vowel in vowels for tone in "\u0300\u0309\u0303\u0301\u0323"
    )

    words = words_of(pdf_of(a_report(body=(said(letters), said(letters.upper())))))

    assert {line.font.partition("+")[2].partition("-")[0] for line in words} == {"LibertinusSerif"}


def test_a_link_opens_and_prints_as_any_other_words() -> None:
    document = docx.Document(io.BytesIO(docx_of(REPORT)))

    (linked,) = [link for line in document.paragraphs for link in line.hyperlinks]
    assert linked.url == "https://nhanai.example/so-lieu/1?a=1&b=2"
    assert linked.text == "12.345 lượt người"
    assert linked.runs[0].font.underline is None


def a_table_that_opens() -> OfficialPaper:
    table = replace(
        a_table(2, 3), hrefs=(("", "", ""), ("", "https://nhanai.example/bao-cao/goc/12.HM03/", ""))
    )
    return a_report(body=(table,))


def test_a_figure_in_a_cell_opens_where_it_comes_from() -> None:
    document = docx.Document(io.BytesIO(docx_of(a_table_that_opens())))

    ruled = next(table for table in document.tables if len(table.rows) == 3)
    linked = [
        (place, link.url, link.text)
        for place, row in enumerate(ruled.rows)
        for cell in row.cells
        for line in cell.paragraphs
        for link in line.hyperlinks
    ]
    words = ruled.rows[2].cells[1].text
    assert linked == [(2, "https://nhanai.example/bao-cao/goc/12.HM03/", words)]


@pytest.mark.slow
def test_a_figure_in_a_cell_opens_in_the_pdf_too() -> None:
    assert b"https://nhanai.example/bao-cao/goc/12.HM03/" in pdf_of(a_table_that_opens())


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "/so-lieu/1", "https://[x", "https://a:b", ""]
)
def test_what_is_no_address_of_the_web_is_no_link(href: str) -> None:
    paper = a_report(body=(Paragraph((Run("12", href=href),)),))

    document = docx.Document(io.BytesIO(docx_of(paper)))

    assert [link.url for line in document.paragraphs for link in line.hyperlinks] == []


@pytest.mark.slow
def test_words_are_never_taken_for_markup() -> None:
    nasty = '#panic("x") $x$ *b* _i_ <w:p/> &amp; \\u{41} [a] `c` // d /* e */ @f --'
    paper = a_report(subject=nasty, body=(Heading(1, "I.", "k"), said(nasty), a_table(1)))

    words = words_of(pdf_of(paper))
    document = docx.Document(io.BytesIO(docx_of(paper)))

    assert nasty.removesuffix(" --") in "".join(line.text + " " for line in words)
    assert f"{nasty}./." not in [line.text for line in document.paragraphs]
    assert nasty in [line.text for line in document.paragraphs]


@pytest.mark.slow
@given(papers)
@settings(max_examples=40, deadline=None)
def test_any_paper_prints_both_ways(paper: OfficialPaper) -> None:
    document = docx.Document(io.BytesIO(docx_of(paper)))

    assert len(document.sections) == 1 + len(paper.annexes)
    assert pdf_of(paper).startswith(b"%PDF-1.7")


def test_a_table_without_rows_still_has_its_head() -> None:
    paper = a_report(body=(replace(a_table(0), title="Kết quả"),))

    document = docx.Document(io.BytesIO(docx_of(paper)))

    assert [cell.text for cell in document.tables[1].rows[0].cells][:2] == ["TT", "Đơn vị"]
