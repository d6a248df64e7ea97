"""Groups are taken in, answered, may change their mind, and tell what they really gave."""

import datetime as dt
import uuid

import pytest
from tests.builders.aid import AT, TODAY, Village, a_village, surveyed
from tests.builders.trips import DAY, PHONE, came, confirmed, secret, values, written

from nhanai.aid.models import Address, Receipt
from nhanai.aid.vocab import AddressState
from nhanai.journal.models import Line
from nhanai.reminders.queries import lines_for
from nhanai.sending.actions import NotAdmitted
from nhanai.trips import actions, queries, rules
from nhanai.trips.actions import CannotTravel, ResultValues
from nhanai.trips.models import Trip
from nhanai.trips.vocab import TripState, TripWay
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)
LATER = dt.datetime(2026, 12, 14, 2, 0, tzinfo=dt.UTC)
GIVEN = ResultValues(DAY, "92 suất gạo", 92, 46_000_000)


def state(trip: Trip) -> TripState:
    """Where it stands now."""
    trip.refresh_from_db()
    return TripState(trip.state)


def place(unit: Unit) -> Unit:
    """The commune of a chapter."""
    assert unit.territory is not None
    return unit.territory


def test_a_group_without_an_account_is_taken_in_once_and_only_its_code_opens_the_trip() -> None:
    village, by_web = a_village(), came(AT)

    first = actions.register(values=values(village), agreed=True, came=by_web, at=AT)
    again = actions.register(values=values(village), agreed=True, came=by_web, at=AT)
    with pytest.raises(CannotTravel, match="đồng ý"):
        actions.register(values=values(village), agreed=False, came=came(AT), at=AT)
    bad = values(village, contact="gọi", what="", on=TODAY - A_DAY)
    with pytest.raises(CannotTravel) as refusal:
        actions.register(values=bad, agreed=True, came=came(AT), at=AT)

    trip = Trip.objects.get()
    assert first == again
    assert queries.followed(first.lower().replace("-", " ")) == trip
    assert queries.followed("CT-2222-2222-2222") is None
    assert first not in str(Trip.objects.values())
    assert (trip.number, trip.unit, trip.host) == ("CT-2026-0001", village.office, village.chapter)
    assert trip.due_on == dt.date(2026, 11, 27)
    assert {one.where for one in refusal.value.findings} == {"contact", "what", "on"}
    assert "0912" not in str(list(Line.objects.values()))
    assert "Áo Ấm" not in str(list(Line.objects.values()))


def test_too_many_sendings_of_one_place_are_refused_until_the_window_has_passed() -> None:
    village = a_village()
    for _ in range(actions.LIMIT.of_one):
        actions.register(values=values(village), agreed=True, came=came(AT), at=AT)

    with pytest.raises(NotAdmitted, match="too_many"):
        actions.register(values=values(village), agreed=True, came=came(AT), at=AT)
    later = AT + actions.LIMIT.within
    actions.register(values=values(village), agreed=True, came=came(later), at=later)

    numbers = [f"CT-2026-{n:04d}" for n in range(1, actions.LIMIT.of_one + 2)]
    assert list(Trip.objects.order_by("pk").values_list("number", flat=True)) == numbers


def test_who_writes_a_trip_down_gets_its_code_and_sees_what_is_hers() -> None:
    village, token = a_village(), uuid.uuid4()
    told = {"values": values(village), "way": TripWay.VISIT, "token": token, "at": AT}

    trip, code = actions.write_down(unit=village.chapter, by=village.clerk, **told)  # type: ignore[arg-type]  # passed on
    same, again = actions.write_down(unit=village.chapter, by=village.clerk, **told)  # type: ignore[arg-type]  # passed on
    with pytest.raises(CannotTravel, match="chưa được giao"):
        actions.write_down(unit=village.chapter, by=village.stranger, **told)  # type: ignore[arg-type]  # passed on

    assert (trip, code) == (same, again)
    assert code == rules.CODES.of(token.bytes, secret())
    for user in (village.clerk, village.head, village.officer, village.inspector):
        assert list(queries.visible_to(user, today=TODAY)) == [trip]
    assert not queries.visible_to(village.stranger, today=TODAY)
    users = (village.clerk, village.officer, village.stranger, village.inspector)
    may = [queries.may_record(one, trip, today=TODAY) for one in users]
    assert may == [True, True, False, False]


