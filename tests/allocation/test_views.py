"""The pages of allocation: what is shown, what is refused, how much is asked of the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders.allocation import AT, Society, a_computed_round, a_round, a_society, claimant
from tests.builders.identity import a_workplace

from nhanai.allocation import actions
from nhanai.allocation.models import AllocationRound
from nhanai.allocation.rules.lines import Asked
from nhanai.allocation.rules.values import Objective
from nhanai.allocation.rules.verifying import verified
from nhanai.identity.models import User
from nhanai.units.vocab import Line, UnitKind

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def society() -> Society:
    return a_society()


def test_a_round_goes_from_an_empty_form_to_a_published_file(
    society: Society, sign_in: SignIn
) -> None:
    client = sign_in(society.officer)
    frame = {
        "name": "Tết Nhân ái", "unit": society.office.pk, "on": "24/11/2026", "measure": "đồng",
        "step": "10.000", "lot": "",
    }  # fmt: skip
    client.post(reverse("allocation:start"), frame)
    pk = AllocationRound.objects.get().pk
    client.post(reverse("allocation:add-pot", args=[pk]), {"name": "Quỹ", "amount": "4 triệu"})
    lines = "Hội xã Mường Than; 1.000.000\nHội xã Bum Tở; 9 triệu"
    client.post(reverse("allocation:add", args=[pk]), {"lines": lines})
    shown = client.get(reverse("allocation:compare", args=[pk])).content.decode()
    assert shown.count("Chọn và tính") == 3
    chosen = {"objective": "LEXIMIN"}
    client.post(reverse("allocation:compare", args=[pk]), chosen)
    client.post(reverse("allocation:submit", args=[pk]))

    sign_in(society.leader)
    client.post(reverse("allocation:approve", args=[pk]))
    page = client.get(reverse("allocation:round", args=[pk])).content.decode()
    file = client.get(reverse("allocation:document", args=[pk]))

    assert "Đã duyệt" in page
    assert "3.600.000" in page
    assert verified(file.content)[0]


def test_the_leader_is_told_on_the_first_page_that_a_round_waits(
    society: Society, sign_in: SignIn
) -> None:
    round_ = a_computed_round(society)
    actions.submit(round_=round_, by=society.officer, at=AT)
    shown = {
        user.pk: sign_in(user).get(reverse("desk:home")).content.decode()
        for user in (society.leader, society.officer)
    }

    assert "1 đợt phân bổ chờ duyệt" in shown[society.leader.pk]
    assert "chờ duyệt" not in shown[society.officer.pk]


def test_a_corrected_fact_shows_who_gains_and_who_loses(society: Society, sign_in: SignIn) -> None:
    round_ = a_computed_round(society)
    client = sign_in(society.officer)
    one = claimant(round_, "Hội xã Mường Than")
    facts = {"need": "3.000.000", "weight": "1", "groups": "vùng cao"}
    client.post(reverse("allocation:claimant", args=[one.pk]), facts)
    outdated = client.get(reverse("allocation:round", args=[round_.pk])).content.decode()
    client.post(reverse("allocation:compare", args=[round_.pk]), {"objective": "LEXIMIN"})
    page = client.get(reverse("allocation:run", args=[round_.pk, 2])).content.decode()

    assert "kết quả dưới đây đã cũ" in outdated
    assert "1 hồ sơ được thêm, 1 hồ sơ bớt" in page
    assert "+600.000" in page
    assert "−600.000" in page


def test_a_share_is_changed_by_hand_only_with_a_reason(society: Society, sign_in: SignIn) -> None:
    round_ = a_computed_round(society)
    one = claimant(round_, "Hội xã Bum Tở")
    client = sign_in(society.officer)
    address = reverse("allocation:change-share", args=[one.pk])
    refused = client.post(address, {"phan-N1": "3.000.000"})
    taken = client.post(address, {"phan-N1": "3.000.000", "phan-reason": "Đã được giúp"})
    page = client.get(reverse("allocation:claimant", args=[one.pk])).content.decode()

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Đã được giúp" in page


def test_wrong_lines_come_back_with_every_fault_and_what_was_typed(
    society: Society, sign_in: SignIn
) -> None:
    round_ = a_round(society)
    answer = sign_in(society.officer).post(
        reverse("allocation:add", args=[round_.pk]), {"lines": "Hội xã Sìn Hồ; mười\nHội xã Lạ"}
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Dòng 1, nhu cầu" in page
    assert "Dòng 2: thiếu nhu cầu" in page
    assert "Hội xã Sìn Hồ; mười" in page


def test_a_table_is_prepared_with_the_units_that_do_not_ask_yet(
    society: Society, sign_in: SignIn
) -> None:
    round_ = a_round(society)
    client = sign_in(society.officer)
    address = reverse("allocation:add", args=[round_.pk])
    prepared = client.get(address, {"dien": "1"}).content.decode()
    kept = client.post(address, {"lines": "Hội xã Sìn Hồ; 5 triệu\nHội xã Bum Tở;\n"})

    assert ">\nHội xã Sìn Hồ;\n</textarea>" in prepared
    assert kept.status_code == 302
    assert claimant(round_, "Hội xã Bum Tở").need == 9_000_000


def test_an_act_that_is_refused_says_why_on_the_page(society: Society, sign_in: SignIn) -> None:
    round_ = a_round(society)
    client = sign_in(society.officer)
    early = client.post(reverse("allocation:submit", args=[round_.pk]))
    unreasoned = client.post(reverse("allocation:cancel", args=[round_.pk]))
    nothing = client.post(reverse("allocation:compare", args=[round_.pk]), {"objective": "?"})

    assert [one.status_code for one in (early, unreasoned, nothing)] == [422] * 3
    assert "chưa có kết quả" in early.content.decode()
    assert "Hãy ghi lý do" in unreasoned.content.decode()


def test_who_sees_no_rounds_finds_none_by_address(society: Society, sign_in: SignIn) -> None:
    round_ = a_computed_round(society)
    client = sign_in(society.officer)
    other = a_society()
    client = sign_in(other.officer)
    one = claimant(round_, "Hội xã Bum Tở")

    assert client.get(reverse("allocation:round", args=[round_.pk])).status_code == 404
    assert client.get(reverse("allocation:document", args=[round_.pk])).status_code == 404
    assert client.get(reverse("allocation:claimant", args=[one.pk])).status_code == 404


def test_pages_ask_no_more_with_many_claimants(society: Society, sign_in: SignIn) -> None:
    round_ = a_computed_round(society)
    client = sign_in(society.officer)
    addresses = [
        reverse("allocation:list"),
        *(reverse(f"allocation:{name}", args=[round_.pk]) for name in ("round", "compare")),
    ]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    asked()
    few = asked()
    more = [
        a_workplace(
            name=f"Hội xã số {at}", kind=UnitKind.CHAPTER, under=society.office,
            line=Line.RED_CROSS,
        )
        for at in range(30)
    ]  # fmt: skip
    lines = [Asked(f"Hội xã số {at}", 1_000_000, groups=("vùng cao",)) for at in range(len(more))]
    actions.add_claimants(round_=round_, asked=lines, by=society.officer, at=AT)
    actions.compute(round_=round_, objective=Objective.LEXIMIN, by=society.officer, at=AT)

    assert asked() == few
    assert max(few) <= 15
