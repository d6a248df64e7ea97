"""Each kind of release: what it says, what it may never say, and how anybody can check it."""

import datetime as dt
import io
import json
from collections.abc import Callable

import hxl
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders.aid import a_batch, a_village, an_approved, promised
from tests.builders.allocation import a_computed_round, a_society
from tests.builders.funds import a_person, some_giving
from tests.builders.identity import a_user, an_appointment
from tests.builders.ledger import AT, gift
from tests.builders.plans import Desk
from tests.builders.progress import ONCE, YEARLY, a_desk

from nhanai.aid import actions as aid
from nhanai.aid.actions import Share
from nhanai.aid.models import Batch
from nhanai.aid.vocab import GiftKind
from nhanai.allocation import actions as allocation
from nhanai.feedback.models import Feedback
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry
from nhanai.ledger.vocab import BookSource
from nhanai.portal.pages.site import appeal_of
from nhanai.project.verify import verified
from nhanai.publishing import actions
from nhanai.publishing.models import Release
from nhanai.publishing.queries import Appeal, Asked, Told
from nhanai.publishing.queries.asked import About
from nhanai.publishing.rules.places import shared_out
from nhanai.publishing.rules.stories import Story, faults_of
from nhanai.publishing.vocab import ReleaseKind
from nhanai.units.models import Lineage, Unit

START, END = dt.date(2026, 11, 1), dt.date(2026, 11, 25)
GOOD = Story("Quán cơm 2.000 đ", "Mỗi trưa thứ Năm có 60 suất cơm.\n\nAi cũng góp được một tay.")
AGREED = "Chị Lò Thị Mai, đồng ý bằng văn bản ngày 20/11/2026"


def leaders(office: Unit) -> tuple[User, User]:
    """Two who may prepare and publish."""
    one, other = (
        an_appointment(user=a_user(), role=Role.PROVINCE_LEADER, unit=office).user for _ in range(2)
    )
    return one, other


def published(kind: ReleaseKind, office: Unit, about: About = None) -> Release:
    """Prepared by one leader, published by the other."""
    one, other = leaders(office)
    asked = Asked(kind, office, START, END, about)
    return actions.publish(release=actions.prepare(asked=asked, by=one, at=AT), by=other, at=AT)


