"""Charts say what the numbers say: places, lengths, classes, and every word in its place."""

import csv
from collections.abc import Sequence
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nhanai.figures.rules.drawing import bullets, multiples, over_time, tiles
from nhanai.figures.rules.drawing.over_time import PLOT, TOP, About, Point, accumulated
from nhanai.figures.rules.drawing.pen import PAPER, Role
from nhanai.figures.rules.drawing.scales import Scale, Short, class_of, classes, shade_of

pytestmark = pytest.mark.nodb

numbers = st.fractions(-(10**9), 10**12, max_denominator=1000)
counts = st.fractions(0, 10**12, max_denominator=100)
several = st.lists(st.none() | counts, min_size=1, max_size=12)
SVG = "{http://www.w3.org/2000/svg}"
ABOUT = About("Hội viên <mới> & cũ", "Số ở bảng.", "người")


def points(values: Sequence[Fraction | None]) -> list[Point]:
    """A period for each value, with a year before that is the same."""
    return [
        Point(f"T{at}", f"tháng {at}", value, str(value), f"/mot/?ky={at}&dv=a", before=value)
        for at, value in enumerate(values, 1)
    ]


def rects(svg: str, role: str) -> list[etree._Element]:
    """The rectangles of that role."""
    return [
        one for one in etree.fromstring(svg).iter(f"{SVG}rect") if one.get("class") == f"d-{role}"
    ]


@given(st.lists(st.none() | numbers, max_size=12))
def test_zero_and_every_value_lie_on_the_axis(values: list[Fraction | None]) -> None:
    scale = Scale.over(values)

    assert all(
        0 <= scale.share(value) <= 1 for value in [Fraction(0), *values] if value is not None
    )
    assert Fraction(0) in scale.marks
    assert (scale.marks[0], scale.marks[-1]) == (scale.low, scale.high)
    assert 2 <= len(scale.marks) <= 7


@given(numbers, numbers)
def test_of_two_values_the_larger_stands_higher(first: Fraction, second: Fraction) -> None:
    scale = Scale.over([first, second])

    assert (first < second) == (scale.share(first) < scale.share(second))


@given(st.lists(counts, max_size=6))
def test_an_axis_of_whole_things_has_no_half_ones(values: list[Fraction]) -> None:
    assert all(mark.denominator == 1 for mark in Scale.over(values, is_whole=True).marks)


@given(st.lists(counts, min_size=1, max_size=12))
def test_a_short_number_takes_few_letters(values: list[Fraction]) -> None:
    short = Short.of(values)

    assert all(len(short.show(value)) <= 9 for value in values)
    assert max(values) >= 10**13 or all(len(short.show(value)) <= 7 for value in values)


@given(several)
def test_a_column_stands_on_zero_inside_the_plot_and_is_seen(values: list[Fraction | None]) -> None:
    columns = rects(over_time.columns(points(values), ABOUT).svg, "now")

    filled = [value for value in values if value]
    assert len(columns) == len(filled)
    for column in columns:
        top, high = float(column.get("y", "")), float(column.get("height", ""))
        assert abs(top + high - (TOP + PLOT)) < 0.1
        assert high >= 2
        assert top >= TOP - 2.1


@given(st.lists(st.integers(0, 5), min_size=2, max_size=12))
def test_equal_values_have_equal_lengths(values: list[int]) -> None:
    svg = over_time.columns(points([Fraction(one) for one in values]), ABOUT).svg

    lengths: dict[int, set[str]] = {}
    for value, column in zip((one for one in values if one), rects(svg, "now"), strict=True):
        lengths.setdefault(value, set()).add(column.get("height", ""))
    assert all(len(found) == 1 for found in lengths.values())


@given(several)
def test_no_label_stands_outside_the_drawing(values: list[Fraction | None]) -> None:
    for drawing in (
        over_time.columns(points(values), ABOUT),
        over_time.lines(points(values), ABOUT),
    ):
        for text in etree.fromstring(drawing.svg).iter(f"{SVG}text"):
            assert 0 <= float(text.get("x", "").rstrip("%")) <= 100
            assert 10 <= float(text.get("y", "")) <= over_time.HEIGHT


