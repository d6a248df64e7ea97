"""Old encodings become Unicode, and a file's own encoding is recognised."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanai.base import encodings

pytestmark = pytest.mark.nodb

PAPER = """Ủy ban nhân dân tỉnh Lai Châu
Kế hoạch thực hiện công tác chữ thập đỏ trong tình hình mới.
Sở Y tế, Hội Chữ thập đỏ tỉnh; khuỷu tay, quý III, nghĩa, những người giữ rừng.
"""
SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


def windows_1258(text: str) -> bytes:
    """Each letter as Windows writes it: the tone follows as a code of its own."""
    tone = re.compile("([\u0302\u0306\u031b]?)([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306]?)")
    apart = tone.sub(r"\1\3\2", unicodedata.normalize("NFD", text))
    shaped = re.sub(
        "(.)([\u0302\u0306\u031b])", lambda m: unicodedata.normalize("NFC", m[0]), apart
    )
    return shaped.encode("cp1258")


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (
            "Uû ban nh©n d©n, C«ng ty tr\xb8ch nhiÖm h÷u h¹n",
            "Uỷ ban nhân dân, Công ty trách nhiệm hữu hạn",
        ),
        ("quyÕt ®Þnh sè ngµy th\xb8ng n¨m, nhµ n­íc", "quyết định số ngày tháng năm, nhà nước"),
        ("CéNG HßA X· HéI\nX· M­êng Than", "CỘNG HÒA XÃ HỘI\nXã Mường Than"),
        ("theo Kế ho¹ch Kế HO¹CH", "theo Kế hoạch Kế HOẠCH"),
        ("h\u03bcnh", "hành"),
    ],
)
def test_tcvn3_becomes_unicode(coded: str, text: str) -> None:
    assert encodings.from_tcvn3(coded) == text


def test_a_font_of_capitals_makes_capitals() -> None:
    assert encodings.from_font("Céng hßa", ".VnTimeH") == "CỘNG HÒA"
    assert encodings.from_font("Céng hßa", ".VnTime") == "Cộng hòa"
    assert encodings.from_font("Coäng hoøa", "VNI-Times") == "Cộng hòa"
    assert encodings.from_font("Cộng hòa", "Times New Roman") == "Cộng hòa"


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("COÄNG HOØA XAÕ HOÄI", "CỘNG HÒA XÃ HỘI"),
        ("UÛy ban nhaân daân tænh, Uûy ban", "Ủy ban nhân dân tỉnh, Ủy ban"),
        ("Sôû Y teá, ngöôøi, quyù, kyõ, kî", "Sở Y tế, người, quý, kỹ, kỵ"),
    ],
)
def test_vni_becomes_unicode(coded: str, text: str) -> None:
    assert encodings.from_vni(coded) == text


@given(st.text(alphabet=SMALL + " .,\n"))
def test_small_letters_survive_tcvn3(text: str) -> None:
    assert encodings.from_tcvn3(encodings.to_tcvn3(text)) == text


@given(st.text(alphabet=SMALL.upper() + " .,\n"))
def test_headings_survive_the_tcvn3_font_of_capitals(text: str) -> None:
    assert encodings.from_tcvn3(encodings.to_tcvn3(text), capitals=True) == text


@given(st.text(alphabet=SMALL + SMALL.upper() + " .,\n"))
def test_every_letter_survives_vni(text: str) -> None:
    assert encodings.from_vni(encodings.to_vni(text)) == text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PAPER.encode(), "utf-8"),
        (PAPER.encode("utf-8-sig"), "utf-8"),
        (PAPER.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + PAPER.encode("utf-16-be"), "utf-16"),
        (PAPER.encode("utf-16-le"), "utf-16"),
        (PAPER.encode("utf-16-be"), "utf-16"),
        (PAPER.encode("utf-32"), "utf-32"),
        (windows_1258(PAPER), "windows-1258"),
        (encodings.to_vni(PAPER).encode("cp1252"), "vni"),
        (encodings.to_vni(PAPER).encode("utf-8"), "vni"),
    ],
)
def test_a_file_is_read_in_its_own_encoding(data: bytes, encoding: str) -> None:
    decoded = encodings.detect(data)

    assert decoded == encodings.Decoded(PAPER, encoding, is_certain=True)
    assert encodings.decode(data) == (PAPER, encoding)


@pytest.mark.parametrize("storage", ["latin-1", "utf-8"])
def test_tcvn3_is_recognised_and_has_no_capitals_with_a_tone(storage: str) -> None:
    decoded = encodings.detect(encodings.to_tcvn3(PAPER).encode(storage))

    assert decoded == encodings.Decoded(PAPER.replace("Ủy", "ủy"), "tcvn3", is_certain=True)


def test_plain_ascii_is_certain_and_another_language_is_not() -> None:
    french = "École française à Genève, où l'été était déjà là – enfin"

    assert encodings.detect(b"So 12/KH") == encodings.Decoded("So 12/KH", "utf-8")
    assert encodings.detect(french.encode("cp1252")) == encodings.Decoded(
        french, "windows-1252", is_certain=False
    )
    assert encodings.detect(french.encode()) == encodings.Decoded(french, "utf-8")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("plain", 1.0),
        ("Sở Y tế", 1.0),
        ("ViÖt hßa", 0.0),
        ("kếp kệp kềp", 2 / 3),
        ("vIệT", 0.0),
        ("khuỷu nghiêng quốc giếng", 1.0),
        ("đắkk", 0.0),
        ("hòá", 0.0),
    ],
)
def test_plausibility_is_the_share_of_syllables(text: str, share: float) -> None:
    assert encodings.plausibility(text) == pytest.approx(share)


@given(st.binary())
def test_any_bytes_give_some_text(data: bytes) -> None:
    text, encoding = encodings.decode(data)

    assert isinstance(text, str)
    assert encoding
