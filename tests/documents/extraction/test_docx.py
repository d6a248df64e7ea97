"""What a .docx says, as a reader of its printed page sees it."""

from pathlib import Path

import pytest
from docx import Document
from tests.builders.files import (
    a_cell,
    a_docx,
    a_level,
    a_numbering,
    a_paragraph,
    a_styles,
    a_table,
    footnotes_of,
    in_list,
)

from nhanai.base.encodings import to_tcvn3, to_vni
from nhanai.documents.extraction.extract import extract
from nhanai.documents.reading.source import Source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test writes its file."""
    return tmp_path / "ke-hoach.docx"


def bold_words(source: Source) -> list[str]:
    """The words that are set in bold."""
    return [source.text[start:end] for start, end in source.bold]


def cells(source: Source) -> list[list[list[str]]]:
    """The texts of all tables, by table, row and cell."""
    return [
        [[source.text[cell.start : cell.end] for cell in row] for row in table.rows]
        for table in source.tables
    ]


def test_paragraphs_follow_each_other_parted_by_an_empty_line(path: Path) -> None:
    a_docx(path, a_paragraph("KẾ HOẠCH"), a_paragraph(""), a_paragraph("Căn cứ Luật."))

    source = extract(path)

    assert source.text == "KẾ HOẠCH\n\nCăn cứ Luật."
    assert (source.format, source.encoding, source.pages) == ("docx", "utf-8", None)


def test_words_of_several_runs_and_wrappers_are_one_text(path: Path) -> None:
    link = "<w:hyperlink><w:r><w:t>Sở </w:t></w:r></w:hyperlink>"
    control = "<w:sdt><w:sdtContent><w:r><w:t>Y</w:t></w:r></w:sdtContent></w:sdt>"
    a_docx(path, a_paragraph("Giao ", inner=f"{link}{control}<w:r><w:t> tế</w:t></w:r>"))

    assert extract(path).text == "Giao Sở Y tế"


def test_line_breaks_tabs_and_hyphens_are_kept(path: Path) -> None:
    inner = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/></w:r>"
    a_docx(path, a_paragraph(inner=inner))

    assert extract(path).text == "a\nb\tc-"


def test_page_breaks_are_form_feeds(path: Path) -> None:
    break_inside = '<w:r><w:t>một</w:t><w:br w:type="page"/><w:t>hai</w:t></w:r>'
    before = a_paragraph("ba", properties="<w:pageBreakBefore/>")
    section = a_paragraph("bốn", properties="<w:sectPr/>")
    a_docx(path, a_paragraph(inner=break_inside), before, section, a_paragraph("năm"))

    assert extract(path).text == "một\n\fhai\n\n\fba\n\nbốn\n\n\fnăm"


def test_a_page_break_alone_in_a_paragraph_parts_the_paragraphs(path: Path) -> None:
    alone = a_paragraph(inner='<w:r><w:br w:type="page"/></w:r>')
    a_docx(path, a_paragraph("một"), alone, a_paragraph("hai"))

    assert extract(path).text == "một\n\n\fhai"


def test_inserted_text_stays_and_deleted_text_goes(path: Path) -> None:
    inner = (
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>nơi cũ</w:t></w:r></w:moveFrom>"
    )
    a_docx(path, a_paragraph("Bản ", inner=inner))

    assert extract(path).text == "Bản mới"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(path: Path) -> None:
    first = a_paragraph("Giao Sở ", properties="<w:rPr><w:del/></w:rPr>")
    a_docx(path, first, a_paragraph("Y tế"))

    assert extract(path).text == "Giao Sở Y tế"


def test_hidden_text_is_not_read_and_capitals_are_as_seen(path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    a_docx(path, a_paragraph("kế hoạch", run="<w:caps/>", inner=hidden))

    assert extract(path).text == "KẾ HOẠCH"


def test_bold_comes_from_the_run_its_style_and_its_paragraph(path: Path) -> None:
    styles = a_styles(
        '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:b/></w:rPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>',
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>',
    )
    heading = a_paragraph("I. ĐỀ MỤC", properties='<w:pStyle w:val="H2"/>')
    not_bold = a_paragraph("nhạt", properties='<w:pStyle w:val="H"/>', run='<w:b w:val="0"/>')
    marked = a_paragraph("đậm", run='<w:rStyle w:val="S"/>')
    a_docx(path, heading, not_bold, marked, a_paragraph("rõ", run="<w:b/>"), styles=styles)

    assert bold_words(extract(path)) == ["I. ĐỀ MỤC", "đậm", "rõ"]


def test_accents_written_apart_are_joined_and_said(path: Path) -> None:
    a_docx(path, a_paragraph("Co\u0302ng ta\u0301c", run="<w:b/>"))

    source = extract(path)

    assert (source.text, source.was_decomposed) == ("Công tác", True)
    assert bold_words(source) == ["Công tác"]


def test_a_letter_whose_accent_stands_in_the_next_run_is_joined(path: Path) -> None:
    a_docx(
        path, a_paragraph("Ho\u0302", inner="<w:r><w:rPr><w:b/></w:rPr><w:t>\u0323i</w:t></w:r>")
    )

    source = extract(path)

    assert source.text == "Hội"
    assert bold_words(source) == ["i"]


def test_old_fonts_are_turned_into_unicode_run_by_run(path: Path) -> None:
    tcvn3 = a_paragraph(to_tcvn3("Hội chữ thập đỏ"), run='<w:rFonts w:ascii=".VnTime"/>')
    capitals = a_paragraph(to_tcvn3("kế hoạch"), run='<w:rFonts w:ascii=".VnTimeH"/>')
    vni = a_paragraph(to_vni("hiến máu"), run='<w:rFonts w:ascii="VNI-Times"/>')
    a_docx(path, tcvn3, capitals, vni, a_paragraph("Đã là Unicode"))

    source = extract(path)

    assert source.text == "Hội chữ thập đỏ\n\nKẾ HOẠCH\n\nhiến máu\n\nĐã là Unicode"
    assert source.encoding == "tcvn3"


def test_an_old_font_of_the_whole_document_counts(path: Path) -> None:
    styles = a_styles(
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="VNI-Times"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    a_docx(path, a_paragraph(to_vni("nhân đạo")), styles=styles)

    assert extract(path).text == "nhân đạo"


def test_footnotes_stand_at_the_end_with_their_number_in_place(path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    first = a_paragraph("Theo Luật", inner=mark.format(1))
    second = a_paragraph("và Điều lệ", inner=mark.format(2))
    a_docx(path, first, second, footnotes=footnotes_of("Luật số 11.", "Điều lệ Hội."))

    assert extract(path).text == (
        "Theo Luật[1]\n\nvà Điều lệ[2]\n\n[1] Luật số 11.\n[2] Điều lệ Hội."
    )


def test_a_text_box_is_read_once_though_it_is_written_twice(path: Path) -> None:
    box = f"<w:txbxContent>{a_paragraph('DỰ THẢO')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    a_docx(path, a_paragraph("Tiêu đề", inner=drawing), a_paragraph("Thân"))

    assert extract(path).text == "Tiêu đề\n\nDỰ THẢO\n\nThân"


def test_a_table_of_contents_is_left_out(path: Path) -> None:
    styles = a_styles(
        '<w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    )
    contents = a_paragraph("I. MỤC ĐÍCH 2", properties='<w:pStyle w:val="M1"/>')
    a_docx(path, contents, a_paragraph("I. MỤC ĐÍCH"), styles=styles)

    assert extract(path).text == "I. MỤC ĐÍCH"


def test_headers_footers_and_comments_are_not_read(path: Path) -> None:
    document = Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Chân trang"
    document.save(str(path))

    assert extract(path).text == "Nội dung"


def test_the_strict_vocabulary_is_read(path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    words = a_paragraph("Chặt chẽ")
    body = f'<w:document xmlns:w="{strict}"><w:body>{words}</w:body></w:document>'
    a_docx(path, more={"word/document.xml": body})

    assert extract(path).text == "Chặt chẽ"


def test_a_main_part_of_another_name_is_found(path: Path) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{a_paragraph('Ở tệp khác')}</w:body></w:document>"
    )
    a_docx(path, more={"_rels/.rels": relations, "word/document2.xml": body})

    assert extract(path).text == "Ở tệp khác"


def test_a_document_with_macros_is_read_as_text(path: Path) -> None:
    a_docx(path, a_paragraph("Có macro"), more={"word/vbaProject.bin": b"\x00never run\x00"})

    assert extract(path).text == "Có macro"


def test_a_table_of_data_is_a_table_with_its_cells(path: Path) -> None:
    rows = [
        [a_cell("TT"), a_cell("Nhiệm vụ"), a_cell("Chủ trì")],
        [a_cell("1"), a_cell("Tuyên truyền", "hiến máu"), a_cell("Sở Y tế")],
    ]
    a_docx(path, a_paragraph("PHỤ LỤC"), a_table(rows), a_paragraph("Hết"))

    source = extract(path)

    assert source.text == (
        "PHỤ LỤC\n\nTT\tNhiệm vụ\tChủ trì\n1\tTuyên truyền hiến máu\tSở Y tế\n\nHết"
    )
    assert cells(source) == [
        [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Tuyên truyền hiến máu", "Sở Y tế"]]
    ]
    assert source.text[source.tables[0].start : source.tables[0].end].startswith("TT\t")


def test_merged_cells_stand_once_and_columns_keep_their_index(path: Path) -> None:
    down = '<w:vMerge w:val="restart"/>'
    across = '<w:gridSpan w:val="2"/>'
    rows = [
        [a_cell("1", properties=down), a_cell("Tên", properties=across)],
        [a_cell("", properties="<w:vMerge/>"), a_cell("a"), a_cell("b")],
    ]
    a_docx(path, a_table(rows))

    source = extract(path)

    assert cells(source) == [[["1", "Tên", ""], ["", "a", "b"]]]
    first, second, _ = source.tables[0].rows[0]
    assert (first.rows, first.columns) == (2, 1)
    assert (second.rows, second.columns) == (1, 2)


def test_a_letterhead_without_rules_is_left_lines_then_right_lines(path: Path) -> None:
    rows = [
        [
            a_cell("ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU"),
            a_cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ],
        [a_cell("Số:     /KH-UBND"), a_cell("Lai Châu, ngày   tháng 9 năm 2023")],
    ]
    a_docx(path, a_table(rows, borders=False), a_paragraph("KẾ HOẠCH"))

    source = extract(path)

    assert source.text == (
        "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số:     /KH-UBND\n\nLai Châu, ngày   tháng 9 năm 2023\n\nKẾ HOẠCH"
    )
    assert source.tables == ()


def test_recipients_and_signature_side_by_side_come_out_one_after_the_other(path: Path) -> None:
    rows = [
        [
            a_cell("Nơi nhận:", "- Như trên;", "- Lưu: VT."),
            a_cell("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "", "Lò Văn Hùng"),
        ]
    ]
    a_docx(path, a_table(rows, borders=False))

    assert extract(path).text == (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nLò Văn Hùng"
    )


def test_a_table_in_a_cell_is_read_with_it(path: Path) -> None:
    inner = a_table([[a_cell("x"), a_cell("y")]])
    outer = f"<w:tc><w:tcPr/>{a_paragraph('ngoài')}{inner}{a_paragraph('')}</w:tc>"
    rows = [[a_cell("1"), outer, a_cell("2"), a_cell("3")] for _ in range(2)]
    a_docx(path, a_table(rows))

    assert cells(extract(path))[0][0] == ["1", "ngoài x y", "2", "3"]


def test_a_deleted_row_is_not_read(path: Path) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{a_cell('cũ')}{a_cell('cũ')}</w:tr>"
    rows = [[a_cell("TT"), a_cell("Việc")], [a_cell("1"), a_cell("Mới")]]
    a_docx(path, a_table(rows).replace("</w:tbl>", f"{gone}</w:tbl>"))

    assert cells(extract(path)) == [[["TT", "Việc"], ["1", "Mới"]]]


def test_list_labels_are_written_before_the_words_and_bold_with_them(path: Path) -> None:
    numbering = a_numbering(a_level(0, "%1.", "upperRoman"))
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    a_docx(
        path,
        a_paragraph("MỤC ĐÍCH", properties=number, run="<w:b/>"),
        in_list("Yêu cầu"),
        numbering=numbering,
    )

    source = extract(path)

    assert source.text == "I. MỤC ĐÍCH\n\nII. Yêu cầu"
    assert bold_words(source) == ["I. MỤC ĐÍCH"]


def test_a_list_in_a_table_counts_through_its_cells(path: Path) -> None:
    item = f"<w:tc><w:tcPr/>{in_list('việc')}</w:tc>"
    rows = [[item, a_cell("Sở Y tế")], [item, a_cell("Sở Nội vụ")]]
    a_docx(path, a_table(rows), numbering=a_numbering(a_level()))

    assert cells(extract(path)) == [[["1. việc", "Sở Y tế"], ["2. việc", "Sở Nội vụ"]]]


def test_an_empty_paragraph_of_a_list_shows_no_label_and_takes_no_number(path: Path) -> None:
    a_docx(path, in_list("a"), in_list(""), in_list("b"), numbering=a_numbering(a_level()))

    assert extract(path).text == "1. a\n\n2. b"
