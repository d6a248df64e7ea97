"""Doing once what is sent twice, and taking what people without an account send."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.sending.models import PublicSending, Sending
from nhanai.sending.rules import KEPT, Limit, age_fault, key_of, unreadable


class NotAdmitted(Refused):
    """A form of the public is not taken now; the message is the key of the words that say why."""


@transaction.atomic
def once(
    make: Callable[[], Sequence[int]], *, token: uuid.UUID | None, act: str,
    content: Iterable[str], by: User, at: dt.datetime,
) -> list[int]:  # fmt: skip
    """Do `make` and tell the keys of what it made; for a sending that was done, tell them again.

    The sending and what it made are written together or not at all. Of two that come at once the
    second waits for the first. Without a token everything is a sending of its own. A refusal in
    `make` leaves the sending undone, so that it may be sent again.
    """
    if token is None:
        return list(make())
    key = key_of(token, [act, str(by.pk), *content])
    sending, is_new = Sending.objects.get_or_create(
        key=key, defaults={"act": act, "by": by, "at": at}
    )
    if is_new:
        sending.made = list(make())
        sending.save(update_fields=["made"])
    return [int(made) for made in sending.made]


def opened(form: str, *, at: dt.datetime) -> str:
    """What goes with a form of that name, opened now, and comes back when it is sent.

    It stands where a cookie would: signed, of one form, and good for one sending.
    """
    said = {"token": uuid.uuid4().hex, "at": at.timestamp()}
    return _signer(form).sign_object(said, compress=True)


@dataclass(frozen=True, slots=True)
class Came:
    """How a form of the public came: the phrase it was opened with, and from which address."""

    phrase: str
    address: str


@transaction.atomic
def admit(*, form: str, came: Came, limit: Limit, at: dt.datetime) -> tuple[uuid.UUID, bool]:
    """Take a sending of the public: its token, and whether it is here for the first time.

    Refuses what was not opened here, was sent faster than a person can or much later, and one more
    than the limit lets in. Within the transaction of what is done with it.
    """
    try:
        said = _signer(form).unsign_object(came.phrase)
        token, since = uuid.UUID(said["token"]), dt.datetime.fromtimestamp(said["at"], tz=dt.UTC)
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise NotAdmitted("too_old") from None
    rows = PublicSending.objects.filter(form=form)
    if rows.filter(token=token).exists():
        return token, False
    if fault := age_fault(at - since):
        raise NotAdmitted(fault)
    who = unreadable(came.address, localdate(at), settings.SECRET_KEY.encode())
    lately = rows.filter(at__gt=at - limit.within)
    if not limit.holds(of_one=lately.filter(who=who).count(), in_all=lately.count()):
        raise NotAdmitted("too_many")
    rows.filter(at__lt=at - KEPT).delete()
    PublicSending.objects.create(form=form, token=token, who=who, at=at)
    return token, True


def _signer(form: str) -> signing.Signer:
    return signing.Signer(salt=f"nhanai.sending.{form}")
