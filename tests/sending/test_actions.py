"""What is sent twice is done once."""

import datetime as dt
import threading
import uuid
from collections.abc import Sequence

import pytest
from django.db import connection, connections
from tests.builders.identity import a_user, a_workplace

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.sending.actions import once
from nhanai.sending.models import Sending
from nhanai.units.models import Unit

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
FORM = uuid.UUID(int=7)


def make() -> Sequence[int]:
    return [a_workplace().pk]


def send(by: User, *, token: uuid.UUID | None = FORM, said: str = "một") -> list[int]:
    return once(make, token=token, act="units.open", content=[said], by=by, at=AT)


@pytest.mark.django_db
def test_the_same_sending_again_tells_what_was_made() -> None:
    by = a_user()

    first, again = send(by), send(by)

    assert first == again
    assert Unit.objects.count() == 1
    assert [(row.act, row.made) for row in Sending.objects.all()] == [("units.open", first)]


@pytest.mark.django_db
def test_other_words_another_person_or_no_token_are_sendings_of_their_own() -> None:
    by = a_user()

    made = [send(by), send(by, said="hai"), send(a_user()), send(by, token=None)]
    made.append(send(by, token=None))

    assert len({key for (key,) in made}) == 5


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again() -> None:
    by, tries = a_user(), []

    def refuse_once() -> list[int]:
        tries.append(1)
        if len(tries) == 1:
            raise Refused("Chưa được.")
        return [5]

    with pytest.raises(Refused):
        once(refuse_once, token=FORM, act="a", content=[], by=by, at=AT)
    made = once(refuse_once, token=FORM, act="a", content=[], by=by, at=AT)

    assert made == [5]


@pytest.mark.django_db(transaction=True)
def test_two_that_come_at_once_make_one() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("in memory, as tests have it, SQLite refuses instead of waiting")
    by, made = a_user(), []
    together = threading.Barrier(4)

    def press() -> None:
        try:
            together.wait()
            made.append(tuple(send(by)))
        finally:
            connections.close_all()

    pressing = [threading.Thread(target=press) for _ in range(4)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()

    assert len(made) == 4
    assert len(set(made)) == 1
    assert Unit.objects.count() == 1
