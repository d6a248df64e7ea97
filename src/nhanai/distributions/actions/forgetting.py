"""What this room forgets of a person who is erased."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.distributions.models import (
    DuplicateAnswer,
    EmergencyAid,
    EmergencyPhoto,
    Recipient,
    SampleVisit,
)
from nhanai.distributions.vocab import EmergencyState, RecipientState
from nhanai.people.models import Person
from nhanai.people.rules.forgetting import forget_with


class CannotForget(Refused):
    """Something is still to be done for her here."""


def begin() -> None:
    """From now on be asked when a person is erased."""
    forget_with("distributions", forget)


def forget(persons: Sequence[Person], at: dt.datetime) -> None:
    """Take out what was written of her: where, how, why, and photos; gifts and amounts stay.

    Refused while a gift waits for her or what she got in need waits for approval.
    """
    gifts = Recipient.objects.filter(person__in=persons)
    cases = EmergencyAid.objects.filter(person__in=persons)
    waiting = gifts.filter(state=RecipientState.LISTED).select_related("round").first()
    if waiting is not None:
        raise CannotForget(
            f"Bỏ khỏi danh sách của đợt “{waiting.round.name}” trước khi xóa dữ liệu."
        )
    if cases.filter(state=EmergencyState.RECORDED).exists():
        raise CannotForget("Duyệt trợ giúp khẩn cấp còn chờ của người này trước khi xóa dữ liệu.")
    DuplicateAnswer.objects.filter(recipient__in=gifts).update(text="")
    SampleVisit.objects.filter(recipient__in=gifts).update(note="", followed="")
    for gift in gifts:
        gift.household_key, gift.hamlet, gift.folded, gift.note = f"xg{gift.pk}", "", "", ""
        gift.save(update_fields=["household_key", "hamlet", "folded", "note"])
    cases.update(household_key="", whom="", place="", why="", answer="", folded="")
    photos = EmergencyPhoto.objects.filter(emergency__in=cases)
    names = {one.file.name or "" for one in photos}
    photos.delete()
    kept = EmergencyPhoto.objects.filter(file__in=names).values_list("file", flat=True)
    for name in names - set(kept):
        transaction.on_commit(partial(default_storage.delete, name))
