"""The receipt that a donor takes home: what she gave, in words, and how to follow it."""

import datetime as dt
import io

from nhanai.base.days import written
from nhanai.funds.models import Donation
from nhanai.funds.vocab import DonationWay
from nhanai.paper.values import (
    Block,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Picture,
    Run,
    Signature,
)
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


def paper_of(gift: Donation, *, address: str) -> OfficialPaper:
    """The receipt of a gift that was received; `address` shows its way to whoever has the code."""
    day = gift.entry.day if gift.entry else gift.day
    what = f"{gift.goods}, trị giá {gift.money}" if gift.goods else f"{gift.money}"
    where = f"{gift.campaign.name} ({gift.fund.name})" if gift.campaign else gift.fund.name
    said = [
        ("Đã nhận của: ", gift.donor.called if gift.donor else "người ủng hộ không để lại tên"),
        ("Số tiền, trị giá: ", what),
        ("Viết bằng chữ: ", gift.money.in_words),
        *((("Bằng ngoại tệ: ", str(gift.in_foreign)),) if gift.in_foreign else ()),
        ("Hình thức: ", DonationWay(gift.way).label),
        ("Ủng hộ: ", where),
        *((("Cho việc: ", gift.purpose),) if gift.purpose else ()),
        ("Ngày nhận: ", written(day)),
        ("Mã ủng hộ: ", gift.code),
    ]
    body: tuple[Block, ...] = (
        *(Paragraph((Run(label), Run(text, bold=True))) for label, text in said),
        Picture(drawn(address), f"Mã ủng hộ {gift.code}", f"Mã QR mở {address}", 38.0),
        Paragraph(
            (
                Run("Hội trân trọng cảm ơn. Quét mã ở trên, hoặc mở "),
                Run(address, bold=True),
                Run(" để xem khoản này đã dùng vào việc gì, ở đâu, còn lại bao nhiêu."),
            )
        ),
    )
    return OfficialPaper(
        kind="Biên nhận",
        letterhead=Letterhead(name_on(gift.unit, day)),
        symbol="BN",
        place=place_of(gift.unit, day),
        subject="tiếp nhận ủng hộ",
        body=body,
        signature=Signature(("NGƯỜI LẬP",), gift.by.full_name),
        recipients=("Người ủng hộ", "Lưu: kế toán"),
        number=str(gift.number or ""),
        day=day,
    )


def place_of(unit: Unit, day: dt.date) -> str:
    """Where the unit sits, without the word for commune or province; dots where nothing tells."""
    name = name_on(unit.territory, day) if unit.territory else ""
    return name.partition(" ")[2] or name or "……………"


def drawn(text: str) -> str:
    """The text as a QR code, as SVG."""
    import segno  # noqa: PLC0415 (only where a code is drawn)

    kept = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        kept, kind="svg", scale=6, border=4, xmldecl=False
    )
    return kept.getvalue().decode()