def test_empty_is_a_dash_and_zero_a_nought() -> None:
    svg = over_time.columns(points([None, Fraction(0), Fraction(3)]), ABOUT).svg

    words = [text.text for text in etree.fromstring(svg).iter(f"{SVG}text")]
    assert words.count("–") == 1
    assert len(rects(svg, "now")) == 1
    assert "tháng 1: không có số liệu" in svg
    assert "tháng 2: 0" in svg


def test_every_mark_is_told_and_opens_and_no_word_is_markup() -> None:
    svg = over_time.columns(points([Fraction(1), Fraction(2)]), ABOUT).svg

    root = etree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == "Hội viên <mới> & cũ"
    assert root.findtext(f"{SVG}desc") == "Số ở bảng."
    links = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert links == ["/mot/?ky=1&dv=a", "/mot/?ky=2&dv=a"]
    assert "style=" not in svg


def test_on_paper_nothing_is_linked_and_every_mark_has_its_colours() -> None:
    svg = over_time.lines(
        points([Fraction(1), Fraction(2)]), ABOUT, plan=(Fraction(5), "5"), width=600
    ).svg

    root = etree.fromstring(svg)
    assert not list(root.iter(f"{SVG}a"))
    assert "class=" not in svg
    assert "%" not in svg
    assert root.get("viewBox") == f"0 0 600 {over_time.HEIGHT}"
    assert set(PAPER) == set(Role)


def test_a_line_breaks_where_nothing_is_known() -> None:
    svg = over_time.lines(
        [Point("", "", value, "") for value in (Fraction(1), None, Fraction(2), Fraction(3))], ABOUT
    ).svg

    found = [
        one for one in etree.fromstring(svg).iter(f"{SVG}line") if one.get("class") == "d-line"
    ]
    assert len(found) == 1


@given(several)
def test_what_accumulates_ends_at_the_sum_of_what_is_known(values: list[Fraction | None]) -> None:
    known = [value for value in values if value is not None]

    assert accumulated(values)[-1] == (sum(known) if known else None)


@given(st.lists(st.none() | st.integers(0, 20).map(Fraction), max_size=40))
def test_equal_values_share_a_class_and_none_is_empty(values: list[Fraction | None]) -> None:
    starts = classes(values)
    known = [value for value in values if value is not None]

    held = {class_of(value, starts) for value in known}
    assert held == set(range(len(starts)))
    assert len(starts) <= 5
    shades = [shade_of(at, len(starts)) for at in range(len(starts))]
    assert shades == sorted(set(shades))
    assert not shades or shades[-1] == 5


def test_each_commune_of_today_has_a_tile_of_its_own() -> None:
    text = files("nhanai.units").joinpath("data/lai_chau/territories.csv").read_text("utf-8")
    today = {
        row["code"]
        for row in csv.DictReader(text.splitlines())
        if row["type"] in {"xã", "phường"} and not row["end"]
    }
    layout = tiles.layout()

    assert set(layout) == today
    assert len(set(layout.values())) == len(layout) == 38
    assert all(
        1 <= column <= tiles.COLUMNS and 1 <= row <= tiles.ROWS for column, row in layout.values()
    )


def test_a_map_tells_what_is_empty_and_what_is_zero() -> None:
    found = [
        tiles.Tile((1, 1), "Thu Lũm", None, "–"),
        tiles.Tile((2, 1), "Pa Ủ", Fraction(0), "0"),
        tiles.Tile((3, 1), "Bum Nưa", Fraction(12), "12"),
    ]

    made = tiles.tile_map(found, ABOUT)

    assert [(one.words, one.several) for one in made.legend] == [
        ("0", 1), ("12", 1), ("không có số liệu", 1),
    ]  # fmt: skip
    assert len(rects(made.drawing.svg, "empty")) == 1


@given(st.lists(st.none() | counts, min_size=1, max_size=12))
def test_a_small_line_stays_in_its_box(values: list[Fraction | None]) -> None:
    scale = multiples.one_scale([multiples.Small("", values, "")])

    places = multiples.path(values, scale).replace("M", " ").replace("L", " ").replace("h.01", "")
    coordinates = [float(one) for one in places.split()]
    assert len(coordinates) == 2 * sum(1 for value in values if value is not None)
    assert all(0 <= across <= multiples.WIDE for across in coordinates[::2])
    assert all(0 <= down <= multiples.TALL for down in coordinates[1::2])


@given(st.none() | numbers)
def test_a_bar_is_never_longer_than_its_place(share: Fraction | None) -> None:
    assert 0 <= bullets.length(share) <= 1
