"""The pages on which a plan is held against a later document."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.plans import AT, a_confirmed_plan, a_document
from tests.plans.test_actions_revising import LATER, begun

from nhanai.identity.models import User
from nhanai.plans import actions
from nhanai.plans.models import Revision
from nhanai.plans.vocab import ChangeKind, RevisionKind

pytestmark = pytest.mark.django_db


def test_a_comparison_begins_on_the_plans_page_of_later_documents(
    sign_in: Callable[[User], Client],
) -> None:
    desk = a_confirmed_plan()
    document = a_document(office=desk.office, officer=desk.officer, said=LATER)
    client = sign_in(desk.officer)

    shown = client.get(reverse("plans:revisions", args=[desk.plan.pk]))
    begun_at = client.post(
        reverse("plans:start-revision", args=[desk.plan.pk]),
        {"van_ban": str(document.pk), "loai": "REPLACES"},
    )

    assert shown.status_code == 200
    assert "So sánh với văn bản khác" in shown.content.decode()
    revision = Revision.objects.get()
    assert begun_at["Location"] == reverse("plans:revision", args=[revision.pk])
    page = client.get(begun_at["Location"]).content.decode()
    assert "1 nhiệm vụ đổi lời văn" in page
    assert "<ins>nhân đạo và hiến máu.</ins>" in page or "<ins>" in page


def test_a_decision_without_script_returns_to_its_row(sign_in: Callable[[User], Client]) -> None:
    desk = a_confirmed_plan()
    revision = begun(desk)
    change = revision.changes.get(kind=ChangeKind.CLOSED)
    client = sign_in(desk.officer)

    answer = client.post(reverse("plans:decide-change", args=[change.pk]), {"dong_y": "0"})

    change.refresh_from_db()
    assert not change.is_accepted
    assert answer["Location"].endswith(f"#d-{change.order}")


def test_applying_twice_says_why_not(sign_in: Callable[[User], Client]) -> None:
    desk = a_confirmed_plan()
    revision = begun(desk)
    actions.apply_revision(revision=revision, by=desk.officer, at=AT)
    client = sign_in(desk.officer)

    answer = client.post(reverse("plans:apply-revision", args=[revision.pk]))

    assert answer.status_code == 422
    assert "đã kết thúc" in answer.content.decode()


def test_a_task_shows_how_it_was_worded_before(sign_in: Callable[[User], Client]) -> None:
    desk = a_confirmed_plan()
    actions.apply_revision(revision=begun(desk, RevisionKind.REPLACES), by=desk.officer, at=AT)
    task = desk.task("III.4.-2")

    page = sign_in(desk.officer).get(reverse("plans:task", args=[task.pk])).content.decode()

    assert "Lời cũ" in page
    assert "Tham gia tuyên truyền các giá trị nhân đạo." in page


def test_the_page_of_a_revision_asks_the_database_as_often_for_many_changes_as_for_few(
    sign_in: Callable[[User], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    desk = a_confirmed_plan()
    revision = begun(desk)
    client = sign_in(desk.officer)

    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]  # a context manager
        client.get(reverse("plans:revision", args=[revision.pk]))
