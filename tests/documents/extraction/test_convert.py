"""Old Word files: through LibreOffice, else antiword; a sentence where neither is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.builders.files import (
    a_cell,
    a_docx,
    a_level,
    a_numbering,
    a_paragraph,
    a_table,
    in_list,
)

from nhanai.documents.extraction import convert
from nhanai.documents.extraction.composing import Content
from nhanai.documents.extraction.convert import with_tables_drawn
from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.limits import DAMAGED, CannotRead

RTF = rb"{\rtf1\ansi\ansicpg1252 K\u7871?\~ho\u7841?ch\par M\u7909?c\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FILLER = "Vận động hiến máu tình nguyện. " * 5
"""antiword does not take very short files."""

needs_office = pytest.mark.skipif(convert.office() is None, reason="LibreOffice chưa cài")
needs_antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword chưa cài")


@pytest.fixture(scope="module")
def doc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .doc that LibreOffice has written."""
    office = convert.office()
    if office is None:
        pytest.skip("LibreOffice chưa cài")
    folder = tmp_path_factory.mktemp("doc")
    head = [[a_cell("UBND TỈNH", "LAI CHÂU"), a_cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]]
    source = a_docx(
        folder / "a.docx",
        a_table(head, borders=False),
        a_paragraph("KẾ HOẠCH"),
        in_list("Mục đích"),
        in_list("Yêu cầu"),
        *(a_paragraph(FILLER) for _ in range(20)),
        numbering=a_numbering(a_level()),
    )
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "doc", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=60)
    return folder / "a.doc"


@pytest.mark.slow
@needs_office
def test_rtf_is_read_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(RTF)

    source = extract(tmp_path / "a.doc")

    assert (source.text, source.format) == ("Kế hoạch\n\nMục", "doc")


@pytest.mark.slow
def test_an_old_word_file_keeps_its_letterhead_and_lists(doc: Path) -> None:
    source = extract(doc)

    assert source.text.startswith(
        "UBND TỈNH\nLAI CHÂU\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "KẾ HOẠCH\n\n1. Mục đích\n\n2. Yêu cầu\n\n"
    )
    assert source.format == "doc"


@pytest.mark.slow
@needs_antiword
def test_without_libreoffice_antiword_reads_it(
    doc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "antiword").symlink_to(str(shutil.which("antiword")))
    monkeypatch.setenv("PATH", str(tmp_path))

    source = extract(doc)

    assert source.text.startswith("UBND TỈNH\nLAI CHÂU\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert "KẾ HOẠCH" in source.text


@pytest.mark.parametrize(
    ("data", "extension"), [(RTF, ".rtf"), (OLE + "WordDocument".encode("utf-16-le"), ".doc")]
)
def test_without_any_converter_the_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, extension: str
) -> None:
    (tmp_path / "a.doc").write_bytes(data)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CannotRead) as refusal:
        extract(tmp_path / "a.doc")

    assert refusal.value.message == convert.NO_CONVERTER.format(kind=extension)


@pytest.mark.slow
@needs_antiword
def test_a_file_that_no_converter_knows_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le"))

    with pytest.raises(CannotRead) as refusal:
        extract(tmp_path / "a.doc")

    assert refusal.value.message == DAMAGED


def test_tables_that_antiword_draws_become_lines_or_tables() -> None:
    drawn = (
        "|UBND TỈNH  |CỘNG HÒA XÃ HỘI|\n|LAI CHÂU   |Độc lập        |\n\nKẾ HOẠCH\n"
        "|TT|Việc     |Ai     |\n|1 |Vận động |Sở Y tế|\n|  |hiến máu |       |"
    )

    content = with_tables_drawn(Content(drawn))

    assert content.text == (
        "UBND TỈNH\nLAI CHÂU\n\nCỘNG HÒA XÃ HỘI\nĐộc lập\n\nKẾ HOẠCH\n\n"
        "TT\tViệc\tAi\n1\tVận động hiến máu\tSở Y tế"
    )
    assert len(content.tables) == 1
