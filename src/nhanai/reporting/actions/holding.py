"""A report held for an act, and whether its words may be changed."""

import datetime as dt

from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.reporting import queries
from nhanai.reporting.models import ResultReport
from nhanai.reporting.rules.moves import OPEN


class CannotEdit(Refused):
    """The words of the report may not be changed so."""


def held(key: int) -> ResultReport:
    """The report as it is now, held until the act is done."""
    rows = ResultReport.objects.select_for_update(of=("self",))
    return rows.select_related("plan__document", "plan__owner", "unit").get(pk=key)


def held_open(key: int, *, by: User, at: dt.datetime) -> ResultReport:
    """The same, for who may write while it is with her."""
    report = held(key)
    if not queries.may_write(report, by, today=localdate(at)):
        raise CannotEdit("Anh, chị chưa được giao quyền soạn báo cáo của đơn vị này.")
    if report.state not in OPEN:
        state = report.get_state_display().lower()
        raise CannotEdit(f"Báo cáo {state} nên không sửa được. Lãnh đạo trả lại thì sửa tiếp.")
    return report