def test_the_office_confirms_or_proposes_another_place_which_the_group_may_take() -> None:
    village = a_village()
    trip, other = written(village), place(village.other)

    with pytest.raises(CannotTravel, match="chưa được giao trả lời"):
        actions.confirm(trip=trip, answer="", by=village.head, at=AT)
    with pytest.raises(CannotTravel) as same:
        actions.propose(trip=trip, commune=trip.commune, on=DAY, reason="Đông", by=village.officer,
                        at=AT)  # fmt: skip
    with pytest.raises(CannotTravel, match="vì sao"):
        actions.propose(trip=trip, commune=other, on=DAY, reason=" ", by=village.officer, at=AT)
    assert state(trip) == TripState.WAITING
    actions.propose(trip=trip, commune=other, on=DAY + A_DAY, reason="Pa Tần đã có ba đoàn",
                    by=village.officer, at=AT)  # fmt: skip
    with pytest.raises(CannotTravel, match="đã qua"):
        actions.agree(trip=trip, at=LATER)
    actions.agree(trip=trip, at=AT)

    assert [one.where for one in same.value.findings] == ["commune"]
    assert state(trip) == TripState.CONFIRMED
    assert (trip.commune, trip.on, trip.host) == (other, DAY + A_DAY, village.other)
    assert (trip.hamlet, trip.other_commune, trip.other_on) == ("", None, None)
    assert list(queries.coming(TODAY)) == [trip]
    with pytest.raises(CannotTravel, match="đã xác nhận"):
        actions.decline(trip=trip, answer="Thôi", by=village.officer, at=AT)


def test_a_group_changes_or_withdraws_its_trip_and_is_then_answered_anew() -> None:
    village = a_village()
    trip = confirmed(village)

    later = AT + 3 * A_DAY
    said = values(village, contact="", households=60)
    actions.change(trip=trip, values=said, by=None, at=later)
    assert (state(trip), trip.households, trip.contact) == (TripState.WAITING, 60, PHONE)
    assert trip.due_on == dt.date(2026, 12, 2)
    with pytest.raises(CannotTravel, match="chưa được giao ghi"):
        actions.withdraw(trip=trip, by=village.stranger, at=later)
    actions.withdraw(trip=trip, by=None, at=later)

    assert state(trip) == TripState.WITHDRAWN
    assert not queries.coming(TODAY)
    with pytest.raises(CannotTravel, match="đã rút"):
        actions.change(trip=trip, values=values(village), by=None, at=later)
    who = list(Line.objects.filter(verb__startswith="trips.").order_by("sequence")
               .values_list("verb", "by"))  # fmt: skip
    assert who[2:] == [("trips.changed", actions.PUBLIC), ("trips.withdrawn", actions.PUBLIC)]


def test_what_was_given_is_shown_once_the_desk_looked_at_it() -> None:
    village = a_village()
    trip = confirmed(village)

    early = ResultValues(DAY, "Gạo", 0)
    with pytest.raises(CannotTravel):
        actions.tell_result(trip=trip, values=early, by=None, at=AT)
    assert state(trip) == TripState.CONFIRMED
    actions.tell_result(trip=trip, values=GIVEN, by=None, at=LATER)
    assert state(trip) == TripState.TOLD
    assert not queries.given_lately(LATER.date())
    actions.accept_result(trip=trip, by=village.clerk, at=LATER)
    assert list(queries.given_lately(LATER.date())) == [trip]
    right = ResultValues(DAY, "90 suất gạo", 90)
    actions.tell_result(trip=trip, values=right, by=village.officer, at=LATER)

    assert (state(trip), trip.given_households) == (TripState.DONE, 90)
    corrected = Line.objects.filter(verb="trips.done").order_by("-sequence")[0]
    assert (corrected.old["given_households"], corrected.new["given_households"]) == (92, 90)
    with pytest.raises(CannotTravel, match="đã trao"):
        actions.tell_result(trip=trip, values=GIVEN, by=None, at=LATER)


