"""Files that are cut, altered or stuck together are read or refused; nothing else ever happens."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from tests.builders.files import (
    a_cell,
    a_docx,
    a_level,
    a_numbering,
    a_paragraph,
    a_pdf,
    a_styles,
    a_table,
    an_odt,
    footnotes_of,
    in_list,
)

from nhanai.base.encodings import to_tcvn3, to_vni
from nhanai.documents.extraction.extract import extract
from nhanai.documents.extraction.limits import CannotRead
from nhanai.documents.reading.engine import read
from nhanai.documents.reading.knowledge import ShippedKnowledge
from nhanai.documents.reading.output import to_json

SAMPLES = Path(__file__).parents[4] / "shared/samples"
LARGEST = 400_000
"""Altered files are kept small, so that many can be tried."""

WORDS = (
    "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\nSố: 12/KH-UBND\nLai Châu, ngày 5 tháng 9 năm 2023\n\n"
    "KẾ HOẠCH\n\n"
    "Căn cứ Luật Hoạt động chữ thập đỏ ngày 03/6/2008;\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n"
    "- Chủ trì, phối hợp với Sở Tài chính vận động hiến máu, xong trước ngày 15/12/2026.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Hùng\n"
)


def seeds(folder: Path) -> dict[str, bytes]:
    """Sound files of every kind that is read without another program, by name."""
    found = {
        "a.txt": WORDS.encode(),
        "utf16.txt": WORDS.encode("utf-16"),
        "tcvn3.txt": to_tcvn3(WORDS).encode("latin-1", "replace"),
        "vni.txt": to_vni(WORDS).encode("cp1252", "replace"),
        "a.md": WORDS.replace("KẾ HOẠCH", "**KẾ HOẠCH**").encode(),
        "a.html": f"<html><table><tr><td>{WORDS}</td></tr></table><ol><li>x</ol></html>".encode(),
    }
    found |= {path.name: path.read_bytes() for path in _written(folder)}
    if SAMPLES.is_dir():
        found |= {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.is_file()}
    return found


def _written(folder: Path) -> list[Path]:
    rows = [[a_cell("TT"), a_cell("Việc"), a_cell("Chủ trì")], [a_cell("1"), a_cell(), a_cell("x")]]
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    docx = a_docx(
        folder / "a.docx",
        *(a_paragraph(line) for line in WORDS.split("\n")),
        a_table([[a_cell("Nơi nhận:"), a_cell("CHỦ TỊCH")]], borders=False),
        a_table(rows),
        in_list("một"),
        in_list("hai", level=1),
        a_paragraph("chú", inner=note),
        styles=a_styles('<w:style w:styleId="A"><w:rPr><w:b/></w:rPr></w:style>'),
        numbering=a_numbering(a_level(), a_level(1, "%1.%2", "lowerLetter")),
        footnotes=footnotes_of("chú thích"),
    )
    lines = "".join(f"<text:p>{line}</text:p>" for line in WORDS.split("\n"))
    listed = "<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"
    odt = an_odt(folder / "a.odt", lines, listed)
    placed = [(60.0, 800.0 - 18 * at, line) for at, line in enumerate(WORDS.split("\n"))]
    boxes = [(x, 100.0, 0.5, 200.0) for x in (50.0, 200.0, 400.0)]
    boxes += [(50.0, y, 350.0, 0.5) for y in (100.0, 200.0, 300.0)]
    return [docx, odt, a_pdf(folder / "a.pdf", [placed, placed[::-1]], boxes=boxes)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    altered = bytearray(data)
    for _ in range(chance.choice((1, 5, 50, 500))):
        altered[chance.randrange(len(altered))] = chance.randrange(256)
    return bytes(altered)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end, the beginning or the middle is missing."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:start], data[end:], data[:start] + data[end:]))


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece stands several times."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end][:2000] * chance.choice((1, 3, 40)) + data[end:]


NASTY = (
    b"\0", b"\xff\xfe", b"<", b">", b"&amp;", b"&#0;", b"]]>", b"<!DOCTYPE x>", b"\f", b"\r", b"-",
    b"999999999999", b"-1", "đ\u0301\u0323".encode(), b"<w:p>", b"</w:p>", b"<w:tbl>", b"%PDF-",
    b'w:val="99999999999"', b"endstream", b"1. ", b"I. ", "Điều 1. ".encode(), b"\xed\xa0\x80",
)  # fmt: skip


def salted(data: bytes, chance: random.Random) -> bytes:
    """Pieces that mean something to one format or another stand where they should not."""
    altered = data
    for _ in range(chance.choice((1, 4, 20))):
        at = chance.randrange(len(altered) + 1)
        altered = altered[:at] + chance.choice(NASTY) + altered[at:]
    return altered


ALTERATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, doubled, salted)


def altered_inside(data: bytes, chance: random.Random) -> bytes:
    """A package whose parts are altered and packed again, so that the reader meets them."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if part and name.endswith((".xml", ".rels")) and chance.random() < 0.5:
                part = chance.choice(ALTERATIONS)(part, chance)
            new.writestr(name, part)
    return packed.getvalue()


def altered(sound: dict[str, bytes], chance: random.Random) -> tuple[str, bytes]:
    """A name and what has become of the file."""
    name = chance.choice(sorted(sound))
    data = sound[name]
    if name.endswith((".docx", ".odt")) and chance.random() < 0.7:
        return name, altered_inside(data, chance)
    if chance.random() < 0.1:
        other = sound[chance.choice(sorted(sound))]
        return name, data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]
    return name, chance.choice(ALTERATIONS)(data, chance)[:LARGEST]


def is_read_or_refused(path: Path, name: str) -> bool:
    """True when it was read, False when it was refused; anything else is an error of ours."""
    try:
        source = extract(path, name=name)
    except CannotRead:
        return False
    to_json(read(source, ShippedKnowledge()), source)
    for table in source.tables:
        assert all(cell.end <= len(source.text) for row in table.rows for cell in row)
    assert all(0 <= start < end <= len(source.text) for start, end in source.bold)
    return True


def tried(folder: Path, monkeypatch: pytest.MonkeyPatch, *, cases: int, seed: int) -> int:
    """How many of so many altered files were read after all."""
    monkeypatch.setenv("PATH", str(folder))  # no other program is started
    sound = seeds(folder)
    path = folder / "altered"
    count = 0
    for case in range(cases):
        chance = random.Random(f"{seed}/{case}")
        name, data = altered(sound, chance)
        path.write_bytes(data)
        try:
            count += is_read_or_refused(path, name)
        except Exception as error:
            error.add_note(f"seed {seed}, case {case}, from {name}")
            raise
    return count


def test_sound_files_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "sound"
    for name, data in seeds(tmp_path).items():
        path.write_bytes(data)

        assert is_read_or_refused(path, name), name


def test_150_altered_files_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tried(tmp_path, monkeypatch, cases=150, seed=1) > 30


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_2000_altered_files_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    assert tried(tmp_path, monkeypatch, cases=260, seed=seed) > 50
