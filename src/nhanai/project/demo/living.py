"""What happens around a confirmed plan of the demo: it is read, hindered, and given down."""

import datetime as dt

from nhanai.identity.models import User
from nhanai.plans import actions, queries
from nhanai.plans.models import Concern, Dissemination, Occurrence, Plan
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.vocab import ConcernKind
from nhanai.units.models import Unit

OFFICE, HEALTH, SCHOOLS = "lc-hoi-tinh", "lc-so-y-te", "lc-so-giao-duc-dao-tao"
CHAPTER, COMMITTEE = "lc-hoi-xa-03478-2025", "lc-ubnd-xa-03478-2025"


def everything(plan: Plan, *, at: dt.datetime) -> None:
    """Make what is not there yet."""
    if not Dissemination.objects.filter(plan=plan).exists():
        made_known(plan, at=at)
    if not Concern.objects.filter(task__plan=plan).exists():
        hindered(plan, at=at)
    given_down(plan, at=at)


def made_known(plan: Plan, *, at: dt.datetime) -> None:
    """Sent to agencies and one commune, read by some, and told of at a conference."""
    office, officer = _unit(OFFICE), _user("vanphong")
    units = [_unit(key) for key in (HEALTH, SCHOOLS, CHAPTER, COMMITTEE)]
    actions.disseminate(
        plan=plan,
        unit=office,
        units=units,
        message="Đề nghị các đơn vị đọc phần việc của mình và phổ biến đến cán bộ.",
        due_on=at.date() + dt.timedelta(days=10),
        by=officer,
        at=at,
    )
    for reader in ("soyte", "hoixa-truong"):
        actions.acknowledge(plan=plan, by=_user(reader), at=at)
    actions.record_conference(
        plan=plan,
        unit=office,
        on=at.date(),
        place="Hội trường Hội Chữ thập đỏ tỉnh",
        note="Phổ biến nội dung kế hoạch, phân công đầu mối của từng đơn vị.",
        attendances={units[0]: 3, units[1]: 2, units[2]: 4},
        by=officer,
        at=at,
    )


def hindered(plan: Plan, *, at: dt.datetime) -> None:
    """One thing that waits for an answer, and one that is settled."""
    office, officer = _unit(OFFICE), _user("vanphong")
    raised = [
        (HEALTH, "soyte", ConcernKind.OBSTACLE, "Chưa bố trí được kinh phí đi lại cho đợt khám."),
        (SCHOOLS, "sogddt", ConcernKind.PROPOSAL, "Đề nghị tập huấn sơ cấp cứu cho giáo viên."),
    ]
    for key, user, kind, text in raised:
        held = queries.handed_out(queries.of_units(plan.tasks.all(), [_unit(key)]))
        task = held.order_by("start", "pk").first()
        if task is None:
            continue
        concern = actions.raise_concern(
            task=task,
            kind=kind,
            unit=_unit(key),
            addressed_to=office,
            text=text,
            by=_user(user),
            at=at,
        )
        if kind == ConcernKind.PROPOSAL:
            actions.answer_concern(
                concern=concern,
                unit=office,
                text="Hội sẽ mở một lớp trong tháng tới, đăng ký qua văn phòng Hội.",
                settles=True,
                by=officer,
                at=at,
            )


def given_down(plan: Plan, *, at: dt.datetime) -> None:
    """The office gives the first of its own tasks to a few chapters."""
    office = _unit(OFFICE)
    own = Occurrence.objects.filter(task__plan=plan, unit=office, parent=None)
    if Occurrence.objects.filter(parent__in=own).exists():
        return
    chapters = Unit.objects.filter(key__startswith="lc-hoi-xa-", end=None).order_by("key")[:3]
    for work in own.exclude(state__in=CLOSED).order_by("task__start", "start"):
        able = set(queries.takers_of(work, today=at.date()).values_list("pk", flat=True))
        units = [unit for unit in (_unit(CHAPTER), *chapters) if unit.pk in able]
        if units:
            actions.hand_down(
                occurrence=work,
                units=units,
                instruction="Các Hội cơ sở làm phần việc trên địa bàn và ghi kết quả hằng tháng.",
                due_on=None,
                by=_user("vanphong"),
                at=at,
            )
            return


def _unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def _user(name: str) -> User:
    return User.objects.get(username=name)
