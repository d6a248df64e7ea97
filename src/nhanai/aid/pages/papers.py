"""What this room prints: the sheet of a survey, blank or filled, and the list to be signed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from nhanai.aid import queries
from nhanai.aid.actions import Opened
from nhanai.aid.models import Address, Batch, Delivery, Survey
from nhanai.aid.pages.address import need_words
from nhanai.aid.rules.rubric import rubric_on
from nhanai.aid.vocab import DeliveryState, NeedKind, TargetGroup
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.money import Money
from nhanai.identity.models import User
from nhanai.paper.values import (
    Align,
    Column,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from nhanai.people.rules.privacy import purposes
from nhanai.units.models import Unit
from nhanai.units.queries import ancestors, name_on
from nhanai.units.vocab import Line, UnitKind

_LINE: Final = 28
"""So many marks of three dots fill a line; two letters take the room of one."""
_LISTED: Final = (
    Column("STT", 0.06, Align.CENTER),
    Column("Mã", 0.13, Align.CENTER),
    Column("Người nhận", 0.3),
    Column("Trao gì", 0.18),
    Column("Trị giá (đồng)", 0.14, Align.RIGHT),
    Column("Ký nhận hoặc điểm chỉ", 0.19),
)
_ASKED: Final = (Column("Có", 0.1, Align.CENTER), Column("Điều đúng với hộ này", 0.9))


def letterhead(unit: Unit, day: dt.date) -> Letterhead:
    """Whose paper it is, under the chapter above."""
    above = [
        one.called
        for one in ancestors(unit, day, Line.RED_CROSS)
        if one.kind == UnitKind.CHAPTER and one.pk != unit.pk
    ]
    return Letterhead(name_on(unit, day), above[-1] if above else "")


def place_of(unit: Unit, day: dt.date) -> str:
    """Where the paper is made out: the commune without the word for it."""
    name = name_on(unit.territory, day) if unit.territory else ""
    return name.partition(" ")[2] or name


def _said(label: str, value: str = "") -> Paragraph:
    dots = "…" * max(6, _LINE - len(label) // 2)
    return Paragraph((Run(f"{label}: "), Run(value or dots)))


def survey_paper(
    unit: Unit, *, day: dt.date, address: Address | None = None, name: str = "",
    survey: Survey | None = None, opened: Opened | None = None,
) -> OfficialPaper:  # fmt: skip
    """The sheet of a survey; blank without an address, else as last surveyed."""
    rubric = rubric_on(day)
    ticked = set(survey.answers if survey else ())
    rows = tuple(("x" if code in ticked else "", words) for code, words in rubric.questions)
    members = f"{survey.members} người" if survey and survey.members else ""
    income = numbers.show_dong(survey.income) if survey and survey.income is not None else ""
    groups = "; ".join(str(one.label) for one in TargetGroup)
    group = str(address.get_group_display()) if address else groups
    needs = "; ".join(need_words(one) for one in address.needs.all()) if address else ""
    kinds = "; ".join(str(one.label).lower() for one in NeedKind)
    return OfficialPaper(
        kind="PHIẾU KHẢO SÁT", letterhead=letterhead(unit, day), symbol="KS-CTĐ",
        place=place_of(unit, day), subject="Địa chỉ nhân đạo",
        body=(
            _said("Mã địa chỉ", str(address.code) if address else ""),
            _said("Ngày khảo sát", written(survey.on) if survey else ""),
            _said("Người khảo sát", survey.surveyor if survey else ""),
            Heading(2, "1.", "Người đứng tên"),
            _said("Họ và tên, năm sinh, thôn bản", name),
            *(() if address else (_said("Giới tính"), _said("Số hộ"), _said("Điện thoại"))),
            _said("Nhóm đối tượng", group),
            _said("Số người trong hộ", members),
            _said("Thu nhập mỗi người một tháng", income),
            Heading(2, "2.", "Hoàn cảnh"),
            Table(_ASKED, rows),
            _said("Hoàn cảnh", opened.circumstances if opened else ""),
            _said("Đường đến nhà", opened.way if opened else ""),
            Heading(2, "3.", "Nhu cầu"),
            _said(f"Cần gì ({kinds}), số tiền, một lần hay hằng tháng", needs),
            Heading(2, "4.", "Sự đồng ý"),
            Paragraph((Run(purposes()["AID"].text),)),
            _said("Người đứng tên ký, hoặc điểm chỉ có người làm chứng ký"),
            _said("Người làm chứng, phiên dịch, giám hộ"),
        ),
        signature=Signature(("NGƯỜI KHẢO SÁT",), survey.surveyor if survey else ""),
        recipients=("Lưu: hồ sơ địa chỉ nhân đạo",), year=day.year,
    )  # fmt: skip


def list_paper(batch: Batch, user: User, *, today: dt.date) -> OfficialPaper:
    """The list of a batch, to be signed or thumb-printed by who receives."""
    gone = (DeliveryState.TAKEN_BACK, DeliveryState.MISSED)
    rows = Delivery.objects.filter(batch=batch).exclude(state__in=gone).order_by("pk")
    listed = list(rows.select_related("address__person", "address__unit"))
    names = queries.names_of(user, [one.address for one in listed], today=today)
    total = Money(sum(one.worth for one in listed))
    cells = tuple(_listed(listed, names, batch.what))
    whole = ("", "", "Cộng", "", numbers.show(total.amount), "")
    unit = batch.unit
    where = f" tại {batch.place}" if batch.place else ""
    giver = f" Nguồn: {batch.giver}." if batch.giver else ""
    return OfficialPaper(
        kind="DANH SÁCH", letterhead=letterhead(unit, batch.on), symbol="DS-CTĐ",
        place=place_of(unit, batch.on), subject=f"Ký nhận: {batch.name}",
        body=(
            Paragraph((Run(f"Trao ngày {written(batch.on)}{where}: {batch.what}.{giver}"),)),
            Table(_LISTED, (*cells, whole)),
            Paragraph((Run(f"Tổng trị giá bằng chữ: {total.in_words}."),)),
            Paragraph((Run("Người lập bảng; người trao; người chứng kiến ký tên:"),)),
            _said("Người trao"),
            _said("Người chứng kiến"),
        ),
        signature=Signature(("NGƯỜI LẬP",), str(batch.made_by)),
        recipients=("Lưu: chứng từ đợt trao",), year=batch.on.year,
    )  # fmt: skip


def _listed(
    listed: Sequence[Delivery], names: Mapping[int, str], what: str
) -> list[tuple[str, ...]]:
    return [
        (
            str(number), str(one.address.code), names[one.address_id], what,
            numbers.show(one.worth), "",
        )
        for number, one in enumerate(listed, 1)
    ]  # fmt: skip
