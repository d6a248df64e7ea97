"""A key lends its person's eyes to a program: told once, kept as a hash, ended when she says."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from tests.builders.activities import AT, Field, a_field, at
from tests.builders.figures import a_figure
from tests.builders.identity import a_user

from nhanai.api.actions.keys import CannotConnect, make_key, revoke_key
from nhanai.api.models import ApiKey
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/tai-khoan/khoa-may/"
ASKED = "/api/v1/units"


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    """What was asked in another test does not count."""
    cache.clear()


@pytest.fixture
def field() -> Field:
    """An office and a chapter."""
    return a_field()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def a_key(user: User, days: int = 30) -> tuple[ApiKey, str]:
    return make_key(name="Bảng điều hành", days=days, by=user, at=now())


def status(token: str, **headers: str) -> int:
    return Client().get(ASKED, headers={"Authorization": f"Bearer {token}", **headers}).status_code


def test_a_key_is_shown_once_and_kept_as_a_hash(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)

    made = client.post(PAGE, {"name": "Bảng điều hành", "days": "30"})
    token = made.context["page"].token
    later = client.get(PAGE)

    assert made.status_code == 200
    assert token.startswith("nhanai_")
    assert token in made.content.decode()
    assert token not in later.content.decode()
    key = ApiKey.objects.get()
    assert token not in {str(value) for value in vars(key).values()}
    line = Line.objects.get(verb="api.key_made")
    assert token not in f"{line.new}{line.note}{line.subject}"
    assert status(token) == 200


def test_a_revoked_key_opens_nothing(field: Field, sign_in: SignIn) -> None:
    key, token = a_key(field.officer)

    answer = sign_in(field.officer).post(f"{PAGE}{key.pk}/thu-hoi/")

    assert answer.status_code == 302
    assert status(token) == 401
    assert Line.objects.filter(verb="api.key_revoked").count() == 1


def test_a_key_ends_by_itself(field: Field) -> None:
    key, token = a_key(field.officer)
    ApiKey.objects.filter(pk=key.pk).update(expires_on=now().date() - dt.timedelta(days=1))

    assert status(token) == 401


def test_a_key_of_an_account_that_is_not_used_any_more_opens_nothing(field: Field) -> None:
    _, token = a_key(field.officer)
    User.objects.filter(pk=field.officer.pk).update(is_active=False)

    assert status(token) == 401


def test_a_key_without_an_appointment_behind_it_is_refused(field: Field) -> None:
    _, token = a_key(field.officer)
    Appointment.objects.filter(user=field.officer).delete()

    assert status(token) == 403


@pytest.mark.parametrize("token", ["", "nhanai_", "x" * 5000, "khóa"])
def test_what_is_no_key_opens_nothing(field: Field, token: str) -> None:
    answer = Client().get(ASKED, headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_is_no_key(field: Field, sign_in: SignIn) -> None:
    assert sign_in(field.officer).get(ASKED).status_code == 401


def test_who_asks_too_often_waits(field: Field, settings: Settings) -> None:
    settings.API_LIMIT = 3
    _, token = a_key(field.officer)

    assert [status(token) for _ in range(5)] == [200, 200, 200, 429, 429]


def test_who_guesses_too_often_waits_even_with_a_right_key(
    field: Field, settings: Settings
) -> None:
    settings.API_LIMIT = 3
    _, token = a_key(field.officer)

    assert [status("nhanai_sai") for _ in range(5)] == [401, 401, 401, 429, 429]
    assert status(token) == 429


def test_nobody_revokes_the_key_of_another(field: Field, sign_in: SignIn) -> None:
    key, token = a_key(field.officer)

    assert sign_in(field.clerk).post(f"{PAGE}{key.pk}/thu-hoi/").status_code == 404
    with pytest.raises(CannotConnect):
        revoke_key(key=key, by=field.clerk, at=AT)

    assert status(token) == 200


def test_who_may_not_connect_makes_no_key(field: Field, sign_in: SignIn) -> None:
    inspector = at(field.office, Role.INSPECTOR)

    for user in (inspector, a_user()):
        answer = sign_in(user).post(PAGE, {"name": "x", "days": "30"})
        assert answer.status_code == 422
        assert "không lập khóa máy" in answer.content.decode()

    assert not ApiKey.objects.exists()


def test_a_bad_form_and_an_eleventh_key_are_told(field: Field, sign_in: SignIn) -> None:
    client = sign_in(field.officer)
    assert client.post(PAGE, {"name": "", "days": "9999"}).status_code == 422
    for _ in range(10):
        a_key(field.officer)

    answer = client.post(PAGE, {"name": "x", "days": "30"})

    assert answer.status_code == 422
    assert "Hãy thu hồi khóa không dùng nữa" in answer.content.decode()
    assert ApiKey.objects.count() == 10


def test_a_key_sees_what_its_person_sees(field: Field) -> None:
    a_figure(field)
    _, clerks = a_key(at(field.chapter, Role.CHAPTER_HEAD))
    _, officers = a_key(field.officer)

    def units(token: str) -> set[str]:
        answer = Client().get(ASKED, headers={"Authorization": f"Bearer {token}"})
        return {row["key"] for row in answer.json()["rows"]}

    assert units(clerks) == {"hoi-bum-to"}
    assert units(officers) == {"hoi-tinh", "hoi-bum-to"}
