"""Taking trips from groups, answering them, and writing down what was really given."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.periods.queries import calendar
from nhanai.sending.actions import Came, admit
from nhanai.sending.rules import Limit
from nhanai.trips import queries, rules
from nhanai.trips.models import Trip
from nhanai.trips.permissions import Permission
from nhanai.trips.vocab import ENDED, TripState, TripWay
from nhanai.units.models import Unit
from nhanai.units.queries import name_on

FORM: Final = "trips.trip"
FOLLOW: Final = "trips.follow"
LIMIT: Final = Limit(of_one=5, in_all=60)
FOLLOW_LIMIT: Final = Limit(of_one=30, in_all=1_200)
PUBLIC: Final = "Đoàn trợ giúp"
"""Who the journal says it was, where a code is all that we know."""
KEEPER: Final = "Canh giờ"
LONGEST_ANSWER: Final = 400


class CannotTravel(Refused):
    """Nothing was changed."""


@dataclass(frozen=True, slots=True)
class TripValues:
    """What a group says: who, whom to reach, where, when, what, for how many; `worth` is đồng."""

    group: str
    contact: str
    commune: Unit
    on: dt.date
    what: str
    households: int
    hamlet: str = ""
    worth: int = 0
    name: str = ""
    may_name: bool = False
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class ResultValues:
    """What was really given, on which day, to how many households; `worth` is đồng."""

    on: dt.date
    what: str
    households: int
    worth: int = 0


@transaction.atomic
def register(*, values: TripValues, agreed: bool, came: Came, at: dt.datetime) -> str:
    """Take what a group without an account wants to do; gives the code to follow it by.

    Sent twice it is there once, and the code is the same. Refused without consent to be reached.
    """
    token, is_new = admit(form=FORM, came=came, limit=LIMIT, at=at)
    code = _code(token)
    if is_new:
        _write(values, TripWay.WEB, code, agreed=agreed, by=None, at=at)
    return code


@transaction.atomic
def write_down(
    *, values: TripValues, way: TripWay, unit: Unit, token: uuid.UUID, by: User, at: dt.datetime
) -> tuple[Trip, str]:
    """Write down, at `unit`, what a group came to say, wrote or told by phone; with its code.

    Who writes it down has asked whether the contact may be kept. The same `token` makes one trip.
    """
    if not allowed(by, Permission.RECORD, unit=unit, today=localdate(at)):
        raise CannotTravel("Anh, chị chưa được giao ghi chuyến trợ giúp ở đơn vị này.")
    code = _code(token)
    known = queries.followed(code)
    return known or _write(values, way, code, agreed=True, by=by, at=at), code


def _code(token: uuid.UUID) -> str:
    return rules.CODES.of(token.bytes, settings.SECRET_KEY.encode())


def _write(
    values: TripValues, way: TripWay, code: str, *, agreed: bool, by: User | None, at: dt.datetime
) -> Trip:
    today, told = localdate(at), _tidied(values)
    _check(rules.faults_of(_told(told), today=today))
    if not agreed:
        raise CannotTravel("Cần đoàn đồng ý để Hội giữ cách liên hệ mà trả lời.")
    unit = queries.office(today)
    if unit is None:
        raise CannotTravel("Chưa có đơn vị nào của Hội nhận đăng ký. Hãy đến trụ sở Hội gần nhất.")
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    row = Trip(
        number=queries.number_after(today.year),
        code_hash=rules.CODES.kept(code, settings.SECRET_KEY.encode()) or "", way=way,
        language=told.language, unit=unit, state=TripState.WAITING, by=by, at=at,
    )  # fmt: skip
    _take_over(row, told, today)
    row.save(force_insert=True)
    new = {"state": row.state, "on": row.on, "commune": row.commune.key}
    write_line(
        verb="trips.registered", subject=row, by=by or PUBLIC, at=at, new=new, unit_key=unit.key
    )
    return row


@transaction.atomic
def confirm(*, trip: Trip, answer: str, by: User, at: dt.datetime) -> Trip:
    """Say that the group is welcome as it said; or, where it agreed by phone, as was proposed."""
    row = _answering(trip, TripState.CONFIRMED, by=by, at=at)
    _move_there(row, localdate(at))
    row.answer, row.answered_by = _words(answer, ""), by
    return _stepped(row, TripState.CONFIRMED, "trips.confirmed", by=by, at=at)


@transaction.atomic
def propose(
    *, trip: Trip, commune: Unit, on: dt.date, reason: str, by: User, at: dt.datetime
) -> Trip:
    """Ask the group to go elsewhere, or on another day, and say why."""
    row, today = _answering(trip, TripState.PROPOSED, by=by, at=at), localdate(at)
    findings = []
    if (commune.pk, on) == (row.commune_id, row.on):
        message = "Chọn xã khác hoặc ngày khác với đăng ký của đoàn."
        findings.append(Finding("proposal-same", message, where="commune"))
    if not today <= on <= today + rules.FARTHEST:
        message = "Chọn ngày từ hôm nay đến không quá một năm nữa."
        findings.append(Finding("proposal-day", message, where="on"))
    _check(findings)
    row.answer, row.answered_by = _words(reason, "Ghi vì sao nên đi nơi khác, ngày khác."), by
    row.other_commune, row.other_on = commune, on
    return _stepped(row, TripState.PROPOSED, "trips.proposed", by=by, at=at)


@transaction.atomic
def agree(*, trip: Trip, at: dt.datetime) -> Trip:
    """The group, known by its code, goes where and when the society proposed."""
    row = _held(trip, TripState.CONFIRMED)
    if row.state != TripState.PROPOSED:
        raise CannotTravel("Chuyến này không có đề nghị nào đang chờ đoàn trả lời.")
    if row.other_on is not None and row.other_on < localdate(at):
        raise CannotTravel("Ngày Hội đề nghị đã qua. Hãy chọn ngày khác cho chuyến đi.")
    _move_there(row, localdate(at))
    return _stepped(row, TripState.CONFIRMED, "trips.agreed", by=None, at=at)


@transaction.atomic
def decline(
    *, trip: Trip, answer: str, is_spam: bool = False, by: User, at: dt.datetime
) -> Trip:  # fmt: skip
    """Say why the group cannot come; of spam, why it is none."""
    after = TripState.SPAM if is_spam else TripState.DECLINED
    row = _answering(trip, after, by=by, at=at)
    row.answer, row.answered_by = _words(answer, "Ghi vì sao, để đoàn đọc được."), by
    _nothing_proposed(row)
    verb = "trips.spam" if is_spam else "trips.declined"
    return _stepped(row, after, verb, by=by, at=at)


@transaction.atomic
def restore(*, trip: Trip, by: User, at: dt.datetime) -> Trip:
    """It is no spam after all."""
    row = _answering(trip, TripState.WAITING, by=by, at=at)
    if row.state != TripState.SPAM:
        raise CannotTravel("Chỉ bỏ đánh dấu chuyến đã đánh dấu thư rác.")
    return _wait_anew(row, "trips.restored", by=by, at=at)


@transaction.atomic
def change(*, trip: Trip, values: TripValues, by: User | None, at: dt.datetime) -> Trip:
    """What the group says anew, by its code or to the desk; it is answered anew.

    An empty contact leaves the one that is known.
    """
    row = _held(trip, TripState.WAITING)
    _may_record(row, by, at)
    if row.state == TripState.SPAM:
        raise CannotTravel("Chuyến này đang được đánh dấu thư rác.")
    if not single_spaced(values.contact):
        values = replace(values, contact=row.contact, name=row.name)
    told, today = _tidied(values), localdate(at)
    _check(rules.faults_of(_told(told), today=today))
    _take_over(row, told, today)
    return _wait_anew(row, "trips.changed", by=by, at=at)


@transaction.atomic
def withdraw(*, trip: Trip, by: User | None, at: dt.datetime) -> Trip:
    """The group does not come, as it says itself by its code, or told the desk."""
    row = _held(trip, TripState.WITHDRAWN)
    _may_record(row, by, at)
    _nothing_proposed(row)
    return _stepped(row, TripState.WITHDRAWN, "trips.withdrawn", by=by, at=at)


@transaction.atomic
def tell_result(*, trip: Trip, values: ResultValues, by: User | None, at: dt.datetime) -> Trip:
    """What was really given; what the group tells itself is shown once the desk looked at it."""
    after = TripState.DONE if by else TripState.TOLD
    row, today = _held(trip, after), localdate(at)
    _may_record(row, by, at)
    what = _line(values.what)
    _check(
        rules.result_faults(
            values.on, what, values.households, values.worth, today=today, since=localdate(row.at)
        )
    )
    row.went_on, row.given = values.on, what
    row.given_households, row.given_worth = values.households, values.worth
    return _stepped(row, after, "trips.done" if by else "trips.told", by=by, at=at)


@transaction.atomic
def accept_result(*, trip: Trip, by: User, at: dt.datetime) -> Trip:
    """Say that what the group tells of its trip is so."""
    row = _held(trip, TripState.DONE)
    _may_record(row, by, at)
    if row.state != TripState.TOLD:
        raise CannotTravel("Chuyến này không có kết quả nào chờ kiểm tra.")
    return _stepped(row, TripState.DONE, "trips.done", by=by, at=at)


@transaction.atomic
def let_go_trips(*, at: dt.datetime) -> int:
    """Empty names and contacts of trips that ended long ago; says of how many.

    The name of the group stays only where it may be named.
    """
    rows = list(queries.to_let_go(at, localdate(at)))
    for row in rows:
        row.name = row.contact = ""
        row.group = row.group if row.may_name else ""
        row.folded = _folded(row)
        row.save(update_fields=["name", "contact", "group", "folded"])
        write_line(verb="trips.let_go", subject=row, by=KEEPER, at=at, unit_key=row.unit.key)
    return len(rows)


def _held(trip: Trip, after: TripState) -> Trip:
    rows = Trip.objects.select_for_update(of=("self",))
    row = rows.select_related("unit", "host", "commune", "other_commune").get(pk=trip.pk)
    if not rules.may_move(row.state, after):
        state = row.get_state_display().lower()
        raise CannotTravel(f"{row} {state}, không làm được bước này. Hãy tải lại trang.")
    return row


def _answering(trip: Trip, after: TripState, *, by: User, at: dt.datetime) -> Trip:
    row = _held(trip, after)
    if not queries.may_answer(by, row, today=localdate(at)):
        raise CannotTravel("Anh, chị chưa được giao trả lời chuyến trợ giúp này.")
    return row


def _may_record(row: Trip, by: User | None, at: dt.datetime) -> None:
    if by is not None and not queries.may_record(by, row, today=localdate(at)):
        raise CannotTravel("Anh, chị chưa được giao ghi chuyến trợ giúp này.")


def _check(findings: Iterable[Finding]) -> None:
    found = list(findings)
    if found:
        raise CannotTravel("Chưa ghi được, còn chỗ cần sửa.", found)


def _words(text: str, missing: str) -> str:
    words = _line(text)
    if (not words and missing) or len(words) > LONGEST_ANSWER:
        message = f"Viết không quá {LONGEST_ANSWER} chữ." if words else missing
        raise CannotTravel(message, [Finding("trip-answer", message, where="answer")])
    return words


def _tidied(values: TripValues) -> TripValues:
    return replace(
        values, group=_line(values.group), contact=_line(values.contact), name=_line(values.name),
        hamlet=_line(values.hamlet), what=_line(values.what),
    )  # fmt: skip


def _line(text: str) -> str:
    return single_spaced(nfc(text))


def _told(values: TripValues) -> rules.Told:
    return rules.Told(*(getattr(values, one.name) for one in fields(rules.Told)))


def _take_over(row: Trip, told: TripValues, today: dt.date) -> None:
    """Write what the group said into the row; it is to be answered from today on."""
    for one in ("group", "name", "contact", "may_name", "hamlet", "on", "what", "households",
                "worth", "commune"):  # fmt: skip
        setattr(row, one, getattr(told, one))
    row.host = queries.host_of(row.commune, today)
    row.folded = _folded(row)
    row.due_on = calendar().add_working_days(today, rules.setting_on(today).answer)


def _folded(row: Trip) -> str:
    place = name_on(row.commune, row.on)
    return fold(f"{row.group} {row.what} {row.hamlet} {place}")[:1_000]


def _move_there(row: Trip, today: dt.date) -> None:
    """Take over the place and the day that were proposed, if any were."""
    if row.other_commune is not None and row.other_on is not None:
        if row.other_commune_id != row.commune_id:
            row.commune, row.hamlet = row.other_commune, ""
            row.host = queries.host_of(row.commune, today)
        row.on = row.other_on
        row.folded = _folded(row)
    _nothing_proposed(row)


def _nothing_proposed(row: Trip) -> None:
    row.other_commune, row.other_on = None, None


def _wait_anew(row: Trip, verb: str, *, by: User | None, at: dt.datetime) -> Trip:
    today = localdate(at)
    row.answer, row.answered_by = "", None
    row.due_on = calendar().add_working_days(today, rules.setting_on(today).answer)
    _nothing_proposed(row)
    return _stepped(row, TripState.WAITING, verb, by=by, at=at)


def _stepped(row: Trip, after: TripState, verb: str, *, by: User | None, at: dt.datetime) -> Trip:
    """Write the row and its line: where it stands, where it goes and when, what was given."""
    before = Trip.objects.select_related("commune").get(pk=row.pk)
    row.state, row.revision = after, row.revision + 1
    row.ended_at = at if after in ENDED else None
    row.save()
    old, new = _kept(before), _kept(row)
    write_line(
        verb=verb, subject=row, by=by or PUBLIC, at=at, note=row.answer,
        old={key: one for key, one in old.items() if one != new[key]},
        new={key: one for key, one in new.items() if one != old[key]}, unit_key=row.unit.key,
    )  # fmt: skip
    return row


def _kept(row: Trip) -> dict[str, object]:
    """What the journal keeps of a trip: nobody's name and no contact."""
    return {
        "state": row.state, "on": row.on, "commune": row.commune.key,
        "what": rules.without_contacts(row.what), "households": row.households,
        "worth": row.worth, "went_on": row.went_on, "given": rules.without_contacts(row.given),
        "given_households": row.given_households, "given_worth": row.given_worth,
    }  # fmt: skip
