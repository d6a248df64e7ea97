"""The facts of this room: written with each record, or all of them anew."""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from nhanai.aid.models import Address, Commitment, Delivery, Step
from nhanai.aid.rules import counting
from nhanai.aid.rules.counting import Came, Stepped
from nhanai.aid.vocab import AddressState, DeliveryState, GiftKind
from nhanai.facts import actions as facts
from nhanai.facts.rules.registers import Register, Told
from nhanai.facts.rules.values import FactValue

ADDRESS: Final = "aid.address"
DELIVERY: Final = "aid.delivery"
UNIT: Final = "aid.unit"
_BATCH: Final = 500


def count_address(address: Address) -> None:
    """Write what the address and the stocks of its unit count for now."""
    facts.replace(source=ADDRESS, record=address.pk, facts=of_address(address))
    count_units([address.unit_id])


def count_deliveries(deliveries: Iterable[Delivery]) -> None:
    """Write what these deliveries count for now."""
    numbers = [one.pk for one in deliveries]
    rows = _whole(Delivery.objects.filter(pk__in=numbers))
    facts.replace_many(source=DELIVERY, facts={row.pk: of_delivery(row) for row in rows})


def count_units(units: Iterable[int]) -> None:
    """Write the stocks of these units anew, from the whole way of their addresses."""
    wanted = sorted(set(units))
    facts.replace_many(source=UNIT, facts={unit: of_unit(unit) for unit in wanted})


def of_address(address: Address) -> tuple[FactValue, ...]:
    """What the address counts for."""
    return counting.of_address(address.unit_id, _steps(address))


def of_delivery(row: Delivery) -> tuple[FactValue, ...]:
    """What a delivery counts for; one that did not come counts for nothing."""
    if row.state != DeliveryState.DELIVERED or row.on is None:
        return ()
    batch, person = row.batch, row.address.person
    return counting.of_delivery(
        Came(
            unit=row.address.unit_id,
            on=row.on,
            kind=GiftKind(batch.kind),
            worth=row.worth,
            person=person.merged_into_id or person.pk,
            is_monthly=batch.is_monthly,
            campaign=batch.campaign.kind if batch.campaign else "",
        )
    )


def of_unit(unit: int) -> tuple[FactValue, ...]:
    """The stocks of one unit; two queries."""
    steps: dict[int, list[Stepped]] = {}
    for step in Step.objects.filter(address__unit=unit).order_by("address", "pk"):
        steps.setdefault(step.address_id, []).append(_stepped(step))
    helped = [span for several in steps.values() for span in counting.helped_spans(several)]
    promised = Commitment.objects.filter(address__unit=unit).values_list("sponsor", "start", "end")
    return counting.of_unit(unit, helped, list(promised))


def _steps(address: Address) -> list[Stepped]:
    steps = sorted(address.steps.all(), key=lambda one: one.pk)
    return [_stepped(step) for step in steps]


def _stepped(step: Step) -> Stepped:
    before = AddressState(step.before) if step.before else None
    return Stepped(AddressState(step.after), step.on, before, step.reason)


def _whole(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("batch__campaign", "address__person")


def every_address() -> Told:
    """Every address with its facts, from the records alone."""
    rows = Address.objects.prefetch_related("steps").order_by("pk")
    for address in rows.iterator(chunk_size=_BATCH):
        yield address.pk, of_address(address)


def every_delivery() -> Told:
    """Every delivery with its facts, from the records alone."""
    for row in _whole(Delivery.objects.order_by("pk")).iterator(chunk_size=_BATCH):
        yield row.pk, of_delivery(row)


def every_unit() -> Told:
    """Every unit that keeps an address, with its stocks."""
    units = Address.objects.order_by("unit").values_list("unit", flat=True).distinct()
    for unit in list(units):
        yield unit, of_unit(unit)


REGISTERS: Final = (
    Register(ADDRESS, every_address),
    Register(DELIVERY, every_delivery),
    Register(UNIT, every_unit),
)
