"""The shipped data answers where there is no database."""

import datetime as dt
import tomllib
from importlib.resources import files

import pytest

from nhanai.documents.reading.knowledge import ShippedKnowledge
from nhanai.documents.reading.model import KnownLaw

pytestmark = pytest.mark.nodb

knowledge = ShippedKnowledge()


def test_a_law_is_found_by_its_number_however_spaced() -> None:
    assert knowledge.law("07/2014/ TT-BGDĐT") == KnownLaw(
        "Thông tư",
        "07/2014/TT-BGDĐT",
        "2014-03-14",
        "Quy định về hoạt động chữ thập đỏ trong trường học",
        (),
    )
    assert knowledge.law("07/2017/TT-BGDĐT") is None


def test_replaced_decrees_name_their_successor() -> None:
    replaced = {
        reference: law.replaced_by
        for reference in ("45/2010/NĐ-CP", "33/2012/NĐ-CP", "93/2019/NĐ-CP", "13/2023/NĐ-CP")
        if (law := knowledge.law(reference))
    }

    assert replaced == {
        "45/2010/NĐ-CP": ("126/2024/NĐ-CP",),
        "33/2012/NĐ-CP": ("126/2024/NĐ-CP",),
        "93/2019/NĐ-CP": ("03/2026/NĐ-CP",),
        "13/2023/NĐ-CP": ("91/2025/QH15", "356/2025/NĐ-CP"),
    }


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Sở Y tế", True),
        ("Hội Chữ thập đỏ tỉnh", True),
        ("UBND các huyện, thành phố", True),
        ("Bộ Y tế", True),
        ("Các đơn vị cấp nước sạch trên địa bàn", True),
        ("Bộ trưởng Bộ Y tế", True),
        ("Giám đốc Sở Không Có", False),
        ("Sở Không Có", False),
    ],
)
def test_agencies_of_the_register_and_whoever_it_concerns_are_known(
    words: str, known: bool
) -> None:
    assert knowledge.is_known_agency(words) is known


def test_ended_agencies_say_when_and_who_took_over() -> None:
    ended = knowledge.ended_agency("Sở Thông tin và Truyền thông")

    assert ended is not None
    assert ended.successors == ("Sở Khoa học và Công nghệ",)
    assert not ended.is_verified


def test_a_name_of_several_has_ended_where_some_of_them_have() -> None:
    ended = knowledge.ended_agency("Báo Lai Châu, Đài Phát thanh và Truyền hình tỉnh")

    assert ended is not None
    assert len(ended.successors) == 1


@pytest.mark.parametrize(
    "words", ["Sở Y tế", "Các sở, ban, ngành tỉnh", "Sở Không Có", "Bộ Kế hoạch và Đầu tư"]
)
def test_what_lives_or_is_unknown_has_not_ended(words: str) -> None:
    assert knowledge.ended_agency(words) is None


def test_the_catalogue_is_sound() -> None:
    text = files("nhanai.documents").joinpath("data/legal.toml").read_text("utf-8")
    laws = tomllib.loads(text)["law"]
    references = [law["reference"] for law in laws]

    assert len(references) == len(set(references))
    for law in laws:
        assert set(law) <= {
            "kind", "reference", "issuer", "date", "title", "start", "end", "replaced_by",
            "verified", "note",
        }  # fmt: skip
        assert set(law.get("replaced_by", ())) <= set(references)
        assert law.get("start", dt.date.min) <= law.get("end", dt.date.max)
