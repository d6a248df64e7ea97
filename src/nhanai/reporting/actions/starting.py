"""Beginning a report: the period is chosen, its days and the frame are derived."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.text import fold, single_spaced
from nhanai.documents.queries.framing import first_frame_of
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.periods.rules.regimes import NoPeriod
from nhanai.plans.models import Plan
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.reporting import queries
from nhanai.reporting.actions.gathering import fill
from nhanai.reporting.models import ResultReport
from nhanai.reporting.permissions import Permission
from nhanai.reporting.rules.composing import KIND
from nhanai.reporting.rules.framing import title_of
from nhanai.reporting.vocab import ReportKind
from nhanai.units.models import Unit
from nhanai.units.queries import name_on


class CannotStart(Refused):
    """No such report may be begun."""


@transaction.atomic
def start_report(
    *, plan: Plan, unit: Unit, kind: ReportKind, period_key: str, by: User, at: dt.datetime
) -> ResultReport:
    """Begin the report of `unit` on `plan` and gather it; where it exists already, refuse."""
    today = localdate(at)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("document").get(pk=plan.pk)
    if not allowed(by, Permission.WRITE, unit=unit, today=today):
        raise CannotStart("Anh, chị chưa được giao quyền lập báo cáo của đơn vị này.")
    if plan.state not in HANDED_OUT:
        raise CannotStart("Kế hoạch chưa xác nhận nên chưa có kết quả để báo cáo.")
    try:
        chosen, days, label = queries.covered(plan, kind, period_key)
    except NoPeriod as wrong:
        raise CannotStart("Hãy chọn kỳ báo cáo trong danh sách.") from wrong
    if days.start > today:
        raise CannotStart("Kỳ này chưa bắt đầu nên chưa có gì để tổng hợp.")
    same = ResultReport.objects.filter(plan=plan, unit=unit, kind=kind, period_key=chosen.key)
    if same.exists():
        raise CannotStart(f"Đơn vị đã có {kind.label.lower()} {label}. Hãy mở báo cáo ấy.")
    title = single_spaced(title_of(kind, plan.title, label))[:500]
    report = ResultReport.objects.create(
        plan=plan, unit=unit, kind=kind, period_key=chosen.key, period_label=label,
        start=days.start, end=days.end, title=title, title_folded=fold(title),
        started_by=by, started_at=at, **frame_of(unit, today),
    )  # fmt: skip
    fill(report, at=at)
    new = {"plan": plan.title, "kind": kind, "period": label}
    record(verb="reporting.started", subject=report, by=by, at=at, new=new, unit_key=unit.key)
    return report


def frame_of(unit: Unit, today: dt.date) -> dict[str, str]:
    """Letterhead, signature and recipients: as in the unit's last report, else from its name."""
    last = queries.last_frame(unit)
    names = ("superior", "symbol", "place", "addressed_to", "signature", "signer", "recipients")
    if last is None:
        return first_frame_of(unit, kind=KIND, today=today)
    return {"issuer": name_on(unit, today), **{field: getattr(last, field) for field in names}}
