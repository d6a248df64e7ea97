"""Chapters that record what they did."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.builders.identity import a_user, an_appointment
from tests.builders.units import a_unit

from nhanai.activities import actions
from nhanai.activities.actions import Links
from nhanai.activities.models import Activity, Campaign
from nhanai.activities.rules.recording import Told
from nhanai.activities.vocab import CampaignKind
from nhanai.facts.models import Fact
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Field:
    """A province's office with one chapter of a commune below it, and who works there."""

    office: Unit
    commune: Unit
    chapter: Unit
    officer: User
    clerk: User


def a_field() -> Field:
    """The smallest world in which a chapter works."""
    office = a_unit("Hội Chữ thập đỏ tỉnh", key="hoi-tinh", kind=UnitKind.CHAPTER)
    commune = a_unit("Xã Bum Tở", key="xa-bum-to", kind=UnitKind.COMMUNE)
    chapter = a_unit(
        "Hội Chữ thập đỏ xã Bum Tở",
        key="hoi-bum-to",
        kind=UnitKind.CHAPTER,
        parent=office,
        line=Line.RED_CROSS,
        territory=commune,
    )
    return Field(office, commune, chapter, at(office, Role.PROVINCE_OFFICER), at(chapter))


def at(unit: Unit, role: Role = Role.CHAPTER_CLERK) -> User:
    """Somebody with that role there."""
    return an_appointment(user=a_user(), role=role, unit=unit, start=dt.date(2026, 1, 1)).user


def gifts(**changed: Any) -> Told:  # noqa: ANN401 (any part of what is told)
    """Forty gifts handed out in a village."""
    values: dict[str, Any] = {
        "kind": "GIFT", "first_on": DAY, "place": "bản Nà Hừ", "persons": 40,
        "goods": 12_000_000, "amounts": {"GIFT": Decimal(40)},
    }  # fmt: skip
    return Told(**{**values, **changed})


def an_activity(
    field: Field, told: Told | None = None, *, links: Links | None = None, by: User | None = None
) -> Activity:
    """What the chapter did, recorded by its clerk."""
    return actions.record(
        unit=field.chapter, told=told or gifts(), links=links or Links(), key=uuid.uuid4(),
        by=by or field.clerk, at=AT,
    )  # fmt: skip


def a_campaign(field: Field, kind: CampaignKind = CampaignKind.TET) -> Campaign:
    """A campaign of the province that runs through November."""
    days = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    return actions.set_campaign(
        name=str(kind.label), kind=kind, owner=field.office, days=days, by=field.officer, at=AT
    )


def counted(activity: Activity) -> dict[str, int]:
    """What it counts for, in the smallest steps, by measure and part."""
    rows = Fact.objects.filter(source="activities.activity", record=activity.pk)
    listed = rows.select_related("measure").order_by("measure__code", "part")
    return {
        f"{row.measure.code}{'/' if row.part else ''}{row.part}": row.quantity for row in listed
    }
