"""What a .pdf says, in the order in which it is read."""

import shutil
from pathlib import Path

import pypdfium2
import pytest
from tests.builders.files import Drawn, Placed, a_pdf, a_scanned_pdf

from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.limits import CannotRead
from nhanai.documents.extraction.pdf import scan
from nhanai.documents.extraction.pdf.read import DAMAGED, SCANNED_PAGE

LEFT, TOP, STEP = 60.0, 780.0, 20.0
FULL = "chữ " * 15 + "chữ"
"""A line that reaches from margin to margin."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test writes its file."""
    return tmp_path / "ke-hoach.pdf"


def column(lines: list[str], *, left: float = LEFT, top: float = TOP) -> list[Placed]:
    """Lines below each other; one that begins with `>` is indented."""
    return [
        (left + 36 * text.startswith(">"), top - STEP * at, text.lstrip(">"))
        for at, text in enumerate(lines)
    ]


def rules(xs: list[float], ys: list[float]) -> list[Drawn]:
    """The rules of a table with these edges."""
    upright = [(x, min(ys), 0.5, max(ys) - min(ys)) for x in xs]
    return [*upright, *((min(xs), y, max(xs) - min(xs), 0.5) for y in ys)]


def test_lines_of_a_paragraph_stay_lines_and_an_indent_begins_the_next(path: Path) -> None:
    lines = [f">Một {FULL[:52]}", FULL, "hết câu một.", f">Hai {FULL[:52]}", FULL, "hết câu hai."]
    lines += [FULL] * 4
    a_pdf(path, [column(lines)])

    source = extract(path)

    paragraphs = source.text.split("\n\n")
    assert paragraphs[0].split("\n")[-1] == "hết câu một."
    assert paragraphs[1].split("\n")[-1] == "hết câu hai."
    assert (source.format, source.pages) == ("pdf", 1)


def test_a_heading_that_ends_early_stands_alone(path: Path) -> None:
    a_pdf(path, [column([FULL, FULL, "xong.", "I. MỤC ĐÍCH", FULL, FULL, FULL, FULL])])

    assert "\n\nI. MỤC ĐÍCH\n\n" in extract(path).text


def test_vietnamese_letters_are_right_and_composed(path: Path) -> None:
    a_pdf(path, [column(["Ủy ban nhân dân", "Ho\u0302\u0323i"])])

    source = extract(path)

    assert (source.text.split(), source.was_decomposed) == (
        ["Ủy", "ban", "nhân", "dân", "Hội"],
        True,
    )


def test_a_page_break_within_a_sentence_is_a_form_feed_without_empty_line(path: Path) -> None:
    a_pdf(path, [column([FULL] * 9), column(["nối câu.", *[FULL] * 9])])

    source = extract(path)

    assert f"{FULL}\n\fnối câu." in source.text
    assert source.pages == 2


def test_page_numbers_at_the_edge_are_dropped_and_numbers_in_the_text_stay(path: Path) -> None:
    page = [(290.0, 800.0, "2"), *column([*[FULL] * 4, "2023", *[FULL] * 4], top=740)]
    a_pdf(path, [page])

    assert extract(path).text.split("\n").count("2") == 0
    assert "2023" in extract(path).text


LEFT_HEAD = ["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU", "Số:    /KH-UBND"]
RIGHT_HEAD = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do", "Lai Châu, ngày 1"]
HEAD = "\n".join(LEFT_HEAD).replace("   ", "") + "\n\n" + "\n".join(RIGHT_HEAD)


def test_a_letterhead_written_cell_by_cell_is_left_then_right(path: Path) -> None:
    title = column(["KẾ HOẠCH"], left=260, top=680)
    body = column([FULL] * 8, top=640)
    a_pdf(path, [[*column(LEFT_HEAD), *column(RIGHT_HEAD, left=330), *title, *body]])

    assert extract(path).text.startswith(f"{HEAD}\n\nKẾ HOẠCH\n\n")


def test_a_letterhead_written_line_by_line_is_left_then_right(path: Path) -> None:
    pairs = zip(column(LEFT_HEAD), column(RIGHT_HEAD, left=330), strict=True)
    head = [placed for pair in pairs for placed in pair]
    a_pdf(path, [[*head, *column(["KẾ HOẠCH"], left=260, top=680), *column([FULL] * 8, top=640)]])

    assert extract(path).text.startswith(f"{HEAD}\n\nKẾ HOẠCH\n\n")


def test_a_date_that_wraps_in_its_narrow_column_is_joined(path: Path) -> None:
    head = column([*RIGHT_HEAD[:2], "Lai Châu, ngày 05 tháng 9 năm", "2026"], left=330)
    a_pdf(path, [[*column(LEFT_HEAD), *head, *column([FULL] * 8, top=640)]])

    assert "\nLai Châu, ngày 05 tháng 9 năm 2026\n\n" in extract(path).text


def test_recipients_and_signature_line_by_line_come_out_apart(path: Path) -> None:
    recipients = ["Nơi nhận:", "- Như trên;", "- Các sở;", "- UBND các xã;", "- Lưu: VT."]
    signature = [(350.0, 780.0, "TM. ỦY BAN"), (350.0, 760.0, "CHỦ TỊCH"), (350.0, 720.0, "Lò Hà")]
    lines: list[Placed] = []
    for placed in column(recipients):
        lines.append(placed)
        lines.extend(one for one in signature if one[1] == placed[1])
    a_pdf(path, [lines])

    assert extract(path).text == (
        "Nơi nhận:\n- Như trên;\n- Các sở;\n- UBND các xã;\n- Lưu: VT.\n\n"
        "TM. ỦY BAN\nCHỦ TỊCH\nLò Hà"
    )


