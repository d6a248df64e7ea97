"""Rounds, quotas, lists and their approval, on real databases."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.builders.aid import AT, NAME, TODAY, Village, a_village, an_approved, who
from tests.builders.distributions import ROWS, a_round, approved, given, listed, values

from nhanai.distributions import actions, queries
from nhanai.distributions.actions import CannotDistribute, QuotaTold
from nhanai.distributions.models import GiftRound, OtherEntry, Quota, Recipient
from nhanai.distributions.rules.pasting import read_rows
from nhanai.distributions.rules.quotas import read_hamlets
from nhanai.identity.models import User
from nhanai.journal.models import Line
from nhanai.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return a_village()


def test_a_round_tells_its_gift_and_every_fault_at_once(village: Village) -> None:
    made = a_round(village)

    with pytest.raises(CannotDistribute) as refusal:
        a_round(village, name=" ", gifts=0, worth=1, settle_due_on=AT.date().replace(year=2025))
    with pytest.raises(CannotDistribute):
        actions.start_round(unit=village.office, values=values(), by=village.clerk, at=AT)

    assert (made.what, made.worth) == ("10 kg Gạo, 2 chai Dầu ăn", 500_000)
    rules = sorted(one.rule for one in refusal.value.findings)
    assert rules == ["round-days", "round-gifts", "round-name", "round-worth-items"]
    assert GiftRound.objects.count() == 1


def test_quotas_hold_at_every_level_and_a_commune_cannot_raise_its_own(village: Village) -> None:
    round_ = a_round(village)
    told = {village.chapter.pk: QuotaTold(2), village.other.pk: QuotaTold(1)}
    actions.propose_quotas(round_=round_, told=told, by=village.officer, at=AT)
    quota = Quota.objects.get(unit=village.chapter)
    proposed = list(Quota.objects.order_by("-gifts").values_list("gifts", flat=True))
    hamlets, _ = read_hamlets("Bản Một; 3\nBản Hai; 1")
    actions.set_hamlets(quota=quota, hamlets=hamlets, by=village.clerk, at=AT)

    with pytest.raises(CannotDistribute, match="chưa được giao"):
        actions.set_quotas(
            round_=round_, told={village.chapter.pk: QuotaTold(2, 9)}, by=village.head, at=AT
        )
    with pytest.raises(CannotDistribute) as over:
        actions.set_quotas(
            round_=round_, told={village.chapter.pk: QuotaTold(2, 8)}, by=village.officer, at=AT
        )
    with pytest.raises(CannotDistribute) as below:
        actions.set_quotas(
            round_=round_, told={village.chapter.pk: QuotaTold(2, 5)}, by=village.officer, at=AT
        )

    assert proposed == [7, 3]
    assert list(quota.hamlets.values_list("gifts", flat=True)) == [5, 2]
    assert [one.rule for one in over.value.findings] == ["quota-over-total"]
    assert [one.rule for one in below.value.findings] == ["quota-below-hamlets"]
    lines = Line.objects.filter(verb="distributions.quotas_set")
    assert [sorted(one.new.values()) for one in lines] == [[3, 7]]


def test_addresses_fill_the_list_in_one_click_the_hardest_first(village: Village) -> None:
    easy = an_approved(village, answers=("NEAR_POOR",))
    hard = an_approved(village, answers=("POOR", "ALONE"))
    quota = given(village, a_round(village), gifts=1)

    actions.add_from_addresses(quota=quota, reserve=1, by=village.clerk, at=AT)

    rows = Recipient.objects.order_by("is_reserve")
    assert [(one.address, one.is_reserve) for one in rows] == [(hard, False), (easy, True)]
    with pytest.raises(CannotDistribute, match="Không còn"):
        actions.add_from_addresses(quota=quota, by=village.clerk, at=AT)


def test_pasted_people_are_found_in_the_register_and_never_made_twice(village: Village) -> None:
    address = an_approved(village, who(NAME, household="17", hamlet="Bản Một"))
    quota = given(village, a_round(village))
    before = Person.objects.count()

    listed(village, quota, f"{NAME}; 1978; Bản Một; 17\nLò Văn Sáng; 1962; Bản Hai; 102")
    rows, _ = read_rows(f"{NAME}; 1978; Bản Một; 17")
    with pytest.raises(CannotDistribute) as twice:
        actions.add_rows(quota=quota, rows=rows, by=village.clerk, at=AT)
    unsure, _ = read_rows(NAME)
    with pytest.raises(CannotDistribute) as similar:
        actions.add_rows(quota=quota, rows=unsure, by=village.clerk, at=AT)
    actions.add_rows(quota=quota, rows=unsure, despite_warnings=True, by=village.clerk, at=AT)

    assert Recipient.objects.get(person=address.person).address == address
    assert Person.objects.count() == before + 2
    assert [one.rule for one in twice.value.findings] == ["row-twice"]
    assert [one.rule for one in similar.value.findings] == ["row-similar"]


def test_a_list_waits_until_every_possible_duplicate_is_answered(village: Village) -> None:
    quota = listed(village, given(village, a_round(village)))
    rows, _ = read_rows("Người khác; ; ; 101\nLo van sang; 1962\nAi đó; 1999")
    other = actions.add_other_list(
        quota=quota, body="Mặt trận xã", on=AT.date(), what="quà Tết", rows=rows, by=village.clerk,
        at=AT,
    )  # fmt: skip
    second = given(village, a_round(village, name="Xuân yêu thương"))
    listed(village, second, "Giàng Thị Mỷ; 1950; Bản Một; 101")

    with pytest.raises(CannotDistribute) as refusal:
        actions.submit_list(quota=quota, by=village.clerk, at=AT)
    found = queries.findings_for(quota, list(Recipient.objects.filter(quota=quota)))
    answers = dict.fromkeys(found, "Nhà mới cháy")
    actions.answer_duplicates(quota=quota, answers=answers, by=village.clerk, at=AT)
    actions.submit_list(quota=quota, by=village.clerk, at=AT)

    assert [one.rule for one in refusal.value.findings] == ["list-duplicates"]
    told = sorted(one.rule for several in found.values() for one in several)
    assert told == ["other-list", "other-list", "same-kind"]
    assert other.rows == 3
    kept = " ".join(str(value) for row in OtherEntry.objects.values_list() for value in row)
    assert "sang" not in kept


def test_who_lists_does_not_approve_and_the_level_above_does(village: Village) -> None:
    quota = listed(village, given(village, a_round(village)))
    actions.submit_list(quota=quota, by=village.clerk, at=AT)

    for stranger in (village.clerk, village.head, village.officer):
        with pytest.raises(CannotDistribute):
            actions.approve_list(quota=quota, by=stranger, at=AT)
    actions.give_back_list(quota=quota, reason="Thiếu số hộ", by=village.leader, at=AT)
    row = approved(village, quota)

    assert (row.state, row.sent, row.note) == ("APPROVED", 3, "")
    with pytest.raises(CannotDistribute):
        actions.remove_recipient(
            recipient=Recipient.objects.filter(quota=quota)[0], by=village.clerk, at=AT
        )
    told = {village.chapter.pk: QuotaTold(1, 2)}
    with pytest.raises(CannotDistribute) as below:
        actions.set_quotas(round_=quota.round, told=told, by=village.officer, at=AT)
    assert below.value.findings[0].rule == "quota-below-approved"


def test_a_commune_sees_its_own_list_and_names_show_to_few(
    village: Village, sign_in: Callable[[User], Client]
) -> None:
    round_ = a_round(village)
    quota = listed(village, given(village, round_))
    address = f"/trao-qua/don-vi/{quota.pk}/"

    own = sign_in(village.clerk).get(address).content.decode()
    inspected = sign_in(village.inspector).get(address)
    assert sign_in(village.stranger).get(address).status_code == 404
    assert "Giàng Thị Mỷ" in own
    assert "Giàng Thị Mỷ" not in inspected.content.decode()
    assert [one.pk for one in queries.rounds_visible_to(village.stranger, today=TODAY)] == [
        round_.pk
    ]


def test_the_pages_make_quotas_and_lists_as_typed(
    village: Village, sign_in: Callable[[User], Client]
) -> None:
    office = sign_in(village.officer)
    said = {
        "unit": village.office.key, "name": "Tết Nhân ái 2027", "programme": "TET",
        "kind": "GOODS", "gifts": "10", "items": "Gạo; 10; kg; 300.000\nDầu ăn; 2; chai; 150.000",
        "list_due_on": "01/12/2026", "on": "10/12/2026", "settle_due_on": "20/12/2026",
    }  # fmt: skip
    assert office.post("/trao-qua/moi/", {**said, "items": "Gạo; 10"}).status_code == 422
    made = office.post("/trao-qua/moi/", said, follow=True)
    round_ = GiftRound.objects.get()
    assert "450.000" in made.content.decode()
    assert "chưa kiểm chứng" in made.content.decode()

    wrong = office.post(
        f"/trao-qua/{round_.pk}/chi-tieu/", {f"qua-{village.chapter.pk}": "11", "cach": ""}
    )
    right = office.post(
        f"/trao-qua/{round_.pk}/chi-tieu/",
        {f"so-{village.chapter.pk}": "40", f"qua-{village.chapter.pk}": "", "cach": "so"},
    )
    quota = Quota.objects.get(unit=village.chapter)
    assert (wrong.status_code, right.status_code, quota.gifts) == (422, 302, 10)

    chapter = sign_in(village.clerk)
    base = f"/trao-qua/don-vi/{quota.pk}"
    assert chapter.post(f"{base}/them/", {"rows": "A1"}).status_code == 422
    assert chapter.post(f"{base}/them/", {"rows": ROWS}).status_code == 302
    assert chapter.post(f"{base}/thon-ban/", {"hamlets": "Bản Một; 3; 11"}).status_code == 422
    assert chapter.post(f"{base}/nop/").status_code == 302
    assert sign_in(village.leader).post(f"{base}/duyet/").status_code == 302
    assert Quota.objects.get(pk=quota.pk).state == "APPROVED"
