"""Everything that changes accounts and appointments: one verb, one function, one transaction."""

from nhanai.identity.actions.account import (
    CannotChangeAccount,
    activate,
    change_password,
    create_account,
    deactivate,
    note_lockout,
    reset_password,
    set_keys,
    update_account,
)
from nhanai.identity.actions.appointment import CannotAppoint, appoint, end_appointment
from nhanai.identity.actions.demo import NotADemo, add_demo_account, load_demo_accounts
from nhanai.identity.actions.first_run import CannotSetUp, prepare_first_run, set_up, setup_code

__all__ = [
    "CannotAppoint",
    "CannotChangeAccount",
    "CannotSetUp",
    "NotADemo",
    "activate",
    "add_demo_account",
    "appoint",
    "change_password",
    "create_account",
    "deactivate",
    "end_appointment",
    "load_demo_accounts",
    "note_lockout",
    "prepare_first_run",
    "reset_password",
    "set_keys",
    "set_up",
    "setup_code",
    "update_account",
]
