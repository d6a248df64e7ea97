"""The pages on the protection of personal data."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanai.identity.models import User
from nhanai.people.models import DataRequest, Incident, Person
from nhanai.people.pages.people import PersonRow, rows_of
from nhanai.people.queries.privacy import (
    consents_by_purpose,
    incidents_of,
    past_retention,
    protected_by,
    requests_of,
)
from nhanai.people.rules.privacy import (
    Purpose,
    Retention,
    Term,
    notify_by,
    purposes,
    retentions,
    term_on,
    terms,
)
from nhanai.units.queries import names_on
from nhanai.web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Overview:
    """What is kept, to what people agreed, what waits."""

    people: int
    open_requests: int
    late_requests: int
    open_incidents: int
    past: int
    purposes: Sequence[tuple[Purpose, int]]
    retentions: Sequence[tuple[str, Retention]]
    term: Term


def overview(user: User, *, today: dt.date) -> Overview:
    """The state of the protection of data in her reach."""
    waiting = requests_of(user, today=today).filter(closed_at__isnull=True)
    agreed = consents_by_purpose(user, today=today)
    return Overview(
        people=protected_by(user, today=today).count(),
        open_requests=waiting.count(),
        late_requests=waiting.filter(due_on__lt=today).count(),
        open_incidents=incidents_of(user, today=today).filter(closed_at__isnull=True).count(),
        past=past_retention(user, today=today).count(),
        purposes=[(one, agreed.get(one.code, 0)) for one in purposes().values()],
        retentions=[
            (", ".join(sorted(role.label.lower() for role in rule.roles)), rule)
            for rule in retentions()
        ],
        term=term_on(today) or terms()[0],
    )


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request with how its time stands."""

    request: DataRequest
    who: str
    place: str
    state: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Requests:
    """The queue."""

    rows: Sequence[RequestRow]
    page: Page[DataRequest]
    tab: str


def requests(user: User, *, tab: str, number: int, today: dt.date) -> Requests:
    """The requests that wait, or those that were answered."""
    rows = requests_of(user, today=today).filter(closed_at__isnull=tab != "xong")
    page = page_of(rows, number=number, noun="yêu cầu")
    names = names_on({row.unit_id for row in page.rows}, today)
    return Requests([request_row(row, names, today) for row in page.rows], page, tab)


def request_row(row: DataRequest, names: Mapping[int, str], today: dt.date) -> RequestRow:
    """One request, with the nearest of its terms in words."""
    who = row.person.full_name if row.person else row.asker
    state, tone, icon = _state(row, today)
    return RequestRow(row, who, names.get(row.unit_id, ""), state, tone, icon)


def _state(row: DataRequest, today: dt.date) -> tuple[str, str, str]:
    if row.closed_at:
        return row.get_outcome_display(), "ok", "ok"
    if row.acknowledged_at is None:
        left = (row.acknowledge_by - today).days
        if left < 0:
            return f"Quá hạn xác nhận {-left} ngày", "bad", "late"
        return (
            ("Xác nhận hôm nay" if left == 0 else f"Còn {left} ngày để xác nhận"),
            "hand",
            "clock",
        )
    left = (row.due_on - today).days
    if left < 0:
        return f"Quá hạn {-left} ngày", "bad", "late"
    return ("Đến hạn hôm nay" if left == 0 else f"Còn {left} ngày"), "hand", "clock"


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident with how its 72 hours stand."""

    incident: Incident
    place: str
    notify_by: dt.datetime
    state: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Incidents:
    """The register of incidents."""

    rows: Sequence[IncidentRow]
    page: Page[Incident]


def incidents(user: User, *, number: int, at: dt.datetime, today: dt.date) -> Incidents:
    """The incidents, the newest first."""
    page = page_of(incidents_of(user, today=today), number=number, noun="sự cố")
    names = names_on({row.unit_id for row in page.rows}, today)
    return Incidents([incident_row(row, names, at) for row in page.rows], page)


def incident_row(row: Incident, names: Mapping[int, str], at: dt.datetime) -> IncidentRow:
    """One incident, with the hours that are left."""
    until = notify_by(row.found_at)
    state, tone, icon = _clock(row, until, at)
    return IncidentRow(row, names.get(row.unit_id, ""), until, state, tone, icon)


def _clock(row: Incident, until: dt.datetime, at: dt.datetime) -> tuple[str, str, str]:
    if row.closed_at:
        return "Đã kết thúc xử lý", "ok", "ok"
    if row.notified_at:
        late = row.notified_at > until
        return ("Đã báo, muộn" if late else "Đã báo trong hạn"), "run", "ok"
    left = until - at
    if left < dt.timedelta():
        return f"Quá 72 giờ, muộn {_hours(-left)}", "bad", "late"
    return f"Còn {_hours(left)} để báo", "hand", "clock"


def _hours(span: dt.timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60} giờ {minutes % 60} phút" if minutes >= 60 else f"{minutes} phút"


@dataclass(frozen=True, slots=True)
class PastRetention:
    """Records that are kept longer than they need be."""

    rows: Sequence[PersonRow]
    page: Page[Person]


def past(user: User, *, number: int, today: dt.date) -> PastRetention:
    """Whose every role ended long ago."""
    page = page_of(past_retention(user, today=today), number=number, noun="hồ sơ")
    return PastRetention(rows_of(page.rows, today), page)
