"""Sponsors, batches, the radar, and what all of it counts for."""

import datetime as dt
import io
import uuid

import pytest
from PIL import Image
from tests.builders.aid import (
    AT,
    NAME,
    SECRET,
    TODAY,
    Village,
    a_batch,
    a_sponsor,
    a_village,
    an_approved,
    counted,
    handed_over,
    person_of,
    promised,
    who,
)

from nhanai.aid import actions, queries
from nhanai.aid.actions import (
    CannotGive,
    CannotMove,
    CannotSponsor,
    MoveValues,
    Share,
    SponsorValues,
)
from nhanai.aid.models import Address, Batch, Delivery, Need, Proof, Receipt, Survey
from nhanai.aid.rules.overlap import Got
from nhanai.aid.rules.surveying import NeedTold
from nhanai.aid.vocab import AddressState, CloseReason, Cycle, GiftKind, NeedKind
from nhanai.base.errors import Refused
from nhanai.facts.actions.rebuilding import check, rebuild
from nhanai.facts.models import Fact
from nhanai.people import actions as people
from nhanai.people.models import PersonRole
from nhanai.people.vocab import RoleKind
from nhanai.plans.rules.evidence import Given

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return a_village()


def test_a_promise_makes_the_address_sponsored_and_its_instalments_fall_due(
    village: Village,
) -> None:
    address = an_approved(village)

    promise = promised(village, address, start=dt.date(2026, 10, 5))

    parts = queries.instalments_of([promise], until=TODAY)[promise.pk]
    assert Address.objects.get().state == AddressState.SPONSORED
    assert [(part.on, part.is_late(TODAY)) for part in parts] == [
        (dt.date(2026, 10, 5), True),
        (dt.date(2026, 11, 5), True),
    ]
    assert [(one.code, one.is_late) for one in queries.due_of(village.clerk, today=TODAY)] == [
        (address.code, True)
    ]
    assert queries.due_of(village.stranger, today=TODAY) == []


def test_a_person_who_sponsors_becomes_a_donor_and_is_named_to_few(village: Village) -> None:
    person = an_approved(village, who(NAME)).person

    sponsor = actions.add_sponsor(
        unit=village.chapter, values=SponsorValues(person=person), by=village.clerk, at=AT
    )

    assert PersonRole.objects.filter(person=person, kind=RoleKind.DONOR).count() == 1
    assert queries.sponsor_names(village.clerk, [sponsor], today=TODAY) == {sponsor.pk: NAME}
    assert NAME not in str(queries.sponsor_names(village.stranger, [sponsor], today=TODAY))
    with pytest.raises(CannotSponsor):
        actions.add_sponsor(
            unit=village.chapter, values=SponsorValues(person=person), by=village.clerk, at=AT
        )


def test_what_came_counts_and_is_known_and_moves_the_address_on(village: Village) -> None:
    address = an_approved(village)
    promise = promised(village, address, start=dt.date(2026, 11, 5))
    batch = a_batch(village, Share(address.pk, 300_000, promise.pk), is_monthly=True)

    handed_over(village, batch, on=dt.date(2026, 11, 20))

    row = Delivery.objects.get()
    assert (row.state, row.due_on) == ("DELIVERED", dt.date(2026, 11, 5))
    assert Address.objects.get().state == AddressState.HELPED
    assert counted() == [
        ("01/10", "XH07", 1), ("05/11", "XH11", 1),
        ("20/11", "TH02N", 1), ("20/11", "XH01/HV", 300_000), ("20/11", "XH02", 1),
        ("20/11", "XH08", 1), ("20/11", "XH09", 1), ("20/11", "XH10", 300_000),
        ("20/11", "XH20A", 1),
        ("20/11", "XH20B", 300_000),
    ]  # fmt: skip
    assert Receipt.objects.get().household_key == address.household_key
    assert queries.due_of(village.clerk, today=TODAY) == []


def test_rebuilding_the_facts_changes_nothing(village: Village) -> None:
    first, second = an_approved(village), an_approved(village)
    promised(village, first, start=dt.date(2026, 11, 5), end=dt.date(2027, 11, 5))
    batch = a_batch(village, Share(first.pk, 200_000), Share(second.pk, 100_000))
    handed_over(village, batch, on=TODAY)
    actions.move(
        address=second, values=MoveValues(AddressState.CLOSED, TODAY, CloseReason.MOVED),
        by=village.head, at=AT,
    )  # fmt: skip
    own = Fact.objects.filter(source__startswith="aid.").order_by("pk")
    before = list(own.values_list("pk", "day", "quantity"))

    found = check(lambda _: None)
    rebuild(lambda _: None)

    assert not [one for one in found.examples if one.startswith("aid.")]
    assert list(own.values_list("pk", "day", "quantity")) == before
    assert check(lambda _: None).is_same


