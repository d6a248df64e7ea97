"""Whatever cannot be read is refused with one sentence that says what to do, and nothing else."""

import os
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.builders.files import (
    WORD,
    a_docx,
    a_package,
    a_paragraph,
    a_pdf,
    a_styles,
    an_odt,
)

from nhanai.documents.extraction import extract as extracting
from nhanai.documents.extraction import kind, limits, package, plain
from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.guard import MEGABYTE
from nhanai.documents.extraction.limits import CannotRead

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(CannotRead) as refusal:
        extract(path)
    return refusal.value.message


def written(path: Path, data: bytes) -> Path:
    """The file with these bytes in it."""
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.doc", "khong-duoi"])
def test_a_wrong_extension_does_not_matter_for_a_docx(tmp_path: Path, name: str) -> None:
    source = extract(a_docx(tmp_path / name, a_paragraph("Hội")))

    assert (source.text, source.format, source.name) == ("Hội", "docx", name)


def test_a_wrong_extension_does_not_matter_for_other_kinds(tmp_path: Path) -> None:
    found = [
        extract(a_pdf(tmp_path / "a.docx", [[(60, 700, "Hoi")]])),
        extract(an_odt(tmp_path / "b.docx", "<text:p>Hội</text:p>")),
        extract(written(tmp_path / "c.docx", "Hội".encode())),
        extract(written(tmp_path / "d.doc", "<html><p>Hội</p></html>".encode())),
    ]

    assert [source.format for source in found] == ["pdf", "odt", "txt", "html"]


def test_the_name_given_by_the_sender_is_kept(tmp_path: Path) -> None:
    source = extract(written(tmp_path / "7f3a", b"**a**"), name="Kế hoạch 12.md")

    assert (source.name, source.format) == ("Kế hoạch 12.md", "md")


def test_nothing_a_folder_and_what_is_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "khong-co.docx") == extracting.MISSING
    assert refused(tmp_path) == extracting.FOLDER
    assert refused(written(tmp_path / "rong.docx", b"")) == extracting.NO_BYTES
    assert refused(written(tmp_path / "trang.txt", b" \n\n ")) == limits.EMPTY
    assert refused(a_docx(tmp_path / "trang.docx", a_paragraph(""))) == limits.EMPTY


def test_links_are_followed_and_broken_ones_refused(tmp_path: Path) -> None:
    target = written(tmp_path / "that.txt", b"noi dung")
    (tmp_path / "tot.txt").symlink_to(target)
    (tmp_path / "hong.txt").symlink_to(tmp_path / "khong-co.txt")
    (tmp_path / "vong.txt").symlink_to(tmp_path / "vong.txt")

    assert extract(tmp_path / "tot.txt").text == "noi dung"
    assert refused(tmp_path / "hong.txt") == extracting.BROKEN_LINK
    assert refused(tmp_path / "vong.txt") == extracting.MISSING


def test_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.txt")

    assert refused(tmp_path / "ong.txt") == extracting.NOT_A_FILE
    assert refused(Path("/dev/zero")) == extracting.NOT_A_FILE


@pytest.mark.skipif(os.geteuid() == 0, reason="người quản trị hệ thống đọc được mọi tệp")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path / "kin.txt", b"noi dung")
    path.chmod(0)

    assert refused(path) == extracting.FORBIDDEN


def test_200_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    with path.open("wb") as file:
        file.truncate(200 * MEGABYTE)

    assert refused(path) == extracting.TOO_LARGE


def test_a_million_lines_are_read_or_refused(tmp_path: Path) -> None:
    short = extract(written(tmp_path / "a.txt", b"mot dong\n" * 1_000_000))

    assert short.text.count("\n") == 1_000_000
    assert refused(written(tmp_path / "b.txt", b"x\n" * 2_000_001)) == limits.TOO_LONG
    assert refused(written(tmp_path / "c.txt", b"x" * 25_000_001)) == limits.TOO_LONG


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, kind.IMAGE),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, kind.IMAGE),
        (b"Rar!\x1a\x07" + b"\0" * 50, kind.ARCHIVE),
        (b"MZ" + b"\0" * 50, kind.UNKNOWN),
        (b"\x7fELF" + b"\0" * 50, kind.UNKNOWN),
        (OLE + b"\0" * 600, kind.UNKNOWN),
        (OLE + "Workbook".encode("utf-16-le"), kind.SPREADSHEET),
        (OLE + "PowerPoint Document".encode("utf-16-le"), kind.SLIDES),
        (OLE + "EncryptedPackage".encode("utf-16-le"), limits.ENCRYPTED),
        (bytes(range(256)) * 100, plain.RUBBISH),
        (os.urandom(5000).replace(b"\0", b"\1"), plain.RUBBISH),
    ],
)
def test_what_is_no_document_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    assert refused(written(tmp_path / "ke-hoach.docx", data)) == message


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"xl/workbook.xml": "x"}, kind.SPREADSHEET),
        ({"ppt/presentation.xml": "x"}, kind.SLIDES),
        ({"thu.txt": "x"}, kind.ARCHIVE),
        ({"word/khac.xml": "x"}, limits.DAMAGED),
        ({"word/document.xml": "<w:document"}, limits.DAMAGED),
        ({"word/document.xml": ""}, limits.DAMAGED),
        ({"content.xml": "<x/>"}, limits.DAMAGED),
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
            kind.SPREADSHEET,
        ),
    ],
)
def test_packages_that_are_no_documents(
    tmp_path: Path, parts: dict[str, str], message: str
) -> None:
    assert refused(a_package(tmp_path / "a.docx", parts)) == message