def test_a_label_parted_from_its_words_by_a_tab_is_no_column(path: Path) -> None:
    page = [(LEFT, 780.0, "1."), (120.0, 780.0, "Mục đích"), (LEFT, 760.0, FULL)]
    a_pdf(path, [page])

    assert extract(path).text.startswith("1. Mục đích\n")


def test_a_ruled_table_is_a_table(path: Path) -> None:
    xs, ys = [50.0, 100.0, 300.0, 500.0], [700.0, 660.0, 620.0]
    texts = [
        (55.0, 680.0, "TT"), (105.0, 680.0, "Nhiệm vụ"), (305.0, 680.0, "Chủ trì"),
        (55.0, 645.0, "1"), (105.0, 645.0, "Vận động"), (105.0, 628.0, "hiến máu"),
        (305.0, 645.0, "Sở Y tế"),
    ]  # fmt: skip
    before, after = (55.0, 760.0, "PHỤ LỤC"), (55.0, 560.0, "Hết phụ lục")
    a_pdf(path, [[before, *texts, after]], boxes=rules(xs, ys))

    source = extract(path)

    assert source.text == (
        "PHỤ LỤC\n\nTT\tNhiệm vụ\tChủ trì\n1\tVận động hiến máu\tSở Y tế\n\nHết phụ lục"
    )
    assert [len(row) for row in source.tables[0].rows] == [3, 3]


def test_cells_of_a_ruled_table_merge_where_no_rule_is_drawn(path: Path) -> None:
    upright = [(50.0, 620.0, 0.5, 80.0), (300.0, 620.0, 0.5, 80.0), (500.0, 620.0, 0.5, 80.0)]
    level = [(50.0, 700.0, 450.0, 0.5), (300.0, 660.0, 200.0, 0.5), (50.0, 620.0, 450.0, 0.5)]
    texts = [(55.0, 680.0, "Sở Y tế"), (305.0, 680.0, "một"), (305.0, 640.0, "hai")]
    a_pdf(path, [texts], boxes=[*upright, *level])

    source = extract(path)

    assert source.text == "Sở Y tế\tmột\n\thai"
    assert source.tables[0].rows[0][0].rows == 2


def test_a_protected_file_says_so(path: Path) -> None:
    a_pdf(path, [column(["x"])], encrypted=True)

    with pytest.raises(CannotRead, match="mật khẩu"):
        extract(path)


def test_a_damaged_file_says_so(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\nnothing of a pdf follows")

    with pytest.raises(CannotRead) as refusal:
        extract(path)

    assert refusal.value.message == DAMAGED


def grey_picture_of(path: Path) -> tuple[int, int, bytes]:
    """The first page of a PDF as a grey picture."""
    document = pypdfium2.PdfDocument(path)
    bitmap = document[0].render(scale=2, grayscale=True)
    data = bytes(bitmap.buffer)
    rows = [data[at * bitmap.stride :][: bitmap.width] for at in range(bitmap.height)]
    size = bitmap.width, bitmap.height
    document.close()
    return *size, b"".join(rows)


def test_a_scan_needs_tesseract_and_says_so(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_scanned_pdf(path, 100, 100, b"\xff" * 10_000)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotRead) as refusal:
        extract(path)

    assert refusal.value.message == scan.NEEDS_OCR


def test_a_scanned_page_among_others_is_told(path: Path) -> None:
    text = pypdfium2.PdfDocument(a_pdf(path.with_name("a.pdf"), [column(["Trang một"])]))
    picture = pypdfium2.PdfDocument(a_scanned_pdf(path.with_name("b.pdf"), 9, 9, b"\x80" * 81))
    text.import_pages(picture)
    text.save(path)
    text.close()
    picture.close()

    source = extract(path)

    assert (source.text, source.pages) == ("Trang một", 2)
    assert source.unread == (SCANNED_PAGE.format(2),)


@pytest.mark.slow
@pytest.mark.samples
@pytest.mark.skipif(scan.available() is None, reason="tesseract với dữ liệu tiếng Việt chưa cài")
def test_a_scan_is_read_page_by_page_with_tesseract(path: Path) -> None:
    sample = Path(__file__).parents[4] / "shared/samples/10-tthue-pctt-254-canhbao-mua.pdf"
    if not sample.exists():
        pytest.skip("không có thư mục văn bản mẫu")
    a_scanned_pdf(path, *grey_picture_of(sample))
    told: list[str] = []

    source = extract(path, progress=told.append)

    assert "Thừa Thiên Huế" in source.text
    assert told == ["Đang nhận dạng chữ: trang 1/1"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract chưa cài")
def test_an_empty_scan_says_that_there_is_no_text(path: Path) -> None:
    a_scanned_pdf(path, 600, 800, b"\xff" * 480_000)

    with pytest.raises(CannotRead):
        extract(path)


@pytest.mark.samples
def test_the_signed_sample_is_read_in_order() -> None:
    sample = Path(__file__).parents[4] / "shared/samples/10-tthue-pctt-254-canhbao-mua.pdf"
    if not sample.exists():
        pytest.skip("không có thư mục văn bản mẫu")

    source = extract(sample)

    assert source.text.startswith(
        "BAN CHỈ HUY PCTT VÀ TKCN\nTỈNH THỪA THIÊN HUẾ\nVĂN PHÒNG THƯỜNG TRỰC\n"
        "Số: 254 /TB-PCTT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n"
        "Thừa Thiên Huế, ngày 06 tháng 9 năm 2022\n\nTHÔNG BÁO\n"
    )
    assert source.text.endswith("- Lưu: VT.\n\nCHÁNH VĂN PHÒNG\nPhan Thanh Hùng")
    assert "\n\n3. Công ty TNHHNN một thành viên" in source.text