def test_who_did_not_come_is_not_counted_and_the_instalment_stays_open(village: Village) -> None:
    came, missed = an_approved(village), an_approved(village)
    promise = promised(village, missed, start=dt.date(2026, 11, 5))
    batch = a_batch(village, Share(came.pk, 100_000), Share(missed.pk, 100_000, promise.pk))

    handed_over(village, batch, on=TODAY, only=came)

    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == [
        "DELIVERED",
        "MISSED",
    ]
    assert [one.code for one in queries.due_of(village.clerk, today=TODAY)] == [missed.code]
    assert Address.objects.get(pk=missed.pk).state == AddressState.SPONSORED


def test_what_was_recorded_by_mistake_is_taken_back_whole(village: Village) -> None:
    address = an_approved(village)
    batch = a_batch(village, Share(address.pk, 100_000))
    handed_over(village, batch, on=TODAY)

    delivery = Delivery.objects.get()
    actions.take_back(delivery=delivery, reason="Ghi nhầm hộ", by=village.clerk, at=AT)

    assert counted() == [("01/10", "XH07", 1)]
    assert not Receipt.objects.exists()
    assert Address.objects.get().state == AddressState.APPROVED


def test_the_radar_asks_for_an_answer_and_is_no_wall(village: Village) -> None:
    address = an_approved(village)
    got = Got(
        "", "", dt.date(2026, 11, 1), GiftKind.GOODS, "Quà 20/11", 400_000, "Hội Khuyến học",
        "Ngày hội Đại đoàn kết",
    )  # fmt: skip
    actions.note_receipts(
        source="distributions.gift", unit=village.other, got=[(7, address.person, got)]
    )
    batch = a_batch(village, Share(address.pk, 100_000), approve=False)

    with pytest.raises(CannotGive) as refusal:
        actions.approve_batch(batch=batch, by=village.head, at=AT)
    row = Delivery.objects.get()
    actions.answer_overlaps(
        batch=batch, answers={row.pk: "Nhà vừa cháy, mất hết lương thực"}, by=village.clerk, at=AT
    )
    actions.approve_batch(batch=batch, by=village.head, at=AT)

    finding = refusal.value.findings[0]
    assert (finding.rule, finding.where) == ("same-kind", "distributions.gift:7")
    for word in ("Quà 20/11", "400.000", "01/11/2026", "Hội Khuyến học", "Đại đoàn kết"):
        assert word in finding.message
    assert Batch.objects.get().state == "APPROVED"


def test_an_answer_does_not_cover_what_became_known_after_it(village: Village) -> None:
    address = an_approved(village)
    first = a_batch(village, Share(address.pk, 100_000), name="Đợt một", approve=False)
    second = a_batch(village, Share(address.pk, 100_000), name="Đợt hai", approve=False)
    row = Delivery.objects.get(batch=second)
    actions.answer_overlaps(batch=second, answers={row.pk: "Hai nguồn"}, by=village.clerk, at=AT)
    third = a_batch(village, Share(address.pk, 100_000), name="Đợt ba", approve=False)

    with pytest.raises(CannotGive) as refusal:
        actions.approve_batch(batch=second, by=village.head, at=AT)

    assert [one.where for one in refusal.value.findings] == [
        f"aid.delivery:{Delivery.objects.get(batch=third).pk}"
    ]
    assert "sắp nhận" in refusal.value.findings[0].message
    assert Batch.objects.get(pk=first.pk).state == "DRAFT"


def test_who_drafted_does_not_approve_and_money_is_not_handed_over_here(village: Village) -> None:
    address = an_approved(village)
    own = a_batch(village, Share(address.pk, 100_000), by=village.head, approve=False)

    with pytest.raises(CannotGive):
        actions.approve_batch(batch=own, by=village.head, at=AT)
    with pytest.raises(CannotGive):
        actions.hand_over(batch=own, on=TODAY, came=[], by=village.clerk, at=AT)
    with pytest.raises(CannotMove):
        actions.approve_batch(batch=own, by=village.clerk, at=AT)

    assert Batch.objects.get().state == "DRAFT"


def test_a_batch_sent_twice_is_one_and_every_fault_is_told(village: Village) -> None:
    address, token = an_approved(village), uuid.uuid4()
    both = [a_batch(village, Share(address.pk, 1000), token=token, approve=False) for _ in "ab"]

    with pytest.raises(CannotGive) as refusal:
        a_batch(village, Share(address.pk, 0), Share(999_999, 5), name=" ", approve=False)

    assert both[0] == both[1]
    assert sorted(one.rule for one in refusal.value.findings) == ["name", "of-others", "worth"]
    assert Delivery.objects.count() == 1


