"""What every test may use: a moment, a signed-in client; nothing of any room's business."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations  # type: ignore[attr-defined]
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker, Settings
from tests.builders.databases import Ready, kept_ready, without_triggers

from nhanai.identity.models import User

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
hypothesis.register_profile(  # how fast is a matter for benchmarks
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """No test writes into another's files, and no test waits for a slow hash of a password."""
    settings.STATE_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # that of pytest-django, which makes the tables
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ready]:
    """The tables are made once, and kept aside before the first test writes into them."""
    with django_db_blocker.unblock(), kept_ready(tmp_path_factory.mktemp("ready")) as made:
        yield made


@pytest.fixture(autouse=True, scope="session")
def emptied_though_guarded() -> Iterator[None]:
    """Emptying the tables after a test is the one thing that triggers on SQLite must not refuse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_triggers(
            DatabaseOperations.execute_sql_flush))  # fmt: skip
        yield


@pytest.fixture(scope="session")
def ready(django_db_setup: Ready) -> Ready:
    """All tables and nothing in them but what is shipped, for processes of their own."""
    return django_db_setup


@pytest.fixture
def moment() -> dt.datetime:
    """A Tuesday morning, told to whatever would otherwise read the clock."""
    return dt.datetime(2026, 11, 24, 9, 0, tzinfo=HERE)


@pytest.fixture
def today(moment: dt.datetime) -> dt.date:
    """The day of `moment`."""
    return moment.date()


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """The client with this person signed in."""

    def signed_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches no database, so that it runs once and not on both."""
    using = {"db", "transactional_db", "django_db_setup", "live_server", "product"}
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") is None and not fixtures & using:
            item.add_marker(pytest.mark.nodb)
