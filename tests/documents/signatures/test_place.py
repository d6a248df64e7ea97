"""The note of a signature stands by the signer's name and hides nothing."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.outgoing import a_paper

from nhanai.documents.signatures.place import Box, Sheet, Words, place_on, sheet_for
from nhanai.paper.pdf import pdf_of
from nhanai.paper.values import Annex, Paragraph, Run

pytestmark = pytest.mark.nodb

PAGE = Box(0, 0, 595, 842)


@functools.cache
def a_file() -> bytes:
    """A paper with an annex in which the signer is named too."""
    annex = Annex("Danh sách", (Paragraph((Run("Lò Văn Mẫu"),)),), landscape=False)
    return pdf_of(a_paper(number="01", annexes=(annex,)))


def test_it_is_the_page_where_the_name_stands_under_the_position() -> None:
    sheet = sheet_for(a_file(), name="Lò  Văn Mẫu", position="CHỦ TỊCH")

    assert sheet.index == 0
    assert sheet.name is not None
    assert sheet.gap is not None
    box = place_on(sheet, width=200, height=38, taken=())
    assert sheet.gap[1] <= box.bottom < box.top <= sheet.gap[0]
    assert abs(box.middle - sheet.name.middle) < 1


def test_without_the_name_it_is_the_foot_of_the_last_page() -> None:
    sheet = sheet_for(a_file(), name="Người Khác", position="CHỦ TỊCH")

    assert (sheet.index, sheet.name) == (1, None)
    assert place_on(sheet, width=200, height=38, taken=()).bottom < 60


coordinates = st.tuples(
    st.integers(0, 500), st.integers(0, 800), st.integers(1, 300), st.integers(1, 40)
)
boxes = coordinates.map(lambda one: Box(one[0], one[1], one[0] + one[2], one[1] + one[3]))


@settings(deadline=None, max_examples=40)
@given(st.lists(boxes, max_size=8), st.lists(boxes, max_size=4), st.none() | boxes)
def test_it_lies_on_the_page_and_on_nothing_else(
    words: list[Box], taken: list[Box], name: Box | None
) -> None:
    gap = (name.top + 68, name.top) if name else None
    sheet = Sheet(0, PAGE, tuple(Words("chữ", box) for box in words), name, gap)

    box = place_on(sheet, width=220, height=38, taken=taken)

    assert not any(box.meets(other) for other in (*words, *taken))
    assert PAGE.left <= box.left < box.right <= PAGE.right
    assert PAGE.bottom <= box.bottom < box.top <= PAGE.top
