"""One test for each outcome of an act: done, each refusal, nothing changed, the line written."""

import datetime as dt
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.builders.identity import (
    PASSWORD,
    a_user,
    a_workplace,
    an_administrator,
    an_appointment,
)

from nhanai.base.errors import Refused
from nhanai.identity import actions
from nhanai.identity.actions.demo import PEOPLE, NotADemo
from nhanai.identity.actions.first_run import code_file
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.journal import queries as journal
from nhanai.journal.queries import JournalLine, key_of
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db

NEW = "ruộng bậc thang mùa lúa"


def last_line() -> JournalLine:
    line = journal.visible_lines(unit_keys=None).first()
    assert line is not None
    return line


def lines() -> int:
    return journal.visible_lines(unit_keys=None).count()


def rules_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.rule for finding in refused.value.findings]


# --- accounts


def test_an_account_is_made_with_a_temporary_password(moment: dt.datetime) -> None:
    administrator = an_administrator()

    user, password = actions.create_account(
        username=" Lo.Thi.Hanh ",
        full_name="Lò  Thị Hạnh",
        email="hanh@laichau.gov.vn",
        by=administrator,
        at=moment,
    )
    user.refresh_from_db()

    assert (user.username, user.full_name, user.name_folded) == (
        "lo.thi.hanh",
        "Lò Thị Hạnh",
        "lo thi hanh",
    )
    assert (user.is_active, user.password_is_temporary) == (True, True)
    assert user.check_password(password)
    assert (last_line().verb, last_line().by, last_line().subject_key) == (
        "identity.account_created",
        administrator.full_name,
        key_of(user),
    )
    assert password not in str(last_line().content())


def test_making_an_account_is_refused_with_all_faults_at_once(moment: dt.datetime) -> None:
    administrator, before = an_administrator(), lines()

    with pytest.raises(actions.CannotChangeAccount) as refused:
        actions.create_account(username="Hạ", full_name=" ", by=administrator, at=moment)

    assert rules_of(refused) == ["username-shape", "name-missing"]
    assert (User.objects.count(), lines()) == (1, before)


def test_a_username_is_nobody_elses(moment: dt.datetime) -> None:
    a_user(username="soyte")

    with pytest.raises(actions.CannotChangeAccount) as refused:
        actions.create_account(
            username="SoYTe", full_name="Lý A Sử", by=an_administrator(), at=moment
        )

    assert rules_of(refused) == ["username-taken"]


def test_only_an_administrator_makes_accounts(moment: dt.datetime) -> None:
    officer = an_appointment().user

    with pytest.raises(actions.CannotChangeAccount):
        actions.create_account(username="abc", full_name="Lý A Sử", by=officer, at=moment)

    assert User.objects.count() == 1


def test_a_name_is_corrected_with_the_old_one_kept_in_the_journal(moment: dt.datetime) -> None:
    user = a_user(full_name="Lo Thi Hanh")

    actions.update_account(
        account=user, full_name="Lò Thị Hạnh", email="", by=an_administrator(), at=moment
    )
    user.refresh_from_db()

    assert (user.full_name, user.name_folded) == ("Lò Thị Hạnh", "lo thi hanh")
    assert (last_line().old["full_name"], last_line().new["full_name"]) == (
        "Lo Thi Hanh",
        "Lò Thị Hạnh",
    )


def test_a_person_changes_her_own_password(moment: dt.datetime) -> None:
    user = a_user(password=PASSWORD, password_is_temporary=True)

    actions.change_password(current=PASSWORD, new=NEW, by=user, at=moment)
    user.refresh_from_db()

    assert (user.check_password(NEW), user.password_is_temporary) == (True, False)
    assert (last_line().verb, last_line().new) == ("identity.password_changed", {})


@pytest.mark.parametrize(
    ("current", "new", "rule"),
    [
        ("sai", NEW, "password-wrong"),
        (PASSWORD, "ngắn", "password-weak"),
        (PASSWORD, "password123", "password-weak"),
        (PASSWORD, "lo.thi.hanh", "password-weak"),
        (PASSWORD, "lò thị hạnh", "password-weak"),
    ],
)
def test_a_password_is_not_changed_without_the_old_or_for_a_weak_one(
    moment: dt.datetime, current: str, new: str, rule: str
) -> None:
    user = a_user(username="lo.thi.hanh", full_name="Lò Thị Hạnh", password=PASSWORD)

    with pytest.raises(actions.CannotChangeAccount) as refused:
        actions.change_password(current=current, new=new, by=user, at=moment)
    user.refresh_from_db()

    assert rules_of(refused) == [rule]
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("nắng", "Mật khẩu có ít nhất 10 ký tự."),
        ("password123", "Mật khẩu này nhiều người dùng nên dễ đoán. Chọn câu khác."),
        ("lò thị hạnh", "Mật khẩu giống họ tên hoặc tên đăng nhập. Chọn câu khác."),
    ],
)
def test_a_weak_password_is_told_in_plain_words(moment: dt.datetime, new: str, told: str) -> None:
    user = a_user(full_name="Lò Thị Hạnh", password=PASSWORD)

    with pytest.raises(actions.CannotChangeAccount) as refused:
        actions.change_password(current=PASSWORD, new=new, by=user, at=moment)

    assert [finding.message for finding in refused.value.findings] == [told]


