"""Dates that the law sets, and codes that donors type."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhanai.funds.rules import clocks
from nhanai.funds.rules.codes import SIGNS, new_code, tidied
from nhanai.funds.rules.names import kind_of
from nhanai.funds.vocab import CampaignLaw, DonorKind

pytestmark = pytest.mark.nodb
SECRET = b"of the test"


def test_relief_receives_ninety_days_and_is_handed_out_twenty_days_after() -> None:
    launched, until = dt.date(2026, 9, 10), dt.date(2026, 11, 30)
    found = {one.key: one for one in clocks.clocks_of(CampaignLaw.DISASTER, launched, until)}

    assert found["receive"].due == dt.date(2026, 12, 9)
    assert found["distribute"].due == dt.date(2026, 12, 20)
    assert found["publish-distributed"].due == dt.date(2027, 1, 19)
    assert [one.key for one in found.values() if not one.is_verified] == [
        "appeal", "publish-received", "publish-distributed",
    ]  # fmt: skip


def test_before_the_decree_and_for_an_ordinary_campaign_no_such_clock_runs() -> None:
    early = dt.date(2021, 10, 1)

    assert clocks.clocks_of(CampaignLaw.DISASTER, early, early) == ()
    assert clocks.latest_end(CampaignLaw.ORDINARY, dt.date(2026, 9, 1)) is None


def test_the_year_is_told_before_the_last_of_march_since_the_decree_holds() -> None:
    assert [one.due for one in clocks.yearly(dt.date(2027, 1, 5))] == [dt.date(2027, 3, 30)]
    assert [one.due for one in clocks.yearly(dt.date(2026, 3, 31))] == [dt.date(2027, 3, 30)]
    assert list(clocks.yearly(dt.date(2025, 1, 5))) == []


def test_a_code_is_read_however_it_was_typed() -> None:
    code = new_code(2026, 11, secret=SECRET, choose=lambda signs: signs[5])

    assert code.startswith("NA-2611-7777-")
    assert tidied(f" {code.lower().replace('-', ' ')} ", secret=SECRET) == code
    assert tidied(code, secret=b"of somebody else") is None
    assert tidied("NA-2611-7777", secret=SECRET) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CONG TY TNHH HOA BAN", DonorKind.ORGANISATION), ("HTX Nậm Mu", DonorKind.ORGANISATION),
        ("VU 123", DonorKind.ORGANISATION), ("SUNG THI DUA", DonorKind.PERSON),
        ("TRUONG VAN DOAN", DonorKind.PERSON), ("Hội phụ nữ xã", DonorKind.ORGANISATION),
    ],
)  # fmt: skip
def test_what_a_bank_calls_the_payer_says_who_she_is(name: str, kind: DonorKind) -> None:
    assert kind_of(name, today=dt.date(2026, 11, 24)) == kind


@settings(max_examples=40, deadline=None)
@given(st.text(SIGNS, min_size=4, max_size=4), st.integers(0, 3), st.sampled_from(SIGNS))
def test_nearly_every_slip_of_the_finger_is_noticed(body: str, place: int, sign: str) -> None:
    drawn = iter(body)
    code = new_code(2026, 11, secret=SECRET, choose=lambda _: next(drawn))
    slips = [
        code[: 8 + at] + other + code[9 + at :]
        for at in range(4) for other in SIGNS if other != code[8 + at]
    ]  # fmt: skip
    unnoticed = [one for one in slips if tidied(one, secret=SECRET) is not None]

    assert len(unnoticed) <= 3
    assert tidied(code[: 8 + place] + sign + code[9 + place :], secret=SECRET) in {
        code,
        None,
    } | set(unnoticed)
