"""Tables of a round as a workbook; what looks like a formula stays the words it is."""

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from nhanai.distributions import queries
from nhanai.distributions.models import GiftRound, Quota, Recipient
from nhanai.distributions.pages.rounds import quota_rows
from nhanai.identity.models import User
from nhanai.people.rules.sheets.guarding import guarded

_ROUND = ("Đơn vị", "Số làm căn cứ", "Chỉ tiêu (suất)", "Đã lập", "Đã duyệt", "Đã trao",
          "Chuyển đến", "Chuyển đi", "Trả lại", "Còn dư", "Trạng thái")  # fmt: skip
_LIST = ("STT", "Người nhận", "Thôn, bản", "Đối tượng", "Dự phòng", "Trạng thái", "Ngày nhận",
         "Trị giá (đồng)")  # fmt: skip


def of_round(round_: GiftRound, user: User, *, today: dt.date) -> tuple[bytes, int]:
    """Every commune that she sees with its numbers; names nobody. And how many rows."""
    rows = [
        (
            one.name, one.weight, one.gifts, one.listed, one.balance.sent, one.balance.handed,
            one.balance.arrived, one.balance.moved, one.balance.returned, one.balance.left,
            str(one.quota.get_state_display()) if one.quota else "",
        )
        for one in quota_rows(round_, user, today=today)
    ]  # fmt: skip
    return _sheet("Tiến độ", _ROUND, rows), len(rows)


def of_list(quota: Quota, user: User, *, today: dt.date) -> tuple[bytes, int]:
    """The list of a commune, with names where she may know them. And how many rows."""
    rows = Recipient.objects.filter(quota=quota).select_related("quota", "person__merged_into")
    listed = list(rows.order_by("is_reserve", "folded", "pk"))
    names = queries.names_of(user, listed, today=today)
    table = [
        (
            number, names[one.pk], one.hamlet, str(one.get_target_display()),
            "x" if one.is_reserve else "", str(one.get_state_display()),
            f"{one.on:%d/%m/%Y}" if one.on else "", quota.round.worth,
        )
        for number, one in enumerate(listed, 1)
    ]  # fmt: skip
    return _sheet("Danh sách", _LIST, table), len(table)


def _sheet(name: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, guarded(cell))
                else:
                    sheet.write_number(number, column, cell)
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(1, 0)
    return kept.getvalue()
