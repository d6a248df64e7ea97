"""Feedback is taken from anybody, seen by whom it may be, and answered."""

import datetime as dt

import pytest
from tests.builders.feedback import AT, Hearing, some_hearing
from tests.builders.identity import a_user, an_appointment

from nhanai.feedback import actions, queries
from nhanai.feedback.actions import FORM, CannotAnswer, Said
from nhanai.feedback.models import Feedback
from nhanai.feedback.vocab import FeedbackKind, FeedbackState, FeedbackWay
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.sending.actions import Came, NotAdmitted, opened

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def hearing() -> Hearing:
    return some_hearing()


def seen_by(user: User) -> set[str]:
    return {one.kind for one in queries.visible_to(user, today=TODAY)}


def test_what_is_sent_twice_is_there_once_under_one_code(hearing: Hearing) -> None:
    phrase = opened(FORM, at=AT - dt.timedelta(minutes=1))
    said = Said(FeedbackKind.AID, "HELPED", "Chưa nhận được quà Tết")
    codes = {actions.send(said=said, came=Came(phrase, "203.0.113.7"), at=AT) for _ in range(2)}

    assert len(codes) == 1
    row = Feedback.objects.get()
    assert (row.number, row.unit, row.way, row.by) == ("PA-2026-0001", hearing.office, "WEB", None)
    assert not any(code in row.code_hash for code in codes)


def test_nobody_fills_the_list_by_sending_again_and_again(hearing: Hearing) -> None:
    for _ in range(actions.LIMIT.of_one):
        hearing.sent()
    with pytest.raises(NotAdmitted, match="too_many"):
        hearing.sent()
    hearing.sent(address="198.51.100.2")

    assert Feedback.objects.count() == actions.LIMIT.of_one + 1


def test_what_is_sensitive_is_seen_by_the_inspection_alone_and_never_where_it_is_about(
    hearing: Hearing,
) -> None:
    for kind in (FeedbackKind.AID, FeedbackKind.FRAUD, FeedbackKind.ABUSE, FeedbackKind.DATA):
        hearing.sent(kind)
    leader = an_appointment(user=a_user(), role=Role.PROVINCE_LEADER, unit=hearing.office).user
    fraud = Feedback.objects.get(kind="FRAUD")

    assert seen_by(hearing.inspector) == {"AID", "FRAUD", "ABUSE", "DATA"}
    assert seen_by(hearing.officer) == seen_by(leader) == {"AID"}
    assert seen_by(hearing.head) == set()
    with pytest.raises(CannotAnswer):
        actions.take(feedback=fraud, by=hearing.officer, at=AT)
    with pytest.raises(CannotAnswer, match="chính đơn vị"):
        actions.pass_on(
            feedback=fraud, unit=hearing.chapter, handler=None, note="Xem", by=hearing.inspector,
            at=AT,
        )  # fmt: skip


def test_what_is_heard_at_a_chapter_stays_there_but_what_is_sensitive_goes_up(
    hearing: Hearing,
) -> None:
    rows = [
        actions.write_down(
            said=Said(kind, "HELPED", "Nói tại trụ sở"), way=FeedbackWay.VISIT,
            unit=hearing.chapter, by=hearing.head, at=AT,
        )[0]
        for kind in (FeedbackKind.IDEA, FeedbackKind.FRAUD)
    ]  # fmt: skip

    assert [one.unit for one in rows] == [hearing.chapter, hearing.office]
    assert seen_by(hearing.head) == {"IDEA"}


def test_an_answer_is_read_with_the_code_and_may_be_questioned_once(hearing: Hearing) -> None:
    row, code = hearing.sent()
    actions.take(feedback=row, by=hearing.officer, at=AT)
    actions.note(feedback=row, text="Đã gọi trưởng bản", by=hearing.officer, at=AT)
    actions.answer(feedback=row, text="Quà trao ngày 28", by=hearing.officer, at=AT)
    found = queries.followed(code)
    assert found is not None
    shown = [one.text for one in found.steps.filter(is_shown=True)]

    actions.reopen(feedback=found, reason="Vẫn chưa có", at=AT)
    again = queries.followed(code)
    assert again is not None
    assert (shown, again.state, again.answered_on) == (["Quà trao ngày 28"], "IN_HAND", None)
    actions.answer(feedback=again, text="Đã trao sáng nay", by=hearing.officer, at=AT)
    with pytest.raises(CannotAnswer, match="closed_now"):
        actions.reopen(feedback=again, reason="Lần nữa", at=AT)
    closed = actions.close(feedback=again, by=hearing.officer, at=AT)
    assert (closed.state, closed.name, closed.contact) == (FeedbackState.CLOSED, "", "")


def test_an_answer_to_what_is_sensitive_leaves_when_a_second_person_has_seen_it(
    hearing: Hearing,
) -> None:
    row, _ = hearing.sent(FeedbackKind.FRAUD, "Cán bộ đòi tiền để được vào danh sách")
    actions.take(feedback=row, by=hearing.inspector, at=AT)
    row = actions.answer(feedback=row, text="Đã kỷ luật", by=hearing.inspector, at=AT)

    assert row.state == FeedbackState.PROPOSED
    assert not row.steps.filter(is_shown=True).exists()
    with pytest.raises(CannotAnswer, match="tự duyệt"):
        actions.confirm(feedback=row, by=hearing.inspector, at=AT)
    row = actions.confirm(feedback=row, by=hearing.second, at=AT)
    assert (row.state, row.answered_on) == (FeedbackState.ANSWERED, TODAY)


def test_what_is_none_is_set_aside_with_a_reason_and_can_be_brought_back(hearing: Hearing) -> None:
    row, _ = hearing.sent()
    with pytest.raises(CannotAnswer):
        actions.set_aside(feedback=row, reason=" ", by=hearing.officer, at=AT)
    actions.set_aside(feedback=row, reason="Quảng cáo", by=hearing.officer, at=AT)
    listed = queries.matching(queries.visible_to(hearing.officer, today=TODAY))
    assert not listed.exists()

    row = actions.bring_back(feedback=row, by=hearing.officer, at=AT)
    assert (row.state, listed.count()) == (FeedbackState.RECEIVED, 1)
    assert not journal.check().damages


def test_what_waits_is_told_to_who_deals_with_it_and_counted_in_time(hearing: Hearing) -> None:
    row, _ = hearing.sent()
    hearing.sent(FeedbackKind.FRAUD)
    within = dt.timedelta(days=7)
    soon = [one.kind for one in queries.due_for(hearing.officer, today=TODAY, within=within)]
    actions.take(feedback=row, by=hearing.officer, at=AT)
    actions.answer(feedback=row, text="Đã trao", by=hearing.officer, at=AT)

    assert soon == ["AID"]
    assert queries.due_for(hearing.officer, today=TODAY, within=within) == []
    (told,) = queries.timeliness(hearing.officer, year=2026, today=TODAY)
    assert (told.came, told.waiting, told.answered, told.in_time, told.late) == (1, 0, 1, 1, 0)
