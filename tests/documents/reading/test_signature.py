"""Who receives a document and who signed it, in one column or two."""

import pytest
from tests.builders.reading import a_source

from nhanai.documents.reading import engine
from nhanai.documents.reading.model import Reading

pytestmark = pytest.mark.nodb


def read(*end: str) -> Reading:
    return engine.read(a_source("\n".join(["KẾ HOẠCH", "", "Tên", "", "1. Việc.", "", *end])))


def signed(reading: Reading) -> tuple[str | None, ...]:
    signer = reading.signer
    assert signer is not None
    return (signer.authority, signer.capacity, signer.position, signer.name)


FULL = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Mẫu")


def test_recipients_above_the_signature() -> None:
    reading = read("Nơi nhận:", "- Như trên;", "- Lưu: VT, VX.", "", *FULL[:3], "", FULL[3])

    assert reading.recipients == ("Như trên;", "Lưu: VT, VX.")
    assert signed(reading) == FULL


def test_recipients_beside_the_signature() -> None:
    reading = read(
        "Nơi nhận:                     TM. ỦY BAN NHÂN DÂN",
        "- Như trên;                   KT. CHỦ TỊCH",
        "- Các sở, ban, ngành;         PHÓ CHỦ TỊCH",
        "- Lưu: VT.                    Lò Văn Mẫu",
    )

    assert reading.recipients == ("Như trên;", "Các sở, ban, ngành;", "Lưu: VT.")
    assert signed(reading) == FULL


def test_cells_of_a_scraped_page_with_a_wrapped_authority() -> None:
    reading = read(
        "|", "*Nơi nhận:*", "- VPCP: BTCN,", "các Vụ;", "- Lưu: VT.", "|",
        "**TM. ỦY BAN", "NHÂN DÂN**", "KT. CHỦ TỊCH", "**PHÓ CHỦ TỊCH**", "**Lò Văn Mẫu**", "|",
    )  # fmt: skip

    assert reading.recipients == ("VPCP: BTCN, các Vụ;", "Lưu: VT.")
    assert signed(reading) == FULL


def test_the_signature_may_come_first() -> None:
    reading = read(
        "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "(Đã ký)", "Lò Văn Mẫu", "", "Nơi nhận:", "- Lưu."
    )

    assert signed(reading) == ("T/M BAN THƯỜNG VỤ", None, "PHÓ BÍ THƯ", "Lò Văn Mẫu")
    assert reading.recipients == ("Lưu.",)


def test_a_rank_before_the_name_is_left_out() -> None:
    assert signed(read("Nơi nhận:", "- Lưu: VT.", "", "GIÁM ĐỐC", "Đại tá Lò Văn Mẫu")) == (
        None, None, "GIÁM ĐỐC", "Lò Văn Mẫu",
    )  # fmt: skip


def test_without_an_end_nothing_is_said() -> None:
    reading = read()

    assert (reading.signer, reading.recipients) == (None, ())


def test_by_order_above_in_place_of_is_the_authority() -> None:
    reading = read("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "", "Hà Văn Mẫu")

    assert signed(reading) == (
        "TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Hà Văn Mẫu",
    )  # fmt: skip


def test_the_party_s_signs_need_no_full_stop() -> None:
    reading = read("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ", "", "Hà Văn Mẫu")

    assert signed(reading) == ("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ", "Hà Văn Mẫu")


def test_recipients_that_the_layout_parts_from_their_heading_are_kept() -> None:
    reading = read(
        "Nơi nhận:", "", "KT. GIÁM ĐỐC", "", "- UBND tỉnh;", "- Chủ tịch, các PCT UBND", "",
        "tỉnh;", "", "- Lưu: VT.", "", "PHÓ GIÁM ĐỐC", "Hà Văn Mẫu",
    )  # fmt: skip

    assert reading.recipients == ("UBND tỉnh;", "Chủ tịch, các PCT UBND tỉnh;", "Lưu: VT.")
