"""What a web page says, without its menus and scripts."""

from pathlib import Path

from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.web import read_html


def text_of(body: str) -> str:
    """The text of a page with this body."""
    return read_html(f"<html><body>{body}</body></html>".encode()).text


def test_blocks_are_paragraphs_and_white_space_is_one_space() -> None:
    assert text_of("<h1>KẾ  HOẠCH</h1><p>Căn\n cứ <b>Luật</b></p><div>Hết</div>") == (
        "KẾ HOẠCH\n\nCăn cứ Luật\n\nHết"
    )


def test_line_breaks_stay_inside_their_paragraph() -> None:
    assert text_of("<p>ỦY BAN NHÂN DÂN<br>TỈNH LAI CHÂU<br/></p>") == (
        "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU"
    )


def test_scripts_styles_menus_and_hidden_parts_are_dropped() -> None:
    body = (
        "<nav>Trang chủ</nav><script>x()</script><style>p{}</style><p>Nội dung</p>"
        "<p style='display: none'>ẩn</p><form><button>Gửi</button></form><footer>Chân</footer>"
    )

    assert text_of(body) == "Nội dung"


def test_lists_get_their_labels() -> None:
    body = (
        "<ol type='I' start='2'><li>hai</li><li>ba<ul><li>con</li></ul></li></ol>"
        "<ol><li value='5'><p>năm</p></li><li>sáu</li></ol>"
    )

    assert text_of(body) == "II. hai\n\nIII. ba\n\n- con\n\n5. năm\n\n6. sáu"


def test_tables_of_data_stay_tables_with_spans() -> None:
    page = (
        "<table border='1'><tr><th rowspan='2'>TT</th><th colspan='2'>Việc</th></tr>"
        "<tr><td>a</td><td>b<br>c</td></tr></table>"
    )

    content = read_html(page.encode())

    assert content.text == "TT\tViệc\t\n\ta\tb c"
    assert [content.text[start:end] for start, end in content.bold] == ["TT", "Việc"]
    assert len(content.tables) == 1


def test_a_letterhead_without_rules_is_left_lines_then_right_lines() -> None:
    body = (
        "<table><tr><td><p>UBND TỈNH</p><p>LAI CHÂU</p></td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập</td></tr></table>"
    )

    assert text_of(body) == ("UBND TỈNH\nLAI CHÂU\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")


def test_a_marked_main_part_is_read_alone() -> None:
    body = "<div>Tin khác</div><main><p>Nội dung của văn bản này dài hơn</p></main>"

    assert text_of(body) == "Nội dung của văn bản này dài hơn"


def test_the_declared_and_the_undeclared_encodings_are_understood(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><meta charset='utf-16'><p>Hội Chữ thập đỏ</p></html>"
    wide = tmp_path / "a.html"
    wide.write_bytes(page.encode("utf-16"))

    source = extract(wide)

    assert (source.text, source.encoding, source.format) == ("Hội Chữ thập đỏ", "utf-16", "html")


def test_entities_of_html_are_letters_and_preformatted_lines_stay() -> None:
    assert text_of("<p>H&#7897;i &amp; &ocirc;ng</p><pre>a\n  b</pre>") == "Hội & ông\n\na\n\nb"


def test_a_page_nested_without_end_is_read_without_harm() -> None:
    deep = "<div>" * 5000 + "đáy" + "</div>" * 5000

    assert text_of(f"<p>đầu</p>{deep}").startswith("đầu")
