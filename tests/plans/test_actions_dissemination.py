"""A plan is made known: sent, read, told of at conferences."""

import datetime as dt

import pytest
from tests.builders.carrying import TODAY, Ladder, a_ladder
from tests.builders.identity import a_user, an_appointment
from tests.builders.plans import AT, a_review, an_officer_at
from tests.builders.units import a_unit, unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans import actions, queries
from nhanai.plans.models import Attendance, Conference, Dissemination, Plan, Reader
from nhanai.units.models import Unit

pytestmark = pytest.mark.django_db
NEXT_DAY = AT + dt.timedelta(days=1)


def sent(ladder: Ladder, *units: Unit, **changed: object) -> Dissemination:
    """The office sends its plan."""
    given: dict[str, object] = {
        "plan": ladder.desk.plan,
        "unit": ladder.desk.office,
        "units": units,
        "message": "Đọc và triển khai.",
        "due_on": dt.date(2026, 12, 5),
        "by": ladder.desk.officer,
        "at": AT,
    }
    return actions.disseminate(**{**given, **changed})  # type: ignore[arg-type]  # the fields of the act


def asked(user: User) -> list[Plan]:
    """What waits for her to be read."""
    return [one.plan for one in queries.unread_by(user, today=TODAY)]


def test_everybody_at_the_units_is_asked_and_a_unit_with_nobody_keeps_a_row() -> None:
    ladder = a_ladder()
    first, second = ladder.chapters
    clerk = an_officer_at(first, role=Role.CHAPTER_CLERK)
    an_appointment(unit=first, user=a_user(is_active=False), role=Role.CHAPTER_CLERK)
    lonely = a_unit("Hội xã Khoen On", parent=ladder.desk.office)

    sent(ladder, first, second, lonely, first)

    assert sorted(Reader.objects.values_list("unit", "user"), key=str) == sorted(
        [
            (first.pk, ladder.heads[0].pk),
            (first.pk, clerk.pk),
            (second.pk, ladder.heads[1].pk),
            (lonely.pk, None),
        ],
        key=str,
    )
    assert (asked(clerk), asked(ladder.heads[1]), asked(ladder.branch_head)) == (
        [ladder.desk.plan],
        [ladder.desk.plan],
        [],
    )
    line = Line.objects.get(verb="plans.disseminated")
    assert (line.new["units"], line.new["due_on"]) == (
        [first.key, second.key, lonely.key],
        "2026-12-05",
    )


def test_who_was_sent_a_plan_sees_all_of_it() -> None:
    ladder = a_ladder()
    head = ladder.branch_head
    assert not queries.visible_to(head, today=TODAY).exists()

    sent(ladder, ladder.branch)

    assert list(queries.visible_to(head, today=TODAY)) == [ladder.desk.plan]
    assert [task.address for task in queries.visible_tasks(head, today=TODAY)] == [
        "III.4.-1",
        "III.4.-2",
    ]
    assert queries.was_sent(ladder.desk.plan, head, today=TODAY)
    assert not queries.was_sent(ladder.desk.plan, ladder.heads[1], today=TODAY)


def test_a_person_says_once_that_she_has_read_it() -> None:
    ladder = a_ladder()
    head = ladder.heads[0]
    sent(ladder, *ladder.chapters)

    actions.acknowledge(plan=ladder.desk.plan, by=head, at=NEXT_DAY)
    with pytest.raises(actions.CannotAcknowledge, match="đã xác nhận đọc kế hoạch này rồi"):
        actions.acknowledge(plan=ladder.desk.plan, by=head, at=NEXT_DAY)

    assert asked(head) == []
    read = Reader.objects.filter(acknowledged_at=NEXT_DAY)
    assert [reader.user for reader in read] == [head]
    assert Line.objects.get(verb="plans.acknowledged").new["units"] == [ladder.chapters[0].key]


