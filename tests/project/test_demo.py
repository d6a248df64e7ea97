"""The demo is made by the product itself, once."""

import datetime as dt

import pytest
from pytest_django import Settings
from tests.builders.units import lai_chau

from nhanai.documents.models import Document
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.people.models import Person, PersonRole
from nhanai.people.vocab import RoleKind
from nhanai.plans import actions as plans
from nhanai.plans.models import (
    Assignment,
    DraftTask,
    Occurrence,
    Plan,
    PlanDraft,
    Target,
    Update,
)
from nhanai.plans.vocab import AssignmentRole, DraftState, PlanState
from nhanai.project.demo import load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


def test_the_demo_shows_every_part_of_the_product_and_is_loaded_once(settings: Settings) -> None:
    settings.DEMO = True
    lai_chau()
    load.everything(at=AT)

    one_plan_is_with_its_agencies_one_waits_for_review_and_every_role_has_a_person()
    the_agencies_have_begun_one_is_done_and_one_is_late()
    a_chapter_has_its_people_in_every_walk_of_its_life()
    loading_again_changes_nothing()
    an_agency_has_written_a_plan_that_its_leader_may_approve()


def one_plan_is_with_its_agencies_one_waits_for_review_and_every_role_has_a_person() -> None:
    plans = list(Plan.objects.order_by("pk").values_list("state", "document__number"))
    charged = Assignment.objects.filter(task__plan__state=PlanState.CONFIRMED).exclude(
        role=AssignmentRole.COORDINATING
    )
    held = set(User.objects.values_list("appointments__role", flat=True))

    assert plans == [(PlanState.CONFIRMED, "4126"), (PlanState.REVIEW, "")]
    assert charged.count() == 17
    assert list(charged.filter(units__isnull=True)) == []
    assert held == set(Role.values)


def an_agency_has_written_a_plan_that_its_leader_may_approve() -> None:
    draft = PlanDraft.objects.get()
    leader = User.objects.get(username="giamdoc-yte")

    assert (draft.state, draft.opinions.filter(settled_at__isnull=False).count()) == (
        DraftState.SUBMITTED,
        1,
    )
    assert DraftTask.objects.filter(section__draft=draft, uppers__isnull=False).count() == 1
    approved = plans.approve_draft(draft=draft, by=leader, at=AT)
    assert approved.state == DraftState.APPROVED


def the_agencies_have_begun_one_is_done_and_one_is_late() -> None:
    states = set(Update.objects.values_list("state", flat=True))
    late = Occurrence.objects.filter(due_on__lt=AT.date()).exclude(state="DONE")

    assert {"IN_PROGRESS", "DONE", "WAITING"} <= states
    assert late.exists()
    assert Target.objects.count() == 1


def a_chapter_has_its_people_in_every_walk_of_its_life() -> None:
    members = PersonRole.objects.filter(kind=RoleKind.MEMBER, end__isnull=True)

    people = Person.objects.exclude(roles__kind__in=[RoleKind.DONOR, RoleKind.BENEFICIARY])
    assert (people.count(), members.count()) == (18, 18)
    assert members.values("unit").distinct().count() == 2
    assert set(PersonRole.objects.values_list("kind", flat=True)) == {
        *(RoleKind.MEMBER, RoleKind.VOLUNTEER, RoleKind.OFFICER, RoleKind.GROUP_MEMBER),
        *(RoleKind.DONOR, RoleKind.BENEFICIARY),
    }


def loading_again_changes_nothing() -> None:
    kinds = (User, Document, Plan, Occurrence, Update, Person, PersonRole)
    before = [kind.objects.count() for kind in kinds]

    load.everything(at=AT)

    assert [kind.objects.count() for kind in kinds] == before
