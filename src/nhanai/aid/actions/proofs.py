"""Photos that prove a batch: shrunk, without where they were taken, never shown outside."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.actions.photos import look
from nhanai.aid.actions.batching import CannotGive
from nhanai.aid.actions.stepping import check_may
from nhanai.aid.models import Batch, Proof
from nhanai.aid.permissions import Permission
from nhanai.documents.actions.keeping import write_once
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.plans.rules.evidence import Given

FOLDER: Final = "aid"


def add_proofs(
    *, batch: Batch, photos: Sequence[Given], consent: bool, by: User, at: dt.datetime
) -> int:
    """Keep photos with the batch, the same one once; `consent` is that of who is seen in them."""
    kept, faults = look(photos)
    check_may(by, Permission.DELIVER, batch.unit, localdate(at))
    if faults or not kept:
        raise CannotGive("Chưa nhận được ảnh. Hãy chọn ảnh rồi gửi lại.", faults)
    with transaction.atomic():
        for one in kept:
            digest = hashlib.sha256(one.content).hexdigest()
            name = f"{FOLDER}/{digest[:2]}/{digest}.jpg"
            write_once(name, one.content)
            Proof.objects.get_or_create(
                batch=batch, sha256=digest,
                defaults={"title": one.title, "file": name, "has_consent": consent, "by": by,
                          "at": at},
            )  # fmt: skip
        new = {"photos": len(kept)}
        record(
            verb="aid.proofs_added", subject=batch, by=by, at=at, new=new, unit_key=batch.unit.key
        )
    return len(kept)


@transaction.atomic
def withdraw_proof(*, proof: Proof, by: User, at: dt.datetime) -> None:
    """Show it no longer; the file goes too, since consent may be what was withdrawn."""
    row = Proof.objects.select_for_update(of=("self",)).select_related("batch__unit")
    found = row.get(pk=proof.pk)
    check_may(by, Permission.DELIVER, found.batch.unit, localdate(at))
    if found.withdrawn_at is not None:
        raise CannotGive("Ảnh này đã rút rồi.")
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    name = found.file.name or ""
    if not Proof.objects.filter(file=name, withdrawn_at=None).exists():
        transaction.on_commit(lambda: default_storage.delete(name))
    batch = found.batch
    record(
        verb="aid.proof_withdrawn", subject=batch, by=by, at=at, new={"photos": 1},
        unit_key=batch.unit.key,
    )  # fmt: skip
