"""Which sending an update is."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence

from nhanai.plans.rules.evidence import Given
from nhanai.plans.rules.progress import Spoken
from nhanai.sending.rules import key_of


def sending_of(
    token: uuid.UUID, said: Spoken, evidence: Iterable[Given], besides: Sequence[str] = ()
) -> uuid.UUID:
    """The name of the sending: of the form's token and all that was sent with it.

    Who goes back to a form that she sent and writes something else in it says something new.
    """
    shown = [f"{hashlib.sha256(one.content).hexdigest()} {one.name} {one.url}" for one in evidence]
    words = [said.state, said.text, str(said.quantity), said.reason]
    return key_of(token, [*words, *shown, "", *besides])
