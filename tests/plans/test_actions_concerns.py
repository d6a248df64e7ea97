"""What hinders the work: raised, answered, addressed elsewhere, opened again; never lost."""

import datetime as dt
import uuid

import pytest
from tests.builders.concerns import a_concern, an_agency_officer
from tests.builders.identity import a_user
from tests.builders.plans import AT, Desk, a_confirmed_plan, a_review, an_officer_at
from tests.builders.units import a_unit, unit

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.plans import actions, queries
from nhanai.plans.models import Answer, Concern
from nhanai.plans.vocab import ConcernKind
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=2)


def raised(desk: Desk, **changed: object) -> Concern:
    """The usual concern with something changed."""
    given: dict[str, object] = {
        "task": desk.task("III.4.-1"),
        "kind": ConcernKind.OBSTACLE,
        "unit": unit("so-y-te"),
        "addressed_to": desk.office,
        "text": "Chưa có kinh phí.",
        "at": AT,
    }
    return actions.raise_concern(**{**given, **changed})  # type: ignore[arg-type]  # the fields of the act


def test_an_agency_says_what_hinders_it_and_the_journal_tells() -> None:
    desk = a_confirmed_plan()
    officer = an_agency_officer()

    concern = raised(desk, by=officer, text="  Chưa có kinh phí.\r\nXin xem xét. ")

    concern.refresh_from_db()
    assert (concern.text, concern.text_folded) == (
        "Chưa có kinh phí.\nXin xem xét.",
        "chua co kinh phi. xin xem xet.",
    )
    assert (concern.unit.key, concern.addressed_to, concern.by) == (
        "so-y-te",
        desk.office,
        officer,
    )
    line = Line.objects.get(verb="plans.concern_raised")
    assert (line.unit_key, line.new["addressed_to"]) == ("so-y-te", "hoi-tinh")


def test_who_follows_the_plan_raises_it_for_a_unit_that_has_the_task() -> None:
    desk = a_confirmed_plan()

    concern = raised(desk, by=desk.officer)

    line = Line.objects.get(verb="plans.concern_raised")
    assert (concern.unit.key, concern.by) == ("so-y-te", desk.officer)
    assert (line.unit_key, line.new["is_on_behalf"]) == ("so-y-te", "true")
    with pytest.raises(actions.CannotRaise, match="không được giao nhiệm vụ này"):
        raised(desk, by=desk.officer, unit=unit("so-gddt"))


def test_the_same_sending_twice_is_one_concern_and_one_answer() -> None:
    desk, token = a_confirmed_plan(), uuid.uuid4()
    officer = an_agency_officer()

    first, again = (raised(desk, by=officer, token=token) for _ in range(2))
    answers = [
        actions.answer_concern(
            concern=first, unit=desk.office, text="Đã bố trí.", settles=True, token=token,
            by=desk.officer, at=LATER,
        )
        for _ in range(2)
    ]  # fmt: skip

    assert first.pk == again.pk
    assert answers[0].pk == answers[1].pk
    assert (Concern.objects.count(), Answer.objects.count()) == (1, 1)


def test_who_follows_the_plan_may_raise_what_her_unit_has_no_task_for() -> None:
    desk = a_confirmed_plan()

    concern = raised(
        desk,
        task=desk.task("III.5.-1"),
        unit=desk.office,
        addressed_to=unit("so-gddt"),
        by=desk.officer,
    )

    assert concern.unit == desk.office


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": " \n "}, "Hãy ghi vướng mắc hoặc kiến nghị bằng một vài câu."),
        ({"addressed_to": "so-y-te"}, "Hãy gửi đến một đơn vị khác với đơn vị nêu."),
        ({"addressed_to": "gone"}, "Sở Cũ không còn hoạt động. Hãy gửi đơn vị khác."),
        (
            {"addressed_to": "xa"},
            "Hãy gửi đến một cơ quan, tổ chức; địa bàn và khối không trả lời được.",
        ),
        ({"task": "III.5.-1"}, "Sở Y tế không được giao nhiệm vụ này."),
        ({"task": "II.1.-1"}, "Nhiệm vụ này chưa được giao nên chưa nêu vướng mắc được."),
        (
            {"unit": "so-gddt"},
            "Anh, chị chưa được giao quyền nêu vướng mắc thay đơn vị này.",
        ),
    ],
)
def test_what_cannot_be_raised_is_refused_and_changes_nothing(
    changed: dict[str, str], said: str
) -> None:
    desk = a_confirmed_plan()
    a_unit("Sở Cũ", key="gone", end=dt.date(2025, 7, 1))
    a_unit("Xã Pa Tần", key="xa", kind=UnitKind.COMMUNE)
    given = {
        name: value if name == "text" else desk.task(value) if name == "task" else unit(value)
        for name, value in changed.items()
    }

    with pytest.raises(actions.CannotRaise) as refused:
        raised(desk, by=an_agency_officer(), **given)

    assert refused.value.message == said
    assert not Concern.objects.exists()
    assert not Line.objects.filter(verb="plans.concern_raised").exists()


