"""The life of an address, act by act."""

import datetime as dt
import uuid

import pytest
from tests.builders.aid import (
    AT,
    NAME,
    SECRET,
    SURVEYED,
    TODAY,
    Village,
    a_village,
    agreed,
    an_approved,
    brought_to,
    counted,
    person_of,
    sat,
    surveyed,
    told,
    who,
)

from nhanai.aid import actions
from nhanai.aid.actions import CannotMove, CannotSurvey, MoveValues, Who
from nhanai.aid.models import Address, Assessment, Step, Survey
from nhanai.aid.rules.moves import SittingValues
from nhanai.aid.rules.rubric import Criterion, Rubric
from nhanai.aid.vocab import AddressState, CloseReason, SittingKind
from nhanai.base.days import Period
from nhanai.base.errors import Refused
from nhanai.journal.queries import visible_lines
from nhanai.people.models import Consent, Person, PersonRole
from nhanai.people.vocab import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return a_village()


def rules_of(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.rule for one in refusal.value.findings]


def way_of(address: Address) -> list[str]:
    return list(Step.objects.filter(address=address).order_by("pk").values_list("after", flat=True))


def test_a_survey_makes_person_consent_score_and_address_at_once(village: Village) -> None:
    address = surveyed(village, who(NAME, household="Hộ 17B"))

    person = person_of(address)
    assert (address.code, address.state, address.points) == (
        f"DC-{address.pk:05d}",
        AddressState.SURVEYED,
        5,
    )
    assert address.household_key == f"h{person.commune_id}:ho17b"
    assert Consent.objects.filter(person=person, purpose="AID", withdrawn_at=None).count() == 1
    assert PersonRole.objects.get(person=person).kind == RoleKind.BENEFICIARY
    assert Assessment.objects.get().reasons == [
        [3, "là hộ nghèo"],
        [2, "ở nhà tạm, dột nát hoặc chưa có nhà"],
    ]
    assert counted() == []


