"""The list of addresses as a sheet to take along: with names only where she may know them."""

import csv
import datetime as dt
import io

from django.http import QueryDict

from nhanai.aid import queries
from nhanai.aid.forms.address import FilterForm
from nhanai.aid.pages.lists import asked_of, units_seen
from nhanai.aid.pages.rows import rows_of
from nhanai.base.days import written
from nhanai.identity.models import User
from nhanai.people.rules.sheets.guarding import guarded

MOST = 5000
"""Rows of one sheet."""
_HEADS = ("Mã", "Địa chỉ", "Đơn vị", "Nhóm", "Điểm", "Trạng thái", "Từ ngày", "Khảo sát", "Rà soát")


def sheet_of(user: User, asked: QueryDict, *, today: dt.date) -> tuple[bytes, int]:
    """The filtered list as CSV with its mark of encoding, and how many rows it has."""
    form = FilterForm(asked, units=units_seen(user, today=today))
    seen = queries.visible_to(user, today=today)
    found = list(queries.filtered(seen, asked_of(asked, form), user, today=today)[:MOST])
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for row in rows_of(found, user, today=today):
        one = row.address
        due = written(one.review_due_on) if one.review_due_on else ""
        texts = (
            one.code or "", row.name, row.unit, str(one.get_group_display()), str(one.points),
            str(one.get_state_display()), written(one.since), written(one.surveyed_on), due,
        )  # fmt: skip
        writer.writerow([guarded(text) for text in texts])
    return kept.getvalue().encode("utf-8-sig"), len(found)
