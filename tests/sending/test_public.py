"""What people without an account send is taken once, and not by the hundred."""

import datetime as dt

import pytest

from nhanai.sending import actions
from nhanai.sending.actions import Came, NotAdmitted
from nhanai.sending.models import PublicSending
from nhanai.sending.rules import Limit, unreadable

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(seconds=20)
LIMIT = Limit(of_one=2, in_all=3)


def sent(address: str = "203.0.113.7", *, at: dt.datetime = LATER, phrase: str = "") -> bool:
    """Open the form twenty seconds before and send it; whether it was the first time."""
    phrase = phrase or actions.opened("letters", at=at - dt.timedelta(seconds=20))
    _, is_new = actions.admit(form="letters", came=Came(phrase, address), limit=LIMIT, at=at)
    return is_new


def refused(address: str = "203.0.113.7", *, at: dt.datetime = LATER, phrase: str = "") -> str:
    """Why it is not taken."""
    with pytest.raises(NotAdmitted) as refusal:
        sent(address, at=at, phrase=phrase)
    return refusal.value.message


def test_a_form_is_taken_once_and_tells_the_same_again() -> None:
    phrase = actions.opened("letters", at=AT)

    assert sent(phrase=phrase)
    assert not sent(phrase=phrase)
    assert PublicSending.objects.count() == 1


def test_only_a_form_that_was_opened_here_a_while_ago_is_taken() -> None:
    phrase = actions.opened("letters", at=AT)

    assert refused(phrase=phrase, at=AT + dt.timedelta(seconds=1)) == "too_fast"
    assert refused(phrase=phrase, at=AT + dt.timedelta(hours=13)) == "too_old"
    assert refused(phrase=actions.opened("other", at=AT)) == "too_old"
    assert refused(phrase=phrase[:-1] + "_") == "too_old"
    assert refused(phrase="x") == "too_old"
    assert not PublicSending.objects.exists()


def test_who_sends_too_often_waits_and_others_do_not_until_all_are_too_many() -> None:
    assert sent()
    assert sent()
    assert refused() == "too_many"
    assert sent("198.51.100.2")
    assert refused("192.0.2.9") == "too_many"
    assert sent(at=LATER + dt.timedelta(minutes=61))


def test_no_address_is_kept_readably_or_for_long() -> None:
    sent("203.0.113.7")
    kept = PublicSending.objects.get().who
    assert "203" not in kept[:3]
    assert kept != unreadable("203.0.113.7", AT.date() + dt.timedelta(days=1), b"x")

    sent("198.51.100.2", at=LATER + dt.timedelta(days=3))
    assert not PublicSending.objects.filter(who=kept).exists()