def test_nothing_is_raised_while_the_plan_is_under_its_first_review() -> None:
    desk = a_review()

    with pytest.raises(actions.CannotRaise, match="chưa được giao nên"):
        raised(desk, by=an_agency_officer())


def test_an_answer_may_leave_it_open_and_the_next_one_settles_it() -> None:
    desk = a_confirmed_plan()
    concern = a_concern(desk)

    first = answered(concern, "Đang trình.", desk, settles=False)
    concern.refresh_from_db()
    open_still = concern.settled_at
    answered(concern, "Đã cấp kinh phí.", desk, settles=True)

    concern.refresh_from_db()
    assert open_still is None
    assert first.unit == desk.office
    assert (concern.settled_at, concern.settled_by) == (LATER, desk.officer)
    assert Line.objects.filter(verb="plans.concern_answered").count() == 2


def answered(
    concern: Concern, text: str, desk: Desk, *, settles: bool, by: User | None = None
) -> Answer:
    """The office answers."""
    return actions.answer_concern(
        concern=concern,
        unit=desk.office,
        text=text,
        settles=settles,
        by=by or desk.officer,
        at=LATER,
    )


def test_who_neither_was_asked_nor_follows_the_plan_does_not_answer() -> None:
    desk = a_confirmed_plan()
    concern = a_concern(desk)
    others = [an_agency_officer("so-gddt"), an_agency_officer(), a_user()]

    for other in others:
        with pytest.raises(actions.CannotAnswer, match="chưa được giao quyền trả lời"):
            answered(concern, "Được.", desk, settles=True, by=other)

    assert not Answer.objects.exists()


def test_the_owner_of_the_plan_answers_what_was_asked_of_another_in_its_own_name() -> None:
    desk = a_confirmed_plan()
    concern = raised(desk, addressed_to=unit("so-gddt"), by=an_agency_officer())

    with pytest.raises(actions.CannotAnswer, match="chưa được trả lời thay Sở Giáo dục và Đào tạo"):
        actions.answer_concern(
            concern=concern,
            unit=unit("so-gddt"),
            text="Được.",
            settles=True,
            by=desk.officer,
            at=LATER,
        )
    answered(concern, "Được.", desk, settles=True)

    assert Answer.objects.get().unit == desk.office


def test_an_empty_answer_and_one_to_what_is_settled_are_refused() -> None:
    desk = a_confirmed_plan()
    concern = a_concern(desk)

    with pytest.raises(actions.CannotAnswer, match="Hãy ghi nội dung trả lời"):
        answered(concern, "  ", desk, settles=True)
    answered(concern, "Xong.", desk, settles=True)
    with pytest.raises(actions.CannotAnswer, match="đã giải quyết xong"):
        answered(concern, "Thêm.", desk, settles=False)

    assert Answer.objects.count() == 1


def redirected(concern: Concern, to: Unit, by: User, reason: str = "Thuộc ngành giáo dục.") -> None:
    """Send it on."""
    actions.redirect_concern(concern=concern, addressed_to=to, reason=reason, by=by, at=LATER)


def test_an_open_concern_is_addressed_to_who_can_answer_with_the_reason() -> None:
    desk = a_confirmed_plan()
    concern = a_concern(desk)

    redirected(concern, unit("so-gddt"), desk.officer)

    concern.refresh_from_db()
    assert concern.addressed_to == unit("so-gddt")
    line = Line.objects.get(verb="plans.concern_redirected")
    assert (line.old, line.new, line.note) == (
        {"addressed_to": "hoi-tinh"},
        {"addressed_to": "so-gddt"},
        "Thuộc ngành giáo dục.",
    )


def test_a_concern_is_not_addressed_elsewhere_without_right_reason_or_sense() -> None:
    desk = a_confirmed_plan()
    raiser = an_agency_officer()
    concern = a_concern(desk, by=raiser)
    stranger = an_agency_officer("so-gddt")

    for to, by, reason, said in [
        (unit("so-gddt"), stranger, "Đúng nơi.", "không phải người nêu hay người trả lời"),
        (desk.office, desk.officer, "Đúng nơi.", "đang gửi Hội Chữ thập đỏ tỉnh rồi"),
        (unit("so-y-te"), raiser, "Đúng nơi.", "khác với đơn vị nêu"),
        (unit("so-gddt"), desk.officer, " ", "Hãy ghi một câu vì sao chuyển"),
    ]:
        with pytest.raises(actions.CannotAnswer, match=said):
            redirected(concern, to, by, reason)
    answered(concern, "Xong.", desk, settles=True)
    with pytest.raises(actions.CannotAnswer, match="không chuyển được nữa"):
        redirected(concern, unit("so-gddt"), desk.officer)

    concern.refresh_from_db()
    assert concern.addressed_to == desk.office


