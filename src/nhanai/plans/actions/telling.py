"""One sending from the page of the work: how it goes, and what hinders it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from nhanai.identity.models import User
from nhanai.plans.actions.concerns import raise_concern
from nhanai.plans.actions.progress import locked_work, say
from nhanai.plans.models import Occurrence, Update
from nhanai.plans.rules.evidence import Given, look_into
from nhanai.plans.rules.progress import Spoken
from nhanai.plans.rules.sending import sending_of
from nhanai.plans.vocab import ConcernKind
from nhanai.units.models import Unit


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What hinders the unit or what it proposes, and to whom it says so."""

    kind: ConcernKind
    addressed_to: Unit
    text: str


def tell(
    *, occurrence: Occurrence, said: Spoken, token: uuid.UUID, evidence: Sequence[Given] = (),
    hindrance: Hindrance | None = None, by: User, at: dt.datetime,
) -> Update:  # fmt: skip
    """Say how the work goes and, with it, what hinders it: both or neither, and only once."""
    looked = look_into(evidence)
    hinders = [hindrance.kind, hindrance.addressed_to.key, hindrance.text] if hindrance else []
    token = sending_of(token, said, evidence, hinders)
    with transaction.atomic():
        locked_work(occurrence.pk)
        is_new = not Update.objects.filter(token=token).exists()
        made = say(occurrence, said, token, looked, by=by, at=at)
        if hindrance is not None and is_new:
            raise_concern(
                task=made.occurrence.task,
                occurrence=made.occurrence,
                kind=hindrance.kind,
                unit=made.occurrence.unit,
                addressed_to=hindrance.addressed_to,
                text=hindrance.text,
                by=by,
                at=at,
            )
    return made
