"""What a release is asked to be about, and what every gathering of one needs."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nhanai.allocation.models import AllocationRound
from nhanai.banking.models import BankAccount
from nhanai.documents.models import OutgoingDocument
from nhanai.funds.models import ContributionCampaign
from nhanai.plans.models import Plan
from nhanai.publishing.rules.stories import Story
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Lineage, Unit
from nhanai.units.queries import code_on, names_on
from nhanai.units.vocab import Line

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it was written for everybody, in which commune, and who agreed to that."""

    story: Story
    commune: Unit | None = None
    consent: str = ""
    activity: int | None = None
    """The number of the activity that it was taken from."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A campaign that receives, and into which of its accounts; without one, only by hand."""

    campaign: ContributionCampaign
    account: BankAccount | None = None


About = OutgoingDocument | AllocationRound | Plan | Appeal | Told | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be published: from `start` to before `end`, of the unit and all below it.

    `about` is what a release speaks of that is not all money or all addresses.
    """

    kind: ReleaseKind
    unit: Unit
    start: dt.date
    end: dt.date
    about: About = None

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.end - dt.timedelta(days=1)

    @property
    def document(self) -> OutgoingDocument | None:
        """The issued document that is published, if it is one."""
        return self.about if isinstance(self.about, OutgoingDocument) else None

    @property
    def consent(self) -> str:
        """Who agreed that a story of her is published."""
        return self.about.consent if isinstance(self.about, Told) else ""


@dataclass(frozen=True, slots=True)
class Places:
    """Communes as the public knows them on a day: key, code, name."""

    known: Mapping[int, tuple[str, str, str]] = field(default_factory=dict)

    def of(self, commune: int) -> dict[str, str]:
        """The three of one commune."""
        return dict(zip(("key", "code", "name"), self.known[commune], strict=True))


def places_on(communes: Collection[int], day: dt.date) -> Places:
    """These communes, as they are called and coded that day."""
    names = names_on(communes, day)
    units = Unit.objects.filter(pk__in=communes)
    return Places({one.pk: (one.key, code_on(one, day), names.get(one.pk, "")) for one in units})


def below(asked: Asked) -> list[int]:
    """The unit and all that ever stood below it."""
    rows = Lineage.objects.filter(ancestor=asked.unit, line=Line.RED_CROSS)
    return [asked.unit.pk, *rows.values_list("descendant", flat=True)]