def test_who_was_not_asked_has_nothing_to_acknowledge() -> None:
    ladder = a_ladder()
    sent(ladder, ladder.chapters[0])

    with pytest.raises(actions.CannotAcknowledge, match="chưa được gửi đến đơn vị"):
        actions.acknowledge(plan=ladder.desk.plan, by=ladder.heads[1], at=NEXT_DAY)

    assert not Reader.objects.filter(acknowledged_at__isnull=False).exists()


def test_who_is_appointed_later_is_asked_too_and_takes_the_empty_row() -> None:
    ladder = a_ladder()
    lonely = a_unit("Hội xã Khoen On", parent=ladder.desk.office)
    sent(ladder, lonely)
    newcomer = an_officer_at(lonely, role=Role.CHAPTER_HEAD)
    second = an_officer_at(lonely, role=Role.CHAPTER_CLERK)
    assert (asked(newcomer), asked(second)) == ([ladder.desk.plan], [ladder.desk.plan])

    actions.acknowledge(plan=ladder.desk.plan, by=newcomer, at=NEXT_DAY)
    actions.acknowledge(plan=ladder.desk.plan, by=second, at=NEXT_DAY)

    rows = Reader.objects.order_by("pk").values_list("unit", "user", "acknowledged_at")
    assert list(rows) == [
        (lonely.pk, newcomer.pk, NEXT_DAY),
        (lonely.pk, second.pk, NEXT_DAY),
    ]
    assert (asked(newcomer), asked(second)) == ([], [])


def test_a_plan_sent_again_is_read_again_in_one_press() -> None:
    ladder = a_ladder()
    head = ladder.heads[0]
    sent(ladder, ladder.chapters[0])
    sent(ladder, *ladder.chapters)
    assert len(asked(head)) == 2

    actions.acknowledge(plan=ladder.desk.plan, by=head, at=NEXT_DAY)

    assert asked(head) == []
    assert len(asked(ladder.heads[1])) == 1


def test_a_chapter_sends_on_what_it_was_sent_but_only_below_itself() -> None:
    ladder = a_ladder()
    first, second = ladder.chapters
    head = ladder.heads[0]
    with pytest.raises(actions.CannotDisseminate, match="không có kế hoạch này"):
        sent(ladder, ladder.branch, unit=first, by=head)
    sent(ladder, first)

    sent(ladder, ladder.branch, unit=first, by=head)
    with pytest.raises(actions.CannotDisseminate, match="Hội xã Sìn Hồ không thuộc đơn vị này"):
        sent(ladder, second, unit=first, by=head)

    assert asked(ladder.branch_head) == [ladder.desk.plan]
    assert asked(ladder.heads[1]) == []
    assert queries.sending_units(ladder.desk.plan, head, today=TODAY) == [first]
    assert queries.sending_units(ladder.desk.plan, ladder.heads[1], today=TODAY) == []
    assert queries.sending_units(ladder.desk.plan, ladder.desk.officer, today=TODAY) == [
        ladder.desk.office
    ]


def test_a_plan_is_not_sent_without_right_receivers_or_a_day_to_come() -> None:
    ladder = a_ladder()
    first = ladder.chapters[0]
    gone = a_unit("Hội huyện cũ", end=dt.date(2025, 7, 1))
    stranger = an_officer_at(unit("so-y-te"), role=Role.AGENCY_OFFICER)

    refusals: list[tuple[list[Unit], dict[str, object], str]] = [
        ([first], {"by": stranger}, "chưa được giao quyền quán triệt"),
        ([], {}, "Hãy chọn ít nhất một đơn vị nhận"),
        ([gone], {}, "Hội huyện cũ không còn hoạt động"),
        ([first], {"due_on": dt.date(2026, 11, 23)}, "từ hôm nay trở đi"),
    ]
    for units, changed, said in refusals:
        with pytest.raises(actions.CannotDisseminate, match=said):
            sent(ladder, *units, **changed)

    assert not Dissemination.objects.exists()
    assert not Line.objects.filter(verb="plans.disseminated").exists()


