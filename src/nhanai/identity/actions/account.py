"""The life of an account: made, given a password, put to rest."""

import datetime as dt
import secrets
from collections.abc import Iterable, Iterator
from typing import Final

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, person_sort_key, single_spaced
from nhanai.identity import queries, rules
from nhanai.identity.models import User
from nhanai.identity.permissions import Permission
from nhanai.journal.actions import record
from nhanai.units.models import Unit

_CLEAR_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that could be taken for another when read from paper or over the telephone."""


class CannotChangeAccount(Refused):
    """The account cannot be made or changed like this."""


@transaction.atomic
def create_account(
    *, username: str, full_name: str, email: str = "", by: User, at: dt.datetime
) -> tuple[User, str]:
    """Make an account and the temporary password to hand to its owner, or refuse with all faults.

    The password is returned once and kept nowhere; its owner chooses another on first use.
    """
    if not queries.holds(by, Permission.MANAGE, today=localdate(at)):
        raise CannotChangeAccount("Anh, chị không có quyền lập tài khoản. Hãy nhờ người quản trị.")
    password = new_secret()
    user = made(username=username, full_name=full_name, email=email, password=password, at=at)
    user.password_is_temporary = True
    user.save(update_fields=["password_is_temporary"])
    record(
        verb="identity.account_created",
        subject=user,
        by=by,
        at=at,
        new={"username": user.username, "full_name": user.full_name, "email": user.email},
    )
    return user, password


@transaction.atomic
def update_account(*, account: User, full_name: str, email: str, by: User, at: dt.datetime) -> User:
    """Correct a person's name or address."""
    account = _locked(account)
    _refuse_unless_managed(account, by=by, at=at)
    old = {"full_name": account.full_name, "email": account.email}
    _set_name(account, full_name)
    account.email = email
    _refuse(rules.check_full_name(account.full_name))
    account.save(update_fields=["full_name", "name_folded", "sort_key", "email"])
    new = {"full_name": account.full_name, "email": account.email}
    record(verb="identity.account_updated", subject=account, by=by, at=at, old=old, new=new)
    return account


@transaction.atomic
def change_password(*, current: str, new: str, by: User, at: dt.datetime) -> User:
    """Give one's own account another password, knowing the present one."""
    account = _locked(by)
    if not account.check_password(current):
        wrong = Finding("password-wrong", "Mật khẩu hiện tại chưa đúng.", where="current")
        raise CannotChangeAccount("Chưa đổi được mật khẩu.", [wrong])
    _refuse(_check_password(new, account))
    account.set_password(new)
    account.password_is_temporary = False
    account.save(update_fields=["password", "password_is_temporary"])
    record(verb="identity.password_changed", subject=account, by=by, at=at)
    return account


@transaction.atomic
def reset_password(*, account: User, by: User, at: dt.datetime) -> str:
    """Give somebody who forgot it a temporary password, returned once; every session ends."""
    account = _locked(account)
    _refuse_unless_managed(account, by=by, at=at)
    password = new_secret()
    account.set_password(password)
    account.password_is_temporary = True
    account.save(update_fields=["password", "password_is_temporary"])
    record(verb="identity.password_reset", subject=account, by=by, at=at)
    return password


@transaction.atomic
def deactivate(*, account: User, reason: str, by: User, at: dt.datetime) -> User:
    """Let nobody sign in with it any more; what it did stays under its name."""
    account = _locked(account)
    _refuse_unless_managed(account, by=by, at=at)
    if not account.is_active:
        raise CannotChangeAccount("Tài khoản này đã ngừng dùng rồi.")
    if account.pk == by.pk:
        raise CannotChangeAccount("Không tự ngừng tài khoản của mình. Hãy nhờ người quản trị khác.")
    hold_province()
    if queries.is_last_manager(Q(user=account), on=localdate(at)):
        raise CannotChangeAccount(
            "Đây là người quản trị cuối cùng. Bổ nhiệm người quản trị khác trước."
        )
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(verb="identity.account_deactivated", subject=account, by=by, at=at, note=reason)
    return account


@transaction.atomic
def activate(*, account: User, by: User, at: dt.datetime) -> User:
    """Let its owner sign in again."""
    account = _locked(account)
    _refuse_unless_managed(account, by=by, at=at)
    if account.is_active:
        raise CannotChangeAccount("Tài khoản này đang dùng.")
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(verb="identity.account_activated", subject=account, by=by, at=at)
    return account


@transaction.atomic
def set_keys(*, enabled: bool, by: User, at: dt.datetime) -> User:
    """Turn one's own single-letter keys on or off."""
    account = _locked(by)
    if account.keys_enabled != enabled:
        account.keys_enabled = enabled
        account.save(update_fields=["keys_enabled"])
        new, old = {"keys_enabled": enabled}, {"keys_enabled": not enabled}
        record(verb="identity.keys_set", subject=account, by=by, at=at, old=old, new=new)
    return account


@transaction.atomic
def note_lockout(*, username: str, at: dt.datetime) -> None:
    """Keep that somebody failed too often at an account; names that nobody has leave no line."""
    account = User.objects.filter(username=username).first()
    if account is not None:
        record(verb="identity.locked_out", subject=account, by="Khách", at=at)


def hold_province() -> Unit | None:
    """Until the transaction ends nobody else changes who looks after the installation."""
    top = queries.top_unit()
    return top and Unit.objects.select_for_update().get(pk=top.pk)


def made(
    *, username: str, full_name: str, email: str = "", password: str | None, at: dt.datetime
) -> User:
    """A stored account, or the refusal with all its faults; rights and journal are the caller's.

    Without a password nobody signs in with it yet.
    """
    user = User(username=username.strip().lower(), email=email.strip(), created_at=at)
    _set_name(user, full_name)
    findings = [*rules.check_username(user.username), *rules.check_full_name(user.full_name)]
    if User.objects.filter(username=user.username).exists():
        message = "Đã có người dùng tên đăng nhập này. Chọn tên khác."
        findings.append(Finding("username-taken", message, where="username"))
    _refuse([*findings, *(_check_password(password, user) if password is not None else ())])
    user.set_password(password)
    user.save()
    return user


def new_secret() -> str:
    """Twelve letters in three groups, as `k7mq-3hxd-9tpw`: 59 bits, and still easy to copy."""
    letters = [secrets.choice(_CLEAR_LETTERS) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def _set_name(user: User, full_name: str) -> None:
    user.full_name = single_spaced(nfc(full_name))
    shown = user.full_name[: rules.FULL_NAME_LENGTH]
    user.name_folded, user.sort_key = fold(shown), person_sort_key(shown) if shown else ""


def _check_password(password: str, user: User) -> Iterator[Finding]:
    """The faults of a new password."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        for fault in error.error_list:
            message = rules.WEAK_PASSWORD.get(fault.code or "", " ".join(fault.messages))
            yield Finding("password-weak", message, where="password")


def _refuse(findings: Iterable[Finding]) -> None:
    faults = list(findings)
    if faults:
        raise CannotChangeAccount("Chưa lưu được, còn chỗ cần sửa.", faults)


def _refuse_unless_managed(account: User, *, by: User, at: dt.datetime) -> None:
    if not queries.may_manage(by, account, today=localdate(at)):
        raise CannotChangeAccount(
            f"Anh, chị không phụ trách tài khoản của {account.full_name}."
            " Hãy nhờ người quản trị của tỉnh."
        )


def _locked(account: User) -> User:
    return User.objects.select_for_update().get(pk=account.pk)
