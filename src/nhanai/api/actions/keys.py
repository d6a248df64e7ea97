"""Keys are made by the person whose eyes they lend, told once, and revoked by her."""

import datetime as dt
import secrets
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.api.models import ApiKey
from nhanai.api.permissions import Permission
from nhanai.api.queries.keys import in_force, visible_to
from nhanai.api.rules.keys import PREFIX, faults_of
from nhanai.base.errors import Refused
from nhanai.base.secret import hashed
from nhanai.base.text import nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.journal.actions import record

_NOTED_AFTER: Final = dt.timedelta(minutes=1)
"""How old a noted use may be, so that a program which asks often does not write often."""


class CannotConnect(Refused):
    """The key cannot be made or revoked so."""


@transaction.atomic
def make_key(*, name: str, days: int, by: User, at: dt.datetime) -> tuple[ApiKey, str]:
    """A new key and its secret, which nobody can be told again."""
    User.objects.select_for_update().get(pk=by.pk)
    today = localdate(at)
    if not holds(by, Permission.CONNECT, today=today):
        raise CannotConnect("Anh, chị không có quyền lập khóa máy.")
    name = single_spaced(nfc(name))
    held = visible_to(by).filter(in_force(today)).count()
    findings = list(faults_of(name, days, held))
    if findings:
        raise CannotConnect("Chưa lập được khóa.", findings)
    token = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        user=by, name=name, token_hash=hashed(token), hint=token[-4:], created_at=at,
        expires_on=today + dt.timedelta(days=days),
    )  # fmt: skip
    record(verb="api.key_made", subject=key, by=by, at=at, new={"expires_on": key.expires_on})
    return key, token


@transaction.atomic
def revoke_key(*, key: ApiKey, by: User, at: dt.datetime) -> None:
    """The key opens nothing any more."""
    row = visible_to(by).select_for_update().filter(pk=key.pk).first()
    if row is None or row.revoked_at is not None:
        raise CannotConnect("Khóa này không còn dùng.")
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    record(verb="api.key_revoked", subject=row, by=by, at=at)


def note_use(*, key: ApiKey, at: dt.datetime) -> None:
    """A program asked with the key."""
    if key.last_used_at is None or at - key.last_used_at > _NOTED_AFTER:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=at)