def text(client: Client, address: str) -> str:
    """A page that is there and light."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert len(answer.content) < 60_000
    return answer.content.decode()


@pytest.mark.nodb
@given(
    amount=st.integers(-(10**12), 10**12),
    worths=st.dictionaries(st.integers(1, 40), st.integers(0, 10**9), max_size=8),
)
@settings(max_examples=60)
def test_an_amount_is_shared_out_to_the_last_dong(amount: int, worths: dict[int, int]) -> None:
    found = shared_out(amount, worths)

    whole = sum(worths.values())
    assert sum(found.values()) == amount
    if whole:
        assert all(abs(found[key] * whole - amount * part) < whole for key, part in worths.items())


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("story", "consent", "where"),
    [
        (Story("", "Một đoạn"), AGREED, {"title"}),
        (Story("Tên", " \n "), AGREED, {"text"}),
        (GOOD, " ", {"consent"}),
        (Story("Tên", "Gọi 0912 345 678 để góp."), AGREED, {"text"}),
        (Story("Tên", "Căn cước 012345678901"), AGREED, {"text"}),
        (Story("Tên", "Đã góp 1.200.000.000 đ và 250.000.000 đ."), AGREED, set()),
        (Story("Tên", "Một đoạn", title_en="A name"), AGREED, {"text_en"}),
        (GOOD, AGREED, set()),
    ],
)
def test_a_story_has_consent_and_no_number_by_which_anybody_is_reached(
    story: Story, consent: str, where: set[str]
) -> None:
    assert {one.where for one in faults_of(story, consent)} == where


@pytest.mark.django_db
def test_a_published_round_is_computed_again_by_anybody(client: Client) -> None:
    society = a_society()
    made = a_computed_round(society)
    with pytest.raises(actions.CannotPublish) as early:
        published(ReleaseKind.ROUND, society.office, made)
    allocation.submit(round_=made, by=society.officer, at=AT)
    approved = allocation.approve(round_=made, by=society.leader, at=AT)

    release = published(ReleaseKind.ROUND, society.office, approved)
    file = client.get("/cong-khai/ban/1/dot.json").content
    forged = json.loads(file)
    forged["result"]["given"][0] = forged["result"]["given"][1]

    assert {one.rule for one in early.value.findings} == {"release-round"}
    assert verified(file)[0]
    assert not verified(json.dumps(forged).encode())[0]
    assert (release.subject, release.content["round"]["given"]) == (approved.code, 4_000_000)
    for address in (f"/cong-khai/phan-bo/{approved.code}/", "/en/ban/1/", "/en/phan-bo/"):
        page = text(client, address)
        assert "Mường Than" not in page
    assert "those who lack most come first" in text(client, f"/en/phan-bo/{approved.code}/")


@pytest.mark.django_db
def test_the_progress_of_a_plan_names_nobody(client: Client) -> None:
    desk: Desk = a_desk(ONCE, YEARLY)

    release = published(ReleaseKind.PLAN, desk.plan.owner, desk.plan)

    about = release.content["plan"]
    assert about["tasks"] == about["done"] + about["on_time"] + about["late"] == 2
    assert sum(one["tasks"] for one in about["groups"]) == 2
    page = text(client, f"/en/ke-hoach/KH-{desk.plan.pk}/")
    assert "0 of 2 tasks are done" in page
    assert desk.officer.full_name not in page


@pytest.mark.django_db
def test_a_campaign_says_how_to_give_while_it_receives_and_what_came_in(client: Client) -> None:
    world = some_giving()
    office = Lineage.objects.get(descendant=world.books.unit).ancestor
    world.received(500_000, who=a_person(), campaign=world.campaign)
    world.paid(world.spends(200_000, campaign=world.campaign).voucher)
    money = published(ReleaseKind.MONEY, office)
    release = published(ReleaseKind.APPEAL, office, Appeal(world.campaign, world.account()))

    now, later = (
        appeal_of(release, "vi", money, today=day)
        for day in (world.campaign.receives_until, world.campaign.receives_until + ONE)
    )

    assert now.about["way"]["account"] == "0011004123999"
    assert "<svg" in now.qr
    assert (now.received or {})["left"] == 300_000
    assert (later.is_open, later.about["way"], later.qr) == (False, {}, "")
    for root in ("/cong-khai/", "/en/"):
        assert world.campaign.name in text(client, f"{root}dot/{release.subject}/")
        text(client, f"{root}cach-ung-ho/")


ONE = dt.timedelta(days=1)


@pytest.mark.django_db
def test_where_money_went_adds_up_and_small_numbers_of_households_are_hidden(
    client: Client,
) -> None:
    village, world = a_village(), some_giving()
    here, there = village.chapter.territory, village.other.territory
    office = Lineage.objects.get(descendant=world.books.unit).ancestor
    world.received(1_000_000)
    world.paid(world.spends(400_000, commune=here, households=30).voucher)
    world.paid(world.spends(200_000, commune=there, households=3).voucher)
    world.paid(world.spends(100_000).voucher)

    release = published(ReleaseKind.MONEY, office)

    rows = [(one["name"], one["amount"]) for one in release.content["places"]]
    assert rows == [("Xã Pa Tần", 400_000), ("Xã Sìn Hồ", 200_000), ("", 100_000)]
    assert release.content["places"][1]["households"] is None
    assert sum(one["amount"] for one in release.content["places"]) == 700_000
    assert "Not tied to one commune" in text(client, "/en/")
    fund = release.content["funds"][0]["key"]
    assert "tháng 11/2026" in text(client, f"/cong-khai/quy/{fund}/")
    assert client.get("/en/quy/khong-co/").status_code == 404


@pytest.mark.django_db
def test_money_of_a_batch_goes_where_its_addresses_are_and_comes_back_when_reversed() -> None:
    village = a_village()
    accountant, cashier = (
        an_appointment(user=a_user(), role=role, unit=village.chapter).user
        for role in (Role.ACCOUNTANT, Role.CASHIER)
    )
    book = ledger.open_book(
        unit=village.chapter, source=BookSource.FUND, opened_on=START, by=accountant, at=AT
    )
    fund = ledger.open_fund(
        book=book, code="ND", name="Quỹ nhân đạo", purpose="Trợ giúp", opened_on=START,
        by=accountant, at=AT,
    )  # fmt: skip
    ledger.post(
        book=book, day=START, memo="Ủng hộ", lines=gift(fund, 5_000_000), by=accountant, at=AT
    )
    batch = a_batch(village, *(Share(an_approved(village).pk, 300_000) for _ in range(6)))
    Batch.objects.update(kind=GiftKind.MONEY)
    voucher = aid.ask_for_money(batch=batch, fund=fund, by=accountant, at=AT)
    ledger.approve_voucher(voucher=voucher, by=village.head, at=AT)
    ledger.settle_voucher(voucher=voucher, by=cashier, at=AT)
    paid = published(ReleaseKind.MONEY, village.office)
    entry = Entry.objects.get(source="aid.batch")
    ledger.reverse(entry=entry, day=START, reason="Chi nhầm", by=village.head, at=AT)
    back = published(ReleaseKind.MONEY, village.office)

    (place,) = paid.content["places"]
    assert (place["name"], place["amount"], place["households"]) == ("Xã Pa Tần", 1_800_000, 6)
    assert back.content["places"] == []


@pytest.mark.django_db
def test_addresses_are_told_by_group_unless_a_total_had_to_be_hidden(client: Client) -> None:
    village = a_village()
    for _ in range(6):
        an_approved(village)
    few = published(ReleaseKind.ADDRESSES, village.office)
    promised(village, an_approved(village))
    hidden = published(ReleaseKind.ADDRESSES, village.office)

    assert [(one["key"], one["waiting"], one["helped"]) for one in few.content["groups"]] == [
        ("POOR", 6, 0)
    ]
    assert hidden.content["groups"] == []
    assert 1 not in hidden.content["total"].values()
    assert "/en/giup/?nhom=POOR" in text(client, "/en/ban/1/")


@pytest.mark.django_db
def test_feedback_is_told_in_numbers_of_which_small_ones_are_hidden(client: Client) -> None:
    village = a_village()
    told = [("AID", 3, 5), ("AID", 3, 5), *[("AID", 3, 5)] * 4, ("FRAUD", 9, 5), ("IDEA", 0, 9)]
    for number, (kind, answered, due) in enumerate(told):
        Feedback.objects.create(
            number=f"PA-{number}", code_hash=f"{number}", kind=kind, sender="OTHER", way="WEB",
            text="Chưa nhận được gạo", folded="", unit=village.chapter, state="RECEIVED",
            received_on=START, acknowledge_by=START, answer_by=START + due * ONE,
            answered_on=START + answered * ONE if answered else None, at=AT,
        )  # fmt: skip

    release = published(ReleaseKind.FEEDBACK, village.office)

    rows = {one["key"]: one for one in release.content["feedback"]}
    assert (rows["AID"]["in_time"], rows["all"]["came"]) == (6, None)
    assert {rows[key][what] for key in ("FRAUD", "IDEA") for what in ("late", "came")} == {None}
    for address in ("/en/ban/1/", "/cong-khai/"):
        page = text(client, address)
        assert "gạo" not in page
        assert "Answered in time" in page or "Trả lời đúng hạn" in page


@pytest.mark.django_db
def test_a_story_is_previewed_as_the_public_will_see_it(
    client: Client, sign_in: Callable[[User], Client]
) -> None:
    office = a_society().office
    one, other = leaders(office)
    about = Told(GOOD, consent=AGREED)
    made = actions.prepare(asked=Asked(ReleaseKind.STORY, office, START, END, about), by=one, at=AT)
    address = f"/cong-bo/{made.pk}/xem-truoc/vi/"

    refused = client.get(address)
    previewed = sign_in(one).get(address).content.decode()
    client.logout()
    actions.publish(release=made, by=other, at=AT)
    seen = text(client, "/cong-khai/ban/1/")

    assert refused.status_code in {302, 403}
    for words in ("Quán cơm 2.000 đ", *GOOD.paragraphs):
        assert words in previewed
        assert words in seen
    assert "chưa công bố" in previewed
    assert "Lò Thị Mai" not in previewed + seen + text(client, "/cong-khai/du-lieu/1.json")
    assert made.consent == AGREED


@pytest.mark.django_db
def test_the_desk_asks_for_each_kind_what_it_needs(sign_in: Callable[[User], Client]) -> None:
    society = a_society()
    client = sign_in(society.officer)

    pages = {kind: client.get(f"/cong-bo/lap/{kind}/").status_code for kind in ReleaseKind}
    empty = client.post("/cong-bo/lap/ROUND/", {})
    told = {"title": GOOD.title, "text": GOOD.text, "consent": AGREED}
    made = client.post("/cong-bo/lap/STORY/", told)
    wrong = client.post("/cong-bo/lap/STORY/", {**told, "text": "Gọi 0912 345 678"})

    assert set(pages.values()) == {200}
    assert empty.status_code == 422
    assert "Chọn đợt phân bổ đã duyệt." in empty.content.decode()
    assert made.status_code == 302
    assert "Bỏ số điện thoại" in wrong.content.decode()
    assert Release.objects.get().title == GOOD.title
    assert client.get("/cong-bo/lap/KHONG/").status_code == 404


@pytest.mark.django_db
def test_open_data_is_read_by_the_library_of_hxl_and_searchers_find_every_page(
    client: Client,
) -> None:
    village, world = a_village(), some_giving()
    office = Lineage.objects.get(descendant=world.books.unit).ancestor
    world.received(1_000_000)
    commune = village.chapter.territory
    world.paid(world.spends(400_000, commune=commune, households=30).voucher)
    published(ReleaseKind.MONEY, office)

    for name, tag, value in (
        ("1-xa", "#value+given", "400000"), ("1-quy", "#value+received", "1000000"),
    ):  # fmt: skip
        content = client.get(f"/en/du-lieu/{name}.hxl.csv").content
        assert [str(row.get(tag)) for row in read_hxl(content)] == [value]
        faults: list[object] = []
        assert hxl.schema(None, faults.append).validate(read_hxl(content)), faults
    assert client.get("/en/du-lieu/1-khac.hxl.csv").status_code == 404
    sitemap = etree.fromstring(client.get("/sitemap.xml").content)
    found = {str(one.text).partition("//")[2].partition("/")[2] for one in sitemap.iter("{*}loc")}
    assert {"cong-khai/", "en/", "en/ban/1/", "cong-khai/cach-ung-ho/"} <= found
    for place in found:
        assert client.get(f"/{place}").status_code == 200, place
    linked = etree.HTML(text(client, "/cong-khai/ban/1/")).findtext(".//script")
    graph = json.loads(str(linked))["@graph"]
    assert {one["@type"] for one in graph} == {"NGO", "Dataset"}


def read_hxl(content: bytes) -> hxl.model.Dataset:
    """The file as the library of HXL reads it."""
    return hxl.data(hxl.make_input(io.BytesIO(content), hxl.InputOptions(allow_local=True)))
