"""Pledges: what is promised, what came, what is open, to the đồng."""

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.funds import Giving, a_company, some_giving
from tests.builders.ledger import AT, DAY

from nhanai.base.money import Money
from nhanai.funds import actions, queries
from nhanai.funds.actions import CannotGive, CannotPledge, PledgeValues
from nhanai.funds.actions.pledging import reference
from nhanai.funds.models import Donation, Pledge
from nhanai.funds.rules.pledges import Part, faults_of, read_schedule, reckoning_of, schedule
from nhanai.funds.vocab import DonationState, PledgeState
from nhanai.identity.models import User

FIRST = dt.date(2026, 11, 21)
AMOUNTS = st.lists(st.integers(1, 9), min_size=1, max_size=5)


@pytest.mark.nodb
@settings(max_examples=60)
@given(AMOUNTS, st.dictionaries(st.integers(0, 4), st.integers(0, 30)), st.integers(0, 60))
def test_promised_less_received_is_open_whatever_comes_and_is_let_off(
    amounts: list[int], came: Mapping[int, int], let_off: int
) -> None:
    parts = [Part(key, FIRST + dt.timedelta(key), one) for key, one in enumerate(amounts)]
    received = {key: one for key, one in came.items() if key < len(parts)}

    told = reckoning_of(parts, received=received, let_off=let_off)

    assert told.promised == max(0, sum(amounts) - let_off)
    assert told.received == sum(received.values())
    assert told.promised - told.received == told.open - told.surplus
    assert told.open == 0 or told.surplus == 0
    assert all(0 <= one.received <= one.promised <= one.part.amount for one in told.parts)


@pytest.mark.nodb
@settings(max_examples=40)
@given(st.integers(60, 10**9), st.integers(1, 60), st.sampled_from([1, 3, 12]))
def test_a_schedule_loses_nothing_and_goes_forward(amount: int, times: int, months: int) -> None:
    parts = schedule(amount, times=times, first=dt.date(2026, 1, 31), months=months)

    assert sum(one for _, one in parts) == amount
    assert [day for day, _ in parts] == sorted({day for day, _ in parts})
    assert len(parts) == times


@pytest.mark.nodb
def test_a_schedule_of_ones_own_is_read_line_by_line_and_what_is_wrong_is_told() -> None:
    found, wrong = read_schedule("15/12/2026: 5.000.000\n\n1-3-2027 2 triệu đồng\n31/2/2027 5\nmai")

    assert found == [(dt.date(2026, 12, 15), 5_000_000), (dt.date(2027, 3, 1), 2_000_000)]
    assert wrong == ["31/2/2027 5", "mai"]
    early = faults_of([(FIRST, 0)], day=FIRST + dt.timedelta(1), until=FIRST - dt.timedelta(1))
    assert [one.rule for one in early] == ["pledge-amount", "pledge-early", "pledge-campaign"]


def pledged(world: Giving, *amounts: int) -> Pledge:
    """So many đồng, ten days apart, for the campaign."""
    parts = tuple((FIRST + dt.timedelta(10 * at), one) for at, one in enumerate(amounts))
    return actions.pledge(
        fund=world.books.fund, values=PledgeValues(DAY, parts, world.campaign), donor=a_company(),
        by=world.books.accountant, at=AT,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_line_with_the_code_of_an_instalment_keeps_the_pledge_in_one_press(
    sign_in: Callable[[User], Client],
) -> None:
    world = some_giving()
    promise = pledged(world, 300_000, 500_000)
    first = promise.instalments.order_by("due_on")[0]
    line, other = world.lines(f"cty hoa ban {reference(first.pk)} dot 1", "khong ma")
    client, address = sign_in(world.books.accountant), reverse("funds:statement")

    seen = BeautifulSoup(client.get(address).content, "html.parser").get_text(" ")
    client.post(address, {"dong": line.pk})

    gift = Donation.objects.get()
    assert f"Cam kết số {promise.pk}" in seen
    assert (gift.state, gift.receipt) == (DonationState.RECEIVED, "BN 0001/2026")
    assert (gift.donor, gift.campaign, gift.line) == (promise.donor, world.campaign, line)
    told = queries.reckoning(promise)
    assert (told.promised, told.received, told.open) == (800_000, 300_000, 500_000)
    assert told.of(first.pk).open == 0
    page = client.get(reverse("funds:pledge", kwargs={"pk": promise.pk})).content.decode()
    assert "còn chờ <b>500.000 đ</b>" in page
    world.undone(gift)
    assert queries.reckoning(promise).open == 800_000
    assert other.pk in {one.line.pk for one in client.get(address).context["page"].rows}


@pytest.mark.django_db
def test_a_pledge_is_kept_lessened_or_withdrawn_with_a_reason_and_late_is_told() -> None:
    world = some_giving()
    accountant = world.books.accountant
    promise = pledged(world, 300_000, 500_000)
    late = FIRST + dt.timedelta(3)

    [due] = queries.pledges_due(accountant, today=late, within=dt.timedelta(7))
    assert (due.open, due.on, due.is_late) == (800_000, FIRST, True)
    with pytest.raises(CannotPledge) as refused:
        actions.lessen(pledge=promise, amount=Money(900_000), reason="", by=accountant, at=AT)
    assert [one.where for one in refused.value.findings] == ["reason", "amount"]

    actions.lessen(pledge=promise, amount=Money(400_000), reason="Khó khăn", by=accountant, at=AT)
    part = promise.instalments.order_by("due_on")[0]
    gift = world.gift(350_000, who=promise.donor, campaign=world.campaign, instalment=part)
    assert queries.reckoning(promise).open == 400_000
    world.taken(gift)
    assert queries.reckoning(promise).open == 50_000
    actions.lessen(pledge=promise, amount=None, reason="Xin thôi", by=accountant, at=AT)

    promise.refresh_from_db()
    assert promise.state == PledgeState.WITHDRAWN
    assert queries.pledges_due(accountant, today=late, within=dt.timedelta(7)) == []
    with pytest.raises(CannotGive, match="Chưa ghi"):
        world.gift(1, who=promise.donor, campaign=world.campaign, instalment=part)
    whole = pledged(world, 100_000)
    kept = whole.instalments.get()
    world.received(100_000, who=whole.donor, campaign=world.campaign, instalment=kept)
    whole.refresh_from_db()
    assert whole.state == PledgeState.KEPT


@pytest.mark.django_db
def test_a_pledge_is_entered_on_a_form_and_its_gift_on_another(
    sign_in: Callable[[User], Client],
) -> None:
    world = some_giving()
    client = sign_in(world.books.accountant)
    told = {
        "donor": "Công ty Hoa Ban", "kind": "ORGANISATION", "amount": "10 triệu", "times": "3",
        "first": "30/11/2026", "every": "1", "day": "20/11/2026", "campaign": "",
        "fund": str(world.books.fund.pk),
    }  # fmt: skip

    client.post(reverse("funds:new-pledge"), {**told, "times": "0"})
    assert not Pledge.objects.exists()
    client.post(reverse("funds:new-pledge"), told)

    promise = Pledge.objects.get()
    parts = list(promise.instalments.order_by("due_on").values_list("amount", flat=True))
    assert parts == [3_333_333, 3_333_333, 3_333_334]
    first = promise.instalments.order_by("due_on")[0]
    form = f"{reverse('funds:new')}?lan={first.pk}"
    assert "3.333.333" in client.get(form).content.decode()
    posted = {"amount": "3.333.333", "way": "CASH", "day": "20/11/2026"}
    client.post(form, posted)
    assert Donation.objects.get().instalment == first
