"""What waits for a person: of her own units, and addressed to herself."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypedDict

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from nhanai.aid import queries as aid
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.memory import remembering
from nhanai.distributions import queries as distributions
from nhanai.feedback import queries as feedback
from nhanai.funds import queries as funds
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.plans.models import Addition, Occurrence, Reader
from nhanai.plans.rules.moves import CLOSED, HANDED_OUT
from nhanai.plans.vocab import AddedField
from nhanai.reminders.models import Reminder
from nhanai.reminders.rules import Line, shortened
from nhanai.reminders.vocab import ReminderState, Section
from nhanai.submissions import queries as submissions
from nhanai.trips import queries as trips
from nhanai.units.models import Unit, UnitName

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Named(TypedDict):
        """What `named` adds to work."""

        short: str | None
        unit_called: str

    NamedWork = WithAnnotations[Occurrence, Named]

SOON: Final = dt.timedelta(days=7)
MOST: Final = 30
"""Lines of one section; the page that each line leads to has the rest."""

ARRIVED: Final = (ReminderState.SENT, ReminderState.SHOWN, ReminderState.NOTHING)
"""What such a digest told is not new any more; what another told may never have been read."""

Units = Iterable[Unit] | QuerySet[Unit] | QuerySet[Unit, int] | Iterable[int]


def open_work(units: Units) -> QuerySet[Occurrence]:
    """What these units still have to do, the earliest day first, what has none at the end."""
    work = Occurrence.objects.filter(unit__in=units, task__plan__state__in=HANDED_OUT)
    work = plans.standing_work(work).exclude(state__in=CLOSED)
    return work.select_related("task__plan").order_by(F("due_on").asc(nulls_last=True), "pk")


def open_work_of(user: User, *, today: dt.date) -> QuerySet[Occurrence]:
    """What the units at which she is appointed still have to do."""
    return open_work(plans.my_units(user, today=today).order_by().values_list("pk", flat=True))


def late(today: dt.date) -> Q:
    """Work whose day has passed."""
    return Q(due_on__lt=today)


def due_within(today: dt.date, days: dt.timedelta) -> Q:
    """Work that is due from today up to so many days on."""
    return Q(due_on__gte=today, due_on__lte=today + days)


def to_acknowledge(user: User) -> QuerySet[Reader]:
    """Plans that she was asked to read and has not said to have read; the oldest first."""
    found = Reader.objects.filter(user=user, acknowledged_at__isnull=True)
    return found.select_related("dissemination__plan").order_by("dissemination__at", "pk")


def newest_work() -> int:
    """The key of the newest work of all."""
    return Occurrence.objects.aggregate(newest=Max("pk"))["newest"] or 0


def lines_for(user: User, *, day: dt.date) -> list[Line]:
    """The digest of that day; twelve queries at most."""
    with remembering():
        return _lines_for(user, day)


def _lines_for(user: User, day: dt.date) -> list[Line]:
    work = open_work_of(user, today=day)
    known = Reminder.objects.filter(user=user, day__lt=day, state__in=ARRIVED)
    before = known.order_by("-day").first()
    fresh = Q(pk__gt=before.newest if before else 0)
    near = late(day) | due_within(day, SOON)
    parts = (
        (Section.LATE, list(work.filter(late(day))[:MOST])),
        (Section.SOON, list(work.filter(due_within(day, SOON))[:MOST])),
        (Section.NEW, list(work.filter(fresh).exclude(near & Q(due_on__isnull=False))[:MOST])),
    )
    rows = [one for _, found in parts for one in found]
    added = plans.current_additions({one.task_id for one in rows})
    names = identity.names_of({one.unit_id for one in rows}, on=day)
    lines = [
        Line(section, name_of(one, added), note_of(one, names), "task", one.task_id)
        for section, found in parts
        for one in found
    ]
    lines += _reports(user, day)
    lines += _clocks(user, day)
    lines += _pledges(user, day)
    lines += _undoings(user, day)
    lines += _addresses(user, day)
    lines += _gifts(user, day)
    lines += _feedback(user, day)
    lines += _offers(user, day)
    lines += _trips(user, day)
    order = list(Section)
    lines = sorted(lines, key=lambda one: order.index(Section(one.section)))
    return [*lines, *_concerns(user, day), *_unread(user)]


def _reports(user: User, day: dt.date) -> Iterator[Line]:
    """Periodic reports that her units have to send."""
    for one in submissions.due_of(user, today=day)[:MOST]:
        section = Section.LATE if one.days_late(day) else Section.SOON
        due = f"Hạn nộp {written(one.due_on)}" if one.due_on else ""
        asked = f"cấp trên nhắc ngày {written(one.reminded)}" if one.reminded else ""
        note = " · ".join(part for part in (due, one.unit_name, asked) if part)
        yield Line(section, one.title, note, path=one.path)


def _clocks(user: User, day: dt.date) -> Iterator[Line]:
    """What the law asks soon of campaigns for contributions that she runs."""
    for campaign, clock in funds.clocks_due(user, today=day, within=SOON)[:MOST]:
        checked = "" if clock.is_verified else " · chưa kiểm chứng"
        note = f"Hạn {written(clock.due)} · {clock.basis}{checked}"
        text = shortened(f"{campaign.name}: {clock.words}")
        path = reverse("funds:campaign", kwargs={"pk": campaign.pk})
        yield Line(Section.SOON, text, note, path=path)


def _pledges(user: User, day: dt.date) -> Iterator[Line]:
    """What donors promised and is late or due soon, without who promised."""
    for one in funds.pledges_due(user, today=day, within=SOON)[:MOST]:
        section = Section.LATE if one.is_late else Section.SOON
        whom = one.pledge.campaign.name if one.pledge.campaign else one.pledge.fund.name
        text = shortened(f"{one.pledge}: còn chờ {numbers.show_dong(one.open)}, {whom}")
        path = reverse("funds:pledge", kwargs={"pk": one.pledge.pk})
        yield Line(section, text, f"Hẹn {written(one.on)}", path=path)


def _undoings(user: User, day: dt.date) -> Iterator[Line]:
    """Gifts that somebody asks to undo and that she may decide."""
    for one in funds.undoings_for(user, today=day)[:MOST]:
        text = f"Duyệt hủy khoản ủng hộ {one.donation.code}"
        path = reverse("funds:gift", kwargs={"pk": one.donation_id})
        yield Line(Section.SOON, text, shortened(one.reason), path=path)


def _addresses(user: User, day: dt.date) -> Iterator[Line]:
    """Instalments of sponsors and yearly looks at humanitarian addresses, by their codes."""
    for one in aid.due_of(user, today=day)[:MOST]:
        section = Section.LATE if one.is_late else Section.SOON
        path = reverse("aid:address", kwargs={"code": one.code})
        yield Line(section, one.text, f"Hạn {written(one.on)}", path=path)


def _offers(user: User, day: dt.date) -> Iterator[Line]:
    """Offers of help from outside that wait for an answer, without who offers."""
    for one in aid.offers_due(user, today=day)[:MOST]:
        section = Section.LATE if one.due_on < day else Section.SOON
        path = reverse("aid:offer", kwargs={"code": one.code})
        text = shortened(f"Trả lời đề nghị giúp {one.code}: {one.words}")
        yield Line(section, text, f"Hạn {written(one.due_on)}", path=path)


def _gifts(user: User, day: dt.date) -> Iterator[Line]:
    """Lists, hand-overs, leftovers and visits of rounds of gifts; emergency aid to be decided."""
    for one in distributions.due_of(user, today=day)[:MOST]:
        section = Section.LATE if one.on < day else Section.SOON
        path = reverse(f"distributions:{one.page}", kwargs={"pk": one.pk})
        yield Line(section, shortened(one.text), f"Hạn {written(one.on)}", path=path)


def _feedback(user: User, day: dt.date) -> Iterator[Line]:
    """Feedback to be confirmed or answered, by its number; what it says is not told by mail."""
    for one in feedback.due_for(user, today=day, within=SOON)[:MOST]:
        section = Section.LATE if one.answer_by < day else Section.SOON
        path = reverse("feedback:one", kwargs={"pk": one.pk})
        note = f"Hạn trả lời {written(one.answer_by)}"
        yield Line(section, f"Phản ánh {one.number}", note, path=path)


def _trips(user: User, day: dt.date) -> Iterator[Line]:
    """Groups that wait for an answer, and trips whose result is to be asked for or looked at."""
    for one in trips.due_of(user, today=day)[:MOST]:
        section = Section.LATE if one.on < day else Section.SOON
        path = reverse("trips:one", kwargs={"pk": one.trip.pk})
        yield Line(section, one.text, f"Hạn {written(one.on)}", path=path)


def _concerns(user: User, day: dt.date) -> Iterator[Line]:
    for one in plans.open_for(user, today=day).select_related("task__plan")[:MOST]:
        note = f"{one.get_kind_display()} · {one.task.plan.title}"
        yield Line(Section.CONCERN, shortened(one.text), note, "task", one.task_id)


def _unread(user: User) -> Iterator[Line]:
    for one in to_acknowledge(user)[:MOST]:
        due = one.dissemination.due_on
        note = f"Đọc trước ngày {written(due)}" if due else ""
        plan = one.dissemination.plan
        yield Line(Section.UNREAD, shortened(plan.title), note, "plan", plan.pk)


def name_of(one: Occurrence, added: Mapping[int, Mapping[AddedField, Addition]]) -> str:
    """What a person calls it: the short name that was given, else how the quotation begins."""
    short = added.get(one.task_id, {}).get(AddedField.SUMMARY)
    return short.value if short and short.value else shortened(one.task.text)


def named(work: QuerySet[Occurrence], *, today: dt.date) -> "QuerySet[NamedWork]":
    """`work` with the short name of its task, if any, and what its unit is called that day."""
    short = Addition.objects.filter(task=OuterRef("task"), field=AddedField.SUMMARY)
    names = UnitName.objects.filter(unit=OuterRef("unit"), start__lte=today)
    return work.annotate(
        short=Subquery(short.order_by("-at", "-pk").values("value")[:1]),
        unit_called=Coalesce(Subquery(names.order_by("-start").values("name")[:1]), Value("")),
    )


def called(one: "NamedWork") -> str:
    """What a person calls it, as `name_of` has it."""
    return one.short or shortened(one.task.text)


def note_of(one: Occurrence, names: Mapping[int, str]) -> str:
    """Until when, in which period, by which unit."""
    due = f"Hạn {written(one.due_on)}" if one.due_on else ""
    said: Sequence[str] = (due, one.label, names.get(one.unit_id, ""))
    return " · ".join(part for part in said if part)
