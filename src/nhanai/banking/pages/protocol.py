"""The protocol of an opening as paper."""

from nhanai.banking.models import BoxOpening
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.money import Money
from nhanai.paper.values import (
    Align,
    Block,
    Column,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.units.queries import name_on


def paper_of(opening: BoxOpening) -> OfficialPaper:
    """The protocol to be printed and signed by everybody who was there."""
    box = opening.box
    owner = name_on(box.unit, opening.day)
    body: tuple[Block, ...] = (
        *map(_plain, _before(opening, owner)), _counts(opening), *map(_plain, _after(opening)),
        _signing(opening),
    )  # fmt: skip
    return OfficialPaper(
        kind="BB",
        letterhead=Letterhead(owner),
        symbol="BB-HQ",
        place=box.place.rsplit(",", 1)[-1].strip()[:60],
        subject=f"Mở hòm quỹ số {box.code} và kiểm đếm tiền",
        body=body,
        signature=Signature(("NGƯỜI LẬP BIÊN BẢN",), opening.by.full_name),
        recipients=("Người chứng kiến", "Lưu: hồ sơ hòm quỹ"),
        number=str(opening.number),
        day=opening.day,
    )


def _before(opening: BoxOpening, owner: str) -> list[str]:
    box = opening.box
    seal = "còn nguyên" if opening.is_intact else "không còn nguyên"
    return [
        (
            f"Hôm nay, ngày {written(opening.day)}, tại {box.place}, {owner} mở hòm quỹ số"
            f" {box.code} (lần thứ {opening.number})."
        ),
        f"Niêm phong cũ số {opening.old_seal} {seal}. Niêm phong mới số {opening.new_seal}.",
        f"Người chứng kiến: 1) {opening.first_witness}; 2) {opening.second_witness}.",
        f"Người nhận tiền: {opening.cashier}.",
        "Kết quả kiểm đếm theo mệnh giá:",
    ]


def _counts(opening: BoxOpening) -> Table:
    rows = [
        (numbers.show_dong(one.note), numbers.show(one.number), numbers.show(one.note * one.number))
        for one in opening.counts.all()
    ]
    columns = (
        Column("Mệnh giá", 0.35, Align.RIGHT), Column("Số tờ", 0.25, Align.RIGHT),
        Column("Thành tiền (đồng)", 0.4, Align.RIGHT),
    )  # fmt: skip
    return Table(columns, (*rows, ("Cộng", "", numbers.show(opening.total))))


def _after(opening: BoxOpening) -> list[str]:
    said = [f"Bằng chữ: {Money(opening.total).in_words}."]
    if opening.note:
        said.append(f"Ghi chú: {opening.note}")
    said.append("Biên bản lập thành hai bản, mọi người cùng đọc lại và ký tên.")
    return said


def _signing(opening: BoxOpening) -> Table:
    """Room for those who sign beside the writer."""
    columns = (
        Column("Người chứng kiến thứ nhất", 0.34, Align.CENTER),
        Column("Người chứng kiến thứ hai", 0.33, Align.CENTER),
        Column("Người nhận tiền", 0.33, Align.CENTER),
    )
    named = (opening.first_witness, opening.second_witness, opening.cashier)
    return Table(columns, (*[(" ", " ", " ")] * 3, named))


def _plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))