def test_who_raised_it_opens_it_again_and_says_why() -> None:
    desk = a_confirmed_plan()
    raiser = an_agency_officer()
    concern = a_concern(desk, by=raiser)

    with pytest.raises(actions.CannotAnswer, match="không cần mở lại"):
        actions.reopen_concern(concern=concern, reason="Chưa xong.", by=raiser, at=LATER)
    answered(concern, "Xong.", desk, settles=True)
    with pytest.raises(actions.CannotAnswer, match="vì sao mở lại"):
        actions.reopen_concern(concern=concern, reason="", by=raiser, at=LATER)
    actions.reopen_concern(concern=concern, reason="Chưa nhận được.", by=raiser, at=LATER)

    concern.refresh_from_db()
    assert (concern.settled_at, concern.settled_by) == (None, None)
    assert Line.objects.get(verb="plans.concern_reopened").note == "Chưa nhận được."


def test_each_sees_what_she_raised_what_is_asked_of_her_and_what_she_follows() -> None:
    desk = a_confirmed_plan()
    raiser, asked = an_agency_officer(), an_agency_officer("so-gddt")
    to_office = a_concern(desk, by=raiser)
    to_school = raised(desk, addressed_to=unit("so-gddt"), by=raiser)

    def seen(user: User) -> list[Concern]:
        return list(queries.visible_concerns(user, today=AT.date()))

    assert seen(raiser) == [to_school, to_office]
    assert seen(desk.officer) == [to_school, to_office]
    assert seen(asked) == [to_school]
    assert seen(an_officer_at(a_unit("Sở Nội vụ", key="so-noi-vu"), role=Role.AGENCY_OFFICER)) == []


def test_what_waits_for_a_person_is_what_her_own_units_were_asked_and_is_open() -> None:
    desk = a_confirmed_plan()
    asked = an_agency_officer("so-gddt")
    first = raised(desk, addressed_to=unit("so-gddt"), by=an_agency_officer())
    settled = raised(desk, addressed_to=unit("so-gddt"), by=an_agency_officer())
    actions.answer_concern(
        concern=settled, unit=unit("so-gddt"), text="Xong.", settles=True, by=asked, at=LATER
    )
    a_concern(desk)

    assert list(queries.open_for(asked, today=AT.date())) == [first]


def test_a_report_tells_what_was_raised_in_its_days_and_what_was_still_open() -> None:
    desk = a_confirmed_plan()
    long_ago, at_last = AT - dt.timedelta(days=90), AT + dt.timedelta(days=90)
    settled_before = a_concern(desk, at=long_ago)
    answered_at(settled_before, desk, long_ago + dt.timedelta(days=1))
    open_since = a_concern(desk, at=long_ago)
    raised_then = a_concern(desk, at=AT)
    answered_at(raised_then, desk, LATER)
    a_concern(desk, at=at_last)

    told = queries.of_plan(desk.plan, dt.date(2026, 11, 1), dt.date(2026, 12, 1))

    assert [(one, one.standing) for one in told] == [(open_since, "cho"), (raised_then, "xong")]


def answered_at(concern: Concern, desk: Desk, at: dt.datetime) -> None:
    """Settled at that moment."""
    actions.answer_concern(
        concern=concern, unit=desk.office, text="Xong.", settles=True, by=desk.officer, at=at
    )


def test_concerns_are_found_without_accents_and_by_what_they_are() -> None:
    desk = a_confirmed_plan()
    obstacle = a_concern(desk)
    proposal = a_concern(desk, kind=ConcernKind.PROPOSAL, text="Đề nghị tập huấn sơ cấp cứu.")
    answered(proposal, "Sẽ mở lớp.", desk, settles=False)
    every = queries.visible_concerns(desk.officer, today=AT.date())
    wanted = queries.ConcernFilters

    def found(filters: queries.ConcernFilters) -> list[Concern]:
        return list(queries.narrowed_concerns(every, filters))

    assert found(wanted(text="TAP huan")) == [proposal]
    assert found(wanted(kind="OBSTACLE")) == [obstacle]
    assert found(wanted(state="da-tra-loi")) == [proposal]
    assert found(wanted(plan=desk.plan.pk)) == [proposal, obstacle]
    assert found(wanted(plan=0)) == []
    assert found(wanted(unit=desk.office.pk)) == []
    assert found(wanted(addressed_to=desk.office.pk)) == [proposal, obstacle]
    assert queries.standing_counts(every) == {"cho": 1, "da-tra-loi": 1}


def test_the_form_offers_own_units_that_have_the_task_and_whom_to_ask() -> None:
    desk = a_confirmed_plan()
    officer = an_agency_officer()
    task, general = desk.task("III.4.-1"), desk.task("II.1.-1")

    asking = queries.raising_units(task, officer, today=AT.date())

    assert asking == [unit("so-y-te")]
    assert queries.raising_units(desk.task("III.5.-1"), officer, today=AT.date()) == []
    assert queries.raising_units(general, officer, today=AT.date()) == []
    assert queries.addressable(task, asking=asking, today=AT.date()) == [desk.office]
    assert desk.office in queries.raising_units(task, desk.officer, today=AT.date())
