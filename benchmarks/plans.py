"""Plans of any length in the form of official paper, to measure with."""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.shared import Cm, Pt
from docx.table import _Cell
from tests.builders.files import Placed, a_pdf

_BODIES = (
    "Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Sở Giáo dục và Đào tạo", "Hội Chữ thập đỏ tỉnh",
    "Công an tỉnh", "Tỉnh đoàn", "Hội Liên hiệp Phụ nữ tỉnh", "Ủy ban nhân dân các xã, phường",
)  # fmt: skip
_VERBS = (
    "tổ chức tuyên truyền, vận động cán bộ, đoàn viên, hội viên và Nhân dân tham gia",
    "xây dựng kế hoạch, bố trí kinh phí và cơ sở vật chất cho",
    "hướng dẫn, kiểm tra, đôn đốc việc triển khai thực hiện",
    "tham mưu Ủy ban nhân dân tỉnh ban hành văn bản chỉ đạo về",
)
_THINGS = (
    "phong trào hiến máu tình nguyện", "công tác trợ giúp nhân đạo cho hộ nghèo, người khuyết tật",
    "Tháng Nhân đạo và phong trào “Tết Nhân ái”", "việc phòng ngừa, ứng phó thiên tai, thảm họa",
    "hoạt động chữ thập đỏ trong trường học", "việc đăng ký hiến mô, bộ phận cơ thể người",
)  # fmt: skip
_ENDS = (
    "theo quy định.", "hoàn thành trước ngày 15/12/{year}.", "định kỳ hằng quý báo cáo kết quả.",
    "theo Nghị định số {number}/2010/NĐ-CP ngày 21/4/2010 của Chính phủ.",
    "bảo đảm thiết thực, hiệu quả, phù hợp với điều kiện thực tế của địa phương.",
)  # fmt: skip

HEAD = (
    ("ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU", "Số: 12/KH-UBND"),
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lai Châu, ngày 05 tháng 9 năm 2026",
    ),
)
FOOT = (
    ("Nơi nhận:", "- Hội Chữ thập đỏ Việt Nam;", "- Các sở, ban, ngành tỉnh;", "- Lưu: VT."),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Hùng"),
)


def paragraphs(characters: int) -> Iterator[str]:
    """The body of a plan, about so long; the same each time."""
    chance = random.Random(characters)
    yield "KẾ HOẠCH"
    yield "Triển khai công tác nhân đạo và phong trào chữ thập đỏ trên địa bàn tỉnh"
    written = section = 0
    while written < characters:
        section += 1
        lines = [f"{_roman(section)}. NHIỆM VỤ VÀ TỔ CHỨC THỰC HIỆN"]
        for number, body in enumerate(chance.sample(_BODIES, 5), start=1):
            lines.append(f"{number}. {body}")
            lines.extend(_task(chance) for _ in range(chance.randint(2, 4)))
        written += sum(map(len, lines))
        yield from lines


def _task(chance: random.Random) -> str:
    end = chance.choice(_ENDS).format(year=chance.randint(2026, 2029), number=45)
    partner = chance.choice(_BODIES)
    start = chance.choice(("- Chủ trì, phối hợp với", "- Phối hợp với"))
    doing = "; ".join(
        f"{chance.choice(_VERBS)} {chance.choice(_THINGS)}" for _ in range(chance.randint(1, 3))
    )
    return f"{start} {partner} {doing} {end}"


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def as_text(characters: int) -> str:
    """A plan as plain text."""
    head, foot = (["\n".join(side) for side in part] for part in (HEAD, FOOT))
    return "\n\n".join([*head, *paragraphs(characters), *foot]) + "\n"


def as_docx(path: Path, characters: int) -> Path:
    """A plan as Word writes it: letterhead and signature in tables without rules."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    _side_by_side(document.add_table(rows=1, cols=2).rows[0].cells, HEAD)
    for text in paragraphs(characters):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        words = text.split(" ")
        for at in range(0, len(words), 12):  # Word keeps a paragraph in several runs
            run = paragraph.add_run(" ".join(words[at : at + 12]) + " ")
            run.bold = text.isupper()
    _side_by_side(document.add_table(rows=1, cols=2).rows[0].cells, FOOT)
    document.save(str(path))
    return path


def _side_by_side(cells: tuple[_Cell, ...], sides: tuple[tuple[str, ...], ...]) -> None:
    for cell, lines in zip(cells, sides, strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def as_pdf(path: Path, characters: int) -> Path:
    """A plan as LibreOffice prints it; without LibreOffice, in the plain PDF of the tests."""
    office = shutil.which("soffice")
    if office is None:
        return a_pdf(path, _printed(characters))
    with tempfile.TemporaryDirectory() as folder:
        source = as_docx(Path(folder) / path.with_suffix(".docx").name, characters)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=600)
        shutil.copyfile(Path(folder) / path.name, path)
    return path


def _printed(characters: int) -> list[list[Placed]]:
    lines = [
        text[at : at + 66] for text in paragraphs(characters) for at in range(0, len(text), 66)
    ]
    return [
        [(60.0, 780.0 - 20 * row, line) for row, line in enumerate(lines[at : at + 35])]
        for at in range(0, len(lines), 35)
    ]
