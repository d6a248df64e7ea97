"""The one table of roles is complete, and says nothing that the rooms do not know."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest

from nhanai.identity.permissions import Permission as Identity
from nhanai.identity.vocab import Role
from nhanai.project.roles import ROLES

pytestmark = pytest.mark.nodb

SOURCE = Path(__file__).parents[2] / "src" / "nhanai"


def permissions() -> set[str]:
    """Every permission that a room names."""
    modules = [import_module(f"nhanai.{path.parent.name}.permissions") for path in found()]
    return {
        str(permission)
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
        for permission in kind
    }


def found() -> list[Path]:
    return sorted(SOURCE.glob("*/permissions.py"))


def test_every_role_has_its_line_and_there_are_no_others() -> None:
    assert set(ROLES) == {str(role) for role in Role}


def test_every_permission_of_every_room_is_granted_to_someone() -> None:
    granted = {str(permission) for held in ROLES.values() for permission in held}

    assert granted == permissions()


def test_a_permission_is_named_by_its_room() -> None:
    strangers = [
        str(permission)
        for path in found()
        for permission in import_module(f"nhanai.{path.parent.name}.permissions").Permission
        if not str(permission).startswith(f"{path.parent.name}.")
    ]

    assert strangers == []


def test_the_inspector_reads_everything_and_deals_with_complaints_alone() -> None:
    reads = {name for name in permissions() if name.split(".")[1] in {"view", "read_journal"}}
    hears = {name for name in permissions() if name.startswith("feedback.")}

    assert {str(permission) for permission in ROLES[Role.INSPECTOR]} == reads | hears
    assert [role for role, held in ROLES.items() if "feedback.inspect" in held] == [Role.INSPECTOR]


def test_only_the_administrator_looks_after_accounts() -> None:
    managing = [role for role, held in ROLES.items() if Identity.MANAGE in held]

    assert managing == [Role.ADMINISTRATOR]