def test_a_password_set_anew_is_temporary_and_differs_each_time(moment: dt.datetime) -> None:
    user, administrator = a_user(password=PASSWORD), an_administrator()

    first = actions.reset_password(account=user, by=administrator, at=moment)
    second = actions.reset_password(account=user, by=administrator, at=moment)
    user.refresh_from_db()

    assert first != second
    assert (user.check_password(second), user.password_is_temporary) == (True, True)
    assert last_line().verb == "identity.password_reset"


def test_nobody_touches_an_account_that_she_does_not_look_after(moment: dt.datetime) -> None:
    user, officer = a_user(), an_appointment().user

    for act in (
        lambda: actions.reset_password(account=user, by=officer, at=moment),
        lambda: actions.deactivate(account=user, reason="", by=officer, at=moment),
        lambda: actions.activate(account=user, by=officer, at=moment),
        lambda: actions.update_account(
            account=user, full_name="Khác", email="", by=officer, at=moment
        ),
    ):
        with pytest.raises(actions.CannotChangeAccount):
            act()

    assert lines() == 0


def test_an_account_is_put_to_rest_and_woken_again(moment: dt.datetime) -> None:
    user, administrator = a_user(), an_administrator()

    rested = actions.deactivate(account=user, reason="Nghỉ hưu", by=administrator, at=moment)
    noted = last_line().note
    woken = actions.activate(account=user, by=administrator, at=moment)

    assert (rested.is_active, noted, woken.is_active) == (False, "Nghỉ hưu", True)
    assert last_line().verb == "identity.account_activated"


def test_an_account_is_not_put_to_rest_or_woken_twice(moment: dt.datetime) -> None:
    administrator, user = an_administrator(), a_user()

    with pytest.raises(actions.CannotChangeAccount):
        actions.activate(account=user, by=administrator, at=moment)
    actions.deactivate(account=user, reason="x", by=administrator, at=moment)
    with pytest.raises(actions.CannotChangeAccount):
        actions.deactivate(account=user, reason="x", by=administrator, at=moment)

    assert lines() == 1


def test_nobody_puts_herself_to_rest(moment: dt.datetime) -> None:
    administrator = an_administrator()

    with pytest.raises(actions.CannotChangeAccount, match="của mình"):
        actions.deactivate(account=administrator, reason="x", by=administrator, at=moment)


def test_the_last_administrator_of_the_province_stays(moment: dt.datetime) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    last = an_administrator(province=province)
    office = a_workplace(kind=UnitKind.CHAPTER)
    both = an_administrator(province=office)
    an_appointment(user=last, role=Role.ADMINISTRATOR, unit=office)
    ending = Appointment.objects.get(user=last, unit=province)
    ending.unit = province
    other = an_administrator(province=province)

    actions.deactivate(account=last, reason="x", by=other, at=moment)
    with pytest.raises(actions.CannotChangeAccount):
        actions.deactivate(account=other, reason="x", by=both, at=moment)
    with pytest.raises(actions.CannotAppoint) as refused:
        actions.end_appointment(
            appointment=Appointment.objects.get(user=other),
            last_day=moment.date(),
            handover="x",
            by=other,
            at=moment,
        )

    assert rules_of(refused) == ["last-manager"]


def test_keys_are_turned_off_and_noted_once(moment: dt.datetime) -> None:
    user = a_user()

    actions.set_keys(enabled=False, by=user, at=moment)
    actions.set_keys(enabled=False, by=user, at=moment)
    user.refresh_from_db()

    assert (user.keys_enabled, lines()) == (False, 1)


def test_a_lockout_is_noted_only_for_names_that_somebody_has(moment: dt.datetime) -> None:
    user = a_user(username="soyte")

    actions.note_lockout(username="khong-ai", at=moment)
    actions.note_lockout(username="soyte", at=moment)

    assert (lines(), last_line().subject_key) == (1, key_of(user))


# --- appointments


