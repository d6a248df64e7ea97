"""A person is erased: what was seen at her house goes, what was given and paid stays."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from nhanai.aid.models import (
    Address,
    Assessment,
    Batch,
    Delivery,
    Need,
    Proof,
    Receipt,
    Sponsor,
    Step,
    Survey,
)
from nhanai.aid.vocab import AddressState
from nhanai.base.errors import Refused
from nhanai.people.models import Person
from nhanai.people.rules.forgetting import forget_with


class CannotForget(Refused):
    """Something of her is still going on."""


def forget(persons: Sequence[Person], at: dt.datetime) -> None:
    """Empty what surveys, sittings and deliveries say of her and of her house.

    Amounts, days and states stay, as facts and accounts need them, without a word of who it was.
    Photos go of batches that were for her alone; of others, who is in them is not known here.
    """
    addresses = list(Address.objects.filter(person__in=persons).order_by("pk"))
    going = next((one for one in addresses if one.state != AddressState.CLOSED), None)
    if going is not None:
        raise CannotForget(f"Kết thúc địa chỉ nhân đạo {going.code} trước khi xóa dữ liệu.")
    Survey.objects.filter(address__in=addresses).update(
        circumstances="", way="", answers=[], members=None, income=None
    )
    Assessment.objects.filter(survey__address__in=addresses).update(reasons=[])
    Need.objects.filter(address__in=addresses).update(what="")
    Step.objects.filter(address__in=addresses).update(note="")
    Delivery.objects.filter(address__in=addresses).update(note="")
    for one in addresses:
        one.household_key, one.is_named = f"x{one.pk}", False
        one.save(update_fields=["household_key", "is_named"])
    for got in Receipt.objects.filter(person__in=persons):
        got.household_key = f"xr{got.pk}"
        got.save(update_fields=["household_key"])
    Sponsor.objects.filter(person__in=persons).update(folded="")
    _forget_photos(addresses, at)


def begin() -> None:
    """From now on be asked when a person is erased."""
    forget_with("aid", forget)


def _forget_photos(addresses: Sequence[Address], at: dt.datetime) -> None:
    others = Delivery.objects.exclude(address__in=addresses).order_by().values("batch")
    alone = Batch.objects.filter(deliveries__address__in=addresses).exclude(pk__in=others)
    photos = Proof.objects.filter(batch__in=alone.order_by().values("pk"), withdrawn_at=None)
    names = {one.file.name or "" for one in photos}
    photos.update(withdrawn_at=at, title="")
    kept = Proof.objects.filter(file__in=names, withdrawn_at=None).values_list("file", flat=True)
    for name in names - set(kept):
        transaction.on_commit(partial(default_storage.delete, name))
