"""Photos of an activity: shrunk, without where they were taken, and never shown to the public."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.models import Activity, Photo
from nhanai.activities.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.documents.actions.keeping import write_once
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.plans.rules.evidence import Given, Kept, look_into
from nhanai.plans.vocab import EvidenceKind

FOLDER = "activities"
Looked = tuple[tuple[Kept, ...], tuple[Finding, ...]]


class CannotShow(Refused):
    """These photos cannot be kept."""


def look(photos: Sequence[Given]) -> Looked:
    """What can be kept of them, and what is wrong with the rest; only photos are taken here."""
    kept, faults = look_into(photos)
    others = [one for one in kept if one.kind != EvidenceKind.IMAGE]
    wrong = [
        Finding(
            "not-a-photo",
            f"“{one.title}” không phải ảnh. Hãy gửi ảnh .jpg, .png hoặc .webp.",
            where="photos",
        )
        for one in others
    ]
    moved = tuple(Finding(f.rule, f.message, f.severity, "photos") for f in faults)
    return tuple(one for one in kept if one.kind == EvidenceKind.IMAGE), (*moved, *wrong)


def keep(
    activity: Activity, kept: Iterable[Kept], *, consent: bool = False, by: User, at: dt.datetime
) -> None:
    """Keep the photos with the activity; the same one once."""
    for one in kept:
        digest = hashlib.sha256(one.content).hexdigest()
        defaults = {
            "title": one.title, "file": _stored(one.content, digest), "has_consent": consent,
            "by": by, "at": at,
        }  # fmt: skip
        Photo.objects.get_or_create(activity=activity, sha256=digest, defaults=defaults)


def _stored(content: bytes, digest: str) -> str:
    """Where the bytes lie; a file that is left by an act that failed serves the next one."""
    name = f"{FOLDER}/{digest[:2]}/{digest}.jpg"
    write_once(name, content)
    return name


def add_photos(
    *, activity: Activity, photos: Sequence[Given], consent: bool, by: User, at: dt.datetime
) -> None:
    """Add photos to what was recorded; `consent` is that of the people who are seen in them."""
    kept, faults = look(photos)
    _check_may(activity, by=by, at=at)
    if faults or not kept:
        raise CannotShow("Chưa nhận được ảnh. Hãy chọn ảnh rồi gửi lại.", faults)
    with transaction.atomic():
        keep(activity, kept, consent=consent, by=by, at=at)
        _write_line("activities.photos_added", activity, len(kept), by=by, at=at)


@transaction.atomic
def withdraw_photo(*, photo: Photo, by: User, at: dt.datetime) -> None:
    """Show it no longer; the file goes too, since consent may be what was withdrawn."""
    row = Photo.objects.select_for_update().get(pk=photo.pk)
    activity = Activity.objects.select_related("unit").get(pk=row.activity_id)
    _check_may(activity, by=by, at=at)
    if row.withdrawn_at is not None:
        raise CannotShow("Ảnh này đã rút rồi.")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    name = row.file.name or ""
    if not Photo.objects.filter(file=name, withdrawn_at=None).exists():
        transaction.on_commit(lambda: default_storage.delete(name))
    _write_line("activities.photo_withdrawn", activity, 1, by=by, at=at)


def _check_may(activity: Activity, *, by: User, at: dt.datetime) -> None:
    if not allowed(by, Permission.RECORD, unit=activity.unit, today=localdate(at)):
        raise CannotShow("Anh, chị chưa được giao ghi hoạt động của đơn vị này.")


def _write_line(verb: str, activity: Activity, number: int, *, by: User, at: dt.datetime) -> None:
    key = activity.unit.key
    write_line(verb=verb, subject=activity, by=by, at=at, new={"photos": number}, unit_key=key)