def test_a_person_is_appointed_until_a_last_day(moment: dt.datetime) -> None:
    unit, user = a_workplace(key="lc-so-y-te"), a_user()
    administrator = an_administrator()
    an_appointment(user=administrator, role=Role.ADMINISTRATOR, unit=unit)

    term = actions.appoint(
        account=user,
        role=Role.AGENCY_OFFICER,
        unit=unit,
        start=dt.date(2026, 12, 1),
        last_day=dt.date(2026, 12, 31),
        by=administrator,
        at=moment,
    )

    assert (term.start, term.end) == (dt.date(2026, 12, 1), dt.date(2027, 1, 1))
    assert (last_line().verb, last_line().unit_key, last_line().new) == (
        "identity.appointed",
        "lc-so-y-te",
        {
            "role": "AGENCY_OFFICER",
            "unit": "lc-so-y-te",
            "start": "2026-12-01",
            "end": "2027-01-01",
        },
    )


def test_an_appointment_is_refused_with_all_faults_at_once(moment: dt.datetime) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    unit = a_workplace(under=province)
    unit.end = dt.date(2026, 11, 1)
    unit.save()
    user = a_user(is_active=False)
    an_appointment(user=user, role=Role.CHAPTER_CLERK, unit=unit)

    with pytest.raises(actions.CannotAppoint) as refused:
        actions.appoint(
            account=user,
            role=Role.CHAPTER_CLERK,
            unit=unit,
            start=dt.date(2026, 12, 1),
            last_day=dt.date(2026, 11, 1),
            by=an_administrator(province=province),
            at=moment,
        )

    assert rules_of(refused) == [
        "role-place",
        "term-after-unit",
        "term-order",
        "appointment-doubled",
        "account-inactive",
    ]
    assert lines() == 0


def test_one_person_does_not_keep_the_books_and_the_money_of_one_unit(
    moment: dt.datetime,
) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    chapters = [a_workplace(under=province, kind=UnitKind.CHAPTER) for _ in range(2)]
    user, by = a_user(), an_administrator(province=province)
    an_appointment(user=user, role=Role.ACCOUNTANT, unit=chapters[0])

    def a_cashier(at: Unit) -> Appointment:
        return actions.appoint(
            account=user, role=Role.CASHIER, unit=at, start=moment.date(), by=by, at=moment
        )

    with pytest.raises(actions.CannotAppoint) as refused:
        a_cashier(chapters[0])

    assert rules_of(refused) == ["appointment-apart"]
    assert a_cashier(chapters[1]).role == Role.CASHIER


def test_nobody_appoints_outside_her_reach(moment: dt.datetime) -> None:
    with pytest.raises(actions.CannotAppoint):
        actions.appoint(
            account=a_user(),
            role=Role.AGENCY_OFFICER,
            unit=a_workplace(),
            start=moment.date(),
            by=an_administrator(),
            at=moment,
        )

    assert lines() == 0


def test_an_appointment_ends_with_a_hand_over(moment: dt.datetime, today: dt.date) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    unit = a_workplace(key="lc-hoi", kind=UnitKind.CHAPTER, under=province)
    term = an_appointment(role=Role.CHAPTER_CLERK, unit=unit)

    ended = actions.end_appointment(
        appointment=term,
        last_day=today,
        handover=" Sổ quỹ ở tủ số 2. ",
        by=an_administrator(province=province),
        at=moment,
    )

    assert (ended.end, ended.handover) == (today + dt.timedelta(days=1), "Sổ quỹ ở tủ số 2.")
    assert (last_line().verb, last_line().unit_key, last_line().note) == (
        "identity.appointment_ended",
        "lc-hoi",
        "Sổ quỹ ở tủ số 2.",
    )


def test_ending_is_refused_without_hand_over_or_in_the_past(
    moment: dt.datetime, today: dt.date
) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    term = an_appointment(unit=a_workplace(under=province))

    with pytest.raises(actions.CannotAppoint) as refused:
        actions.end_appointment(
            appointment=term,
            last_day=today - dt.timedelta(days=2),
            handover=" ",
            by=an_administrator(province=province),
            at=moment,
        )

    assert rules_of(refused) == ["term-past", "handover-missing"]


def test_what_has_ended_is_not_ended_again_and_a_stranger_ends_nothing(
    moment: dt.datetime, today: dt.date
) -> None:
    province = a_workplace(kind=UnitKind.PROVINCE)
    over = an_appointment(unit=a_workplace(under=province), end=today)
    current = an_appointment()
    administrator = an_administrator(province=province)

    for term in (over, current):
        with pytest.raises(actions.CannotAppoint):
            actions.end_appointment(
                appointment=term, last_day=today, handover="x", by=administrator, at=moment
            )

    assert lines() == 0


# --- the first run


