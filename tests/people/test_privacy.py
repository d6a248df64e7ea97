"""The law on personal data, act by act: what is refused, what stays, what is gone."""

import datetime as dt

import pytest
from tests.builders.people import AT, HEALTH, PHONE, TODAY, a_person, a_role, a_society, some_people

from nhanai.facts.models import Fact
from nhanai.journal import queries as journal
from nhanai.people import actions
from nhanai.people.models import Consent, Merit, Person, Training
from nhanai.people.queries.privacy import past_retention, requests_of
from nhanai.people.rules.privacy import ERASED, ConsentValues
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import (
    Channel,
    MeritKind,
    RequestKind,
    RequestOutcome,
    RoleKind,
    TrainingKind,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_request_is_due_by_the_law_and_extended_once() -> None:
    society = a_society()
    values = actions.RequestValues(
        RequestKind.ACCESS, "Cho xem.", Channel.PAPER, TODAY, asker="Lò Văn A"
    )
    request = actions.receive_request(unit=society.chapter, values=values, by=society.head, at=AT)

    extended = actions.extend_request(request=request, reason="Hồ sơ ở kho", by=society.head, at=AT)
    with pytest.raises(actions.CannotAnswer, match="gia hạn một lần"):
        actions.extend_request(request=request, reason="Nữa", by=society.head, at=AT)

    assert request.acknowledge_by == dt.date(2026, 11, 26)
    assert (extended.extended_from, extended.due_on) == (
        dt.date(2026, 12, 4),
        dt.date(2026, 12, 21),
    )


def test_what_is_overdue_is_answered_and_not_extended() -> None:
    society = a_society()
    values = actions.RequestValues(
        RequestKind.ACCESS, "Cho xem.", Channel.PAPER, TODAY - 30 * DAY, asker="Lò Văn A"
    )
    request = actions.receive_request(unit=society.chapter, values=values, by=society.head, at=AT)

    with pytest.raises(actions.CannotAnswer, match="quá hạn"):
        actions.extend_request(request=request, reason="Bận", by=society.head, at=AT)


@pytest.mark.parametrize("kind", [RequestKind.DELETE, RequestKind.RESTRICT])
def test_done_is_said_only_of_what_was_done(kind: RequestKind) -> None:
    society = a_society()
    person = a_person(society.chapter, kind=None)
    values = actions.RequestValues(kind, "Tôi yêu cầu.", Channel.PAPER, TODAY)
    request = actions.receive_request(
        unit=society.chapter, values=values, person=person, by=society.head, at=AT
    )
    answer = {"request": request, "outcome": RequestOutcome.DONE, "answer": "Đã làm."}

    with pytest.raises(actions.CannotAnswer):
        actions.close_request(**answer, by=society.head, at=AT)  # type: ignore[arg-type]  # shared
    if kind == RequestKind.DELETE:
        actions.erase(person=person, reason="Yêu cầu", by=society.head, at=AT)
    else:
        actions.restrict(person=person, restricted=True, by=society.head, at=AT)
    actions.close_request(**answer, by=society.head, at=AT)  # type: ignore[arg-type]  # shared

    request.refresh_from_db()
    assert request.outcome == "DONE"


def test_the_queue_of_a_chapter_is_not_seen_by_another() -> None:
    society = a_society()
    values = actions.RequestValues(
        RequestKind.ACCESS, "Cho xem.", Channel.PAPER, TODAY, asker="Lò Văn A"
    )
    made = actions.receive_request(unit=society.other, values=values, by=society.officer, at=AT)

    assert list(requests_of(society.head, today=TODAY)) == []
    assert list(requests_of(society.officer, today=TODAY)) == [made]
    with pytest.raises(actions.CannotAnswer, match="không có quyền"):
        actions.acknowledge_request(request=made, by=society.head, at=AT)


def test_who_asked_to_be_left_alone_gets_no_new_role() -> None:
    society = a_society()
    person = a_person(society.chapter, kind=None)
    actions.restrict(person=person, restricted=True, by=society.head, at=AT)

    with pytest.raises(actions.CannotChangeRole, match="hạn chế xử lý"):
        actions.give_role(
            person=person,
            unit=society.chapter,
            values=RoleValues(RoleKind.DONOR, TODAY),
            by=society.clerk,
            at=AT,
        )


def test_a_consent_stands_once_and_is_withdrawn_once() -> None:
    society = a_society()
    person = a_person(society.chapter)
    values = ConsentValues("CONTACT", Channel.PAPER, AT)
    consent = actions.give_consent(person=person, values=values, by=society.clerk, at=AT)

    with pytest.raises(actions.CannotKeepConsent):
        actions.give_consent(person=person, values=values, by=society.clerk, at=AT)
    actions.withdraw_consent(consent=consent, channel=Channel.SMS, by=society.clerk, at=AT)
    with pytest.raises(actions.CannotKeepConsent, match="rút lại rồi"):
        actions.withdraw_consent(consent=consent, channel=Channel.SMS, by=society.clerk, at=AT)
    again = actions.give_consent(person=person, values=values, by=society.clerk, at=AT + DAY)

    assert again.withdrawn_at is None
    assert Consent.objects.count() == 2


def test_erasing_leaves_nothing_of_her_and_everything_that_counts() -> None:
    society = a_society()
    parts = some_people(society.chapter)
    person = parts.person
    training = actions.TrainingValues(TrainingKind.FIRST_AID, "Sơ cấp cứu", place="Sìn Hồ")
    merit = actions.MeritValues(MeritKind.COMMENDATION, "Giấy khen", TODAY)
    actions.add_training(person=person, values=training, by=society.clerk, at=AT)
    actions.add_merit(person=person, values=merit, by=society.clerk, at=AT)
    with pytest.raises(actions.CannotDisclose, match="còn vai trò"):
        actions.erase(person=person, reason="Yêu cầu 1", by=society.head, at=AT)
    for role in person.roles.filter(end__isnull=True):
        role.end, role.end_reason = TODAY, "LEFT"
        role.save()
    facts = list(Fact.objects.order_by("pk").values_list("day", "measure", "quantity"))

    actions.erase(person=person, reason="Yêu cầu 1", by=society.head, at=AT)

    person.refresh_from_db()
    kept = {
        str(getattr(person, field.attname))
        for field in Person._meta.concrete_fields
        if field.attname not in {"id", "key", "keeper_id", "commune_id", "created_at", "erased_at"}
    }
    assert kept <= {ERASED, "da xoa du lieu", person.sort_key, "None", ""}
    assert not any(one in str(kept) for one in (PHONE, HEALTH, "Pâng"))
    assert not Training.objects.exists()
    assert not Merit.objects.exists()
    assert person.roles.count() == 3
    assert list(Fact.objects.order_by("pk").values_list("day", "measure", "quantity")) == facts
    lines = journal.of_subject(journal.key_of(person))
    assert not any("Pâng" in str(line.content()) for line in lines)


def test_records_past_their_years_are_listed_and_others_are_not() -> None:
    society = a_society()

    def ended(kind: RoleKind, end: dt.date | None) -> Person:
        person = a_person(society.chapter, kind=None, birth=Birth(None, 1960))
        a_role(person, society.chapter, kind=kind, start=dt.date(2012, 1, 1), end=end)
        return person

    society.chapter.start = dt.date(2010, 1, 1)
    society.chapter.save()
    old = ended(RoleKind.VOLUNTEER, TODAY.replace(year=2021))
    ended(RoleKind.VOLUNTEER, TODAY.replace(year=2021) + DAY)
    ended(RoleKind.MEMBER, TODAY.replace(year=2021))
    ended(RoleKind.VOLUNTEER, None)
    both = ended(RoleKind.VOLUNTEER, TODAY.replace(year=2020))
    a_role(both, society.chapter, start=dt.date(2012, 1, 1))

    assert list(past_retention(society.head, today=TODAY)) == [old]
    assert list(past_retention(society.clerk, today=TODAY)) == []
