"""What an .odt says, as a reader of its printed page sees it."""

from pathlib import Path

import pytest
from tests.builders.files import an_odt

from nhanai.base.encodings import to_tcvn3
from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.limits import ENCRYPTED, CannotRead

NUMBERED = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="."'
    ' text:display-levels="2"/>'
    "</text:list-style>"
)
DASHES = (
    '<text:list-style style:name="D">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>'
)
BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
RULED = (
    '<style:style style:name="C">'
    '<style:table-cell-properties fo:border="0.05pt solid #000000"/></style:style>'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test writes its file."""
    return tmp_path / "ke-hoach.odt"


def items(*contents: str, more: str = "") -> str:
    """A list of these items in style L."""
    inner = "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)
    return f'<text:list text:style-name="L"{more}>{inner}</text:list>'


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(*texts: str, more: str = "") -> str:
    """A cell with rules."""
    inner = "".join(p(text) for text in texts)
    return f'<table:table-cell table:style-name="C"{more}>{inner}</table:table-cell>'


def test_paragraphs_spaces_tabs_and_breaks(path: Path) -> None:
    an_odt(path, p("một<text:s text:c='2'/>hai<text:tab/>ba<text:line-break/>bốn"), p(""), p("năm"))

    source = extract(path)

    assert source.text == "một  hai\tba\nbốn\n\nnăm"
    assert source.format == "odt"


def test_bold_of_spans_and_paragraphs(path: Path) -> None:
    plain = (
        '<style:style style:name="N"><style:text-properties fo:font-weight="normal"/></style:style>'
    )
    body = p('Giao <text:span text:style-name="B">Sở Y tế</text:span>')
    heading = p('ĐỀ <text:span text:style-name="N">mục</text:span>', "B")
    an_odt(path, body, heading, styles=BOLD + plain)

    source = extract(path)

    assert [source.text[start:end] for start, end in source.bold] == ["Sở Y tế", "ĐỀ "]


def test_lists_are_labelled_level_by_level(path: Path) -> None:
    deepest = items(p("x"), p("y"))
    inner = items(p("Mục đích") + deepest, p("Yêu cầu"))
    an_odt(path, items(p("CHUNG") + inner, p("RIÊNG")), styles=NUMBERED)

    assert extract(path).text.split("\n\n") == [
        "I. CHUNG",
        "1. Mục đích",
        "1.1. x",
        "1.2. y",
        "2. Yêu cầu",
        "II. RIÊNG",
    ]


def test_a_new_list_begins_anew_and_a_continued_one_counts_on(path: Path) -> None:
    more = ' text:continue-numbering="true"'
    an_odt(path, items(p("a")), items(p("b"), more=more), items(p("c")), styles=NUMBERED)

    assert extract(path).text == "I. a\n\nII. b\n\nI. c"


def test_bullets_and_a_second_paragraph_of_an_item(path: Path) -> None:
    listed = (
        '<text:list text:style-name="D"><text:list-item><text:p>a</text:p><text:p>b</text:p>'
        "</text:list-item></text:list>"
    )
    an_odt(path, listed, styles=DASHES)

    assert extract(path).text == "- a\n\nb"


def test_deleted_text_notes_of_reviewers_and_indexes_are_not_read(path: Path) -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    index = "<text:table-of-content><text:p>Mục lục</text:p></text:table-of-content>"
    noted = p("mới<office:annotation><text:p>góp ý</text:p></office:annotation>")
    an_odt(path, tracked, index, noted)

    assert extract(path).text == "mới"


def test_footnotes_stand_at_the_end(path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Luật số 11.</text:p></text:note-body></text:note>"
    )
    an_odt(path, p(f"Theo Luật{note} này"))

    assert extract(path).text == "Theo Luật[1] này\n\n[1] Luật số 11."


def test_text_boxes_and_page_breaks(path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>KHẨN</text:p></draw:text-box></draw:frame>"
    breaks = (
        '<style:style style:name="P"><style:paragraph-properties fo:break-before="page"/>'
        "</style:style>"
    )
    an_odt(path, p(f"Công điện{box}"), p("Trang hai", "P"), styles=breaks)

    assert extract(path).text == "Công điện\n\nKHẨN\n\n\fTrang hai"


def test_tables_with_merged_cells(path: Path) -> None:
    wide = cell("Tên", more=' table:number-columns-spanned="2"')
    covered = "<table:covered-table-cell/>"
    rows = (
        f"<table:table-header-rows><table:table-row>{cell('TT')}{wide}{covered}</table:table-row>"
        "</table:table-header-rows>"
        f"<table:table-row>{cell('1')}{cell('a', 'b')}{cell('c')}</table:table-row>"
    )
    an_odt(path, f"<table:table>{rows}</table:table>", styles=RULED)

    source = extract(path)

    assert source.text == "TT\tTên\t\n1\ta b\tc"
    assert [[cell.columns for cell in row] for row in source.tables[0].rows] == [[1, 2, 1], [1] * 3]


def test_a_letterhead_is_left_lines_then_right_lines(path: Path) -> None:
    def plain(*texts: str) -> str:
        return f"<table:table-cell>{''.join(p(text) for text in texts)}</table:table-cell>"

    left, right = plain("UBND TỈNH", "LAI CHÂU"), plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    table = f"<table:table><table:table-row>{left}{right}</table:table-row></table:table>"
    an_odt(path, table)

    assert extract(path).text == "UBND TỈNH\nLAI CHÂU\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_old_fonts_are_turned_into_unicode(path: Path) -> None:
    font = (
        '<style:style style:name="V"><style:text-properties style:font-name=".VnTime"/>'
        "</style:style>"
    )
    an_odt(path, p(to_tcvn3("hiến máu"), "V"), styles=font)

    source = extract(path)

    assert (source.text, source.encoding) == ("hiến máu", "tcvn3")


def test_a_password_is_said(path: Path) -> None:
    an_odt(path, p("x"), manifest="<encryption-data/>")

    with pytest.raises(CannotRead) as refusal:
        extract(path)

    assert refusal.value.message == ENCRYPTED
