"""How official paper names a place in a document."""

import pytest

from nhanai.documents.rules import cited_place

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("III.5", "mục III.5"),
        ("III.5.-2", "gạch đầu dòng thứ 2, mục III.5"),
        ("II.1.+3", "dấu cộng thứ 3, mục II.1"),
        ("III.1.-1/2", "gạch đầu dòng thứ 1, mục III.1 (phần 2)"),
        ("II.1.-1 + II.1.-2", "gạch đầu dòng thứ 1, mục II.1; gạch đầu dòng thứ 2, mục II.1"),
        ("PL.r7", "dòng 7 của bảng, phụ lục"),
        ("PLII.3", "mục 3, phụ lục II"),
        ("p4", "mở đầu"),
        ("-1", "gạch đầu dòng thứ 1, phần mở đầu"),
    ],
)
def test_a_place_is_named_as_a_person_would_find_it(address: str, said: str) -> None:
    assert cited_place(address) == said