def test_the_same_sending_makes_one_survey_and_anothers_key_none(village: Village) -> None:
    key, whom = uuid.uuid4(), who(NAME)
    first = actions.survey(
        unit=village.chapter, told=told(), who=whom, key=key, by=village.clerk, at=AT
    )

    again = actions.survey(
        unit=village.chapter, told=told(), who=whom, key=key, by=village.clerk, at=AT
    )
    with pytest.raises(CannotSurvey):
        actions.survey(unit=village.chapter, told=told(), who=whom, key=key, by=village.head, at=AT)

    assert first == again
    assert (Survey.objects.count(), Address.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_without_consent_nothing_is_kept(village: Village) -> None:
    silent = Who(values=who(NAME).values)

    with pytest.raises(CannotSurvey) as refusal:
        actions.survey(
            unit=village.chapter, told=told(), who=silent, key=uuid.uuid4(), by=village.clerk, at=AT
        )

    assert rules_of(refusal) == ["consent-missing"]
    assert not Person.objects.exists()


def test_a_child_needs_a_guardian_beside_her_own_word(village: Village) -> None:
    child = Who(values=who(NAME, birth=2017).values, consent=agreed())

    with pytest.raises(Refused) as refusal:
        actions.survey(
            unit=village.chapter, told=told(), who=child, key=uuid.uuid4(), by=village.clerk, at=AT
        )

    assert rules_of(refusal) == ["guardian-missing", "child-not-asked"]
    assert not Person.objects.exists()


def test_every_fault_of_a_survey_is_told_at_once_and_strangers_write_nothing(
    village: Village,
) -> None:
    wrong = told(on=dt.date(2027, 1, 1), group="", members=0, circumstances="a" * 4001)

    with pytest.raises(CannotSurvey) as refusal:
        actions.survey(
            unit=village.chapter, told=wrong, who=who(), key=uuid.uuid4(), by=village.clerk, at=AT
        )
    with pytest.raises(CannotMove):
        actions.survey(
            unit=village.chapter, told=told(), who=who(), key=uuid.uuid4(), by=village.stranger,
            at=AT,
        )  # fmt: skip

    assert rules_of(refusal) == ["group-missing", "survey-ahead", "survey-long", "members"]
    assert not Address.objects.exists()


def test_one_household_has_one_open_address(village: Village) -> None:
    first = surveyed(village, who(household="17b"))

    with pytest.raises(CannotSurvey) as refusal:
        surveyed(village, who(household="17 B"))

    assert rules_of(refusal) == ["household-open"]
    assert str(first.code) in refusal.value.findings[0].message


def test_the_way_leads_through_community_commune_and_society(village: Village) -> None:
    several = [surveyed(village) for _ in range(3)]
    brought_to(village, AddressState.APPROVED, *several)

    assert {tuple(way_of(one)) for one in several} == {
        ("SURVEYED", "REVIEWED", "CONFIRMED", "APPROVED")
    }
    assert {step.sitting_id for step in Step.objects.filter(after="REVIEWED")} == {
        Step.objects.filter(after="REVIEWED").first().sitting_id  # type: ignore[union-attr]  # there are three
    }
    assert counted() == [("01/10", "XH07", 1)] * 3
    assert {one.review_due_on for one in Address.objects.all()} == {dt.date(2027, 10, 1)}


@pytest.mark.parametrize("kind", [SittingKind.CONFIRMATION, SittingKind.APPROVAL])
def test_no_step_of_the_way_is_left_out(village: Village, kind: SittingKind) -> None:
    address = surveyed(village)

    with pytest.raises(CannotMove) as refusal:
        sat(village, kind, address, on=TODAY)

    assert rules_of(refusal) == ["wrong-state"]
    assert way_of(address) == ["SURVEYED"]


def test_a_review_without_minutes_place_and_people_proves_nothing(village: Village) -> None:
    address = surveyed(village)
    empty = SittingValues(SittingKind.REVIEW, dt.date(2026, 8, 1))

    with pytest.raises(CannotMove) as refusal:
        actions.sit(
            unit=village.chapter, values=empty, agreed=[address.pk], by=village.clerk, at=AT
        )

    assert rules_of(refusal) == [
        "sitting-place",
        "sitting-present",
        "sitting-minutes",
        "step-before",
    ]


def test_who_surveyed_or_recorded_the_review_does_not_approve(village: Village) -> None:
    own = actions.survey(
        unit=village.chapter, told=told(), who=who(), key=uuid.uuid4(), by=village.head, at=AT
    )
    brought_to(village, AddressState.CONFIRMED, own)

    with pytest.raises(CannotMove) as refusal:
        sat(village, SittingKind.APPROVAL, own, on=TODAY)
    actions.sit(
        unit=village.chapter, values=SittingValues(SittingKind.APPROVAL, TODAY), agreed=[own.pk],
        by=village.leader, at=AT,
    )  # fmt: skip

    assert rules_of(refusal) == ["own-work"]
    assert way_of(own)[-1] == "APPROVED"


def test_who_was_not_chosen_ends_without_being_counted_as_ended(village: Village) -> None:
    address = surveyed(village)
    values = SittingValues(SittingKind.REVIEW, TODAY, "Nhà văn hóa", 20, reference="1/BB")

    actions.sit(
        unit=village.chapter, values=values, agreed=[], turned_down=[address.pk],
        by=village.clerk, at=AT,
    )  # fmt: skip

    row = Address.objects.get()
    assert (row.state, row.close_reason) == ("CLOSED", "NOT_CHOSEN")
    assert PersonRole.objects.get().end == TODAY + dt.timedelta(days=1)
    assert counted() == []


def test_a_death_ends_the_address_and_every_role_and_counts(village: Village) -> None:
    address = an_approved(village)
    on = dt.date(2026, 11, 20)

    actions.move(
        address=address, values=MoveValues(AddressState.CLOSED, on, CloseReason.DIED),
        by=village.head, at=AT,
    )  # fmt: skip

    assert person_of(address).died_on == on
    assert counted("aid.address") == [("01/10", "XH07", 1), ("20/11", "XH12/QD", 1)]


def test_a_pause_goes_on_where_it_stopped_and_needs_a_reason(village: Village) -> None:
    address = an_approved(village)
    with pytest.raises(CannotMove) as refusal:
        actions.move(
            address=address, values=MoveValues(AddressState.PAUSED, TODAY), by=village.clerk, at=AT
        )

    values = MoveValues(AddressState.PAUSED, TODAY, note="Đi làm xa")
    actions.move(address=address, values=values, by=village.clerk, at=AT)
    actions.resume(address=address, on=TODAY, by=village.clerk, at=AT)

    assert rules_of(refusal) == ["note"]
    assert way_of(address)[-2:] == ["PAUSED", "APPROVED"]
    assert counted("aid.address") == [("01/10", "XH07", 1)]


def test_a_name_is_published_only_with_consent_for_that(village: Village) -> None:
    address = an_approved(village)
    named = MoveValues(AddressState.PUBLISHED, TODAY, is_named=True)

    with pytest.raises(CannotMove) as refusal:
        actions.move(address=address, values=named, by=village.head, at=AT)
    nameless = MoveValues(AddressState.PUBLISHED, TODAY)
    actions.move(address=address, values=nameless, by=village.head, at=AT)

    assert rules_of(refusal) == ["publicity"]
    assert (Address.objects.get().state, Address.objects.get().is_named) == ("PUBLISHED", False)


def test_what_ended_begins_again_with_a_survey_and_is_not_new_again(village: Village) -> None:
    address = an_approved(village)
    actions.move(
        address=address,
        values=MoveValues(AddressState.CLOSED, dt.date(2026, 11, 1), CloseReason.LIFTED),
        by=village.head, at=AT,
    )  # fmt: skip

    actions.survey(
        unit=village.chapter, told=told(on=dt.date(2026, 11, 10)), address=address,
        key=uuid.uuid4(), by=village.clerk, at=AT,
    )  # fmt: skip
    for kind in SittingKind:
        sat(village, kind, address, on=TODAY)

    assert way_of(address)[4:] == ["CLOSED", "SURVEYED", "REVIEWED", "CONFIRMED", "APPROVED"]
    assert counted("aid.address") == [("01/10", "XH07", 1), ("01/11", "XH12/TK", 1)]


def test_a_yearly_survey_keeps_what_was_not_told_again_and_moves_the_next_one(
    village: Village,
) -> None:
    address = an_approved(village)

    actions.survey(
        unit=village.chapter, address=address, key=uuid.uuid4(), by=village.clerk, at=AT,
        told=told(on=TODAY, answers=(), circumstances="", way=""),
    )  # fmt: skip

    row, last = Address.objects.get(), Survey.objects.get(on=TODAY)
    assert (row.state, row.points, row.review_due_on) == ("APPROVED", 0, dt.date(2027, 11, 24))
    assert last.circumstances == SECRET
    assert Step.objects.filter(after="APPROVED").get().assessment.points == 5  # type: ignore[union-attr]  # it was scored


def test_a_new_rubric_scores_anew_and_keeps_what_was_decided(village: Village) -> None:
    address = an_approved(village)
    stricter = Rubric(
        "2027-01", Period(dt.date(2027, 1, 1)), "Thử", is_verified=False,
        criteria=(Criterion("POOR", 9, "là hộ nghèo", "Thuộc hộ nghèo"),),
    )  # fmt: skip

    changed = [actions.rescore(rubric=stricter, at=AT) for _ in range(2)]

    assert changed == [1, 0]
    assert Address.objects.get().points == 9
    decided = Step.objects.get(address=address, after="APPROVED").assessment
    assert decided == Assessment.objects.get(rubric="2026-01")
    assert decided.points == 5


def test_opening_circumstances_is_for_few_and_leaves_a_line_without_them(village: Village) -> None:
    address = surveyed(village, who(NAME))

    with pytest.raises(CannotMove):
        actions.open_circumstances(address=address, by=village.clerk, at=AT)
    opened = actions.open_circumstances(address=address, by=village.head, at=AT)

    lines = list(visible_lines(unit_keys=None))
    assert opened.circumstances == SECRET
    assert [line.verb for line in lines][:2] == ["aid.opened", "aid.surveyed"]
    assert not any(SECRET in str(vars(line)) or NAME in str(vars(line)) for line in lines)


def test_the_day_of_a_survey_does_not_go_back(village: Village) -> None:
    address = surveyed(village)

    with pytest.raises(CannotSurvey) as refusal:
        actions.survey(
            unit=village.chapter, told=told(on=SURVEYED - dt.timedelta(days=1)), address=address,
            key=uuid.uuid4(), by=village.clerk, at=AT,
        )  # fmt: skip

    assert rules_of(refusal) == ["survey-older"]
