"""Payment codes, read back by programs that are not ours."""

import io
from typing import Any

import pytest
import segno
import zxingcpp
from cemacqr import EmvQr
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nhanai.banking.rules.banks import banks
from nhanai.banking.rules.references import found_in, reference_of
from nhanai.banking.rules.vietqr import CannotMakeCode, Payment, crc_of, payload_of, plain_memo


def decoded(payload: str) -> str:
    """What a camera sees of the drawn code."""
    drawn = io.BytesIO()
    segno.make(payload, error="m").save(drawn, kind="png", scale=4, border=4)
    seen: Any = zxingcpp.read_barcodes(Image.open(drawn))
    return str(seen[0].text)


@settings(max_examples=40)
@given(
    st.sampled_from(sorted(banks())),
    st.integers(100_000, 10**19 - 1),
    st.integers(0, 499_999_999_999),
    st.integers(0, 1_000_000),
)
def test_a_code_says_the_same_to_a_parser_that_is_not_ours(
    bank: str, account: int, amount: int, number: int
) -> None:
    reference = reference_of(number)

    read = EmvQr.parse(payload_of(Payment(bank, str(account), amount, f"{reference} Ủng hộ")))

    assert read.crc_ok
    napas = read.template("38")
    assert napas["00"] == "A000000727"
    assert napas["01"] == f"0006{bank}01{len(str(account)):02d}{account}"
    assert read.get("54") == (str(amount) if amount else None)
    assert (read.get("53"), read.get("58")) == ("704", "VN")
    assert found_in(read.get_in("62", "08") or "") == (reference,)


@pytest.mark.parametrize("amount", [0, 250_000])
def test_a_camera_reads_what_the_drawn_code_says(amount: int) -> None:
    payload = payload_of(Payment("970436", "0011004123456", amount, "NA7K3F4M UNG HO"))

    assert decoded(payload) == payload


def test_the_check_sum_is_the_published_one() -> None:
    assert crc_of(b"123456789") == 0x29B1


def test_a_memo_keeps_what_every_bank_lets_pass() -> None:
    assert plain_memo("Ủng hộ “đồng bào” lũ lụt – năm 2026") == "UNG HO DONG BAO LU LUT NA"


def test_a_code_for_no_account_is_refused_with_everything_that_is_wrong() -> None:
    with pytest.raises(CannotMakeCode) as refused:
        payload_of(Payment("123456", "12 34", -1))

    assert [one.where for one in refused.value.findings] == ["bank", "number", "amount"]