def test_a_cut_or_altered_package_is_damaged(tmp_path: Path) -> None:
    path = a_docx(tmp_path / "a.docx", a_paragraph("nội dung " * 500))
    data = path.read_bytes()
    place = data.index(b"word/document.xml") + 60
    altered = data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]

    assert refused(written(path, data[: len(data) // 2])) == limits.DAMAGED
    assert refused(written(path, altered)) == limits.DAMAGED


def test_a_package_with_a_password_says_so(tmp_path: Path) -> None:
    path = a_docx(tmp_path / "a.docx", a_paragraph("x"))
    data = bytearray(path.read_bytes())
    for at in range(len(data)):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1

    assert refused(written(path, bytes(data))) == limits.ENCRYPTED


def test_a_part_that_unpacks_to_a_thousandfold_is_a_bomb(tmp_path: Path) -> None:
    bomb = f"<w:p><!--{' ' * (20 * MEGABYTE)}--></w:p>"

    assert refused(a_docx(tmp_path / "a.docx", bomb)) == package.BOMB


def test_a_package_that_declares_too_much_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("word/document.xml", "word/media/a", "word/media/b"):
            archive.writestr(name, b"x" * 100, zipfile.ZIP_DEFLATED)
    data = path.read_bytes()
    packed = zlib.compress(b"x" * 100, 6)
    assert len(packed) < 100
    for at in [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]:
        data = data[: at + 24] + (200 * MEGABYTE).to_bytes(4, "little") + data[at + 28 :]

    assert refused(written(path, data)) == package.BOMB


def test_a_package_of_endless_entries_is_a_bomb(tmp_path: Path) -> None:
    parts = {f"word/{number}": b"" for number in range(limits.PACKAGE_ENTRIES + 1)}

    assert refused(a_package(tmp_path / "a.docx", parts)) == package.BOMB


ENTITIES = {
    "lần lượt nở ra": (
        f'<!DOCTYPE d [<!ENTITY a "nhân đạo"><!ENTITY b "{"&a;" * 10}"><!ENTITY c "{"&b;" * 9}">]>',
        "&c;",
    ),
    "tệp của máy": ('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "mạng": ('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/a.dtd">', ""),
}


@pytest.mark.parametrize("trick", ENTITIES)
def test_a_docx_that_declares_entities_is_refused(tmp_path: Path, trick: str) -> None:
    declared, used = ENTITIES[trick]
    body = (
        f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{WORD}"><w:body>'
        f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body></w:document>"
    )
    path = a_docx(tmp_path / "a.docx", more={"word/document.xml": body})

    assert refused(path) == package.ENTITIES


@pytest.mark.parametrize("trick", ENTITIES)
def test_entities_in_other_parts_are_refused_too(tmp_path: Path, trick: str) -> None:
    declared, _ = ENTITIES[trick]
    path = a_docx(tmp_path / "a.docx", a_paragraph("x"), styles=f"{declared}{a_styles()}")

    assert refused(path) == package.ENTITIES


def test_an_odt_that_declares_entities_is_refused(tmp_path: Path) -> None:
    content = f"{ENTITIES['tệp của máy'][0]}<x>&a;</x>"

    assert refused(a_package(tmp_path / "a.odt", {"content.xml": content})) == package.ENTITIES


def test_a_part_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 3000 + "</w:sdt>" * 3000

    assert refused(a_docx(tmp_path / "a.docx", f"<w:p>{deep}</w:p>")) == limits.DAMAGED


def test_every_refusal_is_one_vietnamese_sentence_or_two() -> None:
    sentences = {
        value
        for module in (extracting, kind, limits, package, plain)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value
    }

    assert len(sentences) > 15
    assert all(sentence.endswith(".") and not sentence.isascii() for sentence in sentences)
