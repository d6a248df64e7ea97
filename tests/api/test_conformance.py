"""Whatever the description allows is answered as it says, and what it forbids is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from pytest_django import Settings
from tests.api.test_keys import a_key
from tests.builders.activities import a_field, an_activity
from tests.builders.figures import a_figure, measures

from nhanai.api.rules.document import BASE, document
from nhanai.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
schema = schemathesis.openapi.from_dict(document("http://localhost"))
schema.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The end of a request leaves the connection open, which is the one of this test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def world(settings: Settings) -> dict[str, str]:
    """A chapter that counted something, and the headers of a program that may see it."""
    cache.clear()
    settings.API_LIMIT = 1_000_000
    measures()
    field = a_field()
    # the unit, the month and the measure of the examples, so that there is something to answer
    Unit.objects.filter(pk=field.office.pk).update(key="lc-hoi-tinh")
    a_figure(field)
    an_activity(field)
    _, token = a_key(field.officer)
    return {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}


@schema.parametrize()
@settings(
    # always the same cases: now and then a forbidden one loses on the way what forbids it
    max_examples=15, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_as_described(case: schemathesis.Case[Any], world: dict[str, str]) -> None:
    case.call_and_validate(headers=world, base_url=f"http://localhost{BASE}")
