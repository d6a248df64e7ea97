"""A donor follows her gift with the code on her receipt, and nobody else learns the code."""

import datetime as dt

import pytest
from django.test import Client
from tests.builders.funds import Giving, a_person, some_giving
from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import AT

from nhanai.funds.vocab import Naming
from nhanai.identity.vocab import Role
from nhanai.publishing import actions
from nhanai.publishing.models import PublicEntry, Release
from nhanai.publishing.queries import Asked, proof_of
from nhanai.publishing.rules.verifier import verified
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Lineage

pytestmark = pytest.mark.django_db
START, END = dt.date(2026, 11, 1), dt.date(2026, 11, 25)


def published(world: Giving) -> Release:
    """The money of November, by two leaders of the province."""
    office = Lineage.objects.get(descendant=world.books.unit).ancestor
    by = [an_appointment(user=a_user(), role=Role.PROVINCE_LEADER, unit=office).user
          for _ in range(2)]  # fmt: skip
    asked = Asked(ReleaseKind.MONEY, office, START, END)
    made = actions.prepare(asked=asked, by=by[0], at=AT)
    return actions.publish(release=made, by=by[1], at=AT)


def test_the_code_on_a_receipt_leads_to_what_became_of_the_gift(client: Client) -> None:
    world = some_giving()
    gift = world.received(500_000, who=a_person(), campaign=world.campaign)
    world.paid(world.spends(300_000, "Trao quà", campaign=world.campaign, households=12).voucher)
    published(world)

    answer = client.get(f"/cong-khai/ung-ho/{gift.code}/")
    page = client.get(answer["Location"]).content.decode()

    assert "500.000" in page
    assert "300.000" in page
    assert "Trao quà" in page
    assert '<td class="num" data-l="Số hộ">12</td>' in page
    assert client.get("/en/kiem-tra/", {"ma": gift.code.lower()})["Location"].startswith("/en/so/")


def test_no_public_page_tells_the_code_or_a_name_that_is_not_to_be_told(client: Client) -> None:
    world = some_giving()
    gift = world.received(500_000, who=a_person(naming=Naming.UNNAMED))
    world.paid(world.spends(300_000, households=3).voucher)
    release = published(world)

    for address in (
        *("/cong-khai/", "/cong-khai/ban/1/", "/en/ban/1/", "/cong-khai/du-lieu/1.csv"),
        *("/cong-khai/du-lieu/1.json", "/cong-khai/so/2/", "/cong-khai/so/3/"),
    ):
        page = client.get(address).content.decode()
        assert gift.code not in page
        assert "Dua" not in page
    (step,) = next(one for one in release.content["entries"] if one["kind"] == "gift")["steps"]
    assert step["households"] is None


def test_the_entry_of_a_gift_is_proved_and_its_sums_meet(client: Client) -> None:
    world = some_giving()
    world.received(500_000, who=a_person())
    world.received(200_000)
    world.paid(world.spends(600_000).voucher)
    release = published(world)

    gifts = [one for one in release.content["entries"] if one["kind"] == "gift"]
    assert [(one["given"], one["left"]) for one in gifts] == [(500_000, 0), (100_000, 100_000)]
    assert [one["donor"] for one in gifts] == ["Sùng Thị Dua", ""]
    for entry in PublicEntry.objects.filter(key__startswith="GIFT/"):
        assert verified(proof_of(entry))[0]
