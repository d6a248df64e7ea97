"""Doing once what is sent twice."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction

from nhanai.identity.models import User
from nhanai.sending.models import Sending
from nhanai.sending.rules import key_of


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
