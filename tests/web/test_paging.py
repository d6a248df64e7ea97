"""Lists are shown page by page."""

import pytest

from nhanai.web.paging import number_from, page_of_values

UNITS = list(range(1, 39))
NOTHING: list[int] = []


def test_a_page_says_which_part_of_the_whole_it_shows() -> None:
    page = page_of_values(UNITS, number=2, noun="đơn vị", size=20)

    assert page.words == "21–38 trong 38 đơn vị"
    assert list(page) == list(range(21, 39))
    assert (page.has_previous, page.has_next) == (True, False)


def test_a_page_past_the_end_is_the_last() -> None:
    assert page_of_values(UNITS, number=99, noun="đơn vị", size=20).number == 2


def test_an_empty_list_has_one_page() -> None:
    page = page_of_values(NOTHING, noun="đơn vị")

    assert (page.last, page.words, list(page)) == (1, "0 đơn vị", [])


def test_one_row_is_not_written_as_a_range() -> None:
    assert page_of_values([7], noun="đơn vị").words == "1 trong 1 đơn vị"


def test_links_lead_to_two_pages_on_either_side() -> None:
    assert list(page_of_values(range(100), number=5, noun="dòng", size=10).around) == [
        3,
        4,
        5,
        6,
        7,
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [(None, 1), ("", 1), ("3", 3), ("-3", 1), ("ba", 1), ("٣", 1), ("9" * 40, 1), ("1.5", 1)],
)
def test_what_is_no_page_number_means_the_first(text: str | None, number: int) -> None:
    assert number_from(text) == number
