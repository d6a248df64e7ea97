"""Who would like to help from outside is answered, and nobody's name is kept longer than needed."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from tests.builders.aid import AT, TODAY, Village, a_village, who

from nhanai.aid import actions, queries
from nhanai.aid.actions import CannotMove, CannotOffer, OfferValues
from nhanai.aid.models import Offer, Sponsor
from nhanai.aid.rules.offers import KEPT_FOR, new_code, tidied
from nhanai.aid.vocab import GiftKind, OfferState, SponsorKind, TargetGroup
from nhanai.base.wording import words_of
from nhanai.identity.models import User
from nhanai.journal.models import Line
from nhanai.people import actions as people
from nhanai.reminders.queries import lines_for
from nhanai.sending.actions import opened

PHONE = "0912 345 678"
FORM = "aid.offer"
SAID = {
    "kind": "PERSON", "name": "Anna Berg", "contact": "anna@example.org", "gift": "MONEY",
    "words": "500,000 a month", "group": "", "commune": "", "agreed": "on",
}  # fmt: skip
ADDRESS = "/dia-chi-nhan-dao/de-nghi/"


def values(
    village: Village, *, kind: SponsorKind = SponsorKind.ORGANISATION, contact: str = PHONE,
    words: str = "Mỗi tháng 10 kg gạo", here: bool = True,
) -> OfferValues:  # fmt: skip
    """What a company offers to old people of Pa Tần."""
    commune = village.chapter.territory if here else None
    name = "Công ty Chè Xanh" if kind == SponsorKind.ORGANISATION else "Tẩn Láo San"
    return OfferValues(kind, name, contact, GiftKind.GOODS, words, TargetGroup.OLD, commune)


def offered(village: Village, *, at: dt.datetime = AT, **said: object) -> Offer:
    """As it came in."""
    return actions.offer(
        values=values(village, **said), agreed=True, key=uuid.uuid4(), at=at  # type: ignore[arg-type]  # passed on
    )  # fmt: skip


@pytest.mark.nodb
def test_a_code_is_found_however_it_is_typed() -> None:
    code = new_code(2026, lambda signs: signs[0])

    assert code == "DN26-2222-2222"
    assert {tidied(one) for one in ("dn26 2222 2222", "DN2622222222", "  dn26-2222–2222 ")} == {
        code
    }


@pytest.mark.django_db
def test_an_offer_goes_to_the_chapter_of_its_commune_or_to_the_uppermost_one() -> None:
    village = a_village()

    here, anywhere = offered(village), offered(village, here=False)

    assert (here.unit, anywhere.unit) == (village.chapter, village.office)
    assert here.due_on == dt.date(2026, 12, 1)
    assert list(queries.offers_of(village.clerk, today=TODAY)) == [here]
    assert set(queries.offers_of(village.officer, today=TODAY)) == {here, anywhere}
    assert not queries.offers_of(village.stranger, today=TODAY)
    assert queries.offer_by(here.code.lower().replace("-", " ")) == here
    (line,) = [one for one in lines_for(village.clerk, day=TODAY) if "đề nghị giúp" in one.text]
    assert here.code in line.text
    assert "Chè Xanh" not in f"{line} {list(Line.objects.values())}"


@pytest.mark.django_db
def test_the_same_sending_makes_one_offer_and_nothing_is_taken_in_without_consent() -> None:
    village, key = a_village(), uuid.uuid4()

    first = actions.offer(values=values(village), agreed=True, key=key, at=AT)
    again = actions.offer(values=values(village), agreed=True, key=key, at=AT)
    with pytest.raises(CannotOffer, match="đồng ý"):
        actions.offer(values=values(village), agreed=False, key=uuid.uuid4(), at=AT)
    with pytest.raises(CannotOffer) as refusal:
        offered(village, contact="gọi", words="")

    assert first == again == Offer.objects.get()
    assert {one.where for one in refusal.value.findings} == {"contact", "words"}


@pytest.mark.django_db
def test_an_accepted_organisation_becomes_one_sponsor_and_its_contact_leaves_the_offer() -> None:
    village = a_village()
    first, second = offered(village), offered(village)

    with pytest.raises(CannotMove):
        actions.accept_offer(offer=first, answer="Cảm ơn", by=village.stranger, at=AT)
    for one in (first, second):
        actions.accept_offer(offer=one, answer="Hội sẽ gọi lại", by=village.clerk, at=AT)

    sponsor = Sponsor.objects.get()
    first.refresh_from_db()
    assert (sponsor.name, sponsor.contact) == ("Công ty Chè Xanh", "0912 345 678")
    assert (first.name, first.contact, first.sponsor) == ("", "", sponsor)
    with pytest.raises(CannotOffer, match="đã được trả lời"):
        actions.decline_offer(offer=first, answer="Thôi", by=village.clerk, at=AT)


@pytest.mark.django_db
def test_a_person_becomes_a_sponsor_only_through_the_register_of_people() -> None:
    village = a_village()
    one = offered(village, kind=SponsorKind.PERSON)
    told = who("Tẩn Láo San").values
    assert told is not None
    person = people.add_person(
        unit=village.chapter, values=told, despite_warnings=True, by=village.clerk, at=AT
    )

    with pytest.raises(CannotOffer, match="sổ con người"):
        actions.accept_offer(offer=one, answer="Cảm ơn", by=village.clerk, at=AT)
    actions.accept_offer(offer=one, answer="Cảm ơn", person=person, by=village.clerk, at=AT)

    assert Sponsor.objects.get().person == person


@pytest.mark.django_db
def test_names_of_those_answered_long_ago_are_let_go() -> None:
    village = a_village()
    declined, spam, waiting = (offered(village) for _ in range(3))
    actions.decline_offer(offer=declined, answer="Đã đủ", by=village.clerk, at=AT)
    actions.decline_offer(offer=spam, answer="Quảng cáo", is_spam=True, by=village.clerk, at=AT)

    assert actions.let_go_offers(at=AT + KEPT_FOR) == 0
    later = AT + KEPT_FOR + dt.timedelta(minutes=1)
    assert [actions.let_go_offers(at=later) for _ in range(2)] == [2, 0]

    kept = {one.state: bool(one.name) for one in Offer.objects.all()}
    assert kept == {OfferState.DECLINED: False, OfferState.SPAM: False, OfferState.WAITING: True}
    assert waiting.state == OfferState.WAITING


@pytest.mark.django_db
def test_the_desk_answers_an_offer(sign_in: Callable[[User], Client]) -> None:
    village = a_village()
    one = offered(village)
    client = sign_in(village.officer)

    listed = client.get(ADDRESS).content.decode()
    page = client.get(f"{ADDRESS}{one.code}/").content.decode()
    empty = client.post(f"{ADDRESS}{one.code}/nhan/", {"answer": ""})
    done = client.post(f"{ADDRESS}{one.code}/nhan/", {"answer": "Hội sẽ gọi lại"})

    assert one.code in listed
    assert "0912 345 678" in page
    assert empty.status_code == 422
    assert done.status_code == 302
    assert "Hội sẽ gọi lại" in client.get(f"{ADDRESS}{one.code}/").content.decode()


@pytest.mark.django_db
def test_the_public_offers_help_without_a_cookie_and_reads_the_answer_by_its_code(
    client: Client,
) -> None:
    village = a_village()
    page = client.get("/en/giup/?nhom=OLD")
    wrong = client.post("/en/giup/", {**SAID, "contact": "call me"})
    first = client.post("/en/giup/", {**SAID, "phrase": opened_before(seconds=30)})
    hasty = client.post("/en/giup/", {**SAID, "phrase": opened_before(seconds=0)})
    robot = client.post(
        "/en/giup/", {**SAID, "phrase": opened_before(seconds=30), "website": "http://x"}
    )

    one = Offer.objects.get()
    actions.decline_offer(offer=one, answer="Đã đủ người giúp", by=village.officer, at=AT)
    read = client.get("/en/giup/", {"ma": one.code.lower()}, follow=True)

    assert [dict(one.cookies) for one in (page, wrong, first)] == [{}, {}, {}]
    assert '<option value="OLD" selected>' in page.content.decode()
    assert (wrong.status_code, hasty.status_code, robot.status_code) == (422, 422, 422)
    assert words_of("en", "nhanai.aid")["contact_wanted"] in wrong.content.decode()
    assert first["Location"] == f"/en/giup/{one.code}/"
    assert (one.language, one.unit) == ("en", village.office)
    assert "Đã đủ người giúp" in read.content.decode()
    assert one.name not in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    assert client.get("/cong-khai/giup/", {"ma": "DN26-0000-0000"}).status_code == 404
    assert max(len(one.content) for one in (page, wrong, read)) < 60_000


def opened_before(*, seconds: int) -> str:
    """The phrase of a form that was opened so long ago."""
    return opened(FORM, at=timezone.now() - dt.timedelta(seconds=seconds))