def test_spam_is_set_aside_with_a_reason_and_may_come_back() -> None:
    village = a_village()
    trip = written(village)

    with pytest.raises(CannotTravel, match="vì sao"):
        actions.decline(trip=trip, answer="", is_spam=True, by=village.officer, at=AT)
    actions.decline(trip=trip, answer="Quảng cáo", is_spam=True, by=village.officer, at=AT)
    with pytest.raises(CannotTravel, match="thư rác"):
        actions.change(trip=trip, values=values(village), by=None, at=AT)
    assert not queries.matching(queries.visible_to(village.officer, today=TODAY))
    actions.restore(trip=trip, by=village.officer, at=AT)

    assert (state(trip), trip.ended_at) == (TripState.WAITING, None)


def test_names_and_contacts_are_let_go_some_time_after_the_end() -> None:
    village = a_village()
    named, unnamed, going = (
        confirmed(village), confirmed(village, may_name=False), confirmed(village)
    )  # fmt: skip
    for one in (named, unnamed):
        actions.tell_result(trip=one, values=GIVEN, by=village.officer, at=LATER)
    kept = dt.timedelta(days=rules.setting_on(TODAY).kept)

    assert actions.let_go_trips(at=LATER + kept) == 0
    assert [actions.let_go_trips(at=LATER + kept + A_DAY) for _ in range(2)] == [2, 0]

    rows = {one.pk: (one.group, one.name, one.contact) for one in Trip.objects.all()}
    assert rows == {
        named.pk: ("Nhóm Áo Ấm", "", ""), unnamed.pk: ("", "", ""),
        going.pk: ("Nhóm Áo Ấm", "Tẩn A Pao", PHONE),
    }  # fmt: skip


def test_the_desk_sees_in_counts_what_reaches_a_commune_and_where_nobody_goes() -> None:
    village = a_village()
    trip, near = written(village), confirmed(village, on=DAY + 6 * A_DAY)
    far = confirmed(village, on=DAY + 7 * A_DAY)
    address = surveyed(village)
    Address.objects.filter(pk=address.pk).update(state=AddressState.PUBLISHED)
    _received(village, address)
    commune = trip.commune_id

    assert list(queries.near(commune, DAY, besides=trip.pk)) == [near]
    assert far.on - trip.on == 7 * A_DAY
    reached = queries.reached_lately(commune, TODAY)
    assert (reached.times, reached.households, reached.worth) == (2, 1, 700_000)
    assert queries.waiting_there(commune) == 1
    (needed,) = queries.where_needed(TODAY + A_DAY)
    assert (needed.commune, needed.waiting, needed.reached, needed.trips) == (commune, 1, 1, 0)


def _received(village: Village, address: Address) -> None:
    """Two times in two months, and once long ago."""
    for number, days in enumerate((10, 50, 200), start=1):
        Receipt.objects.create(
            source="test", record=number, person=address.person, unit=village.chapter,
            household_key=address.household_key, on=TODAY - days * A_DAY, kind="GOODS",
            worth=350_000,
        )  # fmt: skip


def test_those_who_answer_are_reminded_without_any_name() -> None:
    village = a_village()
    waiting, gone = written(village), confirmed(village)
    told = confirmed(village)
    actions.tell_result(trip=told, values=GIVEN, by=None, at=LATER)
    day = DAY + dt.timedelta(days=7)

    office = [one.text for one in lines_for(village.officer, day=day) if "chuyến" in one.text]
    chapter = [one.text for one in lines_for(village.clerk, day=day) if "chuyến" in one.text]

    assert [text.rpartition(" ")[2] for text in office] == [
        waiting.number, gone.number, told.number
    ]  # fmt: skip
    assert [text.rpartition(" ")[2] for text in chapter] == [gone.number]
    assert "Áo Ấm" not in "".join((*office, *chapter))