def test_a_plan_under_its_first_review_is_not_sent() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotDisseminate, match="chưa xác nhận"):
        actions.disseminate(
            plan=desk.plan,
            unit=desk.office,
            units=[unit("so-y-te")],
            message="",
            due_on=None,
            by=desk.officer,
            at=AT,
        )


def met(ladder: Ladder, **changed: object) -> Conference:
    """The office tells of a conference."""
    given: dict[str, object] = {
        "plan": ladder.desk.plan,
        "unit": ladder.desk.office,
        "on": dt.date(2026, 11, 20),
        "place": " Hội trường  tỉnh ",
        "note": "Phổ biến kế hoạch.",
        "attendances": {ladder.chapters[0]: 12, ladder.chapters[1]: 9},
        "by": ladder.desk.officer,
        "at": AT,
    }
    return actions.record_conference(**{**given, **changed})  # type: ignore[arg-type]  # the fields of the act


def test_a_conference_is_recorded_with_who_came() -> None:
    ladder = a_ladder()

    held = met(ladder)

    assert (held.place, held.on) == ("Hội trường tỉnh", dt.date(2026, 11, 20))
    came = Attendance.objects.order_by("pk").values_list("unit", "persons")
    assert list(came) == [(ladder.chapters[0].pk, 12), (ladder.chapters[1].pk, 9)]
    assert Line.objects.get(verb="plans.conference_recorded").note == "Hội trường tỉnh"


def test_a_withdrawn_conference_stays_with_its_reason_and_counts_no_more() -> None:
    ladder = a_ladder()
    kept, wrong = met(ladder), met(ladder, place="Nhà văn hóa", on=dt.date(2026, 11, 21))
    assert list(queries.conferences_of(ladder.desk.plan)) == [wrong, kept]

    actions.withdraw_conference(
        conference=wrong, reason=" Ghi  nhầm ngày. ", by=ladder.desk.officer, at=NEXT_DAY
    )

    assert list(queries.conferences_of(ladder.desk.plan)) == [kept]
    wrong.refresh_from_db()
    assert (wrong.withdrawn_at, wrong.withdrawn_by, wrong.reason) == (
        NEXT_DAY,
        ladder.desk.officer,
        "Ghi nhầm ngày.",
    )
    line = Line.objects.get(verb="plans.conference_withdrawn")
    came = {ladder.chapters[0].key: 12, ladder.chapters[1].key: 9}
    assert (line.old, line.note) == ({"on": "2026-11-21", "units": came}, "Ghi nhầm ngày.")


def test_a_conference_is_not_withdrawn_without_right_reason_or_twice() -> None:
    ladder = a_ladder()
    gone, held = met(ladder), met(ladder)
    by = ladder.desk.officer
    actions.withdraw_conference(conference=gone, reason="Nhầm.", by=by, at=AT)

    for conference, reason, who, said in (
        (held, "Nhầm.", ladder.heads[0], "chưa được giao quyền"),
        (held, "  ", by, "Hãy ghi một câu vì sao"),
        (gone, "Nhầm.", by, "đã được rút lại"),
    ):
        with pytest.raises(actions.CannotDisseminate, match=said):
            actions.withdraw_conference(conference=conference, reason=reason, by=who, at=AT)

    assert list(queries.conferences_of(ladder.desk.plan)) == [held]
    assert Line.objects.filter(verb="plans.conference_withdrawn").count() == 1


def test_a_conference_that_cannot_have_been_is_refused() -> None:
    ladder = a_ladder()

    refusals: list[tuple[dict[str, object], str]] = [
        ({"on": dt.date(2026, 11, 25)}, "chưa diễn ra"),
        ({"place": " "}, "Hãy ghi nơi họp"),
        ({"attendances": {}}, "ít nhất một đơn vị dự"),
        ({"attendances": {ladder.chapters[0]: 0}}, "ít nhất một đơn vị dự"),
        ({"by": ladder.heads[0]}, "chưa được giao quyền"),
    ]
    for changed, said in refusals:
        with pytest.raises(actions.CannotDisseminate, match=said):
            met(ladder, **changed)

    assert not Conference.objects.exists()
