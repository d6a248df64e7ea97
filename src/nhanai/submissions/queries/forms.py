"""The forms, as values beside their rows."""

import datetime as dt
from collections.abc import Sequence

from nhanai.base.days import Period
from nhanai.base.memory import remembered
from nhanai.submissions.models import ReportForm
from nhanai.submissions.rules.forms import Form, form_of

Kept = tuple[int, Form]
"""The number of the row, and what it holds."""


def forms() -> Sequence[Kept]:
    """Every version of every form, by code and version; one query while a page is read."""
    return remembered("submissions.forms", _read)


def _read() -> Sequence[Kept]:
    rows = ReportForm.objects.order_by("code", "version")
    return [(row.pk, form_of(row.content, Period.of(row.start, row.end))) for row in rows]


def form_for(code: str, day: dt.date) -> Kept | None:
    """The version of that form which is filled for a period that ends with `day`."""
    found = [one for one in forms() if one[1].code == code and day in one[1].valid]
    return found[-1] if found else None


def known_codes() -> Sequence[tuple[str, str]]:
    """Each form once, with the name of its newest version."""
    return list({form.code: form.name for _, form in forms()}.items())


def on(day: dt.date) -> Sequence[Form]:
    """The versions that hold on that day."""
    return [form for _, form in forms() if day in form.valid]