def a_new_installation(moment: dt.datetime) -> tuple[Unit, str]:
    province = a_workplace(kind=UnitKind.PROVINCE)
    actions.prepare_first_run()
    return province, actions.setup_code()


def test_the_first_administrator_is_made_at_the_province_with_the_code(
    moment: dt.datetime,
    today: dt.date,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    province, code = a_new_installation(moment)

    with django_capture_on_commit_callbacks(execute=True):
        user = actions.set_up(
            code=f" {code.upper()} ",
            username="quantri",
            full_name="Phàn Thị Mẩy",
            password=PASSWORD,
            at=moment,
        )

    term = Appointment.objects.get()
    assert (term.user, term.role, term.unit, term.start, term.end) == (
        user,
        Role.ADMINISTRATOR,
        province,
        today,
        None,
    )
    assert user.check_password(PASSWORD)
    assert [line.verb for line in journal.visible_lines(unit_keys=None)] == [
        "identity.appointed",
        "identity.set_up",
    ]
    assert not code_file().exists()


def test_the_code_is_readable_by_its_owner_alone_and_stays_the_same(moment: dt.datetime) -> None:
    _, code = a_new_installation(moment)

    actions.prepare_first_run()

    assert actions.setup_code() == code
    assert code_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("code", ["", "aaaa-aaaa-aaaa", "mã đúng là gì"])
def test_without_the_code_nobody_becomes_administrator(moment: dt.datetime, code: str) -> None:
    a_new_installation(moment)

    with pytest.raises(actions.CannotSetUp) as refused:
        actions.set_up(code=code, username="ke.la", full_name="Kẻ lạ", password=PASSWORD, at=moment)

    assert (rules_of(refused), User.objects.count()) == (["code-wrong"], 0)


def test_without_any_code_on_the_server_an_empty_one_does_not_fit(moment: dt.datetime) -> None:
    a_workplace(kind=UnitKind.PROVINCE)

    with pytest.raises(actions.CannotSetUp):
        actions.set_up(code="", username="ke.la", full_name="x", password=PASSWORD, at=moment)


def test_set_up_is_refused_before_the_units_are_loaded(moment: dt.datetime) -> None:
    actions.prepare_first_run()

    with pytest.raises(actions.CannotSetUp, match="prepare"):
        actions.set_up(
            code=actions.setup_code(),
            username="quantri",
            full_name="x",
            password=PASSWORD,
            at=moment,
        )


def test_set_up_shows_the_faults_of_the_account(moment: dt.datetime) -> None:
    _, code = a_new_installation(moment)

    with pytest.raises(actions.CannotSetUp) as refused:
        actions.set_up(code=code, username="ă", full_name="", password="1", at=moment)

    assert rules_of(refused)[:2] == ["username-shape", "name-missing"]
    assert code_file().exists()


def test_an_installation_with_accounts_is_set_up_no_more(moment: dt.datetime) -> None:
    _, code = a_new_installation(moment)
    a_user()

    with pytest.raises(actions.CannotSetUp):
        actions.set_up(code=code, username="hai", full_name="Hai", password=PASSWORD, at=moment)
    actions.prepare_first_run()

    assert not code_file().exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite writes one after the other")
def test_of_two_who_set_up_at_once_one_is_refused(moment: dt.datetime) -> None:
    _, code = a_new_installation(moment)
    start, outcomes = Barrier(2), []

    def try_it(username: str) -> None:
        start.wait()
        try:
            actions.set_up(
                code=code, username=username, full_name="x", password=PASSWORD, at=moment
            )
            outcomes.append("done")
        except actions.CannotSetUp:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=try_it, args=(name,)) for name in ("mot.1", "hai.2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(outcomes), User.objects.count()) == (["done", "refused"], 1)


# --- the demo


def test_the_demo_has_an_account_for_every_role(
    moment: dt.datetime,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.DEMO = True
    for key in {person.unit for person in PEOPLE}:
        a_workplace(key=key)

    with django_capture_on_commit_callbacks(execute=True):
        actions.load_demo_accounts(at=moment)
        actions.load_demo_accounts(at=moment)

    assert {term.role for term in Appointment.objects.all()} == {str(role) for role in Role}
    assert (User.objects.count(), lines()) == (len(PEOPLE), 2 * len(PEOPLE))
    note = (tmp_path / "demo_accounts.txt").read_text("utf-8")
    assert [person.username for person in PEOPLE if person.username not in note] == []


def test_a_real_installation_never_has_demo_accounts(
    moment: dt.datetime, settings: Settings
) -> None:
    settings.DEMO = False

    with pytest.raises(NotADemo):
        actions.load_demo_accounts(at=moment)

    assert User.objects.count() == 0
