"""What units say of their work: every outcome, and nothing half done."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.identity import a_user, an_appointment
from tests.builders.plans import AT, Desk
from tests.builders.progress import DAY, ONCE, YEARLY, a_desk, an_update, somebody_at, work
from tests.builders.units import unit

from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans import actions
from nhanai.plans.models import Evidence, Occurrence, Target, Update
from nhanai.plans.rules.evidence import Given
from nhanai.plans.vocab import EvidenceKind, ProgressState

pytestmark = pytest.mark.django_db
DONE, IN_PROGRESS, WAITING = ProgressState.DONE, ProgressState.IN_PROGRESS, ProgressState.WAITING


def refused(occurrence: Occurrence, match: str, **said: Any) -> actions.CannotUpdate:  # noqa: ANN401 (whatever is said)
    """The update is refused, and nothing at all was written."""
    lines = Line.objects.count()
    state = Occurrence.objects.get(pk=occurrence.pk).state
    said.setdefault("by", somebody_at(occurrence.unit))
    with pytest.raises(actions.CannotUpdate, match=match) as told:
        an_update(occurrence, **said)
    assert not Update.objects.exists()
    assert not Evidence.objects.exists()
    assert Line.objects.count() == lines
    assert Occurrence.objects.get(pk=occurrence.pk).state == state
    return told.value


def a_target(desk: Desk, **other: Any) -> Target:  # noqa: ANN401 (whatever is set)
    values: dict[str, Any] = {
        "name": "Khám bệnh nhân đạo",
        "measured_in": "lượt người",
        "value": Decimal(500),
        **other,
    }
    return actions.set_target(task=desk.task("III.4.-1"), by=desk.officer, at=AT, **values)


def test_a_unit_says_that_it_has_begun() -> None:
    desk = a_desk()

    made = an_update(work(desk))

    row = work(desk)
    assert (row.state, row.moved_at, row.moved_by) == (IN_PROGRESS, AT, made.by)
    assert (made.text, made.is_on_behalf) == ("Đã khám cho 120 lượt người tại xã Sìn Hồ.", False)
    line = Line.objects.get(verb="plans.updated")
    assert (line.unit_key, line.old["state"], line.new["state"]) == (
        "so-y-te",
        "NOT_STARTED",
        "IN_PROGRESS",
    )


def test_saying_more_of_the_same_moves_nothing() -> None:
    desk = a_desk()
    an_update(work(desk))

    an_update(work(desk), at=AT + DAY)

    assert work(desk).moved_at == AT
    assert Update.objects.count() == 2


def test_the_same_sending_twice_is_one_update() -> None:
    desk = a_desk()
    token, by = uuid.uuid4(), somebody_at(unit("so-y-te"))
    links = [Given(url="https://laichau.gov.vn/tin/1")]

    first = an_update(work(desk), token=token, by=by, evidence=links)
    again = an_update(work(desk), token=token, by=by, evidence=links, at=AT + DAY)

    assert first.pk == again.pk
    assert (Update.objects.count(), Evidence.objects.count()) == (1, 1)
    assert Line.objects.filter(verb="plans.updated").count() == 1


def test_what_is_written_anew_in_a_form_that_was_sent_is_not_lost() -> None:
    desk = a_desk()
    token, by = uuid.uuid4(), somebody_at(unit("so-y-te"))
    an_update(work(desk), token=token, by=by)

    an_update(work(desk), token=token, by=by, text="Đã khám thêm 30 lượt người.")
    an_update(work(desk), token=token, by=by, evidence=[Given(url="https://laichau.gov.vn/1")])

    assert Update.objects.count() == 3


def test_the_sending_of_other_work_is_not_taken_for_this_one() -> None:
    desk = a_desk(YEARLY)
    token = uuid.uuid4()
    an_update(work(desk), token=token)

    with pytest.raises(actions.CannotUpdate, match="Trang này đã cũ"):
        an_update(work(desk, "so-gddt"), token=token)

    assert Update.objects.count() == 1


def test_who_has_no_part_in_the_unit_says_nothing_for_it() -> None:
    desk = a_desk()
    stranger = somebody_at(unit("so-gddt"))

    refused(work(desk), "chưa được giao quyền", by=stranger)


def test_who_may_only_look_says_nothing() -> None:
    desk = a_desk()
    looker = somebody_at(unit("so-y-te"), role=Role.INSPECTOR)

    refused(work(desk), "chưa được giao quyền", by=looker)


def test_who_follows_the_plan_enters_for_an_agency() -> None:
    desk = a_desk()

    made = an_update(work(desk), by=desk.officer)

    assert made.is_on_behalf


def test_who_also_serves_in_the_unit_speaks_for_itself() -> None:
    desk = a_desk()
    an_appointment(user=desk.officer, role=Role.AGENCY_OFFICER, unit=unit("so-y-te"))

    assert not an_update(work(desk), by=desk.officer).is_on_behalf


def test_finished_work_says_what_was_done() -> None:
    desk = a_desk()

    told = refused(work(desk), "Chưa ghi được", state=DONE, text="  ")

    assert [(one.rule, one.where) for one in told.findings] == [("text-missing", "text")]


def test_finished_work_is_opened_again_before_more_is_said() -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))
    an_update(work(desk), state=DONE, by=by)

    with pytest.raises(actions.CannotUpdate, match="hoàn thành rồi"):
        an_update(work(desk), by=by)
    assert Update.objects.count() == 1

    actions.reopen_work(occurrence=work(desk), reason="Còn 2 xã.", by=by, at=AT + DAY)

    assert work(desk).state == IN_PROGRESS
    assert Line.objects.get(verb="plans.work_reopened").note == "Còn 2 xã."
    assert an_update(work(desk), by=by).state == IN_PROGRESS


def test_opening_again_needs_a_reason_and_something_closed() -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))

    with pytest.raises(actions.CannotUpdate, match="đang mở"):
        actions.reopen_work(occurrence=work(desk), reason="Vì.", by=by, at=AT)
    an_update(work(desk), state=DONE, by=by)
    with pytest.raises(actions.CannotUpdate, match="vì sao mở lại"):
        actions.reopen_work(occurrence=work(desk), reason=" ", by=by, at=AT)

    assert work(desk).state == DONE


@pytest.mark.parametrize("state", [ProgressState.NOT_APPLICABLE, ProgressState.CANCELLED])
def test_what_is_not_done_is_explained(state: ProgressState) -> None:
    desk = a_desk()

    told = refused(work(desk), "Chưa ghi được", state=state, text="", by=desk.officer)
    an_update(work(desk), state=state, text="Năm nay không có đợt.", by=desk.officer)

    assert [one.rule for one in told.findings] == ["reason-missing"]
    assert (work(desk).state, work(desk).reason) == (state, "Năm nay không có đợt.")


def test_a_unit_does_not_cancel_what_it_was_given() -> None:
    desk = a_desk()

    refused(work(desk), "Không phát sinh", state=ProgressState.CANCELLED)


def test_nobody_says_that_the_work_has_not_begun_and_all_faults_are_told_at_once() -> None:
    desk = a_desk()

    told = refused(
        work(desk),
        "Chưa ghi được",
        state=ProgressState.NOT_STARTED,
        quantity=Decimal(-3),
        evidence=[Given(url="javascript:alert(1)"), *[Given(url="https://a.vn")] * 10],
    )

    assert sorted(one.rule for one in told.findings) == [
        "evidence-many",
        "link-broken",
        "quantity-needless",
        "quantity-negative",
        "state-missing",
    ]


@pytest.mark.parametrize(
    "url",
    ["ftp://a.vn/x", "file:///etc/passwd", "//a.vn", "https://", "a b", "https://[", "x" * 700],
)
def test_only_whole_web_addresses_are_links(url: str) -> None:
    desk = a_desk()

    told = refused(work(desk), "Chưa ghi được", evidence=[Given(url=url)])

    assert [one.rule for one in told.findings] == ["link-broken"]


def test_a_link_is_kept_by_its_name_or_by_where_it_leads() -> None:
    desk = a_desk()

    an_update(
        work(desk),
        evidence=[
            Given("Tin trên báo", "https://baolaichau.vn/1"),
            Given(url="https://laichau.gov.vn/2"),
        ],
    )

    assert [(one.kind, one.title) for one in Evidence.objects.order_by("pk")] == [
        (EvidenceKind.LINK, "Tin trên báo"),
        (EvidenceKind.LINK, "laichau.gov.vn"),
    ]


def test_numbers_are_said_against_a_target() -> None:
    desk = a_desk()
    a_target(desk)

    an_update(work(desk), quantity=Decimal("120.5"))

    assert Update.objects.get().quantity == Decimal("120.5")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e15"])
def test_what_is_no_number_of_things_is_refused(number: str) -> None:
    desk = a_desk()
    a_target(desk)

    told = refused(work(desk), "Chưa ghi được", quantity=Decimal(number))

    assert len(told.findings) == 1


def test_a_new_target_replaces_the_old_one_and_can_be_ended() -> None:
    desk = a_desk()
    old = a_target(desk)
    new = a_target(desk, value=Decimal(700))

    actions.end_target(target=new, by=desk.officer, at=AT + DAY)

    old.refresh_from_db()
    assert old.ended_at == AT
    assert not Target.objects.filter(ended_at=None).exists()
    with pytest.raises(actions.CannotTarget, match="đã thôi dùng"):
        actions.end_target(target=new, by=desk.officer, at=AT + DAY)


def test_a_target_is_whole_and_set_by_who_follows_the_plan() -> None:
    desk = a_desk()

    with pytest.raises(actions.CannotTarget) as told:
        a_target(desk, name=" ", measured_in="", value=Decimal(0))
    with pytest.raises(actions.CannotTarget, match="chưa được giao quyền"):
        actions.set_target(
            task=desk.task("III.4.-1"), name="Khám", measured_in="lượt", value=Decimal(5),
            by=somebody_at(unit("so-y-te")), at=AT,
        )  # fmt: skip

    assert [one.where for one in told.value.findings] == ["name", "measured_in", "value"]
    assert not Target.objects.exists()


def test_work_that_was_passed_on_is_said_by_who_has_it_now() -> None:
    desk = a_desk()
    by = somebody_at(unit("so-y-te"))
    Occurrence.objects.update(passed_on_at=AT)

    refused(work(desk), "đã chuyển cho đơn vị khác", by=by)


def test_a_dropped_task_takes_no_updates() -> None:
    desk = a_desk()
    actions.reopen(plan=desk.plan, reason="Sửa.", by=desk.officer, at=AT)
    actions.drop(task=desk.task("III.4.-1"), by=desk.officer, at=AT)

    refused(work(desk), "không giao cho đơn vị nào")


def test_evidence_is_withdrawn_once_and_the_record_stays() -> None:
    desk = a_desk()
    made = an_update(work(desk), evidence=[Given("Tin", "https://a.vn")])
    piece = Evidence.objects.get()

    with pytest.raises(actions.CannotUpdate):
        actions.withdraw_evidence(evidence=piece, by=somebody_at(unit("so-gddt")), at=AT)
    actions.withdraw_evidence(evidence=piece, by=made.by, at=AT + DAY)
    with pytest.raises(actions.CannotUpdate, match="đã được rút lại"):
        actions.withdraw_evidence(evidence=piece, by=made.by, at=AT + DAY)

    piece.refresh_from_db()
    assert (piece.withdrawn_at, piece.withdrawn_by) == (AT + DAY, made.by)
    assert Line.objects.get(verb="plans.evidence_withdrawn").old["title"] == "Tin"


def test_an_account_that_was_stopped_says_nothing() -> None:
    desk = a_desk(ONCE)
    gone = a_user(is_active=False)
    an_appointment(user=gone, role=Role.AGENCY_OFFICER, unit=unit("so-y-te"))

    refused(work(desk), "chưa được giao quyền", by=gone)