def test_an_address_that_is_not_approved_gets_nothing(village: Village) -> None:
    address = an_approved(village)
    values = MoveValues(AddressState.PAUSED, TODAY, note="Đi làm xa")
    actions.move(address=address, values=values, by=village.clerk, at=AT)

    with pytest.raises(CannotGive) as refusal:
        a_batch(village, Share(address.pk, 1000), approve=False)
    with pytest.raises(CannotSponsor):
        promised(village, address)

    assert [one.rule for one in refusal.value.findings] == ["not-standing"]


def test_ending_the_only_promise_leaves_the_address_waiting(village: Village) -> None:
    address = an_approved(village)
    promise = promised(village, address, start=dt.date(2026, 10, 5))

    with pytest.raises(CannotSponsor):
        actions.end_commitment(commitment=promise, last=TODAY, note=" ", by=village.clerk, at=AT)
    actions.end_commitment(
        commitment=promise, last=dt.date(2026, 11, 20), note="Công ty giải thể", by=village.clerk,
        at=AT,
    )  # fmt: skip

    assert Address.objects.get().state == AddressState.APPROVED
    assert [one for one in counted() if one[1] == "XH11"] == [
        ("05/10", "XH11", 1),
        ("21/11", "XH11", 0),
    ]


def test_received_by_household_tells_over_all_programmes(village: Village) -> None:
    address = an_approved(village, who(household="17B"))
    batch = a_batch(village, Share(address.pk, 100_000), name="Quà tháng 11")
    handed_over(village, batch, on=TODAY)
    other = Got("", "", dt.date(2026, 10, 1), GiftKind.MONEY, "Tiền", 500_000, "Quỹ", "Bão số 3")
    actions.note_receipts(
        source="distributions.gift", unit=village.office, got=[(1, address.person, other)]
    )

    keys = [address.household_key]
    found = queries.received_by_household(keys, since=dt.date(2026, 1, 1))
    later = queries.received_by_household(keys, since=TODAY)

    assert [one.programme for one in found[keys[0]]] == ["Quà tháng 11", "Bão số 3"]
    assert [one.worth for one in later[keys[0]]] == [100_000]


def test_proofs_are_photos_only_and_the_file_goes_with_them(village: Village) -> None:
    address = an_approved(village)
    batch = a_batch(village, Share(address.pk, 1000))
    held = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(held, "PNG")
    photo = Given(name="ds.png", content=held.getvalue())

    actions.add_proofs(batch=batch, photos=[photo, photo], consent=True, by=village.clerk, at=AT)
    with pytest.raises(CannotGive):
        actions.add_proofs(
            batch=batch, photos=[Given(name="a.exe", content=b"MZ")], consent=False,
            by=village.clerk, at=AT,
        )  # fmt: skip
    proof = Proof.objects.get()
    actions.withdraw_proof(proof=proof, by=village.clerk, at=AT)

    assert Proof.objects.get().withdrawn_at == AT


def test_a_sponsor_is_kept_once(village: Village) -> None:
    a_sponsor(village, "Công ty Chè Tam Đường")

    with pytest.raises(CannotSponsor):
        a_sponsor(village, "công ty chè  tam đường")

    assert Cycle.MONTHLY in Cycle.values


def test_who_is_erased_is_forgotten_here_too_and_what_was_given_stays() -> None:
    village = a_village()
    address, neighbour = an_approved(village), an_approved(village)
    actions.add_need(
        address=address, told=NeedTold(NeedKind.HOUSE, "Sửa mái nhà"), by=village.clerk, at=AT
    )
    batches = [
        a_batch(village, Share(one.pk, 120_000), name=f"Đợt của {one.code}")
        for one in (address, neighbour)
    ]
    held = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(held, "PNG")
    photo = Given(name="ds.png", content=held.getvalue())
    for batch in batches:
        handed_over(village, batch, on=dt.date(2026, 11, 20))
        actions.add_proofs(batch=batch, photos=[photo], consent=True, by=village.clerk, at=AT)
    person = person_of(address)

    def erase() -> None:
        people.erase(person=person, reason="Yêu cầu số 3", by=village.head, at=AT)

    with pytest.raises(Refused):
        erase()
    actions.move(
        address=address, values=MoveValues(AddressState.CLOSED, TODAY, CloseReason.MOVED),
        by=village.head, at=AT,
    )  # fmt: skip
    before = counted()
    erase()

    survey = Survey.objects.get(address=address)
    assert (survey.circumstances, survey.way, survey.answers) == ("", "", [])
    assert survey.assessments.get().reasons == []
    assert Need.objects.get(address=address).what == ""
    assert Survey.objects.get(address=neighbour).circumstances == SECRET
    assert [one.withdrawn_at is not None for one in Proof.objects.order_by("batch_id")] == [
        True, False,
    ]  # fmt: skip
    assert counted() == before
