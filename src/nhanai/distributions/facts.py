"""The facts of this room: written with each record, or all of them anew."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import QuerySet

from nhanai.aid.vocab import GiftKind
from nhanai.distributions.models import EmergencyAid, Quota, Recipient
from nhanai.distributions.rules import counting
from nhanai.distributions.rules.counting import Helped, Received
from nhanai.distributions.vocab import EmergencyState, GiftProgramme, RecipientState
from nhanai.facts import actions as facts
from nhanai.facts.rules.registers import Register, Told
from nhanai.facts.rules.values import FactValue

GIFT: Final = "distributions.gift"
PLACE: Final = "distributions.list"
EMERGENCY: Final = "distributions.emergency"
_BATCH: Final = 500


def count_gifts(recipients: Iterable[Recipient]) -> None:
    """Write what these count for now."""
    numbers = [one.pk for one in recipients]
    rows = _whole(Recipient.objects.filter(pk__in=numbers))
    facts.replace_many(source=GIFT, facts={row.pk: of_gift(row) for row in rows})


def count_place(quota: Quota) -> None:
    """Write whether gifts were handed over there."""
    facts.replace(source=PLACE, record=quota.pk, facts=of_place(quota))


def count_emergency(row: EmergencyAid) -> None:
    """Write what the aid counts for now."""
    facts.replace(source=EMERGENCY, record=row.pk, facts=of_emergency(row))


def of_gift(row: Recipient) -> tuple[FactValue, ...]:
    """What a gift counts for; one that nobody received counts for nothing."""
    if row.state != RecipientState.RECEIVED or row.on is None:
        return ()
    round_, person = row.round, row.person
    return counting.of_gift(
        Received(
            unit=row.quota.unit_id,
            on=row.on,
            kind=GiftKind(round_.kind),
            worth=round_.worth,
            person=person.merged_into_id or person.pk,
            target=row.target,
            is_tet=round_.programme == GiftProgramme.TET,
            is_address=row.address_id is not None,
            campaign=round_.campaign.kind if round_.campaign else "",
        )
    )


def of_place(quota: Quota) -> tuple[FactValue, ...]:
    """One place of Tết Nhân ái, where anybody received there."""
    if quota.round.programme != GiftProgramme.TET or quota.given_on is None:
        return ()
    got = Recipient.objects.filter(quota=quota, state=RecipientState.RECEIVED)
    return counting.of_place(quota.unit_id, quota.given_on) if got.exists() else ()


def of_emergency(row: EmergencyAid) -> tuple[FactValue, ...]:
    """What the aid counts for; what was not acknowledged counts for nothing."""
    if row.state == EmergencyState.REFUSED:
        return ()
    person = row.person
    return counting.of_emergency(
        Helped(
            row.unit_id, row.on, GiftKind(row.kind), row.worth, row.persons,
            (person.merged_into_id or person.pk) if person else None,
        )
    )  # fmt: skip


def _whole(rows: QuerySet[Recipient]) -> QuerySet[Recipient]:
    return rows.select_related("round__campaign", "quota", "person")


def every_gift() -> Told:
    """Every recipient with her facts, from the records alone."""
    for row in _whole(Recipient.objects.order_by("pk")).iterator(chunk_size=_BATCH):
        yield row.pk, of_gift(row)


def every_place() -> Told:
    """Every commune of a round, from the records alone."""
    rows: Sequence[Quota] = list(Quota.objects.exclude(given_on=None).select_related("round"))
    for row in rows:
        yield row.pk, of_place(row)


def every_emergency() -> Told:
    """Every emergency aid, from the records alone."""
    rows = EmergencyAid.objects.select_related("person").order_by("pk")
    for row in rows.iterator(chunk_size=_BATCH):
        yield row.pk, of_emergency(row)


REGISTERS: Final = (
    Register(GIFT, every_gift),
    Register(PLACE, every_place),
    Register(EMERGENCY, every_emergency),
)
