"""Posts, trainings and merits are corrected and taken away, and the journal tells."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.people import AT, a_person, a_society

from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.journal import queries as journal
from nhanai.people import actions
from nhanai.people.actions import MeritValues, PostValues, TrainingValues
from nhanai.people.models import Merit, OfficerPost, Person, PersonRole, Training
from nhanai.people.vocab import Employment, EndReason, MeritKind, TrainingKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
POST = PostValues("Phó Chủ tịch", Employment.PART_TIME, dt.date(2026, 1, 5))
COURSE = TrainingValues(TrainingKind.FIRST_AID, "Sơ cấp cứu", finished_on=dt.date(2026, 3, 1))
PRAISE = MeritValues(MeritKind.COMMENDATION, "Giấy khen", dt.date(2026, 2, 1))


def verbs(person: Person) -> list[str]:
    return [line.verb for line in journal.of_subject(journal.key_of(person))]


def officers() -> list[tuple[str, int]]:
    rows = Fact.objects.filter(measure__code="TC14").order_by("pk")
    return list(rows.values_list("part", "quantity"))


def test_a_corrected_post_counts_as_what_it_is_and_can_be_ended() -> None:
    society = a_society()
    person = a_person(society.chapter, kind=None)
    role = actions.appoint_officer(
        person=person, unit=society.chapter, values=POST, by=society.clerk, at=AT
    )
    wanted = replace(POST, title="Chủ tịch", employment=Employment.FULL_TIME, allowance="0,5")

    actions.correct_post(role=role, values=wanted, by=society.clerk, at=AT)

    assert officers() == [("CT", 1)]
    assert (OfficerPost.objects.get().title, PersonRole.objects.get().office) == ("Chủ tịch",) * 2
    line = journal.of_subject(journal.key_of(person)).filter(verb="people.post_corrected").get()
    assert line.new == {"changed": ["chức vụ", "chế độ làm việc", "mức phụ cấp"]}
    actions.end_role(role=PersonRole.objects.get(), last_day=dt.date(2026, 10, 31),
                     reason=EndReason.TERM_ENDED, by=society.clerk, at=AT)  # fmt: skip
    assert officers() == [("CT", 1), ("CT", -1)]


def test_a_post_is_not_corrected_into_nonsense_or_by_a_stranger() -> None:
    society = a_society()
    person = a_person(society.other, kind=None)
    role = actions.appoint_officer(
        person=person, unit=society.other, values=POST, by=society.officer, at=AT
    )

    with pytest.raises(actions.CannotChangeRole, match="không có quyền"):
        actions.correct_post(role=role, values=POST, by=society.clerk, at=AT)
    with pytest.raises(actions.CannotChangeRole) as refused:
        actions.correct_post(
            role=role, values=replace(POST, title="", term_until=dt.date(2025, 1, 1)),
            by=society.officer, at=AT,
        )  # fmt: skip

    assert [one.where for one in refused.value.findings] == ["title", "term_last_day"]
    assert OfficerPost.objects.get().title == "Phó Chủ tịch"
    assert "people.post_corrected" not in verbs(person)


def test_trainings_and_merits_are_corrected_and_taken_away_for_a_reason() -> None:
    society = a_society()
    person = a_person(society.chapter)
    course = actions.add_training(person=person, values=COURSE, by=society.clerk, at=AT)
    praise = actions.add_merit(person=person, values=PRAISE, by=society.clerk, at=AT)

    actions.correct_training(training=course, values=replace(COURSE, place="Hội tỉnh"),
                             by=society.clerk, at=AT)  # fmt: skip
    actions.correct_merit(merit=praise, values=PRAISE, by=society.clerk, at=AT)
    with pytest.raises(actions.CannotKeepService, match="lý do"):
        actions.remove_training(training=course, reason="", by=society.clerk, at=AT)
    with pytest.raises(actions.CannotKeepService, match="còn chỗ cần sửa"):
        actions.correct_merit(merit=praise, values=replace(PRAISE, on=dt.date(2027, 1, 1)),
                              by=society.clerk, at=AT)  # fmt: skip
    assert Training.objects.get().place == "Hội tỉnh"
    actions.remove_training(training=course, reason="Ghi nhầm người", by=society.clerk, at=AT)
    actions.remove_merit(merit=praise, reason="Ghi nhầm người", by=society.clerk, at=AT)

    assert not Training.objects.exists()
    assert not Merit.objects.exists()
    assert sorted(verbs(person))[-5:] == [
        "people.merit_removed", "people.role_given", "people.training_added",
        "people.training_corrected", "people.training_removed",
    ]  # fmt: skip


def test_the_page_leads_to_the_corrections(sign_in: SignIn) -> None:
    society = a_society()
    person = a_person(society.chapter, kind=None)
    role = actions.appoint_officer(
        person=person, unit=society.chapter, values=POST, by=society.clerk, at=AT
    )
    course = actions.add_training(person=person, values=COURSE, by=society.clerk, at=AT)
    client = sign_in(society.clerk)
    where = reverse("people:person", args=[person.key])

    page = client.get(where).content.decode()
    form = client.get(reverse("people:correct-training", args=[course.pk])).content.decode()
    client.post(reverse("people:correct-post", args=[role.pk]),
                {"title": "Chủ tịch", "employment": "FULL_TIME"})  # fmt: skip
    faulty = client.post(reverse("people:remove-training", args=[course.pk]), {"reason": ""})
    client.post(reverse("people:remove-training", args=[course.pk]), {"reason": "Ghi nhầm"})

    for name, pk in (("correct-post", role.pk), ("correct-training", course.pk),
                     ("remove-training", course.pk)):  # fmt: skip
        assert reverse(f"people:{name}", args=[pk]) in page
    assert "Sơ cấp cứu" in form
    assert faulty.status_code == 422
    assert OfficerPost.objects.get().title == "Chủ tịch"
    assert not Training.objects.exists()
